"""The body as its author typed it, and where in the file each of its characters stands.

Everything that looks for a place (traps, raw HTML, links) works on offsets into `Source.text` and
asks `span` at the end. Nothing here knows Markdown.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import accumulate

from generator.problems import Span


@dataclass(frozen=True, slots=True)
class Source:
    """A body's text; `first_line` is the number of its first line in the file."""

    path: str
    text: str
    first_line: int = 1
    _starts: list[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        lengths = map(len, self.text.split("\n"))
        starts = list(accumulate(lengths, lambda start, length: start + length + 1, initial=0))
        object.__setattr__(self, "_starts", starts[:-1])

    @property
    def lines(self) -> list[str]:
        """The lines, parted at LF only: the other line ends of Unicode are characters here."""
        return self.text.split("\n")

    def line_at(self, offset: int) -> int:
        """The number of the line that holds a character, from 0."""
        return bisect_right(self._starts, offset) - 1

    def start_of(self, line: int) -> int:
        """The offset of a line's first character; lines count from 0."""
        return self._starts[line]

    def span(self, start: int, end: int) -> Span:
        """The place of `text[start:end]` in the file, ending with its first line at the latest."""
        line = self.line_at(start)
        next_line = self._starts[line + 1] if line + 1 < len(self._starts) else len(self.text) + 1
        length = max(1, min(end, next_line - 1) - start)
        return Span(self.first_line + line, start - self._starts[line] + 1, length)

    def line_span(self, line: int, column: int = 0, length: int | None = None) -> Span:
        """The place of a line (from 0), or of `length` of its characters from `column` (from 0)."""
        start = self._starts[line] + column
        end = self._starts[line + 1] - 1 if line + 1 < len(self._starts) else len(self.text)
        return self.span(start, end if length is None else start + length)
