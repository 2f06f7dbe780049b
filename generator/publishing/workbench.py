"""One site that one process builds again and again: what a build learned, the next begins with."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime

from generator import freshness
from generator.build import Onlooker
from generator.disk import Disk
from generator.engine import Live
from generator.engine.memory import Key
from generator.folders import bundled_folder
from generator.freshness import Known, Look, Record
from generator.program import program_digest, program_stamps
from generator.publishing.place import Place
from generator.publishing.publish import Asked, Outcome, publish
from generator.publishing.rehearsal import rehearse


class Workbench:
    """What one process knows of a site, from build to build."""

    def __init__(self, place: Place, asked: Asked, disk: Disk = Disk()) -> None:
        self.place = place
        self._asked, self._disk = asked, disk
        self._program = program_digest(disk)
        self._stamps = program_stamps(disk)
        self._bundled = bundled_folder(disk)
        self._live = Live()
        self._record: Record | None = None
        self._look: Look | None = None

    @property
    def knows_nothing(self) -> bool:
        """Whether no build left anything to begin with."""
        return self._record is None

    @property
    def is_outdated(self) -> bool:
        """Whether the program became another since this began: then it can build no more."""
        return program_stamps(self._disk) != self._stamps

    def begin(self, now: datetime) -> Known:
        """What a build before this process left."""
        place = self.place
        known = freshness.known(
            place.kept("record"),
            place.asked,
            self._stamps,
            place.root,
            place.output,
            self._bundled,
            now,
            self._disk,
        )
        if known.record and (known.record.asked, known.record.program) == (
            place.asked,
            self._stamps,
        ):
            self._record, self._look = known.record, known.look
        return known

    def look(self, now: datetime, paths: Collection[str] | None = None) -> Known:
        """What is known now, after some paths may have changed; None is for any.

        It is unchanged where the last build rests on the very same, whatever came of it.
        """
        root, record = self.place.root, self._record
        look = None
        if paths is not None and self._look is not None:
            look = freshness.look_again(self._look, paths, root, self._bundled, self._disk)
        if look is None:
            look = freshness.look_at_sources(root, self._bundled, self._disk)
        if record is None or look is None:
            return Known(self._stamps, record, look)
        try:
            holds = freshness.holds(record, look, now, root, self._bundled, self._disk)
        except OSError:
            holds = False
        return Known(self._stamps, record, look, holds)

    def build(self, known: Known, now: datetime, onlooker: Onlooker) -> Outcome:
        """Build what `look` found; raises what `publish` does."""
        done = publish(
            self.place,
            now,
            known,
            self._asked,
            onlooker,
            self._disk,
            self._program,
            self._live,
        )
        self._record = done.record
        self._look = done.look
        return done

    def rehearse(self, now: datetime, is_awaited: Callable[[], bool]) -> tuple[Key, ...]:
        """Do beforehand what only the first build of a process has to do; see `rehearse`."""
        return rehearse(self.place, now, self._program, self._live, self._disk, is_awaited)
