"""Headings: levels without gaps, and ids that are readable in every script."""

from __future__ import annotations

import pytest

from generator.model.body import Heading
from tests.reading.markdown.bodies import body, html, reading, told


def test_a_heading_is_a_fact_with_its_id_and_words() -> None:
    """Links and ids are no part of a heading's words."""
    expected = Heading(2, "a-b-c", "A <em>b</em> c")
    assert (expected,) == body("## A *b* [c](x.md)").headings


def test_a_first_level_becomes_the_second_and_is_told() -> None:
    """The headline is the page's only h1."""
    assert ["1:1+3 h1-in-body"] == told("# A")
    assert html("# A") == '<h2 id="{#}a">A</h2>'
    assert ["3:1+3 h1-in-body"] == told("a\n\n<h1>A</h1>")


def test_an_underlined_first_level_is_told_too() -> None:
    """`===` makes an h1 as well."""
    assert ["1:1+1 h1-in-body"] == told("A\n===")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ((2, 3, 4, 2), [2, 3, 4, 2]),
        ((2, 4, 4, 3), [2, 3, 3, 3]),
        ((3, 2), [2, 2]),
        ((1, 2), [2, 2]),
        ((2, 6, 5, 6), [2, 3, 3, 4]),
    ],
)
def test_no_level_is_skipped(typed: tuple[int, ...], expected: list[int]) -> None:
    """A heading stands one level under the last that was typed higher (AR-03)."""
    read = reading("\n\n".join(f"{'#' * level} a" for level in typed))
    assert expected == [heading.level for heading in read.body.headings]


def test_a_skipped_level_is_told_at_its_heading() -> None:
    """The line is that of the heading that was moved."""
    assert ["3:1+6 skipped-level"] == told("## a\n\n#### b")


def test_a_heading_without_words_is_left_out() -> None:
    """Nobody can hear it, and it would name nothing."""
    assert (["3:1+3 empty-heading"], "<p>a</p>") == (told("a\n\n## "), html("a\n\n## "))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Don't stop", "dont-stop"),
        ("مرحبا بالعالم", "مرحبا-بالعالم"),
        ("हिन्दी में", "हिन्दी-में"),
        ("Über uns", "über-uns"),
        ("!!!", "section"),
    ],
)
def test_ids_keep_the_letters_of_every_script(words: str, expected: str) -> None:
    """An id is the slug of the words."""
    assert (expected,) == body(f"## {words}").ids


def test_equal_headings_have_different_ids() -> None:
    """The second gets a number."""
    assert ("a", "a-2", "a-3") == body("## A\n\n## A\n\n## A").ids


def test_an_id_that_the_author_chose_comes_first() -> None:
    """A heading above gives way to an id typed below it."""
    assert ("a-2", "a") == body("## A\n\n## B {#a}").ids


def test_an_id_typed_twice_is_told() -> None:
    """The later one gets a number; links would lead to the first."""
    text = "## A {#x}\n\n## B {#x}"
    assert ["3:7+2 duplicate-id"] == told(text)
    assert ("x", "x-2") == reading(text).body.ids
