"""The nodes of a header: texts, lists and mappings, each with its place in the source.

A scalar stays the text that was typed. What it means is for the decoder of its field to say: the
implicit types of YAML 1.1 (`no`, `0123`, `12:30`) have no say here.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import NamedTuple

from generator.problems import Problem, Span, error


class Scalar(NamedTuple):
    """A text as typed, its quotes and folding undone. `style`: plain "", quotes, `|` or `>`."""

    start: int
    end: int
    text: str
    style: str


class Sequence(NamedTuple):
    """A list. `start` and `end` are character offsets in the source."""

    start: int
    end: int
    items: tuple[Node, ...]


class Mapping(NamedTuple):
    """Keys with values, in the order typed; `is_flow` when written in braces."""

    start: int
    end: int
    pairs: tuple[tuple[Scalar, Node], ...]
    is_flow: bool


class Refused(NamedTuple):
    """What stood here was refused, and told: decoders pass it over in silence."""

    start: int
    end: int


Node = Scalar | Sequence | Mapping | Refused


@dataclass(frozen=True, slots=True)
class Source:
    """A header's text, and the line of the file that it begins on."""

    path: str
    text: str
    first_line: int = 1
    starts: tuple[int, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        starts = (0, *(match.end() for match in re.finditer("\n", self.text)))
        object.__setattr__(self, "starts", starts)

    def row(self, offset: int) -> int:
        """The source's line that an offset lies on, from 0."""
        return bisect_right(self.starts, offset) - 1

    def span(self, start: int, end: int) -> Span:
        """The place in the file; what goes over several lines is marked on its first."""
        row = self.row(start)
        first = self.text[start:end].split("\n", 1)[0].rstrip()
        return Span(self.first_line + row, start - self.starts[row] + 1, len(first) or 1)

    def line_rest(self, offset: int) -> str:
        """What follows an offset on its line."""
        end = self.text.find("\n", offset)
        return self.text[offset:] if end < 0 else self.text[offset:end]

    def error(self, code: str, message: str, start: int, end: int, cure: str = "") -> Problem:
        """A problem that fails the build, at a place of this source."""
        return error(code, message, self.path, span=self.span(start, end), cure=cure)


# What shows nothing by itself: joiners, direction marks, soft hyphens, byte order marks.
_UNSEEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"


def is_blank(node: Node) -> bool:
    """Whether nothing was typed: an empty value, `~` or `null`, or quotes round nothing."""
    if not isinstance(node, Scalar):
        return False
    if not node.style and node.text in ("", "~", "null"):
        return True
    return not node.text.strip().strip(_UNSEEN).strip()
