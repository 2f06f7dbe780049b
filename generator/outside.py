"""The world of one build: the site's files, the bundled layouts, the clock, the staging area."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime

from generator.blobs import Blobs
from generator.digests import Digests
from generator.disk import Disk
from generator.folders import WORKSPACE, bundled_folder
from generator.freshness import LISTED, Changed, Look
from generator.site_files import Listing, SiteFiles, is_passed_over


@dataclass(frozen=True, slots=True)
class Outside:
    """What `library.sources` may ask of; a new one for each look at the world.

    `changed` tells what of it may be other than in the edition before; None where anything may.
    """

    files: SiteFiles | Watched
    bundled: SiteFiles | Watched
    staging: Blobs
    now: datetime
    drafts: bool = False
    preview: bool = False
    changed: Changed | None = None


class Watched:
    """The files of a site, and whether they are still as a look saw them; what is not is told to
    the look. `start` is what their paths begin with there."""

    __slots__ = ("_digests", "_disk", "_files", "_look", "_root", "_start")

    def __init__(self, root: str, start: str, look: Look, disk: Disk, digests: Digests) -> None:
        self._root, self._start, self._look = disk.real_path(root), start, look
        self._disk, self._digests = disk, digests
        self._files = SiteFiles(root, disk, digests)

    def listing(self, folder: str) -> Listing:
        """As that of `SiteFiles`."""
        found = self._files.listing(folder)
        start = f"{self._start}{folder}/" if folder else self._start
        is_as_seen = found.files == self._seen_below(start)
        if found.refusals or not is_as_seen or start not in LISTED:
            self._look.restless.add(start)
            self._look.has_moved |= not is_as_seen and not found.refusals
        return found

    def _seen_below(self, start: str) -> tuple[str, ...]:
        cut = len(self._start)
        below = (path[cut:] for path in self._look.stamps if path.startswith(start))
        return tuple(sorted(p for p in below if not any(map(is_passed_over, p.split("/")))))

    def digest(self, path: str) -> str:
        """As that of `SiteFiles`."""
        seen = self._look.stamps.get(self._start + path)
        found = ""
        try:
            found = self._files.digest(path)
        finally:
            place = os.path.join(self._root, *path.split("/"))
            if not (found and seen and self._digests.given(place, seen)):
                self._look.restless.add(self._start + path)
                now = self._disk.stamps_of(self._root, (path,)).get(path)
                self._look.has_moved |= now != seen or bool(found)
        return found

    def read(self, path: str) -> bytes:
        """As that of `SiteFiles`."""
        return self._files.read(path)


def outside(
    site_root: str,
    disk: Disk,
    now: datetime,
    drafts: bool = False,
    preview: bool = False,
    digests: Digests | None = None,
    look: Look | None = None,
    changed: Changed | None = None,
) -> Outside:
    """The world around a site as it is now; `digests` spare it a look at files that are known, and
    `look` is told of the sources that are no longer as they were in it."""
    digests = digests or Digests(disk)
    bundled = bundled_folder(disk)
    files, layouts = SiteFiles(site_root, disk, digests), SiteFiles(bundled, disk, digests)
    watches = look is not None and not look.odd
    return Outside(
        Watched(site_root, "", look, disk, digests) if look and watches else files,
        Watched(bundled, "/", look, disk, digests) if look and watches else layouts,
        staging_of(site_root, disk),
        now,
        drafts,
        preview,
        changed,
    )


def staging_of(site_root: str, disk: Disk) -> Blobs:
    """Where a site's rendered bytes wait."""
    return Blobs(os.path.join(site_root, WORKSPACE, "blobs"), disk)
