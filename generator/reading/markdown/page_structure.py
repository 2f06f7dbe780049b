"""Headings, paragraphs, tables, boxes and code on the page."""

from __future__ import annotations

import re

from generator.model.body import ID_HOLE, Heading
from generator.reading.markdown.characters import LABEL, MARK, restored
from generator.reading.markdown.page import Open, Page
from generator.reading.markdown.page_links import end_paragraph_of_picture, hole
from generator.reading.markdown.page_notes import REFERENCE, add_reference, start_note
from generator.reading.markdown.tokens import TAG, attributes_of, listed, tag

_LINK_OR_PICTURE = re.compile(r"\x02/?[ap][0-9]+\x03|</?a(?: [^>]*)?>")
_ID = re.compile(r""" (?:id|for|headers|aria-[a-z]+)="[^"]*\"""")
_HOLD_NO_BOX = listed(
    "a abbr b bdi bdo cite dfn em h1 h2 h3 h4 h5 h6 i mark q ruby s small span strong sub summary "
    "sup time u var"
)
_ALIGNMENTS = frozenset(("left", "right", "center"))


def start_heading(page: Page, name: str, attributes: dict[str, str]) -> None:
    """`<h1>` to `<h6>`, at the level that keeps the page's order; its id is known at its end.

    In a footnote it is a line of weight: no part of the page begins there.
    """
    page.end_line()
    if page.in_notes:
        page.start("p", attributes, Open(name, "</strong></p>", 0))
        page.out.append("<strong>")
        return
    opened = Open(name, "", len(page.out), attributes, _end_heading)
    page.out.append("")
    page.push(opened, attributes.get("lang", ""))


def _end_heading(page: Page, opened: Open) -> None:
    words = page.prose.typed
    page.end_line()
    if not any(piece.strip() for piece in page.out[opened.start :]):
        page.levels.leave_out(int(opened.name[1]))
        return
    level = page.levels.give(int(opened.name[1]))
    opened.closing = f"</h{level}>"
    attributes = dict(opened.attributes)
    typed = attributes.pop("id", "").strip()
    name = page.names.typed(typed) if typed else ID_HOLE + page.names.made(words, "section")
    page.out[opened.start] = tag(f"h{level}", [("id", name), *page.kept(attributes)])
    inner = REFERENCE.sub("", "".join(page.out[opened.start + 1 :]))
    html = restored(_ID.sub("", _LINK_OR_PICTURE.sub("", inner)).strip())
    page.headings.append(Heading(level, name.removeprefix(ID_HOLE), html))


def start_paragraph(page: Page, attributes: dict[str, str]) -> None:
    """`<p>`, which is none if it turns out to hold but a picture, or nothing."""
    page.start("p", attributes, Open("p", "</p>", 0, then=_end_paragraph))


def _end_paragraph(page: Page, opened: Open) -> None:
    is_title = opened.attributes.get("id") == LABEL
    typed = page.prose.typed if is_title else ""
    words = page.end_line()
    page.add_paragraph(words)
    if is_title:
        _label(page, opened, typed)
    if words.strip():
        return
    start = opened.start
    filled = [at for at in range(start + 1, len(page.out)) if page.out[at].strip()]
    if not filled and page.out[start] == "<p>":
        page.out[start] = opened.closing = ""
    elif len(filled) == 1 and filled[0] in page.pictures_at:
        in_figure = any(above.name == "figure" for above in page.open)
        end_paragraph_of_picture(page, opened, filled[0], is_figure=not in_figure)


def _label(page: Page, title: Open, typed: str) -> None:
    """The title of a box gets its id, and the box is labelled by it."""
    name = ID_HOLE + page.names.made(typed, "box")
    for at in (title.start, page.label_at):
        page.out[at] = page.out[at].replace(LABEL, name)


def start_aside(page: Page, attributes: dict[str, str]) -> None:
    """`<aside>`: a footnote; or a block, which if it has a title, the next paragraph labels."""
    if match := MARK.fullmatch(attributes.get("class", "")):
        start_note(page, match[1], int(match[2]))
        return
    opened = page.start("aside", attributes)
    if attributes.get("aria-labelledby") == LABEL:
        page.label_at = opened.start


def start_table(page: Page, attributes: dict[str, str]) -> None:
    """`<table>` in a box that can scroll sideways, so that the page never does."""
    if any(opened.name == "table" for opened in page.open):
        page.start("table", attributes)
        return
    page.end_line()
    words = hole("warticle.table")  # what scrolls must be within reach of the keyboard
    page.out.append(f'<div class="table" role="group" tabindex="0" aria-label="{words}">')
    page.start("table", attributes, Open("table", "</table></div>", 0))


def start_table_head(page: Page, attributes: dict[str, str]) -> None:
    """`<thead>`, whose cells head their columns."""
    page.start("thead", attributes, Open("thead", "</thead>", 0, then=_end_table_head))
    page.in_head = True


def _end_table_head(page: Page, opened: Open) -> None:
    page.end_line()
    page.in_head = False


def start_cell(page: Page, name: str, attributes: dict[str, str]) -> None:
    """`<td>` or `<th>`: alignment is a class, since a page may forbid inline styles."""
    alignment = attributes.pop("align", "").lower()
    if alignment in _ALIGNMENTS:
        classes = f"{attributes.get('class', '')} align-{alignment}"
        attributes["class"] = classes.strip()
    if name == "th" and page.in_head:
        attributes.setdefault("scope", "col")
    if name == "th":
        page.head_cells.add(attributes.get("id", ""))
    page.start(name, attributes)


def start_code(page: Page, name: str, attributes: dict[str, str]) -> None:
    """Code and what is typed or shown by a machine: no typography within."""
    if name == "pre" and not page.in_link:
        attributes.setdefault("tabindex", "0")
    if not page.is_muted:
        page.prose.add_opaque()
    is_block = name in ("pre", "svg", "math")
    page.start(
        name,
        attributes,
        Open(name, f"</{name}>", 0, is_muted=not is_block, is_silent=is_block),
    )


def add_marked(page: Page, text: str) -> None:
    """Text with marks: the code that was taken out of it comes back, and numbers of footnotes.

    A block's mark that is still here stands in raw HTML, which Markdown leaves alone.
    """
    position = 0
    for match in MARK.finditer(text):
        if match.start() > position:
            page.text(text[position : match.start()])
        position = match.end()
        letter, number = match[1], int(match[2])
        if letter == "c":
            _add_code(page, page.draft.codes[number])
        elif letter == "r":
            add_reference(page, number)
        elif letter == "b":
            page.lost_blocks.append(number)
    if position < len(text):
        page.text(text[position:])


def _add_code(page: Page, code: str) -> None:
    """Fenced code; a paragraph round it ends before and goes on behind."""
    opening = TAG.match(code)
    in_line = any(opened.name in _HOLD_NO_BOX for opened in page.open)
    if page.is_muted or in_line or not opening:
        words = re.sub(r"<[^>]*>", "", code)
        page.out.append(words if page.is_muted else f"<code>{words}</code>")
        return
    paragraph = page.open[-1] if page.open and page.open[-1].name == "p" else None
    if paragraph:
        page.end("p")
    page.end_line()
    page.out.append(tag("pre", page.kept(attributes_of(opening[3]))) + code[opening.end() :])
    if paragraph:
        start_paragraph(page, {})
