"""A text after Markdown: HTML with holes, and the facts that were gathered on the way.

What depends on the rest of the site (where a link leads, how large a picture is) is left open as
a *hole*, so that a body depends on one file. Rendering fills the holes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# A hole stands between two control characters that no source may contain:
#   \x02a3\x03 … \x02/a3\x03   link 3 opens and closes (`Body.links[3]`)
#   \x02p0\x03                 picture 0, a whole <img> or <figure> (`Body.pictures[0]`)
#   \x02i0\x03                 insert 0, a block that shows more (`Body.inserts[0]`)
#   \x02r0\x03                 the number of footnote 0, where the text refers to it
#   \x02n0 1\x03               footnotes 0 and 1 themselves (`Body.notes`), where pages have them
#   \x02wKEY 1\x03              words of the interface, in an attribute; what {number} is in them
#   \x02#\x03                  in an id or a fragment: what keeps it unique where texts share a page
HOLE_START, HOLE_END = "\x02", "\x03"
HOLE = re.compile(r"\x02([^\x02\x03]*)\x03")
ID_HOLE = "\x02#\x03"


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a text: the target as typed and its other attributes (title, class, lang…)."""

    target: str
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in a text. `is_figure`: it stands alone and gets a `<figure>`.

    `caption_html` may have holes. None is what the author left out and the picture's own file may
    tell; `alt=""` marks a picture as decoration.
    """

    src: str
    alt: str | None
    is_figure: bool = False
    caption_html: str | None = None
    credit: str | None = None
    licence: str | None = None
    classes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Insert:
    """A block of a text that shows what the text alone can't know: a story, a person, a file.

    `kind` is the block's name, `link` the place in `Body.links` of what its argument names (None
    where it names nothing), and `links` of those that options name. `html` is the block's content
    and may have holes.
    """

    kind: str
    link: int | None
    options: tuple[tuple[str, str], ...] = ()
    links: tuple[tuple[str, int], ...] = ()
    html: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: its id on the page, and its text, which may have holes. Its place in `Body.notes`
    is its number, less one."""

    id: str
    html: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a text: level 2 to 6, its id on the page, its words as HTML without links."""

    level: int
    id: str
    html: str


@dataclass(frozen=True, slots=True)
class Body:
    """A text ready for a page. `excerpt` is its plain beginning, at most 300 characters."""

    html: str = ""
    links: tuple[Link, ...] = ()
    pictures: tuple[Picture, ...] = ()
    inserts: tuple[Insert, ...] = ()
    notes: tuple[Note, ...] = ()
    headings: tuple[Heading, ...] = ()
    ids: tuple[str, ...] = ()
    words: int = 0
    excerpt: str = ""
