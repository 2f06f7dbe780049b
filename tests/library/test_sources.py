"""What the machine refuses once is told or tried again, and never remembered."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.build import Onlooker, make
from generator.disk import Disk, Entry, Where
from generator.engine import InMemory
from generator.library.sources import SourceChanged
from generator.outside import outside
from generator.site_files import Refused
from tests.building import NOW, SITE_YAML, story, write_files


class Hiccup(Disk):
    """Refuses so many times to read files of one name, of which it gives the digest."""

    def __init__(self, name: str, times: int) -> None:
        self._name, self.left = name, times

    def read_bytes(self, path: str | os.PathLike[str], limit: int) -> bytes:
        if self.left and os.fspath(path).endswith(self._name):
            self.left -= 1
            raise OSError(28, "no space left on device", path)
        return super().read_bytes(path, limit)


@pytest.mark.parametrize("name", ["story.md", "en.yaml", "base.html", "site.yaml"])
def test_a_refusal_that_passes_leaves_no_trace(tmp_path: Path, name: str) -> None:
    """The edition begins again: its digest was had, so the bytes were there."""
    write_files(tmp_path, {"site.yaml": SITE_YAML, "content/articles/story.md": story("A")})
    disk, memory = Hiccup(name, 1), InMemory()
    made = make(lambda: outside(str(tmp_path), disk, NOW), memory, workers=1)
    clean = make(lambda: outside(str(tmp_path), Disk(), NOW), workers=1)
    assert disk.left == 0
    assert (clean.problems, clean.files) == (made.problems, made.files)
    again = make(lambda: outside(str(tmp_path), Disk(), NOW), memory, workers=1)
    assert (clean.problems, clean.files) == (again.problems, again.files)


class Vanishing(Disk):
    """Tells of a file in its folder so many times after it is gone."""

    def __init__(self, file: Path, times: int) -> None:
        self._file, self.left = file, times

    def entries(self, folder: Where) -> tuple[Entry, ...]:
        found = super().entries(folder)
        if os.fspath(folder) == os.fspath(self._file.parent) and self.left:
            self.left -= 1
            return (*found, Entry(self._file.name, "file"))
        return found


def test_a_file_that_goes_while_it_is_read_is_no_fault(tmp_path: Path) -> None:
    """A folder of stories is removed: the edition begins again, without them."""
    write_files(tmp_path, {"site.yaml": SITE_YAML, "content/articles/story.md": story("A")})
    disk = Vanishing(tmp_path.resolve() / "content/articles/gone.md", 2)  # one look is ahead
    made = make(lambda: outside(str(tmp_path), disk, NOW), workers=1)
    clean = make(lambda: outside(str(tmp_path), Disk(), NOW), workers=1)
    assert disk.left == 0
    assert (clean.problems, clean.files) == (made.problems, made.files)


def test_a_story_that_was_removed_is_no_faulty_text(tmp_path: Path) -> None:
    """Nobody is told at once that it can't be read."""
    kept, gone = "content/articles/story.md", "content/articles/gone.md"
    files = {"site.yaml": SITE_YAML, kept: story("A"), gone: story("B")}
    memory, told = InMemory(), list[object]()
    write_files(tmp_path, files)
    make(lambda: outside(str(tmp_path), Disk(), NOW), memory, workers=1)
    (tmp_path / gone).unlink()
    watching = Onlooker(faulty=told.append)
    made = make(lambda: outside(str(tmp_path), Disk(), NOW), memory, watching, workers=1)
    assert () == made.problems
    assert [] == told
    write_files(tmp_path, {kept: story("A", sumary="x")})
    make(lambda: outside(str(tmp_path), Disk(), NOW), memory, watching, workers=1)
    assert told


class LostFolder(Disk):
    """Refuses once to list a folder."""

    def __init__(self, name: str) -> None:
        self._name, self.left = name, 1

    def entries(self, folder: Where) -> tuple[Entry, ...]:
        if self.left and os.fspath(folder).endswith(self._name):
            self.left -= 1
            raise OSError(5, "input/output error", folder)
        return super().entries(folder)


def test_bundled_layouts_that_can_t_be_listed_are_not_done_without(tmp_path: Path) -> None:
    """Else the site would be published without its icon, say."""
    write_files(tmp_path, {"site.yaml": SITE_YAML, "content/articles/story.md": story("A")})
    disk = LostFolder("layouts/assets")
    with pytest.raises(Refused, match="assets"):
        make(lambda: outside(str(tmp_path), disk, NOW), workers=1)
    assert disk.left == 0


def test_a_refusal_that_stays_names_the_file(tmp_path: Path) -> None:
    write_files(tmp_path, {"site.yaml": SITE_YAML, "content/articles/story.md": story("A")})
    disk = Hiccup("story.md", 100)
    with pytest.raises(SourceChanged, match=r"content/articles/story\.md"):
        make(lambda: outside(str(tmp_path), disk, NOW), workers=1)
