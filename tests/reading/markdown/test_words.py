"""The count of words, and the excerpt."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.reading.markdown.words import excerpt, word_count
from tests.reading.markdown.bodies import body


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0),
        ("one two", 2),
        ("don't stop—go 1,000 – times", 5),
        ("well-known and/or", 3),
        ("— … !", 0),
        ("दिल्ली में है", 3),
        ("日本語", 3),
        ("東京 Tokyo", 3),
        ("สวัสดีครับ", 2),
        ("한국어 말", 2),
        ("مرحبا بالعالم", 2),
    ],
)
def test_words_are_counted_in_every_script(text: str, expected: int) -> None:
    """A word stands between spaces; where there are none, characters count."""
    assert expected == word_count(text)


@given(st.text(st.sampled_from("ab1 _—–/-.,’…é\n\u00a0\u2028\u0301दि한م٣\U00010400")))
def test_a_word_has_a_letter_or_digit_between_spaces_and_dashes(text: str) -> None:
    """However the text is written: in ASCII, with typographers' signs, in scripts with spaces."""
    pieces = re.split(r"[\s—–/]", text)
    assert sum(bool(re.search(r"\w", piece)) for piece in pieces) == word_count(text)


def test_code_and_footnotes_are_no_words_of_a_story() -> None:
    """What is read aloud counts: headings, lists, boxes and captions do."""
    text = """## One two

three[^1] `four`

- five

/// aside | six
seven
///

/// figure | a.jpg
eight
///

```
not counted
```

[^1]: nor this
"""
    assert 8 == body(text).words


def test_the_excerpt_is_the_beginning_in_plain_words() -> None:
    """Without markup, numbers of footnotes, headings and what stands beside the story."""
    text = '## H\n\n/// aside\nbox\n///\n\n*One* "two"[^1] [three](x.md).\n\n> q\n\nFour & `five`.\n\n[^1]: n'
    assert "One “two” three. Four & five." == body(text).excerpt


def test_a_long_excerpt_is_cut_after_a_word() -> None:
    """At most 300 characters, with an ellipsis."""
    made = excerpt(["word " * 100])
    assert (300, "word…") == (len(made), made[-5:])


def test_an_excerpt_of_one_endless_word_is_cut_within() -> None:
    """There is no space to cut at."""
    assert 300 == len(excerpt(["a" * 400]))


def test_a_chinese_excerpt_is_cut_between_characters() -> None:
    """Chinese has no spaces to cut at."""
    assert "…" == excerpt(["漢 " + "字" * 400])[-1]
    assert 300 == len(excerpt(["漢 " + "字" * 400]))
