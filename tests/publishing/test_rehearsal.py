"""What a process does only once is done beforehand, and leaves nothing behind."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator.build import Onlooker
from generator.disk import Disk
from generator.library.texts import article_path, article_reading
from generator.pages.output import Output
from generator.publishing.place import place_of
from generator.publishing.publish import Asked
from generator.publishing.workbench import Workbench
from generator.writing import EditionLock
from tests.building import full_site, read_folder, write_files

NOW = datetime(2026, 6, 1, tzinfo=UTC)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A site of two languages that has every kind of page."""
    return write_files(tmp_path / "site", full_site())


@pytest.fixture
def bench(root: Path) -> Workbench:
    """A bench on which the site was built."""
    bench = Workbench(place_of(str(root)), Asked())
    bench.build(bench.begin(NOW), NOW, Onlooker())
    return bench


def rehearsed(bench: Workbench, after: int = 1_000_000) -> list[str]:
    """What was made again, until somebody waited."""
    looks = iter(range(1_000_000))
    found = bench.rehearse(NOW, lambda: next(looks) >= after)
    named = []
    for question, (about, *_) in found:
        if question is article_reading:
            named.append(article_path(about))
        else:
            assert isinstance(about, Output)
            named.append(about.kind)
    return named


def test_a_page_of_each_kind_and_a_story_in_each_language_is_made(bench: Workbench) -> None:
    found = rehearsed(bench)
    assert {"article", "page", "home", "section", "person", "feed", "sitemap"} <= {*found}
    assert found.count("article") == 2
    assert "content/articles/world/story-1-ar.md" in found
    assert "asset" not in found


def test_it_leaves_everything_as_it_was(bench: Workbench, root: Path) -> None:
    before = read_folder(root)
    assert rehearsed(bench)
    after = read_folder(root)
    assert [] == [
        path for path in before.keys() | after.keys() if before.get(path) != after.get(path)
    ]


def test_it_ends_when_somebody_waits(bench: Workbench) -> None:
    assert 3 == len(rehearsed(bench, after=3))


def test_without_an_edition_there_is_nothing_to_rehearse(root: Path) -> None:
    bench = Workbench(place_of(str(root)), Asked())
    assert [] == rehearsed(bench)


def test_another_build_goes_first(bench: Workbench) -> None:
    with EditionLock(bench.place.workspace, Disk()):
        assert [] == rehearsed(bench)


def test_a_story_that_is_gone_is_for_the_next_build_to_tell(bench: Workbench, root: Path) -> None:
    for folder, _, names in os.walk(root / "content/articles"):
        for name in names:
            os.remove(os.path.join(folder, name))
    assert "sitemap" not in rehearsed(bench)
