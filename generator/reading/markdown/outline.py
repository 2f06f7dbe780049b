"""The outer shape of a body, found line by line: fenced code, and blocks (`/// name`).

What is found is taken out of the text and a mark is left in its place, on a paragraph of its own,
so that Python-Markdown sees neither code nor slashes. Line numbers are still known here, so this
is where the faults of blocks are told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from generator.problems import Problem, error
from generator.reading.markdown.block_header import HEADER, Header, read_header, read_option
from generator.reading.markdown.characters import MARK_END, MARK_START
from generator.reading.markdown.source import Source

# CommonMark 0.31, 4.5: up to three spaces, no backtick in the words after backticks. `~~~a~~~` at
# the start of a line is struck-through text.
FENCE = re.compile(r" {0,3}(?:(`{3,})([^`\n]*)|(~{3,})([^~\n]*))$")
MAX_BLOCKS_DEEP = 8
_OUTER_SIGNS = ("///", "```", "~~~")  # of a header or a fence


@dataclass(frozen=True, slots=True)
class Fence:
    """Fenced code: what follows the opening fence, the code, and the line (from 0) it opens on."""

    info: str
    code: str
    line: int


@dataclass(frozen=True, slots=True)
class Block:
    """A block of the body: its header, and its content as Markdown with marks."""

    header: Header
    content: str


@dataclass(frozen=True, slots=True)
class Outline:
    """A body without code and blocks. `code_lines` and `block_lines` are numbers from 0."""

    text: str
    fences: tuple[Fence, ...]
    blocks: tuple[Block, ...]
    code_lines: frozenset[int]
    block_lines: frozenset[int]
    problems: tuple[Problem, ...]


def outline(source: Source) -> Outline:
    """The body's outer shape, with the faults of its fences and blocks."""
    if not any(map(source.text.__contains__, _OUTER_SIGNS)):
        return Outline(source.text, (), (), frozenset(), frozenset(), ())
    scanner = _Scanner(source)
    for number, line in enumerate(source.lines):
        scanner.take(number, line)
    return scanner.finished()


def mark(letter: str, number: int) -> str:
    """What stands in the text for code (`c`) or a block (`b`)."""
    return f"{MARK_START}{letter}{number}{MARK_END}"


@dataclass(slots=True)
class _Open:
    """A block that is not closed yet, and whether the lines under its header are its options."""

    header: Header
    number: int
    lines: list[str] = field(default_factory=list)
    in_options: bool = True


@dataclass(slots=True)
class _OpenFence:
    info: str
    closing: re.Pattern[str]
    indent: int
    line: int
    code: list[str] = field(default_factory=list)


class _Scanner:
    """Reads lines; what they belong to is the innermost open block."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._root: list[str] = []
        self._open: list[_Open] = []
        self._fence: _OpenFence | None = None
        self._fences: list[Fence] = []
        self._blocks: list[Block | None] = []
        self._code_lines: set[int] = set()
        self._block_lines: set[int] = set()
        self._problems: list[Problem] = []

    def take(self, number: int, line: str) -> None:
        """Read one line."""
        if self._fence:
            self._code_lines.add(number)
            self._take_code(self._fence, line)
        elif self._open and self._open[-1].in_options and self._take_option(number, line):
            self._block_lines.add(number)
        elif "/" in line[:6] and (match := HEADER.match(line)):
            self._block_lines.add(number)
            self._take_slashes(number, match)
        elif ("`" in line or "~" in line) and (match := FENCE.match(line)):
            self._code_lines.add(number)
            closing = re.compile(rf" {{0,3}}{re.escape(match[1] or match[3])}+[ \t]*$")
            info = (match[2] or match[4] or "").strip()
            indent = len(line) - len(line.lstrip(" "))
            self._fence = _OpenFence(info, closing, indent, number)
        else:
            self._lines.append(line)

    @property
    def _lines(self) -> list[str]:
        return self._open[-1].lines if self._open else self._root

    def _take_code(self, fence: _OpenFence, line: str) -> None:
        if not fence.closing.match(line):
            indent = min(fence.indent, len(line) - len(line.lstrip(" ")))
            fence.code.append(line[indent:])
            return
        self._fence = None
        self._lines.extend(("", mark("c", len(self._fences)), ""))
        self._fences.append(Fence(fence.info, "\n".join(fence.code), fence.line))

    def _take_option(self, number: int, line: str) -> bool:
        """Whether the line still belongs to the header of the innermost block."""
        block = self._open[-1]
        block.in_options = read_option(block.header, self._source, number, line)
        return block.in_options

    def _take_slashes(self, number: int, match: re.Match[str]) -> None:
        if not match[2].strip():
            self._close(number, match[1])
            return
        header = read_header(self._source, number, match)
        if len(self._open) >= MAX_BLOCKS_DEEP:
            message = f"blocks stand more than {MAX_BLOCKS_DEEP} deep in one another here"
            cure = "close a block before you open the next"
            path = self._source.path
            self._problems.append(error("block-depth", message, path, span=header.span, cure=cure))
            self._lines.append("")  # what the line parted stays parted, as the guard saw it
            return
        block = _Open(header, len(self._blocks))
        self._lines.extend(("", mark("b", block.number), ""))
        self._blocks.append(None)
        self._open.append(block)

    def _close(self, number: int, slashes: str) -> None:
        """The innermost block with as many slashes is done; those within it were not closed."""
        depth = next(
            (n for n, b in reversed(list(enumerate(self._open))) if b.header.slashes == slashes), -1
        )
        if depth == -1:
            message = f'"{slashes}" closes no block'
            cure = "delete it, or open a block above it with `/// name`"
            if self._open:
                wanted = self._open[-1].header
                cure = f"`{wanted.name}` was opened with {wanted.slashes}: close it with as many"
            span = self._source.line_span(number)
            self._problems.append(
                error("block-not-open", message, self._source.path, span=span, cure=cure)
            )
            self._lines.append("")
            return
        while len(self._open) > depth + 1:
            self._not_closed()
        self._finish_block()

    def _not_closed(self) -> None:
        header = self._open[-1].header
        message = f"the block `{header.name}` is never closed"
        cure = f"write a line {header.slashes} where it ends"
        self._problems.append(
            error("block-not-closed", message, self._source.path, span=header.span, cure=cure)
        )
        self._finish_block()

    def _finish_block(self) -> None:
        block = self._open.pop()
        self._problems += block.header.problems
        self._blocks[block.number] = Block(block.header, "\n".join(block.lines))

    def finished(self) -> Outline:
        """What was found; whatever is still open is a fault."""
        if self._fence:
            fence = self._fence
            self._problems.append(
                error(
                    "fence-not-closed",
                    "this fence is never closed: all that follows is code",
                    self._source.path,
                    span=self._source.line_span(fence.line),
                    cure="write the same fence on a line of its own where the code ends",
                )
            )
            self._lines.extend(("", mark("c", len(self._fences)), ""))
            self._fences.append(Fence(fence.info, "\n".join(fence.code), fence.line))
        while self._open:
            self._not_closed()
        return Outline(
            "\n".join(self._root),
            tuple(self._fences),
            tuple(block for block in self._blocks if block),
            frozenset(self._code_lines),
            frozenset(self._block_lines),
            tuple(self._problems),
        )
