"""One walk over the HTML of a text: holes, facts and typography in a single pass."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType

from generator.model.body import Body, Note
from generator.reading.markdown import page_links, page_notes, page_structure
from generator.reading.markdown.characters import MARK_START, restored
from generator.reading.markdown.draft import Draft, Settings
from generator.reading.markdown.levels import Moved
from generator.reading.markdown.page import Found, Page
from generator.reading.markdown.tokens import TAG, attributes_of
from generator.reading.markdown.words import excerpt

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_CODE = frozenset(("code", "pre", "kbd", "samp", "math", "svg"))
_CELLS = frozenset(("td", "th"))
_RAW_TEXT = frozenset(("script", "style", "textarea", "title"))

_Start = Callable[[Page, dict[str, str]], None]
_STARTS: Mapping[str, _Start] = MappingProxyType(
    {
        "a": page_links.start_link,
        "img": page_links.add_picture,
        "figure": page_links.start_figure,
        "p": page_structure.start_paragraph,
        "sup": page_notes.start_superscript,
        "aside": page_structure.start_aside,
        "table": page_structure.start_table,
        "thead": page_structure.start_table_head,
    }
)


@dataclass(frozen=True, slots=True)
class Finished:
    """A body, and what its author is to be told about it; places come later."""

    body: Body
    found: tuple[Found, ...]
    moved: tuple[Moved, ...]
    repeated: tuple[str, ...]
    lost_blocks: tuple[int, ...]


def finished(draft: Draft, settings: Settings) -> Finished:
    """The draft as a body."""
    page = Page(draft, settings)
    _walk(page, draft.html)
    while page.open:
        page.close()
    page.end_line()
    html = page_notes.with_all_notes(page, restored("".join(page.out)).strip())
    body = Body(
        html=page.names.without_lost(html, page.head_cells),
        links=tuple(page.links),
        pictures=tuple(page.pictures),
        inserts=tuple(page.inserts),
        notes=tuple(_notes(page)),
        headings=tuple(page.headings),
        ids=tuple(page.names.given),
        words=page.prose.words,
        excerpt=excerpt(page.paragraphs),
    )
    return Finished(
        body,
        tuple(page.found),
        tuple(page.levels.moved),
        tuple(page.names.repeated),
        tuple(page.lost_blocks),
    )


def _notes(page: Page) -> Iterator[Note]:
    """The footnotes by their numbers; what raw HTML swallowed has no text."""
    for number, name in enumerate(page.draft.notes.ids):
        note = page.notes.get(number, Note(name, ""))
        yield Note(note.id, page.names.without_lost(note.html, page.head_cells))


def _walk(page: Page, html: str) -> None:
    add_text = partial(page_structure.add_marked, page) if MARK_START in html else page.text
    position = 0
    tags = TAG.finditer(html)
    while match := next(tags, None):
        if match.start() > position:
            add_text(html[position : match.start()])
        position = match.end()
        end, name, attributes = match.groups()
        if name is None:
            continue
        name = name.lower()
        if end:
            page.end(name)
            continue
        _start(page, name, attributes)
        if name in _RAW_TEXT:
            position = _raw_text(page, html, position, name)
            tags = TAG.finditer(html, position)
    if position < len(html):
        add_text(html[position:])


def _start(page: Page, name: str, typed: str) -> None:
    attributes = attributes_of(typed) if typed else {}
    if name in _STARTS:
        _STARTS[name](page, attributes)
    elif name in _HEADINGS:
        page_structure.start_heading(page, name, attributes)
    elif name in _CODE:
        page_structure.start_code(page, name, attributes)
    elif name in _CELLS:
        page_structure.start_cell(page, name, attributes)
    elif name == "br":
        page.prose.add_break()
        page.out.append("<br>")
    else:
        page.start(name, attributes)


def _raw_text(page: Page, html: str, position: int, name: str) -> int:
    """What a script or style of a trusted text holds is nobody's business; where it ends."""
    end = html.lower().find(f"</{name}", position)
    end = len(html) if end == -1 else end
    page.out.append(html[position:end])
    return end
