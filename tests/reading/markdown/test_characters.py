"""Characters that no text may hold."""

from __future__ import annotations

import pytest

from generator.reading.markdown.characters import FORBIDDEN, without_forbidden
from generator.reading.markdown.source import Source
from tests.reading.markdown.bodies import codes, html, told


@pytest.mark.parametrize(
    "char", ["\x00", "\x02", "\x0b", "\x1f", "\x7f", "\x85", "\ufdd0", "\uffff", "\ud800"]
)
def test_a_forbidden_character_is_told_and_replaced(char: str) -> None:
    """It would break pages, feeds, or the holes of a body."""
    assert ["3:2+1 control-character"] == told(f"a\n\nb{char}c{char}")
    assert "<p>b\ufffdc</p>" == html(f"b{char}c")


def test_no_forbidden_character_is_missed() -> None:
    """The fast look at a text lets none of them through."""
    forbidden = FORBIDDEN.findall("".join(map(chr, range(0x110000))))
    assert 65 - 2 + 2_048 + 32 + 34 == len(forbidden)
    assert [] == [char for char in forbidden if not without_forbidden(Source("a.md", char))[1]]


def test_tabs_newlines_and_directions_are_characters() -> None:
    """What texts need stays, marks of direction included."""
    assert [] == codes("a\tb\nc \u200f\u2066d\u2069 \u2028 é 😀")


def test_a_reference_to_no_character_is_told() -> None:
    """Python refuses numbers of thousands of digits."""
    text = f"a &#{'9' * 5_000}; b"
    assert ["1:3+5003 bad-reference"] == told(text)
    assert html(text).startswith("<p>a \ufffd")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("&eacute; &#233; &#xe9;", "é é é"),
        ("&foo; & &amp; &lt;", "&amp;foo; &amp; &amp; &lt;"),
        ("a&#2;b &#xFFFF;c", "ab c"),
    ],
)
def test_references_become_characters(text: str, expected: str) -> None:
    """Known ones their characters, unknown ones words, forbidden ones nothing."""
    assert f"<p>{expected}</p>" == html(text)


def test_the_stash_of_python_markdown_can_not_be_reached() -> None:
    """A placeholder that an author types is words."""
    forged = "\x02wzxhzdk:0\x03"
    assert "wzxhzdk:0" in html(f"{forged}\n\n<b>secret</b>")
