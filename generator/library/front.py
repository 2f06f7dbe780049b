"""What stands on the front page of a language: what the desk chose, then the newest."""

from __future__ import annotations

from typing import NamedTuple

from generator.engine import Ask, question
from generator.library.index import newest
from generator.library.languages import language_of
from generator.library.publication import Status, is_published, status
from generator.library.reading_time import read_minutes
from generator.library.references import story_named
from generator.library.sources import exists
from generator.library.texts import (
    FRONT_FILE,
    article,
    article_path,
    body_facts,
    front_reading,
    is_article_readable,
)
from generator.model.article import Kind
from generator.model.site import Front
from generator.problems import Failure, error, warning

# So many stand beside the lead, then whole rows of so many.
BESIDE, ROW, ROWS = 3, 4, 2
# Long reads and opinion have rows of their own among the newest so many stories, where there are
# enough for one that doesn't look forgotten.
RECENT, BAND_LEAST = 100, 3
LONG_READ_MINUTES = 8


class FrontPage(NamedTuple):
    """The stories of a front page by where they stand."""

    lead: tuple[str, ...]
    beside: tuple[str, ...]
    more: tuple[str, ...]
    long_reads: tuple[str, ...] = ()
    opinion: tuple[str, ...] = ()

    @property
    def shown(self) -> frozenset[str]:
        """All of them."""
        return frozenset(story for place in self for story in place)


@question
def front_page(ask: Ask, language: str) -> FrontPage:
    """What stands where. What the desk left open is filled with the newest; what it named is shown,
    further down where there is no room."""
    chosen = ask(chosen_for_front, language)
    named = frozenset(story for place in chosen.places.values() for story in place)
    most = 1 + BESIDE + ROW * ROWS
    fresh = [each for each in ask(newest, language, most + len(named)) if each not in named]
    lead = (*chosen.lead, *fresh, *chosen.beside, *chosen.more)[:1]
    beside = [each for each in (*chosen.beside, *chosen.lead, *fresh) if each not in lead][:BESIDE]
    above = {*lead, *beside}
    wanted = [e for e in chosen.lead + chosen.beside + chosen.more if e not in above]
    others = [each for each in fresh if each not in above][: max(0, ROW * ROWS - len(wanted))]
    more = (*wanted, *others)
    more = more[: max(len(wanted), len(more) // ROW * ROW)]
    left = [each for each in ask(newest, language, RECENT) if each not in {*above, *more, *named}]
    long_reads = _row(chosen.long_reads, [each for each in left if ask(is_long_read, each)])
    opinion = [e for e in left if ask(kind_of, e) is Kind.OPINION and e not in long_reads]
    return FrontPage(lead, tuple(beside), more, long_reads, _row(chosen.opinion, opinion))


def _row(wanted: tuple[str, ...], found: list[str]) -> tuple[str, ...]:
    """What the desk wants, filled up to a row; of what was found alone no less than a few."""
    row = (*wanted, *found)[: max(ROW, len(wanted))]
    return row if wanted or len(row) >= BAND_LEAST else ()


@question
def is_long_read(ask: Ask, identity: str) -> bool:
    """Whether a story takes long to read. Opinion has a row of its own."""
    words = ask(body_facts, article_path(identity)).words
    minutes = read_minutes(words, ask(language_of, identity))
    return minutes >= LONG_READ_MINUTES and ask(kind_of, identity) is not Kind.OPINION


@question
def kind_of(ask: Ask, identity: str) -> Kind:
    """The kind of work."""
    return ask(article, identity).kind


@question
def chosen_for_front(ask: Ask, language: str) -> Front:
    """The stories that the desk named, as identities: those that are out, in this language, each
    once. A name that no story has is told."""
    if not ask(exists, FRONT_FILE):
        return Front()
    front = ask(front_reading).value or Front()
    seen: set[str] = set()
    return Front(
        *(_out(ask, language, place, names, seen) for place, names in front.places.items())
    )


def _out(
    ask: Ask, language: str, place: str, names: tuple[str, ...], seen: set[str]
) -> tuple[str, ...]:
    found = []
    for number, name in enumerate(names):
        key = f"{place}[{number}]"
        try:
            identity = ask(story_named, FRONT_FILE, language, name)
        except Failure as failure:
            for problem in failure.problems:
                said = error(problem.code, problem.message, FRONT_FILE, key=key, cure=problem.cure)
                ask.report(said)
            continue
        if not ask(is_article_readable, identity) or ask(language_of, identity) != language:
            continue
        if ask(status, identity) is Status.EXPIRED:
            message = f"{article_path(identity)} was withdrawn: the front page goes without it"
            ask.report(warning("link-to-withdrawn", message, FRONT_FILE, key=key, timely=True))
        if ask(is_published, identity) and identity not in seen:
            seen.add(identity)
            found.append(identity)
    return tuple(found)
