"""Layouts: which one wins, and how their mistakes are told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.reading.markdown.names import LAYOUT_IDS
from tests.building import SITE_YAML, Built, site_of, story

BUNDLED = Path(__file__).parents[2] / "layouts"


def with_layouts(tmp_path: Path, **layouts: str) -> Built:
    """A one-story site with layouts of its own; `__` in a name stands for a dot."""
    files = {f"layouts/{name.replace('__', '.')}": text for name, text in layouts.items()}
    return site_of(tmp_path, {"content/articles/a.md": story("A"), **files})


def test_a_sites_own_layout_wins_by_its_name(tmp_path: Path) -> None:
    """article.html in the site's layouts/ is used instead of the bundled one."""
    built = with_layouts(tmp_path, article__html="<p>{{ article.title }}, {{ site.title }}</p>")
    assert "<p>A, The Evening Post</p>" == built.text("2026/03/a/index.html")


def test_a_sites_own_partial_wins_in_bundled_layouts(tmp_path: Path) -> None:
    """One small file changes a part of every page."""
    files = {"layouts/partials/footer.html": "<footer>OWN FOOTER</footer>"}
    built = site_of(tmp_path, {"content/articles/a.md": story(), **files})
    assert "OWN FOOTER" in built.text("2026/03/a/index.html")
    assert "OWN FOOTER" in built.text("index.html")


def test_a_layout_may_extend_the_bundled_one_of_its_name(tmp_path: Path) -> None:
    """`bundled/` names it, so that a block can be replaced without copying the rest."""
    text = '{% extends "bundled/article.html" %}{% block title %}OWN{% endblock %}'
    page = with_layouts(tmp_path, article__html=text).text("2026/03/a/index.html")
    assert "OWN" in page
    assert "application/ld+json" in page


def test_a_dateline_is_moved_by_two_small_blocks(tmp_path: Path) -> None:
    """Each part of a story's head is a block of its own: none has to be copied to move another."""
    text = (
        '{% extends "bundled/article.html" %}'
        "{% block story_dateline %}{% endblock %}"
        "{% block story_standfirst %}{{ super() }}<p>{{ article.dateline }}</p>{% endblock %}"
    )
    files = {
        "content/articles/a.md": story("A", dateline="LVIV", summary="It rained."),
        "layouts/article.html": text,
    }
    page = site_of(tmp_path, files).text("2026/03/a/index.html")
    head, _, rest = page.partition('<div class="story-meta">')
    assert re.search(r'<p class="standfirst p-summary">It rained.</p>\s*<p>LVIV</p>', head)
    assert "LVIV" not in rest.partition("</article>")[0]
    assert '<address class="byline">' in rest


def test_front_matter_may_name_another_layout(tmp_path: Path) -> None:
    """For one story."""
    files = {
        "content/articles/a.md": story(layout="longread"),
        "layouts/longread.html": "<p>long: {{ article.title }}</p>",
    }
    assert "<p>long: A quiet day</p>" == site_of(tmp_path, files).text("2026/03/a/index.html")


@pytest.mark.parametrize(
    "named", ["tag", "home.html", "base", "list", "page", "macros/cards", "partials/byline", "404"]
)
def test_a_layout_of_other_pages_can_not_show_a_story(tmp_path: Path, named: str) -> None:
    """Told at the key, once, whoever's file of that name it is; a draft is only warned."""
    files = {
        "content/articles/a.md": story(layout=named),
        "content/articles/b.md": story(layout=named, draft="true"),
        "layouts/tag.html": "<p>{{ tag.title }}</p>",
    }
    built = site_of(tmp_path, files)
    assert ["wrong-layout", "wrong-layout"] == built.codes
    (problem,) = built.errors
    assert ("content/articles/a.md", 5) == (problem.path, problem.span and problem.span.line)


def test_a_standing_page_has_layouts_of_its_own_kind(tmp_path: Path) -> None:
    """`page` and its own; an article's can't show it."""
    files = {
        "content/articles/a.md": story(layout="article"),
        "content/articles/b.md": story("B", layout="bundled/article"),
        "content/pages/one.md": "---\ntitle: One\nlayout: page\n---\n",
        "content/pages/two.md": "---\ntitle: Two\nlayout: wide\n---\n",
        "content/pages/three.md": "---\ntitle: Three\nlayout: article\n---\n",
        "layouts/wide.html": "<p>{{ standing.title }}</p>",
    }
    built = site_of(tmp_path, files)
    assert ["wrong-layout"] == built.codes
    assert "content/pages/three.md" == built.errors[0].path


@pytest.mark.parametrize(
    ("code", "line", "words", "text"),
    [
        ("layout-syntax", 2, "", "<p>\n{% if %}\n</p>"),
        (
            "layout-unknown-name",
            2,
            'there is no filter "nosuch"',
            "<p>\n{{ article.title|nosuch }}\n</p>",
        ),
        ("layout-unknown-name", 3, 'nothing here is called "artcle"', "<p>\n\n{{ artcle.title }}"),
        (
            "layout-unknown-name",
            2,
            'article has no "titel"',
            "\n{{ article.titel }}",
        ),
        (
            "missing-layout",
            2,
            'there is no layout "partials/foter.html"',
            '\n{% include "partials/foter.html" %}',
        ),
        ("layout-path", 1, "leads out of layouts/", '{% include "../site.yaml" %}'),
        ("layout-fault", 2, "", "\n{{ 1 // 0 }}"),
        ("unknown-message", 2, 'no message is called "no.such"', '\n{{ t("no.such") }}'),
        ("missing-asset", 2, 'there is no asset "none.css"', '\n{{ asset("none.css") }}'),
        ("layout-loop", 1, "without end", '{% include "article.html" %}'),
    ],
)
def test_a_mistake_in_a_layout_is_told_at_its_line(
    tmp_path: Path, code: str, line: int, words: str, text: str
) -> None:
    """File and line of the layout, the word that was meant, no traceback."""
    built = with_layouts(tmp_path, article__html=text)
    assert [code] == built.codes
    (problem,) = built.errors
    assert words in problem.message
    assert ("layouts/article.html", line) == (problem.path, problem.span and problem.span.line)


def test_a_layout_may_compute_the_name_of_another(tmp_path: Path) -> None:
    """Whatever it comes to is found; what is not there is told at the line."""
    text = '\n{% include ["none.html", "partials/" ~ "hello.html"] %}'
    built = with_layouts(tmp_path / "a", article__html=text, **{"partials/hello__html": "HELLO"})
    assert "HELLO" in built.text("2026/03/a/index.html")
    text = '\n{% include "partials/" ~ article.title ~ ".html" %}'
    (problem,) = with_layouts(tmp_path / "b", article__html=text).errors
    assert ("missing-layout", 2) == (problem.code, problem.span and problem.span.line)


def test_a_layout_that_may_be_missing_is_used_when_it_is_there(tmp_path: Path) -> None:
    """`ignore missing` is silent of what is not there, and of nothing else."""
    text = 'A{% include "partials/extra.html" ignore missing %}Z'
    without = with_layouts(tmp_path / "a", article__html=text)
    assert "AZ" == without.text("2026/03/a/index.html")
    extra = {"partials/extra__html": "EXTRA"}
    with_it = with_layouts(tmp_path / "b", article__html=text, **extra)
    assert "AEXTRAZ" == with_it.text("2026/03/a/index.html")


def test_text_is_escaped_where_it_stands(tmp_path: Path) -> None:
    """Titles and names are text in HTML, in attributes, in JSON-LD and in feeds."""
    title = "</script><script>alert(\"1\")</script> & ]]> 'x'"
    text = story(f"'{title.replace(chr(39), chr(39) * 2)}'", tags="['<b>']")
    built = site_of(tmp_path, {"content/articles/a.md": text})
    assert [] == built.codes
    for path, data in built.files.items():
        if path.endswith((".html", ".xml", ".atom")):
            assert b"<script>alert" not in data, path
    assert b"]]>" not in built.files["feed.xml"]


def test_a_site_adds_a_language_by_a_message_file(tmp_path: Path) -> None:
    """Its own words win, gaps are told once and filled in English."""
    site = "title: P\nbase_url: https://p.example\nlanguage: eo\ntimezone: UTC\n"
    files = {
        "content/articles/a.md": story(),
        "layouts/messages/eo.yaml": 'nav.skip: "Al la teksto"\n',
    }
    built = site_of(tmp_path, files, site)
    assert ["missing-message"] == built.codes
    assert "Al la teksto" in built.text("index.html")


def test_macros_and_loops_see_what_they_are_given(tmp_path: Path) -> None:
    """latest(), tn() and the filters work in a site's own layout."""
    text = (
        "{% for card in latest(3) %}{{ card.title }}{% endfor %}|{{ tn('index.stories', 2) }}|"
        "{{ article.published|iso }}|{{ article.published|day }}|{{ 12345|number }}"
    )
    page = with_layouts(tmp_path, article__html=text).text("2026/03/a/index.html")
    assert "A|2 stories|2026-03-01T09:00:00+00:00|March 1, 2026|12,345" == page


def test_a_site_sets_its_accent_colour_in_one_line(tmp_path: Path) -> None:
    """`theme: {accent}` ends the style sheet; no page carries a style of its own."""
    site = SITE_YAML + "theme: {accent: '#1a5fb4'}\n"
    built = site_of(tmp_path, {"content/articles/a.md": story()}, site)
    (css,) = [path for path in built.files if path.endswith(".css")]
    assert "@media screen { :root { --accent: #1a5fb4; } }" in built.text(css)
    assert [] == [p for p in built.holding("#1a5fb4") if p.endswith(".html")]


def test_dots_between_words_of_a_row_are_the_style_sheets(tmp_path: Path) -> None:
    """One that is written would dangle where the row breaks."""
    text = story("A", kind="feature", kicker="Water", authors="[{name: Ada Obi}]", series="straits")
    built = site_of(tmp_path, {"content/articles/a.md": text})
    assert [] == [path for path in built.holding("·") if path.endswith(".html")]


def test_ids_of_bundled_layouts_can_be_in_no_text() -> None:
    """Each begins as texts may not; two elements with one id are none that a link finds."""
    written = " ".join(path.read_text("utf-8") for path in BUNDLED.rglob("*.html"))
    ids = re.findall(r'\bid="([^"{]+)"|set heading = "([^"]+)"', written)
    assert len(ids) > 10
    assert [] == [name for pair in ids for name in pair if name and not name.startswith(LAYOUT_IDS)]
