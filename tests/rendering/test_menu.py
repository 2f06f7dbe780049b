"""The menu that site.yaml lists."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.building import SITE_YAML, Built, site_of, story

ABOUT = {"content/pages/about.md": "---\ntitle: About\n---\n"}


def built(tmp_path: Path, menu: str, **ideas: str) -> Built:
    """A site with stories of two sections, one of them with these keys."""
    files = {
        "content/articles/a.md": story(),
        "content/articles/b.md": story("B", section="ideas", **ideas),
    }
    return site_of(tmp_path, {**files, **ABOUT}, f"{SITE_YAML}menu: {menu}\n")


@pytest.mark.parametrize("keys", [{"date": "2027-01-01"}, {"expires_at": "2026-04-01"}])
def test_a_section_whose_stories_are_not_out_drops_out_of_the_menu(
    tmp_path: Path, keys: dict[str, str]
) -> None:
    """Time alone never breaks a build: the line comes back with a story."""
    found = built(tmp_path, "[world, ideas]", **keys)
    assert [("link-to-empty-list", True)] == [(p.code, p.timely) for p in found.made.problems]
    assert 'href="/world/"' in found.text("index.html")
    assert 'href="/ideas/"' not in found.text("index.html")


@pytest.mark.parametrize(
    ("name", "cure"),
    [
        ("wrold", 'did you mean "world"? a section by its id'),
        ("Ideas", 'did you mean "ideas"? a section by its id'),
        ("about", "write pages/about.md"),
        ("b", "write article:b"),
    ],
)
def test_a_word_that_is_no_section_is_told_with_what_it_may_be(
    tmp_path: Path, name: str, cure: str
) -> None:
    """Sections are named by their ids, pages by their files, stories by `article:`."""
    found = built(tmp_path, f"[world, {name}]")
    assert ["unknown-section"] == found.codes
    assert (
        f"site.yaml:5:15: error[unknown-section]: there is no section {name!r}".replace("'", '"')
        in found.report()
    )
    assert cure in found.report()
