"""The process that builds: at each save, when a story falls due, and whenever a look finds news.

It has one thread, so that the engine may make copies of it.
"""

from __future__ import annotations

import gc
import signal
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from typing import Any

from generator.build import Onlooker, Superseded
from generator.disk import Disk, MachineTrouble, machine_trouble
from generator.freshness import Known
from generator.pages.output import Output
from generator.pages.plan import TEXTS
from generator.problems import Problem
from generator.publishing.place import KeptBack
from generator.publishing.publish import Asked, Outcome
from generator.publishing.source_lines import SourceLines
from generator.publishing.summary import Summary
from generator.publishing.workbench import Workbench
from generator.site_files import is_passed_over
from generator.urls import file_path
from generator.watch import news
from generator.writing import ForeignInTheWay, Locked, Written

# How often this looks by itself: so that it takes a fiftieth of its time, and no oftener than that.
_LOOK_SHARE, _LOOK_S = 50, 2.0
# A build that another command holds up is tried again after so long.
_LOCKED_S = 0.3
# A writer who pauses so long after a fault wants to know what else there is.
_PAUSE_S = 1.5
# After so many builds what they left in circles is cleared away: Python alone would wait too long.
_BUILDS_A_CLEARING = 20
# How often it listens while it works, and says how far it is.
_LISTEN_S, _PROGRESS_S = 0.01, 0.25
_LOST = "a process of this build died at {}, so that is done once more"


def build_on_demand(connection: Connection, order: news.Order) -> None:
    """Build whenever there is something to build, until told to stop or left alone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one that watches says when
    gc.set_threshold(50_000, 20, 100)
    try:
        _Builder(connection, order).run()
    except (EOFError, BrokenPipeError, ConnectionResetError, _Stopped):
        return


class _Faulty(Superseded):
    """What was saved has errors, which are told before all others."""

    def __init__(self, errors: tuple[Problem, ...]) -> None:
        super().__init__()
        self.errors = errors


class _Stopped(BaseException):
    """Nobody wants anything of this process any more."""


class _Builder:
    def __init__(self, connection: Connection, order: news.Order) -> None:
        self._connection = connection
        self._disk = Disk()
        asked = Asked(drafts=order.drafts, strict=order.strict, explain=True)
        self._bench = Workbench(order.place, asked, self._disk)
        self._paths: set[str] | None = set()  # what may have changed; None is for any
        self._shown: set[str] = set()
        self._patience_s: float | None = None
        self._is_due = False
        self._was_told = True
        self._saved: frozenset[str] = frozenset()
        self._retry_at = 0.0
        self._insists = False  # on a whole edition, also where a text that was saved has errors
        self._problems: tuple[Problem, ...] = ()
        self._look_s = _LOOK_S
        self._next_due: datetime | None = None
        self._listened_at = self._told_at = 0.0
        self._made: dict[str, str] = {}  # path in the output, digest
        self._builds = 0
        self._before: Mapping[str, str] = {}  # the digests of the output in place

    def run(self) -> None:
        """Build, wait, and so on."""
        now = datetime.now(UTC)
        known = self._bench.begin(now)
        if known.record:
            self._before = known.record.output.digests
        if known.is_unchanged and known.record and known.record.said:
            self._tell_said(Summary.of_data(known.record.said))
        else:
            self._build(known, now, None)
        self._bench.rehearse(now, self._connection.poll)
        while True:
            if not self._is_due:
                self._wait()
            if self._is_due:
                self._look_and_build()

    def _wait(self) -> None:
        """Until somebody says something, a story falls due, or it is time to look."""
        now = time.monotonic()
        until = now + (self._look_s if self._patience_s is None else self._patience_s)
        if self._retry_at:
            until = min(until, self._retry_at)
        if self._next_due is not None:
            left = (self._next_due - datetime.now(UTC)).total_seconds()
            until = min(until, now + max(0.0, left))
        if self._connection.poll(max(0.0, until - now)):
            self._listen()
            return
        self._is_due, self._was_told = True, bool(self._retry_at)
        if not self._retry_at:
            self._paths = None

    def _listen(self) -> None:
        """Take what was said meanwhile."""
        while self._connection.poll():
            said: Any = self._connection.recv()
            match said:
                case news.Saved(paths):
                    self._insists = False
                    self._is_due = self._was_told = True
                    if paths is None or self._paths is None:
                        self._paths = None
                    else:
                        self._paths |= paths
                case news.Shown(shown):
                    self._shown.clear()
                    self._shown |= shown
                case news.Patience(seconds):
                    self._patience_s = seconds
                case news.Stop():
                    raise _Stopped

    def _look_and_build(self) -> None:
        """Build if there is news of the world."""
        began = time.monotonic()
        paths, was_told = self._paths, self._was_told
        self._paths, self._is_due, self._retry_at = set(), False, 0.0
        now = datetime.now(UTC)
        known = self._bench.look(now, paths)
        if paths is None:
            self._look_s = max(_LOOK_S, _LOOK_SHARE * (time.monotonic() - began))
        if known.is_unchanged:
            return
        if not was_told and (unheard := _differing(known)):
            self._connection.send(news.Found(unheard))
        self._build(known, now, paths)

    def _build(self, known: Known, now: datetime, paths: set[str] | None) -> None:
        """Build, and tell what came of it; what is not done, the next build has to do."""
        began = time.monotonic()
        self._saved = _differing(known)
        self._made.clear()
        try:
            done = self._bench.build(known, now, self._onlooker())
        except _Faulty as faulty:
            self._again(paths)
            self._insists, self._retry_at = True, time.monotonic() + _PAUSE_S
            self._tell_faults(faulty.errors, time.monotonic() - began)
        except Superseded:
            self._again(paths)
        except Locked as held:
            self._again(paths)
            self._retry_at = began + _LOCKED_S
            self._connection.send(news.Trouble(str(held)))
        except (KeptBack, ForeignInTheWay, MachineTrouble) as trouble:
            if self._bench.is_outdated:
                raise _Stopped from trouble  # the process that comes next is the new program's
            self._again(paths)
            self._connection.send(news.Trouble(str(trouble)))
        except OSError as refusal:
            self._again(paths)
            self._connection.send(news.Trouble(str(machine_trouble(refusal))))
        else:
            self._announce(done, time.monotonic() - began)
        gc.unfreeze()
        self._builds += 1
        if self._builds % _BUILDS_A_CLEARING == 0:
            gc.collect()

    def _again(self, paths: set[str] | None) -> None:
        """What this build was to follow, the next one has to."""
        self._paths = None if paths is None or self._paths is None else self._paths | paths

    def _onlooker(self) -> Onlooker:
        return Onlooker(
            progress=self._progress,
            page=self._page_made,
            lost=lambda what: self._connection.send(news.Trouble(_LOST.format(what))),
            heard=self._heard,
            faulty=self._hear_of_faults,
            first=self._shown,
        )

    def _heard(self) -> None:
        """Listen now and then; what is out of date already is not made to the end.

        The very first edition is, however long it takes: there is nothing to go on from before it.
        """
        now = time.monotonic()
        if now - self._listened_at < _LISTEN_S:
            return
        self._listened_at = now
        self._listen()
        if self._is_due and not self._bench.knows_nothing:
            raise Superseded

    def _hear_of_faults(self, errors: tuple[Problem, ...]) -> None:
        """A text that was just saved has errors: nothing can be published, so tell them at once.

        What else is wrong, and the pages of what is right, come when the writer pauses: to take the
        story out of all lists would be work for nothing if it is mended in the next moment.
        """
        if not self._insists and any(problem.path in self._saved for problem in errors):
            raise _Faulty(errors)

    def _progress(self, what: str, number: int, total: int) -> None:
        now = time.monotonic()
        if now - self._told_at > _PROGRESS_S:
            self._told_at = now
            self._connection.send(news.Progress(what, number, total))

    def _page_made(self, output: Output, digest: str) -> None:
        """The pages that somebody looks at, or was just writing, are shown before the rest."""
        is_text = output.kind in TEXTS
        if not is_text and any(path.startswith("content/") for path in self._saved):
            return  # if one of those has errors, the lists of this edition lack it
        path = file_path(output.url)
        self._made[path] = digest
        source = output.source if is_text and output.source in self._saved else ""
        if source or path in self._shown:
            self._connection.send(
                news.PageMade(output.url, path, digest, self._before.get(path, ""), source)
            )

    def _announce(self, done: Outcome, seconds: float) -> None:
        if done.look and done.look.has_moved:
            self._is_due, self._paths = True, None
        self._problems = done.problems
        if done.said and done.written:
            self._tell_said(done.said, done.written, seconds)
        else:
            told = self._with_lines(done.problems)
            kept = news.Done(False, told, seconds=seconds, saved=self._saved, made=self._made)
            self._connection.send(kept)
        if done.record and done.written:
            self._before = done.record.output.digests

    def _tell_faults(self, errors: tuple[Problem, ...], seconds: float) -> None:
        """What is known to be wrong while the rest is not looked at."""
        paths = {problem.path for problem in errors}
        others = (problem for problem in self._problems if problem.path not in paths)
        told = self._with_lines(tuple(sorted((*others, *errors), key=Problem.sort_key)))
        self._connection.send(news.Done(False, told, seconds=seconds, saved=self._saved))

    def _tell_said(self, said: Summary, written: Written | None = None, seconds: float = 0) -> None:
        self._next_due = said.next_due
        done = news.Done(True, self._with_lines(said.problems), seconds=seconds, saved=self._saved)
        urls = dict(said.addresses)
        waiting = [news.Waiting(path, until, urls.get(path, "")) for path, until in said.held]
        waiting += [news.Waiting(path, None, urls.get(path, "")) for path in said.drafts]
        if written:
            replaced = tuple(path for path in written.changed if path in self._before)
            done = done._replace(
                changed=written.changed, removed=written.removed, replaced=replaced
            )
        self._connection.send(
            done._replace(
                lines=said.lines,
                waiting=tuple(waiting),
                next_due=said.next_due,
                timezone=said.timezone,
                stories=said.stories,
                files=said.files,
            )
        )

    def _with_lines(self, problems: tuple[Problem, ...]) -> tuple[news.Told, ...]:
        lines = SourceLines(self._bench.place.root, self._disk)
        return tuple(news.Told(problem, lines.of(problem)) for problem in problems)


def _differing(known: Known) -> frozenset[str]:
    """The sources that are not as they were in the build before; none where there was none.

    What editors leave beside a file is no source: nobody is told of it, and nobody need be.
    """
    if known.record is None or known.look is None:
        return frozenset()
    found = known.record.sources.differing(known.look.stamps)
    return frozenset(path for path in found if not any(map(is_passed_over, path.split("/"))))
