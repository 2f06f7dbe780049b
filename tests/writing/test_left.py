"""The output as an edition left it: the next one does the same as if it had looked at everything."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator import seen
from generator.digests import Digests
from generator.disk import Disk, Entry, Where
from generator.writing import ForeignInTheWay, Left, Written, write_edition
from tests.writing.editions import BASE, Edition, Room, look

YOUNG_NS = seen.YOUNG_NS
LONG_AGO = -3_600_000_000_000  # nothing is young then
SAME = {**BASE, "index.html": b"home two"}


class ListingDisk(Disk):
    """Counts the folders that are listed."""

    def __init__(self) -> None:
        self.listed: list[str] = []

    def entries(self, folder: Where) -> tuple[Entry, ...]:
        self.listed.append(str(folder))
        return super().entries(folder)


def write(room: Room, edition: Edition, left: Left | None, disk: Disk | None = None) -> Written:
    disk = disk or Disk()
    digests = Digests(disk)
    if left is not None:
        digests.know(f"{os.path.realpath(room.output)}{os.sep}", left.seen)
    files = room.keep(edition)
    return write_edition(room.output, room.workspace, files, room.blobs, disk, digests, left)


@pytest.fixture
def old(room: Room, monkeypatch: pytest.MonkeyPatch) -> Left:
    """BASE stands, with foreign things around, since long ago."""
    monkeypatch.setattr(seen, "YOUNG_NS", LONG_AGO)
    room.foreign({"CNAME": b"example.org", "2026/03/notes.txt": b"n", ".git/HEAD": b"ref"})
    left = write(room, BASE, None).left
    assert left is not None
    return left


def test_an_edition_of_the_same_files_lists_no_folder(room: Room, old: Left) -> None:
    """It replaces the page that changed, and tells the same foreign files."""
    disk = ListingDisk()
    written = write(room, SAME, old, disk)
    assert ("index.html",) == written.changed
    assert (".git/", "2026/03/notes.txt", "CNAME") == written.foreign
    assert [] == [path for path in disk.listed if path.startswith(str(room.output))]


MEDDLING: Mapping[str, Callable[[Path], object]] = {
    "nothing": lambda output: None,
    "a page altered": lambda output: (output / "index.html").write_bytes(b"meddled"),
    "another page altered": lambda output: (output / "2026/03/grain/index.html").write_bytes(b"m"),
    "a page gone": lambda output: (output / "index.html").unlink(),
    "a page is a link": lambda output: (
        (output / "index.html").unlink(),
        (output / "index.html").symlink_to("assets/site.css"),
    ),
    "a page is a folder": lambda output: (
        (output / "index.html").unlink(),
        (output / "index.html").mkdir(),
    ),
    "a folder gone": lambda output: shutil.rmtree(output / "2026/03/grain"),
    "a folder is a link": lambda output: (
        (output / "assets").rename(output / "elsewhere"),
        (output / "assets").symlink_to("elsewhere"),
    ),
    "a foreign file more": lambda output: (output / "2026/03/grain/theirs").write_bytes(b"t"),
    "a foreign file less": lambda output: (output / "CNAME").unlink(),
    "a foreign file is a folder": lambda output: (
        (output / "CNAME").unlink(),
        (output / "CNAME").mkdir(),
        (output / "CNAME/x").write_bytes(b"x"),
    ),
    "a hidden folder more": lambda output: (output / "2026/.hidden").mkdir(),
    "build.json altered": lambda output: (output / "build.json").write_bytes(b"{}"),
    "build.json gone": lambda output: (output / "build.json").unlink(),
    "everything gone": lambda output: shutil.rmtree(output),
    "a folder that came and went": lambda output: (
        (output / "2026/x").mkdir(),
        (output / "2026/x").rmdir(),
    ),
}


@pytest.mark.parametrize("new", [BASE, SAME, {**SAME, "new/page": b"p"}, {"index.html": b"home"}])
@pytest.mark.parametrize("meddling", MEDDLING)
def test_it_ends_as_if_all_had_been_looked_at(
    room: Room, old: Left, folder: Path, meddling: str, new: Edition
) -> None:
    """Whatever somebody did in the folder meanwhile."""
    MEDDLING[meddling](room.output)
    other = room.copy(folder / "other")
    seen_at_once = outcome(room, new, old)
    assert outcome(other, new, None) == seen_at_once
    assert look(other.output) == look(room.output)


def outcome(room: Room, new: Edition, left: Left | None) -> object:
    try:
        return write(room, new, left)
    except ForeignInTheWay as error:
        return error.paths


PATHS = st.sampled_from(("index.html", "a/index.html", "a/b/index.html", "a", "c.html"))
BYTES = st.sampled_from((b"1", b"2", b"3"))
EDITIONS = st.dictionaries(PATHS, BYTES, max_size=4).filter(
    lambda files: "a" not in files or not any(path.startswith("a/") for path in files)
)


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(st.lists(EDITIONS, min_size=1, max_size=5), st.lists(st.booleans(), min_size=5, max_size=5))
def test_one_edition_after_another(
    tmp_path_factory: pytest.TempPathFactory, editions: list[Edition], ages: list[bool]
) -> None:
    """Each from what the one before left, be that young or old."""
    place = tmp_path_factory.mktemp("left")
    room = Room(place / "site", place / "blobs")
    room.workspace.mkdir(parents=True)
    left: Left | None = None
    with pytest.MonkeyPatch.context() as patch:
        for edition, is_old in zip(editions, ages, strict=False):
            patch.setattr(seen, "YOUNG_NS", LONG_AGO if is_old else YOUNG_NS)
            written = write(room, edition, left)
            left = written.left
            assert left is not None
            files = {path: data.decode() for path, data in edition.items()}
            stands = look(room.output)
            assert files == {p: d for p, d in stands.items() if p[-1] != "/" and p != "build.json"}
            again = write(room, edition, None)
            assert ((), (), ()) == (again.changed, again.removed, again.notes)


def test_a_file_put_there_while_the_edition_was_is_found(
    room: Room, old: Left, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder was young when it was looked at, so it is listed again."""
    monkeypatch.setattr(seen, "YOUNG_NS", YOUNG_NS)

    class Meddling(Disk):
        def rename(self, path: Where, new: Where) -> None:
            super().rename(path, new)
            if str(new).endswith("2026/03/grain/index.html"):
                (room.output / "2026/03/grain/theirs").write_bytes(b"t")

    new = {**BASE, "2026/03/grain/index.html": b"other"}
    left = write(room, new, old, Meddling()).left
    assert left is not None
    assert "2026/03/grain/theirs" in write(room, BASE, left).foreign
