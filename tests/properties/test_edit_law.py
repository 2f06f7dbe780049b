"""The law of the store: after any edits and accidents, the output is that of a clean build.

`make laws` tries two hundred sequences of twenty edits; here stands a share of them. The command
itself is run, with all that it remembers on the disk, and where it is killed, the next one goes on.
A sequence follows from its number and `LAW_SEED` alone, which the end of a run tells.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest

from generator.engine import Edition
from generator.pages.plan import KINDS, planned
from tests.properties.accidents import ACCIDENTS, Accident, none
from tests.properties.edits import EDITS, SILENT, Desk, Edit
from tests.properties.ledger import LENGTH, SEED, SEQUENCES, Entry
from tests.properties.trial import NOON, Trial

CLOCKS = tuple(
    datetime(2026, month, day, hour, tzinfo=UTC)
    for month, day, hour in ((4, 1, 0), (5, 15, 0), (6, 1, 12), (6, 18, 0), (7, 2, 0))
)
KINDS_SHARES = 3
Note = Callable[[str, object], None]


@dataclass(frozen=True)
class Step:
    """An edit, the hour of the build after it, and what befalls that build first."""

    edit: Edit
    accident: Accident
    clock: datetime
    seed: int

    def __repr__(self) -> str:
        names = f"{self.edit.__name__}, {self.accident.__name__}"
        return f"{names} ({self.seed}) at {self.clock:%m-%d}"


def sequence(number: int) -> Iterator[Step]:
    """The steps of a sequence: each kind of edit comes up before one comes up again."""
    chance = Random(f"{SEED} {number}")
    kinds: list[Edit] = []
    clock = NOON
    for _ in range(LENGTH):
        kinds = kinds or chance.sample(EDITS, len(EDITS))
        accident = chance.choices(list(ACCIDENTS), list(ACCIDENTS.values()))[0]
        clock = chance.choice(CLOCKS[1:]) if chance.random() < 0.3 else clock
        early = CLOCKS[0] if chance.random() < 0.02 else clock
        yield Step(kinds.pop(), accident, early, chance.randrange(10_000))


@contextmanager
def folder() -> Iterator[Path]:
    """In memory where the system has such a file system."""
    memory = "/dev/shm"
    place = memory if os.access(memory, os.W_OK) else None
    with TemporaryDirectory(prefix="broadsheet-", dir=place) as name:
        yield Path(name)


@pytest.mark.parametrize("number", range(SEQUENCES))
def test_after_any_edits_the_output_is_that_of_a_clean_build(
    number: int, record_property: Note
) -> None:
    """Byte for byte, the problems told are the same, and a build that fails changes nothing."""
    with folder() as root:
        trial = Trial(root)
        files = assert_followed(trial, Step(none_edited, none, NOON, 0), {}, record_property)
        is_broken = False
        for step in sequence(number):
            if is_broken and step.seed % 4:
                trial.restore_sources()
            files = assert_followed(trial, step, files, record_property)
            is_broken = not files


def none_edited(desk: Desk) -> None:
    """The first build has no edit before it."""


def assert_followed(trial: Trial, step: Step, known: dict[str, str], note: Note) -> dict[str, str]:
    """The files of a clean build after a step, empty where it has none: those that were built."""
    has_moved, trial.clock = trial.clock != step.clock, step.clock
    chance = Random(step.seed)
    step.edit(Desk(trial.root, chance))
    step.accident(trial, chance)
    before, told, wanted = trial.output(), trial.build(), trial.clean()
    assert wanted.told == told, step
    assert (before if told.code else wanted.files) == trial.output(), step
    told, files, work = trial.again()
    assert wanted.told == told, step
    assert {**files, "build.json": ""}.keys() == {**wanted.files, "build.json": ""}.keys(), step
    assert files.items() <= wanted.files.items(), step
    is_plain = step.accident.__name__ != "meddled" and not has_moved and not told.code
    name = step.edit.__name__ if is_plain else "several things at once"
    counted = (work.made, work.changed) if known and not told.code else (0, 0)
    is_hit = bool(known and wanted.files and known != wanted.files)
    note("law", Entry(name, step.accident.__name__, is_hit, *counted).packed())
    if not told.code:
        trial.remember_sources()
    return wanted.files


def test_the_site_of_the_law_has_every_kind_of_page(tmp_path: Path) -> None:
    """In two languages, with lists of more than one page."""
    trial = Trial(tmp_path)
    outputs = Edition(trial.look()).ask(planned, False)
    assert set(KINDS) == {output.kind for output in outputs}
    assert {"ar", "en"} <= {part for output in outputs for part in output.key}
    assert any(output.url.endswith("/page/1/") for output in outputs)


@pytest.mark.parametrize("share", range(KINDS_SHARES))
def test_each_kind_of_edit_is_followed(tmp_path: Path, share: int, record_property: Note) -> None:
    """One kind after another on one site, each until it has changed the output."""
    trial = Trial(tmp_path)
    files = assert_followed(trial, Step(none_edited, none, NOON, 0), {}, record_property)
    for edit in EDITS[share::KINDS_SHARES]:
        is_hit = False
        for seed in range(1 if edit in SILENT else 9):
            found = assert_followed(trial, Step(edit, none, NOON, seed), files, record_property)
            is_hit = bool(found) and found != files
            if not found:
                trial.restore_sources()
            if is_hit:
                files = found
                break
        assert is_hit == (edit not in SILENT), edit.__name__
