"""What stands in an output folder before an edition is put there: what is ours, what is foreign.

Names are compared as the folder lists them, because a file system that ignores case or composes
letters gives the same answer for several spellings. Nothing here follows a link or changes a file.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.digests import Digests
from generator.disk import Disk, Kind
from generator.writing.paths import MANIFEST, STAGING, all_folders, folded


@dataclass(frozen=True, slots=True)
class Standing:
    """The output folder as it is: each path with what stands there, and which are files of ours.

    A folder that can't hold anything of ours and is hidden (`.git`) or closed to us (`lost+found`)
    is not looked into; it stands as one thing, with a slash at the end of its path.
    """

    output: str
    kinds: Mapping[str, Kind]
    spellings: Mapping[str, tuple[str, ...]]
    ours: frozenset[str]
    disk: Disk
    digests: Digests

    def actual(self, path: str) -> str:
        """The path under which the folder lists what stands at a path; empty where nothing does."""
        if path in self.kinds:
            return path
        for spelling in self.spellings.get(folded(path), ()):
            if self._identity(spelling) == self._identity(path):
                return spelling
        return ""

    def _identity(self, path: str) -> tuple[int, int]:
        return self.disk.stat(os.path.join(self.output, path)).identity

    def digest(self, path: str) -> str:
        """The SHA-256 of a file there; nothing where we are not allowed to read it."""
        try:
            return self.digests.of(os.path.join(self.output, path))
        except PermissionError:
            return ""


def standing_in(
    output: str, old: Iterable[str], new: Iterable[str], disk: Disk, digests: Digests
) -> Standing:
    """What stands in the output folder, where `old` was listed as ours and `new` shall stand."""
    listed = tuple(old)
    paths = {*listed, *new}
    needed = frozenset(map(folded, paths | all_folders(paths)))
    kinds: dict[str, Kind] = {}
    waiting = [""] if disk.stat(output).kind == "folder" else []
    while waiting:
        folder = waiting.pop()
        try:
            entries = disk.entries(os.path.join(output, folder))
        except PermissionError:
            if folded(folder) in needed or not folder:
                raise
            del kinds[folder]
            kinds[f"{folder}/"] = "folder"
            continue
        for name, kind in entries:
            path = f"{folder}/{name}" if folder else name
            if path == STAGING and kind == "folder":
                continue
            if kind == "folder" and name.startswith(".") and folded(path) not in needed:
                kinds[f"{path}/"] = kind
                continue
            kinds[path] = kind
            if kind == "folder":
                waiting.append(path)
    return _recognised(output, kinds, listed, disk, digests)


def _recognised(
    output: str, kinds: Mapping[str, Kind], old: Iterable[str], disk: Disk, digests: Digests
) -> Standing:
    spellings: dict[str, tuple[str, ...]] = {}
    for path in kinds:
        spellings[folded(path)] = (*spellings.get(folded(path), ()), path)
    unclaimed = Standing(output, kinds, spellings, frozenset(), disk, digests)
    actual = (unclaimed.actual(path) for path in (*old, MANIFEST))
    ours = frozenset(path for path in actual if path and kinds[path] == "file")
    return Standing(output, kinds, spellings, ours, disk, digests)
