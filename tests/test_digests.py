"""Digests of files that are known by their stamps."""

from __future__ import annotations

import hashlib
import os
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from generator.digests import Digests
from generator.disk import Disk, Stamp
from generator.seen import YOUNG_NS, Seen, packed, unpacked, young


class CountingDisk(Disk):
    """Counts what is read, and ages files so that their stamps can be trusted."""

    def __init__(self, older_by_ns: int = 2 * YOUNG_NS) -> None:
        self.read: list[str] = []
        self.older_by_ns = older_by_ns

    def digest(self, path: object) -> str:
        self.read.append(os.path.basename(str(path)))
        return super().digest(str(path))

    def stamp_of_itself(self, path: object) -> Stamp:
        size, mtime_ns, ctime_ns, inode = super().stamp_of_itself(str(path))
        return Stamp(size, mtime_ns - self.older_by_ns, ctime_ns - self.older_by_ns, inode)


@dataclass
class Builds:
    """Builds that look at single files of a folder, each knowing what the one before saw."""

    folder: Path
    disk: CountingDisk = field(default_factory=CountingDisk)
    seen: Seen = field(default_factory=Seen)

    def look(self, name: str) -> str:
        began = time.time_ns()
        digests, start = Digests(self.disk), f"{self.folder}{os.sep}"
        digests.know(start, self.seen)
        found = digests.of(start + name)
        files = list(digests.found_below(start))
        stamps = {path: tuple(stamp) for path, stamp, _ in files}
        seen = Seen(stamps, {path: digest for path, _, digest in files}, young(stamps, began))
        self.seen = unpacked(packed(seen), seen.young)
        return found


@pytest.fixture
def builds(tmp_path: Path) -> Builds:
    (tmp_path / "page.html").write_bytes(b"one")
    return Builds(tmp_path)


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def test_a_file_is_read_once_for_all_builds(builds: Builds) -> None:
    """As long as it stands as it did."""
    assert [sha(b"one")] * 2 == [builds.look("page.html") for _ in range(2)]
    assert ["page.html"] == builds.disk.read


def test_a_file_with_the_same_size_and_time_is_read_again(builds: Builds) -> None:
    """The time of a change can't be set back, and another file has another inode."""
    page = builds.folder / "page.html"
    builds.look("page.html")
    times = page.stat()
    time.sleep(0.02)
    page.write_bytes(b"two")
    os.utime(page, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert sha(b"two") == builds.look("page.html")


def test_a_young_file_is_read_again(builds: Builds) -> None:
    """It may have been written again within one tick of the file system's clock."""
    builds.disk.older_by_ns = 0
    for _ in range(2):
        builds.look("page.html")
    assert ["page.html"] * 2 == builds.disk.read


def test_within_one_build_a_young_file_is_read_once(tmp_path: Path, builds: Builds) -> None:
    """A build that must not lose time asks for the same file often."""
    disk, page = CountingDisk(older_by_ns=0), str(tmp_path / "page.html")
    digests = Digests(disk)
    digest = digests.of(page)
    assert digest == digests.of(page) == digests.given(page, disk.stamp_of_itself(page))
    assert ["page.html"] == disk.read


def test_a_digest_is_given_for_the_very_stamp(tmp_path: Path, builds: Builds) -> None:
    """Not for a file that came to stand there since."""
    digests = Digests(Disk())
    page = str(tmp_path / "page.html")
    digests.of(page)
    assert not digests.given(page, (0, 0, 0, 0))
    assert not digests.given(page + "x", Disk().stamp_of_itself(page))


def test_after_doubt_every_file_is_read(builds: Builds) -> None:
    """A source that changed under the build makes it trust no stamp."""
    builds.look("page.html")
    digests = Digests(builds.disk)
    digests.know(f"{builds.folder}{os.sep}", builds.seen)
    digests.forget()
    digests.of(str(builds.folder / "page.html"))
    assert ["page.html"] * 2 == builds.disk.read


def test_a_link_is_never_known(builds: Builds) -> None:
    """It is refused as the disk refuses it, whatever was remembered of its path."""
    builds.look("page.html")
    page, other = builds.folder / "page.html", builds.folder / "other.html"
    page.rename(other)
    page.symlink_to(other)
    with pytest.raises(OSError, match=r"symbolic links|Too many levels"):
        builds.look("page.html")


@pytest.mark.parametrize(
    "seen",
    [
        Seen(),
        Seen(
            {"a": (1, -2, 3, 4), "b/ü\udce9": (5, 6, 7, 1 << 62)}, {"a": sha(b"")}, frozenset("a")
        ),
    ],
    ids=["nothing", "files"],
)
def test_what_was_seen_is_read_as_it_was_written(seen: Seen) -> None:
    """Names of any bytes, times before 1970, files of which no digest is known."""
    assert seen == unpacked(packed(seen), seen.young)


@pytest.mark.parametrize("part", range(3))
def test_parts_that_do_not_belong_together_are_refused(part: int) -> None:
    """One that is of fewer files than the others, or of none."""
    parts = list(packed(Seen({"a": (1, 2, 3, 4), "b": (1, 2, 3, 4)}, {"a": sha(b"")})))
    for spoilt in (parts[part][: len(parts[part]) // 2], b""):
        with pytest.raises(ValueError, match=r".+"):
            unpacked([*parts[:part], spoilt, *parts[part + 1 :]], ())
