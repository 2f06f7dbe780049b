"""Dates and times: what writers type becomes one instant, or a message."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model.values import Moment
from generator.reading.moments import BadMoment, moment


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type, misc]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-03-01", Moment(utc(2026, 2, 28, 22), is_date=True)),
        ("2026-03-01 09:00", Moment(utc(2026, 3, 1, 7))),
        ("2026-03-01T09:00", Moment(utc(2026, 3, 1, 7))),
        ("2026-03-01 09:00:30", Moment(utc(2026, 3, 1, 7, 0, 30))),
        ("2026-03-01T09:00:30.250Z", Moment(utc(2026, 3, 1, 9, 0, 30, 250000))),
        ("2026-03-01 09:00Z", Moment(utc(2026, 3, 1, 9))),
        ("2026-03-01 09:00 +05:30", Moment(utc(2026, 3, 1, 3, 30))),
        ("2026-03-01 09:00-0800", Moment(utc(2026, 3, 1, 17))),
        ("2026-07-01 09:00", Moment(utc(2026, 7, 1, 6))),
    ],
)
def test_a_date_is_read_in_the_sites_zone_unless_it_names_an_offset(
    text: str, expected: Moment
) -> None:
    """Kyiv is two hours ahead of UTC in winter, three in summer."""
    assert expected == moment(text, "Europe/Kyiv")


@pytest.mark.parametrize(
    ("text", "code", "cure"),
    [
        ("2026-3-1", "bad-date", "write 2026-03-01"),
        ("2026/03/01 9:05", "bad-date", "write 2026-03-01 09:05"),
        ("2026-13-01", "bad-date", None),
        ("2026-02-29", "bad-date", "mend the day"),
        ("2026-04-31", "bad-date", "mend the day"),
        ("2026-03-01 24:00", "bad-date", "hours go from 00 to 23, minutes from 00 to 59"),
        ("2026-03-01 09:61", "bad-date", "hours go from 00 to 23, minutes from 00 to 59"),
        ("2026-03-01 09:00 +25:00", "bad-date", "write an offset such as +02:00, or Z for UTC"),
        (
            "2026-03-01 09:00 CET",
            "bad-date",
            "write the distance from UTC in place of CET: 2026-03-01 09:00 +HH:MM",
        ),
        ("2026-03-01 09:00 UTC", "bad-date", "write 2026-03-01 09:00Z"),
        ("1 March 2026", "bad-date", "write 2026-03-01"),
        ("March 1st, 2026", "bad-date", "write 2026-03-01"),
        ("31 Sept. 2026", "bad-date", None),
        ("1 Mars 2026", "bad-date", "write 2026-03-01"),
        ("1 words 2026", "bad-date", None),
        ("20260301", "bad-date", "write 2026-03-01"),
        ("20263101", "bad-date", None),
        ("01.03.2026", "bad-date", None),
        ("٢٠٢٦-٠٣-٠١", "bad-date", None),
        ("tomorrow", "bad-date", None),
        ("0001-01-01", "date-range", "mend the year"),
        ("1599-12-31", "date-range", "mend the year"),
        ("9999-01-01", "date-range", "mend the year"),
    ],
)
def test_what_no_calendar_has_is_told(text: str, code: str, cure: str | None) -> None:
    """Each with its cure; a near miss is shown as it should be typed."""
    found = moment(text, "Europe/Kyiv")
    assert isinstance(found, BadMoment)
    assert code == found.code
    general = "write year-month-day, and the time if it matters: 2026-03-01 or 2026-03-01 09:00"
    assert (cure or general) == found.cure


def test_29_february_is_a_day_in_leap_years() -> None:
    """2024 had one; 1900 had none."""
    assert isinstance(moment("2024-02-29", "UTC"), Moment)
    assert isinstance(moment("1900-02-29", "UTC"), BadMoment)


def test_a_time_that_the_zone_skips_is_told_with_both_ways_out() -> None:
    """Kyiv's clocks went from 03:00 to 04:00 on 29 March 2026."""
    assert BadMoment(
        "time-never",
        "Europe/Kyiv had no 2026-03-29 03:30: the clocks were put forward",
        "write 2026-03-29 04:30, or an offset: 2026-03-29 03:30 +02:00",
    ) == moment("2026-03-29 03:30", "Europe/Kyiv")


def test_a_time_that_the_zone_has_twice_is_right_with_an_offset() -> None:
    """The message's own cures are two instants, an hour apart."""
    twice = moment("2026-10-25 03:30", "Europe/Kyiv")
    assert isinstance(twice, BadMoment)
    assert "time-twice" == twice.code
    first, second = (text.strip() for text in twice.cure.removeprefix("write which:").split("or"))
    earlier, later = moment(first, "Europe/Kyiv"), moment(second, "Europe/Kyiv")
    assert isinstance(earlier, Moment)
    assert isinstance(later, Moment)
    assert timedelta(hours=1) == later.utc - earlier.utc


def test_a_day_begins_even_where_its_midnight_does_not() -> None:
    """Cairo's clocks went from 00:00 to 01:00 on 26 April 2024; the day is itself."""
    found = moment("2024-04-26", "Africa/Cairo")
    assert Moment(utc(2024, 4, 25, 22), is_date=True) == found


def test_a_day_that_the_zone_skipped_is_told() -> None:
    """Samoa went from 29 to 31 December 2011."""
    found = moment("2011-12-30", "Pacific/Apia")
    assert isinstance(found, BadMoment)
    assert "time-never" == found.code


@settings(deadline=None)
@given(
    st.datetimes(datetime(1600, 1, 1), datetime(9998, 12, 31)),
    st.sampled_from(
        ["UTC", "Europe/Kyiv", "America/St_Johns", "Pacific/Apia", "Asia/Kathmandu", "Africa/Cairo"]
    ),
)
def test_an_instant_shown_in_the_zone_is_what_was_typed(when: datetime, zone: str) -> None:
    """Whatever is accepted converts back to the very words."""
    text = f"{when:%Y-%m-%d %H:%M:%S}"
    found = moment(text, zone)
    if isinstance(found, Moment):
        assert text == f"{found.utc.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M:%S}"


@settings(deadline=None)
@given(st.text(alphabet="0123456789-:T.Z+ /", max_size=30))
def test_no_text_of_digits_breaks_the_reading(text: str) -> None:
    """A moment or a message, never an exception."""
    assert isinstance(moment(text, "Europe/Kyiv"), Moment | BadMoment)
