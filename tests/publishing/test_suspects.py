"""What a build asks of the world again: what may have changed, and everything where that is open."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from generator import records, seen
from generator.commands.cli import main
from generator.disk import Disk, Stamp
from tests.building import SITE_YAML, read_folder, story, write_files

LONG_AGO = -3_600_000_000_000  # nothing is young then
A, B = "content/articles/a.md", "content/articles/b.md"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small site, built long enough ago for its stamps to be trusted; b is held until May."""
    monkeypatch.setattr(seen, "YOUNG_NS", LONG_AGO)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1775000000")
    held = story("B", date="2026-03-01 09:00", publish_at="2026-05-01 09:00")
    files = {"site.yaml": SITE_YAML, A: story("A"), B: held, "content/articles/c.md": story("C")}
    root = write_files(tmp_path / "site", files)
    build(root)
    return root


def build(root: Path) -> None:
    assert main(["build", str(root)]) == 0


@contextmanager
def watched(root: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The stories whose stamps are looked at one by one meanwhile: those that are asked again."""
    asked: list[str] = []
    look = Disk.stamp_of_itself

    def looks(disk: Disk, path: str) -> Stamp:
        if path.startswith(f"{root}/") and path.endswith(".md"):
            asked.append(os.path.basename(path))
        return look(disk, path)

    with monkeypatch.context() as patch:
        patch.setattr(Disk, "stamp_of_itself", looks)
        yield asked


def assert_clean(root: Path, folder: Path) -> None:
    """The output is that of a clean build of the same sources."""
    shutil.copytree(root, folder, ignore=lambda *_: {".broadsheet", "output"}, symlinks=True)
    build(folder)
    assert read_folder(folder / "output") == read_folder(root / "output")


def asked_again(
    root: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[Path], object]
) -> set[str]:
    change(root)
    with watched(root, monkeypatch) as asked:
        build(root)
    return set(asked)


def kept_aside(root: Path, name: str) -> Callable[[], None]:
    """Put back a file of the workspace as it is now."""
    path = root / ".broadsheet" / name
    data = path.read_bytes()
    return lambda: path.write_bytes(data) and None


def replaced_by_link(root: Path) -> None:
    """The folder of stories moves, and a link leads to it."""
    (root / "content/articles").rename(root / "moved")
    (root / "content/articles").symlink_to("../moved")


ONE: dict[str, tuple[Callable[[Path], object], set[str]]] = {
    "a text": (lambda root: (root / A).write_text(story("A", "Other.")), {"a.md"}),
    "a text that is written anew as it was": (
        lambda root: (root / A).write_text(story("A")),
        {"a.md"},
    ),
    "a time": (lambda root: os.utime(root / A, (1, 1)), {"a.md"}),
    "a new text": (lambda root: (root / "content/articles/d.md").write_text(story("D")), {"d.md"}),
    "a text that is gone": (lambda root: (root / A).unlink(), {"a.md"}),
    "another name": (
        lambda root: (root / A).rename(root / "content/articles/z.md"),
        {"a.md", "z.md"},
    ),
    "a layout": (
        lambda root: write_files(root, {"layouts/partials/footer.html": "<p>x</p>"}),
        set(),
    ),
}


@pytest.mark.parametrize("name", ONE)
def test_only_what_may_have_changed_is_asked_again(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """By its stamp, its name, or both."""
    change, expected = ONE[name]
    assert asked_again(site, monkeypatch, change) <= expected
    assert_clean(site, tmp_path / "clean")


ALL: dict[str, Callable[[Path], object]] = {
    "no record": lambda root: (root / ".broadsheet/edition.record").unlink(),
    "another record": lambda root: records.keep(
        str(root / ".broadsheet/edition.record"), {"format": 2}, Disk()
    ),
    "an hour that brings a story": lambda root: os.environ.update(SOURCE_DATE_EPOCH="1790000000"),
    "a clock set back": lambda root: os.environ.update(SOURCE_DATE_EPOCH="1600000000"),
    "a folder became a link": replaced_by_link,
    "a file became a link": lambda root: (
        (root / A).rename(root / "real.md"),
        (root / A).symlink_to("../../real.md"),
    ),
}


@pytest.mark.parametrize("name", ALL)
def test_where_it_is_open_what_changed_all_is_asked(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """As if nothing had been known."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1775000000")  # put back at the end
    asked = asked_again(site, monkeypatch, ALL[name])
    assert asked >= {"b.md", "c.md"}
    assert_clean(site, tmp_path / "clean")


def test_a_record_of_another_edition_is_no_help(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The store is put back and the record not, and the other way round."""
    for name in ("edition.store", "edition.record"):
        put_back = kept_aside(site, name)
        (site / A).write_text(story("A", f"Before {name} was put back."))
        build(site)
        put_back()
        (site / B).write_text(story("B", f"After {name} was put back."))
        with watched(site, monkeypatch) as asked:
            build(site)
        assert "c.md" in asked
        assert_clean(site, tmp_path / name)


def test_a_young_file_is_asked_again(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its stamp may stay when it is written again within one tick of the clock."""
    monkeypatch.setattr(seen, "YOUNG_NS", 3_600_000_000_000)
    (site / A).write_text(story("A", "Other."))
    build(site)
    monkeypatch.setattr(seen, "YOUNG_NS", LONG_AGO)
    assert "a.md" in asked_again(site, monkeypatch, lambda root: (root / B).touch())
    assert asked_again(site, monkeypatch, lambda root: (root / B).touch()) == {"b.md"}


def test_a_source_that_changes_under_the_build_is_asked_again(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After the look and before it is read; then the folder of the look holds another file too."""
    digest = Disk.digest

    def meddling(disk: Disk, path: str) -> str:
        if path.endswith("a.md") and not (site / "content/articles/d.md").exists():
            (site / A).write_text(story("A", "Written while it was built."))
            (site / "content/articles/d.md").write_text(story("D"))
        return digest(disk, path)

    (site / A).write_text(story("A", "Before."))
    with monkeypatch.context() as patch:
        patch.setattr(Disk, "digest", meddling)
        build(site)
    build(site)
    assert_clean(site, tmp_path / "clean")


def test_a_site_that_is_carried_elsewhere_is_looked_at_anew(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its files have other inodes there; what was remembered holds all the same."""
    other = tmp_path / "other"
    shutil.copytree(site, other)
    (other / A).write_text(story("A", "Other."))
    with watched(other, monkeypatch) as asked:
        build(other)
    assert set(asked) == {"a.md", "b.md", "c.md"}
    assert_clean(other, tmp_path / "clean")


def test_a_build_that_fails_leaves_what_the_next_begins_with(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its edition is remembered, though nothing was published."""
    (site / A).write_text(story("A", kind="nonsense"))
    assert main(["build", str(site)]) == 1
    assert asked_again(site, monkeypatch, lambda root: (root / A).write_text(story("A"))) == {
        "a.md"
    }
    assert_clean(site, tmp_path / "clean")


def test_the_clock_goes_on_and_back(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between two hours that matter only the edit is followed; across one, all is asked."""
    clocks = ("1775000100", "1790000000", "1790000100", "1775000000", "1775000100")
    for number, epoch in enumerate(clocks):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
        (site / A).write_text(story("A", f"Edit {number}."))
        with watched(site, monkeypatch) as asked:
            build(site)
        assert ("c.md" in asked) == (number in (1, 3)), number
        assert_clean(site, tmp_path / f"clean-{number}")
