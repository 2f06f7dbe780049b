"""What time it is for a build: asked for, set for reproducible builds, or the system's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime

# 9998-12-31 23:59:59, the last second of the last year that a story may have.
_LAST_SECOND = 253_370_764_799


class BadTime(ValueError):
    """A time that can't be understood; the message says what was expected."""


@dataclass(frozen=True, slots=True)
class Clock:
    """The time of a build in UTC, what set it, and whether it lies ahead of the system's clock."""

    now: datetime
    source: str = ""
    is_ahead: bool = False


def clock(asked: datetime | None, epoch: str | None, system: datetime) -> Clock:
    """The time of the build: `--now`, else `SOURCE_DATE_EPOCH`, else the system's.

    Raises `BadTime`: a value that is no time fails the build, also an empty one
    (reproducible-builds.org/specs/source-date-epoch).
    """
    if asked is not None:
        return Clock(asked, "--now", asked > system)
    if epoch is not None:
        now = _from_epoch(epoch)
        return Clock(now, "SOURCE_DATE_EPOCH", now > system)
    return Clock(system)


def _from_epoch(epoch: str) -> datetime:
    is_number = re.fullmatch(r"[0-9]{1,12}", epoch, re.ASCII)
    if not is_number or int(epoch) > _LAST_SECOND:
        raise BadTime(
            f"SOURCE_DATE_EPOCH is {epoch[:40]!r}, no number of seconds since 1970; "
            "set it as date +%s prints it, or unset it"
        )
    return datetime.fromtimestamp(int(epoch), UTC)
