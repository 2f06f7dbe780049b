"""`broadsheet build`: the site, or what stands in its way, in words for a writer."""

from __future__ import annotations

import argparse
import os
import time
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from generator.commands.outlets import say, tell
from generator.disk import Disk, MachineTrouble, machine_trouble
from generator.problems import printable
from generator.publishing.place import KeptBack, Place, place_of

if TYPE_CHECKING:
    from generator.clock import Clock
    from generator.freshness import Known
    from generator.publishing.publish import Outcome
    from generator.publishing.summary import Summary


# A site that is being watched is built for a moment at each save: this build comes after it.
_PATIENCE_S = 5.0
_PREVIEW_ONLY = "a preview goes to .broadsheet/preview/ only: leave --output out"


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
    parser.add_argument(
        "--watch", action="store_true", help="go on: build again at each save, until Ctrl-C"
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
    from generator.writing import ForeignInTheWay, Locked, OutputRefused

    try:
        root = find_site(args.site, disk)
        return _build(args, root, disk)
    except (NoSite, BadTime, OutputRefused) as wrong:
        return tell(str(wrong), 2)
    except (Locked, ForeignInTheWay, MachineTrouble, KeptBack) as trouble:
        return tell(str(trouble), 1)
    except OSError as refusal:  # wherever the machine refuses what it never should
        return tell(str(machine_trouble(refusal)), 1)


def _build(args: argparse.Namespace, root: str, disk: Disk) -> int:
    from generator.commands.report import print_clock, print_failure, print_problems, print_summary
    from generator.commands.site_folder import from_here
    from generator.writing import check_output_folder

    if args.watch:
        return _watched(args, root, disk)
    started = time.monotonic()
    time_of_build = _clock(args, root, disk)
    is_preview = args.drafts or time_of_build.is_ahead
    if is_preview and args.output:
        return tell(_PREVIEW_ONLY, 2)
    place = place_of(
        root,
        args.output or "",
        drafts=args.drafts,
        strict=args.strict,
        preview=time_of_build.is_ahead,
    )
    check_output_folder(root, place.output, disk, is_preview=is_preview)
    now = time_of_build.now
    known = _known(place, now, disk)
    said = None if args.verify else _said_before(known)
    problems = said.problems if said else ()
    times: tuple[str, ...] = ()
    if said is None:
        work = partial(_published, place, now, args, disk, known)
        if args.profile:
            from generator.commands.profile import profiled

            outcome, times = profiled(work)
        else:
            outcome = work()
        said, problems = outcome.said, outcome.problems
    print_problems(problems, args.format, root, disk)
    if args.format != "json":
        shown = printable(from_here(os.path.abspath(place.output))) + os.sep
        print_clock(time_of_build)
        if said:
            print_summary(said, shown, time.monotonic() - started, is_preview)
        else:
            print_failure(problems, shown)
        for line in times:
            say(line)
    return 0 if said else 1


def _watched(args: argparse.Namespace, root: str, disk: Disk) -> int:
    """Keep the output up to date until Ctrl-C."""
    from generator.commands.following import Report
    from generator.watch.news import Order
    from generator.watch.session import follow_until_interrupted
    from generator.writing import check_output_folder

    once = {"--now": args.now, "--verify": args.verify, "--profile": args.profile}
    if args.format != "text":
        once["--format"] = args.format
    if odd := [option for option, given in once.items() if given]:
        return tell(f"--watch goes on for ever: leave {' and '.join(odd)} out", 2)
    if args.drafts and args.output:
        return tell(_PREVIEW_ONLY, 2)
    order = Order(root, args.output or "", drafts=args.drafts, strict=args.strict)
    check_output_folder(root, order.place.output, disk, is_preview=order.place.is_preview)
    say("building at each save – Ctrl-C ends it")
    follow_until_interrupted(order, Report(explains=args.explain), disk)
    return 0


def _known(place: Place, now: datetime, disk: Disk) -> Known:
    """What is known of the site before anything is read."""
    from generator import freshness
    from generator.folders import bundled_folder
    from generator.program import program_stamps

    return freshness.known(
        place.kept("record"),
        place.asked,
        program_stamps(disk),
        place.root,
        place.output,
        bundled_folder(disk),
        now,
        disk,
    )


def _said_before(known: Known) -> Summary | None:
    """What the build before said, if there is nothing to do."""
    from generator.publishing.summary import Summary

    said = known.record.said if known.record and known.is_unchanged else None
    return Summary.of_data(said) if said else None


def _published(
    place: Place, now: datetime, args: argparse.Namespace, disk: Disk, known: Known
) -> Outcome:
    import gc

    from generator.build import Onlooker
    from generator.commands.report import progress_line
    from generator.publishing.publish import Asked, publish
    from generator.writing import Locked

    # A build makes millions of things that stay, and hardly a circle: seldom look for those.
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
    asked = Asked(args.drafts, args.strict, args.verify, args.explain)
    onlooker = Onlooker(progress=progress_line(args.format), lost=_tell_lost)
    until = time.monotonic() + _PATIENCE_S
    while True:
        try:
            return publish(place, now, known, asked, onlooker, disk)
        except Locked:
            if time.monotonic() > until:
                raise
        time.sleep(_PATIENCE_S / 50)


def _tell_lost(what: str) -> None:
    """Before it is done again here: if it ends this process too, the reader knows of what."""
    tell(f"a process of this build died at {what}, so that is done once more")


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
