"""Problems: what is wrong, where, and what to do next, as values.

A problem is made where the fault is seen and printed once, at the end, sorted. This room knows
neither files nor terminals; it must never raise.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from enum import StrEnum
from functools import lru_cache


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
    alone can bring about, `of_draft` a fault in a draft: neither fails a build, not even under
    `--strict`.
    """

    code: str
    message: str
    path: str
    span: Span | None = None
    key: str = ""
    cure: str = ""
    severity: Severity = Severity.ERROR
    timely: bool = False
    of_draft: bool = False

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
    """A problem that is told, and fails a build under `--strict` only (unless it is `timely`)."""
    return Problem(code, message, path, span, key, cure, Severity.WARNING, timely)


def softened(problem: Problem) -> Problem:
    """The same problem as a warning: the faults of a draft stop nobody."""
    return replace(problem, severity=Severity.WARNING, of_draft=True)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`did you mean "x"?` for the nearest of the known words, or nothing."""
    near = nearest(word, known)
    return f'did you mean "{near}"?' if near else ""


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that is most like another, or nothing."""
    choices = _Choices.among(tuple(known))
    near = get_close_matches(word.casefold(), choices.like(word.casefold()), n=1, cutoff=0.6)
    return choices.words[near[0]] if near else ""


# Comparing two words letter by letter takes some ten microseconds, and an archive may have
# thousands of dead links among thousands of slugs: only the words that share most are compared.
_COMPARED, _COUNTED = 60, 2_000


@dataclass(frozen=True, slots=True)
class _Choices:
    """Known words by their lower-case form, and by each three letters that stand in them."""

    words: Mapping[str, str]
    by_letters: Mapping[str, tuple[str, ...]]

    @staticmethod
    @lru_cache(maxsize=8)
    def among(known: tuple[str, ...]) -> _Choices:
        words = {name.casefold(): name for name in sorted(known, reverse=True)}
        by_letters: dict[str, list[str]] = {}
        for word in words if len(words) > _COMPARED else ():
            for letters in _threes(word):
                by_letters.setdefault(letters, []).append(word)
        return _Choices(words, {letters: tuple(found) for letters, found in by_letters.items()})

    def like(self, word: str) -> list[str]:
        """The words that share most with another, all where they are few."""
        if len(self.words) <= _COMPARED:
            return list(self.words)
        counts: Counter[str] = Counter()
        holders = sorted((self.by_letters.get(letters, ()) for letters in _threes(word)), key=len)
        for found in holders:  # the rarest letters say most
            counts.update(found)
            if counts.total() > _COUNTED:
                break
        ranked = sorted(counts, key=lambda w: (-counts[w], abs(len(w) - len(word)), w))
        return ranked[:_COMPARED]


def _threes(word: str) -> set[str]:
    padded = f" {word} "
    return {padded[at : at + 3] for at in range(len(padded) - 2)}


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
        lines += excerpt(span, source_line)
    if problem.cure:
        lines.append(f"    {printable(problem.cure)}")
    return "\n".join(lines)


def printable(text: str) -> str:
    """The text with what could move a cursor or turn the direction of a line made visible.

    Of a file's name that is no UTF-8, the bytes are shown as `\\xNN`.
    """
    return text if text.isprintable() else "".join(map(_visible, text))


def _visible(char: str) -> str:
    if char.isprintable():
        return char
    if "\udc80" <= char <= "\udcff":  # PEP 383
        return f"\\x{ord(char) - 0xDC00:02x}"
    return char.encode("unicode_escape").decode()


EXCERPT_WIDTH = 96


def excerpt(span: Span, source_line: str) -> list[str]:
    """The source line, cut to a window round the fault, and a caret line under it."""
    start = max(0, span.column - 1 - EXCERPT_WIDTH // 2) if len(source_line) > EXCERPT_WIDTH else 0
    window = source_line[start : start + EXCERPT_WIDTH].replace("\t", " ")
    shown = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in window)
    number = f"{span.line:>6} | "
    offset = span.column - 1 - start
    carets = "^" * max(1, min(span.length, len(shown) - offset))
    return [f"{number}{shown}".rstrip(), f"{' ' * (len(number) - 2)}| {' ' * offset}{carets}"]


def as_json(problems: Iterable[Problem]) -> str:
    """The problems as a JSON list, for tools: code, severity, message, cure, path, line, column.

    In ASCII, whatever the encoding of standard output is, and without halves of characters: many
    readers of JSON refuse them (RFC 8259, section 8.2).
    """
    rows = [
        {
            "code": p.code,
            "severity": str(p.severity),
            "message": _whole(p.message),
            "cure": _whole(p.cure),
            "path": _whole(p.path),
            "line": p.span.line if p.span else None,
            "column": p.span.column if p.span else None,
            "length": p.span.length if p.span else None,
        }
        for p in problems
    ]
    return json.dumps(rows, ensure_ascii=True, indent=2)


def _whole(text: str) -> str:
    return "".join(_visible(c) if "\ud800" <= c <= "\udfff" else c for c in text)


def as_github(problem: Problem, before: str = "") -> str:
    """The problem as a GitHub Actions annotation (workflow commands, `::error file=…::`).

    `before` is the path of the site's folder in the repository, with a slash at its end. `%`, and
    in properties `:` and `,` are escaped (actions/toolkit, command.ts); line ends are made visible.
    """
    place = [f"file={_property(before + problem.path)}"]
    if problem.span:
        place += [f"line={problem.span.line}", f"col={problem.span.column}"]
    place.append(f"title={_property(problem.code)}")
    text = sentences(problem.message + ("." if problem.cure else ""), problem.cure)
    return f"::{problem.severity} {','.join(place)}::{_data(text)}"


def _data(text: str) -> str:
    return printable(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
