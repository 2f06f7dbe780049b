"""Titles of documents: in search results, tabs and histories, no page bears that of another.

Lists have titles of their own kind ("Treaties – All tags"); two that still are alike show their
addresses. A headline that another page has as its title is told by its day. What is shared is a
small answer that seldom changes, so that a new headline wakes no other page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from generator.engine import Ask, question
from generator.library.addresses import (
    archive_url,
    home_url,
    person_url,
    section_ids,
    section_url,
    series_url,
    tag_url,
    tags_url,
)
from generator.library.cards import section_name, series_title, tag_spelling
from generator.library.index import by_month, by_person, by_series, by_tag, series_order
from generator.library.languages import language_label, language_of, languages
from generator.library.publication import published, published_pages
from generator.library.texts import article, author, page, site
from generator.model.values import FrozenMap
from generator.rendering.archive_names import month_name, year_name
from generator.rendering.filters import day, local_time
from generator.rendering.words import counted, messages, say


@question
def list_title(ask: Ask, url: str) -> str:
    """The document title of a front page, list, index or person, by the URL of its newest page."""
    title: str = ask(list_titles)[url]
    return title


@question
def list_titles(ask: Ask) -> FrozenMap:
    """The URL of every front page, list, index and person's page to a document title of its own."""
    found = dict(_titles(ask))
    counts = Counter(_key(title) for title in found.values())
    alike = {url for url, title in found.items() if counts[_key(title)] > 1}
    return FrozenMap({u: f"{t} ({u})" if u in alike else t for u, t in found.items()})


def _titles(ask: Ask) -> Iterator[tuple[str, str]]:
    own = ask(site).language
    for language in ask(languages, False):
        suffix = "" if language == own else f" ({ask(language_label, language)})"
        for url, title in _titles_in(ask, language):
            yield url, title + suffix
    people = say(ask, own, "nav.authors")
    yield "/authors/", people
    for person in ask(by_person, False):
        yield person_url(person), f"{ask(author, person).name} – {people}"
    corrections = say(ask, own, "nav.corrections")
    yield "/corrections/", f"{corrections} – {say(ask, own, 'home.archive')}"


def _titles_in(ask: Ask, language: str) -> Iterator[tuple[str, str]]:
    yield ask(home_url, language), ask(site).title
    for section in ask(section_ids, language, False):
        yield ask(section_url, language, section), ask(section_name, language, section).title
    tags = say(ask, language, "nav.tags")
    yield ask(tags_url, language), tags
    for tag in ask(by_tag, language, False):
        yield ask(tag_url, language, tag), f"{ask(tag_spelling, language, tag)} – {tags}"
    for series in ask(by_series, language, False):
        count = len(ask(series_order, language, series, False))
        stories = counted(ask(messages, language), "index.stories", count, language, {})
        yield ask(series_url, language, series), f"{ask(series_title, series)} ({stories})"
    months = tuple(ask(by_month, language, False))
    for month in months:
        yield ask(archive_url, language, month), month_name(month, language)
    for year in sorted({month[:4] for month in months}):
        yield ask(archive_url, language, year), year_name(year, language)


@question
def headline(ask: Ask, identity: str) -> str:
    """A story's headline, whatever its capitals and blanks."""
    return _key(ask(article, identity).title)


def _key(title: str) -> str:
    return " ".join(title.casefold().split())


@question
def shared_titles(ask: Ask) -> frozenset[str]:
    """The titles of more than one story or standing page, or of one of them and a list."""
    titles = list(ask.each(headline, ask(published, False)).values())
    titles += [_key(ask(page, path).title) for path in ask(published_pages)]
    titles += {_key(title) for title in ask(list_titles).values()}
    return frozenset(title for title, count in Counter(titles).items() if count > 1)


@question
def is_shared(ask: Ask, title: str) -> bool:
    """Whether another page has the title too."""
    return _key(title) in ask(shared_titles)


@question
def namesakes(ask: Ask, title: str) -> tuple[str, ...]:
    """The stories of all languages with the headline of `title`, the oldest first."""
    key = _key(title)
    headlines = ask.each(headline, ask(published, False))
    found = [identity for identity, title in headlines.items() if title == key]
    return tuple(sorted(found, key=lambda i: (ask(article, i).released.utc, i)))


@question
def story_title(ask: Ask, identity: str) -> str:
    """The headline; where another page has it too, with its day, and a number within the day."""
    story = ask(article, identity)
    if not ask(is_shared, story.title):
        return story.title
    when = day(story.released, ask(site).timezone, ask(language_of, identity))
    same = [i for i in ask(namesakes, story.title) if _day(ask, i) == _day(ask, identity)]
    note = when if len(same) == 1 else f"{when}, {same.index(identity) + 1}"
    return f"{story.title} ({note})"


def _day(ask: Ask, identity: str) -> date:
    return local_time(ask(article, identity).released, ask(site).timezone).date()


@question
def page_title(ask: Ask, path: str) -> str:
    """A standing page's title; where another page has it too, with its path."""
    title = ask(page, path).title
    return f"{title} ({path})" if ask(is_shared, title) else title
