"""A Markdown file is taken apart: the header between two lines of `---`, and the body below.

Knows nothing of what a header says. Where the fault lets the body's first line be known, the body
is handed on, so that all faults of a file are told in one run.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.problems import Problem, Span, error

MAX_HEADER = 200_000

_OPENING = re.compile(r"---[ \t]*(?:\n|$)")
_LATE_OPENING = re.compile(r"\s+(?=---[ \t]*(?:\n|$))")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_ALMOST_CLOSING = re.compile(r"[ \t]*(?:-{2,}|[\u2010-\u2015\u2212]+|\.{2,})[ \t]*")
_KEY_LINE = re.compile(r"[A-Za-z_][\w-]*:(?:\s|$)")
_HEADER_LINE = re.compile(r"[A-Za-z_][\w-]*:|[ \t]|-[ \t]|#")


@dataclass(frozen=True, slots=True)
class Envelope:
    """A file's two parts and the file's line that each begins on; None where it can't be told.

    `remains` is what can be seen of a header that is never closed: good for a `draft: true` in it,
    not for complaints.
    """

    header: str | None = None
    header_line: int = 2
    body: str | None = None
    body_line: int = 1
    remains: str = ""
    problems: tuple[Problem, ...] = ()


def opened(path: str, text: str, first_key: str = "title") -> Envelope:
    """The header and the body of a file, and what is wrong with the lines that part them.

    `first_key` is one that every header has, for those who must be told what a header is.
    """
    late = _LATE_OPENING.match(text)
    start = late.end() if late else 0
    opening = _OPENING.match(text, start)
    if not opening:
        return Envelope(problems=(_no_header(path, text, first_key),))
    problems = (_late(path, late.group()),) if late else ()
    first_line = text.count("\n", 0, opening.end()) + 1
    closing = _CLOSING.search(text, opening.end())
    if not closing:
        return _unclosed(path, text[opening.end() :], first_line, problems)
    header = text[opening.end() : closing.start()]
    envelope = Envelope(
        header,
        first_line,
        text[closing.end() + 1 :],
        first_line + header.count("\n") + 1,
        problems=problems,
    )
    return envelope if len(header) <= MAX_HEADER else _too_large(path, envelope)


def goes_on(body: str) -> bool:
    """Whether a body begins with lines such as a header has, and a line that ends one."""
    for line in body[:MAX_HEADER].split("\n"):
        if _CLOSING.match(line):
            return True
        if line and not _HEADER_LINE.match(line):
            return False
    return False


def _no_header(path: str, text: str, first_key: str) -> Problem:
    example = f"begin with a line of ---, then the keys ({first_key}: …), then a line of ---"
    first = text.split("\n", 1)[0]
    if first.startswith("+++"):
        message, cure = "the header is TOML (+++); here it is YAML", example
    elif _ALMOST_CLOSING.fullmatch(first):
        message, cure = "the header begins with three hyphens, nothing else", "write --- here"
    elif _KEY_LINE.match(text.lstrip()):
        message = "the header has no line of --- above it"
        cure = "put a line of --- above the first key, and one below the last"
    else:
        message, cure = "the file has no header", example
    length = max(1, len(first.rstrip()))
    return error("no-header", message, path, span=Span(1, 1, length), cure=cure)


def _late(path: str, before: str) -> Problem:
    cure = "delete what stands above the ---" if "\n" in before else "delete the space before ---"
    return error("late-header", "the header must begin on line 1", path, span=Span(1), cure=cure)


def _unclosed(path: str, rest: str, first_line: int, earlier: tuple[Problem, ...]) -> Envelope:
    """An envelope without parts; the cure names the line that was meant as the end, if any."""
    remains: list[str] = []
    cure = "put a line of --- below its last key"
    for line in rest[:MAX_HEADER].split("\n"):
        if _ALMOST_CLOSING.fullmatch(line):
            number = first_line + len(remains)
            cure = f"line {number} looks like its end: make it exactly ---"
            break
        if not _HEADER_LINE.match(line):
            break
        remains.append(line)
    span = Span(first_line - 1, 1, 3)
    message = "the header that begins here is never closed"
    problem = error("unclosed-header", message, path, span=span, cure=cure)
    return Envelope(remains="\n".join(remains), problems=(*earlier, problem))


def _too_large(path: str, envelope: Envelope) -> Envelope:
    assert envelope.header is not None
    size = len(envelope.header)
    message = f"the header has {size:,} characters; it may have {MAX_HEADER:,}"
    cure = "the story belongs below the second line of ---"
    span = Span(envelope.header_line - 1, 1, 3)
    problem = error("header-too-large", message, path, span=span, cure=cure)
    return Envelope(
        body=envelope.body,
        body_line=envelope.body_line,
        problems=(*envelope.problems, problem),
    )
