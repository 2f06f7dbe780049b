"""Lists in pages: what stands on which, and in what order."""

from __future__ import annotations

import re
from pathlib import Path

from tests.building import SITE_YAML, Built, site_of, story


def paged(folder: Path, parts: int) -> Built:
    """A series of so many stories, two on a page; the first part is the oldest."""
    files = {
        f"content/articles/part-{number}.md": story(
            f"Part {number}",
            date=f"2026-03-{number:02} 09:00",
            series=f"{{id: straits, part: {number}}}",
        )
        for number in range(1, parts + 1)
    }
    return site_of(folder, {"site.yaml": f"{SITE_YAML}per_page: 2\n", **files})


def headlines(built: Built, url: str) -> list[str]:
    html = built.text(f"{url}index.html")
    return re.findall(r'class="u-url p-name"[^>]*>([^<]+)<', html)


def test_the_newest_page_of_a_list_takes_what_is_left_over(tmp_path: Path) -> None:
    """So it is never nearly empty, and page N keeps its stories when new ones come."""
    five, six = paged(tmp_path / "five", 5), paged(tmp_path / "six", 6)
    assert ["Part 5", "Part 4", "Part 3"] == headlines(five, "world/")
    assert ["Part 2", "Part 1"] == headlines(five, "world/page/1/")
    assert ["Part 6", "Part 5"] == headlines(six, "world/")
    assert ["Part 4", "Part 3"] == headlines(six, "world/page/2/")
    assert five.files["world/page/1/index.html"] != b""
    assert "world/page/3/index.html" not in six.files


def test_a_series_is_in_pages_too_each_in_its_order(tmp_path: Path) -> None:
    """Its own address has the latest parts; the parts are counted through."""
    built = paged(tmp_path, 5)
    assert ["Part 3", "Part 4", "Part 5"] == headlines(built, "series/straits/")
    assert ["Part 1", "Part 2"] == headlines(built, "series/straits/page/1/")
    html = built.text("series/straits/index.html")
    assert '<ol class="cards river" start="3">' in html
    assert ["3", "4", "5"] == re.findall(r'<span class="part" aria-hidden="true">(\d+)<', html)


def test_a_short_series_has_one_page(tmp_path: Path) -> None:
    """Its order is that of its parts."""
    built = paged(tmp_path, 3)
    assert ["Part 1", "Part 2", "Part 3"] == headlines(built, "series/straits/")
    assert "series/straits/page/1/index.html" not in built.files
