"""Python-Markdown's block parser without the attempts that are bound to fail: the same tree.

It asks each of some seventeen processors in turn whether a block is theirs, and most of them search
all of it. What a processor can't do without is listed here by its class; one whose class is not
listed is always asked.
"""

from __future__ import annotations

from functools import cache
from xml.etree.ElementTree import Element

from markdown.blockparser import BlockParser
from markdown.blockprocessors import (
    BlockProcessor,
    BlockQuoteProcessor,
    CodeBlockProcessor,
    EmptyBlockProcessor,
    HashHeaderProcessor,
    HRProcessor,
    ListIndentProcessor,
    ReferenceProcessor,
    SetextHeaderProcessor,
)
from markdown.extensions.abbr import AbbrBlockprocessor
from markdown.extensions.def_list import DefListIndentProcessor, DefListProcessor
from markdown.extensions.footnotes import FootnoteBlockProcessor
from markdown.extensions.md_in_html import MarkdownInHtmlProcessor
from markdown.extensions.sane_lists import SaneOListProcessor, SaneUListProcessor
from markdown.extensions.tables import TableProcessor
from markdown.util import STX

from generator.reading.markdown.characters import MARK_START
from generator.reading.markdown.extensions import BlockMarks

# Of a block that is theirs: one of these is its first character, or one of these stands in it.
_NEEDS: dict[type[BlockProcessor], tuple[str, tuple[str, ...]]] = {
    BlockMarks: (MARK_START, ()),
    MarkdownInHtmlProcessor: (STX, ()),
    EmptyBlockProcessor: ("\n", ()),
    ListIndentProcessor: (" ", ()),
    DefListIndentProcessor: (" ", ()),
    CodeBlockProcessor: (" ", ()),
    TableProcessor: ("", ("|",)),
    HashHeaderProcessor: ("", ("#",)),
    SetextHeaderProcessor: ("", ("\n=", "\n-")),
    HRProcessor: ("-_* ", ("\n-", "\n_", "\n*", "\n ")),
    SaneOListProcessor: (" 0123456789", ()),  # and digits of other scripts
    SaneUListProcessor: ("*+- ", ()),
    DefListProcessor: (": ", ("\n:", "\n ")),
    BlockQuoteProcessor: ("", (">",)),
    FootnoteBlockProcessor: ("", ("[^",)),
    AbbrBlockprocessor: ("", ("*[",)),
    ReferenceProcessor: ("", ("]:",)),
}


class SparingBlocks:
    """The loop of a block parser, which passes over the processors whose block it can't be."""

    def __init__(self, parser: BlockParser) -> None:
        self._processors = tuple(parser.blockprocessors)
        self._plan = _plan(tuple(map(type, self._processors)))

    def parse(self, parent: Element, blocks: list[str]) -> None:
        """Read the blocks into the element; to stand for `BlockParser.parseBlocks`."""
        while blocks:
            for number in self._plan.asked(blocks[0]):
                processor = self._processors[number]
                is_its = processor.test(parent, blocks[0])
                if is_its and processor.run(parent, blocks) is not False:
                    break


class _Plan:
    """Which of a row of processors are to be asked about a block."""

    def __init__(self, kinds: tuple[type[BlockProcessor], ...]) -> None:
        self._needs = [_NEEDS.get(kind) for kind in kinds]
        known = [need for need in self._needs if need]
        self._beginnings = "".join(sorted({char for chars, _ in known for char in chars}))
        self._signs = sorted({sign for _, signs in known for sign in signs})
        self._asked: dict[tuple[str, ...], tuple[int, ...]] = {}

    def asked(self, block: str) -> tuple[int, ...]:
        """The numbers of the processors whose block it may be."""
        first = block[:1]
        if first not in self._beginnings:
            first = "0" if first.isdecimal() else "a"
        held = (first, *[sign for sign in self._signs if sign in block])
        asked = self._asked.get(held)
        if asked is None:
            asked = self._asked[held] = tuple(self._find(first, set(held[1:])))
        return asked

    def _find(self, first: str, held: set[str]) -> list[int]:
        return [
            number
            for number, need in enumerate(self._needs)
            if not need or first in need[0] or not held.isdisjoint(need[1])
        ]


@cache
def _plan(kinds: tuple[type[BlockProcessor], ...]) -> _Plan:
    return _Plan(kinds)
