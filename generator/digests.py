"""Digests of files, made once: a file whose stamp is as it was is not read again.

Git trusts the same stamps for its index. They are worth nothing on another machine (the inodes are
others there), and nothing for a file that was young when it was read: clocks of file systems are
coarse, so it may have been written again since and keep its stamp.
"""

from __future__ import annotations

import time
from typing import Any

from generator import records
from generator.disk import Disk, Stamp

# A file this young may be written again and keep its stamp.
YOUNG_NS = 2_000_000_000
_FORMAT = 1


def is_young(stamp: Stamp, now_ns: int) -> bool:
    """Whether the stamp of a file that is read now can't be trusted later."""
    return max(stamp.mtime_ns, stamp.ctime_ns) >= now_ns - YOUNG_NS


class Digests:
    """The digests of the files that a build looks at, kept in the file `record` if one is given."""

    __slots__ = ("_before", "_disk", "_found", "_record", "_young")

    def __init__(self, disk: Disk, record: str = "") -> None:
        self._disk = disk
        self._record = record
        self._found: dict[str, tuple[Stamp, str]] = {}
        self._young: set[str] = set()
        self._before: dict[str, Any] = _kept(record, disk) if record else {}

    def of(self, path: str) -> str:
        """The SHA-256 of the file at a path, as 64 hexadecimal digits; raises `OSError`.

        Within one build an unchanged stamp stands for unchanged bytes, also of a young file.
        """
        stamp = self._disk.stamp_of_itself(path)
        found = self._found.get(path)
        if found is not None and found[0] == stamp:
            return found[1]
        now = time.time_ns()
        digest = self._told_before(path, stamp) or self._disk.digest(path)
        if is_young(stamp, now):
            self._young.add(path)
        self._found[path] = stamp, digest
        return digest

    def _told_before(self, path: str, stamp: Stamp) -> str:
        kept: object = self._before.get(path)
        return str(kept[-1]) if isinstance(kept, list) and kept[:-1] == [*stamp] else ""

    def given(self, path: str) -> str:
        """The digest that was given out for a path; empty where none was."""
        return self._found[path][1] if path in self._found else ""

    def forget(self) -> None:
        """Trust no stamp from here on."""
        self._found.clear()
        self._before.clear()

    def keep(self) -> None:
        """Remember the files that this build looked at for the next one."""
        files = {
            path: [*stamp, digest]
            for path, (stamp, digest) in self._found.items()
            if path not in self._young
        }
        if self._record and files != self._before:
            records.keep(self._record, {"format": _FORMAT, "files": files}, self._disk)


def _kept(record: str, disk: Disk) -> dict[str, Any]:
    found = records.kept(record, disk)
    return found["files"] if found and found.get("format") == _FORMAT else {}
