"""Where links and pictures stand: best effort, never missing."""

from __future__ import annotations

import pytest

from generator.problems import Span
from tests.reading.markdown.bodies import reading


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a [b](x.md)", Span(1, 7, 4)),
        ("a\n\n[b](<x y.md>)", Span(3, 6, 6)),
        ("<https://example.org>", Span(1, 2, 19)),
        ("<ada@example.org>", Span(1, 2, 15)),
        ("[b][r]\n\n[r]: x.md", Span(3, 6, 4)),
        ("a <a href='x.md'>b</a>", Span(1, 12, 4)),
        ("[a](x?b&amp;c)", Span(1, 5, 9)),
        ("a\n[a](x?b&copy=c)", Span(2, 5, 10)),
        ("a\n<a href=x?b&copy=c>b</a>", Span(2, 9, 10)),
        ("`[a](x.md)` [a](x.md)", Span(1, 17, 4)),
        ("```\n[a](x.md)\n```\n\n[a](x.md)", Span(5, 5, 4)),
        ("[a](x\\_y.md)", Span(1, 5, 7)),
        ('<a href="&#120;.md">b</a>', Span(1, 10, 9)),
        ("[a](x_(y).md)", Span(1, 5, 8)),
    ],
)
def test_a_link_is_found_where_it_was_typed(text: str, expected: Span) -> None:
    """However it was written, and not in code."""
    assert expected == reading(text).places["link[0]"]


def test_equal_targets_are_told_apart_by_their_order() -> None:
    """The n-th in the page is the n-th in the text."""
    places = reading("[a](x.md) b\n\n[c](x.md)").places
    assert (Span(1, 5, 4), Span(3, 5, 4)) == (places["link[0]"], places["link[1]"])


def test_the_uses_of_a_definition_share_its_place() -> None:
    """The target was typed once."""
    places = reading("[a][r] [b][r]\n\n[r]: x.md").places
    assert Span(3, 6, 4) == places["link[0]"] == places["link[1]"]


def test_a_picture_of_a_block_is_found_in_its_header() -> None:
    """The argument of a figure block is the picture's place."""
    assert Span(3, 14, 5) == reading("a\n\n/// figure | b.jpg\n///").places["picture[0]"]


def test_lines_count_from_the_first_of_the_file() -> None:
    """The header of a file stands above its body."""
    assert Span(12, 6, 5) == reading("a\n\n![b](c.jpg)", first_line=10).places["picture[0]"]


def test_what_can_not_be_found_is_on_the_first_line() -> None:
    """A place is never missing."""
    text = 'a\n\n<iframe src="//example.org/"></iframe>'
    assert Span(5, 1, 1) == reading(text, first_line=5).places["link[0]"]
