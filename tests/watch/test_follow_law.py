"""The law of following: however saves come, what stands in the end is a clean build's.

As `make laws` has it for builds, here for the one that goes on: edits of every kind in any rhythm,
some while it is building.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from tests.building import SITE_YAML, story, write_files
from tests.properties.edits import EDITS, Desk
from tests.properties.ledger import LENGTH, SEED, SEQUENCES
from tests.properties.trial import Trial
from tests.standards.nu import CHECKOUT
from tests.watch.following import PATIENCE_S, Following, following


def assert_reached(trial: Trial) -> None:
    """The output becomes that of a clean build, some time, and stays it."""
    trial.clock = datetime.now(UTC)
    wanted = trial.clean().files
    until = time.monotonic() + PATIENCE_S
    while seen(trial) != wanted and time.monotonic() < until:
        time.sleep(0.05)
    assert wanted == trial.output()


def seen(trial: Trial) -> dict[str, str]:
    """The output, or nothing where it changes while it is looked at."""
    with suppress(FileNotFoundError):
        return trial.output()
    return {}


def site_of(root: Path, files: dict[str, str | bytes]) -> Trial:
    return Trial(root / "site", {"site.yaml": SITE_YAML, **files})


@pytest.mark.parametrize("number", range(max(2, SEQUENCES // 10)))
def test_after_any_edits_in_any_rhythm_nothing_is_stale(tmp_path: Path, number: int) -> None:
    trial, chance = Trial(tmp_path / "site"), Random(f"{SEED} follow {number}")
    trial.remember_sources()
    with following(trial.root, "--watch", command="build") as watch:
        for edit in chance.choices(EDITS, k=2 * LENGTH):
            edit(Desk(trial.root, chance))
            time.sleep(chance.choice((0.0, 0.0, 0.02, 0.1, 0.5)))
        trial.clock = datetime.now(UTC)
        if not trial.clean().files:
            trial.restore_sources()
        assert_reached(trial)
    said = "\n".join((*watch.lines, *watch.news.queue))
    assert "Traceback" not in said


def atomically(path: Path, text: str) -> None:
    """As most editors save: another file takes its place."""
    other = path.with_name(f".{path.name}.tmp")
    other.write_text(text)
    other.replace(path)


def as_vim_does(path: Path, text: str) -> None:
    probe, backup = path.with_name("4913"), path.with_name(f"{path.name}~")
    probe.write_text("")
    probe.unlink()
    path.rename(backup)
    path.write_text(text)
    backup.unlink()


def slowly(path: Path, text: str) -> None:
    """In pieces, with the file open all the while."""
    with path.open("w") as file:
        for start in range(0, len(text), 40):
            file.write(text[start : start + 40])
            file.flush()
            time.sleep(0.01)


def emptied_first(path: Path, text: str) -> None:
    path.write_text("")
    path.write_text(text)


@pytest.mark.parametrize("save", [atomically, as_vim_does, slowly, emptied_first])
def test_each_way_to_save_is_seen(tmp_path: Path, save: Callable[[Path, str], None]) -> None:
    trial = site_of(tmp_path, {"content/articles/a.md": story("A")})
    with following(trial.root, "--watch", command="build") as watch:
        save(trial.root / "content/articles/a.md", story("Another headline"))
        watch.wait_for(r"content/articles/a\.md: .*files")
        assert_reached(trial)


def test_folders_that_come_move_and_go_are_seen(tmp_path: Path) -> None:
    """Also ones within ones that were not there, and the folder of all content."""
    trial = site_of(tmp_path, {"content/articles/a.md": story("A")})
    root = trial.root
    with following(root, "--watch", command="build"):
        write_files(root, {"content/articles/deep/er/b.md": story("B")})
        assert_reached(trial)
        write_files(root, {"content/articles/deep/er/c.md": story("C")})
        assert_reached(trial)
        (root / "content/articles/deep").rename(root / "content/articles/moved")
        assert_reached(trial)
        write_files(root, {"content/articles/moved/er/c.md": story("Quite another")})
        assert_reached(trial)
        shutil.rmtree(root / "content/articles/moved")
        assert_reached(trial)
        (root / "content").rename(root / "other")
        write_files(root, {"content/articles/d.md": story("D")})
        assert_reached(trial)
        write_files(root, {"content/articles/d.md": story("D again")})
        assert_reached(trial)


def test_the_change_of_a_branch_is_one_change(tmp_path: Path) -> None:
    """Hundreds of files at once, while it builds."""
    trial = site_of(tmp_path, {"content/articles/a.md": story("A")})
    with following(trial.root, "--watch", command="build"):
        names = [f"content/articles/s{number}.md" for number in range(300)]
        write_files(trial.root, {name: story(f"Story {name}") for name in names})
        assert_reached(trial)
        for name in names[::2]:
            (trial.root / name).unlink()
        write_files(trial.root, {name: story(f"Rewritten {name}") for name in names[1::2]})
        assert_reached(trial)


def test_what_is_touched_or_is_no_source_makes_nothing(tmp_path: Path) -> None:
    trial = site_of(tmp_path, {"content/articles/a.md": story("A"), "notes.txt": "x"})
    with following(trial.root, "--watch", command="build") as watch:
        os.utime(trial.root / "content/articles/a.md")
        (trial.root / "content/articles/.a.md.swp").write_text("x")
        (trial.root / "content/articles/a.md~").write_text("x")
        (trial.root / "notes.txt").write_text("y")
        time.sleep(1)
        write_files(trial.root, {"content/articles/a.md": story("B")})
        line = watch.wait_for("files")
        assert "content/articles/a.md: " in line
        assert "notes" not in line
        assert_reached(trial)
    assert 1 == sum(": " in line for line in watch.lines[2:])


def test_a_held_story_appears_at_its_hour(tmp_path: Path) -> None:
    """Nobody has to save anything. It is held for as long as a busy machine may need to begin."""
    soon = datetime.fromtimestamp(time.time() + 15, UTC)
    trial = site_of(tmp_path, {"content/articles/a.md": story("A")})
    path = trial.root / "content/articles/held.md"
    path.write_text(story("Held", publish_at=f'"{soon:%Y-%m-%dT%H:%M:%SZ}"'))
    with following(trial.root, "--watch", command="build") as watch:
        assert not list((trial.root / "output").rglob("held"))
        watch.wait_for("files in")
        assert_reached(trial)
    assert list((trial.root / "output").rglob("held"))


# A system that tells of nothing, and one that says that it won't.
MUTE = """\
from generator.watch import watcher
watcher.Watcher.dispatch = lambda self, event: None
"""
FULL = """\
from generator.watch import watcher
class Full(watcher.Observer):
    def start(self):
        raise OSError(28, "no space left on device")
watcher.Observer = Full
"""
NETWORK = """\
from generator.watch import watcher
watcher._ELSEWHERE = ("",)
"""


@pytest.mark.parametrize("system", [MUTE, FULL, NETWORK])
def test_where_no_events_come_the_folders_are_looked_at(tmp_path: Path, system: str) -> None:
    """And that is said, once."""
    trial = site_of(tmp_path, {"content/articles/a.md": story("A")})
    with following(trial.root, "--watch", command="build", before=system) as watch:
        for number in range(3):
            write_files(trial.root, {"content/articles/a.md": story(f"Headline {number}")})
            assert_reached(trial)
    assert said_of(watch, "looked for every second") == 1


def test_what_editors_leave_and_folders_that_change_are_no_silent_changes(tmp_path: Path) -> None:
    """They don't make anybody believe that the system tells of nothing."""
    trial = site_of(tmp_path, {"content/articles/a.md": story("A")})
    root = trial.root
    with following(root, "--watch", command="build") as watch:
        (root / "content/articles/.a.md.swp").write_text("x")
        time.sleep(5)  # the builder looks by itself
        (root / "content").rename(root / "other")
        write_files(root, {"content/articles/d.md": story("D")})
        assert_reached(trial)
        time.sleep(6)
        write_files(root, {"content/articles/d.md": story("D again")})
        watch.wait_for(r"content/articles/d\.md: .*files")
        assert_reached(trial)
    assert said_of(watch, "looked for every second") == 0
    assert said_of(watch, ".swp") == 0


def said_of(watch: Following, pattern: str) -> int:
    return sum(pattern in line for line in (*watch.lines, *watch.news.queue))


def test_a_fault_is_told_once_and_its_end_too(tmp_path: Path) -> None:
    """However often the file is saved with it."""
    trial = site_of(tmp_path, {"content/articles/a.md": story("A")})
    path = trial.root / "content/articles/a.md"
    with following(trial.root, "--watch", command="build") as watch:
        path.write_text(story("A", sumary="x"))
        watch.wait_for("1 error")
        for number in range(3):
            path.write_text(story("A", f"Words {number}.", sumary="x"))
            watch.wait_for("still 1 error")
        path.write_text(story("A", "Words."))
        watch.wait_for("all is mended")
        assert_reached(trial)
    assert said_of(watch, "error[unknown-key]") == 1


def test_a_builder_that_was_killed_is_begun_again(tmp_path: Path) -> None:
    trial = site_of(tmp_path, {"content/articles/a.md": story("A")})
    with following(trial.root, "--watch", command="build") as watch:
        children = Path(f"/proc/{watch.process.pid}/task/{watch.process.pid}/children")
        if not children.exists():
            pytest.skip("only Linux tells of a process's children")
        for child in children.read_text().split():
            name = Path(f"/proc/{child}/cmdline").read_text()
            if "spawn_main" in name:
                os.kill(int(child), 9)
        watch.wait_for("ended without a word")
        write_files(trial.root, {"content/articles/a.md": story("B")})
        assert_reached(trial)


def test_a_fault_that_is_mended_at_once_takes_no_story_out_of_any_list(tmp_path: Path) -> None:
    """It is told before the rest is looked at, which comes when the writer pauses."""
    trial = site_of(
        tmp_path, {"content/articles/a.md": story("A"), "content/articles/b.md": story("B")}
    )
    path = trial.root / "content/articles/a.md"
    with following(trial.root, "--watch", "--explain", command="build") as watch:
        path.write_text(story("A", "More.", sumary="x"))
        watch.wait_for("1 error")
        path.write_text(story("A", "More, and mended."))
        line = watch.wait_for("all is mended")
        assert_reached(trial)
        path.write_text(story("A", "[a link](nowhere.md)", sumary="x"))
        watch.wait_for("1 error: ")
        watch.wait_for("2 errors: ")
    assert not any("new" in line for line in watch.lines)
    assert said_of(watch, "error[unknown-key]") == 2
    assert said_of(watch, "error[dead-link]") == 1
    assert "content/articles/a.md: " in line


def test_a_program_that_changes_is_begun_again(tmp_path: Path) -> None:
    """Whoever works on the generator sees it at the next save."""
    program = tmp_path / "program"
    for name in ("generator", "layouts"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(CHECKOUT / name, program / name, ignore=ignored)
    trial = site_of(tmp_path, {"content/articles/a.md": story("A")})
    path = [str(program)]
    before = f"import sys, os\nsys.path[:0] = {path}\nos.environ['PYTHONPATH'] = {path[0]!r}\n"
    with following(trial.root, "--watch", command="build", before=before) as watch:
        page = program / "generator/pages/output.py"
        text = page.read_text("utf-8")
        page.write_text(text.replace('text.encode("utf-8")', '(text + "<!--new-->").encode()'))
        write_files(trial.root, {"content/articles/a.md": story("B")})
        watch.wait_for("files")
    assert (trial.root / "output/index.html").read_text("utf-8").endswith("<!--new-->")
