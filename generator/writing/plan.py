"""What has to be done to turn what stands in the output folder into the new edition.

Nothing is touched here. Foreign files and links that stand in the way are found now, and all of
them are told at once. A page that we wrote may be altered or gone; it is ours by its path.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from generator.disk import Kind
from generator.writing.journal import Act, Step
from generator.writing.manifest import manifest_bytes
from generator.writing.paths import MANIFEST, all_folders, folders_of
from generator.writing.standing import Standing


class ForeignInTheWay(Exception):
    """Files that we did not write stand where the edition must go; nothing was touched."""

    def __init__(self, paths: tuple[str, ...]) -> None:
        super().__init__(paths)
        self.paths = paths

    def __str__(self) -> str:
        shown = "\n".join(f"    {path}" for path in self.paths[:20])
        more = f"\n    and {len(self.paths) - 20} more" if len(self.paths) > 20 else ""
        return (
            f"the output folder holds what Broadsheet did not write where the edition must go:\n"
            f"{shown}{more}\nmove it elsewhere or choose another output folder; nothing was touched"
        )


@dataclass(frozen=True, slots=True)
class Plan:
    """The steps in their order, and what a report says about them; no steps: nothing to do."""

    steps: tuple[Step, ...]
    manifest: bytes
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    foreign: tuple[str, ...]

    @property
    def placed(self) -> tuple[Step, ...]:
        """The steps for which a new file must be staged."""
        return tuple(step for step in self.steps if step.act is Act.PLACE)


@dataclass(slots=True)
class _Draft:
    """A plan in the making; what is there already is named as the folder lists it."""

    new: Mapping[str, str]
    old: Mapping[str, str]
    standing: Standing
    kept: set[str] = field(default_factory=set)  # ours or adopted, and not to be removed
    added: dict[str, str] = field(default_factory=dict)
    replaced: dict[str, str] = field(default_factory=dict)
    cleared: set[str] = field(default_factory=set)  # old files where a folder or spelling must go
    closed: set[str] = field(default_factory=set)  # folders where a file must go
    opened: set[str] = field(default_factory=set)
    seen_folders: set[str] = field(default_factory=set)
    blocked: set[str] = field(default_factory=set)


def planned(new: Mapping[str, str], old: Mapping[str, str], standing: Standing) -> Plan:
    """The steps from what stands to the new edition; raises `ForeignInTheWay`.

    `new` and `old` are path and digest; `old` is what the last build.json lists.
    """
    draft = _Draft(new, old, standing)
    manifest = manifest_bytes(new)
    for path, digest in new.items():
        _plan_folders(path, draft)
        _plan_file(path, digest, draft)
    _plan_manifest(hashlib.sha256(manifest).hexdigest(), draft)
    if draft.blocked:
        raise ForeignInTheWay(tuple(sorted(draft.blocked)))
    removed = standing.ours - draft.kept - draft.cleared
    things = {path for path, kind in standing.kinds.items() if is_thing(path, kind)}
    return Plan(
        steps=_steps(draft, removed),
        manifest=manifest,
        changed=tuple(sorted({*draft.added, *draft.replaced} - {MANIFEST})),
        removed=tuple(sorted(removed | draft.cleared)),
        foreign=tuple(sorted(things - draft.kept - removed - draft.cleared)),
    )


def is_thing(path: str, kind: Kind) -> bool:
    """Whether it is more than a folder that was looked into."""
    return kind != "folder" or path.endswith("/")


def _plan_folders(path: str, draft: _Draft) -> None:
    """The folders that a new file needs, each looked at once."""
    for folder in folders_of(path):
        if folder in draft.seen_folders:
            continue
        draft.seen_folders.add(folder)
        there = draft.standing.actual(folder)
        if not there:
            draft.opened.add(folder)
        elif there in draft.standing.ours:
            draft.cleared.add(there)
            draft.opened.add(folder)
        elif draft.standing.kinds[there] != "folder":
            draft.blocked.add(there)


def _plan_file(path: str, digest: str, draft: _Draft) -> None:
    standing = draft.standing
    there = standing.actual(path)
    kind = standing.kinds[there] if there else "absent"
    if kind == "absent":
        draft.added[path] = digest
    elif kind == "folder":
        _plan_file_for_folder(path, there, digest, draft)
    elif there in standing.ours and there != path and path not in draft.old:
        draft.cleared.add(there)  # only the spelling changes, on a disk that ignores case
        draft.added[path] = digest
    elif kind == "file" and standing.digest(there) == digest:
        draft.kept.add(there)
    elif there in standing.ours:
        draft.kept.add(there)
        draft.replaced[path] = digest
    else:
        draft.blocked.add(there)


def _plan_file_for_folder(path: str, folder: str, digest: str, draft: _Draft) -> None:
    """A file goes where a folder stands: the files in it must be ours, and go with the folder."""
    below = {other for other in draft.standing.kinds if other.startswith(f"{folder}/")}
    things = {other for other in below if is_thing(other, draft.standing.kinds[other])}
    draft.blocked |= things - draft.standing.ours
    draft.cleared |= things & draft.standing.ours
    draft.closed |= {folder, *(below - things)}
    draft.added[path] = digest


def _plan_manifest(digest: str, draft: _Draft) -> None:
    """build.json is our name: a link of that name is replaced, which leaves what it leads to."""
    standing = draft.standing
    there = standing.actual(MANIFEST)
    kind = standing.kinds[there] if there else "absent"
    if kind in ("folder", "special"):
        draft.blocked.add(there)
    elif kind == "absent":
        draft.added[MANIFEST] = digest
    else:
        draft.kept.add(there)
        if kind == "link" or standing.digest(there) != digest:
            draft.replaced[MANIFEST] = digest


def _steps(draft: _Draft, removed: frozenset[str]) -> tuple[Step, ...]:
    """All steps in the order in which a reader of the live site sees the least of it.

    New pages come before the pages that link to them, removals after both, build.json last.
    """
    number = itertools.count()

    def set_aside(paths: Iterable[str]) -> list[Step]:
        digest = draft.standing.digest
        return [Step(Act.SET_ASIDE, path, digest(path), next(number)) for path in sorted(paths)]

    def place(files: Mapping[str, str], is_replacement: bool) -> list[Step]:
        return [
            Step(Act.PLACE, path, files[path], next(number), is_replacement)
            for path in sorted(files, key=lambda path: (path == MANIFEST, path))
        ]

    steps = set_aside(draft.cleared)
    steps += [Step(Act.CLOSE, folder) for folder in sorted(draft.closed, reverse=True)]
    steps += [Step(Act.OPEN, folder) for folder in sorted(draft.opened)]
    placed = place(draft.added, False) + place(draft.replaced, True)
    steps += [step for step in placed if step.path != MANIFEST]
    steps += set_aside(removed)
    steps += [Step(Act.CLOSE, folder) for folder in sorted(_emptied(draft, removed), reverse=True)]
    return (*steps, *(step for step in placed if step.path == MANIFEST))


def _emptied(draft: _Draft, removed: frozenset[str]) -> set[str]:
    """The folders of files that we made once, and in which nothing is left."""
    standing = draft.standing
    gone = {path for path in draft.old if path not in draft.new}
    left = {standing.actual(folder) for folder in all_folders(gone)}
    left = {folder for folder in left if folder and standing.kinds[folder] == "folder"}
    left -= draft.closed
    staying = standing.kinds.keys() - removed - draft.cleared - draft.closed - left
    return left - {standing.actual(folder) for folder in all_folders((*staying, *draft.added))}
