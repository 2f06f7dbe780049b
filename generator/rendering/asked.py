"""Values of a view that are found when a layout prints them."""

from __future__ import annotations


class asked(property):  # noqa: N801 - a decorator, as `property` is
    """What is asked for when it is printed, so that it wakes only the pages that print it."""


def asked_of(kind: type) -> frozenset[str]:
    """The names of these values."""
    return frozenset(name for name, value in vars(kind).items() if isinstance(value, asked))
