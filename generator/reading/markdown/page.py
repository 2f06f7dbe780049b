"""The page while it is being finished: what is written, what is open, and what was found.

The walk in `finish` meets a tag, the handlers in `page_links` and `page_structure` say what becomes
of it, and this is what they write into.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from generator.model.body import Heading, Insert, Link, Note, Picture
from generator.reading.markdown.characters import LABEL, MARK_START
from generator.reading.markdown.draft import Draft, Settings
from generator.reading.markdown.levels import Levels
from generator.reading.markdown.names import NAMING, Names, prefixed
from generator.reading.markdown.prose import Prose
from generator.reading.markdown.tokens import BLOCKS, VOID, listed, tag
from generator.reading.markdown.words import EXCERPT_LENGTH

# Paragraphs in these are no beginning of a story.
_BESIDE = listed("aside blockquote dd details figure li table")


@dataclass(frozen=True, slots=True)
class Found:
    """A link or picture as the text has it, in its order.

    `number` is its place in `Body.links` or `Body.pictures`, None where it was refused for
    `fault`: "unsafe", "external", "nested", "empty" (no words), "targetless".
    """

    kind: str
    target: str
    number: int | None
    fault: str = ""


@dataclass(slots=True)
class Open:
    """An element that is not closed yet; `start` is where its tag stands in the output.

    In a muted element there is no typography; what stands in a silent one is no words either.
    """

    name: str
    closing: str
    start: int
    attributes: dict[str, str] = field(default_factory=dict)
    then: Callable[[Page, Open], None] | None = None
    in_language: bool = False
    is_muted: bool = False
    is_silent: bool = False


class Page:
    """The output and the facts of one body."""

    def __init__(self, draft: Draft, settings: Settings) -> None:
        self.draft = draft
        self.settings = settings
        self.out: list[str] = []
        self.prose = Prose(self.out, settings.language, settings.typography)
        self.head_cells: set[str] = set()
        self.names = Names(draft.html, frozenset(draft.notes.ids))
        self.levels = Levels()
        self.links: list[Link] = []
        self.pictures: list[Picture] = []
        self.inserts: list[Insert] = []
        self.notes: dict[int, Note] = {}
        self.headings: list[Heading] = []
        self.found: list[Found] = []
        self.lost_blocks: list[int] = []
        self.paragraphs: list[str] = []
        self.pictures_at: dict[int, int] = {}
        self.open: list[Open] = []
        self.in_link = False
        self.behind_link: list[str] = []
        self.in_head = False
        self.in_notes = False
        self.label_at = -1
        self._muted = 0
        self._silent = 0
        self._beside = 0
        self._excerpt_length = 0

    def text(self, html: str) -> None:
        """Words, or code, which is left alone."""
        if self._silent:
            self.out.append(html)
        elif self._muted:
            self.prose.add_literal(html)
        else:
            self.prose.add(html)

    def start(self, name: str, attributes: dict[str, str], opened: Open | None = None) -> Open:
        """Write a start tag and remember that it is open; `opened` says what is special of it."""
        if name in BLOCKS:
            self.end_line()
        at = len(self.out)
        self.out.append(tag(name, self.kept(attributes)) if attributes else f"<{name}>")
        opened = opened or Open(name, f"</{name}>", at)
        opened.start, opened.attributes = at, attributes
        if name not in VOID:
            self.push(opened, attributes.get("lang", ""))
        return opened

    def push(self, opened: Open, language: str = "") -> None:
        """Remember that an element is open, and that its words are in another language."""
        self.open.append(opened)
        self._beside += opened.name in _BESIDE
        self._silent += opened.is_silent
        self._muted += opened.is_muted or opened.is_silent
        if language and not self._muted:
            opened.in_language = True
            self.prose.enter(language)

    def end(self, name: str) -> None:
        """An end tag: closes its element and what is still open in it."""
        if self.open and self.open[-1].name == name:
            self.close()
            return
        depth = len(self.open) - 1
        while depth >= 0 and self.open[depth].name != name:
            depth -= 1
        if depth < 0:
            if self.settings.is_trusted:
                self.out.append(f"</{name}>")
            return
        while len(self.open) > depth:
            self.close()

    def close(self) -> None:
        """Close the innermost element."""
        opened = self.open.pop()
        if opened.then:
            opened.then(self, opened)
        elif opened.name in BLOCKS:
            self.end_line()
        self._beside -= opened.name in _BESIDE
        self._silent -= opened.is_silent
        self._muted -= opened.is_muted or opened.is_silent
        if opened.in_language:
            self.prose.leave()
        if opened.closing:
            self.out.append(opened.closing)

    def end_line(self) -> str:
        """The words of the line that a block ends, typeset by now."""
        return self.prose.end_of_block(counts=not self.in_notes)

    def add_paragraph(self, words: str) -> None:
        """A paragraph of the story itself, for the excerpt."""
        if words.strip() and not self._beside and self._excerpt_length <= EXCERPT_LENGTH:
            self.paragraphs.append(words)
            self._excerpt_length += len(words)

    @property
    def is_muted(self) -> bool:
        """Whether this is code."""
        return self._muted > 0

    def kept(self, attributes: dict[str, str]) -> list[tuple[str, str]]:
        """The attributes as they are written: ids once, and after a hole."""
        return [
            (name, self._value(name, value))
            for name, value in attributes.items()
            if value.strip() or (name != "id" and name not in NAMING)
        ]

    def _value(self, name: str, value: str) -> str:
        if name == "id":
            if value == LABEL:
                return value
            return self.names.typed(value)
        if name in NAMING and MARK_START not in value:
            return prefixed(value)
        return value
