"""The world around a site, and what it tells the look that a build began with."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator.disk import Disk
from generator.folders import bundled_folder
from generator.freshness import Look, look_at_sources
from generator.outside import Outside, outside
from generator.site_files import Refused
from tests.building import SITE_YAML, write_files

A = "content/articles/a.md"
Ask = Callable[[Outside], object]


def nothing(root: Path) -> None:
    pass


CASES: dict[str, tuple[Callable[[Path], object], Ask, set[str], bool]] = {
    "all as it was": (
        nothing,
        lambda w: (w.files.digest(A), w.files.listing("content")),
        set(),
        False,
    ),
    "a file changed": (
        lambda r: (r / A).write_text("other"),
        lambda w: w.files.digest(A),
        {A},
        True,
    ),
    "a file went": (lambda r: (r / A).unlink(), lambda w: w.files.digest(A), {A}, True),
    "a file that never was": (nothing, lambda w: w.files.digest("content/x"), {"content/x"}, False),
    "a file of another folder": (
        lambda r: write_files(r, {"notes/x": "x"}),
        lambda w: w.files.digest("notes/x"),
        {"notes/x"},
        True,
    ),
    "a file came": (
        lambda r: (r / "content/b.md").write_text("b"),
        lambda w: w.files.listing("content"),
        {"content/"},
        True,
    ),
    "the folder of a look": (nothing, lambda w: w.files.listing("layouts"), set(), False),
    "another folder": (nothing, lambda w: w.files.listing("notes"), {"notes/"}, False),
    "the bundled layouts": (
        nothing,
        lambda w: (w.bundled.listing(""), w.bundled.digest("base.html")),
        set(),
        False,
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_not_as_the_look_saw_it_is_told_to_the_look(tmp_path: Path, case: str) -> None:
    """So that the next build asks it again, and none says that nothing is to be done."""
    change, ask, restless, has_moved = CASES[case]
    look, world = seen(write_files(tmp_path, {"site.yaml": SITE_YAML, A: "a"}))
    change(tmp_path)
    try:
        ask(world)
    except Refused:
        assert restless
    assert (restless, has_moved) == (look.restless, look.has_moved)


def seen(root: Path) -> tuple[Look, Outside]:
    look = look_at_sources(str(root), bundled_folder(Disk()), Disk())
    assert look is not None
    return look, outside(str(root), Disk(), datetime.now(UTC), look=look)
