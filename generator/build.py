"""A build from beginning to end: read, check, plan, render, and then write, or nothing at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import ParamSpec, TypeVar

from generator.checks.addresses import addresses_checked
from generator.checks.stories import site_checked, stories_checked
from generator.checks.translations import translations_checked
from generator.engine import Ask, Edition, Memory, Question, question
from generator.library.languages import languages
from generator.library.publication import Wait, held, next_due, published
from generator.library.sources import SourceChanged, World
from generator.library.texts import (
    article_files,
    article_reading,
    author_files,
    author_reading,
    page_files,
    page_reading,
    places,
    site,
    site_reading,
)
from generator.pages.article import ARTICLE
from generator.pages.assets import ASSET
from generator.pages.feeds import LIST_FEED, MAIN_FEED
from generator.pages.home import HOME, LOST
from generator.pages.indexes import CORRECTIONS, PEOPLE, TAGS, YEAR
from generator.pages.lists import MONTH, SECTION, SERIES, TAG
from generator.pages.output import Output
from generator.pages.person import PERSON
from generator.pages.redirects import HOST_HEADERS, HOST_REDIRECTS, REDIRECT
from generator.pages.sitemaps import NEWS_SITEMAP, ROBOTS, SITEMAP
from generator.pages.standing import STANDING
from generator.problems import Failure, Problem, Severity, Span
from generator.reading.result import Reading
from generator.urls import file_path

KINDS = {
    kind.name: kind
    for kind in (ARTICLE, STANDING, HOME, SECTION, TAG, SERIES, MONTH, YEAR, TAGS, PEOPLE, PERSON)
    + (CORRECTIONS, LOST, MAIN_FEED, LIST_FEED, SITEMAP, NEWS_SITEMAP, ROBOTS, REDIRECT)
    + (HOST_REDIRECTS, HOST_HEADERS, ASSET)
}

# Sources that go on changing under the build: somebody is copying an archive in.
ATTEMPTS = 5

P = ParamSpec("P")
R = TypeVar("R")
Problems = dict[Problem, None]  # in the order found, each once
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Made:
    """What a build came to. `files` maps paths in the output to digests of staged bytes.

    `files` is empty where an error stands in `problems`: then nothing may be written.
    """

    files: dict[str, str]
    problems: tuple[Problem, ...]
    held: tuple[Wait, ...] = ()
    next_due: datetime | None = None
    stories: int = 0
    timezone: str = "UTC"

    @property
    def has_errors(self) -> bool:
        """Whether anything keeps this edition from being published."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)


@question
def planned(ask: Ask, ever: bool) -> tuple[Output, ...]:
    """Every output of this edition; with `ever`, of any clock, files under /assets/ left out."""
    kinds = [kind for kind in KINDS.values() if not (ever and kind is ASSET)]
    return tuple(output for kind in kinds for output in kind.plan(ask, ever))


def make(
    new_world: Callable[[], World], memory: Memory, progress: Progress = lambda *_: None
) -> Made:
    """An edition, complete or with the problems that stand in its way.

    A source that changes while it is read makes the edition begin again with a new look at the
    world; raises `SourceChanged` where they never come to rest.
    """
    for attempt in range(ATTEMPTS):
        edition = Edition(new_world(), memory)
        try:
            return _make(edition, progress)
        except SourceChanged:
            if attempt == ATTEMPTS - 1:
                raise
    raise AssertionError("unreachable")


def _make(edition: Edition, progress: Progress) -> Made:
    problems: Problems = {}
    files: dict[str, str] = {}
    _read(edition, problems, progress)
    readable = _try(problems, edition.ask, site) is not None
    if readable:
        _check(edition, problems)
        outputs = _try(problems, edition.ask, planned, False) or ()
        for number, output in enumerate(outputs):
            progress("pages", number, len(outputs))
            digest = _try(problems, edition.ask, KINDS[output.kind].render, output)
            if digest is not None:
                files[file_path(output.url)] = digest
    told = _placed(edition, {**problems, **dict.fromkeys(edition.problems())})
    if not readable:
        return Made({}, told)
    made = Made(
        files,
        told,
        edition.ask(held),
        edition.ask(next_due),
        len(edition.ask(published, False)),
        edition.ask(site).timezone,
    )
    return replace(made, files={}) if made.has_errors else made


def _read(edition: Edition, problems: Problems, progress: Progress) -> None:
    """Every text, so that all faults of all files are told in one run."""
    _try(problems, edition.ask, site_reading)
    counted = partial(_read_each, edition, problems, progress)
    counted("articles", _try(problems, edition.ask, article_files), article_reading)
    counted("people", _try(problems, edition.ask, author_files), author_reading)
    counted("standing pages", _try(problems, edition.ask, page_files), page_reading)


def _read_each(
    edition: Edition,
    problems: Problems,
    progress: Progress,
    what: str,
    names: tuple[str, ...] | None,
    reading: Question[[str], Reading[object]],
) -> None:
    for number, name in enumerate(names or ()):
        progress(what, number, len(names or ()))
        _try(problems, edition.ask, reading, name)


def _check(edition: Edition, problems: Problems) -> None:
    for check in (stories_checked, translations_checked):
        _try(problems, edition.ask, check)
    for language in _try(problems, edition.ask, languages, False) or ():
        _try(problems, edition.ask, site_checked, language)
    possible = _try(problems, edition.ask, planned, True)
    if possible is not None:
        _try(problems, edition.ask, addresses_checked, possible)


def _try(problems: Problems, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R | None:
    """The work's answer; None where it failed, and then its problems are kept."""
    try:
        return work(*args, **kwargs)
    except Failure as failure:
        problems.update(dict.fromkeys(failure.problems))
        return None


def _placed(edition: Edition, problems: Problems) -> tuple[Problem, ...]:
    """The problems with spans where a key named the place, sorted, each once."""
    found = {_located(edition, problem): None for problem in problems}
    return tuple(sorted(found, key=Problem.sort_key))


def _located(edition: Edition, problem: Problem) -> Problem:
    if problem.span is not None or not problem.key:
        return problem
    try:
        known = edition.ask(places, problem.path)
    except Failure:
        return problem
    span = next((known[key] for key in _outwards(problem.key) if key in known), Span(1))
    return replace(problem, span=span, key="")


def _outwards(key: str) -> Iterator[str]:
    """The key, then what it stands in: `image.alt`, `image`."""
    while key:
        yield key
        cut = max(key.rfind("."), key.rfind("["))
        key = key[:cut] if cut > 0 else ""
