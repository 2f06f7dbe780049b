"""Problems: how they are ordered, suggested and shown."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from generator.problems import (
    Problem,
    Severity,
    Span,
    as_github,
    as_json,
    as_text,
    did_you_mean,
    error,
    nearest,
    softened,
    warning,
)


def test_a_problem_is_shown_with_its_line_a_caret_and_a_cure() -> None:
    """Place, severity, code; the line; what to do next."""
    problem = error(
        "unknown-author",
        'no author called "ana-bb"',
        "content/articles/kabul.md",
        span=Span(4, 11, 6),
        cure='did you mean "ana-b"?',
    )
    expected = """\
content/articles/kabul.md:4:11: error[unknown-author]: no author called "ana-bb"
     4 | authors: [ana-bb, bo-c]
       |           ^^^^^^
    did you mean "ana-b"?"""
    assert expected == as_text(problem, "authors: [ana-bb, bo-c]")


def test_a_long_line_is_cut_round_the_fault() -> None:
    """A paragraph of one line shows the words round the fault, with the caret under them."""
    line = "x" * 500 + "FAULT" + "y" * 500
    text = as_text(error("a", "b", "p", span=Span(1, 501, 5)), line)
    shown, carets = text.split("\n")[1:]
    assert "FAULT" == shown[carets.index("^") : carets.rindex("^") + 1]
    assert len(shown) < 120


def test_the_caret_stays_under_the_line_when_the_span_is_longer() -> None:
    """A span over several lines marks the rest of the first."""
    text = as_text(error("a", "b", "p", span=Span(1, 3, 99)), "abcd")
    assert text.endswith("| abcd\n       |   ^^")


def test_control_and_direction_characters_are_made_visible() -> None:
    """A file's name or value can neither move the cursor nor turn a line round."""
    text = as_text(error("a", "bad \x1b[2J \u202e name", "p\n.md"))
    assert "p\\n.md: error[a]: bad \\x1b[2J \\u202e name" == text


def test_the_nearest_known_word_is_suggested() -> None:
    """Near in spelling, whatever its case; nothing where all are far."""
    assert 'did you mean "Lilly"?' == did_you_mean("lily", ["Lilly", "Bo"])
    assert "" == did_you_mean("zzz", ["Lilly", "Bo"])


def test_problems_sort_by_path_line_and_column() -> None:
    """A report reads from the first file's first line down."""
    first = error("z", "m", "a.md", span=Span(2, 9))
    second = error("a", "m", "a.md", span=Span(10, 1))
    third = error("a", "m", "b.md")
    assert [first, second, third] == sorted([third, second, first], key=Problem.sort_key)


def test_a_softened_problem_is_a_warning() -> None:
    """The faults of a draft stop nobody."""
    assert Severity.WARNING is softened(error("a", "b", "c")).severity


def test_json_has_every_part() -> None:
    """Tools get code, severity, words, place."""
    rows = json.loads(as_json([warning("a", "b", "c.md", span=Span(3, 4, 5), cure="d")]))
    expected = {"code": "a", "severity": "warning", "message": "b", "cure": "d", "path": "c.md"}
    assert [expected | {"line": 3, "column": 4, "length": 5}] == rows


@given(st.text(), st.text())
def test_a_github_annotation_is_one_line_and_ends_no_property(path: str, message: str) -> None:
    """Workflow commands: a name or a message can't begin another command."""
    line = as_github(error("a", message, path, span=Span(1, 1)))
    assert not set("\r\n") & set(line)
    properties = line.split("::")[1]
    assert 3 == properties.count(",")


@given(st.text(max_size=300), st.integers(1, 400), st.integers(0, 400))
def test_any_span_of_any_line_can_be_shown(line: str, column: int, length: int) -> None:
    """Showing a problem never fails, and never prints a control character."""
    text = as_text(error("a", "b", "p", span=Span(1, column, length)), line)
    assert all(part.isprintable() for part in text.split("\n"))


def test_among_thousands_of_words_the_nearest_is_found_without_comparing_all() -> None:
    """As among few: what shares most letters is compared, and nothing else."""
    many = tuple(f"word-{number:05}" for number in range(20_000))
    known = (*many, "straits-explained", "Straße")
    assert "straits-explained" == nearest("straits-explaned", known)
    assert "Straße" == nearest("strasse", known)
    assert nearest("qqqqqqqqq", known) == ""
