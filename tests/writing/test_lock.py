"""Two builds never write at once, and a dead one is in nobody's way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator.disk import Disk, MachineTrouble
from generator.writing import EditionLock, Locked
from tests.writing.faulty_disk import FaultyDisk, at

HOLDER = """
import os, sys, time
from generator.disk import Disk
from generator.writing import EditionLock
with EditionLock(sys.argv[1], Disk()):
    child = os.fork() if sys.argv[2:] else 1
    if child == 0:
        time.sleep(60)
    print(child, flush=True)
    sys.stdin.read()
"""


def holder(folder: Path, *args: str) -> subprocess.Popen[str]:
    """Another process that holds the lock of a workspace until its input ends."""
    pipe = subprocess.PIPE
    command = [sys.executable, "-c", HOLDER, str(folder), *args]
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True)


def test_second_build_in_another_process(folder: Path) -> None:
    """A second build is told who is at work and since when."""
    with holder(folder / "new") as other:
        assert other.stdout
        other.stdout.readline()
        words = rf"another build is at work here \(process {other.pid}, since 20..-..-.. ..:..:..\)"
        with pytest.raises(Locked, match=words), EditionLock(folder / "new", Disk()):
            pass
        other.communicate("")
    with EditionLock(folder / "new", Disk()):
        pass


def test_second_build_in_this_process(folder: Path) -> None:
    """A lock counts within one process too, and can be taken again afterwards."""
    with EditionLock(folder, Disk()), pytest.raises(Locked), EditionLock(folder, Disk()):
        pass
    with EditionLock(folder, Disk()):
        pass


def test_holder_was_killed(folder: Path) -> None:
    """The lock of a killed process is free."""
    with holder(folder) as other:
        assert other.stdout
        other.stdout.readline()
        other.kill()
    with EditionLock(folder, Disk()):
        pass


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")
def test_holder_was_killed_and_its_worker_lives(folder: Path) -> None:
    """An orphaned worker does not hold the lock of the process that made it."""
    with holder(folder, "with a child") as other:
        assert other.stdout
        child = int(other.stdout.readline())
        other.kill()
        other.wait()
        try:
            os.kill(child, 0)
            taken(folder)
        finally:
            os.kill(child, signal.SIGKILL)


def taken(folder: Path) -> None:
    """Take the lock and let go; a child that was born a moment ago may not have let go yet."""
    for patience in range(100, -1, -1):
        try:
            with EditionLock(folder, Disk()):
                return
        except Locked:
            if not patience:
                raise
            time.sleep(0.05)


def test_error_under_the_lock(folder: Path) -> None:
    """A failing build lets go of the lock."""
    with pytest.raises(ZeroDivisionError), EditionLock(folder, Disk()):
        raise ZeroDivisionError
    with EditionLock(folder, Disk()):
        pass


def test_note_of_a_stranger(folder: Path) -> None:
    """What is no process number in the lock's file is not repeated."""
    with EditionLock(folder, Disk()):
        (folder / "lock").write_bytes(b"\x1b[31m")
        with pytest.raises(Locked, match=r"at work here; wait"), EditionLock(folder, Disk()):
            pass


def test_lock_on_a_failing_disk(folder: Path) -> None:
    """A workspace that can't hold a lock is the machine's trouble."""
    with pytest.raises(MachineTrouble, match=r"lock: the disk is full"):
        EditionLock(folder, FaultyDisk(at(1, 2))).__enter__()
