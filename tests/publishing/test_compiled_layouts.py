"""Layouts that were compiled once are not compiled again by the next process."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from jinja2 import Environment

from generator import folders
from generator.commands.cli import main
from generator.disk import Disk
from generator.rendering import environment
from generator.rendering.compiled import Compiled
from tests.building import SITE_YAML, read_folder, story, write_files

ARTICLE = "content/articles/a.md"


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache/broadsheet/layouts"


@pytest.fixture
def site(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site that was built once, and its story changed since."""
    root = write_files(tmp_path / "site", {"site.yaml": SITE_YAML, ARTICLE: story("A")})
    in_a_new_process(monkeypatch)
    assert main(["build", str(root)]) == 0
    write_files(root, {ARTICLE: story("Another")})
    return root


def in_a_new_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on nothing is compiled yet."""
    fresh = Compiled()
    monkeypatch.setattr("generator.publishing.compiled_layouts.COMPILED", fresh)
    monkeypatch.setattr(environment, "COMPILED", fresh)
    environment.environment.cache_clear()


def compiled_in_a_build(root: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many layouts a build in a new process compiles."""
    in_a_new_process(monkeypatch)
    seen = []
    compile_one = Environment.compile

    def counting(*args: object, **kwargs: object) -> object:
        seen.append(args)
        return compile_one(*args, **kwargs)  # type: ignore[call-overload]

    with monkeypatch.context() as patch:
        patch.setattr(Environment, "compile", counting)
        assert main(["build", str(root)]) == 0
    return len(seen)


def test_the_next_build_compiles_nothing(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And makes the same bytes."""
    assert 0 == compiled_in_a_build(site, monkeypatch)
    before = read_folder(site / "output")
    monkeypatch.setenv("XDG_CACHE_HOME", str(site / "site.yaml"))
    shutil.rmtree(site / ".broadsheet")
    assert 10 < compiled_in_a_build(site, monkeypatch)
    assert before == read_folder(site / "output")


def test_a_layout_that_changed_is_compiled(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Alone."""
    write_files(site, {"layouts/article.html": "<p>{{ article.title }}</p>\n"})
    assert 1 == compiled_in_a_build(site, monkeypatch)
    assert "<p>Another</p>\n" == (site / "output/2026/03/a/index.html").read_text("utf-8")


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-9])


def _opened_to_others(path: Path) -> None:
    path.chmod(0o666)


def _linked(path: Path) -> None:
    path.rename(path.with_name("elsewhere"))
    path.symlink_to("elsewhere")


@pytest.mark.parametrize("spoil", [_cut, _opened_to_others, _linked, os.unlink])
def test_code_that_may_be_others_is_not_run(
    site: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, spoil: Callable[[Path], None]
) -> None:
    """It is compiled again, and kept again."""
    spoil(cache)
    assert 10 < compiled_in_a_build(site, monkeypatch)
    write_files(site, {ARTICLE: story("A third")})
    assert 0 == compiled_in_a_build(site, monkeypatch)
    assert 0o600 == cache.stat().st_mode & 0o777


def test_without_a_home_nothing_is_kept(
    site: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor is it missed."""
    cache.unlink()
    monkeypatch.setattr(folders.Disk, "home_folder", lambda disk: "")
    monkeypatch.delenv("XDG_CACHE_HOME")
    assert "" == folders.cache_folder(Disk())
    assert 10 < compiled_in_a_build(site, monkeypatch)
    assert not cache.exists()
