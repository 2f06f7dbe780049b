"""Layouts: how they are found, what they may see, and how their mistakes are told."""
