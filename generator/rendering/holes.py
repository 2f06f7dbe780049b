"""A text's holes filled: links that lead where they should in this edition, pictures in place."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from html import escape

from markupsafe import Markup

from generator.engine import Ask, question
from generator.library.inserts import insert_leads
from generator.library.links import Destination, Leads, body_links, named_link
from generator.library.pictures import body_picture
from generator.library.texts import body
from generator.model.body import HOLE, Body, Note
from generator.model.shown import ShownPicture
from generator.rendering.inserts import LAYOUTS, insert_view
from generator.rendering.notes import feed_notes, page_note, page_notes, page_number
from generator.rendering.template import fragment
from generator.rendering.words import messages, translated


@dataclass(frozen=True, slots=True)
class Filling:
    """How the holes are filled: what goes before each id, and whether addresses are absolute."""

    language: str
    id_prefix: str = ""
    absolute: bool = False


@question
def filled_body(ask: Ask, source: str, filling: Filling) -> str:
    """The text of a file as HTML, ready for a page, or for a feed with absolute addresses."""
    text = ask(body, source)
    return _Filler(ask, source, text, filling).whole()


@question
def filled_bio(ask: Ask, source: str, key: str, text: Body, filling: Filling) -> str:
    """A guest's bio, typed at `key` of an article's front matter; it has links but no pictures."""
    return _Filler(ask, source, text, filling, key).whole()


def plain_heading(html: str) -> Markup:
    """A heading's words for the contents: links become text, ids are left out."""
    return Markup(HOLE.sub("", html))


class _Filler:
    """Fills the holes of one text; each hole is looked at once, from left to right."""

    def __init__(self, ask: Ask, source: str, text: Body, filling: Filling, key: str = "") -> None:
        self._ask, self._source, self._text, self._filling = ask, source, text, filling
        self._key = key

    def whole(self) -> str:
        """The text; in feeds with its footnotes at the end, whatever their readers can do."""
        html, notes = self.fill(self._text.html), self._text.notes
        if not notes or not self._filling.absolute:
            return html
        return html + feed_notes([self._filled(at) for at in range(len(notes))])

    def fill(self, html: str) -> str:
        return HOLE.sub(self._hole, html)

    def _hole(self, match: re.Match[str]) -> str:
        name = match.group(1)
        if name == "#":
            return self._filling.id_prefix
        if name.startswith("/a"):
            destination = self._destination(int(name[2:]))
            return "" if destination.leads is Leads.NOWHERE else "</a>"
        if name.startswith("w"):
            return self._words(*name[1:].partition(" ")[::2])
        if name[0] == "n":
            return self._notes([int(at) for at in name[1:].split()])
        number = int(name[1:])
        if name[0] == "r":
            return self._note_number(number)
        if name[0] == "i":
            return self._insert(number)
        return self._link(number) if name[0] == "a" else self._picture(number)

    def _words(self, key: str, number: str) -> str:
        words = self._ask(messages, self._filling.language)
        return escape(translated(words, key, {"number": number}))

    def _note_number(self, at: int) -> str:
        if self._filling.absolute:
            return f"[{at + 1}]"
        name = self._filling.id_prefix + self._text.notes[at].id
        return page_number(name, at + 1, self._words("article.note", f"{at + 1}"))

    def _notes(self, places: list[int]) -> str:
        if self._filling.absolute:
            return ""
        shut = [self._words("article.close_note", f"{at + 1}") for at in places]
        made = [
            page_note(self._filled(at), at + 1, words)
            for at, words in zip(places, shut, strict=True)
        ]
        return page_notes(made)

    def _filled(self, at: int) -> Note:
        note = self._text.notes[at]
        return Note(self._filling.id_prefix + note.id, self.fill(note.html))

    def _link(self, number: int) -> str:
        destination = self._destination(number)
        if destination.leads is Leads.NOWHERE:
            return ""
        address = destination.absolute if self._filling.absolute else destination.href
        if destination.fragment:
            address = f"#{self._filling.id_prefix}{destination.fragment}"
        attributes = [("href", address), *self._text.links[number].attributes]
        written = "".join(f' {name}="{escape(value)}"' for name, value in attributes)
        return f"<a{written}>"

    def _destination(self, number: int) -> Destination:
        if self._key:
            target = self._text.links[number].target
            return self._ask(named_link, self._source, target, f"{self._key}.link[{number}]")
        return self._ask(body_links, self._source)[number]

    def _insert(self, number: int) -> str:
        if self._key or not self._ask(insert_leads, self._source, number):
            return ""
        insert = self._text.inserts[number]
        html = self.fill(insert.html)
        view = insert_view(self._ask, self._source, number, html, self._filling.absolute)
        name = LAYOUTS[insert.kind]
        return self._ask(fragment, name, self._filling.language, (("block", view),)).strip()

    def _picture(self, number: int) -> str:
        if self._key:
            return ""
        shown = self._ask(body_picture, self._source, number)
        if shown is None:
            return ""
        if shown.caption:
            shown = replace(shown, caption=self.fill(shown.caption))
        if self._filling.absolute:
            shown = replace(shown, url=shown.absolute_url, srcset="")
        picture = self._text.pictures[number]
        name = "partials/figure.html" if picture.is_figure else "partials/picture.html"
        return _small(self._ask, name, self._filling.language, shown, picture.classes)


def _small(
    ask: Ask, name: str, language: str, shown: ShownPicture, classes: tuple[str, ...]
) -> str:
    html = ask(fragment, name, language, (("classes", classes), ("picture", shown)))
    return html.strip() if name.endswith("figure.html") else re.sub(r"\s*\n\s*", " ", html.strip())
