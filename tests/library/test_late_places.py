"""Faults that are found long after a file was read: told at the place that the author typed.

`⟦…⟧` marks the place in a text; the marks are taken out before the text is written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from generator.problems import Span
from tests.building import site_of, story

HEAD = "---\ntitle: A quiet day\ndate: 2026-03-01 09:00\nsection: world\n"
Place = tuple[str, Span]


def header(keys: str) -> dict[str, str]:
    """An article with these keys beside the three that it needs."""
    return {"content/articles/a.md": f"{HEAD}{keys}---\nText.\n"}


def told(tmp_path: Path, code: str, files: Mapping[str, str]) -> tuple[set[Place], set[Place]]:
    """Where the texts are marked, and where a build tells that fault."""
    clean = {path: re.sub("[⟦⟧]", "", text) for path, text in files.items()}
    wanted = {(path, span) for path, text in files.items() for span in _marks(text)}
    assert wanted
    built = site_of(tmp_path, {"content/articles/other.md": story("Other"), **clean})
    problems = [problem for problem in built.made.problems if problem.code == code]
    return wanted, {(p.path, p.span) for p in problems if p.span}


def _marks(text: str) -> list[Span]:
    spans = []
    for number, line in enumerate(text.split("\n"), 1):
        for match in re.finditer("⟦([^⟧]*)⟧", line):
            before = re.sub("[⟦⟧]", "", line[: match.start()])
            spans.append(Span(number, len(before) + 1, len(match[1])))
    return spans


AFTER_A_FAULTY_ITEM = {
    "authors": ("unknown-author", "authors:\n  - {role: Lawyer}\n  -\n  - ⟦ana⟧\n  - ⟦bo⟧\n"),
    "an author typed twice": ("unknown-author", "authors: [⟦ana⟧, ana, ⟦bo⟧]\n"),
    "a refused author": ("unknown-author", "authors:\n  - *ana\n  - ⟦bo⟧\n"),
    "credits": ("unknown-author", "credits:\n  data:\n    - [ana]\n    - ⟦bo⟧\n"),
    "a role with spaces": ("unknown-author", "credits:\n  fact  checking:\n    - ⟦bo⟧\n"),
    "tags": ("tag-without-letters", "tags: [[a], '', ⟦'///'⟧]\n"),
    "related": ("unknown-article", "related: [{title: No address}, ⟦nowhere⟧]\n"),
    "corrections": (
        "future-update",
        "corrections:\n  - {date: yesterday, text: A}\n  - {date: ⟦2027-01-01⟧, text: B}\n",
    ),
    "updates": (
        "future-update",
        "updates:\n  - {date: 2026-04-01}\n  - {date: ⟦2027-01-01⟧, text: B}\n",
    ),
}


@pytest.mark.parametrize("name", AFTER_A_FAULTY_ITEM)
def test_an_item_that_is_left_out_moves_no_other(tmp_path: Path, name: str) -> None:
    """A later item of the list is told where it stands, not where the faulty one does."""
    code, keys = AFTER_A_FAULTY_ITEM[name]
    wanted, found = told(tmp_path, code, header(keys))
    assert wanted == found
