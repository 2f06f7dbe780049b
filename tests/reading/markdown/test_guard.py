"""Limits on work: a hostile text ends as an error at its line, a long story passes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.reading.markdown.work import ceiling, heaviest, html_work
from tests.reading.markdown.bodies import codes, reading, told

MANY = 40_000

HOSTILE = {
    "brackets": "[" * MANY,
    "picture brackets": "![" * MANY,
    "closing brackets": "]" * 200_000,
    "link beginnings": "[a](" * MANY,
    "references": "[a][" * MANY,
    "links in links": "[" * MANY + "a" + "](b)" * MANY,
    "tags that end nowhere": "<a " * MANY,
    "attributes that end nowhere": '<a href="' * MANY,
    "declarations": "<![CDATA[" * MANY,
    "comments": "<!--" * MANY,
    "stars": "*a " * MANY,
    "underscores": "_a " * MANY,
    "backticks": "`a " * MANY,
    "tildes": "~~a " * MANY,
    "ampersands": "&amp;" * MANY,
    "backslashes": "\\*" * MANY,
    "a line": "a" * 200_000,
    "lines": "a\n" * 100_000,
    "size": ("a" * 99 + "\n") * 11_000,
    "a row of cells": "|".join("a" * 50_000) + "\n" + "|".join("-" * 50_000),
    "a row of code": "a|b\n-|-\n" + "`|" * MANY,
    "quotes in quotes": ">" * 1_000 + "a",
    "lists in lists": "\n".join(" " * 4 * n + "- a" for n in range(200)),
    "lists in a line": "- " * 1_000 + "a",
    "definitions in definitions": "a\n" + ":   " * 1_000 + "a",
    "definitions that hold the next": "a\n:   b\n" * 1_000,
    "boxes": "<div>\n" * 10_000,
    "boxes of Markdown": '<div markdown="1">\n' * 400 + "a" + "\n</div>" * 400,
    "inline tags": "<b>" * 400 + "\n\na" * 400,
    "tags": "<br>" * 30_000,
    "footnotes": "".join(f"[^{n}] " for n in range(5_000)) + "\n\n" + "[^1]: a\n" * 5_000,
    "one footnote": "[^1] " * 1_000 + "\n\n[^1]: a",
    "abbreviations": "*[a]: b\n\n" + "a " * MANY,
    "many abbreviations": "".join(f"*[a{n}]: b\n" for n in range(1_000)) + "\na1",
    "long abbreviations": f"*[a]: {'b' * 10_000}\n\n" + "a " * 1_000,
    "long addresses": f"[a]: {'b' * 10_000}\n\n" + "[a] " * 1_000,
    "underlines": "a\n---\n" * 9_000,
    "headings": "# a\n" * 19_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_ends_as_an_error_at_its_line(name: str) -> None:
    """What would take minutes, or all of the stack, is refused before it is converted."""
    read = reading(HOSTILE[name], first_line=7)
    limits = {
        "body-too-complex",
        "body-too-large",
        "line-too-long",
        "nested-too-deep",
        "too-many-abbreviations",
        "too-many-footnotes",
        "too-much-html",
    }
    assert limits & {problem.code for problem in read.problems}
    assert "" == read.body.html
    assert all(problem.span and problem.span.line >= 7 for problem in read.problems)


@pytest.mark.parametrize(
    "text",
    [
        " ".join("*a" for _ in range(800)) + " " + " ".join("a*" for _ in range(800)),
        "*[a]: b\n\n"
        + " ".join("*a" for _ in range(800))
        + " "
        + " ".join("a*" for _ in range(800)),
        "![" * 300 + "a" + "](b.jpg)" * 300,
        "`" * 2_000,
        "<i>" * 20 + "a" + "</i>" * 20,
        "> " * 20 + "a",
        "\n".join(" " * 4 * n + "- a" for n in range(12)),
        "a\n" * 10_000,
        "|".join("a" * 500) + "\n" + "|".join("-" * 500),
    ],
    ids=range(9),
)
def test_a_strange_text_is_converted_without_running_out_of_stack(text: str) -> None:
    """What is odd and not too much is converted, however deep it goes."""
    assert "markdown-failed" not in codes(text)
    assert reading(text).body.html


def test_a_long_story_passes() -> None:
    """30,000 words, 500 footnotes, 300 links, a table of 200 rows."""
    words = 'The treaty *keeps* the straits "open", and [says so](https://example.org/a_(b)). ' * 8
    paragraphs = "\n\n".join(f"{words}{' word' * 18}[^{n}]" for n in range(500))
    notes = "\n".join(
        f"[^{n}]: A note with [its source](https://example.org/{n})." for n in range(500)
    )
    table = "| a | b |\n|---|---|\n" + "| **x** | [y](z.md) |\n" * 200
    assert [] == codes(f"{paragraphs}\n\n{table}\n{notes}\n")


@given(st.lists(st.sampled_from([*"[]()<>*_`~\\&|-# a:", "](", "\n", "\n\n", "a" * 200])))
def test_a_text_that_a_glance_clears_is_cleared(pieces: list[str]) -> None:
    """What is counted over the whole text is never less than what is found paragraph by paragraph."""
    text = "".join(pieces)
    assert ceiling(text) >= heaviest(text)[0] + html_work(text)


def test_the_line_to_blame_is_told() -> None:
    """The paragraph that holds the most is named, not the first line."""
    assert ["3:1+9000 body-too-complex"] == told("a\n\n" + "[" * 9_000 + "\n\nb")
