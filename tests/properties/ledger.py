"""What the sequences of a run came to, told at its end: how often each edit hit, and what it cost.

The re-run ratio is that of pages made again to pages whose bytes changed. A run that is long enough
to say something of it fails where it is too high, or where a kind of edit never changed anything.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable
from random import randrange
from typing import NamedTuple

import pytest

from tests.properties.edits import EDITS, SILENT

SEQUENCES = int(os.environ.get("LAW_SEQUENCES", "1"))
LENGTH = int(os.environ.get("LAW_EDITS", "8"))
# In CI the same sequences each time, elsewhere others; the processes of one run have the same.
SEED = os.environ.setdefault("LAW_SEED", "1" if "CI" in os.environ else str(randrange(10**6)))
MOST = 1.2
# So many pages make a ratio worth a verdict.
ENOUGH = 5_000


class Entry(NamedTuple):
    """One step of a sequence."""

    edit: str
    accident: str
    is_hit: bool
    made: int
    changed: int

    def packed(self) -> str:
        """As a report carries it from one process to another."""
        return " ".join((self.edit.replace(" ", "_"), self.accident, *map(str, map(int, self[2:]))))

    @staticmethod
    def unpacked(text: str) -> Entry:
        edit, accident, *numbers = text.split()
        hit, made, changed = map(int, numbers)
        return Entry(edit.replace("_", " "), accident, bool(hit), made, changed)


class Account(NamedTuple):
    """What steps of one kind came to."""

    name: str
    steps: int
    hits: int
    made: int
    changed: int

    @property
    def ratio(self) -> float:
        return self.made / self.changed if self.changed else 1.0


def accounts(entries: Iterable[Entry]) -> list[Account]:
    """One for each kind of edit, the dearest first."""
    kinds: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        kinds[entry.edit].append(entry)
    return sorted((account(*kind) for kind in kinds.items()), key=lambda kind: -kind.ratio)


def account(name: str, entries: list[Entry]) -> Account:
    made, changed = sum(e.made for e in entries), sum(e.changed for e in entries)
    return Account(name, len(entries), sum(e.is_hit for e in entries), made, changed)


def faults(entries: list[Entry]) -> list[str]:
    """What of a whole run is not as it must be."""
    whole = account("all", entries)
    if whole.changed < ENOUGH:
        return []
    hit = {entry.edit for entry in entries if entry.is_hit}
    missed = [edit.__name__ for edit in EDITS if edit not in SILENT]
    missed = [name.replace("_", " ") for name in missed if name.replace("_", " ") not in hit]
    found = [f"the edit '{name}' never changed the output" for name in missed]
    if whole.ratio > MOST:
        found.append(f"pages made again for each that changed: {whole.ratio:.2f}, at most {MOST}")
    return found


def entries_of(terminalreporter: pytest.TerminalReporter) -> list[Entry]:
    reports = [
        report for kind in ("passed", "failed") for report in terminalreporter.stats.get(kind, ())
    ]
    return [
        Entry.unpacked(str(text))
        for report in reports
        for name, text in report.user_properties
        if name == "law"
    ]


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A long run whose ratio is too high has failed."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is not None and faults(entries_of(reporter)):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The table, the ratio of the whole, and how often each accident happened."""
    entries = entries_of(terminalreporter)
    if not entries:
        return
    write = terminalreporter.write_line
    terminalreporter.section(f"the law of incremental builds (LAW_SEED={SEED})")
    write("edit                       builds   changed  pages made  changed  again for each")
    write("                                the output      again")
    for kind in accounts(entries):
        write(
            f"{kind.name:<26}{kind.steps:>7}{kind.hits:>10}{kind.made:>12}{kind.changed:>9}"
            f"{kind.ratio:>11.2f}"
        )
    whole = account("all", entries)
    write(f"{whole.made} pages were made again for {whole.changed} that changed: {whole.ratio:.2f}")
    happened = sorted({entry.accident for entry in entries} - {"none"})
    counts = {name: sum(entry.accident == name for entry in entries) for name in happened}
    write(", ".join(f"{name.replace('_', ' ')} {count}" for name, count in counts.items()))
    for fault in faults(entries):
        write(f"not as it must be: {fault}")
