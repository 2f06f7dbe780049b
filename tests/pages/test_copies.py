"""Smaller copies of pictures: published where a page names them, and nowhere else."""

from __future__ import annotations

import io
import re
from pathlib import Path

from PIL import Image

from tests.building import SITE_YAML, Built, site_of, story

FACE = "[{name: Guest, bio: Of *note*., image: {src: images/face.jpg, alt: A face}}]"
MAP = "{src: images/map.jpg, alt: A map}"


def photo(width: int) -> bytes:
    """A picture that takes many bytes, so that a copy takes fewer."""
    out = io.BytesIO()
    tile = Image.radial_gradient("L").resize((width, width * 2 // 3))
    Image.merge("RGB", (tile, tile.rotate(90).resize(tile.size), tile.rotate(180))).save(
        out, "JPEG", quality=95
    )
    return out.getvalue()


def published(built: Built) -> list[str]:
    """The files of pictures, without their digests."""
    names = (path for path in built.files if re.search(r"\.(jpg|webp)$", path))
    return sorted(re.sub(r"\.[0-9a-f]{12}", "", name) for name in names)


def test_a_story_has_four_widths_and_a_portrait_two(tmp_path: Path) -> None:
    """A picture wider than all screens isn't among those from which a browser chooses."""
    files = {
        "content/images/map.jpg": photo(2100),
        "content/images/face.jpg": photo(500),
        "content/articles/a.md": story("A", image=MAP, authors=FACE),
    }
    built = site_of(tmp_path, files)
    assert [] == built.codes
    page = built.text("2026/03/a/index.html")
    (lead,) = re.findall(r'srcset="([^"]*)" sizes="[^"]+" width="2100"', page)
    assert ["400w", "800w", "1200w", "1920w"] == re.findall(r"\d+w", lead)
    (face,) = {each for each in re.findall(r'srcset="([^"]*)"', page) if "/face" in each}
    assert ["160w", "400w"] == re.findall(r"\d+w", face)
    named = {
        address
        for srcset in re.findall(r'srcset="([^"]*)"', page)
        for address in re.findall(r"/(\S+) ", srcset)
    }
    assert named == {path for path in built.files if path.endswith(".webp")}


def test_a_picture_that_is_linked_only_has_no_copies(tmp_path: Path) -> None:
    """Nor has that for shared links, the stand-in, or what only a draft shows."""
    files = {
        "content/images/map.jpg": photo(900),
        "content/images/card.jpg": photo(1300),
        "content/images/cover.jpg": photo(1300),
        "content/images/secret.jpg": photo(900),
        "content/articles/a.md": story(
            "A",
            "See [the map](images/map.jpg).",
            social="{image: {src: images/card.jpg, alt: A card}}",
        ),
        "content/articles/b.md": story(
            "B", draft="true", image="{src: images/secret.jpg, alt: None}"
        ),
    }
    built = site_of(tmp_path, files, SITE_YAML + "image: images/cover.jpg\n")
    assert [] == built.codes
    assert ["assets/card.jpg", "assets/cover.jpg", "assets/map.jpg"] == published(built)


def test_feeds_name_the_picture_itself(tmp_path: Path) -> None:
    """Readers of feeds know nothing of our widths."""
    text = "Look.\n\n![A map](images/map.jpg)\n"
    built = site_of(
        tmp_path, {"content/images/map.jpg": photo(900), "content/articles/a.md": story("A", text)}
    )
    assert " 400w" in built.text("2026/03/a/index.html")
    assert "400w" not in built.text("feed.json")
    assert re.search(
        r"https://post\.example/assets/map\.[0-9a-f]{12}\.jpg", built.text("feed.json")
    )
