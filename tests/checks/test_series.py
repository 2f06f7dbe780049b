"""A part of a series is one story's in each language."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.problems import Severity
from tests.building import Built, site_of, story

FIRST = story("A", series="{id: straits, part: 1}")


def built(tmp_path: Path, series: str, **keys: str) -> Built:
    """A site with part 1 of a series, and another story with these keys."""
    files = {
        "content/articles/a.md": FIRST,
        "content/articles/b.md": story("B", series=series, **keys),
    }
    return site_of(tmp_path, files)


@pytest.mark.parametrize(
    "keys", [{}, {"date": "2027-01-01"}, {"expires_at": "2026-03-02"}, {"draft": "true"}]
)
def test_a_part_that_two_stories_have_is_told_with_both(
    tmp_path: Path, keys: dict[str, str]
) -> None:
    """Their order would be chance; found before a release brings them together."""
    found = built(tmp_path, series="{id: straits, part: 1}", **keys)
    severity = Severity.WARNING if "draft" in keys else Severity.ERROR
    (problem,) = found.made.problems
    assert ("part-twice", severity) == (problem.code, problem.severity)
    report = found.report()
    assert "content/articles/b.md:5:29: " in report
    assert "content/articles/a.md is part 1 of this series too" in report
    assert "give one of them another number: 2 is free" in report


@pytest.mark.parametrize(
    "keys",
    [
        {"series": "{id: straits, part: 2}"},
        {"series": "{id: rivers, part: 1}"},
        {"series": "straits"},
        {"series": "{id: straits, part: 1}", "language": "fr", "translation_of": "a"},
        {"series": "{id: straits, part: 1}", "date": "2026-01-01", "expires_at": "2026-02-01"},
    ],
)
def test_parts_that_never_meet_are_no_fault(tmp_path: Path, keys: dict[str, str]) -> None:
    """Other numbers, other series, translations, a story withdrawn before the other came."""
    assert [] == built(tmp_path, **keys).errors
