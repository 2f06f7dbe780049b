"""HTML as a small tree, for looking at pages. Lenient: whether it is right is the Nu checker's."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source")
    + ("track", "wbr")
)
UNSEEN = frozenset(("head", "script", "style", "template", "title"))
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


@dataclass(eq=False, slots=True)
class Element:
    """An element with its children in order; `name` is in lower case."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    parent: Element | None = None
    children: list[Element | str] = field(default_factory=list)

    def get(self, attribute: str) -> str:
        """An attribute's value, empty where it is absent."""
        return self.attributes.get(attribute, "")

    def has(self, attribute: str) -> bool:
        return attribute in self.attributes

    @property
    def classes(self) -> frozenset[str]:
        return frozenset(self.get("class").split())

    @property
    def rels(self) -> frozenset[str]:
        """The words of `rel`."""
        return frozenset(self.get("rel").lower().split())

    def every(self) -> Iterator[Element]:
        """All elements below, in the order of the page."""
        waiting = [child for child in reversed(self.children) if isinstance(child, Element)]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += [c for c in reversed(element.children) if isinstance(c, Element)]

    def all(self, *names: str, where: Callable[[Element], bool] | None = None) -> list[Element]:
        """The elements below with one of the names (none: any) that are as asked."""
        return [
            element
            for element in self.every()
            if (not names or element.name in names) and (where is None or where(element))
        ]

    def with_class(self, name: str) -> list[Element]:
        """The elements below that have a class."""
        return [element for element in self.every() if name in element.classes]

    def ancestors(self) -> Iterator[Element]:
        """What this stands in, the nearest first."""
        above = self.parent
        while above is not None:
            yield above
            above = above.parent

    def is_in(self, *names: str) -> bool:
        """Whether an element of one of the names holds this."""
        return any(above.name in names for above in self.ancestors())

    @property
    def text(self) -> str:
        """All words in it in one line, seen or not."""
        return " ".join("".join(self._pieces(lambda element: True)).split())

    @property
    def seen_text(self) -> str:
        """The words that a reader sees, in one line."""
        return self.text_without()

    def text_without(self, *names: str) -> str:
        """The words that a reader sees outside of certain elements."""
        unseen = UNSEEN.union(names)
        return " ".join("".join(self._pieces(lambda element: element.name not in unseen)).split())

    def _pieces(self, is_wanted: Callable[[Element], bool]) -> Iterator[str]:
        for child in self.children:
            if isinstance(child, str):
                yield child
            elif is_wanted(child):
                is_block = child.name not in _INLINE
                yield " " if is_block else ""
                yield from child._pieces(is_wanted)
                yield " " if is_block else ""


_INLINE = frozenset(
    ("a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "ins")
    + ("kbd", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var")
)


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("#document")
        self.doctype = ""
        self._open = self.root

    def handle_decl(self, decl: str) -> None:
        self.doctype = self.doctype or decl

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values: dict[str, str] = {}
        for name, value in attrs:
            values.setdefault(name, value or "")
        element = Element(tag, values, self._open)
        self._open.children.append(element)
        if tag not in VOID:
            self._open = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        step: Element | None = self._open
        while step is not None and step.name != tag:
            step = step.parent
        if step is not None and step.parent is not None:
            self._open = step.parent

    def handle_data(self, data: str) -> None:
        self._open.children.append(data)


def parsed(html: str) -> tuple[Element, str]:
    """The page as a tree, and its doctype."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    return builder.root, builder.doctype


_URL_IN_CSS = re.compile(r"""url\(\s*["']?([^"')]+)["']?\s*\)|@import\s+["']([^"']+)["']""")


def css_addresses(css: str) -> list[str]:
    """What a style sheet loads."""
    return [first or second for first, second in _URL_IN_CSS.findall(css)]


def srcset_addresses(srcset: str) -> list[str]:
    """The addresses of a `srcset`; candidates are parted by a comma and white space."""
    candidates = (part.split() for part in re.split(r",\s+", srcset))
    return [words[0] for words in candidates if words]


# Attributes that make a browser load something by itself.
_LOADED = {
    "img": ("src",),
    "script": ("src",),
    "iframe": ("src",),
    "source": ("src",),
    "video": ("src", "poster"),
    "audio": ("src",),
    "track": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "input": ("src",),
    "image": ("href",),
    "use": ("href",),
}
_LOADED_RELS = frozenset(
    ("stylesheet", "icon", "apple-touch-icon", "manifest", "preload", "modulepreload", "prefetch")
    + ("preconnect", "dns-prefetch")
)


def loaded(root: Element) -> Iterator[tuple[Element, str]]:
    """Every address that a browser asks for when it shows the page, with the element."""
    for element in root.every():
        for attribute in _LOADED.get(element.name, ()):
            if element.has(attribute):
                yield element, element.get(attribute)
        if element.name == "link" and element.rels & _LOADED_RELS:
            yield element, element.get("href")
        for attribute in ("srcset", "imagesrcset"):
            if element.has(attribute):
                yield from ((element, url) for url in srcset_addresses(element.get(attribute)))
        css = element.text if element.name == "style" else element.get("style")
        for address in css_addresses(css):
            yield element, address
