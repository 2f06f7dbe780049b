"""A Markdown file with a header, read whole: what articles, people and standing pages share."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, TypeVar

from generator.model.body import Body
from generator.model.values import FrozenMap
from generator.problems import Problem, Span, error, softened
from generator.reading.desk import Desk
from generator.reading.envelope import MAX_HEADER, Envelope, goes_on, opened
from generator.reading.fields import Table, read_table
from generator.reading.header import Header, has_draft_line, read_header
from generator.reading.language_tags import language_tag
from generator.reading.nodes import Scalar, Source
from generator.reading.result import BodyReading, Reading, ReadingOptions
from generator.reading.text import decoded

T = TypeVar("T")

_FIRST_KEY = re.compile(r"\s*^(?P<key>[a-z_]+):(?:[ \t]|$)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Headed:
    """The parts of a file. `values` has the good keys; None where no header could be read."""

    desk: Desk
    values: dict[str, Any] | None
    body: Body
    is_draft: bool

    def reading(self, value: T | None, *, is_whole: bool = True) -> Reading[T]:
        """The reading of this file, its problems in order, those of a draft as warnings."""
        problems = sorted(self.desk.problems, key=Problem.sort_key)
        if self.is_draft:
            problems = [softened(problem) for problem in problems]
        places = FrozenMap(self.desk.places)
        return Reading(value, self.body, tuple(problems), places, self.is_draft, is_whole)

    def place(self, key: str) -> Span:
        """Where a key's value stands, or the file's first line."""
        return self.desk.places.get(key, Span(1))


def read_headed(path: str, data: bytes, rows: Table, options: ReadingOptions) -> Headed:
    """A file's header, decoded by a table, and its body, with all that is wrong in both."""
    knows_drafts = "draft" in rows.by_name
    text, problems = decoded(path, data)
    if text is None:
        desk = Desk(Source(path, ""), options)
        desk.problems += problems
        return Headed(desk, None, Body(), False)
    first_key = next(row.name for row in rows.fields if row.required)
    envelope = opened(path, text, first_key)
    source = Source(path, envelope.header or "", envelope.header_line)
    desk = Desk(source, options)
    desk.problems += (*problems, *envelope.problems)
    if misplaced := _key_below(envelope, rows, path):
        desk.problems.append(misplaced)
    if envelope.header is None:
        body = _read_body(envelope, desk)
        return Headed(desk, None, body, knows_drafts and has_draft_line(envelope.remains))
    header = read_header(source)
    desk.problems += header.problems
    desk.language = own_language(header) or options.language
    values = None
    if header.mapping is not None:
        values = read_table(rows, header.mapping, desk, spoiled=header.spoiled)
    return Headed(desk, values, _read_body(envelope, desk), knows_drafts and header.is_draft)


def _key_below(envelope: Envelope, rows: Table, path: str) -> Problem | None:
    """A key that begins the text: a line of `---` amid a header would publish a draft."""
    text = envelope.body or ""
    match = _FIRST_KEY.match(text)
    if not match or match["key"] not in rows.by_name:
        return None
    message = f"`{match['key']}` stands below the header, where it is a part of the text"
    cure = "move it above the line of ---"
    if goes_on(text):
        cure = "delete the line of --- above it: the header goes on"
    span = Span(envelope.body_line + text.count("\n", 0, match.start("key")), 1, len(match["key"]))
    return error("key-below-header", message, path, span=span, cure=cure)


def own_language(header: Header) -> str | None:
    """The language that a header names, needed before its texts are set in it."""
    pairs = header.mapping.pairs if header.mapping else ()
    for key, value in pairs:
        if key.text == "language" and isinstance(value, Scalar):
            return language_tag(value.text.strip())
    return None


def _read_body(envelope: Envelope, desk: Desk) -> Body:
    """The body; its problems and places join those of the header."""
    if envelope.body is None:
        return Body()
    reading: BodyReading = desk.read_text(envelope.body, envelope.body_line)
    desk.problems += reading.problems
    desk.places.update(reading.places)
    return reading.body


def open_yaml(path: str, data: bytes, options: ReadingOptions) -> tuple[Desk, Header | None]:
    """A file that is all YAML, ready for its table; no header where it could not be read."""
    text, problems = decoded(path, data)
    if text is not None and len(text) > MAX_HEADER:
        message = f"the file has {len(text):,} characters; it may have {MAX_HEADER:,}"
        problems.append(error("header-too-large", message, path, span=Span(1)))
        text = None
    source = Source(path, text or "")
    desk = Desk(source, options)
    desk.problems += problems
    if text is None:
        return desk, None
    header = read_header(source)
    desk.problems += header.problems
    desk.language = own_language(header) or options.language
    return desk, header
