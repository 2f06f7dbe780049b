"""Broadsheet: Markdown and YAML in, a fast, correct, accessible news site out."""

__version__ = "0.1.0"
