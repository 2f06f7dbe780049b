"""A build with nothing to do says so at once; whatever changed, it is noticed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import seen
from generator.commands.cli import main
from generator.disk import Disk, Stamps
from tests.building import SITE_YAML, story, write_files

HEAVY = ("jinja2", "markdown", "yaml", "pygments", "watchdog", "PIL", "babel", "sqlite3")
HEAVY += ("ssl", "http.client", "urllib.request", "xml.sax")
STORY = "content/articles/a.md"
PAGE = "output/2026/03/a/index.html"


@pytest.fixture
def site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Path:
    """A small site, built long enough ago for its stamps to be trusted."""
    monkeypatch.setattr(seen, "YOUNG_NS", 0)
    files = {STORY: story("A", "[TOC]\n\nWords."), "content/articles/b.md": story("B")}
    root = write_files(tmp_path / "site", {"site.yaml": SITE_YAML, **files})
    assert main(["build", str(root)]) == 0
    capsys.readouterr()
    return root


def imported(*arguments: str) -> set[str]:
    """Which of the heavy packages a command imports, in a process of its own."""
    code = (
        "import sys; from generator.commands.cli import main; main(sys.argv[1:]);"
        "print(*sys.modules, file=sys.stderr)"
    )
    command = [sys.executable, "-c", code, *arguments]
    root = str(Path(__file__).parents[2])
    environment = {**os.environ, "PYTHONPATH": root}
    ended = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    return set(HEAVY) & set(ended.stderr.split("\n")[-2].split())


def test_a_build_with_nothing_to_do_imports_next_to_nothing(site: Path) -> None:
    """No layout, text or store is looked at; a build that has work imports them all."""
    imported("build", str(site))
    assert set() == imported("build", str(site))
    (site / STORY).write_text(story("Other"))
    assert {"jinja2", "markdown", "yaml", "sqlite3"} <= imported("build", str(site))


def test_a_build_of_one_edited_story_imports_what_a_story_needs(site: Path) -> None:
    """It has no new picture, colours no code and speaks with no other machine."""
    (site / STORY).write_text(story("Other"))
    needed = {"jinja2", "markdown", "yaml", "babel", "sqlite3"}
    assert needed == imported("build", str(site))


def test_it_says_what_the_build_before_said(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Warnings, what waits, when to build again."""
    assert main(["build", str(site)]) == 0
    first = capsys.readouterr()
    assert main(["build", str(site)]) == 0
    again = capsys.readouterr()
    assert "warning[toc-marker]" in again.err
    assert first.err == again.err
    assert "nothing to do" in again.out
    assert "2 stories" in again.out


def same_stamp(path: Path, text: str) -> None:
    """Other words of the same length, with the time of the old ones."""
    before = path.stat()
    path.write_text(text)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size


CHANGES: dict[str, Callable[[Path], object]] = {
    "a story": lambda root: (root / STORY).write_text(story("Other")),
    "words of the same length and time": lambda root: same_stamp(
        root / STORY, (root / STORY).read_text().replace("Words", "Wards")
    ),
    "a story gone": lambda root: (root / STORY).unlink(),
    "a story come": lambda root: (root / "content/articles/c.md").write_text(story("C")),
    "a folder of stories come": lambda root: write_files(
        root, {"content/articles/deep/er/d.md": story("D")}
    ),
    "site.yaml": lambda root: (root / "site.yaml").write_text(SITE_YAML + "per_page: 3\n"),
    "a layout come": lambda root: write_files(root, {"layouts/partials/footer.html": "<p>x</p>"}),
    "a page gone": lambda root: (root / PAGE).unlink(),
    "a page altered": lambda root: same_stamp(
        root / PAGE, (root / PAGE).read_text("utf-8").replace("Words", "Wards")
    ),
    "build.json gone": lambda root: (root / "output/build.json").unlink(),
    "the output gone": lambda root: shutil.rmtree(root / "output"),
    "the record damaged": lambda root: (root / ".broadsheet/edition.record").write_text("x"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changed_is_noticed(site: Path, tmp_path: Path, change: str) -> None:
    """The output is that of a clean build."""
    CHANGES[change](site)
    assert main(["build", str(site)]) == 0
    clean = tmp_path / "clean"
    (site / "output").rename(tmp_path / "output")
    shutil.copytree(site, clean, ignore=lambda *_: {".broadsheet"})
    assert main(["build", str(clean)]) == 0
    assert files_in(clean / "output") == files_in(tmp_path / "output")


def files_in(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}


def test_what_is_remembered_can_be_carried_to_another_place(site: Path, tmp_path: Path) -> None:
    """Times and paths mean nothing: only the story that changed is read there."""
    other = tmp_path / "other" / "checkout"
    shutil.copytree(site, other, ignore=lambda folder, names: {"output"} & set(names))
    (other / STORY).write_text(story("Other"))
    assert main(["build", str(other)]) == 0
    clean = tmp_path / "clean"
    shutil.copytree(other, clean, ignore=lambda *_: {".broadsheet", "output"})
    assert main(["build", str(clean)]) == 0
    assert files_in(clean / "output") == files_in(other / "output")
    remembered = (other / ".broadsheet" / "edition.store").stat().st_ino
    assert main(["build", str(other)]) == 0
    assert remembered == (other / ".broadsheet" / "edition.store").stat().st_ino


def test_staged_pages_that_are_gone_are_made_again(site: Path) -> None:
    """The answers are there, the bytes are not."""
    before = files_in(site / "output")
    shutil.rmtree(site / ".broadsheet" / "blobs")
    shutil.rmtree(site / "output")
    assert main(["build", str(site)]) == 0
    assert before == files_in(site / "output")


def test_an_hour_that_brings_a_story_is_noticed(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Between two such hours the clock makes no difference."""
    (site / STORY).write_text(story("A", date="2026-03-01 09:00", publish_at="2026-05-01 09:00"))
    there = []
    for epoch in ("1775000000", "1775000100", "1790000000", "1790000100", "1775000000"):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
        assert main(["build", str(site)]) == 0
        page = site / "output/2026/05/a/index.html"
        there.append((page.exists(), "nothing to do" in capsys.readouterr().out))
    expected = [(False, False), (False, True), (True, False), (True, True), (False, False)]
    assert expected == there


def test_a_file_that_was_just_written_is_read_again(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its stamp says nothing yet: clocks of file systems are coarse."""
    monkeypatch.setattr(seen, "YOUNG_NS", 3_600_000_000_000)
    (site / STORY).write_text(story("A", "[TOC]\n\nWords!"))
    assert main(["build", str(site)]) == 0
    read: list[str] = []
    digest = Disk.digest
    monkeypatch.setattr(
        Disk, "digest", lambda disk, path: read.append(str(path)) or digest(disk, path)
    )
    assert main(["build", str(site)]) == 0
    assert str(site / STORY) in read


def test_a_disk_that_takes_no_record_is_no_trouble(
    site: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next build looks for itself."""
    (site / STORY).write_text(story("Other"))
    (site / ".broadsheet/edition.record").unlink()
    (site / ".broadsheet/edition.record").mkdir()
    (site / ".broadsheet/edition.record" / "full").write_text("x")
    for words in ("written", "nothing to do"):
        assert main(["build", str(site)]) == 0
        assert words in capsys.readouterr().out
    real = Disk.stamps

    def stamps(disk: Disk, folder: str) -> tuple[Stamps, list[str]]:
        if str(folder).startswith(str(site)):
            raise PermissionError(13, "Permission denied", folder)
        return real(disk, folder)

    monkeypatch.setattr(Disk, "stamps", stamps)
    assert main(["build", str(site)]) == 0
    assert "nothing to do" in capsys.readouterr().out
