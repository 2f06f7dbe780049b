"""What befalls a build, or what stands between two of them, one accident each, picked by chance.

An accident is tried before the build that must be exact. Each says itself what must hold at once:
the output is a whole edition, the old one or the new one, or one that the next command completes.
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from random import Random

from generator.disk import Disk, _let_go_in_child
from generator.writing import EditionLock, recover
from tests.properties import edits
from tests.properties.edits import Desk
from tests.properties.trial import Trial, epoch
from tests.standards.nu import CHECKOUT
from tests.writing.faulty_disk import FaultyDisk, Killed, at, since

Accident = Callable[[Trial, Random], None]

# A build of the law's site has about so many operations.
OPERATIONS = 1_400
# Its store has about so many bytes.
STORE_BYTES = 700_000


def none(trial: Trial, chance: Random) -> None:
    """All goes well."""


def killed(trial: Trial, chance: Random) -> None:
    """The process ends at some operation; its locks go with it."""
    kill_at(trial, chance.randrange(1, OPERATIONS), then_recover=chance.random() < 0.5)


def kill_at(trial: Trial, operation: int, *, then_recover: bool) -> None:
    """A build that is killed there; the next command makes the output whole."""
    before = trial.output()
    with suppress(Killed):
        trial.build(FaultyDisk(kill_at=operation))
    _let_go_in_child()
    if then_recover:
        recovered(trial)
        assert_whole(trial, before)


def recovered(trial: Trial) -> None:
    """What every command does first."""
    output, workspace = trial.root / "output", trial.root / ".broadsheet"
    if workspace.is_dir():
        with EditionLock(workspace, Disk()):
            recover(output, workspace, Disk())


def assert_whole(trial: Trial, before: dict[str, str]) -> None:
    assert trial.output() in (before, trial.clean().files)


def refused(trial: Trial, chance: Random) -> None:
    """The disk refuses an operation, or does it and says no, or refuses all from there on."""
    number, is_late = chance.randrange(1, OPERATIONS), chance.random() < 0.3
    fails = since(number) if chance.random() < 0.3 else at(number)
    refuse(trial, FaultyDisk(fails, is_late=is_late))


def refuse(trial: Trial, disk: Disk) -> None:
    """A build on a failing disk: whole, or said to be half in place and then completed."""
    before = trial.output()
    told = trial.build(disk)
    _let_go_in_child()  # the process ends, and with it a lock that the disk did not let go
    assert told.code in (0, 1, 2)  # a site that can't be looked at is none
    if "half in place" in told.problems or "cut off" in told.problems:
        recovered(trial)
    assert_whole(trial, before)


def disk_full(trial: Trial, chance: Random) -> None:
    """No file may grow beyond some size, the store's among them: the system refuses."""
    grown(trial, chance.randrange(STORE_BYTES), "refuse")


def cut_in_a_file(trial: Trial, chance: Random) -> None:
    """The process ends where a file, most often the store, reaches some size."""
    grown(trial, chance.randrange(STORE_BYTES), "kill")


def grown(trial: Trial, limit: int, what: str) -> None:
    """A build whose files can't grow beyond a limit; the one that tries is refused, or kills it."""
    before = trial.output()
    process = _started(trial, limit, what)
    process.communicate()
    if what == "kill":
        recovered(trial)
    assert_whole(trial, before)


def shot(trial: Trial, chance: Random) -> None:
    """The process is killed at some time, wherever it is."""
    before = trial.output()
    process = _started(trial)
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(chance.random() * 0.8)
    process.kill()
    process.communicate()
    recovered(trial)
    assert_whole(trial, before)


def two_at_once(trial: Trial, chance: Random) -> None:
    """Another build begins while one is at work: it waits for nobody, and spoils nothing."""
    before, wanted = trial.output(), trial.clean()
    processes = [_started(trial) for _ in range(2)]
    ended = [process.communicate() for process in processes]
    codes = [process.returncode for process in processes]
    assert set(codes) <= {0, 1}, ended
    assert (0 in codes) == (wanted.told.code == 0), ended
    assert (wanted.files if 0 in codes else before) == trial.output()


_CHILD = """
import signal, sys
from generator.commands.cli import main
from generator.engine import together
together.TOGETHER = 2
site, limit, what = sys.argv[1:]
if int(limit):
    import resource
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL if what == "kill" else signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), resource.RLIM_INFINITY))
print("begins", flush=True)
sys.exit(main(["build", site]))
"""


def _started(trial: Trial, limit: int = 0, what: str = "") -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", _CHILD, str(trial.root), str(limit), what]
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT)}
    environment["SOURCE_DATE_EPOCH"] = epoch(trial.clock)
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


# Each touches one file: what is built around it is the edition before it or the one after.
_MEDDLINGS: tuple[edits.Edit, ...] = (
    *(edits.body, edits.headline, edits.summary, edits.person_renamed, edits.bio),
    *(edits.partial, edits.macro, edits.photograph, edits.site, edits.standing_page),
)


def meddled(trial: Trial, chance: Random) -> None:
    """A source changes during the build: it is the old edition, or the new one, and no mixture."""
    before, wanted = trial.output(), trial.clean()
    edit, number = chance.choice(_MEDDLINGS), chance.randrange(1, OPERATIONS)

    def meddle(operation: int) -> bool:
        if operation == number:
            edit(Desk(trial.root, chance))
        return False

    trial.build(FaultyDisk(meddle))
    assert trial.output() in (before, wanted.files, trial.clean().files), edit.__name__


def hand_in_the_output(trial: Trial, chance: Random) -> None:
    """Somebody altered a page, or took one away."""
    pages = sorted((trial.root / "output").rglob("*.html"))
    if not pages:
        return
    page = chance.choice(pages)
    if chance.random() < 0.5:
        page.unlink()
    else:
        page.write_bytes(page.read_bytes() + b"<!-- by hand -->")


def memory_lost(trial: Trial, chance: Random) -> None:
    """Something that is remembered is cut off, gone, or another program's."""
    folder = trial.root / ".broadsheet"
    kept = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.stat().st_size]
    small = [path for path in kept if path.parent == folder]
    path = chance.choice(small if small and chance.random() < 0.7 else kept)
    what = chance.choice(("gone", "cut", "foreign"))
    if what == "gone":
        path.unlink()
    elif what == "cut":
        os.truncate(path, path.stat().st_size // 2)
    else:
        path.write_bytes(b"SQLite format 3\x00 of another program")


def another_versions_store(trial: Trial, chance: Random) -> None:
    """A sound store of another version, which has other answers to the same questions."""
    store: Path = trial.root / ".broadsheet/edition.store"
    if not store.is_file():
        return
    with closing(sqlite3.connect(store)) as db, suppress(sqlite3.DatabaseError):
        db.execute("UPDATE meta SET value = x'00' WHERE name = 'version'")
        db.execute("UPDATE trace SET answer = (SELECT answer FROM trace ORDER BY random() LIMIT 1)")
        db.commit()
    (trial.root / ".broadsheet/edition.record").unlink(missing_ok=True)


# In so many parts of a whole.
ACCIDENTS: dict[Accident, int] = {
    none: 50,
    killed: 14,
    refused: 12,
    meddled: 6,
    hand_in_the_output: 5,
    memory_lost: 5,
    another_versions_store: 2,
    disk_full: 2,
    cut_in_a_file: 2,
    shot: 1,
    two_at_once: 1,
}
