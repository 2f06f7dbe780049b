"""Bytes become text: encodings, line ends, and what no text may hold."""

from __future__ import annotations

import pytest

from generator.problems import Problem, Span
from generator.reading.text import CONTROL, MAX_BYTES, decoded

PATH = "content/articles/a.md"


def only(data: bytes) -> Problem:
    text, problems = decoded(PATH, data)
    assert text is None
    (problem,) = problems
    return problem


@pytest.mark.parametrize(
    "data",
    [b"\xef\xbb\xbfa\nb\n", b"a\r\nb\r\n", b"a\rb\r", b"\xef\xbb\xbfa\r\nb\n"],
    ids=["byte order mark", "CRLF", "CR", "both"],
)
def test_a_text_from_any_editor_reads_the_same(data: bytes) -> None:
    """A byte order mark and the kind of line end make no difference."""
    assert ("a\nb\n", []) == decoded(PATH, data)


@pytest.mark.parametrize(
    ("codec", "code"),
    [
        ("utf-16", "encoding"),
        ("utf-32", "encoding"),
        ("utf-16-le", "nul-byte"),
        ("utf-16-be", "nul-byte"),
    ],
)
def test_a_wide_encoding_is_told(codec: str, code: str) -> None:
    """UTF-16 and UTF-32 are known by their mark, without one by every second byte."""
    problem = only("title: a".encode(codec))
    assert (code, "save the file as UTF-8") == (problem.code, problem.cure)


def test_a_byte_of_windows_is_told_with_the_letter_it_was() -> None:
    """Latin-1 and Windows-1252 give themselves away by their letters; the place is the byte's."""
    problem = only("eins\r\ncafé".encode("cp1252"))
    assert "encoding" == problem.code
    assert Span(2, 4, 1) == problem.span
    assert 'the byte E9 here is not UTF-8 (in Windows-1252 it would be "é")' == problem.message


def test_a_place_counts_characters_not_bytes() -> None:
    """A column after an umlaut is one further, not two."""
    assert Span(1, 3, 1) == only("äö".encode() + b"\xff").span


def test_a_nul_byte_is_told_at_its_place() -> None:
    """A file damaged on the way is no text, from its first NUL byte on."""
    problem = only(b"title: a\nsum\x00mary: b\n")
    assert ("nul-byte", Span(2, 4, 1)) == (problem.code, problem.span)


def test_a_file_beyond_the_limit_is_not_looked_into() -> None:
    """Twenty megabytes of anything are one message."""
    problem = only(b"\xff" * 20_000_000)
    assert "the file has 20.0 MB; a text may have 5" == problem.message
    assert ("a" * MAX_BYTES, []) == decoded(PATH, b"a" * MAX_BYTES)


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b" \n\t\r\n"])
def test_an_empty_file_is_told(data: bytes) -> None:
    """A file of nothing, or of white space, is empty."""
    assert "empty-file" == only(data).code


def test_control_characters_are_told_and_never_handed_on() -> None:
    """The holes of a body are made of two of them; every other place stays right."""
    text, problems = decoded(PATH, "a\x02b\nc\x9cd\ufffe\n".encode())
    assert "a\ufffdb\nc\ufffdd\ufffd\n" == text
    assert [
        ("there is a control character here (U+0002)", Span(1, 2, 1), "delete it"),
        ("there is a control character here (U+009C)", Span(2, 2, 1), 'delete it, or type "œ"'),
        ("there is a control character here (U+FFFE)", Span(2, 4, 1), "delete it"),
    ] == [(p.message, p.span, p.cure) for p in problems]


def test_a_file_full_of_control_characters_is_told_briefly() -> None:
    """Twenty places and a count, not thousands of messages."""
    _, problems = decoded(PATH, b"\x01" * 1000)
    assert 21 == len(problems)
    assert "the file has 980 more control characters" == problems[-1].message


def test_no_control_character_is_missed() -> None:
    """The fast look at the bytes lets none of them through."""
    controls = CONTROL.findall("".join(map(chr, range(1, 0x110000))))
    assert 64 - 4 + 1 + 2 == len(controls)
    assert [] == [char for char in controls if not decoded(PATH, f"a{char}".encode())[1]]
