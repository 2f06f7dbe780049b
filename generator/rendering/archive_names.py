"""What a month is called in a language."""

from __future__ import annotations

from datetime import date

from babel.dates import format_skeleton

from generator.library.languages import locale_of


def month_name(month: str, language: str) -> str:
    """`2026/03` as `March 2026`, in the words and order of the language (CLDR skeleton yMMMM)."""
    year, number = (int(part) for part in month.split("/"))
    return format_skeleton("yMMMM", date(year, number, 1), locale=locale_of(language))
