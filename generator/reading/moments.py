"""Dates and times as writers type them become instants; a date that no calendar has is told.

`2026-03-01`, `2026-03-01 09:00`, with seconds, with `T`, with an offset. A time without an offset
is the site's. What can be read in two ways is never guessed.
"""

from __future__ import annotations

import re
from calendar import month_name, monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from generator.model.values import Moment

# What survives a conversion to UTC and every calendar that a reader's date is shown in.
FIRST_YEAR, LAST_YEAR = 1600, 9998
_FURTHEST = timedelta(hours=16)  # from UTC; Manila once was 15:56 behind

PATTERN = (
    r"(\d{4})-(\d{2})-(\d{2})"
    r"(?:(?:[Tt]|[ \t]+)(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,6})\d*)?)?"
    r"[ \t]*([Zz]|[+-]\d{2}:?\d{2})?)?"
)
_MOMENT = re.compile(PATTERN, re.ASCII)
_NEARLY = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:(?:[Tt]|,?[ \t]+)(\d{1,2})[:.](\d{2}))?", re.ASCII
)
_ZONED = re.compile(r"(\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2})?) ?([A-Z]{2,5})", re.ASCII)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T(\d{2}):?(\d{2}))?", re.ASCII)
# `1 March 2026`, `March 1st, 2026`: in words no day can be taken for a month.
_NAMED = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th)?\.? ([A-Za-z]{3,9})\.?"
    r"|([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?),? (\d{4})",
    re.ASCII,
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FORMS = "write year-month-day, and the time if it matters: 2026-03-01 or 2026-03-01 09:00"


@dataclass(frozen=True, slots=True)
class BadMoment:
    """Why a text is no instant: the problem's code, message and cure."""

    code: str
    message: str
    cure: str


def moment(text: str, zone_name: str) -> Moment | BadMoment:
    """The instant that a text means in the site's zone, or what is wrong with it."""
    match = _MOMENT.fullmatch(text)
    if not match:
        return BadMoment("bad-date", f'this is no date: "{text[:40]}"', _nearest(text))
    year, month, day = int(match[1]), int(match[2]), int(match[3])
    if fault := _calendar_fault(year, month, day):
        return fault
    if match[4] is None:
        return _day(date(year, month, day), zone_name)
    hour, minute, second = int(match[4]), int(match[5]), int(match[6] or 0)
    if hour > 23 or minute > 59 or second > 59:
        message = f"there is no time {match[4]}:{match[5]}" + (f":{match[6]}" if match[6] else "")
        return BadMoment("bad-date", message, "hours go from 00 to 23, minutes from 00 to 59")
    micros = int((match[7] or "0").ljust(6, "0"))
    local = datetime(year, month, day, hour, minute, second, micros)
    return _with_offset(local, match[8]) if match[8] else _in_zone(local, zone_name)


def _nearest(text: str) -> str:
    """The form to type, for the day that was meant where only one can be."""
    if match := _ZONED.fullmatch(text):
        if match[2] in ("UTC", "GMT"):
            return f"write {match[1]}Z"
        return f"write the distance from UTC in place of {match[2]}: {match[1]} +HH:MM"
    if match := _NAMED.fullmatch(text):
        name = (match[2] or match[3])[:3].lower()
        month = _MONTHS.index(name) + 1 if name in _MONTHS else 0
        meant = f"{match[5]}-{month:02}-{int(match[1] or match[4]):02}"
        return _FORMS if isinstance(moment(meant, "UTC"), BadMoment) else f"write {meant}"
    match = _COMPACT.fullmatch(text) or _NEARLY.match(text)
    if not match:
        return _FORMS
    day = f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}"
    time = f" {int(match[4]):02}:{match[5]}" if match[4] else ""
    meant = f"{day}{time}"
    has_more = text[match.end() :].strip()
    return _FORMS if has_more or isinstance(moment(meant, "UTC"), BadMoment) else f"write {meant}"


def _calendar_fault(year: int, month: int, day: int) -> BadMoment | None:
    if not 1 <= month <= 12:
        return BadMoment("bad-date", f"there is no month {month:02}", _FORMS)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        message = f"the year {year:04} lies outside {FIRST_YEAR} to {LAST_YEAR}"
        return BadMoment("date-range", message, "mend the year")
    days = monthrange(year, month)[1]
    if not 1 <= day <= days:
        message = f"{month_name[month]} {year} has {days} days; there is no {day:02}"
        return BadMoment("bad-date", message, "mend the day")
    return None


def _day(day: date, zone_name: str) -> Moment | BadMoment:
    """The first instant of a day in the zone, even where midnight comes twice or never."""
    zone = ZoneInfo(zone_name)
    utc = datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC)
    if utc.astimezone(zone).date() != day:
        message = f"{zone_name} had no {day}: the zone skipped that day"
        return BadMoment("time-never", message, "mend the day")
    return Moment(utc, is_date=True)


def _with_offset(local: datetime, offset: str) -> Moment | BadMoment:
    if offset in "Zz":
        return Moment(local.replace(tzinfo=UTC))
    digits = offset[1:].replace(":", "")
    apart = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    if apart >= _FURTHEST or int(digits[2:]) > 59:
        message = f"there is no offset {offset}"
        return BadMoment("bad-date", message, "write an offset such as +02:00, or Z for UTC")
    zone = timezone(-apart if offset[0] == "-" else apart)
    return Moment(local.replace(tzinfo=zone).astimezone(UTC))


def _in_zone(local: datetime, zone_name: str) -> Moment | BadMoment:
    """A time on the site's clocks: there must be one instant that they show it."""
    zone = ZoneInfo(zone_name)
    first, second = local.replace(tzinfo=zone), local.replace(tzinfo=zone, fold=1)
    before, after = first.utcoffset(), second.utcoffset()
    if before == after:
        return Moment(first.astimezone(UTC))
    assert before is not None
    assert after is not None
    shown = f"{local:%Y-%m-%d %H:%M}"
    if before < after:
        later = first.astimezone(UTC).astimezone(zone)
        message = f"{zone_name} had no {shown}: the clocks were put forward"
        cure = f"write {later:%Y-%m-%d %H:%M}, or an offset: {shown} {_written(before, zone)}"
        return BadMoment("time-never", message, cure)
    message = f"{zone_name} has {shown} twice: the clocks were put back"
    cure = f"write which: {shown} {_written(before, zone)} or {shown} {_written(after, zone)}"
    return BadMoment("time-twice", message, cure)


def _written(offset: timedelta, zone: tzinfo) -> str:
    """An offset as one types it."""
    minutes = round(offset.total_seconds() / 60)
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
