"""What a layout may see: `site`, `page`, and the noun of the page's kind, all frozen.

docs/layouts.md lists every field here; a test holds the two together. Text is escaped by the
layout's engine; a field of type `Markup` is HTML that is safe to print.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from generator.model.article import Kind
from generator.model.body import Heading
from generator.model.shown import (
    Card,
    CorrectedStory,
    CreditLine,
    Crumb,
    Person,
    RelatedLink,
    SeriesPlace,
    ShownPicture,
    Term,
    Translation,
    WorkGroup,
)
from generator.model.site import Newsletter
from generator.model.values import FrozenMap, Moment, Notice
from generator.rendering.asked import asked


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """A line of the menu; `language` is its title's."""

    title: str
    url: str
    language: str


@dataclass(frozen=True, slots=True)
class LanguageHome:
    """The home page of one language of the site; `name` is the language's own name."""

    language: str
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class SiteView:
    """The publication, seen from a page in one language.

    `policies` maps a policy's name (corrections, ethics, about…) to its page.
    """

    title: str
    description: str | None
    language: str
    base_url: str
    home_url: str
    logo: ShownPicture | None
    icon_url: str | None
    accent: str | None
    publisher_name: str
    publisher_legal_name: str | None
    publisher_url: str | None
    publisher_email: str | None
    sections: tuple[Term, ...]
    menu: tuple[MenuEntry, ...]
    policies: FrozenMap
    languages: tuple[LanguageHome, ...]
    is_preview: bool
    extra: FrozenMap


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed of this page or of the site; `language` is its title's."""

    title: str
    url: str
    media_type: str
    language: str


@dataclass(frozen=True, slots=True)
class Pager:
    """The pages of a long list, numbered from the oldest; `newer` and `older` are addresses."""

    number: int
    total: int
    newer: str | None
    older: str | None


@dataclass(frozen=True, slots=True)
class OpenGraph:
    """The page as a shared link shows it (ogp.me): `type` is website, article or profile.

    `times` and below are the article's alone; `authors` are addresses.
    """

    type: str
    title: str
    description: str | None
    url: str
    image: ShownPicture | None
    locale: str
    alternate_locales: tuple[str, ...] = ()
    published: str | None = None
    modified: str | None = None
    section: str | None = None
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PageView:
    """The page itself, whatever its kind.

    `url` is its path, `absolute_url` the whole address, `canonical` the address search engines
    should use. `title` is the document's (for <title>), without the site's name. `robots` is the
    content of the robots meta. `json_ld` is a JSON text, safe within a script element. `scripts`
    are the files of layouts/assets/ that its text has a use for.
    """

    kind: str
    url: str
    absolute_url: str
    canonical: str
    title: str
    description: str | None
    language: str
    direction: str
    robots: str
    image: ShownPicture | None
    feeds: tuple[FeedLink, ...]
    translations: tuple[Translation, ...]
    breadcrumbs: tuple[Crumb, ...]
    open_graph: OpenGraph
    json_ld: Markup
    pager: Pager | None
    scripts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonCardView:
    """A person in a byline with the portrait: name, role, address, picture."""

    name: str
    url: str | None
    role: str | None
    is_guest: bool
    image: ShownPicture | None


@dataclass(frozen=True, slots=True)
class ArticleView:
    """A story. `html` is the body; `toc` its headings, empty where no contents are wanted.

    `was_updated` tells whether the modified time differs from the published one. `mark` is "" or,
    in a preview, "draft" or "held". `held_until` goes with the latter.
    """

    identity: str
    title: str
    html: Markup
    summary: str | None
    kicker: str | None
    dateline: str | None
    kind: Kind
    section: Term
    authors: tuple[PersonCardView, ...]
    editors: tuple[PersonCardView, ...]
    credits: tuple[CreditLine, ...]
    byline: str | None
    people: tuple[Person, ...]
    published: Moment
    modified: Moment
    was_updated: bool
    image: ShownPicture | None
    key_points: tuple[str, ...]
    toc: tuple[Heading, ...]
    tags: tuple[Term, ...]
    series: SeriesPlace | None
    related: tuple[Card, ...]
    related_links: tuple[RelatedLink, ...]
    corrections: tuple[Notice, ...]
    updates: tuple[Notice, ...]
    translations: tuple[Translation, ...]
    words: int
    read_minutes: int
    mark: str
    held_until: Moment | None
    extra: FrozenMap


@dataclass(frozen=True, slots=True)
class ListView:
    """A page of a list of stories: a section, tag, series or month. Newest first, a series in
    order. `title` and `description` are the list's own, in `language`; `first` is the place of its
    first card, `total` how many stories the whole list has."""

    id: str
    title: str
    description: str | None
    language: str
    cards: tuple[Card, ...]
    _first: Callable[[], int]
    _total: Callable[[], int]

    @asked
    def first(self) -> int:
        return self._first()

    @asked
    def total(self) -> int:
        return self._total()


@dataclass(frozen=True, slots=True)
class HomeSection:
    """A section's part of the home page."""

    section: Term
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class InsertView:
    """A block of a text that shows something of the site, or what is elsewhere.

    `kind` is the block's name, `number` counts such blocks of the text from 0. `url` and `title`
    are those of what it names, `html` is its content and `language` the text's. `file_size` is in
    bytes. `player` is the address of what a reader may have shown on the page ("" in feeds),
    `shows` what that is: film, short, chart, post, sound. `newsletter` is what a sign-up box is
    for; None in feeds, which have no forms.
    """

    kind: str
    number: int
    url: str
    title: str
    credit: str
    html: Markup
    language: str
    story: Card | None
    file_type: str
    file_size: int
    pages: int
    captions: str
    poster: str
    provider: str
    shows: str
    player: str
    newsletter: Newsletter | None


@dataclass(frozen=True, slots=True)
class HomeView:
    """The front page of one language: the lead, the few `beside` it, the next newest stories, rows
    of long reads and of opinion, then each section's newest others.

    `archive` are the years that have stories, newest first.
    """

    lead: Card | None
    beside: tuple[Card, ...]
    cards: tuple[Card, ...]
    long_reads: tuple[Card, ...]
    opinion: tuple[Card, ...]
    sections: tuple[HomeSection, ...]
    archive: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class PersonView:
    """A person's page: the person, and the published work by role."""

    person: Person
    work: tuple[WorkGroup, ...]


@dataclass(frozen=True, slots=True)
class IndexView:
    """An index of terms: all tags, all people, the months of a year."""

    title: str
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class CorrectionsView:
    """Every correction of every published story, newest first."""

    entries: tuple[CorrectedStory, ...]


@dataclass(frozen=True, slots=True)
class StandingView:
    """A standing page: about, a policy, contact."""

    path: str
    title: str
    html: Markup
    summary: str | None
    image: ShownPicture | None
    updated: Moment | None
    toc: tuple[Heading, ...]
    extra: FrozenMap


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """A story in a feed. `html` has absolute addresses and is empty in feeds of summaries.

    Times are RFC 3339 (`published_rfc3339`) and RFC 822 (`published_rfc822`), in UTC.
    """

    id: str
    url: str
    title: str
    summary: str
    html: str
    authors: tuple[str, ...]
    published_rfc3339: str
    published_rfc822: str
    modified_rfc3339: str
    tags: tuple[str, ...]
    image: ShownPicture | None
    language: str


@dataclass(frozen=True, slots=True)
class FeedView:
    """A feed: its own address, the page it belongs to, when its newest entry was last changed."""

    title: str
    description: str
    language: str
    url: str
    home_url: str
    updated_rfc3339: str
    updated_rfc822: str
    entries: tuple[FeedEntry, ...]
    hub: str | None
    icon: str | None


@dataclass(frozen=True, slots=True)
class RedirectView:
    """A page that has moved: the absolute address of the new one, its title, that title's
    language."""

    target: str
    title: str
    language: str
    direction: str
