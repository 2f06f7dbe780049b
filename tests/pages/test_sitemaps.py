"""Sitemaps of large sites: no file holds more than search engines read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.pages import sitemaps
from tests.building import Built, site_of, story


def built(root: Path) -> Built:
    """A site of five stories."""
    return site_of(root, {f"content/articles/{n}.md": story(f"Story {n}") for n in range(5)})


def urls(found: Built, path: str) -> list[str]:
    return re.findall("<loc>(.*?)</loc>", found.text(path))


@pytest.mark.parametrize(("limit", "most"), [("URLS_A_FILE", 3), ("BYTES_A_FILE", 600)])
def test_a_sitemap_is_split_at_the_limits_of_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, most: int
) -> None:
    """Its parts hold what the whole would, in order, none of them more than allowed."""
    whole = urls(built(tmp_path / "whole"), "sitemap.xml")
    monkeypatch.setattr(sitemaps, limit, most)
    found = built(tmp_path / "parts")
    parts = [url.removeprefix("https://post.example/") for url in urls(found, "sitemap.xml")]
    assert [f"sitemap-{n}.xml" for n in range(1, len(parts) + 1)] == parts
    assert whole == [url for part in parts for url in urls(found, part)]
    frame = len(found.text(parts[-1])) - sum(
        map(len, re.findall(r"(?s)<url>.*?</url>\n", found.text(parts[-1])))
    )
    for part in parts:
        size = {
            "URLS_A_FILE": len(urls(found, part)),
            "BYTES_A_FILE": len(found.text(part)) - frame,
        }
        assert size[limit] <= most
