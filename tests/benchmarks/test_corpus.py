"""The corpus is the same every time, is what it says, and makes a site without a fault."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.benchmarks.corpus import STORY_LINK, Corpus
from tests.benchmarks.rows import ROWS, page_of, places_of
from tests.benchmarks.sites.broadsheet import Broadsheet
from tests.benchmarks.sites.eleventy import Eleventy
from tests.benchmarks.sites.hugo import Hugo
from tests.benchmarks.sites.pelican import Pelican
from tests.benchmarks.sites.site import BenchmarkSite
from tests.building import build, read_folder

SMALL = Corpus(30, words=400)
AFTER_ALL = datetime(2026, 1, 1, tzinfo=UTC)
SITES = (Broadsheet, Hugo, Pelican, Eleventy)


def written(kind: type[BenchmarkSite], corpus: Corpus, folder: Path) -> dict[str, bytes]:
    """The sources of a site as path → bytes."""
    site = kind(corpus, folder, peers=folder / "peers")
    site.write()
    return read_folder(folder)


@pytest.mark.parametrize("kind", SITES, ids=lambda kind: kind.name)
def test_the_same_seed_gives_the_same_bytes(kind: type[BenchmarkSite], tmp_path: Path) -> None:
    """Whoever repeats a benchmark measures the same site; another seed gives another."""
    once = written(kind, Corpus(12, words=200), tmp_path / "once")
    assert once == written(kind, Corpus(12, words=200), tmp_path / "again")
    assert once != written(kind, Corpus(12, words=200, seed=2), tmp_path / "other")


def test_a_story_is_the_same_in_a_corpus_of_another_size() -> None:
    """Small and large corpora are alike: only links, people and days are others."""
    small, large = Corpus(12, words=300).stories[7], Corpus(60, words=300).stories[7]
    assert small.title == large.title
    assert STORY_LINK.sub("", small.body) == STORY_LINK.sub("", large.body)


@pytest.mark.parametrize("words", [300, 1500])
def test_a_text_is_as_long_as_it_was_asked_to_be(words: int) -> None:
    """Within a seventh, in the middle of all texts."""
    lengths = sorted(len(story.body.split()) for story in Corpus(15, words=words).stories)
    assert words == pytest.approx(lengths[7], rel=1 / 7)


def test_a_corpus_has_what_a_news_archive_has() -> None:
    """Headings, lists, tables, notes, quotations, links; people, tags, series, corrections."""
    corpus = Corpus(120)
    bodies = [story.body for story in corpus.stories]
    for sign in (r"^## ", r"^- ", r"^1\. ", r"^\|", r"^> ", r"\[\^1\]:", r"\*\w", r"\(https://"):
        assert any(re.search(sign, body, re.MULTILINE) for body in bodies), sign
    assert all(STORY_LINK.search(body) and "[^1]" in body for body in bodies)
    assert 8 == len({story.section for story in corpus.stories})
    assert {person.id for person in corpus.people} == {story.authors[0] for story in corpus.stories}
    assert 60 == len(corpus.tags)
    times = [sum(tag in story.tags for story in corpus.stories) for tag in corpus.tags]
    assert sum(times[:6]) > sum(times[30:])
    assert {1, 2, 3, 4, 5} == {story.series[1] for story in corpus.stories if story.series}
    for some in ("corrections", "updates", "key_points"):
        share = sum(bool(getattr(story, some)) for story in corpus.stories)
        assert 0 < share < 60, some
    assert sorted(story.date for story in corpus.stories) == [s.date for s in corpus.stories]
    assert corpus.stories[-1].date < corpus.one_more().date < AFTER_ALL


def test_people_come_with_the_size() -> None:
    """One for every fifty stories, at least five."""
    assert [5, 20] == [len(Corpus(30).people), len(Corpus(1000).people)]


@pytest.mark.parametrize("pictures", [False, True])
def test_the_made_site_has_no_problem(pictures: bool, tmp_path: Path) -> None:
    """A benchmark of a site with faults would measure the telling of faults."""
    corpus = Corpus(30, words=400, pictures=pictures)
    Broadsheet(corpus, tmp_path).write()
    built = build(tmp_path, AFTER_ALL)
    assert [] == built.codes
    assert set() == {page_of(story) for story in corpus.stories} - built.files.keys()
    assert pictures == any(path.endswith(".jpg") for path in built.files)
    newest = corpus.stories[-1]
    assert [] == [p for p in places_of(newest) if newest.title not in built.text(p)]


@pytest.mark.parametrize("row", ["headline", "added", "partial"])
def test_a_row_changes_what_it_says_and_looks_where_it_stands(row: str, tmp_path: Path) -> None:
    """One file is edited, and its words come to every place that the row looks at."""
    site = Broadsheet(SMALL, tmp_path)
    site.write()
    before = read_folder(tmp_path)
    must = tuple(ROWS[row].change(site, "mark-7"))
    assert 1 == sum(before.get(path) != now for path, now in read_folder(tmp_path).items())
    built = build(tmp_path, AFTER_ALL)
    assert must
    assert [] == [path for path, words in must if words not in built.text(path)]
