"""`broadsheet build`: the site, or what stands in its way, in words for a writer."""

from __future__ import annotations

import argparse
import os
import sys
import time
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from generator.disk import Disk, MachineTrouble
from generator.problems import Problem, Severity

if TYPE_CHECKING:
    from generator.clock import Clock


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
    parser.add_argument("--strict", action="store_true", help="warnings fail the build as well")
    parser.add_argument(
        "--format",
        choices=("text", "json", "github"),
        default="text",
        help="how problems are printed: for people, for tools, for GitHub Actions",
    )


def run(args: argparse.Namespace) -> int:
    """Build; 0 when the site is published, 1 when a problem kept it back, 2 for wrong usage."""
    from generator.clock import BadTime
    from generator.commands.site_folder import NoSite, find_site
    from generator.writing import ForeignInTheWay, Locked, OutputRefused

    disk = Disk()
    try:
        root = find_site(args.site)
        return _build(args, root, disk)
    except (NoSite, BadTime, OutputRefused) as wrong:
        return _said(str(wrong), 2)
    except (Locked, ForeignInTheWay, MachineTrouble) as trouble:
        return _said(str(trouble), 1)


def _said(words: str, code: int) -> int:
    print(words, file=sys.stderr)
    return code


def _build(args: argparse.Namespace, root: str, disk: Disk) -> int:
    from generator.blobs import DamagedBlob
    from generator.build import Made, make
    from generator.commands.report import (
        print_clock,
        print_failure,
        print_problems,
        print_summary,
        progress_line,
    )
    from generator.engine.store import opened
    from generator.outside import WORKSPACE, outside, staging_of
    from generator.program import program_digest
    from generator.writing import (
        EditionLock,
        Written,
        check_output_folder,
        recover,
        write_edition,
    )

    started = time.monotonic()
    workspace = os.path.join(root, WORKSPACE)
    time_of_build = _clock(args, root, disk)
    is_preview = args.drafts or time_of_build.is_ahead
    preview = os.path.join(workspace, "preview")
    if is_preview and args.output:
        return _said("a preview goes to .broadsheet/preview/ only: leave --output out", 2)
    output = preview if is_preview else args.output or os.path.join(root, "output")
    check_output_folder(root, output, disk)
    with EditionLock(workspace, disk):
        recover(output, workspace, disk)
        name = "preview.store" if is_preview else "edition.store"
        with closing(opened(os.path.join(workspace, name), program_digest(disk), disk)) as store:
            world = partial(outside, root, disk, time_of_build.now, args.drafts, is_preview)
            staging = staging_of(root, disk)

            def attempt() -> tuple[Made, Written | None]:
                made = make(world, store, progress_line(args.format))
                if made.has_errors or (args.strict and _counts_when_strict(made.problems)):
                    return made, None
                return made, write_edition(output, workspace, made.files, staging, disk)

            try:
                made, written = attempt()
            except DamagedBlob:  # what was made before is gone: make it again
                store.forget()
                made, written = attempt()
            if written and (written.changed or written.removed):
                staging.prune(set(made.files.values()))
    print_problems(made.problems, args.format, root, disk)
    if args.format != "json":
        shown = os.path.relpath(output, os.getcwd()) + os.sep
        print_clock(time_of_build)
        if written is None:
            print_failure(made, shown)
        else:
            print_summary(made, written, shown, time.monotonic() - started)
    return 0 if written else 1


def _clock(args: argparse.Namespace, root: str, disk: Disk) -> Clock:
    """The time of the build, in the zone of site.yaml where that can be read."""
    from generator.clock import clock
    from generator.engine import Edition
    from generator.library.texts import site_reading
    from generator.outside import outside
    from generator.problems import Failure

    system = datetime.now(UTC)
    timezone = "UTC"
    if args.now:
        try:
            value = Edition(outside(root, disk, system)).ask(site_reading).value
            timezone = value.timezone if value else timezone
        except Failure:
            pass  # told by the build itself
    return clock(args.now, os.environ.get("SOURCE_DATE_EPOCH"), system, timezone)


def _counts_when_strict(problems: tuple[Problem, ...]) -> bool:
    """Warnings that an author can mend; those of the clock alone never fail a build."""
    return any(problem.severity is Severity.WARNING and not problem.timely for problem in problems)
