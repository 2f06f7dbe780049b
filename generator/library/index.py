"""The great orders: which stories a list holds, newest first.

They rest on a small line per story, without headline or body: while the line holds, no order is
asked again. `ever` counts what is held and withdrawn too (see publication).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from generator.engine import Ask, question
from generator.library.languages import language_of
from generator.library.publication import published
from generator.library.sources import shows_drafts
from generator.library.taxonomy import section_of, tag_slug
from generator.library.texts import article, is_author, site
from generator.model.values import FrozenMap


@dataclass(frozen=True, slots=True)
class IndexLine:
    """What orders and lists need to know of a story. `people` are (role, id) of known people.

    `month` is that of the site's zone, as `2026/03`.
    """

    identity: str
    language: str
    section: str
    tags: tuple[str, ...]
    series: str | None
    part: int | None
    released: datetime
    modified: datetime
    month: str
    people: tuple[tuple[str, str], ...]


@question
def index_line(ask: Ask, identity: str) -> IndexLine:
    """The line of one story."""
    story = ask(article, identity)
    section = ask(section_of, identity)
    local = story.released.utc.astimezone(ZoneInfo(ask(site).timezone))
    people = [
        (credit.role, person)
        for credit in story.people
        for person in credit.people
        if isinstance(person, str) and ask(is_author, person)
    ]
    return IndexLine(
        identity,
        ask(language_of, identity),
        section.id if section else "",
        tuple(dict.fromkeys(slug for text in story.tags if (slug := ask(tag_slug, text)))),
        story.series.id if story.series else None,
        story.series.part if story.series else None,
        story.released.utc,
        story.modified.utc,
        f"{local.year:04}/{local.month:02}",
        tuple(dict.fromkeys(people)),
    )


@question
def timeline(ask: Ask, language: str, ever: bool) -> tuple[IndexLine, ...]:
    """The stories of a language, newest first, ties by identity."""
    if not ever and not ask(shows_drafts):  # some of those that any clock may show
        out = frozenset(ask(published, False))
        return tuple(line for line in ask(timeline, language, True) if line.identity in out)
    lines = ask.each(index_line, ask(published, ever)).values()
    return _newest_first([line for line in lines if line.language == language])


def _newest_first(lines: Iterable[IndexLine]) -> tuple[IndexLine, ...]:
    """Sorted twice, since the tie runs the other way: by identity, then the newest first."""
    by_identity = sorted(lines, key=lambda line: line.identity)
    return tuple(sorted(by_identity, key=lambda line: line.released, reverse=True))


def _grouped(pairs: list[tuple[str, str]]) -> FrozenMap:
    groups: dict[str, list[str]] = {}
    for key, identity in pairs:
        groups.setdefault(key, []).append(identity)
    return FrozenMap({key: tuple(groups[key]) for key in sorted(groups)})


@question
def by_section(ask: Ask, language: str, ever: bool) -> FrozenMap:
    """Section id to the identities of its stories, newest first."""
    lines = ask(timeline, language, ever)
    return _grouped([(line.section, line.identity) for line in lines if line.section])


@question
def by_tag(ask: Ask, language: str, ever: bool) -> FrozenMap:
    """Tag to the identities of its stories, newest first."""
    lines = ask(timeline, language, ever)
    return _grouped([(tag, line.identity) for line in lines for tag in line.tags])


@question
def by_month(ask: Ask, language: str, ever: bool) -> FrozenMap:
    """`2026/03` to the identities of the month's stories, newest first; months sorted."""
    lines = ask(timeline, language, ever)
    return _grouped([(line.month, line.identity) for line in lines])


@question
def month_counts(ask: Ask, language: str) -> FrozenMap:
    """`2026/03` to the number of the month's stories; months sorted."""
    months = ask(by_month, language, False)
    return FrozenMap({month: len(identities) for month, identities in months.items()})


@question
def months_of(ask: Ask, language: str, year: str) -> FrozenMap:
    """Those of one year: another year's story changes nothing here."""
    counts = ask(month_counts, language)
    return FrozenMap({month: n for month, n in counts.items() if month.startswith(f"{year}/")})


@question
def by_series(ask: Ask, language: str, ever: bool) -> FrozenMap:
    """Series id to the identities of its stories in order: by part, then the oldest first."""
    lines = [line for line in reversed(ask(timeline, language, ever)) if line.series]
    lines.sort(key=lambda line: (line.part is None, line.part or 0))
    return _grouped([(line.series or "", line.identity) for line in lines])


@question
def by_person(ask: Ask, ever: bool) -> FrozenMap:
    """Person id to ((role, identities newest first), …) over all languages."""
    lines = _newest_first(ask.each(index_line, ask(published, ever)).values())
    work: dict[str, dict[str, list[str]]] = {}
    for line in lines:
        for role, person in line.people:
            work.setdefault(person, {}).setdefault(role, []).append(line.identity)
    return FrozenMap(
        {
            person: tuple((role, tuple(done)) for role, done in work[person].items())
            for person in sorted(work)
        }
    )


@question
def section_order(ask: Ask, language: str, section: str, ever: bool) -> tuple[str, ...]:
    """The stories of one section, newest first."""
    found: tuple[str, ...] = ask(by_section, language, ever).get(section, ())
    return found


@question
def tag_order(ask: Ask, language: str, tag: str, ever: bool) -> tuple[str, ...]:
    """The stories of one tag, newest first."""
    found: tuple[str, ...] = ask(by_tag, language, ever).get(tag, ())
    return found


@question
def series_order(ask: Ask, language: str, series: str, ever: bool) -> tuple[str, ...]:
    """The stories of one series, in its order."""
    found: tuple[str, ...] = ask(by_series, language, ever).get(series, ())
    return found


@question
def month_order(ask: Ask, language: str, month: str, ever: bool) -> tuple[str, ...]:
    """The stories of one month (`2026/03`), newest first."""
    found: tuple[str, ...] = ask(by_month, language, ever).get(month, ())
    return found


@question
def person_work(ask: Ask, person: str, ever: bool) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What one person did, by role."""
    found: tuple[tuple[str, tuple[str, ...]], ...] = ask(by_person, ever).get(person, ())
    return found


@question
def newest(ask: Ask, language: str, count: int) -> tuple[str, ...]:
    """The newest stories of a language: changes only when one of them does."""
    return tuple(line.identity for line in ask(timeline, language, False)[:count])
