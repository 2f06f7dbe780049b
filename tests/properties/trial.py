"""One site that is edited and built again and again, beside what a build from nothing makes of it."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from generator.build import Made, make
from generator.commands import build
from generator.commands.cli import parser
from generator.digest import of_bytes
from generator.disk import Disk
from generator.engine import Edition, InMemory
from generator.outside import Outside, outside
from generator.pages.plan import KINDS
from generator.problems import as_json
from generator.writing.manifest import manifest_bytes
from tests.building import full_site, read_folder, write_files
from tests.writing.faulty_disk import FaultyDisk

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
_RENDERS = frozenset(kind.render for kind in KINDS.values())


@dataclass(frozen=True)
class Told:
    """How a build ends: its exit code, and the problems as it prints them."""

    code: int
    problems: str


@dataclass(frozen=True)
class Clean:
    """What a build from nothing gives: path → digest, build.json among them."""

    told: Told
    files: dict[str, str]


@dataclass(frozen=True)
class Work:
    """Pages that were made again, and those of them whose bytes are others."""

    made: int = 0
    changed: int = 0


class Staging:
    """Where the bytes of clean builds wait: in memory."""

    def __init__(self) -> None:
        self.bytes: dict[str, bytes] = {}

    def put(self, data: bytes) -> str:
        digest = of_bytes(data)
        self.bytes[digest] = data
        return digest


class Trial:
    """A site of every kind of page in a folder, with the hour of its builds."""

    def __init__(self, root: Path, files: Mapping[str, str | bytes] | None = None) -> None:
        self.root = write_files(root, full_site() if files is None else files)
        self.clock = NOON
        self.staging = Staging()
        self._memory = InMemory()
        self._clean: dict[str, Clean] = {}
        self._good: dict[str, bytes] = {}

    def build(self, disk: Disk | None = None) -> Told:
        """What the command says, run in this process with all that it remembers on the disk."""
        out, err = io.StringIO(), io.StringIO()
        args = parser("build").parse_args(["build", str(self.root), "--format", "json"])
        with redirect_stdout(out), redirect_stderr(err), _at(self.clock):
            code = build.run(args, disk or FaultyDisk())
        return Told(code, out.getvalue() or err.getvalue())

    def output(self) -> dict[str, str]:
        """The output folder: path → digest."""
        return {path: of_bytes(data) for path, data in read_folder(self.root / "output").items()}

    def clean(self) -> Clean:
        """A build of the sources as they are that remembers nothing."""
        key = f"{self.clock} {sorted(_sources(self.root).items())}"
        key = of_bytes(key.encode())
        if key not in self._clean:
            made = make(self.look, workers=1)
            files = dict(made.files)
            if files:
                files["build.json"] = of_bytes(manifest_bytes(made.files))
            self._clean[key] = Clean(_told(made), files)
        return self._clean[key]

    def again(self) -> tuple[Told, dict[str, str], Work]:
        """A build in a process that goes on, and how many pages it made."""
        found = Work()

        def count(edition: Edition) -> None:
            nonlocal found
            made = [key for key in edition.answered if key[0] in _RENDERS]
            found = Work(len(made), sum(key in edition.changed for key in made))

        made = make(self.look, self._memory, explain=count, workers=1)
        return _told(made), made.files, found

    def look(self) -> Outside:
        """The world as it is now; what is staged stays in memory."""
        return replace(outside(str(self.root), Disk(), self.clock), staging=self.staging)

    def remember_sources(self) -> None:
        """The sources as they are can be built: `restore_sources` comes back to them."""
        self._good = _sources(self.root)

    def restore_sources(self) -> None:
        """The last edits are undone."""
        for path in _sources(self.root).keys() - self._good.keys():
            (self.root / path).unlink()
        write_files(self.root, self._good)


def _sources(root: Path) -> dict[str, bytes]:
    found = {"site.yaml": (root / "site.yaml").read_bytes()}
    for name in ("content", "layouts"):
        found |= {f"{name}/{path}": data for path, data in read_folder(root / name).items()}
    return found


def _told(made: Made) -> Told:
    return Told(int(made.has_errors), f"{as_json(made.problems)}\n")


@contextmanager
def _at(clock: datetime) -> Iterator[None]:
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = epoch(clock)
    try:
        yield
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = before


def epoch(clock: datetime) -> str:
    """The hour as a build's environment tells it."""
    return str(int(clock.timestamp()))
