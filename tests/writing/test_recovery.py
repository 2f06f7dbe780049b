"""What the next command makes of a journal: whole, damaged, hostile, or overtaken by events."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import pytest

from generator.disk import Disk
from generator.writing import ForeignInTheWay, recover
from generator.writing.journal import Act, Step, journal_bytes, journalled_steps
from tests.writing.editions import BASE, NEXT, Room, files_of, look
from tests.writing.faulty_disk import FaultyDisk, Killed


def cut_off(room: Room, moves: int) -> Path:
    """Kill a build when it has journalled and begun so many moves; the staging area's folder."""
    count = FaultyDisk()
    room.copy(room.folder.with_name("count")).write(NEXT, count)
    journalled = [k for k, (_, path) in enumerate(count.asked, 1) if path.endswith("-draft")][-1]
    numbers = [k for k, (name, _) in enumerate(count.asked, 1) if name in ("rename", "link")]
    moved = [journalled + 1, *(k for k in numbers if k > journalled)]
    with pytest.raises(Killed):
        room.write(NEXT, FaultyDisk(kill_at=moved[moves]))
    return next(room.workspace.glob("staging*"))


def made(edition: dict[str, bytes]) -> dict[str, str]:
    return {path: data.decode() for path, data in edition.items()}


@pytest.mark.parametrize("moves", range(7))
def test_cut_off_edition_is_completed(room: Room, moves: int) -> None:
    """Once journalled, an edition is completed by the next command, which says so."""
    room.write(BASE)
    cut_off(room, moves)
    assert recover(room.output, room.workspace, Disk())
    assert made({**NEXT}) == files_of(look(room.output))
    assert not recover(room.output, room.workspace, Disk())


@pytest.mark.parametrize("length", [0, 1, 64, 65, 100, -1])
def test_half_written_journal(room: Room, length: int) -> None:
    """A journal that is not whole is dropped, and the old edition stays."""
    room.write(BASE)
    before = look(room.output)
    journal = cut_off(room, 0) / "journal"
    journal.write_bytes(journal.read_bytes()[:length])
    assert not recover(room.output, room.workspace, Disk())
    assert (before, []) == (look(room.output), room.rubbish())


def test_altered_journal(room: Room) -> None:
    """A journal that reads well but is not what we wrote is dropped, too."""
    room.write(BASE)
    before = look(room.output)
    journal = cut_off(room, 0) / "journal"
    journal.write_bytes(journal.read_bytes().replace(b"harbour", b"castles"))
    assert not recover(room.output, room.workspace, Disk())
    assert (before, []) == (look(room.output), room.rubbish())


def test_folder_called_journal(room: Room) -> None:
    """A folder where the journal would be is dropped with the rest of the staging area."""
    room.write(BASE)
    before = look(room.output)
    (room.output / ".broadsheet-staging/journal/x").mkdir(parents=True)
    assert not recover(room.output, room.workspace, Disk())
    assert before == look(room.output)


def test_staged_page_was_lost(room: Room) -> None:
    """When a staged page did not survive, the old edition is put back."""
    room.write(BASE)
    before = look(room.output)
    staging = cut_off(room, 3)
    assert before != look(room.output)
    sorted((staging / "new").iterdir())[-1].write_bytes(b"")
    assert recover(room.output, room.workspace, Disk())
    assert before == look(room.output)


def test_foreign_file_came_in_between(room: Room) -> None:
    """A file that somebody put where a page was to go stays, and the old edition is put back."""
    room.write(BASE)
    before = look(room.output)
    cut_off(room, 0)
    room.foreign({"2026/04/harbour/index.html": b"theirs"})
    assert recover(room.output, room.workspace, Disk())
    assert {**files_of(before), "2026/04/harbour/index.html": "theirs"} == files_of(
        look(room.output)
    )
    with pytest.raises(ForeignInTheWay):
        room.write(NEXT)


def test_page_to_be_removed_was_changed_in_between(room: Room) -> None:
    """A page that somebody changed after the crash is not ours to remove: it stays."""
    room.write(BASE)
    cut_off(room, 1)
    (room.output / "2026/03/grain/index.html").write_bytes(b"theirs")
    recover(room.output, room.workspace, Disk())
    assert ("2026/03/grain/index.html",) == room.write(NEXT).foreign


def test_page_that_was_removed_is_somebody_elses_now(room: Room) -> None:
    """Putting back never replaces what somebody put where an old page had been taken away."""
    room.write(BASE)
    staging = cut_off(room, 7)
    grain = "2026/03/grain/index.html"
    assert grain not in look(room.output)
    room.foreign({grain: b"theirs"})
    max((staging / "new").iterdir()).write_bytes(b"")
    recover(room.output, room.workspace, Disk())
    assert {**made({**BASE}), grain: "theirs"} == files_of(look(room.output))


def test_output_folder_was_removed_in_between(room: Room) -> None:
    """Without an output folder there is nothing to complete, and the next edition is a first."""
    room.write(BASE)
    cut_off(room, 3)
    os.rename(room.output, room.folder / "gone")
    assert not recover(room.output, room.workspace, Disk())
    room.write(NEXT)
    assert made({**NEXT}) == files_of(look(room.output))


def test_folder_was_removed_in_between(room: Room) -> None:
    """A folder that somebody took away keeps the next command from nothing."""
    room.write(BASE)
    cut_off(room, 3)
    os.rename(room.output / "2026", room.folder / "gone")
    recover(room.output, room.workspace, Disk())
    room.write(NEXT)
    assert made({**NEXT}) == files_of(look(room.output))


def test_folder_became_a_link_in_between(room: Room) -> None:
    """A folder that became a link is not entered: what it leads to is left alone."""
    room.write(BASE)
    cut_off(room, 0)
    os.rename(room.output / "2026", room.folder / "theirs")
    (room.output / "2026").symlink_to("../theirs")
    before = look(room.folder / "theirs")
    recover(room.output, room.workspace, Disk())
    assert before == look(room.folder / "theirs")
    assert b"home one" == (room.output / "index.html").read_bytes()


HOSTILE = {
    "upwards": Step(Act.SET_ASIDE, "../precious", "0" * 64),
    "absolute": Step(Act.SET_ASIDE, "/precious", "0" * 64),
    "through a link": Step(Act.SET_ASIDE, "link/precious", hashlib.sha256(b"p").hexdigest()),
    "a link": Step(Act.SET_ASIDE, "link", ""),
    "another file": Step(Act.SET_ASIDE, "theirs", hashlib.sha256(b"p").hexdigest()),
    "a new file from elsewhere": Step(Act.PLACE, "link/precious", "0" * 64, 0, True),
    "a new file over a foreign one": Step(Act.PLACE, "theirs", "0" * 64, 0),
    "a folder outside": Step(Act.OPEN, "../made"),
    "closing what is full": Step(Act.CLOSE, "full"),
    "closing through a link": Step(Act.CLOSE, "link/empty"),
    "the staging area": Step(Act.SET_ASIDE, ".broadsheet-staging/journal", "0" * 64),
}


@pytest.mark.parametrize("name", ["journal", "journal-undo"])
@pytest.mark.parametrize("step", HOSTILE.values(), ids=HOSTILE)
def test_hostile_journal(room: Room, step: Step, name: str) -> None:
    """A journal made by somebody else, even with its checksum, harms nothing of theirs."""
    (room.folder / "elsewhere/empty").mkdir(parents=True)
    (room.folder / "elsewhere/precious").write_bytes(b"p")
    (room.folder / "precious").write_bytes(b"p")
    room.foreign({"theirs": b"t", "full/theirs": b"t"})
    (room.output / "link").symlink_to("../elsewhere")
    before = look(room.folder)
    staging = room.output / ".broadsheet-staging"
    (staging / "new").mkdir(parents=True)
    (staging / "old").mkdir()
    (staging / name).write_bytes(journal_bytes([step]))
    recover(room.output, room.workspace, Disk())
    assert before == look(room.folder)


def test_staging_area_of_somebody_else(room: Room) -> None:
    """A link called like our staging area is not entered, and only counts when it is needed."""
    (room.folder / "theirs").mkdir()
    (room.folder / "theirs/journal").write_bytes(b"precious")
    room.output.mkdir()
    (room.output / ".broadsheet-staging").symlink_to("../theirs")
    assert not recover(room.output, room.workspace, Disk())
    assert (".broadsheet-staging",) == room.write(BASE).foreign
    assert b"precious" == (room.folder / "theirs/journal").read_bytes()


def test_link_inside_the_staging_area(room: Room) -> None:
    """A link in a staging area is removed with it; what it leads to stays."""
    (room.folder / "theirs").mkdir()
    (room.folder / "theirs/precious").write_bytes(b"precious")
    (room.output / ".broadsheet-staging/new").mkdir(parents=True)
    (room.output / ".broadsheet-staging/new/x").symlink_to(room.folder / "theirs")
    (room.output / ".broadsheet-staging/journal").symlink_to(room.folder / "theirs/precious")
    recover(room.output, room.workspace, Disk())
    assert [] == room.rubbish()
    assert b"precious" == (room.folder / "theirs/precious").read_bytes()


def test_two_output_folders_of_one_workspace(room: Room) -> None:
    """A preview leaves the cut-off edition of the published folder to whoever publishes."""
    room.write(BASE)
    cut_off(room, 3)
    preview = room.workspace / "preview"
    assert not recover(preview, room.workspace, Disk())
    assert recover(room.output, room.workspace, Disk())
    assert made({**NEXT}) == files_of(look(room.output))


def journal(rows: object) -> bytes:
    body = json.dumps({"format": 1, "steps": rows}).encode()
    return hashlib.sha256(body).hexdigest().encode() + b"\n" + body


GOOD = ["place", "a/b", "0" * 64, 3, True]


def test_journal_as_written() -> None:
    """A journal gives back its steps."""
    steps = (Step(Act.PLACE, "a/ä b", "0" * 64, 3, True), Step(Act.OPEN, "a"))
    assert steps == journalled_steps(journal_bytes(steps))
    assert 1 == len(journalled_steps(journal([GOOD])))


@pytest.mark.parametrize(
    "rows",
    [None, {}, "place", [[]], [GOOD[:4]], [[*GOOD, 1]], [["steal", *GOOD[1:]]]]
    + [[["place", path, "", 1, True]] for path in ("..", "a/../b", "/a", "a\\b", "", "a\0", 7)]
    + [[["place", "a", "", -1, True]], [["place", "a", "", True, True]], [GOOD, None]]
    + [[["place", "a", 5, 1, True]], [["place", "a", "", 1.5, True]], [["place", "a", "", 1, 1]]],
)
def test_journal_that_we_would_never_write(rows: object) -> None:
    """A journal with one wrong step has none."""
    assert () == journalled_steps(journal(rows))
