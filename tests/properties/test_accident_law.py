"""A build that is killed or refused at any operation, and one whose program changes under it.

`make laws` tries every operation, `make test` some of each kind.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest

from tests.building import SITE_YAML, read_folder, story, write_files
from tests.properties import edits
from tests.properties.accidents import STORE_BYTES, grown, kill_at, refuse
from tests.properties.edits import Desk
from tests.properties.ledger import SEQUENCES
from tests.properties.trial import NOON, Trial, epoch
from tests.standards.nu import CHECKOUT
from tests.writing.faulty_disk import CHANGES, FaultyDisk, at, since

# Of so many operations one is tried.
STRIDE = 1 if SEQUENCES >= 200 else 100
SHARES = 8 if STRIDE == 1 else 1


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[int]]:
    """A site that is built and then edited, and the numbers of the next build's operations: all
    that change something, and a share of those that only look."""
    root = tmp_path_factory.mktemp("law") / "site"
    trial = Trial(root)
    trial.build()
    for edit in (edits.headline, edits.photograph, edits.last_of_a_tag, edits.file_gone_or_back):
        edit(Desk(root, Random(3)))
    with copied(root) as copy:
        disk = FaultyDisk()
        assert copy.build(disk).code == 0
    numbers = range(1, len(disk.asked) + 1)
    changing = [number for number in numbers if disk.asked[number - 1][0] in CHANGES]
    found = [*changing[::STRIDE], *numbers[:: 10 * STRIDE]]
    assert len(found) >= SHARES, "no share may be empty"
    return root, found


@contextmanager
def copied(root: Path) -> Iterator[Trial]:
    """The site with all that is remembered, in another folder."""
    copy = root.parent / f"copy-{os.getpid()}"
    shutil.copytree(root, copy)
    try:
        yield Trial(copy, {})
    finally:
        shutil.rmtree(copy)


def assert_exact(trial: Trial) -> None:
    """The next build is that of a clean one."""
    told, wanted = trial.build(), trial.clean()
    assert (wanted.told, wanted.files) == (told, trial.output())


@pytest.mark.parametrize("share", range(SHARES))
def test_killed_at_each_operation(built: tuple[Path, list[int]], share: int) -> None:
    """The next command completes the edition or drops it, and the next build is exact."""
    root, numbers = built
    for number in numbers[share::SHARES]:
        with copied(root) as trial:
            kill_at(trial, number, then_recover=True)
            assert_exact(trial)


@pytest.mark.parametrize("share", range(SHARES))
def test_refused_at_each_operation(built: tuple[Path, list[int]], share: int) -> None:
    """Once, or from there on: the old edition stands, or the new one, and the next is exact."""
    root, numbers = built
    for place, number in enumerate(numbers[share::SHARES]):
        with copied(root) as trial:
            refuse(trial, FaultyDisk(since(number) if place % 3 == 0 else at(number)))
            assert_exact(trial)


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of that kind")
@pytest.mark.parametrize("what", ["refuse", "kill"])
@pytest.mark.parametrize("share", range(SHARES))
def test_the_disk_is_full_at_each_size_of_the_store(
    built: tuple[Path, list[int]], what: str, share: int
) -> None:
    """Where the store can't grow, or ends the process that writes it."""
    root, _ = built
    few = range(10_000 + share * 10_000, STORE_BYTES, 80_000 if STRIDE == 1 else STORE_BYTES)
    for limit in few:
        with copied(root) as trial:
            grown(trial, limit + 1, what)
            assert_exact(trial)


# A build of its own program, one line of which is another from some operation on.
CHANGING = """
import sys
from generator.commands import build
from generator.commands.cli import parser
from generator.disk import Disk

program, site, moment = sys.argv[1:]
count = 0

def change():
    path = program + "/generator/pages/output.py"
    with open(path, encoding="utf-8") as file:
        text = file.read()
    with open(path, "w", encoding="utf-8") as file:
        file.write(text.replace('text.encode("utf-8")', '(text + " ").encode("utf-8")'))

class Changing(Disk):
    def __getattribute__(self, name):
        global count
        if not name.startswith("_"):
            count += 1
            if count == int(moment):
                change()
        return super().__getattribute__(name)

code = build.run(parser("build").parse_args(["build", site]), Changing())
print(count)
sys.exit(code)
"""


def run(program: Path, code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(program), "SOURCE_DATE_EPOCH": epoch(NOON)}
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env=environment,
        cwd=program,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("part", [0.0, 0.3, 0.5, 0.7, 0.95] if STRIDE == 1 else [0.5])
def test_the_program_changes_during_the_build(tmp_path: Path, part: float) -> None:
    """Nothing that it made by then is trusted: the next build is the new program's clean one."""
    program = tmp_path / "program"
    for name in ("generator", "layouts"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(CHECKOUT / name, program / name, ignore=ignored)
    files = {"site.yaml": SITE_YAML, "content/articles/a.md": story("A", tags="[x]")}
    site, clean = tmp_path / "site", tmp_path / "clean"
    for root in (site, clean):
        write_files(root, files)
    dry = run(program, CHANGING, str(program), str(clean), str(1 << 30))
    assert dry.returncode == 0, dry.stderr
    moment = 1 + int(part * int(dry.stdout.split()[-1]))
    run(program, CHANGING, str(program), str(site), str(moment))
    shutil.rmtree(clean / "output")
    shutil.rmtree(clean / ".broadsheet")
    ordinary = "import sys; from generator.commands.cli import main; sys.exit(main(sys.argv[1:]))"
    for root in (site, clean):
        done = run(program, ordinary, "build", str(root))
        assert done.returncode == 0, done.stderr
    wanted = read_folder(clean / "output")
    assert wanted["index.html"].endswith(b" ")
    assert wanted == read_folder(site / "output")
