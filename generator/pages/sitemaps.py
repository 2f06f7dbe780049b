"""For search engines: the sitemap, the news sitemap, robots.txt (sitemaps.org, Google News)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from generator.engine import Ask, heavy, question
from generator.library.addresses import (
    absolute,
    archive_url,
    home_url,
    listings,
    numbered,
    page_count,
    page_slice,
    page_url,
    permalink,
    person_url,
    section_ids,
    section_url,
    series_url,
    tag_url,
    tags_url,
)
from generator.library.canonical import page_stood_first_at, story_stood_first_at
from generator.library.corrections import corrected
from generator.library.index import (
    by_month,
    by_person,
    by_series,
    by_tag,
    index_line,
    section_order,
    timeline,
)
from generator.library.languages import language_of, languages
from generator.library.publication import published, published_pages
from generator.library.sources import is_past, is_preview
from generator.library.texts import article, author, page, site
from generator.library.translations import translations
from generator.model.shown import Translation
from generator.model.values import FrozenMap
from generator.pages.output import Output, PageKind, page_of
from generator.rendering.feed_view import rfc3339
from generator.rendering.filters import iso

# sitemaps.org, "Sitemap file requirements"; Google News sitemaps: 1,000 entries, two days.
# Of the 50 MB that one may have, some are left for what escapes add.
URLS_A_FILE, BYTES_A_FILE = 50_000, 40_000_000
NEWS_ENTRIES, NEWS_AGE = 1_000, timedelta(hours=48)


@dataclass(frozen=True, slots=True)
class SitemapEntry:
    """An address search engines should know, and when what is there last changed."""

    loc: str
    lastmod: str | None = None
    translations: tuple[Translation, ...] = ()


@dataclass(frozen=True, slots=True)
class NewsEntry:
    """A story of the last two days."""

    loc: str
    title: str
    language: str
    published: str


@question
def entries(ask: Ask) -> tuple[SitemapEntry, ...]:
    """Every indexable page: stories, standing pages, then lists; each once, with its lastmod."""
    stories = ask.each(story_entry, ask(published, False)).values()
    found = [entry for entry in stories if entry is not None]
    found += [_standing(ask, path) for path in ask(published_pages) if _is_indexable(ask, path)]
    changes = ask(list_changes)
    for url, kind in ask(listings, False):
        if kind == "404" or (kind == "person" and ask(author, url.split("/")[2]).noindex):
            continue
        found.append(SitemapEntry(ask(absolute, url), changes.get(url)))
    return tuple(sorted(found, key=lambda entry: entry.loc))


@question
def story_entry(ask: Ask, identity: str) -> SitemapEntry | None:
    """The entry of a story; None where search engines are not to find it here."""
    if not _is_own(ask, identity):
        return None
    return SitemapEntry(
        ask(absolute, ask(permalink, identity)),
        rfc3339(ask(index_line, identity).modified),
        ask(translations, identity),
    )


def _is_indexable(ask: Ask, path: str) -> bool:
    return not ask(page, path).noindex and not ask(page_stood_first_at, path)


def _standing(ask: Ask, path: str) -> SitemapEntry:
    updated = ask(page, path).updated
    return SitemapEntry(
        ask(absolute, ask(page_url, path)), rfc3339(updated.utc) if updated else None
    )


@question
def list_changes(ask: Ask) -> FrozenMap:
    """List's URL to the latest change among the stories that it lists; lists without, left out.

    Corrections and the index of people follow every story.
    """
    lists: dict[str, list[str]] = {"/authors/": [], "/corrections/": list(ask(corrected))}
    modified: dict[str, datetime] = {}
    for language in ask(languages, False):
        lists |= _lists_of(ask, language)
        modified |= {line.identity: line.modified for line in ask(timeline, language, False)}
    for person, work in ask(by_person, False).items():
        stories = [identity for _, done in work for identity in done]
        lists[person_url(person)] = stories
        lists["/authors/"] += stories
    return FrozenMap(
        {url: rfc3339(max(map(modified.__getitem__, s))) for url, s in lists.items() if s}
    )


def _lists_of(ask: Ask, language: str) -> dict[str, list[str]]:
    everything = [line.identity for line in ask(timeline, language, False)]
    lists = {ask(home_url, language): everything, ask(tags_url, language): everything}
    for section in ask(section_ids, language, False):
        order = ask(section_order, language, section, False)
        lists |= _cut(ask, ask(section_url, language, section), order)
    for tag, order in ask(by_tag, language, False).items():
        lists |= _cut(ask, ask(tag_url, language, tag), order)
    for series, order in ask(by_series, language, False).items():
        lists[ask(series_url, language, series)] = list(order)
    for month, order in ask(by_month, language, False).items():
        lists[ask(archive_url, language, month)] = list(order)
        lists.setdefault(ask(archive_url, language, month[:4]), []).extend(order)
    return lists


def _cut(ask: Ask, url: str, order: tuple[str, ...]) -> dict[str, list[str]]:
    """The pages of a list with their stories."""
    per_page = ask(site).per_page
    total = page_count(len(order), per_page)
    return {
        numbered(url, n, total): list(order[page_slice(len(order), per_page, n)])
        for n in range(1, total + 1)
    }


@question
def sitemap_starts(ask: Ask) -> tuple[int, ...]:
    """For each file that the sitemap needs, the number of the entry that it begins with."""
    starts, size = [0], 0
    for number, entry in enumerate(ask(entries)):
        weight = _weight(entry)
        if number - starts[-1] == URLS_A_FILE or size + weight > BYTES_A_FILE:
            starts.append(number)
            size = 0
        size += weight
    return tuple(starts)


def _weight(entry: SitemapEntry) -> int:
    """The bytes of an entry with its tags, rather too many than too few."""
    links = sum(len(each.absolute_url) + 100 for each in entry.translations)
    return len(entry.loc) + 150 + links


def plan(ask: Ask, ever: bool) -> tuple[Output, ...]:
    """`/sitemap.xml`, and `/sitemap-1.xml`… behind it where one file can't hold all."""
    count = len(ask(sitemap_starts))
    parts = [Output(f"/sitemap-{n}.xml", "sitemap", (str(n),)) for n in range(1, count + 1)]
    return (Output("/sitemap.xml", "sitemap", ("0",)), *(parts if count > 1 else ()))


@heavy
def render(ask: Ask, output: Output) -> str:
    """A sitemap, or the index of several."""
    number, starts = int(output.key[0]), ask(sitemap_starts)
    language = ask(site).language
    if number == 0 and len(starts) > 1:
        parts = tuple(ask(absolute, f"/sitemap-{n}.xml") for n in range(1, len(starts) + 1))
        return page_of(ask, "sitemap-index.xml", language, {"sitemaps": parts})
    start, *ends = starts[max(0, number - 1) :]
    views = {"entries": ask(entries)[start : ends[0] if ends else None]}
    return page_of(ask, "sitemap.xml", language, views)


def plan_news(ask: Ask, ever: bool) -> tuple[Output, ...]:
    """`/news-sitemap.xml`."""
    return (Output("/news-sitemap.xml", "news sitemap"),)


@heavy
def render_news(ask: Ask, output: Output) -> str:
    """The stories of the last two days, at most 1,000, newest first."""
    entries = (ask(news_entry, identity) for identity in ask(recent_news))
    shown = [entry for entry in entries if entry is not None]
    views = {"entries": tuple(shown[:NEWS_ENTRIES])}
    return page_of(ask, "news-sitemap.xml", ask(site).language, views)


@question
def recent_news(ask: Ask) -> tuple[str, ...]:
    """The stories of the last two days, newest first, ties by identity."""
    recent = []
    for language in ask(languages, False):
        for line in ask(timeline, language, False):
            if ask(is_past, _end_of_news(line.released)):
                break
            recent.append(line)
    recent.sort(key=lambda line: line.identity)
    recent.sort(key=lambda line: line.released, reverse=True)
    return tuple(line.identity for line in recent)


def _is_own(ask: Ask, identity: str) -> bool:
    """Whether search engines are to find the story here."""
    return not ask(article, identity).noindex and not ask(story_stood_first_at, identity)


def _end_of_news(released: datetime) -> datetime:
    return released + NEWS_AGE


@question
def news_entry(ask: Ask, identity: str) -> NewsEntry | None:
    """A story in the news sitemap; None where search engines are not to find it here."""
    if not _is_own(ask, identity):
        return None
    story = ask(article, identity)
    return NewsEntry(
        ask(absolute, ask(permalink, identity)),
        story.title,
        news_language(ask(language_of, identity)),
        iso(story.released, ask(site).timezone),
    )


def news_language(language: str) -> str:
    """The language as Google News wants it: ISO 639, with a region for Chinese only."""
    if language.split("-")[0] == "zh":
        traditional = any(part in language for part in ("Hant", "TW", "HK", "MO"))
        return "zh-tw" if traditional else "zh-cn"
    return language.split("-")[0]


def plan_robots(ask: Ask, ever: bool) -> tuple[Output, ...]:
    """`/robots.txt`."""
    return (Output("/robots.txt", "robots"),)


@heavy
def render_robots(ask: Ask, output: Output) -> str:
    """Everything allowed, the sitemaps named; a preview forbids everything."""
    maps = (ask(absolute, "/sitemap.xml"), ask(absolute, "/news-sitemap.xml"))
    views = {"sitemaps": maps, "is_preview": ask(is_preview)}
    return page_of(ask, "robots.txt", ask(site).language, views)


SITEMAP = PageKind("sitemap", plan, render)
NEWS_SITEMAP = PageKind("news sitemap", plan_news, render_news)
ROBOTS = PageKind("robots", plan_robots, render_robots)
