"""Addresses of the site itself, wherever front matter and site.yaml take a web address."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest

from tests.building import NOW, SITE_YAML, Built, build, picture, site_of, story

# Where an address may be typed: the file that must be told, and what the site is made of.
PLACES = {
    "canonical": "content/articles/a.md",
    "a page's canonical": "content/pages/p.md",
    "a guest": "content/articles/a.md",
    "a person's links": "content/authors/ana.md",
    "a picture's licence": "content/articles/a.md",
    "a picture's note": "content/images/x.png.yaml",
    "publisher.url": "site.yaml",
    "publisher.same_as": "site.yaml",
}


def site_naming(tmp_path: Path, place: str, url: str, **other: str) -> Built:
    """A site with the address at one place, and a story `b`."""
    typed = f'"{url}"'
    keys = {"authors": "[ana]", "image": "{src: images/x.png, alt: x}"}
    keys |= {
        "canonical": {"canonical": typed},
        "a guest": {"authors": f"[{{name: Guest, url: {typed}}}]"},
        "a picture's licence": {"image": f"{{src: images/x.png, alt: x, licence: {typed}}}"},
    }.get(place, {})
    page = f"canonical: {typed}\n" if place == "a page's canonical" else ""
    links = f"links: {{website: {typed}}}\n" if place == "a person's links" else ""
    publisher = {
        "publisher.url": f"publisher: {{url: {typed}}}\n",
        "publisher.same_as": f"publisher: {{same_as: [{typed}]}}\n",
    }.get(place, "")
    files: dict[str, str | bytes] = {
        "content/articles/a.md": story("A", **keys),
        "content/articles/b.md": story("B", authors="[ana]", **other),
        "content/authors/ana.md": f"---\nname: Ana\n{links}---\n",
        "content/pages/p.md": f"---\ntitle: P\n{page}---\nx\n",
        "content/images/x.png": picture(20, 20),
    }
    if place == "a picture's note":
        files["content/images/x.png.yaml"] = f"licence: {typed}\n"
    return site_of(tmp_path, files, SITE_YAML + publisher)


@pytest.mark.parametrize("place", PLACES)
def test_an_own_address_that_leads_nowhere_is_an_error_at_its_line(
    tmp_path: Path, place: str
) -> None:
    """A dead one as well as that of a held story, which would name it too early."""
    for url, code in (("/nowhere/", "dead-link"), ("/2027/01/b/", "link-to-held")):
        other = {"date": "2027-01-01"} if "2027" in url else {}
        built = site_naming(tmp_path, place, f"https://post.example{url}", **other)
        assert [(PLACES[place], code)] == [(p.path, p.code) for p in built.errors], built.report()
        source = (tmp_path / PLACES[place]).read_text("utf-8").splitlines()
        span = built.errors[0].span
        assert span
        assert "post.example" in source[span.line - 1]
        if code == "dead-link":
            assert "write the address of a page that is there" == built.errors[0].cure


@pytest.mark.parametrize("place", PLACES)
def test_a_withdrawal_breaks_nothing(tmp_path: Path, place: str) -> None:
    """The address is left out, with a warning; one that leads somewhere is used as it is."""
    own = "https://post.example/2026/03/b/"
    built = site_naming(tmp_path, place, own, expires_at="2026-06-02")
    assert [] == built.codes
    assert re.search(f'"{own}"', built.text("2026/03/a/index.html")) or place not in (
        "canonical",
        "a guest",
        "a picture's licence",
    )
    later = build(tmp_path, NOW + timedelta(days=2))
    assert [] == later.errors
    assert {"link-to-withdrawn"} == set(later.codes)
    assert [] == later.holding("/2026/03/b/")


def test_a_story_whose_first_address_is_withdrawn_stands_for_itself(tmp_path: Path) -> None:
    """Its own address is the canonical one then, and stands in the sitemap."""
    own = "https://post.example/2026/03/b/"
    built = site_naming(tmp_path, "canonical", own, expires_at="2026-06-02")
    assert "2026/03/a/" not in built.text("sitemap.xml")
    later = build(tmp_path, NOW + timedelta(days=2))
    page = later.text("2026/03/a/index.html")
    assert '<link rel="canonical" href="https://post.example/2026/03/a/">' in page
    assert "2026/03/a/" in later.text("sitemap.xml")


def test_a_story_may_name_its_own_address(tmp_path: Path) -> None:
    """However it types it: then it is no copy of anything."""
    built = site_naming(tmp_path, "canonical", "http://POST.example/2026/03/a")
    assert [] == built.codes
    assert "2026/03/a/" in built.text("sitemap.xml")
