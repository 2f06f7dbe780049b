"""Filters of layouts: moments, numbers and languages in the page's own language.

They learn the language and the zone from the page's context, so a macro that uses them must be
imported `with context`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time, get_datetime_format
from babel.units import format_unit
from jinja2 import pass_context
from jinja2.runtime import Context

from generator.library.languages import language_name, locale_of
from generator.model.values import Moment
from generator.rendering.numbers import in_digits, number_in
from generator.rendering.reach import wanted

# A story's moments stand on its page and in a dozen lists, and CLDR's patterns take long.
_KEPT = 10_000
_MEGABYTE = 1_000_000


def local_time(moment: Moment, timezone: str) -> datetime:
    """The moment in a zone."""
    return moment.utc.astimezone(ZoneInfo(timezone))


@lru_cache(maxsize=_KEPT)
def iso(moment: Moment, timezone: str) -> str:
    """ISO 8601 with the zone's offset, to the second: what data and `datetime=` attributes carry.

    A bare date too gets its first instant: search engines and Open Graph ask for a time and zone.
    """
    return local_time(moment, timezone).isoformat(timespec="seconds")


@lru_cache(maxsize=_KEPT)
def day(moment: Moment, timezone: str, language: str) -> str:
    """The day in words, as CLDR writes a long date in that language."""
    written = format_date(local_time(moment, timezone), "long", locale_of(language))
    return in_digits(written, language)


@lru_cache(maxsize=_KEPT)
def stamp(moment: Moment, timezone: str, language: str) -> str:
    """Day, time to the minute and zone; a bare date stays a date."""
    if moment.is_date:
        return day(moment, timezone, language)
    local = local_time(moment, timezone)
    locale = locale_of(language)
    time = format_time(local, "short", locale=locale, tzinfo=ZoneInfo(timezone))
    # CLDR tells what stands between the two, and which comes first: no comma in Japanese, another
    # one in Arabic, the time before the day in Vietnamese.
    pattern = str(get_datetime_format("long", locale=locale)).replace("'", "")
    clock = in_digits(f"{time} {local.tzname()}", language)
    return pattern.format(clock, day(moment, timezone, language))


_A_MOMENT = "a moment, such as article.published"


def _of_page(context: Context, name: str) -> str:
    """What every page tells its layouts; raises where a macro was imported without the page."""
    return str(context.resolve(name))


@pass_context
def _iso(context: Context, moment: Moment) -> str:
    wanted(moment, Moment, "iso", _A_MOMENT)
    if moment.is_date:
        return local_time(moment, _of_page(context, "timezone")).date().isoformat()
    return iso(moment, _of_page(context, "timezone"))


@pass_context
def _day(context: Context, moment: Moment) -> str:
    wanted(moment, Moment, "day", _A_MOMENT)
    return day(moment, _of_page(context, "timezone"), _of_page(context, "language"))


@pass_context
def _stamp(context: Context, moment: Moment) -> str:
    wanted(moment, Moment, "stamp", _A_MOMENT)
    return stamp(moment, _of_page(context, "timezone"), _of_page(context, "language"))


@pass_context
def _number(context: Context, number: float) -> str:
    wanted(number, (int, float), "number", "a number")
    return number_in(number, _of_page(context, "language"))


@pass_context
def _file_size(context: Context, size: int) -> str:
    """In kB or MB of 1000, as CLDR writes them; rounded up, since nobody minds a shorter wait."""
    wanted(size, int, "file_size", "a number of bytes")
    language = _of_page(context, "language")
    if size < _MEGABYTE:
        return _measured(max(1, -(-size // 1000)), "digital-kilobyte", language)
    return _measured(-(-size // (_MEGABYTE // 10)) / 10, "digital-megabyte", language)


def _measured(amount: float, unit: str, language: str) -> str:
    locale = locale_of(language)
    written = format_unit(amount, unit, "short", locale=locale, numbering_system="default")
    return in_digits(written, language)


def _language_name(tag: str) -> str:
    return language_name(wanted(tag, str, "language_name", "a language tag"))


FILTERS: dict[str, Callable[..., Any]] = {
    "iso": _iso,
    "day": _day,
    "stamp": _stamp,
    "number": _number,
    "file_size": _file_size,
    "language_name": _language_name,
}
