"""What a build says: problems with their lines, what was made, what waits, how far it is."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from generator.commands.outlets import say, tell
from generator.disk import Disk
from generator.problems import Problem, Severity, as_github, as_json, as_text, printable
from generator.publishing.source_lines import SourceLines

if TYPE_CHECKING:
    from generator.clock import Clock
    from generator.publishing.summary import Summary


def progress_line(form: str) -> Callable[[str, int, int], None]:
    """A line on a terminal that says how far a long build is; nothing elsewhere."""
    if form != "text" or not _moves_a_cursor() or _is_set("CI"):
        return lambda what, number, total: None
    started = time.monotonic()

    def show(what: str, number: int, total: int) -> None:
        if number % 25 == 0 and time.monotonic() - started > 1:
            words = f"{what} {number} of {total}"[: _columns() - 1]
            print(f"\r\033[K{words}", end="", file=sys.stderr, flush=True)
        if number == total - 1:
            print("\r\033[K", end="", file=sys.stderr, flush=True)

    return show


def _columns() -> int:
    """How wide the terminal is: a line that wraps can't be wiped out."""
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns or 80
    except (OSError, ValueError):
        return 80


def _moves_a_cursor() -> bool:
    """Whether standard error is a terminal that understands colours and wiping."""
    return sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


def _is_set(name: str) -> bool:
    return os.environ.get(name, "").lower() not in ("", "0", "false")


def print_problems(problems: tuple[Problem, ...], form: str, root: str, disk: Disk) -> None:
    """The problems: for people on stderr, for tools on stdout."""
    if form == "json":
        say(as_json(problems))
        return
    if form == "github":
        before = _in_repository(root)
        for problem in problems:
            say(as_github(problem, before))
        return
    lines = SourceLines(root, disk)
    for problem in problems:
        print_problem(problem, lines.of(problem))


def print_problem(problem: Problem, line: str | None) -> None:
    """One problem, for people, with the line that it points at."""
    print(_coloured(as_text(problem, line), problem.severity), file=sys.stderr, flush=True)


def _in_repository(root: str) -> str:
    """The site's folder as GitHub names it, with a slash; nothing where it is the whole of it."""
    around = os.environ.get("GITHUB_WORKSPACE") or os.curdir
    try:
        path = os.path.relpath(os.path.realpath(root), os.path.realpath(around))
    except (OSError, ValueError):
        return ""
    if path == os.curdir or path.startswith(os.pardir):
        return ""
    return path.replace(os.sep, "/") + "/"


_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33"}


def _coloured(text: str, severity: Severity) -> str:
    """The first line's `error[code]` in colour on a terminal, unless NO_COLOR says no."""
    if not _moves_a_cursor() or os.environ.get("NO_COLOR"):  # no-color.org
        return text
    return text.replace(f"{severity}[", f"\033[1;{_COLOURS[severity]}m{severity}\033[0m[", 1)


def print_clock(time_of_build: Clock) -> None:
    """Say aloud when the time of the build is not the system's."""
    if time_of_build.source:
        say(f"built as of {time_of_build.now:%Y-%m-%d %H:%M} UTC ({time_of_build.source})")


def print_failure(problems: tuple[Problem, ...], output: str) -> None:
    """How much is wrong, and that nothing was published."""
    tell(f"{counted(problems)}: nothing was published, {output} is as it was")


def counted(problems: tuple[Problem, ...]) -> str:
    """`2 errors, 1 warning`; nothing where there are none."""
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    parts = (_count(errors, "error"), _count(len(problems) - errors, "warning"))
    return ", ".join(filter(None, parts))


def _count(number: int, noun: str) -> str:
    return "" if not number else f"{number} {noun}" if number == 1 else f"{number:,} {noun}s"


def print_summary(said: Summary, output: str, seconds: float, is_preview: bool) -> None:
    """What was made and where, what is not ours there, what waits for its hour."""
    stories = _count(said.stories, "story").replace("storys", "stories") or "no stories"
    say(f"{stories}, {_count(said.files, 'file')} in {output} ({seconds:.1f} s)")
    if said.changed or said.removed:
        say(f"  {said.changed:,} written, {said.removed:,} removed, the rest was right already")
    else:
        say("  nothing to do: every file was right already")
    warnings = _count(len(said.problems), "warning")
    if warnings:
        say(f"  {warnings} above")
    for note in (*said.notes, *said.lines):
        say(f"  {note}")
    _print_foreign(said.foreign, output)
    _print_waiting(said, is_preview)
    if is_preview:
        say("look at this preview with: broadsheet serve --preview")


def _print_foreign(foreign: tuple[str, ...], output: str) -> None:
    if foreign:
        few = ", ".join(printable(name) for name in foreign[:5])
        more = f" and {len(foreign) - 5} more" if len(foreign) > 5 else ""
        say(f"  not ours, left alone in {output}: {few}{more}")


def _print_few(lines: list[str]) -> None:
    for line in lines[:20]:
        say(f"  {printable(line)}")
    if len(lines) > 20:
        say(f"  and {len(lines) - 20:,} more")


def _print_waiting(said: Summary, is_preview: bool) -> None:
    """What is not published, what for, and by when somebody has to build again."""
    zone = ZoneInfo(said.timezone)

    def told(instant: datetime) -> str:
        local = instant.astimezone(zone)
        return f"{local:%Y-%m-%d %H:%M} {local.tzname()} ({said.timezone})"

    if said.held or said.drafts:
        say("shown here, not published:" if is_preview else "not published:")
        _print_few([f"until {told(until)}: {path}" for path, until in said.held])
        _print_few([f"draft: {path}" for path in said.drafts])
    if said.next_due:
        due = told(said.next_due)
        say(f"the next build is due at {due}: until then nothing changes by itself")
