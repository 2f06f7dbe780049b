"""What time it is for a build: asked for, set for reproducible builds, or the system's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo


class BadTime(ValueError):
    """A time that can't be understood; the message says what was expected."""


@dataclass(frozen=True, slots=True)
class Clock:
    """The time of a build in UTC, what set it, and whether it lies ahead of the system's clock."""

    now: datetime
    source: str = ""
    is_ahead: bool = False


def clock(asked: str | None, epoch: str | None, system: datetime, timezone: str) -> Clock:
    """The time of the build: `--now`, else `SOURCE_DATE_EPOCH` (seconds, see
    reproducible-builds.org/specs/source-date-epoch), else the system's. Raises `BadTime`.

    A time without an offset is in the site's zone.
    """
    if asked:
        now = _parsed(asked, timezone)
        return Clock(now, "--now", now > system)
    if epoch:
        try:
            now = datetime.fromtimestamp(int(epoch), UTC)
        except (ValueError, OverflowError, OSError):
            raise BadTime(f"SOURCE_DATE_EPOCH is {epoch!r}, not a number of seconds") from None
        return Clock(now, "SOURCE_DATE_EPOCH", now > system)
    return Clock(system)


def _parsed(text: str, timezone: str) -> datetime:
    try:
        local = datetime.fromisoformat(text)
        if local.tzinfo is None:
            local = local.replace(tzinfo=ZoneInfo(timezone))
        return local.astimezone(UTC)
    except (ValueError, OverflowError):
        raise BadTime(f"--now takes a time such as 2026-03-01T09:00, not {text!r}") from None
