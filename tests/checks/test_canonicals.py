"""`canonical` of texts that name each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.problems import Severity
from tests.building import Built, site_of, story

HERE = "https://post.example"


def built(root: Path, one: str, other: str, **more: str) -> Built:
    """Two stories with these `canonical` keys, at /2026/03/one/ and /2026/03/other/."""
    return site_of(
        root,
        {
            "content/articles/one.md": story("One", canonical=one, **more),
            "content/articles/other.md": story("Other", canonical=other),
        },
    )


def test_two_that_name_each_other_are_told_both(tmp_path: Path) -> None:
    """At their keys; search engines would go in a circle."""
    found = built(tmp_path, f"{HERE}/2026/03/other/", f"{HERE}/2026/03/one/")
    told = [(p.code, p.path, p.span and p.span.line) for p in found.errors]
    articles = "content/articles/"
    assert [("canonical-chain", f"{articles}{name}.md", 5) for name in ("one", "other")] == told


@pytest.mark.parametrize("other", ["https://wire.example/first", f"{HERE}/about/"])
def test_a_row_of_three_is_told_at_its_first(tmp_path: Path, other: str) -> None:
    """The second, whose target has no `canonical`, is right."""
    page = "---\ntitle: About\n---\n\nWho we are.\n"
    (tmp_path / "content/pages").mkdir(parents=True)
    (tmp_path / "content/pages/about.md").write_text(page, "utf-8")
    found = built(tmp_path, f"{HERE}/2026/03/other/", other)
    assert ["content/articles/one.md"] == [problem.path for problem in found.errors]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (f"{HERE}/2026/03/other/", ""),
        (f"{HERE}/2026/03/other/", f"{HERE}/2026/03/other/"),
        (f"{HERE}/2026/03/other/#part", f"{HERE}/2026/03/other/#part"),
        ("https://wire.example/first", "https://wire.example/first"),
    ],
)
def test_one_step_is_no_chain(tmp_path: Path, one: str, other: str) -> None:
    """Also where the other names itself."""
    body = "## Part\n\nWords."
    files = {
        "content/articles/one.md": story("One", canonical=one),
        "content/articles/other.md": story("Other", body, canonical=other),
    }
    assert [] == site_of(tmp_path, files).errors


def test_a_draft_in_a_chain_keeps_nothing_from_being_published(tmp_path: Path) -> None:
    """It is told as a warning."""
    found = built(tmp_path, f"{HERE}/2026/03/other/", "https://wire.example/first", draft="true")
    assert [Severity.WARNING] == [problem.severity for problem in found.made.problems]
