"""What pages show of articles, people and pictures: resolved, with addresses, typeset.

Each is small and complete, so that a page which lists a story depends on what it prints of it and
on nothing more. URLs are paths from the host's root, percent-encoded, base path included.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.article import Kind
from generator.model.values import FrozenMap, Moment


@dataclass(frozen=True, slots=True)
class ShownPicture:
    """A published picture: where it is, how large (pixels), what is said of it.

    `srcset` names smaller copies by their width, for the attribute; "" where there are none.
    `caption` is HTML; `alt` empty marks decoration; `focus` is (left, top) from 0 to 1. The
    languages are those of the text that shows it, or of the picture's own file.
    """

    url: str
    absolute_url: str
    width: int
    height: int
    media_type: str
    alt: str
    srcset: str = ""
    caption: str | None = None
    credit: str | None = None
    licence: str | None = None
    focus: tuple[float, float] = (0.5, 0.5)
    alt_language: str = ""
    caption_language: str = ""
    credit_language: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A section, a tag, a series: its name and its page. `count` is of its published articles.

    `language` is that of title and description.
    """

    id: str
    title: str
    url: str
    language: str
    description: str | None = None
    count: int = 0


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step of the way from the home page to here; `language` is its title's."""

    title: str
    url: str
    language: str


@dataclass(frozen=True, slots=True)
class PersonCard:
    """A person in a byline. `url` is the person's page here, a guest's own address, or None."""

    name: str
    url: str | None = None
    role: str | None = None
    is_guest: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """A person in full: on their own page, and as a card under an article. `bio` is HTML.

    `language` is that of role and bio; `languages` are those that the person works in.
    """

    id: str | None
    name: str
    url: str | None
    absolute_url: str | None
    language: str
    role: str | None = None
    bio: str = ""
    image: ShownPicture | None = None
    email: str | None = None
    signal: str | None = None
    links: FrozenMap = FrozenMap()
    languages: tuple[str, ...] = ()
    is_guest: bool = False
    extra: FrozenMap = FrozenMap()


@dataclass(frozen=True, slots=True)
class CreditLine:
    """Everyone of one role. `role` is a message key or, when the newsroom made it up, its words."""

    role: str
    people: tuple[PersonCard, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """An article in a list. `mark` is empty, "draft" or "held": only previews have it.

    `language_name` is the language's own name for itself.
    """

    identity: str
    url: str
    title: str
    language: str
    language_name: str
    direction: str
    released: Moment
    modified: Moment
    section: Term
    kind: Kind
    summary: str | None = None
    kicker: str | None = None
    authors: tuple[PersonCard, ...] = ()
    byline: str | None = None
    image: ShownPicture | None = None
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Translation:
    """The same story or page in another language; `name` is the language's own name."""

    language: str
    name: str
    url: str
    absolute_url: str
    title: str


@dataclass(frozen=True, slots=True)
class RelatedLink:
    """A further reading outside the site."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class SeriesPlace:
    """Where an article stands in its series: number from 1, how many, and its neighbours."""

    series: Term
    number: int
    total: int
    previous: Card | None = None
    next: Card | None = None


@dataclass(frozen=True, slots=True)
class WorkGroup:
    """What someone did in one role, newest first."""

    role: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class CorrectedStory:
    """An article on the corrections page with one of its corrections."""

    card: Card
    at: Moment
    text: str
