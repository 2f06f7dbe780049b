"""Footnotes: numbered in the order in which a reader meets them, with links there and back.

Python-Markdown's extension reads the definitions; it numbers by the order of definition, keeps
labels with spaces as ids and notes that nobody refers to, so the rest is ours. Roles are those of
DPUB-ARIA 1.1; the names of links are signs and numbers, the same in every language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions.footnotes import FootnoteBlockProcessor, FootnoteExtension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from generator.reading.markdown.draft import Notes
from generator.urls import slugify

# Text style, or telephones show a coloured picture (Unicode UTS 51, 2.8).
BACK = "↩\ufe0e"

_REFERENCE_CLASS, _BACK_CLASS = "footnote-ref", "footnote-backref"


class Footnotes(FootnoteExtension):
    """Footnotes as an extension of Python-Markdown; `notes` is what was found in the text."""

    def __init__(self) -> None:
        super().__init__()
        self.notes = Notes()
        self.references: set[Element] = set()
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
        SubElement(superscript, "a", {"class": _REFERENCE_CLASS, "href": m[1]})
        self._footnotes.references.add(superscript)
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
        box = SubElement(root, "div", {"class": "footnotes", "role": "doc-endnotes"})
        SubElement(box, "hr")
        notes = SubElement(box, "ol")
        done: set[str] = set()
        # A footnote may define another one, which then comes to the list while it is walked.
        while waiting := [label for label in footnotes.footnotes if label not in done]:
            for label in waiting:
                done.add(label)
                note = SubElement(notes, "li", {"id": label})
                # Not into the `li` itself: the block parser treats lists in a way of its own.
                inner = Element("div")
                footnotes.parser.parseChunk(inner, footnotes.footnotes[label])
                note.extend(list(inner))
        footnotes.box = box


class _Numbers(Treeprocessor):
    """Numbers, ids and links back, when the text is done and its order known."""

    def __init__(self, md: Markdown, footnotes: Footnotes) -> None:
        super().__init__(md)
        self._footnotes = footnotes

    def run(self, root: Element) -> None:
        box = self._footnotes.box
        if box is None:
            return
        notes = {note.get("id", ""): note for note in box[1]}
        root.remove(box)
        met = self._in_order(root, notes)
        names = _names(list(notes))
        ids: set[str] = set()
        box[1][:] = [notes[label] for label in met]
        for number, (label, references) in enumerate(met.items(), 1):
            ids.update(_number(notes[label], number, names[label], references))
        if met:
            root.append(box)
        unused = tuple(label for label in notes if label not in met)
        self._footnotes.notes = Notes(len(met), frozenset(ids), frozenset(notes), unused)

    def _in_order(self, root: Element, notes: dict[str, Element]) -> dict[str, list[Element]]:
        """The references to each footnote, footnotes in the order in which they are met.

        Those met in footnotes come behind those of the text.
        """
        met: dict[str, list[Element]] = {}
        self._collect(root, met)
        read: set[str] = set()
        while waiting := [label for label in met if label not in read]:
            for label in waiting:
                read.add(label)
                self._collect(notes[label], met)
        return met

    def _collect(self, element: Element, met: dict[str, list[Element]]) -> None:
        for reference in self._references(element):
            met.setdefault(reference[0].get("href", ""), []).append(reference)

    def _references(self, element: Element) -> Iterator[Element]:
        ours = self._footnotes.references
        return (found for found in element.iter("sup") if found in ours)


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


def _number(note: Element, number: int, name: str, references: list[Element]) -> Iterator[str]:
    """Write a footnote's number, ids and links; the ids that it now has."""
    note.set("id", f"fn:{name}")
    yield f"fn:{name}"
    last = note[-1] if len(note) and note[-1].tag == "p" else SubElement(note, "p")
    for count, reference in enumerate(references, 1):
        back = f"fnref{count if count > 1 else ''}:{name}"
        reference.set("id", back)
        link = reference[0]
        link.set("href", f"#fn:{name}")
        link.set("role", "doc-noteref")
        link.text = AtomicString(number)
        shown = f"{number}" if count == 1 else f"{number}.{count}"
        attributes = {
            "class": _BACK_CLASS,
            "href": f"#{back}",
            "role": "doc-backlink",
            "aria-label": f"{BACK} {shown}",
        }
        _end_with(last, "\N{NO-BREAK SPACE}")
        SubElement(last, "a", attributes).text = AtomicString(BACK)
        if count > 1:
            SubElement(last[-1], "sup").text = AtomicString(count)
        yield back


def _end_with(element: Element, text: str) -> None:
    """Append text to an element: behind its last child, if it has one."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text
