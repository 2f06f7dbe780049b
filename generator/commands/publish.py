"""A build under the lock: made, put in place, and what it rested on remembered."""

from __future__ import annotations

import argparse
import gc
from contextlib import closing
from dataclasses import replace
from datetime import datetime

from generator import freshness, records
from generator.blobs import DamagedBlob
from generator.build import Made, make
from generator.commands.compiled_layouts import compiled_layouts
from generator.commands.explain import reasons
from generator.commands.outlets import tell
from generator.commands.place import Place, Unequal
from generator.commands.report import Summary, progress_line, summary
from generator.digests import Digests
from generator.disk import Disk
from generator.engine import Edition, Memory
from generator.engine.store import opened
from generator.folders import bundled_folder
from generator.freshness import Look
from generator.outside import Outside, outside, staging_of
from generator.problems import Problem, Severity
from generator.program import program_digest, program_stamps
from generator.writing import EditionLock, Written, recover, write_edition


def published(
    place: Place, now: datetime, args: argparse.Namespace, disk: Disk
) -> Summary | tuple[Problem, ...]:
    """What was put in place, or the problems that kept it from being; raises what `writing` does,
    and `Unequal`."""
    # A build makes millions of things that stay, and hardly a circle: seldom look for those.
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
    with EditionLock(place.workspace, disk):
        records.forget(place.kept("record"), disk)
        recover(place.output, place.workspace, disk)
        build = _Build(place, now, args, disk)
        before = freshness.look_at_sources(place.root, bundled_folder(disk), disk)
        program = program_digest(disk)
        with (
            compiled_layouts(program, disk),
            closing(opened(place.kept("store"), program, disk)) as store,
        ):
            made, written = build.edition(store)
        build.digests.keep()
        if written is None:
            return made.problems
        if written.changed or written.removed:
            build.staging.prune(set(made.files.values()))
        said = replace(summary(made, written), lines=tuple(build.lines))
        _record(place, before, build.digests, made, said, disk)
    return said


class _Build:
    """One build with what it looks at the world through; `lines` are said at its end."""

    def __init__(self, place: Place, now: datetime, args: argparse.Namespace, disk: Disk) -> None:
        self._place, self._now, self._args, self._disk = place, now, args, disk
        self._looks = 0
        self.digests = Digests(disk, place.kept("digests"))
        self.staging = staging_of(place.root, disk)
        self.lines: list[str] = []

    def edition(self, store: Memory) -> tuple[Made, Written | None]:
        """What was made, and what putting it in place did; None where it had to be kept back."""
        try:
            return self._attempt(store)
        except DamagedBlob:  # what was made before is gone: make it again
            store.forget()
            return self._attempt(store)

    def _attempt(self, store: Memory) -> tuple[Made, Written | None]:
        args, place = self._args, self._place
        progress = progress_line(args.format)
        made = make(self._world, store, progress, self._explain, lost=_tell_lost)
        if args.verify:
            _verify(made, make(self._world, lost=_tell_lost))
        if made.has_errors or (args.strict and _counts_when_strict(made.problems)):
            return made, None
        written = write_edition(
            place.output, place.workspace, made.files, self.staging, self._disk, self.digests
        )
        if args.verify:
            self.lines.append(f"verified: a clean build gives the same {len(made.files):,} files")
        return made, written

    def _world(self) -> Outside:
        """A new look; whoever needs a second one trusts no stamp of the first."""
        if self._looks:
            self.digests.forget()
        self._looks += 1
        place, args = self._place, self._args
        return outside(
            place.root, self._disk, self._now, args.drafts, place.is_preview, self.digests
        )

    def _explain(self, edition: Edition) -> None:
        self.lines[:] = reasons(edition) if self._args.explain else ()


def _tell_lost(what: str) -> None:
    """Before it is done again here: if it ends this process too, the reader knows of what."""
    tell(f"a process of this build died at {what}, so that is done once more")


def _verify(made: Made, clean: Made) -> None:
    paths = made.files.keys() | clean.files.keys()
    other = sorted(path for path in paths if made.files.get(path) != clean.files.get(path))
    if other or made != clean:
        few = "".join(f"\n    {path}" for path in other[:20]) or "\n    what is told"
        raise Unequal(
            f"a clean build gives something else, which is a mistake of Broadsheet's:{few}\n"
            "nothing was published; please report it, delete .broadsheet/ and build again"
        )


def _counts_when_strict(problems: tuple[Problem, ...]) -> bool:
    """Warnings about what is or may soon be published, and that an author can mend."""
    return any(p.severity is Severity.WARNING and not (p.timely or p.of_draft) for p in problems)


def _record(
    place: Place, before: Look, digests: Digests, made: Made, said: Summary, disk: Disk
) -> None:
    """Remember what the build rested on, if that stood still and can be told again."""
    files = (*sorted(made.files), "build.json")
    sources = freshness.look_at_sources(place.root, bundled_folder(disk), disk)
    output = freshness.look_at_output(place.output, files, disk)
    if sources.digest != before.digest or said.notes or not (sources.digest and output.digest):
        return
    if len(sources.young) > freshness.YOUNG_AT_MOST:
        return
    try:
        young = [(p, digests.given(p) or disk.digest(p)) for p in sources.young]
    except OSError:
        return
    freshness.keep(
        place.kept("record"),
        freshness.Record(
            asked=place.asked,
            program=program_stamps(disk),
            sources=sources.digest,
            output=output.digest,
            files=files,
            young=tuple(young),
            since=made.since.isoformat() if made.since else None,
            until=made.until.isoformat() if made.until else None,
            said=said.as_data(),
        ),
        disk,
    )
