"""What a year and a month are called in a language."""

from __future__ import annotations

from datetime import date

from babel.dates import format_skeleton

from generator.library.languages import locale_of
from generator.rendering.numbers import in_digits


def month_name(month: str, language: str) -> str:
    """`2026/03` as `March 2026`, in the words and order of the language (CLDR skeleton yMMMM)."""
    year, number = (int(part) for part in month.split("/"))
    name = format_skeleton("yMMMM", date(year, number, 1), locale=locale_of(language))
    return in_digits(name, language)


def year_name(year: str, language: str) -> str:
    """`2026` in the digits of the language."""
    return in_digits(year, language)
