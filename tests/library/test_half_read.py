"""A story whose title, date or section can't be known: all else that is wrong is told too."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.problems import Severity
from tests.building import SITE_YAML, Built, site_of, story

SECTIONS = SITE_YAML + "sections: [World]\n"
BROKEN = "Words with [a link](nowhere.md), ![](images/none.png) and [more](article:lost)."


def built(root: Path, **keys: str) -> Built:
    """A good story, a held one, and one with these keys."""
    late = {"authors": "[nobody]", "related": "[lost]", "layout": "lost"}
    faulty = story(**{"title": "A", "body": BROKEN, **late, **keys})
    return site_of(
        root,
        {
            "content/articles/a.md": faulty,
            "content/articles/good.md": story("Good", "It says [a](a.md)."),
            "content/articles/held.md": story("Held", date="2027-01-01"),
        },
        SECTIONS,
    )


LATE = ["dead-link", "missing-file", "unknown-article", "unknown-article", "unknown-author"]


@pytest.mark.parametrize(
    ("keys", "code"),
    [
        ({"date": "2026-11-31"}, "bad-date"),
        ({"title": ""}, "missing-key"),
        ({"section": "[a]"}, "wrong-type"),
        ({"slug": "A B"}, "bad-slug"),
    ],
)
def test_all_is_told_in_one_run(tmp_path: Path, keys: dict[str, str], code: str) -> None:
    """People, pictures, links and layouts, as in a file whose header is whole."""
    found = built(tmp_path, **keys)
    assert sorted([*LATE, "unknown-layout", code]) == sorted(p.code for p in found.errors)
    assert {"content/articles/a.md"} == {problem.path for problem in found.errors}


def test_a_misspelt_section_is_told_beside_a_bad_date(tmp_path: Path) -> None:
    """Where sections are declared."""
    codes = built(tmp_path, date="soon", section="Wrold").codes
    assert {"unknown-section", "bad-date"} <= set(codes)


def test_a_link_to_a_held_story_waits_for_the_date(tmp_path: Path) -> None:
    """Without one nobody knows which of the two comes first."""
    files = {
        "content/articles/a.md": story("A", "See [it](held.md).", date="soon"),
        "content/articles/held.md": story("Held", date="2027-01-01"),
    }
    assert ["bad-date"] == site_of(tmp_path, files).codes


def test_a_draft_with_such_faults_is_no_part_of_the_edition(tmp_path: Path) -> None:
    """They are warnings, and the rest is published."""
    found = built(tmp_path, date="soon", draft="true")
    assert {Severity.WARNING} == {problem.severity for problem in found.made.problems}
    assert [] == found.holding("nowhere")
    assert 1 == found.made.stories
