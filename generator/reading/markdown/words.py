"""How many words a text has, and its beginning in plain words."""

from __future__ import annotations

import re
from itertools import filterfalse

EXCERPT_LENGTH = 300

# Scripts that put no space between words (Unicode UAX 29, 4.1: a dictionary would be needed).
# Chinese and Japanese count by characters, as their newspapers do; in Thai, Lao, Khmer and Burmese
# a word has about four letters, not counting the signs above and below them.
_CHARACTERS = re.compile(
    "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
_LETTERS = re.compile("[\u0e01-\u0e2e\u0e81-\u0eae\u1000-\u102a\u1780-\u17b3]")
_LETTERS_A_WORD = 4

# The bytes that begin a character from U+0800 on in UTF-8, but for that of punctuation (U+2000 to
# U+2FFF). A text without them holds none of these scripts; to know it so costs a tenth.
_FAR_BYTES = bytes((0xE0, 0xE1, *range(0xE3, 0xF5)))

_HAS_LETTER = re.compile(r"\w")


def is_unspaced(char: str) -> bool:
    """Whether the character is of a script that puts no space between words."""
    return char > "\u0e00" and bool(_CHARACTERS.match(char) or _LETTERS.match(char))


def word_count(text: str) -> int:
    """How many words a plain text has; a Chinese character is one, four Thai letters are one."""
    if text.isascii() or not _may_be_unspaced(text):
        return _spaced_words(text)
    characters = len(_CHARACTERS.findall(text))
    letters = len(_LETTERS.findall(text))
    if not characters and not letters:
        return _spaced_words(text)
    rest = re.sub(r"[\u0e30-\u0e4f\u102b-\u1049\u17b4-\u17d3]", "", text)
    rest = _LETTERS.sub(" ", _CHARACTERS.sub(" ", rest))
    return characters + -(-letters // _LETTERS_A_WORD) + _spaced_words(rest)


def _may_be_unspaced(text: str) -> bool:
    typed = text.encode("utf-8", "surrogatepass")
    return len(typed.translate(None, _FAR_BYTES)) < len(typed)


def _spaced_words(text: str) -> int:
    """What stands between spaces, dashes and slashes and has a letter or digit in it."""
    for mark in "—–/":
        if mark in text:
            text = text.replace(mark, " ")
    pieces = text.split()
    signs = [
        piece
        for piece in filterfalse(str.isalnum, pieces)
        if not piece[0].isalnum() and not _HAS_LETTER.search(piece)
    ]
    return len(pieces) - len(signs)


def excerpt(paragraphs: list[str]) -> str:
    """The paragraphs' beginning on one line, cut after a word, with "…" where something is left."""
    text = " ".join(" ".join(paragraphs).split())
    if len(text) <= EXCERPT_LENGTH:
        return text
    cut = text[: EXCERPT_LENGTH - 1]
    if not text[EXCERPT_LENGTH - 1].isspace() and not is_unspaced(text[EXCERPT_LENGTH - 2]):
        cut = cut.rpartition(" ")[0] or cut
    return cut.rstrip(" ,;:–—-…") + "…"
