"""Dates and numbers as a language's newspapers write them."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime
from pathlib import Path

import pytest
from babel import Locale, localedata

from generator.model.values import Moment
from generator.rendering.archive_names import month_name, year_name
from generator.rendering.filters import day, stamp
from generator.rendering.numbers import ZEROS, number_in
from tests.building import site_of, story

MOMENT = Moment(datetime(2026, 10, 30, 7, 5, tzinfo=UTC))


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "October 30, 2026, 7:05\N{NARROW NO-BREAK SPACE}AM UTC"),
        ("en-GB", "30 October 2026, 07:05 UTC"),
        ("fr", "30 octobre 2026, 07:05 UTC"),
        ("uk", "30 жовтня 2026\N{NARROW NO-BREAK SPACE}р., 07:05 UTC"),
        ("ar", "30 أكتوبر 2026، 7:05 ص UTC"),
        ("ja", "2026年10月30日 7:05 UTC"),
        ("zh", "2026年10月30日 07:05 UTC"),
        ("fa", "۳۰ اکتبر ۲۰۲۶، ساعت ۷:۰۵ UTC"),
        ("vi", "07:05 UTC 30 tháng 10, 2026"),
    ],
)
def test_day_and_time_stand_together_as_the_language_has_them(language: str, said: str) -> None:
    """CLDR's pattern tells the order, and what stands between."""
    assert said == stamp(MOMENT, "UTC", language)


def test_a_language_with_digits_of_its_own_writes_all_numbers_in_them(tmp_path: Path) -> None:
    """Persian pages have Persian dates, counts and sizes; what machines read is Latin."""
    assert "۳۰ اکتبر ۲۰۲۶" == day(MOMENT, "UTC", "fa")
    assert "۱۲٬۳۴۵٫۵" == number_in(12345.5, "fa")
    assert ("مارس ۲۰۲۶", "۲۰۲۶") == (month_name("2026/03", "fa"), year_name("2026", "fa"))
    assert ("12,345.5", "2026") == (number_in(12345.5, "ar"), year_name("2026", "ar"))
    layouts = {
        "layouts/article.html": "{{ 2|number }}{{ tn('index.stories', 3) }} {{ 2500000|file_size }}"
        " {{ article.published|iso }}"
    }
    site = "title: P\nbase_url: https://p.example\nlanguage: fa\ntimezone: UTC\n"
    built = site_of(tmp_path, {"content/articles/a.md": story(), **layouts}, site)
    assert "۲۳ مطلب ۲٫۵ MB 2026-03-01T09:00:00+00:00" == built.text("2026/03/a/index.html")


def test_the_digits_of_every_language_are_known() -> None:
    """Of those that CLDR has, and Babel with it."""
    systems = {
        Locale.parse(tag).default_numbering_system for tag in localedata.locale_identifiers()
    }
    assert set() == systems - {"latn", *ZEROS}
    for zero in ZEROS.values():
        assert [*range(10)] == [unicodedata.decimal(chr(zero + value)) for value in range(10)]
