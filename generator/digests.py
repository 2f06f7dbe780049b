"""Digests of files, made once: a file that stands as it was seen is not read again."""

from __future__ import annotations

import os
from collections.abc import Iterator

from generator.disk import Disk, Stamp
from generator.seen import Seen


class Digests:
    """The digests of the files that a build looks at."""

    __slots__ = ("_disk", "_found", "_seen")

    def __init__(self, disk: Disk) -> None:
        self._disk = disk
        self._found: dict[str, tuple[Stamp, str]] = {}
        self._seen: list[tuple[str, Seen]] = []

    def know(self, start: str, seen: Seen) -> None:
        """Trust what was seen; `start` and a path in it are what the file will be asked by."""
        self._seen.append((start, seen))

    def of(self, path: str) -> str:
        """The SHA-256 of the file at a path, as 64 hexadecimal digits; raises `OSError`.

        Within one build an unchanged stamp stands for unchanged bytes, also of a young file.
        """
        stamp = self._disk.stamp_of_itself(path)
        found = self._found.get(path)
        if found is not None and found[0] == stamp:
            return found[1]
        digest = self._seen_before(path, stamp) or self._disk.digest(path)
        self._found[path] = stamp, digest
        return digest

    def _seen_before(self, path: str, stamp: Stamp) -> str:
        for start, seen in self._seen:
            if path.startswith(start):
                digest = seen.digest(_slashed(path[len(start) :]), stamp)
                if digest:
                    return digest
        return ""

    def given(self, path: str, stamp: tuple[int, ...]) -> str:
        """The digest that was given out for a path with that stamp; empty where none was."""
        found = self._found.get(path)
        return found[1] if found is not None and found[0] == stamp else ""

    def found_below(self, start: str) -> Iterator[tuple[str, Stamp, str]]:
        """The files that were looked at: path behind `start`, stamp, digest."""
        for path, (stamp, digest) in self._found.items():
            if path.startswith(start):
                yield _slashed(path[len(start) :]), stamp, digest

    def forget(self) -> None:
        """Trust no stamp from here on."""
        self._found.clear()
        self._seen.clear()


def _slashed(path: str) -> str:
    return path if os.sep == "/" else path.replace(os.sep, "/")
