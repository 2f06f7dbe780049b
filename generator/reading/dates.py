"""Decoders of dates, and of the dated lines of an article's history."""

from __future__ import annotations

from generator.model.values import Moment, Notice
from generator.reading.decoders import PROSE, list_of, parsed
from generator.reading.desk import Desk
from generator.reading.fields import Decoder, Field, mapping_of, table
from generator.reading.moments import PATTERN, BadMoment, moment
from generator.reading.nodes import Node
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


def _notice(text: str) -> str:
    return f"{{date: 2026-03-02, text: {in_quotes(text)}}}"


NOTICES: Decoder[tuple[Notice, ...]] = list_of(
    mapping_of(
        NOTICE_TABLE,
        lambda values: Notice(values["date"], values["text"]),
        instead=lambda text: f"write - {_notice(text)}",
    ),
    "a list of notices, each with `date` and `text`",
    instead=lambda text: f"[{_notice(text)}]",
)
