"""What we add to Python-Markdown or do otherwise: one small processor for each thing."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import Any, cast
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor
from markdown.extensions.abbr import AbbrTreeprocessor
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.inlinepatterns import HtmlInlineProcessor, SimpleTagInlineProcessor
from markdown.treeprocessors import InlineProcessor, Treeprocessor, UnescapeTreeprocessor
from markdown.util import INLINE_PLACEHOLDER_RE, AtomicString

from generator.reading.markdown.allowed import is_allowed
from generator.reading.markdown.blocks import BlockValues
from generator.reading.markdown.characters import DECORATION, KEPT, MARK
from generator.reading.markdown.outline import Block

_ALT = re.compile(r"\balt=")

# Two tildes, words, two tildes; never past the next two, so that a text of tildes stays cheap.
STRIKETHROUGH = r"(~~)(?![\s~])((?:[^~]|~(?!~))++)(?<!\s)~~"


# A tag whose values without quotes may hold `=`, as browsers take them (HTML 13.2.5.37). The
# pattern of the library ends such a value there, and takes `<a\nhref=mailto:x@y>` for an address.
TAG_AS_BROWSERS_READ_IT = (
    r"""(<[a-zA-Z][a-zA-Z0-9-]*+"""
    r"""(?:\s+[^\s"'=<>]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'<>]++))?+)++\s*+/?>)"""
)


class BlockMarks(BlockProcessor):
    """The mark of a block becomes its element, and its content is read into that."""

    def __init__(self, parser: BlockParser) -> None:
        super().__init__(parser)
        self.blocks: tuple[Block, ...] = ()

    def test(self, parent: Element, block: str) -> bool:
        match = MARK.match(block)
        return bool(match and match[1] == "b")

    def run(self, parent: Element, blocks: list[str]) -> bool:
        typed = blocks.pop(0)
        match = MARK.match(typed)
        if match is None:
            return False
        if typed[match.end() :].strip():
            blocks.insert(0, typed[match.end() :].lstrip("\n"))
        block = self.blocks[int(match[2])]
        header = block.header
        if header.kind is None:
            inner = SubElement(parent, "div")
        else:
            values = BlockValues(int(match[2]), header.argument, header.options)
            inner = header.kind.build(parent, values)
        inner.extend(self._read(block.content))
        return True

    def _read(self, content: str) -> list[Element]:
        """The content, read as a text of its own: nothing in it may reach for the title above."""
        lines = content.split("\n")
        for preprocessor in self.parser.md.preprocessors:
            lines = preprocessor.run(lines)
        state = list(self.parser.state)
        self.parser.state.clear()
        element = Element("div")
        self.parser.parseChunk(element, "\n".join(lines))
        self.parser.state.extend(state)
        return list(element)


class AllowedAttributes(AttrListTreeprocessor):
    """Attribute lists (`{.wide #map}`), but only of what raw HTML may have as well."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.is_trusted = False
        self.is_needed = True
        self.refused: list[tuple[str, str]] = []

    def run(self, doc: Element) -> None:
        if self.is_needed:
            super().run(doc)

    def assign_attrs(self, elem: Element, attrs_string: str, *args: Any, **options: Any) -> str:
        before = dict(elem.attrib)
        remainder: str = super().assign_attrs(elem, attrs_string, *args, **options)
        for name, value in list(elem.attrib.items()):
            if elem.tag == "img" and name == "alt":
                elem.set("alt", value or (DECORATION if _ALT.search(attrs_string) else ""))
            elif name in before and before[name] == value:
                continue
            elif value is None or not (self.is_trusted or is_allowed(elem.tag, name, value)):
                self.refused.append((name, attrs_string))
                if name in before:
                    elem.set(name, before[name])
                else:
                    del elem.attrib[name]
        return remainder


class UnsaidAlts(Treeprocessor):
    """`![](x.jpg)` says nothing about the picture: its empty `alt` goes, or it were decoration."""

    def run(self, root: Element) -> None:
        for image in root.iter("img"):
            if image.get("alt") == "":
                del image.attrib["alt"]


class PartedLinks(Treeprocessor):
    """A link in a link becomes its words: the outer one wins, as it does for whoever clicks."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.nested: list[str] = []

    def run(self, root: Element) -> None:
        for link in root.iter("a"):
            inner = [found for found in link.iter("a") if found is not link]
            for found in inner:
                self.nested.append(found.get("href", ""))
                found.tag = "span"
                found.attrib.clear()


class Abbreviations(AbbrTreeprocessor):
    """Abbreviations, found without recursion: words may be emphasised a thousand deep."""

    def iter_element(self, el: Element, parent: Element | None = None) -> None:
        parents = [(child, element) for element in el.iter() for child in element]
        for child, above in reversed(parents):
            self._wrap_tail(child, above)
        for element in [el, *(child for child, _ in parents)]:
            self._wrap_text(element)

    def _wrap_text(self, element: Element) -> None:
        text = element.text
        if not text or isinstance(text, AtomicString):
            return
        pieces = self._pieces(text)
        if pieces:
            element.text = text[: pieces[0]]
            element[:0] = pieces[1]

    def _wrap_tail(self, element: Element, parent: Element) -> None:
        tail = element.tail
        if not tail or isinstance(tail, AtomicString):
            return
        pieces = self._pieces(tail)
        if pieces:
            element.tail = tail[: pieces[0]]
            at = list(parent).index(element) + 1
            parent[at:at] = pieces[1]

    def _pieces(self, text: str) -> tuple[int, list[Element]] | None:
        """Where the first abbreviation starts, and an element for each, with what follows it."""
        matches = self.RE.finditer(text) if self.RE else ()
        found = [match for match in matches if self.abbrs[match.group()]]
        if not found:
            return None
        ends = [match.start() for match in found[1:]] + [len(text)]
        elements = [
            self.create_element(self.abbrs[match.group()], match.group(), text[match.end() : end])
            for match, end in zip(found, ends, strict=True)
        ]
        return found[0].start(), elements


class KeptEscapes(UnescapeTreeprocessor):
    """Escaped quotes, hyphens and dots are kept from typography, in text; attributes have none."""

    _signs: Mapping[str, str] = {str(ord(char)): mark for char, mark in KEPT.items()}
    is_needed = True

    def run(self, root: Element) -> None:
        if not self.is_needed:
            return
        for element in root.iter():
            if element.text and element.tag != "code":
                element.text = self._keep(element.text)
            if element.tail:
                element.tail = self._keep(element.tail)
            for key, value in element.items():
                if value:
                    element.set(key, self.unescape(value))

    def _keep(self, text: str) -> str:
        return self.RE.sub(self._kept, text)

    def _kept(self, match: re.Match[str]) -> str:
        return self._signs.get(match[1]) or chr(int(match[1]))


class RawTags(HtmlInlineProcessor):
    """Raw HTML, with its attributes as they were typed: `title="[a](b)"` holds no link, and a value
    that held one's tags would end at their quotes."""

    def unescape(self, text: str) -> str:
        return INLINE_PLACEHOLDER_RE.sub(self._typed, text)

    def _typed(self, match: re.Match[str]) -> str:
        inline = cast(InlineProcessor, self.md.treeprocessors["inline"])
        stashed = inline.stashed_nodes.get(match[1])
        if not isinstance(stashed, Element):
            return f"\\{stashed}" if stashed is not None else ""
        words = self.unescape("".join(stashed.itertext()))
        if stashed.tag == "a":
            return f"[{words}]({self.unescape(stashed.get('href', ''))})"
        if stashed.tag == "img":
            return f"![{stashed.get('alt', '')}]({self.unescape(stashed.get('src', ''))})"
        return f"`{html.unescape(words)}`" if stashed.tag == "code" else words


class Strikethrough(SimpleTagInlineProcessor):
    """`~~words~~` as `<del>`."""

    def __init__(self) -> None:
        super().__init__(STRIKETHROUGH, "del")
