"""Sections, tags, people, series: what an author's word means."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.building import SITE_YAML, site_of, story


def test_an_unknown_section_is_told_with_the_known_ones(tmp_path: Path) -> None:
    """When site.yaml declares sections, a story's section is one of them."""
    site = SITE_YAML + "sections: {world: World News, ideas: Ideas}\n"
    built = site_of(tmp_path, {"content/articles/a.md": story(section="wrold")}, site)
    assert ["unknown-section"] == built.codes
    assert 'did you mean "world"? site.yaml declares world, ideas' in built.report()


def test_a_section_is_named_by_id_or_by_title(tmp_path: Path) -> None:
    """Both lead to one page."""
    site = SITE_YAML + "sections: {world: World News}\n"
    files = {
        "content/articles/a.md": story("A", section="world"),
        "content/articles/b.md": story("B", section="World News"),
    }
    page = site_of(tmp_path, files, site).text("world/index.html")
    assert "/2026/03/a/" in page
    assert "/2026/03/b/" in page


def test_two_spellings_of_a_tag_are_an_error_that_names_both_files(tmp_path: Path) -> None:
    """Unless site.yaml folds them."""
    files = {
        "content/articles/a.md": story("A", tags="[Black Sea]"),
        "content/articles/b.md": story("B", tags="[black sea]"),
    }
    built = site_of(tmp_path, files)
    assert ["tag-spelled-twice"] == built.codes
    assert "content/articles/a.md" in built.report()
    assert "content/articles/b.md" in built.report()


def test_site_yaml_folds_spellings_of_a_tag_together(tmp_path: Path) -> None:
    """One page, one spelling."""
    site = SITE_YAML + "tags: {black-sea: {title: Black Sea, aliases: [Euxine]}}\n"
    files = {
        "content/articles/a.md": story("A", tags="[Euxine]"),
        "content/articles/b.md": story("B", tags="[black sea]"),
    }
    built = site_of(tmp_path, files, site)
    assert [] == built.codes
    assert "/2026/03/b/" in built.text("tags/black-sea/index.html")
    assert "Euxine" not in built.text("2026/03/a/index.html")


@pytest.mark.parametrize("tags", ["['C++', 'C#']", "[C, 'C#']"])
def test_signs_do_not_make_two_tags_one(tmp_path: Path, tags: str) -> None:
    """C++ and C# would share an address: the author is told, not surprised."""
    built = site_of(tmp_path, {"content/articles/a.md": story(tags=tags)})
    assert ["tag-spelled-twice"] == built.codes


def test_a_declared_tag_keeps_apart_what_only_signs_part(tmp_path: Path) -> None:
    """The cure that the message names works."""
    site = SITE_YAML + "tags: {c-plus-plus: {title: C++}, c-sharp: {title: 'C#'}}\n"
    built = site_of(tmp_path, {"content/articles/a.md": story(tags="['C++', 'C#', C]")}, site)
    assert [] == built.codes
    assert {"tags/c/index.html", "tags/c-sharp/index.html"} <= set(built.files)


def test_a_tag_without_letters_is_an_error(tmp_path: Path) -> None:
    """There is nothing to make an address of."""
    built = site_of(tmp_path, {"content/articles/a.md": story(tags="['///']")})
    assert ["tag-without-letters"] == built.codes


def test_an_unknown_person_is_told_at_their_place(tmp_path: Path) -> None:
    """In every role, with a suggestion."""
    files = {
        "content/articles/a.md": story(authors="[ana-b, ana-bb]", credits="{data: [bo]}"),
        "content/authors/ana-b.md": "---\nname: Ana\n---\n",
    }
    built = site_of(tmp_path, files)
    assert ["unknown-author", "unknown-author"] == built.codes
    assert 'did you mean "ana-b"?' in built.report()


def test_a_series_has_previous_and_next_by_part(tmp_path: Path) -> None:
    """Part numbers order it, not dates."""
    files = {
        f"content/articles/p{part}.md": story(
            f"Part {part}", date=f"2026-03-0{9 - part}", series=f"{{id: rivers, part: {part}}}"
        )
        for part in (1, 2, 3)
    }
    page = site_of(tmp_path, files).text("series/rivers/index.html")
    assert page.index("Part 1") < page.index("Part 2") < page.index("Part 3")


SERIES = (
    SITE_YAML
    + "series:\n  straits:\n    title: The Straits Papers\n    description: Who may pass, and who decides.\n"
)


def test_a_declared_series_has_its_name_and_description_everywhere(tmp_path: Path) -> None:
    """On its page, in its feed, in the story's box and data; the id stays its address."""
    files = {
        f"content/articles/p{part}.md": story(
            f"Part {part}", series=f"{{id: straits, part: {part}}}"
        )
        for part in (1, 2)
    }
    built = site_of(tmp_path, files, SERIES)
    assert [] == built.codes
    page = built.text("series/straits/index.html")
    assert "<h1>The Straits Papers</h1>" in page
    assert '<p class="standfirst">Who may pass, and who decides.</p>' in page
    assert 'content="Who may pass, and who decides. The Straits Papers: every part' in page
    feed = built.text("series/straits/feed.xml")
    assert "<title>The Straits Papers – The Evening Post</title>" in feed
    assert "<description>Who may pass, and who decides.</description>" in feed
    one = built.text("2026/03/p1/index.html")
    assert '<a href="/series/straits/">The Straits Papers</a>' in one
    assert '<p class="standfirst">Who may pass, and who decides.</p>' in one
    assert '"name":"The Straits Papers","description":"Who may pass, and who decides."' in one
    assert [] == built.holding(">Straits<")


def test_a_series_that_nobody_declares_has_a_name_made_of_its_id(tmp_path: Path) -> None:
    """So it is where site.yaml declares none, and where it declares one without a title."""
    files = {"content/articles/a.md": story(series="the-long-war")}
    for site in (SITE_YAML, SITE_YAML + "series: {the-long-war: }\n"):
        built = site_of(tmp_path, files, site)
        assert [] == built.codes
        assert "<h1>The long war</h1>" in built.text("series/the-long-war/index.html")


@pytest.mark.parametrize("typed", ["strait", "{id: strait, part: 2}"])
def test_an_unknown_series_is_told_with_the_known_ones(tmp_path: Path, typed: str) -> None:
    """When site.yaml declares series, a story's series is one of them; a draft's fault stops none."""
    files = {
        "content/articles/a.md": story("A", series=typed),
        "content/articles/b.md": story("B", series=typed, draft="true"),
    }
    built = site_of(tmp_path, files, SERIES)
    assert ["unknown-series", "unknown-series"] == built.codes
    assert ["content/articles/a.md"] == [problem.path for problem in built.errors]
    assert 'no series called "strait"' in built.report()
    assert 'did you mean "straits"? site.yaml declares straits' in built.report()
    assert "^^^^^^\n" in built.report()


def test_translations_link_to_each_other(tmp_path: Path) -> None:
    """Both pages carry the whole set, with themselves in it."""
    files = {
        "content/articles/a.md": story("A"),
        "content/articles/b.md": story("ب", language="ar", translation_of="a"),
    }
    built = site_of(tmp_path, files)
    for path in ("2026/03/a/index.html", "ar/2026/03/b/index.html"):
        page = built.text(path)
        assert 'hreflang="en" href="https://post.example/2026/03/a/"' in page
        assert 'hreflang="ar" href="https://post.example/ar/2026/03/b/"' in page
    assert '<html lang="ar" dir="rtl">' in built.text("ar/2026/03/b/index.html")


@pytest.mark.parametrize(
    ("code", "one", "two"),
    [
        (
            "translation-twice",
            {"language": "fr", "translation_of": "a"},
            {"language": "fr", "translation_of": "a"},
        ),
        ("translation-circle", {"translation_of": "c"}, {"language": "fr", "translation_of": "b"}),
        ("translation-of-itself", {"translation_of": "b", "language": "fr"}, {}),
        ("unknown-article", {"translation_of": "zzz"}, {}),
    ],
)
def test_translations_that_make_no_sense_are_told(
    tmp_path: Path, code: str, one: dict[str, str], two: dict[str, str]
) -> None:
    """Two in one language, circles, itself, nothing."""
    files = {
        "content/articles/a.md": story("A"),
        "content/articles/b.md": story("B", **one),
        "content/articles/c.md": story("C", **two),
    }
    assert code in site_of(tmp_path, files).codes
