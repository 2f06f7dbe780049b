"""The moves that put an edition in place, and those that put the old one back.

Both look at what is there before each move, so that they can begin again wherever the last
attempt ended. Neither follows a link nor touches what is not ours, whatever a journal says.
"""

from __future__ import annotations

import errno
from collections.abc import Sequence
from contextlib import suppress

from generator.disk import Stat
from generator.writing.journal import Act, Step
from generator.writing.paths import MANIFEST, folders_of
from generator.writing.staging import Staging

_NOT_EMPTY = (errno.ENOTEMPTY, errno.EEXIST)


class Blocked(Exception):
    """Something that is not ours came to stand in the way since the edition was planned."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


def can_complete(steps: Sequence[Step], staging: Staging) -> bool:
    """Whether each new file still waits whole, or stands in its place already."""
    for step in steps:
        if step.act is not Act.PLACE:
            continue
        waits = staging.disk.stat(staging.new(step)).kind == "file"
        path = staging.new(step) if waits else staging.target(step)
        if not waits and not _is_reachable(step, staging, set()):
            return False
        if not _holds(path, step.digest, staging):
            return False
    return True


def carry_out(steps: Sequence[Step], staging: Staging) -> None:
    """Do the steps that are not done yet; raises `Blocked` where one can't be done."""
    sound: set[str] = set()
    for step in steps:
        if not _is_reachable(step, staging, sound):
            if step.act in (Act.OPEN, Act.PLACE):
                raise Blocked(step.path)
        elif step.act is Act.SET_ASIDE:
            _set_aside(step, staging)
        elif step.act is Act.OPEN:
            _open(step, staging)
        elif step.act is Act.PLACE:
            _place(step, staging)
        else:
            _close(step, staging)


def undo(steps: Sequence[Step], staging: Staging) -> None:
    """Put back what the steps moved, the last one first; what is not ours is left alone."""
    for step in reversed(steps):
        if not _is_reachable(step, staging, set()):
            continue
        if step.act is Act.SET_ASIDE:
            _put_back(step, staging)
        elif step.act is Act.PLACE:
            _take_back(step, staging)
        elif step.act is Act.OPEN:
            _close(step, staging)
        elif _there(step, staging).kind == "absent":
            with suppress(Blocked):  # somebody was quicker
                _open(step, staging)


def _there(step: Step, staging: Staging) -> Stat:
    return staging.disk.stat(staging.target(step))


def _is_reachable(step: Step, staging: Staging, sound: set[str]) -> bool:
    """Whether the path's folders are real ones; `sound` remembers those that were looked at."""
    for folder in folders_of(step.path):
        if folder in sound:
            continue
        if staging.disk.stat(f"{staging.output}/{folder}").kind != "folder":
            return False
        sound.add(folder)
    return True


def _holds(path: str, digest: str, staging: Staging) -> bool:
    """Whether a file with these bytes stands there; one that we may not read has the digest ""."""
    if staging.disk.stat(path).kind != "file":
        return False
    try:
        return staging.disk.digest(path) == digest
    except PermissionError:
        return digest == ""


def _set_aside(step: Step, staging: Staging) -> None:
    """Move an old file away, unless it is done or the file was changed by someone since."""
    target = staging.target(step)
    if _is_absent(staging.old(step), staging) and _holds(target, step.digest, staging):
        staging.disk.rename(target, staging.old(step))


def _put_back(step: Step, staging: Staging) -> None:
    if not _is_absent(staging.old(step), staging) and _there(step, staging).kind == "absent":
        staging.disk.rename(staging.old(step), staging.target(step))


def _is_absent(path: str, staging: Staging) -> bool:
    return staging.disk.stat(path).kind == "absent"


def _place(step: Step, staging: Staging) -> None:
    """Move a new file in; an old one gets a second name first, so that there is always one."""
    disk, target = staging.disk, staging.target(step)
    if _is_absent(staging.new(step), staging):
        return
    there = _there(step, staging).kind
    replaceable = ("file", "link") if step.path == MANIFEST else ("file",)
    if there != "absent" and (not step.is_replacement or there not in replaceable):
        raise Blocked(step.path)
    if there != "absent" and _is_absent(staging.old(step), staging):
        try:
            disk.link(target, staging.old(step))
        except OSError:  # no second names on this disk, or not for us: a moment without the page
            disk.rename(target, staging.old(step))
    disk.rename(staging.new(step), target)


def _take_back(step: Step, staging: Staging) -> None:
    """Move the old file back over the new one, or the new one back to where it waited."""
    disk, target = staging.disk, staging.target(step)
    if not _is_absent(staging.old(step), staging):
        if _there(step, staging).kind in ("absent", "file"):
            disk.rename(staging.old(step), target)
        return
    is_placed = not step.is_replacement and _is_absent(staging.new(step), staging)
    if is_placed and _holds(target, step.digest, staging):
        disk.rename(target, staging.new(step))


def _open(step: Step, staging: Staging) -> None:
    there = _there(step, staging).kind
    if there not in ("absent", "folder"):
        raise Blocked(step.path)
    if there == "absent":
        staging.disk.make_folder(staging.target(step))
    staging.disk.set_mode(staging.target(step), 0o755)


def _close(step: Step, staging: Staging) -> None:
    """Remove a folder, unless somebody put something in it."""
    if _there(step, staging).kind != "folder":
        return
    try:
        staging.disk.remove_folder(staging.target(step))
    except OSError as error:
        if error.errno not in _NOT_EMPTY:
            raise
