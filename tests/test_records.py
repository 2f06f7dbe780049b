"""Records: read as they were written, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import records
from generator.disk import Disk


def test_a_record_is_what_was_kept_last(tmp_path: Path) -> None:
    """And nothing of a draft stays beside it."""
    path = str(tmp_path / "record")
    records.keep(path, {"a": 1}, Disk())
    records.keep(path, {"b": ["é", None]}, Disk(), (b"\n\0", b"", b"end"))
    assert ({"b": ["é", None]}, [b"\n\0", b"", b"end"]) == records.kept(path, Disk())
    assert ["record"] == [found.name for found in tmp_path.iterdir()]


@pytest.mark.parametrize("end", range(0, 100, 5))
def test_a_record_that_was_cut_off_is_none(tmp_path: Path, end: int) -> None:
    """Wherever it ends."""
    path = tmp_path / "record"
    records.keep(str(path), {"a": "words"}, Disk(), (b"parts",))
    path.write_bytes(path.read_bytes()[:end])
    assert records.kept(str(path), Disk()) is None


@pytest.mark.parametrize("kind", ["absent", "folder", "link"])
def test_what_is_no_file_is_no_record(tmp_path: Path, kind: str) -> None:
    """It is neither followed nor an error, and nothing but a file is removed."""
    path, elsewhere = tmp_path / "record", tmp_path / "elsewhere"
    records.keep(str(elsewhere), {"a": 1}, Disk())
    if kind == "folder":
        path.mkdir()
    if kind == "link":
        path.symlink_to(elsewhere)
    records.forget(str(path), Disk())
    assert records.kept(str(path), Disk()) is None
    assert ({"a": 1}, []) == records.kept(str(elsewhere), Disk())


def test_a_full_disk_is_no_trouble(tmp_path: Path) -> None:
    """The record before stays."""

    class Full(Disk):
        def write_bytes_new(self, path: object, data: bytes, mode: int = 0o600) -> None:
            raise OSError(28, "No space left on device", str(path))

    path = str(tmp_path / "record")
    records.keep(path, {"a": 1}, Disk())
    records.keep(path, {"b": 1}, Full())
    assert ({"a": 1}, []) == records.kept(path, Disk())
