"""The staging area: where an edition waits, and where the old one is kept until the new one stands.

It lies in the workspace when the output folder is on the same file system, else hidden in the
output folder, because a rename can't cross file systems. Each output folder has its own.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass

from generator.blobs import Blobs
from generator.disk import Disk, Kind, make_folders
from generator.writing.journal import (
    JOURNAL_MAX_BYTES,
    Act,
    Step,
    journal_bytes,
    journalled_steps,
)
from generator.writing.paths import MANIFEST, STAGING
from generator.writing.plan import Plan

# From here on one sync() of the whole machine is quicker than one for each file.
FILES_SYNCED_EACH_MAX = 64


@dataclass(frozen=True, slots=True)
class Staging:
    """One staging area and the output folder that it serves.

    `journal` says that the edition is to be completed, `undo_journal` that the old one is to be
    put back; the same file is renamed from one to the other, so there is never a doubt.
    """

    output: str
    folder: str
    disk: Disk

    @property
    def journal(self) -> str:
        return f"{self.folder}/journal"

    @property
    def undo_journal(self) -> str:
        return f"{self.folder}/journal-undo"

    @property
    def journals(self) -> tuple[str, str]:
        """Both names of the journal; the one that puts back is looked for first."""
        return (self.undo_journal, self.journal)

    def new(self, step: Step) -> str:
        """Where the new file of a step waits."""
        return f"{self.folder}/new/{step.number}"

    def old(self, step: Step) -> str:
        """Where the old file of a step is kept."""
        return f"{self.folder}/old/{step.number}"

    def target(self, step: Step) -> str:
        """The path of a step on the disk."""
        return f"{self.output}/{step.path}"

    def is_there(self) -> bool:
        """Whether anything was left in this area; a link of its name is none of ours."""
        return self.disk.stat(self.folder).kind == "folder"


def staging_areas(output: str, workspace: str, disk: Disk) -> tuple[Staging, Staging]:
    """The two places where the staging area of an output folder can be: workspace, output."""
    relative = os.path.relpath(output, workspace) if _share_drive(output, workspace) else output
    name = hashlib.sha256(os.fsencode(relative)).hexdigest()[:16]
    outer = Staging(output, os.path.join(workspace, f"staging-{name}"), disk)
    return outer, Staging(output, os.path.join(output, STAGING), disk)


def _share_drive(one: str, other: str) -> bool:
    return os.path.splitdrive(one)[0].casefold() == os.path.splitdrive(other)[0].casefold()


def stage(plan: Plan, blobs: Blobs, staging: Staging) -> None:
    """Write all new files of a plan into the staging area and sync them; no journal yet.

    Raises `DamagedBlob` when the store has lost one of them.
    """
    disk = staging.disk
    make_folders(os.path.dirname(staging.folder), disk)
    disk.make_folder(staging.folder)
    disk.set_mode(staging.folder, 0o700)
    for name in ("new", "old"):
        disk.make_folder(f"{staging.folder}/{name}")
    for step in plan.placed:
        data = plan.manifest if step.path == MANIFEST else blobs.read(step.digest)
        disk.write_bytes_new(staging.new(step), data, 0o644)
    sync_files((staging.new(step) for step in plan.placed), disk)
    disk.sync_folder(f"{staging.folder}/new")


def sync_files(paths: Iterable[str], disk: Disk) -> None:
    """Return when the files would outlive a power cut."""
    files = tuple(paths)
    if len(files) <= FILES_SYNCED_EACH_MAX or not disk.sync_everything():
        for path in files:
            disk.sync_file(path)


def sync_folders(steps: Iterable[Step], staging: Staging) -> None:
    """Return when what the steps did to the output folder would outlive a power cut."""
    disk = staging.disk
    changed = {os.path.dirname(staging.target(step)) for step in steps}
    changed |= {staging.target(step) for step in steps if step.act is Act.OPEN}
    folders = [folder for folder in sorted(changed) if disk.stat(folder).kind == "folder"]
    if len(folders) <= FILES_SYNCED_EACH_MAX or not disk.sync_everything():
        for folder in folders:
            disk.sync_folder(folder)


def write_journal(steps: Iterable[Step], staging: Staging) -> None:
    """From here on the edition will be completed, by us or by the next command."""
    draft = f"{staging.journal}-draft"
    staging.disk.write_bytes_new(draft, journal_bytes(steps))
    staging.disk.sync_file(draft)
    staging.disk.rename(draft, staging.journal)
    staging.disk.sync_folder(staging.folder)


def read_journal(path: str, staging: Staging) -> tuple[Step, ...]:
    """The steps of the journal at a path; none when there is no sound one."""
    if staging.disk.stat(path).kind != "file":
        return ()
    return journalled_steps(staging.disk.read_bytes(path, JOURNAL_MAX_BYTES))


def drop_journal(path: str, staging: Staging) -> None:
    """From here on the output folder is as it shall be, and what is staged is rubbish.

    An error counts only while the journal is there: some network disks do it and then complain.
    """
    try:
        staging.disk.remove(path)
        staging.disk.sync_folder(staging.folder)
    except OSError:
        if staging.disk.stat(path).kind != "absent":
            raise


def drop_staging(staging: Staging) -> None:
    """Remove the staging area and all that is in it; links in it are removed, not followed."""
    found: list[tuple[str, Kind]] = [(staging.folder, "folder")]
    for folder, kind in found:
        if kind == "folder":
            entries = staging.disk.entries(folder)
            found += [(f"{folder}/{entry.name}", entry.kind) for entry in entries]
    for path, kind in reversed(found):
        if kind == "folder":
            staging.disk.remove_folder(path)
        else:
            staging.disk.remove(path)
