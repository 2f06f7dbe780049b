"""Footnotes as HTML: on a page beside their paragraph or opened by a press, in a feed as a list.

On a page each is a popover (HTML 6.12), so that it opens and closes without a script. On paper, and
where browsers don't know that, it stands behind its paragraph; where there is a margin, in that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from generator.model.body import Note

_PARAGRAPH = re.compile(r"<p(?: [^>]*)?>")
_SHUT = "✕\ufe0e"  # text style, or telephones show a coloured picture (Unicode UTS 51, 2.8)


def page_number(id: str, number: int, name: str) -> str:
    """The number of a footnote in the text: a button that opens it; `name` is HTML."""
    target = escape(id)
    return (
        f'<button type="button" class="note-number" popovertarget="{target}" '
        f'aria-label="{name}">{number}</button>'
    )


def page_notes(notes: Iterable[str]) -> str:
    """The footnotes that stand in one place."""
    held = "\n".join(notes)
    return f'<div class="notes">\n{held}\n</div>'


def page_note(note: Note, number: int, shut: str) -> str:
    """A footnote as it stands behind its paragraph; `shut` names the button that closes it."""
    target = escape(note.id)
    return (
        f'<aside class="note" role="note" popover id="{target}">'
        f'<button type="button" class="note-shut" popovertarget="{target}" '
        f'popovertargetaction="hide" aria-label="{shut}">{_SHUT}</button>\n'
        f"{_numbered(note.html, number)}\n</aside>"
    )


def _numbered(html: str, number: int) -> str:
    """The text with its number at the head of its first paragraph, or in one of its own."""
    shown = f"<b>{number}</b>"
    first = _PARAGRAPH.match(html)
    if not first:
        return f"<p>{shown}</p>\n{html}"
    return f"{first[0]}{shown} {html[first.end() :]}"


def feed_notes(notes: Iterable[Note]) -> str:
    """All footnotes of a text as a list; programs that read feeds take away classes and roles."""
    items = "".join(f'<li id="{escape(note.id)}">{note.html}</li>\n' for note in notes)
    return f"\n<hr>\n<ol>\n{items}</ol>"
