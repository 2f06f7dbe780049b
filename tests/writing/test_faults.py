"""An edition is whole at every moment: each operation fails, lies or is the last one."""

from __future__ import annotations

import itertools
import shutil
from contextlib import suppress
from pathlib import Path

import pytest

from generator.disk import Disk, MachineTrouble
from generator.writing import recover
from tests.writing.editions import SCENARIOS, Look, Room, Scenario, files_of, look
from tests.writing.faulty_disk import FaultyDisk, Killed, at, since


def published(room: Room) -> Look:
    """What a reader can see: all but a staging area that could not be removed."""
    return {k: v for k, v in look(room.output).items() if not k.startswith(".broadsheet-staging")}


class Case:
    """One scenario set up once, and copied for each fault."""

    def __init__(self, name: str, folder: Path) -> None:
        self.scenario: Scenario = SCENARIOS[name]
        self.folder = folder
        self.room = self.scenario.set_up(folder / "original")
        self.old = look(self.room.output)
        self.numbers = itertools.count()
        done = self.fresh()
        disk = self.disk(done)
        done.write(self.scenario.new, disk)
        self.new = look(done.output)
        self.operations = disk.count

    def fresh(self) -> Room:
        return self.room.copy(self.folder / str(next(self.numbers)))

    def disk(self, room: Room, *args: object, **options: object) -> FaultyDisk:
        options |= {
            "other_disk": str(room.output) if self.scenario.other_disk else "",
            "admits_other_disk": self.scenario.admits_other_disk,
            "has_links": self.scenario.has_links,
        }
        return FaultyDisk(*args, **options)  # type: ignore[arg-type]

    def foreign(self) -> dict[str, str]:
        """What no build may ever touch: what stands before and after."""
        written = {*(self.scenario.old or ()), *self.scenario.new}
        return {k: v for k, v in files_of(self.old).items() if k not in written}

    def assert_foreign_unharmed(self, room: Room) -> None:
        seen = look(room.output)
        assert self.foreign() == {k: seen.get(k) for k in self.foreign()}

    def assert_next_build_is_exact(self, room: Room) -> None:
        room.write(self.scenario.new, self.disk(room))
        assert self.new == look(room.output)
        assert [] == room.rubbish()
        shutil.rmtree(room.folder)


FEW = (
    "change, add and remove",
    "file becomes folder",
    "folder becomes file",
    "output on another disk",
)


@pytest.fixture(params=SCENARIOS, ids=str)
def case(request: pytest.FixtureRequest, folder: Path) -> Case:
    return Case(request.param, folder)


def test_scenario_without_faults(case: Case) -> None:
    """The new edition and the foreign files stand, and nothing else does."""
    made = {path: data.decode() for path, data in case.scenario.new.items()}
    assert {**case.foreign(), **made} == files_of(case.new)
    assert case.operations > 5


def test_one_operation_fails(case: Case) -> None:
    """One failing operation leaves the old edition byte for byte, or the new one whole."""
    for k in range(1, case.operations + 1):
        assert_old_or_new(case, k, is_late=False)


@pytest.mark.parametrize("case", FEW, indirect=True)
def test_one_operation_is_done_and_then_denied(case: Case) -> None:
    """An error is no proof that nothing happened: network disks repeat what was done already."""
    for k in range(1, case.operations + 1):
        assert_old_or_new(case, k, is_late=True)


def assert_old_or_new(case: Case, k: int, is_late: bool) -> None:
    room = case.fresh()
    try:
        room.write(case.scenario.new, case.disk(room, at(k), is_late=is_late))
        assert case.new == published(room), k
    except MachineTrouble:
        assert case.old == look(room.output), k
    case.assert_next_build_is_exact(room)


@pytest.mark.parametrize("case", FEW, indirect=True)
def test_two_operations_in_a_row_fail(case: Case) -> None:
    """What is said of the old edition is true, also where the answer to a fault fails."""
    for k in range(1, case.operations + 2):
        room = case.fresh()
        try:
            room.write(case.scenario.new, case.disk(room, at(k, k + 1)))
            assert case.new == published(room), k
        except MachineTrouble as trouble:
            if str(trouble).endswith("stands as it was"):
                assert case.old == look(room.output), k
        case.assert_foreign_unharmed(room)
        recover(room.output, room.workspace, case.disk(room))
        assert look(room.output) in (case.old, case.new), k
        case.assert_next_build_is_exact(room)


def test_disk_fails_for_good(case: Case) -> None:
    """After a disk that refused everything from some operation on, the next build is exact."""
    for k in range(1, case.operations + 1):
        room = case.fresh()
        try:
            room.write(case.scenario.new, case.disk(room, since(k)))
            assert case.new == published(room), k
        except MachineTrouble:
            case.assert_foreign_unharmed(room)
        recover(room.output, room.workspace, case.disk(room))
        assert look(room.output) in (case.old, case.new), k
        case.assert_next_build_is_exact(room)


def test_killed(case: Case) -> None:
    """After a kill at any operation the next command finds or makes an edition that is whole."""
    for k in range(1, case.operations + 1):
        room = case.fresh()
        with pytest.raises(Killed):
            room.write(case.scenario.new, case.disk(room, kill_at=k))
        case.assert_foreign_unharmed(room)
        recover(room.output, room.workspace, case.disk(room))
        assert look(room.output) in (case.old, case.new), k
        assert [] == room.rubbish()
        case.assert_next_build_is_exact(room)


@pytest.mark.parametrize("case", FEW, indirect=True)
def test_killed_while_the_old_edition_is_put_back(case: Case) -> None:
    """A kill after a failure leaves an edition that the next command makes whole, too."""
    for k in range(case.operations // 2, case.operations + 1):
        for later in (1, 3, 6, 10):
            room = case.fresh()
            with suppress(Killed, MachineTrouble):
                room.write(case.scenario.new, case.disk(room, at(k), kill_at=k + later))
            recover(room.output, room.workspace, Disk())
            assert files_of(look(room.output)) in (files_of(case.old), files_of(case.new)), k
            case.assert_next_build_is_exact(room)


@pytest.mark.parametrize("case", ["first edition", *FEW], indirect=True)
def test_power_cut(case: Case) -> None:
    """Files that were never synced are lost with the power; the edition is whole nevertheless."""
    for k in range(1, case.operations + 1):
        room = case.fresh()
        disk = case.disk(room, kill_at=k)
        with pytest.raises(Killed):
            room.write(case.scenario.new, disk)
        disk.cut_power(str(room.folder))
        recover(room.output, room.workspace, case.disk(room))
        assert look(room.output) in (case.old, case.new), k
        case.assert_next_build_is_exact(room)


def test_first_edition_fails_where_there_was_no_folder(folder: Path) -> None:
    """A failed first edition takes the folder that it made away again."""
    room = SCENARIOS["first edition"].set_up(folder / "site")
    disk = FaultyDisk()
    room.copy(folder / "other").write(SCENARIOS["first edition"].new, disk)
    for k in range(30, disk.count - 10):
        with pytest.raises(MachineTrouble):
            room.write(SCENARIOS["first edition"].new, FaultyDisk(at(k)))
        assert not room.output.exists(), k
