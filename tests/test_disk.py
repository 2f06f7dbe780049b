"""The only door to files: bounded, never waiting, never following a link on its own."""

from __future__ import annotations

import errno
import os
import pickle
import socket
from pathlib import Path

import pytest

from generator.disk import (
    Disk,
    Entry,
    MachineTrouble,
    NotAFile,
    Stat,
    TooLarge,
    machine_trouble,
    make_folders,
)

DISK = Disk()


def test_entries_of_a_folder(tmp_path: Path) -> None:
    """A folder's names come sorted, each with its kind; links are links."""
    (tmp_path / "b1").mkdir()
    (tmp_path / "a2").write_bytes(b"")
    (tmp_path / "c").symlink_to("b1")
    os.mkfifo(tmp_path / "d")
    (tmp_path / os.fsdecode(b"e\xff")).write_bytes(b"")
    shown = (
        Entry("a2", "file"),
        Entry("b1", "folder"),
        Entry("c", "link"),
        Entry("d", "special"),
        Entry("e\udcff", "file"),
    )
    assert shown == DISK.entries(tmp_path)


def test_stat(tmp_path: Path) -> None:
    """What stands at a path is told without following a link; what does not is absent."""
    (tmp_path / "a").write_bytes(b"abc")
    (tmp_path / "b").symlink_to("a")
    assert (3, "file") == (DISK.stat(tmp_path / "a").size, DISK.stat(tmp_path / "a").kind)
    assert "link" == DISK.stat(tmp_path / "b").kind
    assert DISK.stat(tmp_path).identity == DISK.stat(tmp_path / "../" / tmp_path.name).identity
    for path in ("none", "a/below", "x" * 300):
        assert Stat() == DISK.stat(tmp_path / path)


@pytest.mark.parametrize("size", [0, 1, 9, 10])
def test_reading_within_the_limit(tmp_path: Path, size: int) -> None:
    """A file of as many bytes as allowed is read whole."""
    (tmp_path / "a").write_bytes(b"x" * size)
    assert b"x" * size == DISK.read_bytes(tmp_path / "a", 10)


def test_reading_beyond_the_limit(tmp_path: Path) -> None:
    """A file with one byte more is refused, also one that does not tell its size."""
    (tmp_path / "a").write_bytes(b"x" * 11)
    with pytest.raises(TooLarge):
        DISK.read_bytes(tmp_path / "a", 10)
    if os.path.exists("/proc/self/status"):
        with pytest.raises(TooLarge):
            DISK.read_bytes("/proc/self/status", 10)


def test_large_file(tmp_path: Path) -> None:
    """A file larger than one read is read whole, and its digest is that of all of it."""
    data = os.urandom(1000) * 3000
    DISK.write_bytes_new(tmp_path / "a", data)
    (tmp_path / "b").write_bytes(data[:-1])
    assert data == DISK.read_bytes(tmp_path / "a", len(data))
    assert DISK.digest(tmp_path / "a") != DISK.digest(tmp_path / "b")


def test_reading_what_is_no_file(tmp_path: Path) -> None:
    """A FIFO without a writer, a folder, a socket and a device are refused at once."""
    os.mkfifo(tmp_path / "fifo")
    with socket.socket(socket.AF_UNIX) as server:
        before = os.getcwd()
        os.chdir(tmp_path)
        server.bind("socket")
        os.chdir(before)
    for path in (tmp_path / "fifo", tmp_path, Path("/dev/null")):
        with pytest.raises(NotAFile) as caught:
            DISK.read_bytes(path, 10)
        assert os.fspath(path) == caught.value.filename
        with pytest.raises(NotAFile):
            DISK.digest(path)
    with pytest.raises(OSError, match="socket"):
        DISK.read_bytes(tmp_path / "socket", 10)


@pytest.mark.skipif(not os.path.exists("/proc/self/mem"), reason="no such file on this system")
def test_file_that_opens_and_then_fails() -> None:
    """An error that comes after a file was opened names the file too."""
    with pytest.raises(OSError, match="'/proc/self/mem'"):
        DISK.digest("/proc/self/mem")


def test_reading_through_a_link(tmp_path: Path) -> None:
    """A link is not followed when a file is opened."""
    (tmp_path / "a").write_bytes(b"secret")
    (tmp_path / "b").symlink_to("a")
    for read in (DISK.digest, lambda path: DISK.read_bytes(path, 10)):
        with pytest.raises(OSError, match="b'") as caught:
            read(os.fspath(tmp_path / "b"))
        assert errno.ELOOP == caught.value.errno


def test_writing_where_something_stands(tmp_path: Path) -> None:
    """A new file never replaces one, nor goes through a link."""
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "b").symlink_to("c")
    for name in ("a", "b"):
        with pytest.raises(FileExistsError):
            DISK.write_bytes_new(tmp_path / name, b"new")
    assert (b"old", False) == ((tmp_path / "a").read_bytes(), (tmp_path / "c").exists())


def test_mode_of_a_new_file(tmp_path: Path) -> None:
    """A file has the mode that was asked for, whatever the umask is."""
    before = os.umask(0o077)
    try:
        DISK.write_bytes_new(tmp_path / "a", b"", 0o644)
        make_folders(tmp_path / "b/c", DISK)
    finally:
        os.umask(before)
    modes = [path.stat().st_mode & 0o777 for path in sorted(tmp_path.rglob("*"))]
    assert [0o644, 0o755, 0o755] == modes


def test_folders_that_were_missing(tmp_path: Path) -> None:
    """Only the folders that were missing are made and named, outermost first."""
    (tmp_path / "a").mkdir()
    made = (str(tmp_path / "a/b"), str(tmp_path / "a/b/c"))
    assert made == make_folders(tmp_path / "a/b/c", DISK)
    assert () == make_folders(tmp_path / "a/b/c", DISK)


def test_second_name_of_a_link(tmp_path: Path) -> None:
    """A second name of a link is a link, and not a name of what it leads to."""
    (tmp_path / "a").write_bytes(b"")
    (tmp_path / "b").symlink_to("a")
    DISK.link(tmp_path / "b", tmp_path / "c")
    assert (tmp_path / "c").is_symlink()


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "/x/y: the disk is full; free some space, then build again"),
        (errno.EACCES, "/x/y: permission denied; see who owns it and make it writable"),
        (errno.EROFS, "/x/y: the disk is read-only; make it writable or choose another folder"),
        (errno.ENODEV, "/x/y: no such device; see to it, then build again"),
    ],
)
def test_words_for_an_error_of_the_machine(number: int, words: str) -> None:
    """An error of the machine names the path, what is wrong, and the cure."""
    error = OSError(number, os.strerror(number), "/x/y")
    assert str(machine_trouble(error)).startswith(words)
    assert str(machine_trouble(error, outcome="all is well")).endswith("\nall is well")


def test_machine_trouble_comes_back_from_a_worker() -> None:
    """The message and the path survive the way between two processes."""
    trouble = pickle.loads(pickle.dumps(MachineTrouble("words", "/x")))
    assert ("words", "/x") == (str(trouble), trouble.path)
