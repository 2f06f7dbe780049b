"""Footnotes on the page: holes where the text refers to them and where they stand, and values."""

from __future__ import annotations

import re

from generator.model.body import Note
from generator.reading.markdown.characters import restored
from generator.reading.markdown.page import Open, Page
from generator.reading.markdown.page_links import content_of, hole

_PLACES = re.compile(r"\x02n[0-9]+\x03(?:\s*\x02n[0-9]+\x03)*")
_NUMBER = re.compile(r"[0-9]+")
REFERENCE = re.compile(r"<sup[^>]*>\x02r[0-9]+\x03</sup>")


def start_superscript(page: Page, attributes: dict[str, str]) -> None:
    """`<sup>`, which may hold the number of a footnote."""
    page.start("sup", attributes, Open("sup", "</sup>", 0, then=_end_superscript))


def _end_superscript(page: Page, opened: Open) -> None:
    """One whose number has to wait for the end of a link is none."""
    if page.behind_link and len(page.out) == opened.start + 1:
        page.out[opened.start] = opened.closing = ""


def add_reference(page: Page, number: int) -> None:
    """The number of a footnote, which readers press; in a link they would press that."""
    if page.in_link:
        page.behind_link.append(f"<sup>{hole(f'r{number}')}</sup>")
    else:
        page.out.append(hole(f"r{number}"))


def start_note(page: Page, letter: str, number: int) -> None:
    """The place of a footnote (`n`), or its text (`t`), whose words are not counted."""
    page.end_line()
    if letter == "n":
        page.push(Open("aside", hole(f"n{number}"), len(page.out)))
        return
    page.names.footnote(page.draft.notes.ids[number])
    page.in_notes = True
    page.push(Open("aside", "", len(page.out), {"note": f"{number}"}, _end_note))


def _end_note(page: Page, opened: Open) -> None:
    number = int(opened.attributes["note"])
    html = restored(content_of(page, opened))
    page.notes[number] = Note(page.draft.notes.ids[number], html)
    page.in_notes = False


def with_all_notes(page: Page, html: str) -> str:
    """The text with each footnote in it, one hole for those that stand together.

    At its end those whose places raw HTML swallowed.
    """
    if not page.draft.notes.ids:
        return html
    holes = [hole(f"n{number}") for number in range(len(page.draft.notes.ids))]
    html = "\n".join((html, *(lost for lost in holes if lost not in html)))
    return _PLACES.sub(lambda found: hole(f"n{' '.join(_NUMBER.findall(found[0]))}"), html)
