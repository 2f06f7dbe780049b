"""The text of a new article, and the name of its file."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.commands.new_article import bare_or_quoted, local_minute, quoted, short_slug
from generator.urls import slug_fault


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (datetime(2026, 3, 1, 7, 0, 30, tzinfo=UTC), "2026-03-01 09:00"),
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "2026-10-25 03:30+03:00"),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "2026-10-25 03:30+02:00"),
        (datetime(2026, 3, 29, 1, 0, tzinfo=UTC), "2026-03-29 04:00"),
    ],
)
def test_hour_of_the_site(now: datetime, expected: str) -> None:
    """The date is now on the site's clocks, with the offset in the hour that they show twice."""
    assert expected == local_minute(now, "Europe/Kyiv")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kabul: a city", '"Kabul: a city"'),
        ("- #1: no", '"- #1: no"'),
        ('He said "no"', "'He said \"no\"'"),
        ("It's a \\", "'It''s a \\'"),
    ],
)
def test_quoted_headline(text: str, expected: str) -> None:
    """A headline is always in quotes, in those that it does not hold."""
    assert expected == quoted(text)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("lilly-larkin", "lilly-larkin"),
        ("World News", "World News"),
        ("No", '"No"'),
        ("2026", '"2026"'),
        ("o'brien", '"o\'brien"'),
        ("-x", '"-x"'),
        ("a, b", '"a, b"'),
        ("", '""'),
    ],
)
def test_id_in_a_list(word: str, expected: str) -> None:
    """An id stands bare where YAML can take it for nothing else."""
    assert expected == bare_or_quoted(word)


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("A story", "a-story"),
        ("word " * 30, "-".join(["word"] * 16)),
        ("word " * 15 + "words word", "word-" * 15 + "words"),
        ("x" * 200, "x" * 80),
        ("x" * 79 + "q\u0323", "x" * 79),
        ("\u0301" * 100, ""),
        ("A " + "x" * 200, "a-" + "x" * 78),
        ("道" * 100, "道" * 26),
        ("กำ" * 60, "กํา" * 8 + "กํ"),
        ("x" * 79 + "e\u0323\u0302\u0323", "x" * 79),
    ],
)
def test_long_headline(headline: str, expected: str) -> None:
    """The slug of a long headline ends with a word, or where there are none with a letter."""
    assert expected == short_slug(headline)


@settings(deadline=None)
@given(st.text())
def test_slug_of_any_headline(headline: str) -> None:
    """Whatever the headline, its slug is one, or nothing, and short."""
    slug = short_slug(headline * 9)
    assert not slug or not slug_fault(slug)
    assert len(slug.encode()) <= 80
