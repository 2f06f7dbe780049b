"""`broadsheet build`: the site, or what stands in its way, in words for a writer."""

from __future__ import annotations

import argparse
import gc
import os
import time
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from generator.commands.outlets import say, tell
from generator.disk import Disk, MachineTrouble
from generator.folders import WORKSPACE
from generator.problems import Problem, Severity, printable

if TYPE_CHECKING:
    from generator.build import Made
    from generator.clock import Clock
    from generator.commands.report import Summary
    from generator.digests import Digests
    from generator.engine import Edition
    from generator.freshness import Look
    from generator.outside import Outside


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What a build can be told."""
    parser.add_argument("site", nargs="?", help="the site's folder (default: this one)")
    parser.add_argument("--output", metavar="FOLDER", help="where to publish (default: output/)")
    parser.add_argument(
        "--now",
        metavar="TIME",
        help="build as if it were this time, such as 2026-03-01T09:00 (the site's zone); "
        "a later time than the clock's goes to the preview folder",
    )
    parser.add_argument(
        "--drafts",
        action="store_true",
        help="show drafts and held stories too, in .broadsheet/preview/, never in output/",
    )
    parser.add_argument(
        "--explain", action="store_true", help="say of each page that is made again why it is"
    )
    parser.add_argument(
        "--verify",
        action="store_true",
        help="build anew beside what is remembered, and compare: for those who doubt",
    )
    parser.add_argument(
        "--profile", action="store_true", help="say at the end where the time of the build went"
    )
    parser.add_argument("--strict", action="store_true", help="warnings fail the build as well")
    parser.add_argument(
        "--format",
        choices=("text", "json", "github"),
        default="text",
        help="how problems are printed: for people, for tools, for GitHub Actions",
    )


def run(args: argparse.Namespace, disk: Disk = Disk()) -> int:
    """Build; 0 when the site is published, 1 when a problem kept it back, 2 for wrong usage."""
    from generator.clock import BadTime
    from generator.commands.site_folder import NoSite, find_site
    from generator.library.sources import SourceChanged
    from generator.writing import ForeignInTheWay, Locked, OutputRefused

    try:
        root = find_site(args.site, disk)
        return _build(args, root, disk)
    except (NoSite, BadTime, OutputRefused) as wrong:
        return tell(str(wrong), 2)
    except (Locked, ForeignInTheWay, MachineTrouble, _Unequal) as trouble:
        return tell(str(trouble), 1)
    except SourceChanged as restless:
        words = f"{restless} changed whenever it was read, so nothing was published"
        return tell(f"{words}; wait until it is written, then build again", 1)


def _build(args: argparse.Namespace, root: str, disk: Disk) -> int:
    from generator.commands.report import (
        Summary,
        print_clock,
        print_failure,
        print_problems,
        print_summary,
    )
    from generator.commands.site_folder import from_here
    from generator.writing import check_output_folder

    started = time.monotonic()
    time_of_build = _clock(args, root, disk)
    is_preview = args.drafts or time_of_build.is_ahead
    if is_preview and args.output:
        return tell("a preview goes to .broadsheet/preview/ only: leave --output out", 2)
    place = _place(args, root, is_preview)
    check_output_folder(root, place.output, disk, is_preview=is_preview)
    now = time_of_build.now
    known = None if args.verify else _unchanged(place, now, disk)
    times: tuple[str, ...] = ()
    if known is None and args.profile:
        from generator.commands.profile import profiled

        said, times = profiled(partial(_made, place, now, args, disk))
    else:
        said = known or _made(place, now, args, disk)
    problems = said.problems if isinstance(said, Summary) else said
    print_problems(problems, args.format, root, disk)
    if args.format != "json":
        shown = printable(from_here(os.path.abspath(place.output))) + os.sep
        print_clock(time_of_build)
        if isinstance(said, Summary):
            print_summary(said, shown, time.monotonic() - started, is_preview)
        else:
            print_failure(said, shown)
        for line in times:
            say(line)
    return 0 if isinstance(said, Summary) else 1


class _Place(NamedTuple):
    """Where a build reads, writes and remembers; `asked` is what the command was told."""

    root: str
    output: str
    workspace: str
    name: str
    is_preview: bool
    asked: str

    def kept(self, ending: str) -> str:
        """The file in which something is remembered of builds like this one."""
        return os.path.join(self.workspace, f"{self.name}.{ending}")


def _place(args: argparse.Namespace, root: str, is_preview: bool) -> _Place:
    workspace = os.path.join(root, WORKSPACE)
    preview = os.path.join(workspace, "preview")
    output = preview if is_preview else args.output or os.path.join(root, "output")
    name = "preview" if is_preview else "edition"
    asked = f"{os.path.abspath(output)}\0{args.drafts}\0{args.strict}"
    return _Place(root, output, workspace, name, is_preview, asked)


def _unchanged(place: _Place, now: datetime, disk: Disk) -> Summary | None:
    """What the build before said, if there is nothing to do."""
    from generator import freshness
    from generator.commands.report import Summary
    from generator.folders import bundled_folder
    from generator.program import program_stamps

    record = freshness.record_that_holds(
        place.kept("record"),
        place.asked,
        program_stamps(disk),
        place.root,
        place.output,
        bundled_folder(disk),
        now,
        disk,
    )
    return Summary.of_data(record.said) if record else None


def _made(
    place: _Place, now: datetime, args: argparse.Namespace, disk: Disk
) -> Summary | tuple[Problem, ...]:
    """A build under the lock: its summary, or the problems that kept it from being written."""
    from generator import freshness, records
    from generator.blobs import DamagedBlob
    from generator.build import make
    from generator.commands.compiled_layouts import compiled_layouts
    from generator.commands.report import progress_line, summary
    from generator.digests import Digests
    from generator.engine.store import opened
    from generator.folders import bundled_folder
    from generator.outside import outside, staging_of
    from generator.program import program_digest
    from generator.writing import EditionLock, Written, recover, write_edition

    # A build makes millions of things that stay, and hardly a circle: seldom look for those.
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
    worlds: list[Outside] = []

    def world() -> Outside:
        if worlds:
            digests.forget()
        worlds.append(outside(place.root, disk, now, args.drafts, place.is_preview, digests))
        return worlds[-1]

    staging = staging_of(place.root, disk)
    with EditionLock(place.workspace, disk):
        records.forget(place.kept("record"), disk)
        recover(place.output, place.workspace, disk)
        digests = Digests(disk, place.kept("digests"))
        before = freshness.look_at_sources(place.root, bundled_folder(disk), disk)
        program = program_digest(disk)
        with (
            compiled_layouts(program, disk),
            closing(opened(place.kept("store"), program, disk)) as store,
        ):
            why: list[str] = []

            def explain(edition: Edition) -> None:
                if args.explain:
                    from generator.commands.explain import reasons

                    why[:] = reasons(edition)

            def attempt() -> tuple[Made, Written | None]:
                made = make(world, store, progress_line(args.format), explain)
                if args.verify:
                    _verify(made, make(world))
                if made.has_errors or (args.strict and _counts_when_strict(made.problems)):
                    return made, None
                return made, write_edition(
                    place.output, place.workspace, made.files, staging, disk, digests
                )

            try:
                made, written = attempt()
            except DamagedBlob:  # what was made before is gone: make it again
                store.forget()
                made, written = attempt()
        digests.keep()
        if written is None:
            return made.problems
        if written.changed or written.removed:
            staging.prune(set(made.files.values()))
        if args.verify:
            why.append(f"verified: a clean build gives the same {len(made.files):,} files")
        said = replace(summary(made, written), lines=tuple(why))
        _record(place, before, digests, made, said, disk)
    return said


class _Unequal(Exception):
    """What was remembered led to another edition than a clean build: a mistake of ours."""


def _verify(made: Made, clean: Made) -> None:
    paths = made.files.keys() | clean.files.keys()
    other = sorted(path for path in paths if made.files.get(path) != clean.files.get(path))
    if other or made != clean:
        few = "".join(f"\n    {path}" for path in other[:20]) or "\n    what is told"
        raise _Unequal(
            f"a clean build gives something else, which is a mistake of Broadsheet's:{few}\n"
            "nothing was published; please report it, delete .broadsheet/ and build again"
        )


def _record(
    place: _Place, before: Look, digests: Digests, made: Made, said: Summary, disk: Disk
) -> None:
    """Remember what the build rested on, if that stood still and can be told again."""
    from generator import freshness
    from generator.folders import bundled_folder
    from generator.program import program_stamps

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


def _clock(args: argparse.Namespace, root: str, disk: Disk) -> Clock:
    """The time of the build, in the zone of site.yaml where that can be read."""
    from generator.clock import clock

    system = datetime.now(UTC)
    asked = None if args.now is None else _asked(args.now, _timezone(root, system, disk))
    return clock(asked, os.environ.get("SOURCE_DATE_EPOCH"), system)


def _asked(text: str, timezone: str) -> datetime:
    """The time of `--now`, read as those in a story's header are."""
    from generator.clock import BadTime
    from generator.reading.moments import BadMoment, moment

    found = moment(text, timezone)
    if isinstance(found, BadMoment):
        raise BadTime(f"--now: {found.message}; {found.cure}")
    return found.utc


def _timezone(root: str, now: datetime, disk: Disk) -> str:
    from generator.engine import Edition
    from generator.library.texts import site
    from generator.outside import outside
    from generator.problems import Failure

    try:
        return Edition(outside(root, disk, now)).ask(site).timezone
    except Failure:  # told by the build itself
        return "UTC"


def _counts_when_strict(problems: tuple[Problem, ...]) -> bool:
    """Warnings about what is or may soon be published, and that an author can mend."""
    return any(p.severity is Severity.WARNING and not (p.timely or p.of_draft) for p in problems)
