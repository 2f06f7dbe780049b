"""Further reading: hand-picked first, then what is alike."""

from __future__ import annotations

import re
from pathlib import Path

from tests.building import Built, build, site_of, story


def related_to(built: Built, path: str) -> list[str]:
    """The addresses in the box of related stories of a page, in order."""
    page = built.text(path)
    box = page[page.index("Related stories") :]
    return list(
        dict.fromkeys(re.findall(r'href="/2026/\d\d/([\w-]+)/"', box.split("</section>")[0]))
    )


def test_what_shares_a_rare_tag_stands_before_what_shares_the_section(tmp_path: Path) -> None:
    """Rarer things weigh more."""
    files = {f"content/articles/n{n}.md": story(f"Number {n}", tags="[Common]") for n in range(9)}
    files["content/articles/a.md"] = story("The strait", tags="[Common, Straits]")
    files["content/articles/b.md"] = story("Another", tags="[Common, Straits]", date="2020-01-01")
    built = site_of(tmp_path, files)
    box = built.text("2026/03/a/index.html").split("Related stories")[1]
    assert box.index("/2020/01/b/") < box.index("/2026/03/n")


def test_hand_picked_stories_come_first_and_in_order(tmp_path: Path) -> None:
    """The desk's choice is completed, never reordered."""
    files = {f"content/articles/{n}.md": story(n.upper(), tags="[Same]") for n in "bcde"}
    files["content/articles/a.md"] = story("A", tags="[Same]", related="[d, b]")
    assert ["d", "b"] == related_to(site_of(tmp_path, files), "2026/03/a/index.html")[:2]


def test_a_withdrawn_pick_drops_out_by_itself(tmp_path: Path) -> None:
    """No error, no empty place."""
    files = {
        "content/articles/a.md": story("A", related="[b]"),
        "content/articles/b.md": story("B", expires_at="2026-05-01"),
    }
    built = site_of(tmp_path, files)
    assert [] == built.errors
    assert "Related stories" not in built.text("2026/03/a/index.html")


def test_an_unknown_pick_is_an_error_with_a_suggestion(tmp_path: Path) -> None:
    """Told at its place in the list."""
    files = {
        "content/articles/a.md": story("A", related="[c, graincoridor]"),
        "content/articles/c.md": story("C"),
        "content/articles/graincorridor.md": story("G"),
    }
    built = site_of(tmp_path, files)
    assert ["unknown-article"] == built.codes
    assert 'did you mean "graincorridor"?' in built.report()
    assert "^^^^^^^^^^^^" in built.report()


def test_the_box_is_absent_when_nothing_is_related(tmp_path: Path) -> None:
    """A lone story has no empty box."""
    built = site_of(tmp_path, {"content/articles/a.md": story()})
    assert "Related stories" not in built.text("2026/03/a/index.html")


def test_a_story_is_not_related_to_its_own_translation(tmp_path: Path) -> None:
    """The languages are linked elsewhere on the page."""
    files = {
        "content/articles/a.md": story("A", tags="[Straits]", related="[]"),
        "content/articles/a-fr.md": story("A", language="fr", translation_of="a", tags="[Straits]"),
    }
    assert "Related stories" not in site_of(tmp_path, files).text("2026/03/a/index.html")


def test_the_order_is_the_same_in_every_build(tmp_path: Path) -> None:
    """Ties go to the newer story, then by identity."""
    files = {f"content/articles/{n}.md": story("Same title", tags="[T]") for n in "abcdefgh"}
    first = site_of(tmp_path, files)
    assert first.files == build(tmp_path).files
    assert ["b", "c", "d", "e"] == related_to(first, "2026/03/a/index.html")


def test_of_what_many_share_the_months_around_count(tmp_path: Path) -> None:
    """One new story is not weighed against the whole archive, and old news are not read next."""
    many = {
        f"content/articles/old{n}.md": story(f"Old {n}", tags="[War]", date="2019-03-01")
        for n in range(65)
    }
    near = {
        f"content/articles/{name}.md": story(name, tags="[War]", date=date)
        for name, date in (("a", "2026-03-01"), ("b", "2026-02-01"), ("c", "2026-05-01"))
    }
    built = site_of(tmp_path, {**many, **near})
    assert ["b"] == related_to(built, "2026/03/a/index.html")


def test_a_rare_tag_counts_over_the_years(tmp_path: Path) -> None:
    """A treaty of ten years ago is what a reader of today looks for."""
    files = {
        "content/articles/a.md": story("A", tags="[Treaty]"),
        "content/articles/b.md": story("B", tags="[Treaty]", date="2016-03-01"),
    }
    assert "/2016/03/b/" in site_of(tmp_path, files).text("2026/03/a/index.html")


def test_the_parts_before_and_after_are_not_named_again(tmp_path: Path) -> None:
    """The page leads to them as such; picked by hand they stay."""
    files = {
        f"content/articles/{name}.md": story(
            name, tags="[Straits]", series=f"{{id: s, part: {part}}}", related=related
        )
        for part, name, related in ((1, "a", "[]"), (2, "b", "[]"), (3, "c", "[b]"), (4, "d", "[]"))
    }
    built = site_of(tmp_path, files)
    assert ["d"] == related_to(built, "2026/03/b/index.html")
    assert ["b", "a"] == related_to(built, "2026/03/c/index.html")
