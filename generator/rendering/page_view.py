"""The page itself: its address, head, feeds, translations and data, the same way for each kind."""

from __future__ import annotations

from dataclasses import dataclass

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from markupsafe import Markup

from generator.engine import Ask, question
from generator.library.addresses import absolute, href
from generator.library.languages import direction, script_of
from generator.library.sources import is_preview
from generator.library.texts import site
from generator.model.shown import Crumb, ShownPicture, Translation
from generator.rendering.assets import fallback_picture
from generator.rendering.site_view import home_of, publisher_same_as, site_view
from generator.rendering.structured_data import Data, breadcrumb_data, graph, publisher_data
from generator.rendering.views import FeedLink, OpenGraph, Pager, PageView, SiteView

RSS, ATOM, JSON_FEED = "application/rss+xml", "application/atom+xml", "application/feed+json"


@dataclass(frozen=True, slots=True)
class Social:
    """What the article alone tells Open Graph."""

    title: str | None = None
    description: str | None = None
    image: ShownPicture | None = None
    published: str | None = None
    modified: str | None = None
    section: str | None = None
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Head:
    """What a kind of page says of itself; `page_view` completes it from the site.

    `document_title` is what tabs and search results show, where that is not the title.
    """

    kind: str
    url: str
    title: str
    description: str | None
    language: str
    og_type: str = "website"
    document_title: str = ""
    canonical: str | None = None
    is_indexable: bool = True
    image: ShownPicture | None = None
    feeds: tuple[FeedLink, ...] = ()
    translations: tuple[Translation, ...] = ()
    breadcrumbs: tuple[Crumb, ...] = ()
    social: Social = Social()
    pager: Pager | None = None
    scripts: tuple[str, ...] = ()


def page_view(ask: Ask, head: Head, *data: Data) -> PageView:
    """The page's view. `data` are its JSON-LD nodes; breadcrumbs are added."""
    address = ask(absolute, head.url)
    robots = "max-image-preview:large"
    if ask(is_preview) or not head.is_indexable:
        robots = "noindex"
    nodes = [*data]
    if len(head.breadcrumbs) > 1:
        nodes.append(breadcrumb_data(head.breadcrumbs, ask(site).origin))
    return PageView(
        kind=head.kind,
        url=ask(href, head.url),
        absolute_url=address,
        canonical=head.canonical or address,
        title=head.document_title or head.title,
        description=head.description,
        language=head.language,
        direction=direction(head.language),
        robots=robots,
        image=head.image or ask(fallback_picture),
        feeds=(*head.feeds, *ask(site_feeds, head.language)),
        translations=head.translations,
        breadcrumbs=head.breadcrumbs,
        open_graph=_open_graph(ask, head, address),
        json_ld=graph(*nodes) if nodes else Markup("{}"),
        pager=head.pager,
        scripts=head.scripts,
    )


def _open_graph(ask: Ask, head: Head, address: str) -> OpenGraph:
    others = (t.language for t in head.translations if t.language != head.language)
    social = head.social
    return OpenGraph(
        type=head.og_type,
        title=social.title or head.title,
        description=social.description or head.description,
        url=head.canonical or address,
        image=social.image or head.image or ask(fallback_picture),
        locale=og_locale(head.language),
        alternate_locales=tuple(og_locale(language) for language in others),
        published=social.published,
        modified=social.modified,
        section=social.section,
        authors=social.authors,
        tags=social.tags,
    )


def og_locale(language: str) -> str:
    """`en_US`: the language with a territory (ogp.me), the likeliest where the tag has none."""
    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return language.replace("-", "_")
    if locale.territory:
        return f"{locale.language}_{locale.territory}"
    likely, own = get_global("likely_subtags"), locale.language
    found = likely.get(f"{own}_{script_of(language)}") or likely.get(own, own)
    territory = found.split("_")[-1]
    return f"{locale.language}_{territory}" if len(territory) == 2 else locale.language


@question
def site_feeds(ask: Ask, language: str) -> tuple[FeedLink, ...]:
    """The main feeds of a language."""
    start = ask(home_of, language)
    title, own = ask(site).title, ask(site).language
    kinds = (("feed.xml", RSS), ("feed.atom", ATOM), ("feed.json", JSON_FEED))
    return tuple(FeedLink(title, ask(href, f"{start}{name}"), kind, own) for name, kind in kinds)


def publisher(ask: Ask, language: str) -> Data:
    """The news organisation for JSON-LD."""
    options = ask(site)
    view: SiteView = ask(site_view, language)
    return publisher_data(view, options.origin, ask(absolute, "/"), ask(publisher_same_as))


@question
def home_crumb(ask: Ask, language: str) -> Crumb:
    """The first step of every way: the language's front page."""
    return Crumb(ask(site).title, ask(href, ask(home_of, language)), ask(site).language)
