"""A Markdown file is parted into header and body, and the lines of hyphens are told right."""

from __future__ import annotations

import pytest

from generator.problems import Problem, Span
from generator.reading.envelope import MAX_HEADER, opened

PATH = "content/articles/a.md"


def only(text: str) -> Problem:
    (problem,) = opened(PATH, text).problems
    return problem


@pytest.mark.parametrize("end", ["---", "...", "---  "])
def test_a_header_ends_at_three_hyphens_or_three_dots(end: str) -> None:
    """Both are YAML's own ends of a document; white space after them is not seen."""
    envelope = opened(PATH, f"---\ntitle: a\nb: c\n{end}\nBody\nmore\n")
    assert ("title: a\nb: c\n", 2) == (envelope.header, envelope.header_line)
    assert ("Body\nmore\n", 5) == (envelope.body, envelope.body_line)
    assert () == envelope.problems


def test_a_header_may_be_all_there_is() -> None:
    """No body is an empty body, with or without a last line end."""
    assert "" == opened(PATH, "---\na: b\n---").body
    assert "" == opened(PATH, "---\na: b\n---\n").body


def test_a_rule_in_the_body_is_no_end_of_anything() -> None:
    """Only the first line of hyphens below the header closes it."""
    assert "a\n\n---\n\nb\n" == opened(PATH, "---\n---\na\n\n---\n\nb\n").body


def test_a_header_below_a_blank_line_is_told_and_still_read() -> None:
    """Its other faults are told in the same run."""
    envelope = opened(PATH, "\n\n---\na: b\n---\nBody\n")
    assert ("a: b\n", 4, "Body\n", 6) == (
        envelope.header,
        envelope.header_line,
        envelope.body,
        envelope.body_line,
    )
    problem = only("\n\n---\na: b\n---\nBody\n")
    assert ("late-header", "the header must begin on line 1") == (problem.code, problem.message)
    assert "delete what stands above the ---" == problem.cure


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("It was night.\n", "the file has no header"),
        ("title: a\ndate: b\n---\nBody\n", "the header has no line of --- above it"),
        ("+++\ntitle = 1\n+++\n", "the header is TOML (+++); here it is YAML"),
        ("----\na: b\n----\n", "the header begins with three hyphens, nothing else"),
        ("—\na: b\n---\n", "the header begins with three hyphens, nothing else"),
    ],
)
def test_a_file_without_a_header_is_told_why_it_has_none(text: str, message: str) -> None:
    """Prose, keys without hyphens, another tool's header, other dashes: each in its words."""
    problem = only(text)
    assert ("no-header", message) == (problem.code, problem.message)
    assert problem.span is not None
    assert 1 == problem.span.line


def test_a_line_that_was_meant_as_the_end_is_named() -> None:
    """Four hyphens, or the dashes of a word processor, end no header."""
    problem = only("---\ntitle: a\n----\nBody\n")
    assert "unclosed-header" == problem.code
    assert Span(1, 1, 3) == problem.span
    assert "line 3 looks like its end: make it exactly ---" == problem.cure


def test_an_unclosed_header_shows_its_keys_and_nothing_of_the_story() -> None:
    """What is told of a draft rests on the keys alone."""
    remains = opened(PATH, "---\ntitle: a\ndraft: true\n\ndraft: no\n").remains
    assert "title: a\ndraft: true" == remains


def test_a_story_within_the_header_is_told() -> None:
    """Beyond the limit the header is not read; the body is."""
    envelope = opened(PATH, f"---\na: {'b' * MAX_HEADER}\n---\nBody\n")
    assert ["header-too-large"] == [p.code for p in envelope.problems]
    assert (None, "Body\n") == (envelope.header, envelope.body)
