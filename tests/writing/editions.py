"""Small output folders for the tests of writing: how one is set up, and how it looks."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.blobs import Blobs
from generator.disk import Disk
from generator.writing import Written, write_edition

Edition = Mapping[str, bytes]
Look = dict[str, str]


@dataclass(frozen=True)
class Room:
    """A folder with a workspace and an output folder in it, and a store of bytes beside it."""

    folder: Path
    store: Path

    @property
    def output(self) -> Path:
        return self.folder / "output"

    @property
    def workspace(self) -> Path:
        return self.folder / ".broadsheet"

    @property
    def blobs(self) -> Blobs:
        return Blobs(self.store, Disk())

    def keep(self, edition: Edition) -> dict[str, str]:
        """The edition's bytes are in the store; path and digest for `write_edition`."""
        return {path: self.blobs.put(data) for path, data in edition.items()}

    def write(self, edition: Edition, disk: Disk | None = None) -> Written:
        files = self.keep(edition)
        return write_edition(self.output, self.workspace, files, self.blobs, disk or Disk())

    def foreign(self, files: Edition) -> None:
        """Put files of somebody else into the output folder."""
        for name, data in files.items():
            path = self.output / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)

    def rubbish(self) -> list[str]:
        """What is left of staging areas."""
        places = (*self.workspace.glob("staging*"), *self.output.glob(".broadsheet-staging"))
        return [str(path) for path in places]

    def copy(self, folder: Path) -> Room:
        """The same room elsewhere, times and links as they are."""
        shutil.copytree(self.folder, folder, symlinks=True)
        return Room(folder, self.store)


def look(output: Path) -> Look:
    """All that is in an output folder: path → bytes, `→ target` of a link, `/` of a folder."""
    seen: Look = {}
    for here, folders, names in os.walk(output):
        for name in (*folders, *names):
            path = Path(here, name)
            key = path.relative_to(output).as_posix()
            if path.is_symlink():
                seen[key] = f"→ {os.readlink(path)}"
            elif path.is_dir():
                seen[f"{key}/"] = ""
            elif path.is_file():
                seen[key] = path.read_bytes().decode("latin-1")
            else:
                seen[key] = "special"
    return seen


def files_of(seen: Look) -> Look:
    """A look without folders and without build.json."""
    return {k: v for k, v in seen.items() if not k.endswith("/") and k != "build.json"}


@dataclass(frozen=True)
class Scenario:
    """An edition that stands, what others put or changed there, and the edition to come."""

    old: Edition | None
    new: Edition
    foreign: Edition = field(default_factory=dict)
    links: Mapping[str, str] = field(default_factory=dict)
    removed_by_hand: tuple[str, ...] = ()
    other_disk: bool = False
    admits_other_disk: bool = True
    has_links: bool = True

    def set_up(self, folder: Path) -> Room:
        room = Room(folder, folder.with_name("blobs"))
        room.workspace.mkdir(parents=True)
        if self.old is not None:
            room.write(self.old)
        room.foreign(self.foreign)
        for name, target in self.links.items():
            (room.output / name).symlink_to(target)
        for name in self.removed_by_hand:
            (room.output / name).unlink()
        room.keep(self.new)
        return room


BASE: Edition = {
    "index.html": b"home one",
    "2026/03/straits/index.html": b"straits one",
    "2026/03/grain/index.html": b"grain",
    "assets/site.css": b"css",
}
NEXT: Edition = {
    "index.html": b"home two",
    "2026/03/straits/index.html": b"straits two",
    "2026/04/harbour/index.html": b"harbour",
    "assets/site.css": b"css",
}
SCENARIOS: dict[str, Scenario] = {
    "first edition": Scenario(None, NEXT),
    "change, add and remove": Scenario(BASE, NEXT),
    "file becomes folder": Scenario({"a": b"1", "x": b"2"}, {"a/index.html": b"3", "x/y/z": b"4"}),
    "folder becomes file": Scenario(
        {"a/b/c": b"1", "a/d": b"2", "x": b"9"}, {"a": b"3", "x": b"9"}
    ),
    "foreign things all around": Scenario(
        BASE,
        NEXT,
        foreign={"CNAME": b"example.org", "2026/03/grain/notes.txt": b"n", ".git/HEAD": b"ref"},
        links={"latest": "2026", "2026/03/out": "../../../elsewhere"},
    ),
    "a foreign page is adopted": Scenario(
        BASE, NEXT, foreign={"2026/04/harbour/index.html": b"harbour"}
    ),
    "nothing changed": Scenario(BASE, BASE),
    "altered and deleted by hand": Scenario(
        BASE, BASE, foreign={"index.html": b"meddled"}, removed_by_hand=("assets/site.css",)
    ),
    "damaged build.json": Scenario(
        {"a/b": b"1"}, {"a/b": b"1", "c": b"2"}, foreign={"build.json": b'{"format": 1, "fi'}
    ),
    "output on another disk": Scenario(BASE, NEXT, other_disk=True),
    "a mount that looks like the same disk": Scenario(
        BASE, NEXT, other_disk=True, admits_other_disk=False
    ),
    "a disk without second names": Scenario(BASE, NEXT, has_links=False),
}
