"""A build under the lock: made, put in place, and what it rested on remembered."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from generator import freshness, records
from generator.blobs import DamagedBlob
from generator.build import Made, Onlooker, make
from generator.digests import Digests
from generator.disk import Disk
from generator.engine import Edition, Live, Memory
from generator.engine.store import opened
from generator.folders import bundled_folder
from generator.freshness import Known, Look, Record
from generator.library.sources import SourceChanged
from generator.outside import Outside, outside, staging_of
from generator.problems import Problem, Severity
from generator.program import ProgramChanged, program_digest, program_stamps
from generator.publishing.compiled_layouts import compiled_layouts
from generator.publishing.explain import Reasons, mended, reasons
from generator.publishing.place import KeptBack, Place
from generator.publishing.remembering import remember
from generator.publishing.summary import Summary, summary
from generator.site_files import Refused
from generator.writing import EditionLock, Left, Written, recover, write_edition


class Asked(NamedTuple):
    """What a build was told to do, as the options of `broadsheet build` say it."""

    drafts: bool = False
    strict: bool = False
    verify: bool = False
    explain: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build came to. `said` and `written` are None where problems kept it back; `record` is
    what the next build begins with, None where that has to look at everything, and `look` how the
    sources stood when this one began."""

    problems: tuple[Problem, ...]
    said: Summary | None = None
    written: Written | None = None
    record: Record | None = None
    look: Look | None = None


def publish(
    place: Place,
    now: datetime,
    known: Known,
    asked: Asked = Asked(),
    onlooker: Onlooker = Onlooker(),
    disk: Disk = Disk(),
    program: bytes = b"",
    live: Live | None = None,
) -> Outcome:
    """Build a site and put it in place, unless problems keep it back.

    `program` is its digest, where that is known, and `live` what earlier builds of this process had
    at hand. Raises what `writing` does, and `KeptBack`.
    """
    with _in_words(), EditionLock(place.workspace, disk):
        records.forget(place.kept("record"), disk)
        recover(place.output, place.workspace, disk)
        build = _Build(place, now, known, asked, onlooker, disk, live)
        program = program or program_digest(disk)
        with (
            compiled_layouts(program, disk),
            closing(opened(place.kept("store"), program, disk)) as store,
        ):
            made, written = build.edition(store)
        if written is None:
            record = build.remembered(made, build.left, None)
            return Outcome(made.problems, record=record, look=build.look)
        if written.changed or written.removed:
            build.staging.prune(set(made.files.values()))
        said = replace(summary(made, written), lines=tuple(build.lines))
        record = build.remembered(made, written.left, said)
    return Outcome(made.problems, said, written, record, build.look)


@contextmanager
def _in_words() -> Iterator[None]:
    """What ends a build without being anybody's mistake, as `KeptBack`."""
    try:
        yield
    except SourceChanged as restless:
        words = f"{restless} changed whenever it was read, so nothing was published"
        raise KeptBack(f"{words}; wait until it is written, then build again") from restless
    except Refused as refused:  # of the site it is told with the file, so this is a layout of ours
        raise KeptBack(f"the bundled layouts can't be read: {refused}") from refused
    except ProgramChanged as changed:
        words = "Broadsheet itself changed while it was at work, so nothing was published"
        raise KeptBack(f"{words}; build again") from changed


class _Build:
    """One build with what it looks at the world through; `lines` are said at its end.

    `look` is the one that its edition rests on.
    """

    def __init__(
        self,
        place: Place,
        now: datetime,
        known: Known,
        asked: Asked,
        onlooker: Onlooker,
        disk: Disk,
        live: Live | None,
    ) -> None:
        self._place, self._now, self._known, self._asked = place, now, known, asked
        self._onlooker, self._disk, self._live = onlooker, disk, live
        self.looks = 0
        self._had_store = disk.stat(place.kept("store")).kind == "file"
        self.look: Look | None = None
        self._digests = Digests(disk)
        self.left: Left | None = None
        if record := known.record:
            self._digests.know(disk.real_path(place.root) + os.sep, record.sources)
            self._digests.know(disk.real_path(bundled_folder(disk)), record.sources)
            if record.asked.partition("\0")[0] == place.asked.partition("\0")[0]:
                self._digests.know(disk.real_path(place.output) + os.sep, record.output)
                self.left = Left(record.output, record.foreign)
        self.staging = staging_of(place.root, disk)
        self.lines: list[str] = []
        self._reasons = Reasons()

    def edition(self, store: Memory) -> tuple[Made, Written | None]:
        """What was made, and what putting it in place did; None where it had to be kept back."""
        try:
            return self._attempt(store)
        except DamagedBlob:  # what was made before is gone: make it again
            store.forget()
            return self._attempt(store)

    def _attempt(self, store: Memory) -> tuple[Made, Written | None]:
        asked, place = self._asked, self._place
        made = make(self._world, store, self._onlooker, self._explain, live=self._live)
        if program_stamps(self._disk) != self._known.program:
            records.forget(place.kept("store"), self._disk)
            raise ProgramChanged
        if asked.verify:
            _verify(made, make(self._doubting_world, onlooker=Onlooker(lost=self._onlooker.lost)))
        if made.has_errors or (asked.strict and _counts_when_strict(made.problems)):
            return made, None
        written = write_edition(
            place.output,
            place.workspace,
            made.files,
            self.staging,
            self._disk,
            self._digests,
            self.left,
        )
        if asked.explain:
            self.lines += [*self._reasons.lines, *mended(self._reasons, written)]
        if asked.verify:
            self.lines.append(f"verified: a clean build gives the same {len(made.files):,} files")
        return made, written

    def _world(self) -> Outside:
        """A new look; whoever needs a second one trusts no stamp of the first."""
        place, known = self._place, self._known
        hints = None
        if self.looks:
            self._digests.forget()
            self.look = freshness.look_at_sources(
                place.root, bundled_folder(self._disk), self._disk
            )
        else:
            self.look = known.look
            if known.record and known.look and not self._asked.verify:
                hints = freshness.changed(known.record, known.look)
        self.looks += 1
        return outside(
            place.root,
            self._disk,
            self._now,
            self._asked.drafts,
            place.is_preview,
            self._digests,
            self.look,
            hints,
        )

    def _doubting_world(self) -> Outside:
        """One that knows nothing."""
        place = self._place
        return outside(place.root, self._disk, self._now, self._asked.drafts, place.is_preview)

    def _explain(self, edition: Edition) -> None:
        if self._asked.explain:
            self._reasons = reasons(edition, self._had_store)

    def remembered(self, made: Made, left: Left | None, said: Summary | None) -> Record | None:
        """Remember what the build rested on, and what it said if that can be told again."""
        if self.look is None:
            return None
        return remember(
            self._place, self._known, self.look, self._digests, made, left, said, self._disk
        )


def _verify(made: Made, clean: Made) -> None:
    paths = made.files.keys() | clean.files.keys()
    other = sorted(path for path in paths if made.files.get(path) != clean.files.get(path))
    if other or made != clean:
        few = "".join(f"\n    {path}" for path in other[:20]) or "\n    what is told"
        raise KeptBack(
            f"a clean build gives something else, which is a mistake of Broadsheet's:{few}\n"
            "nothing was published; please report it, delete .broadsheet/ and build again"
        )


def _counts_when_strict(problems: tuple[Problem, ...]) -> bool:
    """Warnings about what is or may soon be published, and that an author can mend."""
    return any(p.severity is Severity.WARNING and not (p.timely or p.of_draft) for p in problems)
