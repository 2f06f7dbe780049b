"""Is there anything to do, and if so, where? Answered from stamps of files and the clock alone.

A build keeps a record of what it rested on: the stamps of the sources and of the output, the
program, between which instants the clock changes nothing, and which edition of the memory it left.
While all of that holds, a build has nothing to do, and none of the rest is even imported. While
only some does, `changed` tells what of the world may be other than it was, so that the rest need
not be asked.

That is as right as asking for everything, since for whatever is not named there the memory's answer
was found for the very stamp that the file has now:

* The record is kept after the edition was committed, and names it. A record without its edition (a
  build was killed between the two, a file restored, another build came between) is no help.
* Its stamps are those of one look, taken before anything was asked. What the edition then found
  otherwise (`Look.restless`), and what was young in that look, is asked anew by the next one. So
  the second look that would tell what changed under the build is the next build's first.
* An answer that was not asked anew in that edition held for the record before, by the same rule.
* Folders with links or what is no file are never vouched for: what a link leads to, or whether that
  can be reached, is in no stamp. Then everything is asked.
"""

from __future__ import annotations

import os
import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any

from generator import records
from generator.disk import Disk, Stamps
from generator.seen import Seen, packed, unpacked, young

YOUNG_AT_MOST = 200
_FORMAT = 2
_SITE = "site.yaml"
_FOLDERS = ("content", "layouts")
# The folders of which a look tells whether a file came or went.
LISTED = ("content/", "layouts/", "/")
_SEEN = ("sources", "output")


@dataclass(slots=True)
class Look:
    """The sources at one time, by their path in the site; that of a bundled layout begins with a
    slash.

    `odd` are those that are no plain files. `restless` are told by whoever looks at a source later:
    one that is not as it was here, or was not here at all; the listing of a folder ends in a slash.
    `has_moved` tells that one became another under the build.
    """

    stamps: Stamps
    odd: tuple[str, ...]
    young: frozenset[str]
    restless: set[str] = field(default_factory=set)
    has_moved: bool = False

    @property
    def is_telling(self) -> bool:
        """Whether all has a stamp: no folder is a link, and no link leads nowhere."""
        odd = (path for path in self.odd if not path.endswith("/"))
        return all(self.stamps.get(path, (-1,))[0] >= 0 for path in odd)


@dataclass(frozen=True, slots=True)
class Record:
    """What a build rested on, and what it said. Instants are in ISO form, digests hexadecimal.

    `edition` is the memory's name of what it made. `output` has the files of ours and the folders,
    and `foreign` what else stands there; `said` is None where the build has to be made again.
    """

    asked: str
    program: str
    edition: str
    sources: Seen
    restless: tuple[str, ...]
    has_odd: bool
    output: Seen
    foreign: Mapping[str, str]
    since: str | None
    until: str | None
    said: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Changed:
    """What may be other than when an edition was made: paths as in a `Look`.

    The clock is not, from `since` on and before `until`.
    """

    edition: str
    paths: frozenset[str]
    since: datetime | None
    until: datetime | None


def is_between(now: datetime, since: datetime | None, until: datetime | None) -> bool:
    """Whether the clock answers as it does from `since` on and before `until`."""
    return (since is None or since <= now) and (until is None or now < until)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known when a command begins; `program` is the stamps of the program."""

    program: str
    record: Record | None
    look: Look | None
    is_unchanged: bool = False


def look_at_sources(site_root: str, bundled: str, disk: Disk) -> Look | None:
    """The files of a site and the bundled layouts; None where one can't be looked at."""
    began = time.time_ns()
    try:
        found, odd = _sources(site_root, bundled, disk)
    except OSError:
        return None
    return Look(found, tuple(odd), young(found, began))


def look_again(
    before: Look, paths: Collection[str], site_root: str, bundled: str, disk: Disk
) -> Look | None:
    """A look at some sources, all others taken as they were; None where only a whole look tells.

    For whoever is told what changes. Those whose stamps could not be trusted are looked at too. A
    folder that came, went or became a link takes a whole look.
    """
    if before.odd:
        return None
    began = time.time_ns()
    wanted = {*paths, *before.young}
    found: Stamps = {}
    for start, root in (("", site_root), ("/", bundled)):
        names = [path[len(start) :] for path in wanted if path.startswith("/") == bool(start)]
        seen = disk.stamps_of(root, names)
        found.update({start + name: stamp for name, stamp in seen.items()})
    if any(size < 0 for size, *_ in found.values()):
        return None
    stamps = {path: stamp for path, stamp in before.stamps.items() if path not in wanted}
    return Look(stamps | found, (), young(found, began))


def _sources(site_root: str, bundled: str, disk: Disk) -> tuple[Stamps, list[str]]:
    found = disk.stamps_of(site_root, (_SITE,))
    odd = [path for path, stamp in found.items() if stamp[0] < 0]
    folders = [(f"{name}/", os.path.join(site_root, name)) for name in _FOLDERS]
    for name, folder in (*folders, ("/", bundled)):
        kind = disk.stat(folder).kind
        if kind == "absent":
            continue
        if kind != "folder":
            odd.append(name)
        below, no_files = disk.stamps(folder)
        found.update({name + path: stamp for path, stamp in below.items()})
        odd += [name + path for path in no_files]
    if os.sep == "/":
        return found, odd
    return {_slashed(path): stamp for path, stamp in found.items()}, [*map(_slashed, odd)]


def _slashed(path: str) -> str:
    return path.replace(os.sep, "/")


def known(
    record_path: str,
    asked: str,
    program: str,
    site_root: str,
    output: str,
    bundled: str,
    now: datetime,
    disk: Disk,
) -> Known:
    """What can be told without the rest of the program."""
    record = _read(record_path, disk)
    look = look_at_sources(site_root, bundled, disk)
    found = Known(program, record, look)
    if record is None or look is None or (record.asked, record.program) != (asked, program):
        return found
    try:
        is_unchanged = (
            record.said is not None
            and _is_output_as_it_was(record.output, output, disk)
            and holds(record, look, now, site_root, bundled, disk)
        )
    except OSError:
        is_unchanged = False
    return Known(program, record, look, is_unchanged)


def holds(
    record: Record, look: Look, now: datetime, site_root: str, bundled: str, disk: Disk
) -> bool:
    """Whether sources and clock are those that the record rests on; raises `OSError`."""
    return (
        look.is_telling
        and look.stamps == record.sources.stamps
        and is_between(now, *_hours(record))
        and _are_young_as_they_were(record.sources, site_root, bundled, disk)
    )


def _is_output_as_it_was(seen: Seen, output: str, disk: Disk) -> bool:
    """Whether the files of ours stand there; folders have no digest, and foreign files no part."""
    there = disk.stamps_of(output, seen.digests)
    return len(there) == len(seen.digests) and there.items() <= seen.stamps.items()


def _are_young_as_they_were(seen: Seen, site_root: str, bundled: str, disk: Disk) -> bool:
    return all(
        disk.digest(place_of(path, site_root, bundled)) == seen.digests.get(path)
        for path in seen.young
    )


def place_of(path: str, site_root: str, bundled: str) -> str:
    """Where a source is that a look names so."""
    return bundled + path if path.startswith("/") else f"{site_root}/{path}"


def changed(record: Record, look: Look) -> Changed | None:
    """What may be other than in the edition of the record; None where that can't be told."""
    if look.odd or record.has_odd:
        return None
    paths = record.sources.other(look.stamps) | look.young | {*record.restless}
    names = record.sources.stamps.keys() ^ look.stamps.keys()
    paths |= {path[: path.index("/") + 1] or path for path in names if "/" in path}
    return Changed(record.edition, frozenset(paths), *_hours(record))


def _hours(record: Record) -> tuple[datetime | None, datetime | None]:
    since, until = record.since, record.until
    return (
        datetime.fromisoformat(since) if since else None,
        datetime.fromisoformat(until) if until else None,
    )


def keep(path: str, record: Record, disk: Disk) -> None:
    """Write a record, in place of the one before."""
    data: dict[str, Any] = {"format": _FORMAT}
    data |= {f.name: getattr(record, f.name) for f in fields(record) if f.name not in _SEEN}
    parts: list[bytes] = []
    try:
        for name in _SEEN:
            seen: Seen = getattr(record, name)
            data[f"young {name}"] = sorted(seen.young)
            parts += packed(seen)
    except OverflowError:  # an inode or a time that is larger than those of the systems we know
        return
    records.keep(path, data, disk, parts)


def _read(path: str, disk: Disk) -> Record | None:
    found = records.kept(path, disk)
    if found is None:
        return None
    data, parts = found
    try:
        if data.pop("format") != _FORMAT:
            return None
        for name, at in zip(_SEEN, (0, 3), strict=True):
            data[name] = unpacked(parts[at : at + 3], data.pop(f"young {name}"))
        return Record(**data)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
