"""The law of the store: after any edits and accidents, the output is that of a clean build.

`make laws` tries two hundred sequences of twenty edits; here stands a share of them. The command
itself is run, with all that it remembers on the disk, and where it is killed, the next one goes on.
"""

from __future__ import annotations

import io
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from generator.commands import build
from generator.commands.cli import parser
from generator.disk import Disk, _let_go_in_child
from tests.building import full_site, read_folder, write_files
from tests.properties.edits import EDITS, Desk, Edit
from tests.writing.faulty_disk import FaultyDisk, Killed

SEQUENCES = int(os.environ.get("LAW_SEQUENCES", "4"))
LENGTH = int(os.environ.get("LAW_EDITS", "8"))
CLOCKS = ("2026-04-01", "2026-05-15", "2026-06-01T12:00", "2026-06-18", "2026-07-02")


@dataclass(frozen=True)
class Step:
    """An edit, the seed of its chances, the hour of the build after it, and where that is killed."""

    edit: Edit
    seed: int
    clock: str
    kill_at: int

    def __repr__(self) -> str:
        return f"{self.edit.__name__}({self.seed}) {self.clock} {self.kill_at or ''}".strip()


STEPS = st.builds(
    Step,
    st.sampled_from(EDITS),
    st.integers(0, 9_999),
    st.sampled_from(CLOCKS),
    st.just(0) | st.integers(1, 900),
)


@contextmanager
def folder() -> Iterator[Path]:
    with TemporaryDirectory() as name:
        yield Path(name)


def built(root: Path, clock: str, disk: Disk) -> tuple[int, list[dict[str, Any]]]:
    """The command's exit code, and the problems that it prints."""
    out, err = io.StringIO(), io.StringIO()
    args = parser("build").parse_args(["build", str(root), "--now", clock, "--format", "json"])
    with redirect_stdout(out), redirect_stderr(err):
        code = build.run(args, disk)
    assert out.getvalue(), err.getvalue()
    return code, json.loads(out.getvalue())


def killed(root: Path, step: Step) -> None:
    """A build whose process ends at some operation; its locks go with it."""
    with suppress(Killed):
        built(root, step.clock, FaultyDisk(kill_at=step.kill_at))
    _let_go_in_child()


def clean(root: Path, clock: str) -> tuple[int, list[dict[str, Any]], dict[str, bytes]]:
    """What a build from nothing gives of the same sources."""
    with folder() as fresh:
        for name in ("content", "layouts"):
            if (root / name).is_dir():
                shutil.copytree(root / name, fresh / name)
        shutil.copy(root / "site.yaml", fresh)
        code, problems = built(fresh, clock, Disk())
        return code, problems, read_folder(fresh / "output")


def ours(root: Path) -> dict[str, bytes]:
    return read_folder(root / "output")


@settings(
    max_examples=SEQUENCES,
    phases=[Phase.generate, Phase.reuse, Phase.explicit],
    suppress_health_check=list(HealthCheck),
)
@given(st.lists(STEPS, min_size=LENGTH, max_size=LENGTH))
def test_after_any_edits_the_output_is_that_of_a_clean_build(steps: list[Step]) -> None:
    """Byte for byte, the problems told are the same, and a build that fails changes nothing."""
    with folder() as root:
        write_files(root, full_site())
        built(root, CLOCKS[2], Disk())
        for step in steps:
            step.edit(Desk(root, Random(step.seed)))
            if step.kill_at:
                killed(root, step)
            before = ours(root)
            code, problems = built(root, step.clock, Disk())
            wanted_code, wanted_problems, wanted = clean(root, step.clock)
            assert (wanted_code, wanted_problems) == (code, problems), step
            if code == 0:
                assert wanted == ours(root), step
            elif not step.kill_at:
                assert before == ours(root), step


def test_a_second_command_is_refused_while_the_first_is_at_work(tmp_path: Path) -> None:
    """And the first one's edition is whole."""
    write_files(tmp_path, full_site())
    codes: list[int] = []

    class Meddling(Disk):
        """In the midst of the first build another begins."""

        def sync_everything(self) -> bool:
            if not codes:
                codes.append(built_code(tmp_path))
            return super().sync_everything()

        def rename(self, old: Any, new: Any) -> None:
            if not codes:
                codes.append(built_code(tmp_path))
            super().rename(old, new)

    code, _ = built(tmp_path, CLOCKS[2], Meddling())
    assert (0, [1]) == (code, codes)
    assert clean(tmp_path, CLOCKS[2])[2] == ours(tmp_path)


def built_code(root: Path) -> int:
    args = parser("build").parse_args(["build", str(root), "--now", CLOCKS[2]])
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        return build.run(args, Disk())


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_each_kind_of_edit_is_followed(tmp_path: Path, edit: Edit) -> None:
    """One after another, from a site that is built."""
    write_files(tmp_path, full_site())
    built(tmp_path, CLOCKS[2], Disk())
    for seed in range(2):
        edit(Desk(tmp_path, Random(seed)))
        code, problems = built(tmp_path, CLOCKS[2], Disk())
        wanted_code, wanted_problems, wanted = clean(tmp_path, CLOCKS[2])
        assert (wanted_code, wanted_problems) == (code, problems)
        assert code or wanted == ours(tmp_path)
