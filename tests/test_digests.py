"""Digests of files that are known by their stamps."""

from __future__ import annotations

import hashlib
import json
import os
import time
from pathlib import Path

import pytest

from generator.digests import YOUNG_NS, Digests
from generator.disk import Disk, Stamp


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


@pytest.fixture
def page(tmp_path: Path) -> str:
    path = tmp_path / "page.html"
    path.write_bytes(b"one")
    return str(path)


def looked(path: str, record: Path, disk: Disk) -> str:
    """What a build that looks at this one file is told."""
    digests = Digests(disk, str(record))
    found = digests.of(path)
    digests.keep()
    return found


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def test_a_file_is_read_once_for_all_builds(tmp_path: Path, page: str) -> None:
    """As long as it stands as it did."""
    disk, record = CountingDisk(), tmp_path / "digests"
    assert [sha(b"one")] * 2 == [looked(page, record, disk) for _ in range(2)]
    assert ["page.html"] == disk.read


def test_a_file_with_the_same_size_and_time_is_read_again(tmp_path: Path, page: str) -> None:
    """The time of a change can't be set back, and another file has another inode."""
    disk, record = CountingDisk(), tmp_path / "digests"
    looked(page, record, disk)
    times = os.stat(page)
    time.sleep(0.02)
    Path(page).write_bytes(b"two")
    os.utime(page, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert sha(b"two") == looked(page, record, disk)


def test_a_young_file_is_read_again(tmp_path: Path, page: str) -> None:
    """It may have been written again within one tick of the file system's clock."""
    disk, record = CountingDisk(older_by_ns=0), tmp_path / "digests"
    for _ in range(2):
        looked(page, record, disk)
    assert ["page.html"] * 2 == disk.read


def test_within_one_build_a_young_file_is_read_once(page: str) -> None:
    """A build that must not lose time asks for the same file often."""
    disk = CountingDisk(older_by_ns=0)
    digests = Digests(disk)
    assert digests.of(page) == digests.of(page) == digests.given(page)
    assert ["page.html"] == disk.read


def test_after_doubt_every_file_is_read(tmp_path: Path, page: str) -> None:
    """`--verify` and a source that changed under the build trust no stamp."""
    disk, record = CountingDisk(), tmp_path / "digests"
    looked(page, record, disk)
    digests = Digests(disk, str(record))
    digests.forget()
    digests.of(page)
    assert ["page.html"] * 2 == disk.read


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text[:-3],
        lambda text: text.replace(b"page", b"pace"),
        lambda text: b"",
        lambda text: b"\xff\x00",
        lambda text: _signed(b"[]"),
        lambda text: _signed(b'{"format": 0, "files": {}}'),
        lambda text: _signed(json.dumps({"format": 1, "files": {"page.html": 7}}).encode()),
    ],
)
def test_a_damaged_record_is_no_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, page: str, spoil: object
) -> None:
    """Then the file is read, and the record is made anew."""
    monkeypatch.chdir(tmp_path)
    disk, record = CountingDisk(), tmp_path / "digests"
    looked("page.html", record, disk)
    record.write_bytes(spoil(record.read_bytes()))  # type: ignore[operator]
    assert [sha(b"one")] * 2 == [looked("page.html", record, disk) for _ in range(2)]
    assert ["page.html"] * 2 == disk.read


def _signed(text: bytes) -> bytes:
    return hashlib.sha256(text).hexdigest().encode() + b"\n" + text


def test_a_link_is_never_known(tmp_path: Path, page: str) -> None:
    """It is refused as the disk refuses it, whatever was remembered of its path."""
    disk, record = CountingDisk(), tmp_path / "digests"
    looked(page, record, disk)
    os.rename(page, tmp_path / "other.html")
    os.symlink(tmp_path / "other.html", page)
    with pytest.raises(OSError, match=r"symbolic links|Too many levels"):
        looked(page, record, disk)


def test_what_nobody_looked_at_is_forgotten(tmp_path: Path, page: str) -> None:
    """The record grows no larger than the site and its output."""
    disk, record = CountingDisk(), tmp_path / "digests"
    looked(page, record, disk)
    other = tmp_path / "other.html"
    other.write_bytes(b"two")
    looked(str(other), record, disk)
    assert [str(other)] == [*json.loads(record.read_bytes().partition(b"\n")[2])["files"]]
