"""Footnotes: numbered in the order in which a reader meets them, each behind what refers to it.

Python-Markdown's extension reads the definitions; it numbers by the order of definition, keeps
labels with spaces as ids and notes that nobody refers to, so the rest is ours. What goes on from
here are marks: where the text refers to a note, where the note stands, and at the end of the text
what it says, so that its headings, links and words come after those of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions.footnotes import FootnoteBlockProcessor, FootnoteExtension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from generator.reading.markdown.characters import MARK_END, MARK_START
from generator.reading.markdown.draft import Notes
from generator.urls import slugify

# What stands in one box with its notes, so that these can stand beside it; else they stand below.
_HAVE_NOTES_BESIDE = frozenset(("p", "ul", "ol", "dl", "blockquote", "table"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


class Footnotes(FootnoteExtension):
    """Footnotes as an extension of Python-Markdown; `notes` is what was found in the text."""

    def __init__(self) -> None:
        super().__init__()
        self.notes = Notes()
        self.references: dict[Element, str] = {}
        self.box: Element | None = None

    def forget(self) -> None:
        """Be ready for another text."""
        self.reset()
        self.notes = Notes()
        self.references.clear()
        self.box = None

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        self.md = md
        self.parser = md.parser
        md.parser.blockprocessors.register(FootnoteBlockProcessor(self), "footnote", 17)
        md.inlinePatterns.register(_Reference(self), "footnote", 175)
        md.treeprocessors.register(_Definitions(md, self), "footnote", 50)
        md.treeprocessors.register(_Numbers(md, self), "footnote-numbers", 15)


class _Reference(InlineProcessor):
    """`[^label]` in the text, where there is such a footnote; the number comes later."""

    def __init__(self, footnotes: Footnotes) -> None:
        super().__init__(r"\[\^([^\[\]]+)\]")
        self._footnotes = footnotes

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        if m[1] not in self._footnotes.footnotes:
            return None, None, None
        superscript = Element("sup")
        self._footnotes.references[superscript] = m[1]
        return superscript, m.start(), m.end()


class _Definitions(Treeprocessor):
    """The footnotes as a list at the end of the tree, so that what follows also works on them."""

    def __init__(self, md: Markdown, footnotes: Footnotes) -> None:
        super().__init__(md)
        self._footnotes = footnotes

    def run(self, root: Element) -> None:
        footnotes = self._footnotes
        if not footnotes.footnotes:
            return
        box = SubElement(root, "div")
        done: set[str] = set()
        # A footnote may define another one, which then comes to the list while it is walked.
        while waiting := [label for label in footnotes.footnotes if label not in done]:
            for label in waiting:
                done.add(label)
                note = SubElement(box, "aside", {"id": label})
                footnotes.parser.parseChunk(note, footnotes.footnotes[label])
        footnotes.box = box


class _Numbers(Treeprocessor):
    """Numbers, ids and places, when the text is done and its order known."""

    def __init__(self, md: Markdown, footnotes: Footnotes) -> None:
        super().__init__(md)
        self._footnotes = footnotes

    def run(self, root: Element) -> None:
        box = self._footnotes.box
        if box is None:
            return
        notes = {note.attrib.pop("id"): note for note in box}
        root.remove(box)
        home = self._homes(root, notes)
        names = _names(list(notes))
        numbers = {label: number for number, label in enumerate(home)}
        for superscript, label in self._footnotes.references.items():
            if label in numbers:
                superscript.text = AtomicString(_mark("r", numbers[label]))
        self._part_neighbours(root)
        beside: dict[Element, list[int]] = {}
        for label, number in numbers.items():
            notes[label].set("class", _mark("t", number))
            beside.setdefault(home[label], []).append(number)
        root[:] = [part for child in root for part in _with_notes(child, beside.get(child, []))]
        root.extend(notes[label] for label in home)
        ids = tuple(f"fn:{names[label]}" for label in home)
        unused = tuple(label for label in notes if label not in home)
        self._footnotes.notes = Notes(ids, frozenset(notes), unused)

    def _part_neighbours(self, root: Element) -> None:
        """`[^a][^b]`: the second number has a class, so that it keeps its distance."""
        ours = self._footnotes.references
        for parent in {above for above in root.iter() if any(child in ours for child in above)}:
            for first, second in pairwise(parent):
                if first in ours and second in ours and not (first.tail or "").strip():
                    second.set("class", "next")

    def _homes(self, root: Element, notes: dict[str, Element]) -> dict[str, Element]:
        """The block of the text that first refers to each footnote, in the order of their numbers.

        Those of a heading stand with what it heads. Those that only footnotes refer to come behind
        those of the text, and stand with the first that does.
        """
        homes: dict[str, Element] = {}
        heading: list[str] = []
        for block in root:
            heading += self._referred(block)
            if not _heads_the_next(block) or block is root[-1]:
                for label in heading:
                    homes.setdefault(label, block)
                heading.clear()
        read: set[str] = set()
        while waiting := [label for label in homes if label not in read]:
            for label in waiting:
                read.add(label)
                for other in self._referred(notes[label]):
                    homes.setdefault(other, homes[label])
        return homes

    def _referred(self, element: Element) -> Iterator[str]:
        ours = self._footnotes.references
        return (ours[found] for found in element.iter("sup") if found in ours)


def _heads_the_next(block: Element) -> bool:
    return block.tag in _HEADINGS or block.get("class") == "question"


def _with_notes(block: Element, numbers: list[int]) -> list[Element]:
    """A block of the text with the places of its footnotes behind it."""
    if not numbers:
        return [block]
    places = [Element("aside", {"class": _mark("n", number)}) for number in numbers]
    if block.tag not in _HAVE_NOTES_BESIDE:
        return [block, *places]
    box = Element("div", {"class": "noted"})
    box.extend([block, *places])
    return [box]


def _mark(letter: str, number: int) -> str:
    return f"{MARK_START}{letter}{number}{MARK_END}"


def _names(labels: list[str]) -> dict[str, str]:
    """A slug for each label, no two the same."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for count, label in enumerate(labels, 1):
        slug = slugify(label)[:80].strip("-") or f"note-{count}"
        name, more = slug, 1
        while name in taken:
            more += 1
            name = f"{slug}-{more}"
        taken.add(name)
        names[label] = name
    return names
