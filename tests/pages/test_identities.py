"""Permanent identities of stories, by which feed readers know them."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.problems import Severity
from tests.building import site_of, story

IDS = {
    "the same": ("tag:post.example,2026:1", "tag:post.example,2026:1"),
    "the same once typed as an address": ("a b", "https://post.example/#a%20b"),
    "that of another's address": ("https://post.example/2026/03/b/", None),
}


@pytest.mark.parametrize("what", IDS)
def test_two_stories_with_one_identity_are_an_error(tmp_path: Path, what: str) -> None:
    """Feed readers would take the second for the first: both files are named, at the key."""
    first, second = IDS[what]
    keys = {} if second is None else {"id": f'"{second}"'}
    files = {
        "content/articles/a.md": story("A", id=f'"{first}"'),
        "content/articles/b.md": story("B", **keys),
    }
    built = site_of(tmp_path, files)
    assert ["same-id"] == built.codes
    told = built.made.problems[0]
    other = "content/articles/b.md" if second is None else "content/articles/a.md"
    assert told.message.startswith(other)
    assert told.path != other
    assert told.span
    assert 5 == told.span.line


def test_a_held_story_with_the_identity_of_another_is_told_today(tmp_path: Path) -> None:
    """Its release can't break a build; a draft's is a warning."""
    files = {
        "content/articles/a.md": story("A", id="tag:x"),
        "content/articles/b.md": story("B", id="tag:x", date="2027-01-01"),
    }
    assert ["same-id"] == [problem.code for problem in site_of(tmp_path, files).errors]
    files["content/articles/b.md"] = story("B", id="tag:x", draft="true")
    built = site_of(tmp_path, files)
    assert [("same-id", Severity.WARNING)] == [(p.code, p.severity) for p in built.made.problems]
