"""The journal: what has to be done to put an edition in place, so that another process can.

It is trusted only with its checksum, and even then read as a stranger's: each path must lie inside
the output folder. What a half-written or altered journal says is not done.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from generator.writing.paths import is_safe

JOURNAL_MAX_BYTES = 1 << 30

_FORMAT = 1


class Act(StrEnum):
    """What a step does in the output folder."""

    SET_ASIDE = "set-aside"  # move an old file into the staging area
    CLOSE = "close"  # remove a folder that is empty now
    OPEN = "open"  # make a folder
    PLACE = "place"  # move a new file in; an old one is kept in the staging area


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its path in the output folder and the number of its files in the staging area.

    `digest` is that of the file which is moved: the new one to place, the old one to set aside.
    `is_replacement` says that an old file of ours stood where the new one goes.
    """

    act: Act
    path: str
    digest: str = ""
    number: int = 0
    is_replacement: bool = False


def journal_bytes(steps: Iterable[Step]) -> bytes:
    """The steps with a checksum in front."""
    rows = [(s.act, s.path, s.digest, s.number, s.is_replacement) for s in steps]
    body = json.dumps({"format": _FORMAT, "steps": rows}, ensure_ascii=False).encode()
    return hashlib.sha256(body).hexdigest().encode() + b"\n" + body


def journalled_steps(data: bytes) -> tuple[Step, ...]:
    """The steps of a journal, none when it is not whole or not safe to follow."""
    checksum, _, body = data.partition(b"\n")
    if checksum != hashlib.sha256(body).hexdigest().encode():
        return ()
    try:
        journal = json.loads(body)
        if journal["format"] != _FORMAT:
            return ()
        return tuple(_step(*row) for row in journal["steps"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return ()


def _step(act: str, path: str, digest: str, number: int, is_replacement: bool) -> Step:
    """A step as it was written; raises `ValueError` or `TypeError` for what we never write."""
    types_written = (str, str, str, int, bool)
    if tuple(map(type, (act, path, digest, number, is_replacement))) != types_written:
        raise TypeError(f"a step of {path!r:.80} has values of other types")
    if not is_safe(path) or number < 0:
        raise ValueError(f"{path!r:.80} is no path inside the output folder")
    return Step(Act(act), path, digest, number, is_replacement)
