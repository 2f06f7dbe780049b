"""The title of the document, by which search results and tabs tell pages apart."""

from __future__ import annotations

import re
from pathlib import Path

from tests.building import Built, site_of, story


def title(built: Built, path: str) -> str:
    found = re.search(r"<title>(.*?)</title>", built.text(f"{path}index.html"))
    assert found
    return found[1]


def test_stories_with_one_headline_have_titles_of_their_own(tmp_path: Path) -> None:
    """The day tells them apart, and a number within the day; a headline of one story stays."""
    built = site_of(
        tmp_path,
        {
            "content/articles/a.md": story("The vote", date="2026-03-01 09:00"),
            "content/articles/b.md": story("The  Vote", date="2026-03-02 09:00"),
            "content/articles/c.md": story("The vote", date="2026-03-02 10:00"),
            "content/articles/d.md": story("The count", date="2026-03-02 10:00"),
        },
    )
    assert "The vote (March 1, 2026) – The Evening Post" == title(built, "2026/03/a/")
    assert "The Vote (March 2, 2026, 1) – The Evening Post" == title(built, "2026/03/b/")
    assert "The vote (March 2, 2026, 2) – The Evening Post" == title(built, "2026/03/c/")
    assert "The count – The Evening Post" == title(built, "2026/03/d/")


def test_a_story_or_page_named_as_a_section_is_told_from_it(tmp_path: Path) -> None:
    """The section's page has the name to itself."""
    page = "---\ntitle: World\n---\n\nWhat we call the world.\n"
    files = {"content/articles/a.md": story("World"), "content/pages/our-world.md": page}
    built = site_of(tmp_path, files)
    assert "world – The Evening Post" == title(built, "world/")
    assert "World (March 1, 2026) – The Evening Post" == title(built, "2026/03/a/")
    assert "World (our-world) – The Evening Post" == title(built, "our-world/")


def test_a_story_named_as_a_list_is_told_from_it(tmp_path: Path) -> None:
    """A year, a month, an index, a tag's page: each keeps its title to itself."""
    names = ("2026", "March 2026", "All tags", "Treaties – All tags", "Ana – All authors")
    files = {
        f"content/articles/s{n}.md": story(name, tags="[Treaties]", authors="[ana]")
        for n, name in enumerate(names)
    }
    built = site_of(tmp_path, {**files, "content/authors/ana.md": "---\nname: Ana\n---\n"})
    for n, name in enumerate(names):
        assert f"{name} (March 1, 2026) – The Evening Post" == title(built, f"2026/03/s{n}/")
    assert "2026 – The Evening Post" == title(built, "2026/")
    assert "March 2026 – The Evening Post" == title(built, "2026/03/")


def test_two_people_of_one_name_have_titles_of_their_own(tmp_path: Path) -> None:
    """By their addresses; so have two sections with one title."""
    site = """\
title: The Evening Post
base_url: https://post.example
language: en
timezone: UTC
sections: {a: World, b: world}
"""
    files = {
        "content/articles/a.md": story(section="a", authors="[jo, jo-2]"),
        "content/authors/jo.md": "---\nname: Jo Doe\n---\n",
        "content/authors/jo-2.md": "---\nname: Jo Doe\n---\n",
    }
    built = site_of(tmp_path, files, site)
    for url in ("authors/jo/", "authors/jo-2/"):
        assert f"Jo Doe – All authors (/{url}) – The Evening Post" == title(built, url)
    assert "World (/a/) – The Evening Post" == title(built, "a/")
