"""What no page prints is told: a layout that nothing uses, a block that no other layout has."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.problems import Severity, Span
from tests.building import Built, site_of, story


def with_layouts(tmp_path: Path, layouts: dict[str, str], **keys: str) -> Built:
    """A one-story site with layouts of its own; `keys` are the story's."""
    files = {f"layouts/{name}": text for name, text in layouts.items()}
    return site_of(tmp_path, {"content/articles/a.md": story("A", **keys), **files})


def article(words: str, parent: str = "bundled/article.html") -> dict[str, str]:
    return {"article.html": f'{{% extends "{parent}" %}}\n{words}'}


# --- blocks -------------------------------------------------------------------------------------


def test_a_block_that_no_layout_above_has_is_an_error(tmp_path: Path) -> None:
    """It would be printed nowhere; the name that was meant stands beside it."""
    built = with_layouts(tmp_path, article("{% block story_onwards %}MORE{% endblock %}\n"))
    assert ["unknown-layout-block"] == built.codes
    (problem,) = built.errors
    assert ("layouts/article.html", Span(2, 10, 13)) == (problem.path, problem.span)
    assert 'no layout that this one extends has a block "story_onwards"' in problem.message
    assert problem.cure.startswith('did you mean "story_onward"?')


@pytest.mark.parametrize(
    "words",
    [
        "{% block story_notes %}{% block newsletter %}NEW{% endblock %}{% endblock %}",
        "{% block story_notes %}{{ self.newsletter() }}{% endblock %}"
        "{% block newsletter %}NEW{% endblock %}",
        "{% block newsletter %}{% block story_notes %}NEW{% endblock %}{% endblock %}",
    ],
    ids=["within another", "printed by name", "round another"],
)
def test_a_new_block_has_to_be_printed_by_another(tmp_path: Path, words: str) -> None:
    """Within a block that is there, or by its name; round one, it is lost itself."""
    built = with_layouts(tmp_path, article(words))
    if words.startswith("{% block newsletter"):
        assert ["unknown-layout-block"] == built.codes
    else:
        assert [] == built.codes
        assert "NEW" in built.text("2026/03/a/index.html")


def test_blocks_are_looked_for_in_every_layout_above(tmp_path: Path) -> None:
    """A block of the frame's frame, and one that the site's own frame adds."""
    layouts = {
        "base.html": '{% extends "bundled/base.html" %}'
        "{% block main %}{% block before_main %}{% endblock %}{{ super() }}{% endblock %}",
        "frame.html": '{% extends "base.html" %}{% block main %}{% block inner %}I{% endblock %}'
        "{% endblock %}",
        "article.html": '{% extends "frame.html" %}{% block inner %}OWN{% endblock %}'
        "{% block before_main %}BEFORE{% endblock %}{% block title %}T{% endblock %}",
    }
    built = with_layouts(tmp_path, layouts)
    assert [] == built.codes
    assert "OWN" in built.text("2026/03/a/index.html")


@pytest.mark.parametrize(
    "parent",
    [
        '"bundled/article.html" if article.kind == "news" else "bundled/page.html"',
        '"bundled/art" ~ "icle.html"',
    ],
)
def test_a_layout_may_compute_what_it_extends(tmp_path: Path, parent: str) -> None:
    """All that it can come to are looked through."""
    text = "{%% extends %s %%}{%% block %s %%}OWN{%% endblock %%}"
    built = with_layouts(tmp_path / "a", {"article.html": text % (parent, "story_notes")})
    assert [] == built.codes
    assert "OWN" in built.text("2026/03/a/index.html")
    built = with_layouts(tmp_path / "b", {"article.html": text % (parent, "story_note")})
    assert ["unknown-layout-block"] == built.codes


def test_a_layout_that_extends_another_under_a_condition_prints_its_own_blocks(
    tmp_path: Path,
) -> None:
    """Then a block that is nowhere else is printed where it stands."""
    text = '{% if article.toc %}{% extends "bundled/article.html" %}{% endif %}{% block new %}N{% endblock %}'
    built = with_layouts(tmp_path, {"article.html": text})
    assert [] == built.codes
    assert "N" == built.text("2026/03/a/index.html")


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("\n<aside>MORE</aside>\n", 3),
        ("{{ article.title }}", 2),
        ("{% if article.kicker %}\nMORE{% endif %}", 3),
        ('{% include "partials/toc.html" %}', 2),
    ],
)
def test_what_stands_outside_of_the_blocks_is_an_error(
    tmp_path: Path, words: str, line: int
) -> None:
    """A layout that extends another gives it nothing but blocks."""
    built = with_layouts(tmp_path, article(words))
    assert "layout-outside-blocks" in built.codes
    problem = next(p for p in built.errors if p.code == "layout-outside-blocks")
    assert ("layouts/article.html", line) == (problem.path, problem.span and problem.span.line)


def test_comments_and_settings_may_stand_outside_of_blocks(tmp_path: Path) -> None:
    """They print nothing."""
    words = (
        "<!-- ours -->\n{# ours #}\n{% set x %}MORE{% endset %}{% set y = 1 %}"
        '{% import "macros/pictures.html" as pictures %}{% macro m() %}MORE{% endmacro %}\n'
    )
    assert [] == with_layouts(tmp_path, article(words)).codes


# --- files --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "cure"),
    [
        ("articel.html", 'did you mean "article.html"?'),
        ("partial/footer.html", 'did you mean "partials/footer.html"?'),
        ("own.css", "goes into layouts/assets/"),
        ("bundled/article.html", "move it out of the folder bundled/"),
        ("_headers", "Broadsheet writes this file itself"),
        ("newsletter.html", "name it in another layout, or in a text under `layout:`"),
    ],
)
def test_a_layout_that_nothing_uses_gets_a_warning(tmp_path: Path, name: str, cure: str) -> None:
    """With what may have been meant."""
    built = with_layouts(
        tmp_path, {name: "<p>x</p>\n", **article("{% block title %}{% endblock %}")}
    )
    assert ["unused-layout"] == built.codes
    (problem,) = built.made.problems
    assert (f"layouts/{name}", Severity.WARNING) == (problem.path, problem.severity)
    assert cure in problem.cure


@pytest.mark.parametrize(
    "words",
    [
        '{% include "own.html" %}',
        '{% include "own.html" ignore missing %}',
        '{% include ["none.html", "own.html"] %}',
        '{% include "own" ~ ".html" %}',
        '{% set name = "own.html" %}{% include name %}',
        '{% import "own.html" as own %}',
        '{% from "own.html" import x %}',
        '{% include "partials/toc.html" if article.toc else "own.html" %}',
    ],
)
def test_a_layout_that_another_names_is_used(tmp_path: Path, words: str) -> None:
    """However it is named."""
    text = "{% set toc = () %}{% block story_notes %}" + words + "{% endblock %}"
    layouts = {**article(text), "own.html": "{% set x = 1 %}OWN"}
    assert [] == with_layouts(tmp_path, layouts).codes


def test_a_layout_that_only_an_unused_one_names_is_not_used(tmp_path: Path) -> None:
    """Both are told."""
    layouts = {"articel.html": '{% include "own.html" %}', "own.html": "OWN"}
    built = with_layouts(tmp_path, layouts)
    assert ["layouts/articel.html", "layouts/own.html"] == [p.path for p in built.made.problems]


def test_a_computed_name_uses_what_it_can_come_to(tmp_path: Path) -> None:
    """What its fixed parts rule out is told as ever."""
    words = '{% include "kinds/" ~ article.kind ~ ".html" %}'
    layouts = {
        **article("{% block story_notes %}" + words + "{% endblock %}"),
        "kinds/news.html": "NEWS",
        "kinds/opinion.html": "OPINION",
        "kind/opinion.html": "LOST",
        "kinds/opinion.txt": "LOST",
    }
    built = with_layouts(tmp_path, layouts)
    assert ["layouts/kind/opinion.html", "layouts/kinds/opinion.txt"] == [
        problem.path for problem in built.made.problems
    ]
    assert "NEWS" in built.text("2026/03/a/index.html")


def test_a_layout_may_compute_the_name_of_a_bundled_one(tmp_path: Path) -> None:
    """`bundled/` names it there as well."""
    words = '{% block story_notes %}{% include "bundled/partials/" ~ "toc.html" %}OWN{% endblock %}'
    built = with_layouts(tmp_path, article("{% set toc = () %}" + words))
    assert [] == built.codes
    assert "OWN" in built.text("2026/03/a/index.html")


def test_a_layout_that_only_a_draft_names_is_used(tmp_path: Path) -> None:
    """And its faults are the draft's: they stop nobody."""
    text = '{% extends "article.html" %}{% block story_onwards %}{% endblock %}'
    files = {
        "content/articles/a.md": story("A"),
        "content/articles/b.md": story("B", draft="true", layout="longread"),
        "content/pages/c.md": "---\ntitle: C\nlayout: landing\n---\n",
        "layouts/longread.html": text,
        "layouts/landing.html": "<p>C</p>",
    }
    built = site_of(tmp_path, files)
    assert ["unknown-layout-block"] == built.codes
    assert [] == built.errors


def test_notes_beside_layouts_are_no_layouts(tmp_path: Path) -> None:
    """A readme and a licence may lie there."""
    layouts = {"README.md": "# Ours\n", "assets/LICENSE": "", "partials/LICENSE.txt": "x"}
    assert [] == with_layouts(tmp_path, layouts).codes


def test_a_layout_that_can_not_be_read_is_all_that_is_told(tmp_path: Path) -> None:
    """What it may have named is not called unused."""
    layouts = {"article.html": '{% if %}{% include "own.html" %}', "own.html": "OWN"}
    assert ["layout-syntax"] == with_layouts(tmp_path, layouts).codes


def test_the_layout_of_a_header_is_suggested(tmp_path: Path) -> None:
    """`layout:` with a slip of the pen."""
    built = with_layouts(tmp_path, {"longread.html": "<p>L</p>"}, layout="longreed")
    (problem,) = built.errors
    assert "unknown-layout" == problem.code
    assert 'did you mean "longread.html"?' in problem.cure


def test_a_layout_that_cannot_be_read_is_not_said_to_be_unused(tmp_path: Path) -> None:
    """It is told once, for what it is."""
    files = {"content/articles/a.md": story("A"), "layouts/article.html": b"caf\xe9\n"}
    assert ["not-utf-8"] == site_of(tmp_path, files).codes


# --- form ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("feed.rss.xml", "<rss>{{ feed.title }}", "what this layout makes is no XML: "),
        ("sitemap.xml", "<urlset>\n{{ '<'|safe }}\n</urlset>", "no XML: "),
        ("feed.json", '{"title": {{ feed.title }}}', "what this layout makes is no JSON: "),
    ],
)
def test_what_machines_cannot_read_is_not_published(
    tmp_path: Path, name: str, text: str, words: str
) -> None:
    """It is told at the layout."""
    problem = with_layouts(tmp_path, {name: text}).errors[0]
    assert ("layout-form", f"layouts/{name}") == (problem.code, problem.path)
    assert words in problem.message


def test_a_feed_of_the_sites_own_is_published(tmp_path: Path) -> None:
    """If machines can read it."""
    built = with_layouts(tmp_path, {"feed.json": '{"title": {{ feed.title|tojson }}}'})
    assert '{"title": "The Evening Post"}' == built.text("feed.json")


def test_a_misspelt_include_is_told_without_a_word_on_the_file_that_was_meant(
    tmp_path: Path,
) -> None:
    """Nobody knows what would be used once it is mended."""
    layouts = {
        **article("{% block story_notes %}{% include 'parts/tipline.html' %}{% endblock %}"),
        "parts/tip-line.html": "<p>Write to us.</p>\n",
    }
    assert {"missing-layout"} == set(with_layouts(tmp_path, layouts).codes)
