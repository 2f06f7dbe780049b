"""The texts of the site, each read from its own file: site.yaml, articles, people, pages.

One reading gives the front matter, the body, the problems and their places; the questions below
part them, so that a page which prints a headline does not depend on the body under it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from generator.engine import Ask, costly, question
from generator.library.sources import exists, listing, read
from generator.model.article import Article, StandingPage
from generator.model.body import Body
from generator.model.people import Author
from generator.model.site import Front, ImageOptions, Site
from generator.model.values import FrozenMap, ImageRef
from generator.problems import Failure
from generator.reading.article import read_article
from generator.reading.author import read_author
from generator.reading.front import read_front
from generator.reading.page import read_page
from generator.reading.picture_notes import read_picture_notes
from generator.reading.result import Reading, ReadingOptions
from generator.reading.site import read_site
from generator.reading.site import reading_options as reading_options_of

T = TypeVar("T")

ARTICLES, AUTHORS, PAGES = "content/articles/", "content/authors/", "content/pages/"
SITE_FILE = "site.yaml"
FRONT_FILE = "content/front.yaml"


def _told(ask: Ask, reading: Reading[object]) -> None:
    for problem in reading.problems:
        ask.report(problem)


@question
def site_reading(ask: Ask) -> Reading[Site]:
    """site.yaml as read, faults told."""
    reading = read_site(SITE_FILE, read(ask, SITE_FILE))
    _told(ask, reading)
    return reading


@question
def site(ask: Ask) -> Site:
    """The publication; a `Failure` where site.yaml leaves nothing to go on with."""
    value = ask(site_reading).value
    if value is None:
        raise Failure
    return value


@question
def image_options(ask: Ask) -> ImageOptions:
    """How pictures are written: alone, since a change of site.yaml must not write all anew."""
    return ask(site).images


@question
def reading_options(ask: Ask) -> ReadingOptions:
    """What the reading of a text depends on in site.yaml; the defaults where that is broken,
    so that the faults of texts are told in the same run."""
    publication = ask(site_reading).value
    return reading_options_of(publication) if publication else ReadingOptions()


@costly
def article_reading(ask: Ask, identity: str) -> Reading[Article]:
    """An article's file as read, faults told."""
    path = article_path(identity)
    reading = read_article(path, read(ask, path), ask(reading_options))
    _told(ask, reading)
    return reading


@costly
def author_reading(ask: Ask, author_id: str) -> Reading[Author]:
    """A person's file as read, faults told."""
    path = author_path(author_id)
    reading = read_author(path, read(ask, path), ask(reading_options))
    _told(ask, reading)
    return reading


@costly
def page_reading(ask: Ask, path: str) -> Reading[StandingPage]:
    """A standing page's file as read, faults told; `path` is below content/pages/."""
    source = page_path(path)
    reading = read_page(source, read(ask, source), ask(reading_options))
    _told(ask, reading)
    return reading


@question
def front_reading(ask: Ask) -> Reading[Front]:
    """What the desk puts on the front page, faults told; only where there is such a file."""
    reading = read_front(FRONT_FILE, read(ask, FRONT_FILE), ask(reading_options))
    _told(ask, reading)
    return reading


@question
def notes_reading(ask: Ask, notes: str) -> Reading[ImageRef]:
    """The file beside a picture as read, faults told."""
    reading = read_picture_notes(notes, read(ask, notes), ask(reading_options))
    _told(ask, reading)
    return reading


@question
def picture_notes(ask: Ask, path: str) -> ImageRef:
    """What a picture's own file says of it; nothing where there is no such file."""
    notes = f"{path}.yaml"
    return _value(ask(notes_reading, notes)) if ask(exists, notes) else ImageRef(src=path)


def article_path(identity: str) -> str:
    """The file of an article, from the site's folder."""
    return f"{ARTICLES}{identity}.md"


def author_path(author_id: str) -> str:
    """The file of a person, from the site's folder."""
    return f"{AUTHORS}{author_id}.md"


def page_path(path: str) -> str:
    """The file of a standing page, from the site's folder."""
    return f"{PAGES}{path}.md"


def named_by(folder: str, source: str) -> str:
    """What a Markdown file of a folder is known by: `ARTICLES` gives a story's identity, `AUTHORS`
    a person's id, `PAGES` a standing page's path. Empty for any other file."""
    is_one = source.startswith(folder) and source.endswith(".md")
    return source[len(folder) : -len(".md")] if is_one else ""


def _below(names: tuple[str, ...], folder: str) -> tuple[str, ...]:
    """The Markdown files of a folder, without folder and ending."""
    return tuple(known for name in names if (known := named_by(folder, name)))


@question
def article_files(ask: Ask) -> tuple[str, ...]:
    """The identity of every article's file, readable or not."""
    return _below(ask(listing, "content"), ARTICLES)


@question
def articles(ask: Ask) -> tuple[str, ...]:
    """The identities of all articles that could be read, drafts and held ones too."""
    found = ask.each(is_article_readable, ask(article_files))
    return tuple(identity for identity, is_readable in found.items() if is_readable)


@question
def half_read(ask: Ask) -> tuple[str, ...]:
    """The identities of articles that are in no edition, and can be looked at all the same."""
    found = ask(article_files)
    readable = frozenset(ask(articles))
    return tuple(i for i in found if i not in readable and ask(has_stand_ins, i))


@question
def has_stand_ins(ask: Ask, identity: str) -> bool:
    """Whether the header of an unreadable article was good enough to look at the rest."""
    try:
        return ask(article_reading, identity).value is not None
    except Failure:  # told where it was found unreadable
        return False


@question
def authors(ask: Ask) -> tuple[str, ...]:
    """The ids of all people with a readable file."""
    return tuple(i for i in ask(author_files) if ask(is_author_readable, i))


@question
def pages(ask: Ask) -> tuple[str, ...]:
    """The paths of all readable standing pages, drafts too."""
    return tuple(path for path in ask(page_files) if ask(is_page_readable, path))


@question
def author_files(ask: Ask) -> tuple[str, ...]:
    """The id of every person's file, readable or not."""
    return _below(ask(listing, "content"), AUTHORS)


@question
def page_files(ask: Ask) -> tuple[str, ...]:
    """The path of every standing page's file, readable or not."""
    return _below(ask(listing, "content"), PAGES)


@question
def is_article_readable(ask: Ask, identity: str) -> bool:
    """Whether an article's front matter could be made sense of."""
    return _has_value(ask, lambda: ask(article_reading, identity))


@question
def is_author_readable(ask: Ask, author_id: str) -> bool:
    """Whether a person's front matter could be made sense of."""
    return _has_value(ask, lambda: ask(author_reading, author_id))


@question
def is_author(ask: Ask, author_id: str) -> bool:
    """Whether a file that can be read has the id."""
    return ask(exists, author_path(author_id)) and ask(is_author_readable, author_id)


@question
def is_page_readable(ask: Ask, path: str) -> bool:
    """Whether a standing page's front matter could be made sense of."""
    return _has_value(ask, lambda: ask(page_reading, path))


def _has_value(ask: Ask, read_it: Callable[[], Reading[object]]) -> bool:
    """False also for a file that the disk refuses, which is told here."""
    try:
        reading = read_it()
        return reading.value is not None and reading.is_whole
    except Failure as failure:
        for problem in failure.problems:
            ask.report(problem)
        return False


@question
def article(ask: Ask, identity: str) -> Article:
    """An article's front matter, as its author wrote it."""
    return _value(ask(article_reading, identity))


@dataclass(frozen=True, slots=True)
class DeskLine:
    """What must be known of every article before any order can be made; small, and seldom other."""

    slug: str
    section: str
    tags: tuple[str, ...]
    released: datetime
    expires_at: datetime | None
    draft: bool
    is_translation: bool
    has_notices: bool
    layout: str | None


@question
def desk_line(ask: Ask, identity: str) -> DeskLine:
    """The line of one article, drafts and held ones too."""
    story = ask(article, identity)
    return DeskLine(
        story.slug,
        story.section,
        story.tags,
        story.released.utc,
        story.expires_at.utc if story.expires_at else None,
        story.draft,
        story.translation_of is not None,
        bool(story.updated or story.updates or story.corrections),
        story.layout,
    )


@question
def author(ask: Ask, author_id: str) -> Author:
    """A person's front matter."""
    return _value(ask(author_reading, author_id))


@question
def page(ask: Ask, path: str) -> StandingPage:
    """A standing page's front matter."""
    return _value(ask(page_reading, path))


def is_draft(ask: Ask, source: str) -> bool:
    """Whether a file is an article's or a standing page's that bears a draft mark."""
    if identity := named_by(ARTICLES, source):
        return ask(article, identity).draft
    path = named_by(PAGES, source)
    return bool(path) and ask(page, path).draft


@question
def body(ask: Ask, source: str) -> Body:
    """The text of a file of content/: an article's, a bio, a standing page's."""
    return _reading_of(ask, source).body


@question
def body_facts(ask: Ask, source: str) -> Body:
    """A text without its HTML, for all who don't print it: it is another less often, and short."""
    return replace(ask(body, source), html="")


@question
def body_ids(ask: Ask, source: str) -> tuple[str, ...]:
    """The ids that a link into a text may lead to."""
    return ask(body_facts, source).ids


@question
def places(ask: Ask, source: str) -> FrozenMap:
    """Where the keys of a file stand: asked only when a problem is to be shown."""
    if source == SITE_FILE:
        return ask(site_reading).places
    if source == FRONT_FILE:
        return ask(front_reading).places
    if source.endswith(".yaml"):
        return ask(notes_reading, source).places
    return _reading_of(ask, source).places


def _reading_of(
    ask: Ask, source: str
) -> Reading[Article] | Reading[Author] | Reading[StandingPage]:
    if identity := named_by(ARTICLES, source):
        return ask(article_reading, identity)
    if person := named_by(AUTHORS, source):
        return ask(author_reading, person)
    return ask(page_reading, named_by(PAGES, source))


def _value(reading: Reading[T]) -> T:
    if reading.value is None:
        raise Failure
    return reading.value
