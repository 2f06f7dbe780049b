"""Numbers in the signs of a language: Persian ones in Persian digits, with its separators."""

from __future__ import annotations

from functools import cache

from babel.numbers import format_decimal

from generator.library.languages import locale_of

# The zero of each numbering system that is some language's own in CLDR (Unicode has the other nine
# digits behind it). Babel knows which system a language has, and writes Latin digits all the same.
ZEROS = {
    "adlm": 0x1E950,
    "arab": 0x0660,
    "arabext": 0x06F0,
    "beng": 0x09E6,
    "cakm": 0x11136,
    "deva": 0x0966,
    "hmnp": 0x1E140,
    "mtei": 0xABF0,
    "mymr": 0x1040,
    "nkoo": 0x07C0,
    "olck": 0x1C50,
    "tibt": 0x0F20,
}


def number_in(number: float, language: str) -> str:
    """A number with the separators and the digits of a language."""
    locale = locale_of(language)
    return in_digits(format_decimal(number, locale=locale, numbering_system="default"), language)


def in_digits(text: str, language: str) -> str:
    """A text with its digits as the language's newspapers write them (CLDR's default system)."""
    digits = _digits(language)
    return text.translate(digits) if digits else text


@cache
def _digits(language: str) -> dict[int, int]:
    """From each Latin digit to the language's own; empty where it has those."""
    zero = ZEROS.get(locale_of(language).default_numbering_system)
    return {ord("0") + value: zero + value for value in range(10)} if zero else {}
