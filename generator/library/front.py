"""What stands on the front page of a language: what the desk chose, then the newest."""

from __future__ import annotations

from typing import NamedTuple

from generator.engine import Ask, question
from generator.library.index import newest
from generator.library.languages import language_of
from generator.library.publication import Status, is_published, status
from generator.library.references import story_named
from generator.library.sources import exists
from generator.library.texts import FRONT_FILE, article_path, front_reading, is_article_readable
from generator.model.site import Front
from generator.problems import Failure, error, warning

# So many stand beside the lead, then whole rows of so many.
BESIDE, ROW, ROWS = 3, 4, 2


class FrontPage(NamedTuple):
    """The stories of a front page by where they stand."""

    lead: tuple[str, ...]
    beside: tuple[str, ...]
    more: tuple[str, ...]

    @property
    def shown(self) -> frozenset[str]:
        """All of them."""
        return frozenset((*self.lead, *self.beside, *self.more))


@question
def front_page(ask: Ask, language: str) -> FrontPage:
    """What stands where. What the desk left open is filled with the newest; what it named is shown,
    further down where there is no room."""
    chosen = ask(chosen_for_front, language)
    named = frozenset(chosen.lead + chosen.beside + chosen.more)
    most = 1 + BESIDE + ROW * ROWS
    fresh = [each for each in ask(newest, language, most + len(named)) if each not in named]
    lead = (*chosen.lead, *fresh, *chosen.beside, *chosen.more)[:1]
    beside = [each for each in (*chosen.beside, *chosen.lead, *fresh) if each not in lead][:BESIDE]
    above = {*lead, *beside}
    wanted = [e for e in chosen.lead + chosen.beside + chosen.more if e not in above]
    others = [each for each in fresh if each not in above][: max(0, ROW * ROWS - len(wanted))]
    more = (*wanted, *others)
    return FrontPage(lead, tuple(beside), more[: max(len(wanted), len(more) // ROW * ROW)])


@question
def chosen_for_front(ask: Ask, language: str) -> Front:
    """The stories that the desk named, as identities: those that are out, in this language, each
    once. A name that no story has is told."""
    if not ask(exists, FRONT_FILE):
        return Front()
    front = ask(front_reading).value or Front()
    seen: set[str] = set()
    places = (("lead", front.lead), ("beside", front.beside), ("more", front.more))
    return Front(*(_out(ask, language, place, names, seen) for place, names in places))


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
