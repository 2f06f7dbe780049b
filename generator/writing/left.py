"""The output folder as an edition left it, so that the next one looks only where it must.

An edition of the same files, put where nobody touched anything since, replaces the pages that are
others now: no folder is listed and no page read. That is told from the stamps of all files and
folders: who adds, removes or renames something in a folder gives it another stamp. Where anything
else is other than it was, all is looked at anew (`standing.py`).
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from generator.digests import Digests
from generator.disk import Disk, Kind, Stamps
from generator.seen import Seen, young
from generator.writing.journal import Act, Step
from generator.writing.manifest import manifest_bytes
from generator.writing.paths import MANIFEST, STAGING
from generator.writing.plan import Plan
from generator.writing.standing import Standing

# With more than this in doubt, all is looked at in no more time.
_FEW = 500
_TOP = "./"


@dataclass(frozen=True, slots=True)
class Left:
    """`seen` are our files, with their digests, and all folders, whose paths end in a slash;
    `foreign` is what else stands there, and its kind."""

    seen: Seen = field(default_factory=Seen)
    foreign: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Replacing:
    """A plan that only replaces files, with the stamps of what stands there before it."""

    plan: Plan
    stamps: Stamps
    doubtful: frozenset[str]


def replacing(
    new: Mapping[str, str], left: Left, output: str, disk: Disk, digests: Digests
) -> Replacing | None:
    """The plan for an edition of the same files where all stands as it was left; None elsewhere."""
    old = left.seen.digests
    differing = {path for path, _ in new.items() ^ old.items()} - {MANIFEST}
    if MANIFEST not in old or not differing <= old.keys() or not differing <= new.keys():
        return None
    try:
        now = disk.stamps_of(output, left.seen.stamps)
        doubtful = left.seen.other(now)
        if len(doubtful) > _FEW or not _stand_as_left(doubtful, left, output, disk):
            return None
        pages = [path for path in doubtful if not path.endswith("/")]
        altered = {p for p in pages if digests.of(os.path.join(output, p)) != old[p]}
    except OSError:
        return None
    if MANIFEST in altered:
        return None
    differing |= altered
    return Replacing(_plan(new, differing, left), now, frozenset(doubtful))


def _stand_as_left(doubtful: Iterable[str], left: Left, output: str, disk: Disk) -> bool:
    """Whether the folders among these hold the names and kinds that they held."""
    above = {"" if path == _TOP else path for path in doubtful if path.endswith("/")}
    folders: dict[str, dict[str, str]] = {path: {} for path in above}
    for path in (*left.seen.stamps, *left.foreign) if folders else ():
        start = path.rfind("/", 0, -1) + 1
        held = folders.get(path[:start])
        if held is not None and path != _TOP:
            kind = "folder" if path.endswith("/") else left.foreign.get(path, "file")
            held[path[start:].rstrip("/")] = kind
    return all(_held(folder, output, disk) == held for folder, held in folders.items())


def _held(folder: str, output: str, disk: Disk) -> dict[str, Kind]:
    held = {entry.name: entry.kind for entry in disk.entries(os.path.join(output, folder))}
    if not folder and held.get(STAGING) == "folder":
        del held[STAGING]
    return held


def _plan(new: Mapping[str, str], differing: Iterable[str], left: Left) -> Plan:
    changed, foreign = tuple(sorted(differing)), tuple(sorted(left.foreign))
    if not differing:
        return Plan((), b"", (), (), foreign)
    manifest = manifest_bytes(new)
    digest = hashlib.sha256(manifest).hexdigest()
    files = [(path, new[path]) for path in changed]
    if digest != left.seen.digests[MANIFEST]:
        files.append((MANIFEST, digest))
    steps = (
        Step(Act.PLACE, path, found, number, is_replacement=True)
        for number, (path, found) in enumerate(files)
    )
    return Plan(tuple(steps), manifest, changed, (), foreign)


def left_by_replacing(
    done: Replacing, left: Left, output: str, began_ns: int, disk: Disk
) -> Left | None:
    """What stands there after the plan was carried out, which began then."""
    placed = {step.path: step.digest for step in done.plan.placed}
    above = (path.rpartition("/")[0] for path in placed)
    touched = {*placed, *(f"{folder}/" if folder else _TOP for folder in above)}
    stamps = done.stamps | disk.stamps_of(output, touched)
    uncertain = {path: stamps[path] for path in (*done.doubtful, *touched) if path in stamps}
    seen = Seen(stamps, left.seen.digests | placed, young(uncertain, began_ns))
    return Left(seen, left.foreign) if _is_whole(uncertain) else None


def left_standing(
    plan: Plan, standing: Standing, new: Mapping[str, str], began_ns: int, disk: Disk
) -> Left | None:
    """What stands there after the plan was carried out, which began then; all of it looked at."""
    folders = {p for p, kind in standing.kinds.items() if kind == "folder" and p[-1] != "/"}
    folders -= {step.path for step in plan.steps if step.act is Act.CLOSE}
    folders |= {step.path for step in plan.steps if step.act is Act.OPEN}
    files = dict(new) | {MANIFEST: hashlib.sha256(plan.manifest).hexdigest()}
    paths = (*files, _TOP, *(f"{folder}/" for folder in folders))
    stamps = disk.stamps_of(standing.output, paths)
    seen = Seen(stamps, files, young(stamps, began_ns))
    foreign = {path: standing.kinds[path] for path in plan.foreign}
    return Left(seen, foreign) if len(stamps) == len(paths) and _is_whole(stamps) else None


def _is_whole(stamps: Stamps) -> bool:
    """Whether files stand where files should, and folders where folders should."""
    return all(size == -2 if path[-1] == "/" else size >= 0 for path, (size, *_) in stamps.items())
