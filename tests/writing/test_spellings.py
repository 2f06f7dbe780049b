"""Disks that take two spellings of a name for one: by case, or by composed letters."""

from __future__ import annotations

import os
from typing import Any

import pytest

from generator.disk import Disk, Entry, Stat, Where
from generator.writing import ForeignInTheWay
from generator.writing.paths import folded
from tests.writing.editions import Room, files_of, look


class BlindDisk(Disk):
    """A disk like those of macOS and Windows: it keeps a spelling, and finds it by any other."""

    def __init__(self, room: Room) -> None:
        self.top = str(room.folder)

    def found(self, path: Where) -> str:
        """The path as it is spelt on the disk; the last names stay where there is none."""
        place = self.top
        if not str(path).startswith(f"{place}/"):
            return str(path)
        for name in os.path.relpath(path, place).split("/"):
            known = os.listdir(place) if os.path.isdir(place) else []
            same = [other for other in known if folded(other) == folded(name)]
            place = os.path.join(place, same[0] if same else name)
        return place

    def entries(self, folder: Where) -> tuple[Entry, ...]:
        return super().entries(self.found(folder))

    def stat(self, path: Where) -> Stat:
        return super().stat(self.found(path))

    def digest(self, path: Where) -> str:
        return super().digest(self.found(path))

    def link(self, path: Where, second: Where) -> None:
        super().link(self.found(path), self.found(second))

    def make_folder(self, path: Where) -> None:
        super().make_folder(self.found(path))

    def remove_folder(self, path: Where) -> None:
        super().remove_folder(self.found(path))

    def set_mode(self, path: Where, mode: int) -> None:
        super().set_mode(self.found(path), mode)

    def sync_folder(self, path: Where) -> None:
        super().sync_folder(self.found(path))

    def rename(self, old: Where, new: Where) -> None:
        there = self.found(new)
        super().rename(self.found(old), there if os.path.lexists(there) else self.beside(new))

    def beside(self, path: Where) -> str:
        """A new name keeps its own spelling in the folder that is found."""
        return os.path.join(self.found(os.path.dirname(path)), os.path.basename(path))


def published(room: Room, edition: dict[str, bytes]) -> Any:
    """What stands after the edition was written, and that a second time changes nothing."""
    room.write(edition, BlindDisk(room))
    seen = files_of(look(room.output))
    assert () == room.write(edition, BlindDisk(room)).changed
    assert seen == files_of(look(room.output))
    return seen


def test_only_the_case_of_a_file_changes(room: Room) -> None:
    """The file is there under its new spelling, and was not removed as the old one."""
    room.write({"Report.pdf": b"1", "x": b"2"}, BlindDisk(room))
    assert {"report.pdf": "1", "x": "2"} == published(room, {"report.pdf": b"1", "x": b"2"})


def test_only_the_case_of_a_folder_changes(room: Room) -> None:
    """The page stays reachable, though the folder may keep its old spelling."""
    room.write({"About/index.html": b"1", "x": b"2"}, BlindDisk(room))
    seen = published(room, {"about/index.html": b"3", "x": b"2"})
    assert {"About/index.html": "3", "x": "2"} == seen


def test_foreign_folder_of_another_case(room: Room) -> None:
    """A page goes into the foreign folder that its disk takes for its own, and is ours there."""
    room.foreign({"About/theirs": b"t"})
    assert {"About/theirs": "t", "About/index.html": "1"} == published(
        room, {"about/index.html": b"1"}
    )
    assert ("About/theirs",) == room.write({}, BlindDisk(room)).foreign
    assert {"About/theirs": "t"} == files_of(look(room.output))


def test_foreign_file_of_another_case(room: Room) -> None:
    """A foreign file that its disk takes for ours is in the way."""
    room.foreign({"Index.html": b"theirs"})
    with pytest.raises(ForeignInTheWay) as caught:
        room.write({"index.html": b"1"}, BlindDisk(room))
    assert ("Index.html",) == caught.value.paths


def test_letters_composed_otherwise(room: Room) -> None:
    """A disk that lists decomposed names gives back our composed ones."""
    room.foreign({"cafe\u0301": b"1"})
    assert {"cafe\u0301": "1"} == published(room, {"caf\u00e9": b"1"})
    assert ("caf\u00e9",) == room.write({"caf\u00e9": b"2"}, BlindDisk(room)).changed


def test_disk_that_tells_spellings_apart(room: Room) -> None:
    """Where case counts, a foreign file of another case is just foreign."""
    room.foreign({"Index.html": b"theirs"})
    assert ("Index.html",) == room.write({"index.html": b"1"}).foreign
    assert {"Index.html": "theirs", "index.html": "1"} == files_of(look(room.output))
