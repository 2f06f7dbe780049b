"""The world of one build: the site's files, the bundled layouts, the clock, the staging area."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime

from generator.blobs import Blobs
from generator.digests import Digests
from generator.disk import Disk
from generator.folders import WORKSPACE, bundled_folder
from generator.site_files import SiteFiles


@dataclass(frozen=True, slots=True)
class Outside:
    """What `library.sources` may ask of; a new one for each look at the world."""

    files: SiteFiles
    bundled: SiteFiles
    staging: Blobs
    now: datetime
    drafts: bool = False
    preview: bool = False


def outside(
    site_root: str,
    disk: Disk,
    now: datetime,
    drafts: bool = False,
    preview: bool = False,
    digests: Digests | None = None,
) -> Outside:
    """The world around a site as it is now; `digests` spare it a look at files that are known."""
    digests = digests or Digests(disk)
    return Outside(
        SiteFiles(site_root, disk, digests),
        SiteFiles(bundled_folder(disk), disk, digests),
        staging_of(site_root, disk),
        now,
        drafts,
        preview,
    )


def staging_of(site_root: str, disk: Disk) -> Blobs:
    """Where a site's rendered bytes wait."""
    return Blobs(os.path.join(site_root, WORKSPACE, "blobs"), disk)
