"""Elements where HTML lets them stand. A parser balances tags, but nests what is not allowed.

Rules from the HTML standard's content models (4.4 to 4.11), as far as a story can break them:
words can't hold boxes, and what belongs into a list or figure stands nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.reading.markdown.tokens import BLOCKS, TAG, VOID, listed

# Elements that hold words only. Of the first, the element goes and what it held stays; in the
# second, it is the box within that goes.
_INLINE = listed(
    "abbr b bdi bdo cite code dfn em i kbd mark q rp rt ruby s samp small span strong sub sup "
    "time u var"
)
_LINES = listed("h1 h2 h3 h4 h5 h6 p pre summary")
_TRANSPARENT = frozenset(("a", "ins", "del"))
_HEADINGS = listed("h1 h2 h3 h4 h5 h6")
_NOT_IN_TERMS = _HEADINGS | listed("aside section")

_PARENTS = {
    "li": frozenset(("ol", "ul")),
    "dt": frozenset(("dl",)),
    "dd": frozenset(("dl",)),
    "figcaption": frozenset(("figure",)),
    "summary": frozenset(("details",)),
    "rt": frozenset(("ruby",)),
    "rp": frozenset(("ruby",)),
}
# What is nothing without its attribute.
_NEEDED = {"bdo": "dir", "time": "datetime"}

# Nothing that anybody would see: a parser opens again what was left open, for the blanks as well.
_EMPTY = re.compile(r"(?:[ \t\n\f\r]|</?[a-z]+>)*+")
# White space to HTML; what else Unicode calls so is words.
_SPACE = " \t\n\f\r"

# What must stand between a list and anything else.
_ITEMS = {"ol": "li", "ul": "li", "dl": "dd"}
_OF_LISTS = {
    "ol": frozenset(("li",)),
    "ul": frozenset(("li",)),
    "dl": frozenset(("dt", "dd")),
}


@dataclass(slots=True)
class _Open:
    """An open element: its place in the output, and what is written where it ends.

    `first` and `last` are the names of what stands directly in it, "" for words; `caption` is
    where the tags of a figure's caption are.
    """

    name: str
    at: int
    closing: str
    first: str | None = None
    last: str | None = None
    caption: tuple[int, int] | None = None
    is_implied: bool = False
    is_refused: bool = False


def well_nested(html: str) -> str:
    """Balanced HTML with each element where it may stand; words are never lost."""
    nest = _Nest()
    position = 0
    for match in TAG.finditer(html):
        nest.text(html[position : match.start()])
        position = match.end()
        if match[2] is None:
            continue
        name = match[2].lower()
        if match[1]:
            nest.end(name)
        else:
            nest.start(name, match.group())
    nest.text(html[position:])
    nest.end_all()
    return "".join(nest.out)


class _Nest:
    """Writes tags as they come, and remembers what is open. A refused element has no tags."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self._open: list[_Open] = []

    def text(self, text: str) -> None:
        """Words; directly in a list, or in nothing at all, they get an element."""
        if text.strip(_SPACE):
            self._make_room("")
            self._hold("")
        self.out.append(text)

    def start(self, name: str, tag: str) -> None:
        """A start tag, left out where it must not be."""
        self._end_implied(name)
        self._make_room(name)
        refused = self._is_astray(name) or (name in BLOCKS and self._is_in_line(name))
        refused = refused or (name in _NEEDED and f" {_NEEDED[name]}=" not in tag)
        if not refused:
            self._hold(name)
        self.out.append("" if refused else tag)
        if name not in VOID:
            closing = "" if refused else f"</{name}>"
            self._open.append(_Open(name, len(self.out) - 1, closing, is_refused=refused))

    def end(self, name: str) -> None:
        """An end tag: ends the innermost element of that name, and what is open in it."""
        if any(opened.name == name for opened in self._open):
            while self._end_innermost() != name:
                pass

    def end_all(self) -> None:
        """The end of the text."""
        while self._open:
            self._end_innermost()

    def _end_innermost(self) -> str:
        opened = self._open.pop()
        if not opened.is_refused:
            self._complete(opened)
        if opened.is_implied and _EMPTY.fullmatch("".join(self.out[opened.at + 1 :])):
            del self.out[opened.at :]
            opened.closing = ""
        self.out.append(opened.closing)
        if opened.name == "figcaption" and not opened.is_refused:
            next(self._parents()).caption = (opened.at, len(self.out) - 1)
        return "" if opened.is_implied else opened.name

    def _complete(self, opened: _Open) -> None:
        """What an element may not end without; one that holds nothing of the kind goes."""
        if opened.name == "dl" and opened.first == "dd":
            self.out[opened.at] += "<dt></dt>"
        if opened.name == "dl" and opened.last == "dt":
            self.out.append("<dd></dd>")
        if opened.first is None and opened.name in ("details", "dl", "tr"):
            self.out[opened.at] = opened.closing = ""

    def _parents(self) -> Iterator[_Open]:
        """The open elements that have tags, from the innermost."""
        return (opened for opened in reversed(self._open) if not opened.is_refused)

    def _parent(self) -> str:
        parent = next(self._parents(), None)
        return parent.name if parent else ""

    def _is_astray(self, name: str) -> bool:
        """Whether the element stands outside of what it belongs to."""
        if name not in _PARENTS:
            return False
        parent = next(self._parents(), None)
        if parent is None or parent.name not in _PARENTS[name]:
            return True
        if name == "figcaption" and parent.caption:
            return True
        return name == "summary" and parent.first is not None

    def _make_room(self, name: str) -> None:
        """Directly in a list anything but its items gets one; loose words get a paragraph."""
        parent = self._parent()
        if parent in _ITEMS and name not in _OF_LISTS[parent]:
            self._imply(_ITEMS[parent])
        elif not parent and name not in BLOCKS and name not in _TRANSPARENT:
            self._imply("p")

    def _imply(self, name: str) -> None:
        self._hold(name)
        self.out.append(f"<{name}>")
        self._open.append(_Open(name, len(self.out) - 1, f"</{name}>", is_implied=True))

    def _end_implied(self, name: str) -> None:
        """An item or paragraph that was made ends where something begins that can't be in it."""
        parents = list(self._parents())
        depth = next((n for n, above in enumerate(parents) if above.name not in _INLINE), -1)
        if depth < 0 or not parents[depth].is_implied:
            return
        above = parents[depth + 1].name if depth + 1 < len(parents) else ""
        if name in _OF_LISTS[above] if above in _OF_LISTS else name in BLOCKS:
            while self._open[-1] is not parents[depth]:
                self._end_innermost()
            self._end_innermost()

    def _hold(self, name: str) -> None:
        """The parent holds something; `details` that don't begin with their summary go."""
        parent = next(self._parents(), None)
        if parent is None:
            return
        if parent.name == "details" and parent.first is None and name != "summary":
            self.out[parent.at] = parent.closing = ""
            parent.is_refused = True
            self._make_room(name)
            self._hold(name)
            return
        if parent.caption and parent.first != "figcaption":
            start, end = parent.caption  # a caption is the first in its figure, or the last
            self.out[start], self.out[end] = "<div>", "</div>"
            parent.caption = None
        parent.first = name if parent.first is None else parent.first
        parent.last = name

    def _is_in_line(self, name: str) -> bool:
        """Whether a box must go, since it stands in a line. Words round it lose their element."""
        for opened in self._parents():
            if opened.name == "dt" and name in _NOT_IN_TERMS:
                return True
            if opened.name in _LINES and not (opened.name == "summary" and name in _HEADINGS):
                return True
            if opened.name in _INLINE:
                self.out[opened.at] = opened.closing = ""
                opened.is_refused = True
            elif opened.name in BLOCKS:
                return False
        return False
