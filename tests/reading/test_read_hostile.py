"""Whatever bytes come: no exception, no place outside the file, no endless work, no endless words."""

from __future__ import annotations

from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.problems import Span, as_text
from generator.reading.article import read_article
from generator.reading.author import read_author
from generator.reading.messages import Expected, read_messages
from generator.reading.page import read_page
from generator.reading.picture_notes import read_picture_notes
from generator.reading.result import Reading, ReadingOptions
from generator.reading.site import read_site
from generator.reading.text import decoded

OPTIONS = ReadingOptions(timezone="Europe/Kyiv")
WORDS = Expected({"title": "Words", "a b": "{number} words"}, forms=("one", "other"))
QUIET = settings(deadline=None, max_examples=100)  # a busy machine is no fault

HEADER = """title: "Kabul: the fall"
date: 2026-03-01 09:00 +04:30
publish_at: 2026-03-02
section: world
authors: [ana, {name: 'Ada O''Hara', bio: "Of the *court*."}]
credits:
  photography:
    - ana
    - name: Bo
      bio: |
        Takes [pictures](x.md).
tags:
- war
- Black Sea
summary: >-
  One two
  three
image: {src: ../images/a.jpg, alt: A gate, focus: [0.4, 0.3]}
related:
  - grain
  - {url: https://example.org/, title: A report}
corrections: [{date: 2026-03-04, text: Less.}]
draft: false
aliases: [/old/, "/a?b"]
language: fa
extra: {a: {b: [1, 2.5, null]}}
"""
SITE = """title: The Meridian
base_url: https://example.org
language: en
timezone: Europe/Kyiv
sections: {world: World, waters: {title: Waters}}
tags: {treaties: {aliases: [Treaty]}}
permalink: /{year}/{slug}/
publisher: {policies: {about: about}}
menu: [world, {title: About, to: pages/about.md}]
theme: {accent: "#123456"}
"""
WEIRD = st.sampled_from(
    ["\t", ":", ": ", " #", "'", '"', "[", "]", "{", "}", ",", "&a ", "*a", "!x ", "|", ">", "- "]
    + ["\n", "\n\n", "---\n", "...\n", "\\", "@", "`", "%", "? ", "<<: ", "\u2028", "\u202e", "é"]
    + ["\ufeff", "\x02", "\x85", "𝄞", "~", "null", "0", "9999", "-", "..", "//", "%2e", "{{", "“"]
)


def readings(data: bytes) -> list[Reading[object]]:
    words, problems = read_messages("layouts/messages/en.yaml", data, WORDS)
    return [
        read_article("content/articles/w/a.md", data, OPTIONS),
        read_author("content/authors/a.md", data, OPTIONS),
        read_page("content/pages/a.md", data, OPTIONS),
        read_picture_notes("content/a.jpg.yaml", data, OPTIONS),
        read_site("site.yaml", data),
        Reading(words, problems=problems),
    ]


def assert_told_within(reading: Reading[object], data: bytes) -> None:
    """Every problem and place lies in the file, and can be shown."""
    text, _ = decoded("x", data)
    lines = text.split("\n") if text is not None else None
    for problem in reading.problems:
        assert problem.span is not None
        assert_inside(problem.span, lines)
        assert len(problem.message) < 300
        assert len(problem.cure) < 300
        as_text(problem, lines[problem.span.line - 1] if lines else None)
    for span in reading.places.values():
        assert_inside(span, lines)
    assert reading.value is not None or reading.problems


def assert_inside(span: Span, lines: list[str] | None) -> None:
    assert span.line >= 1
    assert span.column >= 1
    assert span.length >= 1
    if lines is not None:
        assert span.line <= len(lines)
        line = lines[span.line - 1]
        assert span.column <= len(line) + 1
        assert span.length == 1 or span.column + span.length <= len(line) + 1


@QUIET
@given(st.binary(max_size=300))
def test_no_bytes_break_the_reading(data: bytes) -> None:
    """Noise is told as noise."""
    for reading in readings(data):
        assert_told_within(reading, data)


@QUIET
@given(st.lists(st.one_of(WEIRD, st.sampled_from(["title", "date", "a b", "draft: true"]))))
def test_no_soup_of_yaml_breaks_the_reading(pieces: list[str]) -> None:
    """Every special character of YAML, in every order."""
    soup = "".join(pieces)
    for text in (f"---\n{soup}\n---\nBody\n", f"title: {soup}\n", f"---\ntags: [{soup}\n---\n"):
        for reading in readings(text.encode()):
            assert_told_within(reading, text.encode())


@st.composite
def mutated(draw: st.DrawFn, text: str) -> str:
    """A good header after a few slips of the hand: something typed, deleted, moved, doubled."""
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 12)))
        slip = draw(st.sampled_from(["type", "delete", "double", "replace"]))
        typed = draw(st.one_of(WEIRD, st.text(max_size=3)))
        middle = {"type": typed + text[start:end], "delete": "", "double": text[start:end] * 2}
        text = text[:start] + middle.get(slip, typed) + text[end:]
    return text


@QUIET
@given(mutated(HEADER))
def test_no_slip_in_a_good_header_breaks_the_reading(header: str) -> None:
    """Told, or harmless; never an exception, never a place outside the file."""
    data = f"---\n{header}---\nBody.\n".encode("utf-8", "replace")
    assert_told_within(read_article("content/articles/w/a.md", data, OPTIONS), data)


@QUIET
@given(mutated(SITE))
def test_no_slip_in_a_good_site_file_breaks_the_reading(text: str) -> None:
    """The same of site.yaml."""
    data = text.encode("utf-8", "replace")
    assert_told_within(read_site("site.yaml", data), data)


def test_the_good_ones_are_good() -> None:
    """What the slips above begin with has no fault."""
    data = f"---\n{HEADER}---\nBody.\n".encode()
    assert () == read_article("content/articles/w/a.md", data, OPTIONS).problems
    assert () == read_site("site.yaml", SITE.encode()).problems


@QUIET
@given(st.sampled_from(["\r\n", "\r"]), st.booleans(), mutated(HEADER))
def test_line_ends_and_a_byte_order_mark_change_nothing(
    end: str, has_mark: bool, header: str
) -> None:
    """The same value, problems and places, whatever the editor writes."""
    if "\r" in header:
        return
    text = f"---\n{header}---\nBody.\n"
    plain = text.encode("utf-8", "replace")
    other = (b"\xef\xbb\xbf" if has_mark else b"") + plain.replace(b"\n", end.encode())
    path = "content/articles/w/a.md"
    assert read_article(path, plain, OPTIONS) == read_article(path, other, OPTIONS)


MANY = 190_000
HOSTILE = {
    "open brackets": "x: " + "[" * MANY,
    "open brackets on lines": "x: " + "[\n" * (MANY // 2),
    "open braces": "{" * MANY,
    "questions": "? " * (MANY // 2),
    "hyphens": "- " * (MANY // 2),
    "a long key": "k" * MANY + ": x",
    "spaces in a key": "a" + " " * MANY + "x\n@: @",
    "spaces in a value": "title: x" + " " * MANY + "x\n@: @",
    "colons": "title: a: " * (MANY // 10),
    "double quotes": 'title: "' + '" ' * (MANY // 2),
    "single quotes": "title: '" + "''" * (MANY // 2),
    "a colon after a long text in braces": "image: {alt: " + "a" * MANY + ", b: c: d}",
    "a long language": "language: " + "a-" * (MANY // 2),
    "a long time zone": "timezone: " + "E" * MANY,
    "a date with spaces": "date: 2026-01-01" + " " * MANY + "x",
    "a long number": "series: {id: a, part: " + "1" * MANY + "}",
    "a long number in extra": "extra: {a: " + "1" * MANY + "}",
    "an encoded alias": 'aliases: ["/' + "%2e" * (MANY // 3) + '"]',
    "a long alias without its slash": "aliases: [" + "a" * MANY + "]",
    "a long text for a list": "tags: " + "a, " * (MANY // 3),
    "a long host": 'canonical: "https://' + "a." * (MANY // 2) + ' b"',
    "a long slug": "slug: " + "a-" * (MANY // 2),
    "tabs": "a:\n" + "\t" * MANY,
    "exclamation marks": "title: " + "!" * MANY,
    "unknown keys": "\n".join(f"titel{n}: x" for n in range(2400)),
    "anchors": "\n".join(f"k{n}: &a{n} x" for n in range(2400)),
    "one key": "a: 1\n" * 2400,
    "faults": "\n".join(f"k{n}: a: b" for n in range(1500)),
    "tags": "tags: [" + "a, " * 4900 + "]",
    "related": "related: [" + ",".join(f"a{n}" for n in range(4900)) + "]",
    "levels": "extra:\n" + "".join(" " * n + "a:\n" for n in range(1, 600)),
}


@pytest.mark.parametrize("situation", HOSTILE)
def test_hostile_headers_cost_little(situation: str) -> None:
    """Most take milliseconds; what grows with the square of the text would take minutes."""
    header = HOSTILE[situation]
    start = perf_counter()
    data = f"---\n{header}\n---\nBody.\n".encode()
    assert_told_within(read_article("content/articles/w/a.md", data, OPTIONS), data)
    assert_told_within(read_site("site.yaml", header.encode()), header.encode())
    assert perf_counter() - start < 15


@pytest.mark.parametrize(
    "data",
    [
        b"x" * 20_000_000,
        b"---\n" + b"a: b\n" * 900_000,
        b"\n" * 4_900_000 + b"x",
        b"\x01" * 900_000,
    ],
    ids=["20 MB", "a header of 4 MB", "blank lines", "control characters"],
)
def test_hostile_files_cost_little(data: bytes) -> None:
    """A clean message, and few of them."""
    start = perf_counter()
    for reading in readings(data):
        assert 1 <= len(reading.problems) <= 25
    assert perf_counter() - start < 15
