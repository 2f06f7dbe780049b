"""How a layout is found: the site's own file of that name first, else the bundled one.

`bundled/NAME` names a bundled layout although the site has one of that name, so that it can be
extended instead of copied.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from generator.engine import Ask, question
from generator.library.sources import bundled_listing, exists, listing, read, read_bundled
from generator.problems import Failure, Span, did_you_mean, error

FOLDER = "layouts/"
BUNDLED = "bundled/"
_BUNDLED_MARK = " (bundled)"


@dataclass(frozen=True, slots=True)
class Layout:
    """A layout's text, and the path that messages name it by."""

    name: str
    path: str
    text: str

    @property
    def is_own(self) -> bool:
        """Whether it is a file of the site, which its developer can mend."""
        return not self.path.endswith(_BUNDLED_MARK)

    def span(self, line: int, words: str = "") -> Span:
        """Where the words stand in a line; the whole line where it has none of them."""
        lines = self.text.split("\n")
        text = lines[line - 1] if 0 < line <= len(lines) else ""
        edge = r"\b" if words.isidentifier() else ""
        found = re.search(f"{edge}{re.escape(words)}{edge}", text) if words else None
        column = found.start() if found else len(text) - len(text.lstrip())
        return Span(line, column + 1, len(words) if found else max(1, len(text.strip())))


@question
def layout(ask: Ask, name: str) -> Layout | None:
    """The layout of that name; None where neither the site nor the generator has one."""
    plain = name.removeprefix(BUNDLED)
    own = f"{FOLDER}{name}"
    if name == plain and ask(exists, own):
        return Layout(name, own, _text(read(ask, own), own))
    if plain in ask(bundled_listing):
        path = f"{FOLDER}{plain}{_BUNDLED_MARK}"
        return Layout(name, path, _text(read_bundled(ask, plain), path))
    return None


@question
def is_for_others(ask: Ask, name: str, usual: str) -> bool:
    """Whether a layout is the one of another kind of page, a frame or a part, by its name.

    Such a file expects to see what a story or standing page, whose `usual` layout is another, has
    not; also where the site has one of its own of that name.
    """
    plain = name.removeprefix(BUNDLED)
    return plain != usual and plain in ask(bundled_listing)


def layout_meant(name: str, known: Iterable[str]) -> str:
    """`did you mean "article.html"?`: the ending, which nearly all have, makes no two alike."""
    names = {other.removesuffix(".html"): other for other in known}
    near = did_you_mean(name.removesuffix(".html"), names)
    stem = near.partition('"')[2].partition('"')[0]
    return near.replace(f'"{stem}"', f'"{names[stem]}"') if near else ""


def _text(data: bytes, path: str) -> str:
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        message = "this line holds a byte that is no UTF-8"
        cure = "save the file as UTF-8"
        raise Failure(error("not-utf-8", message, path, span=Span(line), cure=cure)) from None


@question
def own_layouts(ask: Ask) -> tuple[str, ...]:
    """The names of all files of the site's own layouts/."""
    return tuple(path[len(FOLDER) :] for path in ask(listing, FOLDER.rstrip("/")))


@question
def all_layouts(ask: Ask) -> tuple[str, ...]:
    """The names of all layouts, own and bundled."""
    return tuple(sorted({*ask(own_layouts), *ask(bundled_listing)}))
