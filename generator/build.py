"""A build from beginning to end: read, check, plan, render, and then write, or nothing at all."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import TypeVar, cast

from generator.checks.addresses import addresses_checked
from generator.checks.files import files_checked
from generator.checks.identities import identities_checked
from generator.checks.layouts import layouts_checked
from generator.checks.series import series_checked
from generator.checks.stories import site_checked, stories_checked
from generator.checks.translations import translations_checked
from generator.checks.words import words_checked
from generator.engine import Ask, Edition, InMemory, Live, Memory, MemoryDamaged, Torn, question
from generator.engine.edition import unpacked
from generator.engine.elsewhere import WORTH_FORKING, processors
from generator.engine.memory import Key, Trace
from generator.engine.together import in_parts
from generator.library.addresses import addresses_of_waiting
from generator.library.languages import languages
from generator.library.publication import (
    Wait,
    drafts,
    held,
    next_due,
    published,
)
from generator.library.sources import (
    SourceChanged,
    World,
    file_digest,
    is_past,
    suspects,
)
from generator.library.texts import (
    article,
    article_files,
    article_path,
    article_reading,
    articles,
    author_reading,
    authors,
    body_facts,
    desk_line,
    is_article_readable,
    page_reading,
    pages,
    places,
    site,
    site_reading,
)
from generator.pages.output import Output
from generator.pages.plan import KINDS, PARTS, made_part, parts, planned
from generator.problems import Failure, Problem, Severity, Span
from generator.site_files import Refused
from generator.urls import file_path

# Sources that go on changing under the build: somebody is copying an archive in.
ATTEMPTS = 5

R = TypeVar("R")
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Made:
    """What a build came to. `files` maps paths in the output to digests of staged bytes.

    `files` is empty where an error stands in `problems`: then nothing may be written. `addresses`
    are the files of what waits, each with the URL at which a preview shows it. `edition` is
    the memory's name of it. From `since` on and before `until`, another clock makes no difference;
    None is for ever. They may be narrower than they need be.
    """

    files: dict[str, str]
    problems: tuple[Problem, ...]
    held: tuple[Wait, ...] = ()
    drafts: tuple[str, ...] = ()
    next_due: datetime | None = None
    stories: int = 0
    timezone: str = "UTC"
    addresses: tuple[tuple[str, str], ...] = ()
    edition: str = field(default="", compare=False)
    since: datetime | None = field(default=None, compare=False)
    until: datetime | None = field(default=None, compare=False)

    @property
    def has_errors(self) -> bool:
        """Whether anything keeps this edition from being published."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)


class Superseded(BaseException):
    """Raised by an onlooker: what is made here is out of date, so the build ends.

    No fault of the question under way, so not to be caught as one.
    """


@dataclass(frozen=True, slots=True)
class Onlooker:
    """Who follows a build.

    `progress` is told how far it is: what, the number from 0, of how many. `page` gets each output
    that is made and the digest of its staged bytes, and `lost` what a process died of.
    `heard` is called after each answer, `faulty` with the errors of a text as soon as it is read;
    both may raise `Superseded`. The files of the output in `first` are made before others.
    """

    progress: Progress = lambda what, number, total: None
    page: Callable[[Output, str], None] | None = None
    lost: Callable[[str], None] = lambda what: None
    heard: Callable[[], None] = lambda: None
    faulty: Callable[[tuple[Problem, ...]], None] = lambda problems: None
    first: Collection[str] = ()


def make(
    new_world: Callable[[], World],
    memory: Memory | None = None,
    onlooker: Onlooker = Onlooker(),
    explain: Callable[[Edition], None] = lambda edition: None,
    workers: int | None = None,
    live: Live | None = None,
) -> Made:
    """An edition, complete or with the problems that stand in its way.

    A source that changes while it is read makes the edition begin again with a new look at the
    world, a damaged memory does with an empty one; raises `SourceChanged` where they never come to
    rest. `explain` is called with the edition before it is remembered. So many `workers` share the
    work, one for each processor if that isn't said. `live` is what earlier builds had at hand.
    """
    memory = InMemory() if memory is None else memory
    for attempt in range(ATTEMPTS):
        heard, world = _Heard(onlooker), new_world()
        edition = Edition(
            world,
            memory,
            suspects=suspects(world, memory.edition),
            passing=(SourceChanged, Refused),
            heard=heard,
            ready=_begin_reading,
            workers=processors() if workers is None else workers,
            lost=lambda key: onlooker.lost(_named(key)),
            urgent=lambda key: file_path(key[1][0].url) in onlooker.first,
            live=live,
        )
        try:
            return _make(edition, heard, explain)
        except (SourceChanged, Torn) as restless:
            if attempt == ATTEMPTS - 1:
                raise _restless(restless) from restless
        except MemoryDamaged:
            memory = _emptied(memory) if attempt == 0 else InMemory()
        finally:
            edition.close()
    raise AssertionError("unreachable")


def _of_an_article(identity: str) -> list[Key]:
    """What all of an article is read for, so that it is unpacked once."""
    asked = (article_reading, is_article_readable, article, desk_line)
    about_text: Key = (body_facts, (article_path(identity),))
    return [*((question, (identity,)) for question in asked), about_text]


def _begin_reading(edition: Edition) -> None:
    """Have other processes begin with the articles that are new or have changed."""
    if edition.suspects is not None and len(edition.suspects) < WORTH_FORKING:
        return
    beside = Edition(edition.world)
    with suppress(Failure):
        groups = in_parts(beside.ask(article_files))
        stale = [
            identity
            for group in groups
            for identity in group
            if not edition.is_as_before(file_digest, article_path(identity))
        ]
        for identity in stale:  # here, where the digests of files are remembered
            edition.trace((file_digest, (article_path(identity),)))
        keys = [key for identity in stale for key in _of_an_article(identity)]
        edition.begin(keys, len(stale), afresh=True)


def _begin_pages(edition: Edition) -> None:
    """Have other processes begin with the pages, in the order in which they will be asked for."""
    outputs = [output for part in edition.ask(parts) for output in part]
    edition.begin([(KINDS[output.kind].render, (output,)) for output in outputs], len(outputs))


def _named(key: Key) -> str:
    """What a question is about: the file that is read, or the address that is made."""
    about = key[1][0]
    return about.url if isinstance(about, Output) else article_path(str(about))


def _restless(found: SourceChanged | Torn) -> SourceChanged:
    """In terms of the file, or of the folder, that came to no rest."""
    return SourceChanged("/".join(map(str, found.key[1]))) if isinstance(found, Torn) else found


def _emptied(memory: Memory) -> Memory:
    """The memory with nothing in it; another, if even that can't be."""
    try:
        memory.forget()
    except MemoryDamaged:
        return InMemory()
    return memory


class _Heard:
    """Tells an onlooker how far a build is, from the questions that were answered."""

    _RENDERS = frozenset(kind.render for kind in KINDS.values())
    _READINGS = frozenset((article_reading, author_reading, page_reading))

    def __init__(self, onlooker: Onlooker) -> None:
        self._onlooker = onlooker
        self._read = self._rendered = 0
        self.texts = self.outputs = 0

    def __call__(self, key: Key, found: Trace) -> None:
        self._onlooker.heard()
        # one that failed was not there to be read: it is gone, or told where it is asked for
        if found.problems and not found.failed and key[0] in self._READINGS:
            errors = tuple(p for p in found.problems if p.severity is Severity.ERROR)
            if errors:
                self._onlooker.faulty(errors)
        if key[0] is article_reading:
            self._onlooker.progress("articles", self._read, self.texts)
            self._read += 1
        elif key[0] in self._RENDERS:
            self._onlooker.progress("pages", self._rendered, self.outputs)
            self._rendered += 1
            if self._onlooker.page and not found.failed:
                self._onlooker.page(key[1][0], unpacked(found.answer))

    def end(self) -> None:
        """All is made, also where little had to be."""
        self._onlooker.progress("pages", self.outputs - 1, self.outputs)


def _make(edition: Edition, heard: _Heard, explain: Callable[[Edition], None]) -> Made:
    heard.texts = edition.ask(text_count)
    readable = edition.ask(all_read)
    files: dict[str, str] = {}
    if readable:
        edition.ask(all_checked)
        heard.outputs = edition.ask(output_count)
        if edition.memory.is_empty and heard.outputs:
            _begin_pages(edition)
        for number in range(PARTS):
            files.update(edition.ask(made_part, number))
    heard.end()
    made = Made(files, ())
    if readable:
        made = Made(
            files,
            (),
            edition.ask(held),
            edition.ask(drafts),
            edition.ask(next_due),
            edition.ask(story_count),
            edition.ask(site).timezone,
            edition.ask(addresses_of_waiting),
        )
    explain(edition)
    edition.commit()
    since, until = _hours(edition)
    made = replace(
        made,
        problems=_placed(edition),
        edition=edition.memory.edition,
        since=since,
        until=until,
    )
    return replace(made, files={}) if made.has_errors else made


def _hours(edition: Edition) -> tuple[datetime | None, datetime | None]:
    """From when on and until when the clock answers as it did: new answers may narrow it."""
    world = cast("World", edition.world)
    instants = [args[0] for question, args in edition.sources() if question is is_past]
    if edition.suspects is not None and world.changed:
        instants += filter(None, (world.changed.since, world.changed.until))
    return (
        max((instant for instant in instants if instant <= world.now), default=None),
        min((instant for instant in instants if instant > world.now), default=None),
    )


@question
def text_count(ask: Ask) -> int:
    """How many articles there are to read; none where the folder can't be listed."""
    return len(_try(ask, lambda: ask(article_files)) or ())


@question
def all_read(ask: Ask) -> bool:
    """Whether there is a site; every text is read first, so that one run tells all faults."""
    _try(ask, lambda: ask(site_reading))
    _try(ask, lambda: ask(articles))
    _try(ask, lambda: ask(authors))
    _try(ask, lambda: ask(pages))
    return _try(ask, lambda: ask(site)) is not None


@question
def all_checked(ask: Ask) -> None:
    """Asks every check, for what it reports."""
    _try(ask, lambda: ask(stories_checked))
    _try(ask, lambda: ask(translations_checked))
    _try(ask, lambda: ask(series_checked))
    for language in _try(ask, lambda: ask(languages, False)) or ():
        _try(ask, partial(ask, site_checked, language))
    _try(ask, lambda: ask(addresses_checked))
    _try(ask, lambda: ask(identities_checked))
    _try(ask, lambda: ask(files_checked))
    _try(ask, lambda: ask(layouts_checked))
    _try(ask, lambda: ask(words_checked))


@question
def story_count(ask: Ask) -> int:
    """How many stories are published."""
    return len(ask(published, False))


@question
def output_count(ask: Ask) -> int:
    """How many outputs are planned."""
    return len(_try(ask, lambda: ask(planned, False)) or ())


def _try(ask: Ask, work: Callable[[], R]) -> R | None:
    """The work's answer; None where it failed, and then its problems are told."""
    try:
        return work()
    except Failure as failure:
        for problem in failure.problems:
            ask.report(problem)
        return None


def _placed(edition: Edition) -> tuple[Problem, ...]:
    """The problems with spans where a key named the place, sorted, each once."""
    found = {_located(edition, problem): None for problem in edition.problems()}
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
