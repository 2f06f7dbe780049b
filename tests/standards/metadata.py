"""ME: what the head tells search engines and shared links."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from tests.standards.edition import Edition, Page, zoned

FEED_TYPES = frozenset(
    ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/json")
)


def is_absolute(url: str) -> bool:
    """Whether an address has scheme and host."""
    parts = urlsplit(url)
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def one_canonical(edition: Edition) -> Iterator[str]:
    """ME-01: exactly one rel=canonical, absolute."""
    for page in edition.all_pages:
        found = [link.get("href") for link in page.links("canonical")]
        if len(found) != 1 or not is_absolute(found[0]):
            yield f"{page}: canonical {found!r}"


def canonical_is_itself(edition: Edition) -> Iterator[str]:
    """ME-02: canonical leads to a page in the output, to itself; a redirect's to its target."""
    for page in edition.all_pages:
        if page.path in edition.unlisted:
            continue
        if page.is_redirect:
            if not edition.is_page(page.canonical):
                yield f"{page}: leads to {page.canonical}, where no page is"
        elif page.canonical != page.url:
            yield f"{page}: canonical {page.canonical} is not {page.url}"


def large_previews(edition: Edition) -> Iterator[str]:
    """ME-03: article: robots max-image-preview:large."""
    for page in edition.articles:
        if page.is_indexable and "max-image-preview:large" not in page.meta("robots"):
            yield f"{page}: robots {page.meta('robots')!r}"


def articles_are_indexable(edition: Edition) -> Iterator[str]:
    """ME-04: article: not noindex."""
    for page in edition.articles:
        if not page.is_indexable and page.path not in edition.unlisted:
            yield f"{page}: robots {page.meta('robots')!r}"


def open_graph(edition: Edition) -> Iterator[str]:
    """ME-05: og:title, og:type, og:image and og:url, each once, addresses absolute."""
    for page in edition.pages:
        for name in ("og:title", "og:type", "og:image", "og:url"):
            found = page.metas(name)
            if len(found) != 1 or not found[0].strip():
                yield f"{page}: {name} is {found!r}"
            elif name in ("og:image", "og:url") and not is_absolute(found[0]):
                yield f"{page}: {name} {found[0]} is not absolute"


def open_graph_in_full(edition: Edition) -> Iterator[str]:
    """ME-06: og:description, site_name, locale, and the picture's alt, width and height."""
    for page in edition.pages:
        for name in ("og:description", "og:site_name", "og:locale"):
            if not page.meta(name).strip():
                yield f"{page}: no {name}"
        for name in ("og:image:alt", "og:image:width", "og:image:height"):
            if page.meta("og:image") and not page.meta(name).strip():
                yield f"{page}: no {name}"


def open_graph_of_articles(edition: Edition) -> Iterator[str]:
    """ME-07: article: og:type article, and article:published_time with a time zone."""
    for page in edition.articles:
        if page.meta("og:type") != "article":
            yield f"{page}: og:type {page.meta('og:type')!r}"
        if zoned(page.meta("article:published_time")) is None:
            yield f"{page}: article:published_time {page.meta('article:published_time')!r}"


def open_graph_of_articles_in_full(edition: Edition) -> Iterator[str]:
    """ME-08: article: article:modified_time, author, section and tag.

    The author is a profile, a writer's (ogp.me): a story that its publisher signs has none, and no
    page of the house may stand for one, since whoever shares the story would read its title there.
    """
    for page in edition.articles:
        if zoned(page.meta("article:modified_time")) is None:
            yield f"{page}: article:modified_time {page.meta('article:modified_time')!r}"
        for name in ("article:section", "article:tag"):
            if not page.meta(name).strip():
                yield f"{page}: no {name}"
        told = page.metas("article:author")
        signed = [link.get("href") for link in page.all("a") if "p-author" in link.classes]
        if not told and "person" in _kinds(edition, page, signed):
            yield f"{page}: no article:author"
        if not all(map(is_absolute, told)) or {"home", "page"} & _kinds(edition, page, told):
            yield f"{page}: article:author {told!r}, not the profile of a writer"


def _kinds(edition: Edition, page: Page, urls: list[str]) -> set[str]:
    """Which kinds of pages of the site addresses on a page lead to."""
    found = (edition.page_at(urljoin(page.url, url)) for url in urls)
    return {there.kind for there in found if there is not None}


def large_card(edition: Edition) -> Iterator[str]:
    """ME-09: article: twitter:card is summary_large_image."""
    for page in edition.articles:
        if page.meta("twitter:card") != "summary_large_image":
            yield f"{page}: twitter:card {page.meta('twitter:card')!r}"


def shared_picture(edition: Edition) -> Iterator[str]:
    """ME-10: og:image exists in the output; an article's is at least 1,200 pixels wide."""
    for page in edition.pages:
        url, width = page.meta("og:image"), page.meta("og:image:width")
        if not url:
            continue
        if edition.is_own(url) and not edition.has(url):
            yield f"{page}: no file at {url}"
        if page.kind == "article" and not (width.isdigit() and int(width) >= 1200):
            yield f"{page}: the shared picture is {width!r} pixels wide"


def shared_address(edition: Edition) -> Iterator[str]:
    """ME-11: og:url equals the canonical URL."""
    for page in edition.pages:
        if page.meta("og:url") != page.canonical:
            yield f"{page}: og:url {page.meta('og:url')} is not {page.canonical}"


def feed_links(edition: Edition) -> Iterator[str]:
    """ME-12: a feed can be found from every page, and exists."""
    for page in edition.pages:
        feeds = [link for link in page.links("alternate") if link.get("type") in FEED_TYPES]
        if not feeds:
            yield f"{page}: no feed"
        for link in feeds:
            if not edition.has(urljoin(page.url, link.get("href"))):
                yield f"{page}: no feed at {link.get('href')}"


def hreflang(edition: Edition) -> Iterator[str]:
    """ME-13: hreflang sets name the page itself, lead to pages, and are reciprocal."""
    for page in edition.pages:
        named = _tellings(page)
        if named and page.url not in named.values():
            yield f"{page}: hreflang {named} leaves the page itself out"
        if len(page.links("alternate")) - len(_feeds(page)) != len(named):
            yield f"{page}: a language twice among hreflang"
        for tag, url in named.items():
            other = edition.page_at(url)
            if other is None:
                yield f"{page}: hreflang {tag} leads to {url}, where no page is"
            elif _tellings(other) != named:
                yield f"{page}: {other} does not name the same tellings"
            elif tag not in ("x-default", other.language):
                yield f"{page}: hreflang {tag} leads to {other.path} in {other.language}"


def _tellings(page: Page) -> dict[str, str]:
    found = [link for link in page.links("alternate") if link.has("hreflang")]
    return {link.get("hreflang"): link.get("href") for link in found}


def _feeds(page: Page) -> list[str]:
    return [link.get("href") for link in page.links("alternate") if not link.has("hreflang")]
