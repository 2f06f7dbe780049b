"""Is there anything to do? Answered from stamps of files and the clock alone, before all else.

After a build that was written, a record says what it rested on: the stamps of the sources, the
program and the output, and between which instants the clock changes nothing. While all of that
holds, a build has nothing to do, and none of the rest is even imported.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from generator import records
from generator.digests import is_young
from generator.disk import Disk, Stamp

YOUNG_AT_MOST = 200
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Record:
    """What a build rested on, and what it said. Instants are in ISO form, digests hexadecimal.

    `young` are (path, SHA-256) of files whose stamps can't be trusted yet.
    """

    asked: str
    program: str
    sources: str
    output: str
    files: tuple[str, ...]
    young: tuple[tuple[str, str], ...]
    since: str | None
    until: str | None
    said: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Look:
    """The stamps of some files at one time, as one digest, and those too young to be trusted."""

    digest: str
    young: tuple[str, ...]


def look_at_sources(site_root: str, bundled: str, disk: Disk) -> Look:
    """The files of a site and the bundled layouts; no digest where one can't be looked at."""
    try:
        return _sources(site_root, bundled, disk)
    except OSError:
        return Look("", ())


def _sources(site_root: str, bundled: str, disk: Disk) -> Look:
    roots = [os.path.join(site_root, name) for name in ("content", "layouts")]
    found = [(path, disk.stamp(path)) for path in _there([f"{site_root}/site.yaml"], disk)]
    for root in (*roots, bundled):
        if disk.stat(root).kind != "absent":
            found.append((root, Stamp(*(0,) * 4)))
            found += disk.stamps(root)
    return _look(found)


def look_at_output(output: str, files: Iterable[str], disk: Disk) -> Look:
    """The files of ours in an output folder."""
    try:
        return _look([(path, disk.stamp(f"{output}/{path}")) for path in files])
    except OSError:
        return Look("", ())


def _there(paths: Iterable[str], disk: Disk) -> list[str]:
    return [path for path in paths if disk.stat(path).kind != "absent"]


def _look(found: list[tuple[str, Stamp]]) -> Look:
    """Sorted, since folders are listed in any order; what is no file is never trusted."""
    now = time.time_ns()
    digest = hashlib.sha256()
    young = []
    for path, stamp in sorted(found):
        size, mtime_ns, ctime_ns, inode = stamp
        if size < 0 or is_young(stamp, now):
            young.append(path)
        line = f"{path}\0{size}\0{mtime_ns}\0{ctime_ns}\0{inode}\n"
        digest.update(line.encode("utf-8", "surrogatepass"))
    return Look(digest.hexdigest(), tuple(young))


def keep(path: str, record: Record, disk: Disk) -> None:
    """Write a record, in place of the one before."""
    records.keep(path, {"format": _FORMAT, **asdict(record)}, disk)


def record_that_holds(
    path: str,
    asked: str,
    program: str,
    site_root: str,
    output: str,
    bundled: str,
    now: datetime,
    disk: Disk,
) -> Record | None:
    """The record, if nothing that the build rested on is other than it was."""
    record = _read(path, disk)
    if record is None or (record.asked, record.program) != (asked, program):
        return None
    if (record.since and now < datetime.fromisoformat(record.since)) or (
        record.until and now >= datetime.fromisoformat(record.until)
    ):
        return None
    try:
        holds = (
            record.sources == look_at_sources(site_root, bundled, disk).digest
            and record.output == look_at_output(output, record.files, disk).digest
            and all(disk.digest(young) == digest for young, digest in record.young)
        )
    except OSError:
        return None
    return record if holds else None


def _read(path: str, disk: Disk) -> Record | None:
    found = records.kept(path, disk)
    if not found or found.pop("format", None) != _FORMAT:
        return None
    try:
        found["young"] = tuple((name, digest) for name, digest in found["young"])
        return Record(**{**found, "files": tuple(found["files"])})
    except (ValueError, KeyError, TypeError):
        return None
