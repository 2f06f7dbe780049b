"""Bytes under their own digest: whole, checked, and the same however often they are put."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from generator.blobs import Blobs, DamagedBlob
from generator.disk import Disk, MachineTrouble


class FullDisk(Disk):
    """A disk with room for half of a file."""

    def write_bytes_new(self, path: object, data: bytes, mode: int = 0o600) -> None:
        super().write_bytes_new(str(path), data[: len(data) // 2], mode)
        raise OSError(28, "No space left on device", str(path))


@pytest.fixture
def blobs(tmp_path: Path) -> Blobs:
    return Blobs(tmp_path / "store", Disk())


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_bytes_come_back(blobs: Blobs, tmp_path: Path) -> None:
    """What was put is read under its SHA-256, and lies in a folder of its first two digits."""
    digest = hashlib.sha256(b"page").hexdigest()
    assert digest == blobs.put(b"page")
    assert b"page" == blobs.read(digest)
    assert {f"{digest[:2]}/{digest[2:]}"} == files(tmp_path / "store")


def test_same_bytes_twice(blobs: Blobs) -> None:
    """Bytes that are there are not written again."""
    path = Path(blobs.path(blobs.put(b"page")))
    before = path.stat()
    blobs.put(b"page")
    assert (before.st_ino, before.st_mtime_ns) == (path.stat().st_ino, path.stat().st_mtime_ns)


@pytest.mark.parametrize("damage", [b"", b"pagf"])
def test_damaged_bytes(blobs: Blobs, damage: bytes) -> None:
    """Bytes that a power cut damaged are not given out, and are mended when they are put again."""
    digest = blobs.put(b"page")
    Path(blobs.path(digest)).write_bytes(damage)
    with pytest.raises(DamagedBlob):
        blobs.read(digest)
    blobs.put(b"page")
    assert b"page" == blobs.read(digest)


def test_bytes_that_were_never_put(blobs: Blobs) -> None:
    """What is missing is told like what is damaged: make it again."""
    with pytest.raises(DamagedBlob):
        blobs.read("0" * 64)


@pytest.mark.parametrize("digest", ["", "../../etc/passwd", "0" * 63, "A" * 64, "0" * 64 + "\n"])
def test_what_is_no_digest(blobs: Blobs, digest: str) -> None:
    """Only a SHA-256 leads to a path."""
    with pytest.raises(ValueError, match="no SHA-256"):
        blobs.path(digest)


def test_full_disk(tmp_path: Path) -> None:
    """A full disk is told in plain words and leaves nothing half-written."""
    with pytest.raises(MachineTrouble, match="the disk is full"):
        Blobs(tmp_path / "store", FullDisk()).put(b"page")
    assert set() == files(tmp_path / "store")


def test_left_by_a_killed_process(blobs: Blobs, tmp_path: Path) -> None:
    """A half-written file of a killed process with our number is in nobody's way."""
    digest = hashlib.sha256(b"page").hexdigest()
    blobs.put(b"other")
    Path(blobs.path(digest)).parent.mkdir()
    half = Path(f"{blobs.path(digest)}.{os.getpid()}-{__import__('threading').get_ident()}")
    half.write_bytes(b"pa")
    assert b"page" == blobs.read(blobs.put(b"page"))
    assert not half.exists()


def test_what_no_edition_needs(blobs: Blobs, tmp_path: Path) -> None:
    """Blobs that no edition needs are removed, and half-written ones with them."""
    kept, dropped = blobs.put(b"kept"), blobs.put(b"dropped")
    Path(f"{blobs.path(kept)}.1-1").write_bytes(b"ke")
    assert 2 == blobs.keep_only({kept})
    assert {os.path.join(kept[:2], kept[2:])} == files(tmp_path / "store")
    assert dropped not in files(tmp_path / "store")
    assert 0 == Blobs(tmp_path / "none", Disk()).keep_only(set())
