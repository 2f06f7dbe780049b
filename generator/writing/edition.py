"""An edition is put in place whole, or the old one stays: the whole story on one screen.

New files are staged and synced, then a journal says what will be done, then it is done, then the
journal is dropped; that is the commit. What the old edition loses is kept in the staging area
until then.

* An operation that fails before the commit (a full disk, a missing permission) is answered by
  putting the old edition back at once, byte for byte. Renames undo it, and renames need no space,
  so this works on the very disk that is full. Only when the disk refuses that too does the
  journal stay, for the next command.
* A process that is killed or interrupted leaves the journal, and the next command completes the
  edition: all of it is staged and synced, so going forward works, and the reader sees the news.
  Only when a staged file did not survive, or something foreign came to stand in the way, does it
  go back.

The caller holds the `EditionLock` and has asked `check_output_folder`. This room must never look
at an earlier edition's content but to compare it, nor at the clock.
"""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from generator.blobs import Blobs, DamagedBlob
from generator.digests import Digests
from generator.disk import Disk, MachineTrouble, Where, machine_trouble, make_folders
from generator.writing.journal import Step
from generator.writing.left import Left, left_by_replacing, left_standing, replacing
from generator.writing.manifest import listed_files
from generator.writing.moves import Blocked, can_complete, carry_out, undo
from generator.writing.paths import STAGING, clash, is_safe
from generator.writing.plan import ForeignInTheWay, Plan, planned
from generator.writing.staging import (
    Staging,
    drop_journal,
    drop_staging,
    read_journal,
    stage,
    staging_areas,
    sync_folders,
    write_journal,
)
from generator.writing.standing import standing_in

_Outcome = TypeVar("_Outcome")

_STANDS = "the previous edition stands as it was"
_HALF = "the edition is half in place; the next command completes it or puts the old one back"
_MENDED_LATER = "an edition that was cut off may wait to be mended; the next command tries again"


@dataclass(frozen=True, slots=True)
class Written:
    """What putting an edition in place did; all paths are those of the output folder, sorted.

    `left` is for the next edition, which finds its way more quickly with it.
    """

    changed: tuple[str, ...]
    removed: tuple[str, ...]
    foreign: tuple[str, ...]
    notes: tuple[str, ...] = ()
    left: Left | None = field(default=None, compare=False, repr=False)


def write_edition(
    output: Where,
    workspace: Where,
    files: Mapping[str, str],
    blobs: Blobs,
    disk: Disk,
    digests: Digests | None = None,
    left: Left | None = None,
) -> Written:
    """Put an edition in place: relative posix path → digest of its bytes in `blobs`.

    Only what differs on the disk is touched; `digests` tell what is there already, and `left` how
    the edition before left it. Raises `ForeignInTheWay`, `DamagedBlob` (make those bytes again) and
    `MachineTrouble`; the previous edition stands then, unless the message says that it is half in
    place. Raises `ValueError` for paths that no edition can have.
    """
    recover(output, workspace, disk)
    place = os.fspath(output)
    made: tuple[str, ...] = ()
    try:
        areas = _staging_areas(output, workspace, disk)
        place = areas[0].output
        way = _planned(files, place, disk, digests or Digests(disk), left or Left())
        notes = [way.note] if way.note else []
        if way.plan.steps:
            made = make_folders(place, disk)
            notes += _put_in_place(way.plan, blobs, areas)
    except (OSError, ForeignInTheWay, DamagedBlob, MachineTrouble) as error:
        _unmake(made, disk)
        if isinstance(error, OSError):
            raise machine_trouble(error, _named(error, place), _STANDS) from error
        raise
    plan = way.plan
    return Written(plan.changed, plan.removed, plan.foreign, tuple(notes), _left(way))


class _Way(NamedTuple):
    """The plan, and how to tell what it leaves."""

    plan: Plan
    leaves: Callable[[], Left | None]
    note: str = ""


def _planned(
    files: Mapping[str, str], place: str, disk: Disk, digests: Digests, left: Left
) -> _Way:
    began = time.time_ns()
    few = replacing(files, left, place, disk, digests)
    if few is not None:
        return _Way(few.plan, lambda: left_by_replacing(few, left, place, began, disk))
    _check_paths(files)
    old, note = listed_files(place, disk)
    standing = standing_in(place, old, files, disk, digests)
    plan = planned(files, old, standing)
    return _Way(plan, lambda: left_standing(plan, standing, files, began, disk), note)


def _left(way: _Way) -> Left | None:
    """What stands there now; it is only for the next edition's ease."""
    try:
        return way.leaves()
    except OSError:
        return None


def _check_paths(files: Mapping[str, str]) -> None:
    for path in files:
        if not is_safe(path):
            raise ValueError(f"{path!r:.200} is no path inside an output folder")
    if pair := clash(files):
        raise ValueError(f"an edition can't hold both {pair[0]!r:.200} and {pair[1]!r:.200}")


def _staging_areas(output: Where, workspace: Where, disk: Disk) -> tuple[Staging, Staging]:
    return staging_areas(disk.real_path(output), disk.real_path(workspace), disk)


def _put_in_place(plan: Plan, blobs: Blobs, areas: tuple[Staging, Staging]) -> tuple[str, ...]:
    """Publish through the workspace, or through the output folder when that is on another disk.

    A mount may share its device with the workspace: only a rename that fails tells (EXDEV).
    """
    outer, inner = areas
    workspace = os.path.dirname(outer.folder)
    make_folders(workspace, outer.disk)
    if outer.disk.stat(workspace).device == outer.disk.stat(outer.output).device:
        try:
            return _publish(plan, blobs, outer)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
    return _publish(plan, blobs, inner)


def _publish(plan: Plan, blobs: Blobs, staging: Staging) -> tuple[str, ...]:
    """Notes on what was left undone; after an error the old edition is back, or is told not to."""
    is_in_place = False
    try:
        stage(plan, blobs, staging)
        write_journal(plan.steps, staging)
        carry_out(plan.steps, staging)
        sync_folders(plan.steps, staging)
        is_in_place = True
        drop_journal(staging.journal, staging)
    except (OSError, Blocked, DamagedBlob, MachineTrouble) as error:
        try:
            is_done = is_in_place and _insist(lambda: not _has_journal(staging))
            if not is_done:
                _insist(lambda: _put_back(plan.steps, staging))
        except OSError as second:
            raise machine_trouble(second, _named(second, staging.output), _HALF) from error
        if isinstance(error, Blocked):
            raise ForeignInTheWay((error.path,)) from error
        if not is_done:
            raise
    try:
        _insist(lambda: drop_staging(staging))
    except OSError:
        return (f"{staging.folder} could not be removed; the next command tries again",)
    return ()


def _insist(work: Callable[[], _Outcome]) -> _Outcome:
    """Do it again if the disk refuses: it may have been a hiccup, and much is at stake."""
    try:
        return work()
    except OSError:
        return work()


def _has_journal(staging: Staging) -> bool:
    """Whether the output folder is between two editions; without a journal, one of them stands."""
    return any(staging.disk.stat(path).kind == "file" for path in staging.journals)


def _put_back(steps: Sequence[Step], staging: Staging) -> None:
    """Make the output folder what it was before the steps; `OSError` when the disk refuses."""
    if not staging.is_there():
        return
    if _has_journal(staging):
        _turn_back(steps, staging)
    with suppress(OSError):
        drop_staging(staging)


def _turn_back(steps: Sequence[Step], staging: Staging) -> None:
    """From the first rename on, whoever comes next puts the old edition back too."""
    if staging.disk.stat(staging.journal).kind == "file":
        staging.disk.rename(staging.journal, staging.undo_journal)
    staging.disk.sync_folder(staging.folder)
    undo(steps, staging)
    sync_folders(steps, staging)
    drop_journal(staging.undo_journal, staging)


def recover(output: Where, workspace: Where, disk: Disk) -> bool:
    """Whether an edition that was cut off had to be completed, or the one before it put back.

    Every command calls it first, under the lock. What was staged without a journal is dropped.
    Raises `MachineTrouble`.
    """
    found = False
    try:
        for staging in _staging_areas(output, workspace, disk):
            if staging.is_there():
                found = _recover(staging) or found
    except OSError as error:
        raise machine_trouble(error, _named(error, os.fspath(output)), _MENDED_LATER) from error
    return found


def _recover(staging: Staging) -> bool:
    disk = staging.disk
    forward = read_journal(staging.journal, staging)
    back = read_journal(staging.undo_journal, staging)
    is_there = disk.stat(staging.output).kind == "folder"  # else there is nothing to mend
    if is_there and back:
        undo(back, staging)
        sync_folders(back, staging)
    elif is_there and forward:
        if _is_completed(forward, staging):
            sync_folders(forward, staging)
        else:
            _turn_back(forward, staging)
    for journal in staging.journals:
        if disk.stat(journal).kind in ("file", "link"):
            drop_journal(journal, staging)
    drop_staging(staging)
    return is_there and bool(back or forward)


def _is_completed(steps: Sequence[Step], staging: Staging) -> bool:
    """Complete the edition; whether all of it was there and nothing foreign stood in the way."""
    if not can_complete(steps, staging):
        return False
    try:
        carry_out(steps, staging)
    except Blocked:
        return False
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        return False  # it was cut off before it knew that the output is a disk of its own
    return True


def _unmake(folders: Sequence[str], disk: Disk) -> None:
    """Remove the folders made for an edition that did not come to be."""
    with suppress(OSError):
        for folder in reversed(folders):
            disk.remove_folder(folder)


def _named(error: OSError, output: str) -> str:
    """The path that tells the user most: the one in the output folder, if the error names one."""
    names = [str(name) for name in (error.filename, error.filename2) if name]
    inside = [name for name in names if name.startswith(output) and STAGING not in name]
    return (inside or names or [output])[0]
