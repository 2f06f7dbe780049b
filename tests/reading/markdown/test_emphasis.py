"""Emphasis: what is no delimiter is a word of the author's, and stays."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reading.markdown.bodies import html, reading


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5*3**2*4", "5<em>3**2</em>4"),
        ("*a**bcd*efg", "<em>a**bcd</em>efg"),
        ("a *b**<i>c</i>*def", "a <em>b**<i>c</i></em>def"),
        ("_a*. c* * *h**", "_a<em>. c</em> * <em>h</em>*"),
        ("*a*b**cd**", "<em>a</em>b<strong>cd</strong>"),
        ("**b*c*d_e_f**ghi**k**l", "<strong>b<em>c</em>d_e_f</strong>ghi<strong>k</strong>l"),
        ("*a* **b *c* d**", "<em>a</em> <strong>b <em>c</em> d</strong>"),
    ],
)
def test_a_delimiter_is_paired_with_one_of_its_length(text: str, expected: str) -> None:
    """As CommonMark 6.2 pairs them; no letter is lost."""
    assert f"<p>{expected}</p>" == html(text)


_SIGNS = st.sampled_from(("*", "**", "_", " *", "* ", " **", "** ", " "))


@given(st.lists(_SIGNS, max_size=12))
def test_no_word_is_lost_or_said_twice(signs: list[str]) -> None:
    """Whatever the signs between the words."""
    text = "x" + "".join(f"{sign}{word}" for sign, word in zip(signs, "abcdefghijkl", strict=False))
    words = re.sub(r"<[^>]*>", "", reading(text, typography=False).body.html)
    assert re.findall(r"\w", text.replace("_", "")) == re.findall(r"\w", words.replace("_", ""))
