"""An article's front matter, and a standing page's."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from generator.model.people import Credit, PersonRef
from generator.model.values import (
    FrozenMap,
    ImageRef,
    Moment,
    Notice,
    RelatedRef,
    SeriesPart,
    Social,
)


class Kind(StrEnum):
    """The kind of work; sets the label and the schema.org type (schema.org/NewsArticle)."""

    NEWS = "news"
    ANALYSIS = "analysis"
    EXPLAINER = "explainer"
    INTERVIEW = "interview"
    OPINION = "opinion"
    FEATURE = "feature"
    INVESTIGATION = "investigation"
    REVIEW = "review"
    OBITUARY = "obituary"


@dataclass(frozen=True, slots=True)
class Article:
    """An article as its author wrote it: nothing here comes from another file.

    `identity` is the path under content/articles/ without `.md`. `slug` is the author's or the
    file's. `language` None is the site's. People, tags, section and links are as typed; library/
    finds what they mean.
    """

    identity: str
    slug: str
    title: str
    date: Moment
    section: str
    publish_at: Moment | None = None
    expires_at: Moment | None = None
    authors: tuple[PersonRef, ...] = ()
    editors: tuple[PersonRef, ...] = ()
    credits: tuple[Credit, ...] = ()
    byline: str | None = None
    id: str | None = None
    summary: str | None = None
    kicker: str | None = None
    dateline: str | None = None
    kind: Kind = Kind.NEWS
    tags: tuple[str, ...] = ()
    series: SeriesPart | None = None
    image: ImageRef | None = None
    related: tuple[RelatedRef, ...] = ()
    key_points: tuple[str, ...] = ()
    updated: Moment | None = None
    updates: tuple[Notice, ...] = ()
    corrections: tuple[Notice, ...] = ()
    draft: bool = False
    aliases: tuple[str, ...] = ()
    language: str | None = None
    translation_of: str | None = None
    layout: str | None = None
    noindex: bool = False
    canonical: str | None = None
    social: Social = Social()
    toc: bool | None = None
    extra: FrozenMap = FrozenMap()

    @property
    def released(self) -> Moment:
        """When it may be read first: orders lists, fills the permalink."""
        return self.publish_at or self.date

    @property
    def modified(self) -> Moment:
        """The latest of released, `updated`, updates and corrections; never a file's date."""
        later = [notice.at for notice in (*self.updates, *self.corrections)]
        if self.updated:
            later.append(self.updated)
        return max((self.released, *later), key=lambda moment: moment.utc)

    @property
    def people(self) -> tuple[Credit, ...]:
        """Everyone, by role: authors, editors, then the credits in the order typed."""
        named = (Credit("authors", self.authors), Credit("editors", self.editors), *self.credits)
        return tuple(credit for credit in named if credit.people)


@dataclass(frozen=True, slots=True)
class StandingPage:
    """A page of content/pages/: about, a policy, a contact form. `path` is without `.md`."""

    path: str
    title: str
    summary: str | None = None
    updated: Moment | None = None
    image: ImageRef | None = None
    draft: bool = False
    aliases: tuple[str, ...] = ()
    language: str | None = None
    layout: str | None = None
    noindex: bool = False
    canonical: str | None = None
    social: Social = Social()
    toc: bool | None = None
    extra: FrozenMap = FrozenMap()
