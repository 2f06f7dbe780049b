"""Problems: what is wrong, where, and what to do next, as values.

A problem is made where the fault is seen and printed once, at the end, sorted. This room knows
neither files nor terminals; it must never raise.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches
from enum import StrEnum


class Severity(StrEnum):
    """How bad: an error fails the build, a warning does so only under `--strict`."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a text: line and column from 1, in characters, and how many of them."""

    line: int
    column: int = 1
    length: int = 1


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of one file, in the author's terms.

    `path` is relative to the site's folder. A reader of files knows the `span`; whoever learns of
    the fault later (an unknown person, a dead link) names the `key` instead, such as `authors[1]`
    or `link[3]`, and `located` finds its span in the file's places. `timely` marks what the clock
    alone can bring about: it never fails a build, not even under `--strict`.
    """

    code: str
    message: str
    path: str
    span: Span | None = None
    key: str = ""
    cure: str = ""
    severity: Severity = Severity.ERROR
    timely: bool = False

    def sort_key(self) -> tuple[str, int, int, str, str, str]:
        """What orders a report: path, line, column, then the words."""
        line, column = (self.span.line, self.span.column) if self.span else (0, 0)
        return (self.path, line, column, self.code, self.message, self.key)


class Failure(Exception):
    """What a question raises when it has no answer; the problems say why."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)
        self.problems: tuple[Problem, ...] = problems


def error(
    code: str, message: str, path: str, *, span: Span | None = None, key: str = "", cure: str = ""
) -> Problem:
    """A problem that fails the build."""
    return Problem(code, message, path, span, key, cure)


def warning(
    code: str,
    message: str,
    path: str,
    *,
    span: Span | None = None,
    key: str = "",
    cure: str = "",
    timely: bool = False,
) -> Problem:
    """A problem that is told and fails nothing (but `--strict`, unless it is `timely`)."""
    return Problem(code, message, path, span, key, cure, Severity.WARNING, timely)


def softened(problem: Problem) -> Problem:
    """The same problem as a warning: the faults of a draft stop nobody."""
    return replace(problem, severity=Severity.WARNING)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`did you mean "x"?` for the nearest of the known words, or nothing."""
    near = nearest(word, known)
    return f'did you mean "{near}"?' if near else ""


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that is most like a mistyped one, whatever its case; empty where none is."""
    choices = {name.casefold(): name for name in sorted(known, reverse=True)}
    near = get_close_matches(word.casefold(), list(choices), n=1, cutoff=0.6)
    return choices[near[0]] if near else ""


def sentences(*parts: str) -> str:
    """The parts that say something, one after the other."""
    return " ".join(part for part in parts if part)


def as_text(problem: Problem, source_line: str | None = None) -> str:
    """The problem as a terminal shows it: place, words, the line with a caret, the cure."""
    span = problem.span
    place = f"{problem.path}:{span.line}:{span.column}" if span else problem.path
    head = f"{problem.severity}[{problem.code}]: {problem.message}"
    lines = [f"{printable(place)}: {printable(head)}"]
    if span and source_line is not None:
        lines += _excerpt(span, source_line)
    if problem.cure:
        lines.append(f"    {printable(problem.cure)}")
    return "\n".join(lines)


def printable(text: str) -> str:
    """The text with what could move a cursor or turn the direction of a line made visible."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


EXCERPT_WIDTH = 96


def _excerpt(span: Span, source_line: str) -> list[str]:
    """The source line, cut to a window round the fault, and a caret line under it."""
    start = max(0, span.column - 1 - EXCERPT_WIDTH // 2) if len(source_line) > EXCERPT_WIDTH else 0
    window = source_line[start : start + EXCERPT_WIDTH].replace("\t", " ")
    shown = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in window)
    number = f"{span.line:>6} | "
    offset = span.column - 1 - start
    carets = "^" * max(1, min(span.length, len(shown) - offset))
    return [f"{number}{shown}".rstrip(), f"{' ' * (len(number) - 2)}| {' ' * offset}{carets}"]


def as_json(problems: Iterable[Problem]) -> str:
    """The problems as a JSON list, for tools: code, severity, message, cure, path, line, column."""
    rows = [
        {
            "code": p.code,
            "severity": str(p.severity),
            "message": p.message,
            "cure": p.cure,
            "path": p.path,
            "line": p.span.line if p.span else None,
            "column": p.span.column if p.span else None,
            "length": p.span.length if p.span else None,
        }
        for p in problems
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def as_github(problem: Problem) -> str:
    """The problem as a GitHub Actions annotation (workflow commands, `::error file=…::`)."""
    place = [f"file={_property(problem.path)}"]
    if problem.span:
        place += [f"line={problem.span.line}", f"col={problem.span.column}"]
    place.append(f"title={_property(problem.code)}")
    text = sentences(problem.message + ("." if problem.cure else ""), problem.cure)
    return f"::{problem.severity} {','.join(place)}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
