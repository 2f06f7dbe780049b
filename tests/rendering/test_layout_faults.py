"""What is said of a layout's mistake: the value, the place that the site can mend, the cure."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.problems import Problem, Span
from tests.building import SITE_YAML, site_of, story

EXTRA = {"extra": "{confidant: high, sources: {names: [a]}}"}


def only(tmp_path: Path, text: str, name: str = "article.html", **more: str) -> Problem:
    """The one problem of a one-story site with this layout."""
    files = {
        "content/articles/a.md": story("A", **EXTRA),
        f"layouts/{name}": text,
        **{f"layouts/{path}": words for path, words in more.items()},
    }
    site = SITE_YAML + "extra: {newsletter: https://post.example/letters}\n"
    built = site_of(tmp_path, files, site)
    (problem,) = built.made.problems
    return problem


def block(words: str) -> str:
    """A layout that says this in a story, on its third line."""
    return f'{{% extends "bundled/article.html" %}}\n{{% block story_notes %}}\n{words}\n{{% endblock %}}'


@pytest.mark.parametrize(
    ("words", "message", "cure", "column"),
    [
        (
            "{% if article.extra.confidence %}x{% endif %}",
            'article.extra has no "confidence"',
            'did you mean "confidant"? a key that not every one has is asked for first: '
            '{% if "confidence" in article.extra %}',
            21,
        ),
        (
            "{{ site.extra.newslettr }}",
            'site.extra has no "newslettr"',
            'did you mean "newsletter"?',
            15,
        ),
        (
            '{{ article.extra["sources"].nams }}',
            'article.extra["sources"] has no "nams"',
            'did you mean "names"?',
            29,
        ),
        ("{{ article.titel }}", 'article has no "titel"', 'did you mean "title"?', 12),
        ("{{ page.open_graph.titel }}", 'page.open_graph has no "titel"', 'mean "title"?', 20),
        (
            "{% for c in latest(3) %}{{ c.tilte }}{% endfor %}",
            'c has no "tilte"',
            'did you mean "title"?',
            30,
        ),
        ("{{ latest(3)[0].tilte }}", 'latest(…)[0] has no "tilte"', 'did you mean "title"?', 17),
        ("{{ artcle.title }}", 'nothing here is called "artcle"', 'did you mean "article"?', 4),
        (
            "{{ article.series.series }}",
            'article.series is None here and has no "series"',
            "ask first: {% if article.series %}",
            19,
        ),
        (
            "{{ article.related[0].title }}",
            "article.related has no entry 0: it is empty here",
            "ask first: {% if article.related %}",
            19,
        ),
        (
            "{{ latest(3)[4].title }}",
            "latest(…) has no entry 4: it has 1, counted from 0",
            "",
            13,
        ),
        ("{{ article.tags.title }}", 'article.tags is a list and has no "title"', "", 17),
        ("{{ article.title.titel }}", 'article.title is a text and has no "titel"', "", 18),
        (
            '{% import "macros/cards.html" as cards with context %}{{ cards.crads(latest(3)) }}',
            'cards has no "crads"',
            'did you mean "cards"?',
            64,
        ),
        (
            "{% for c in latest(1) %}{{ loop.indx }}{% endfor %}",
            'loop has no "indx"',
            'did you mean "index"?',
            33,
        ),
    ],
)
def test_a_name_that_is_not_there_is_told_with_the_value_that_lacks_it(
    tmp_path: Path, words: str, message: str, cure: str, column: int
) -> None:
    """At its column, with the nearest name that there is, and how to ask first."""
    problem = only(tmp_path, block(words))
    assert "layout-unknown-name" == problem.code
    assert message == problem.message
    assert cure in problem.cure
    assert ("layouts/article.html", 3) == (problem.path, problem.span and problem.span.line)
    assert column == (problem.span and problem.span.column)


@pytest.mark.parametrize(
    "words",
    [
        '{% import "macros/cards.html" as cards %}{{ cards.cards(latest(3)) }}',
        '{% import "macros/cards.html" as cards %}{{ cards.card(latest(3)[0]) }}',
        '{% import "macros/people.html" as cards %}{{ cards.plain_byline(article) }}',
        '{% from "macros/people.html" import plain_byline %}{{ plain_byline(article) }}',
    ],
)
def test_a_macro_imported_without_context_is_told_at_the_call(tmp_path: Path, words: str) -> None:
    """In the site's own layout, with the import as it should be written."""
    files = {
        "content/articles/a.md": story("A", authors="[{name: Ada Obi}]"),
        "layouts/article.html": block(words),
    }
    built = site_of(tmp_path, files)
    (problem,) = built.errors
    assert "layout-unknown-name" == problem.code
    assert ("layouts/article.html", 3) == (problem.path, problem.span and problem.span.line)
    assert "is imported without the page that it is for" in problem.message
    statement = words.partition(" %}")[0]
    assert problem.cure == f"write {statement} with context %}}"


def test_own_macros_without_context_are_told_in_the_same_way(tmp_path: Path) -> None:
    """Filters too need the page; the line of the macro is named beside the call's."""
    own = "{% macro when(moment) %}\n{{ moment|day }}{% endmacro %}"
    words = '{% import "own.html" as own %}{{ own.when(article.published) }}'
    problem = only(tmp_path, block(words), **{"own.html": own})
    assert "layout-unknown-name" == problem.code
    assert ("layouts/article.html", 3) == (problem.path, problem.span and problem.span.line)
    assert 'write {% import "own.html" as own with context %}' == problem.cure


@pytest.mark.parametrize(
    ("words", "message", "cure"),
    [
        (
            "{{ cards.card(article.related[0]) }}",
            "article.related has no entry 0: it is empty here",
            "ask first: {% if article.related %}",
        ),
        (
            "{{ cards.card(article.extra.lead) }}",
            'article.extra has no "lead"',
            '{% if "lead" in article.extra %}',
        ),
        (
            "{{ cards.card(article.section) }}",
            "term has no ",
            " of layouts/macros/cards.html (bundled)",
        ),
        (
            "{{ cards.card(none) }}",
            "None has no ",
            " of layouts/macros/cards.html (bundled)",
        ),
        (
            "{{ cards.cards(none) }}",
            "this line can't be carried out: None is not iterable",
            " of layouts/macros/cards.html (bundled)",
        ),
    ],
)
def test_a_macro_called_with_a_wrong_value_is_told_at_the_call(
    tmp_path: Path, words: str, message: str, cure: str
) -> None:
    """Not in the bundled file, which the site has no use of changing."""
    statement = '{% import "macros/cards.html" as cards with context %}'
    problem = only(tmp_path, block(f"{statement}{words}"))
    assert ("layouts/article.html", 3) == (problem.path, problem.span and problem.span.line)
    assert problem.message.startswith(message)
    assert cure in problem.cure


def test_a_part_that_lacks_what_it_wants_is_told_at_the_include(tmp_path: Path) -> None:
    """The contents want `toc`."""
    problem = only(tmp_path, block('{% include "partials/toc.html" %}'))
    assert ("layouts/article.html", 3) == (problem.path, problem.span and problem.span.line)
    assert 'nothing here is called "toc"' == problem.message
    assert "it fails in line 2 of layouts/partials/toc.html (bundled)" in problem.cure


def test_a_frame_that_lacks_what_it_wants_is_told_at_the_layout_that_extends_it(
    tmp_path: Path,
) -> None:
    """list.html wants `ordered`."""
    text = '{% extends "list.html" %}\n{% set list = section %}\n{% set with_section = false %}\n'
    problem = only(tmp_path, text, "section.html")
    assert "layouts/section.html" == problem.path
    assert 'nothing here is called "ordered"' == problem.message


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            "{{ article.title|day }}",
            "day takes a moment, such as article.published, not a text",
        ),
        ("{{ none|stamp }}", "stamp takes a moment, such as article.published, not None"),
        ("{{ article.title|number }}", "number takes a number, not a text"),
        ("{{ article.words + article.title }}", "a number and a text"),
        ("{{ article.words() }}", "a number is not callable"),
    ],
)
def test_no_class_of_python_is_named(tmp_path: Path, words: str, message: str) -> None:
    """A layout's developer knows texts, numbers and lists."""
    problem = only(tmp_path, block(words))
    assert "layout-fault" == problem.code
    assert message in problem.message
    assert not re.search(r"'\w+'|object|class", problem.message)


@pytest.mark.parametrize(
    ("words", "cure"),
    [
        ("{{ article.title|uper }}", 'did you mean "upper"?'),
        ("{{ article.published|dya }}", 'did you mean "day"?'),
        ("{% if article.title is strng %}{% endif %}", 'did you mean "string"?'),
        ('{{ t("nav.hom") }}', "did you mean"),
    ],
)
def test_filters_tests_and_messages_have_near_names_too(
    tmp_path: Path, words: str, cure: str
) -> None:
    """Whatever is looked up by a name."""
    assert cure in only(tmp_path, block(words)).cure


@pytest.mark.parametrize(
    "words",
    ["{{ article[t] }}", "{{ site.extra[none] }}", "{{ none[t].x }}"],
)
def test_a_name_that_is_no_text_is_told_too(tmp_path: Path, words: str) -> None:
    """A function can't be printed, and its mistake must be told all the same."""
    problem = only(tmp_path, block(words))
    assert "layout-unknown-name" == problem.code
    assert "can't be asked for" in problem.message
    assert not re.search(r"slice|object|0x", problem.message)


def test_an_unknown_name_that_a_filter_is_given_is_told_as_one(tmp_path: Path) -> None:
    """Not as a wrong value of the filter's."""
    problem = only(tmp_path, block("{{ article.publishd|day }}"))
    assert ("layout-unknown-name", Span(3, 12, 8)) == (problem.code, problem.span)


def test_the_caret_stands_under_the_name(tmp_path: Path) -> None:
    """As the terminal shows it."""
    problem = only(tmp_path, block("<b>{{ article.title }} {{ article.titel }}</b>"))
    assert Span(3, 35, 5) == problem.span
