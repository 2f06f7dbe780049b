"""Where everything is: URL paths from the site's root, readable, without the base path.

`/ar/2026/03/…/` here is percent-encoded and given its base path by `href`, once.
"""

from __future__ import annotations

from urllib.parse import unquote
from zoneinfo import ZoneInfo

from generator.engine import Ask, question
from generator.library.index import (
    by_month,
    by_person,
    by_section,
    by_series,
    by_tag,
    section_order,
    series_order,
    tag_order,
)
from generator.library.languages import language_of, languages, page_language, prefix
from generator.library.publication import drafts, held, published, published_pages
from generator.library.sources import shows_drafts
from generator.library.taxonomy import section_of
from generator.library.texts import article, article_path, articles, page, page_path, pages, site
from generator.model.values import FrozenMap
from generator.urls import encoded, page_path_of


@question
def permalink(ask: Ask, identity: str) -> str:
    """The address of a story: the site's pattern with the release's date in the site's zone."""
    story = ask(article, identity)
    local = story.released.utc.astimezone(ZoneInfo(ask(site).timezone))
    section = ask(section_of, identity)
    path = ask(site).permalink.format(
        year=f"{local.year:04}",
        month=f"{local.month:02}",
        day=f"{local.day:02}",
        section=section.id if section else "",
        slug=story.slug,
    )
    return ask(prefix, ask(language_of, identity)) + path


@question
def page_url(ask: Ask, path: str) -> str:
    """The address of a standing page, from its path; `about/index.md` is `/about/`.

    A page in a folder of its language, `ar/about.md`, is not put below `/ar/` twice.
    """
    stem = path.removesuffix("/index")
    before = ask(prefix, ask(page_language, path))
    return f"/{stem}/" if f"/{stem}/".startswith(f"{before}/") else f"{before}/{stem}/"


@question
def home_url(ask: Ask, language: str) -> str:
    """The front page of a language."""
    return f"{ask(prefix, language)}/"


@question
def section_url(ask: Ask, language: str, section: str) -> str:
    """A section's page."""
    return f"{ask(prefix, language)}/{section}/"


@question
def tag_url(ask: Ask, language: str, tag: str) -> str:
    """A tag's page."""
    return f"{ask(prefix, language)}/tags/{tag}/"


@question
def tags_url(ask: Ask, language: str) -> str:
    """The index of a language's tags."""
    return f"{ask(prefix, language)}/tags/"


@question
def series_url(ask: Ask, language: str, series: str) -> str:
    """A series' page."""
    return f"{ask(prefix, language)}/series/{series}/"


@question
def archive_url(ask: Ask, language: str, month: str) -> str:
    """The page of a year (`2026`) or a month (`2026/03`)."""
    return f"{ask(prefix, language)}/{month}/"


def person_url(person: str) -> str:
    """A person's page."""
    return f"/authors/{person}/"


def numbered(url: str, number: int, total: int) -> str:
    """A page of a list: the newest is the list's own address, older ones count from the oldest."""
    return url if number == total else f"{url}page/{number}/"


def page_count(stories: int, per_page: int) -> int:
    """How many pages a list of so many stories has: at least one.

    The newest page takes what is left over, so it is never nearly empty: `per_page` stories to
    twice as many less one.
    """
    return max(1, stories // per_page)


def page_slice(stories: int, per_page: int, number: int) -> slice:
    """Which stories of a list, newest first, stand on a page; pages count from the oldest."""
    if number == page_count(stories, per_page):
        return slice(0, stories - (number - 1) * per_page)
    return slice(stories - number * per_page, stories - (number - 1) * per_page)


@question
def href(ask: Ask, url: str) -> str:
    """The address as a page prints it: with the site's base path, percent-encoded."""
    return encoded(ask(site).base_path + url)


@question
def absolute(ask: Ask, url: str) -> str:
    """The whole address of a path of the site."""
    return ask(site).origin + ask(href, url)


@question
def listings(ask: Ask, ever: bool) -> tuple[tuple[str, str], ...]:
    """Every page that is made of others, as (URL, kind); not the stories, pages and feeds."""
    found = [("/corrections/", "corrections"), ("/authors/", "authors"), ("/404.html", "404")]
    for language in ask(languages, ever):
        found += _listings_of(ask, language, ever)
    found += [(person_url(person), "person") for person in ask(by_person, ever)]
    return tuple(found)


def _listings_of(ask: Ask, language: str, ever: bool) -> list[tuple[str, str]]:
    found = [(ask(home_url, language), "home"), (ask(tags_url, language), "tags")]
    for section in ask(section_ids, language, ever):
        count = len(ask(section_order, language, section, ever))
        found += _pages_of(ask, ask(section_url, language, section), count, "section")
    for tag in ask(by_tag, language, ever):
        count = len(ask(tag_order, language, tag, ever))
        found += _pages_of(ask, ask(tag_url, language, tag), count, "tag")
    for series in ask(by_series, language, ever):
        count = len(ask(series_order, language, series, ever))
        found += _pages_of(ask, ask(series_url, language, series), count, "series")
    months = tuple(ask(by_month, language, ever))
    found += [(ask(archive_url, language, month), "month") for month in months]
    years = sorted({month[:4] for month in months})
    found += [(ask(archive_url, language, year), "year") for year in years]
    return found


def _pages_of(ask: Ask, url: str, stories: int, kind: str) -> list[tuple[str, str]]:
    total = page_count(stories, ask(site).per_page)
    return [(numbered(url, number, total), kind) for number in range(1, total + 1)]


@question
def section_ids(ask: Ask, language: str, ever: bool) -> tuple[str, ...]:
    """The sections that have a page in a language: in its own, declared ones even when empty."""
    filled = ask(by_section, language, ever)
    declared = [section.id for section in ask(site).sections]
    if language == ask(site).language:
        return tuple(dict.fromkeys((*declared, *filled)))
    return tuple(s for s in dict.fromkeys((*declared, *filled)) if s in filled)


@question
def article_aliases(ask: Ask, identity: str) -> tuple[str, ...]:
    """The old addresses of a story, as typed."""
    return ask(article, identity).aliases


@question
def texts_by_url(ask: Ask) -> FrozenMap:
    """URL to the file of the story or standing page there, drafts and held ones too; the old
    addresses that a text names as its own lead to it as well."""
    urls = ask.each(permalink, ask(articles))
    stories = {url: article_path(identity) for identity, url in urls.items()}
    standing = {ask(page_url, path): page_path(path) for path in ask(pages)}
    aliases = ask.each(article_aliases, ask(articles)).items()
    old = [(url, article_path(identity)) for identity, urls in aliases for url in urls]
    old += [(url, page_path(path)) for path in ask(pages) for url in ask(page, path).aliases]
    found = {(unquote(url) if "?" in url else page_path_of(url)): text for url, text in old}
    return FrozenMap({**found, **standing, **stories})


@question
def text_at_url(ask: Ask, url: str) -> str | None:
    """The file of the story or standing page that has the URL, or had it."""
    found: str | None = ask(texts_by_url).get(url)
    return found


# What every edition has at its root beside pages.
_MACHINE_FILES = ("/sitemap.xml", "/news-sitemap.xml", "/robots.txt", "/build.json")


@question
def made_urls(ask: Ask, ever: bool) -> frozenset[str]:
    """The URLs of `listings`, of their feeds, and of the files for machines."""
    found = {*_MACHINE_FILES}
    for url, kind in ask(listings, ever):
        found.add(url)
        if kind == "home":
            found |= {f"{url}feed.xml", f"{url}feed.atom", f"{url}feed.json"}
        elif kind in ("section", "tag", "series") and "/page/" not in url:
            found.add(f"{url}feed.xml")
    for person, work in ask(by_person, ever).items():
        if any(role == "authors" for role, _ in work):
            found.add(f"{person_url(person)}feed.xml")
    return frozenset(found)


@question
def is_made(ask: Ask, url: str, ever: bool) -> bool:
    """Whether a list, a feed or a file for machines has the URL."""
    return url in ask(made_urls, ever)


@question
def addresses_of_waiting(ask: Ask) -> tuple[tuple[str, str], ...]:
    """The files of drafts and held stories, each with the URL that it has in this preview."""
    if not ask(shows_drafts):
        return ()
    out = {article_path(identity): identity for identity in ask(published, False)}
    urls = {page_path(path): ask(page_url, path) for path in ask(published_pages)}
    waiting = {*ask(drafts), *(article_path(wait.identity) for wait in ask(held))}
    urls |= {path: ask(permalink, out[path]) for path in waiting & out.keys()}
    return tuple((path, urls[path]) for path in sorted(waiting & urls.keys()))
