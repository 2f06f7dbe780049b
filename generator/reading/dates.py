"""Decoders of dates, and of the dated lines of an article's history."""

from __future__ import annotations

import re

from generator.model.values import Moment, Notice
from generator.reading.decoders import PROSE, list_of, parsed
from generator.reading.desk import Desk
from generator.reading.fields import Decoder, Field, mapping_of, table
from generator.reading.moments import PATTERN, BadMoment, moment
from generator.reading.nodes import Mapping, Node, Scalar
from generator.reading.wording import in_quotes


def _date(text: str, node: Node, desk: Desk, at: str) -> Moment | None:
    found = moment(text, desk.options.timezone)
    if isinstance(found, BadMoment):
        desk.error(found.code, found.message, node, at, found.cure)
        return None
    return found


# A day, or a day and time; without an offset in the site's zone.
DATE: Decoder[Moment] = parsed(
    "a date or a date and time", _date, {"type": "string", "pattern": f"^{PATTERN}$"}
)

NOTICE_TABLE = table(
    "a notice",
    Field("date", DATE, "When it was made", "2026-03-02 14:10", required=True),
    Field("text", PROSE, "What readers are told", "The strait is 29 km wide.", required=True),
)


_DATED = re.compile(r"(\d{4}-\d{2}-\d{2}(?:[ T]\d{2}:\d{2})?)[\s:,–—-]*(.*)", re.DOTALL)
_NOTICE = mapping_of(
    NOTICE_TABLE,
    lambda values: Notice(values["date"], values["text"]),
    instead=lambda text: f"write - {_notice(text)}",
)


def _notice(text: str) -> str:
    """A notice as it is typed, with the date that the text begins with or one to be filled in."""
    dated = _DATED.fullmatch(text)
    day, words = (dated[1], dated[2]) if dated else ("YEAR-MONTH-DAY", text)
    return f"{{date: {day}, text: {in_quotes(words)}}}"


def _read_notice(node: Node, desk: Desk, at: str) -> Notice | None:
    """A notice; one typed as `2026-03-02: We were wrong` is told as that."""
    if isinstance(node, Mapping) and len(node.pairs) == 1:
        key, value = node.pairs[0]
        if _DATED.fullmatch(key.text) and isinstance(value, Scalar):
            cure = f"write - {_notice(f'{key.text}: {value.text}')}"
            desk.error("wrong-type", "a notice has the keys `date` and `text`", node, at, cure)
            return None
    return _NOTICE.read(node, desk, at)


NOTICES: Decoder[tuple[Notice, ...]] = list_of(
    Decoder(_NOTICE.words, _read_notice, _NOTICE.schema, NOTICE_TABLE),
    "a list of notices, each with `date` and `text`",
    instead=lambda text: f"[{_notice(text)}]",
)
