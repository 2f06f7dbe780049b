"""Python-Markdown as we use it: which parts, in which order, and for one text after another."""

from __future__ import annotations

import re
from typing import cast

from markdown import Markdown, __version_info__
from markdown.extensions.abbr import AbbrExtension, AbbrTreeprocessor
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.md_in_html import MarkdownInHtmlExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import HTML_RE

from generator.reading.markdown.draft import Draft
from generator.reading.markdown.emphasis import Emphasis
from generator.reading.markdown.extensions import (
    TAG_AS_BROWSERS_READ_IT,
    Abbreviations,
    AllowedAttributes,
    BlockMarks,
    KeptEscapes,
    PartedLinks,
    RawTags,
    Strikethrough,
    UnsaidAlts,
)
from generator.reading.markdown.footnotes import Footnotes
from generator.reading.markdown.outline import Outline
from generator.reading.markdown.sparing_blocks import SparingBlocks
from generator.reading.markdown.sparing_inline import SparingInline
from generator.reading.markdown.sparing_passes import (
    SparingHtmlBlocks,
    SparingMarkdown,
    SparingWhitespace,
)

# Escaping these means something here: quotes and dots to typography, slashes and tildes to us.
_ESCAPED = ('"', "'", "/", "~")

# What Python-Markdown now and then forgets to put back where emphasis and HTML cross.
_LEFT_BEHIND = re.compile(r"\x02?klzzwxh:[0-9]+\x03|[\x02\x03]")

# The versions whose bytes the sparing parts are known to give (tests: `test_sparing`). Another
# version works on its own, until the tests have passed with it.
IS_PROVED = (3, 7) <= __version_info__[:2] <= (3, 11)

_idle: list[Library] = []


def converted(outline: Outline, codes: tuple[str, ...], *, is_trusted: bool) -> Draft:
    """The text of an outline as HTML, with marks where its code was.

    What the library is made of is made once. A text that it breaks on takes its parts with it.
    """
    try:
        library = _idle.pop()
    except IndexError:
        library = Library(is_sparing=IS_PROVED)
    draft = library.convert(outline, codes, is_trusted=is_trusted)
    library.forget()
    _idle.append(library)
    return draft


class Library:
    """Python-Markdown, ready for a text; `is_sparing` says whether with our shorter ways."""

    def __init__(self, *, is_sparing: bool) -> None:
        self._is_sparing = is_sparing
        self._footnotes = Footnotes()
        make = SparingMarkdown if is_sparing else Markdown
        self.md = make(
            output_format="html",
            extensions=[
                self._footnotes,
                TableExtension(use_align_attribute=True),
                DefListExtension(),
                AbbrExtension(),
                MarkdownInHtmlExtension(),
                SaneListExtension(),
            ],
        )
        self._marks = BlockMarks(self.md.parser)
        self._attributes = AllowedAttributes(self.md)
        self._links = PartedLinks(self.md)
        self._escapes = KeptEscapes(self.md)
        self._register()
        if is_sparing:
            self._spare()

    def _register(self) -> None:
        md = self.md
        md.ESCAPED_CHARS.extend(_ESCAPED)
        md.parser.blockprocessors.register(self._marks, "block_marks", 110)
        md.inlinePatterns.register(Emphasis(md), "em_strong", 60)
        md.inlinePatterns.register(RawTags(HTML_RE, md), "html", 90)
        tags = RawTags(TAG_AS_BROWSERS_READ_IT, md)
        md.inlinePatterns.register(tags, "html_of_browsers", 125)  # before autolinks
        md.inlinePatterns.register(Strikethrough(), "strikethrough", 65)
        md.treeprocessors.register(self._attributes, "attr_list", 8)
        md.treeprocessors.register(UnsaidAlts(md), "unsaid_alts", 7.5)
        md.treeprocessors.register(self._links, "parted_links", 7.4)
        known = cast(AbbrTreeprocessor, md.treeprocessors["abbr"]).abbrs
        md.treeprocessors.register(Abbreviations(md, known), "abbr", 7)
        md.treeprocessors.register(self._escapes, "unescape", 0)

    def _spare(self) -> None:
        md = self.md
        md.preprocessors.register(SparingWhitespace(md), "normalize_whitespace", 30)
        md.preprocessors.register(SparingHtmlBlocks(md), "html_block", 20)
        md.parser.parseBlocks = SparingBlocks(md.parser).parse  # type: ignore[method-assign]
        md.treeprocessors.register(SparingInline(md), "inline", 20)

    def convert(self, outline: Outline, codes: tuple[str, ...], *, is_trusted: bool) -> Draft:
        """The text of an outline as HTML."""
        self._marks.blocks = outline.blocks
        self._attributes.is_trusted = is_trusted
        if self._is_sparing:
            self._attributes.is_needed = _holds(outline, "{")
            self._escapes.is_needed = _holds(outline, "\\")
        html = self.md.convert(outline.text)
        return Draft(
            html=_LEFT_BEHIND.sub("", html) if "\x03" in html or "\x02" in html else html,
            codes=codes,
            blocks=outline.blocks,
            notes=self._footnotes.notes,
            references=frozenset(self.md.references),
            refused=tuple(self._attributes.refused),
            nested=tuple(self._links.nested),
        )

    def forget(self) -> None:
        """Be as if there had been no text."""
        self.md.reset()
        self._footnotes.forget()
        self._marks.blocks = ()
        self._attributes.refused.clear()
        self._links.nested.clear()


def _holds(outline: Outline, sign: str) -> bool:
    """Whether an author typed the sign anywhere in what Markdown reads."""
    if sign in outline.text:
        return True
    return any(sign in block.content or sign in block.header.argument for block in outline.blocks)
