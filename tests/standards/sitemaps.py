"""SM and NS: sitemaps, the news sitemap, robots.txt."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import timedelta

from tests.standards.edition import Edition, zoned
from tests.standards.structured_data import story

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
MOST_URLS, MOST_BYTES, LONGEST_URL = 50_000, 50_000_000, 2_048
MOST_NEWS, NEWS_AGE = 1_000, timedelta(days=2)
NEWS_PATH = "news-sitemap.xml"


def sitemap_paths(edition: Edition) -> list[str]:
    return sorted(p for p in edition.files if re.fullmatch(r"sitemap(-\d+)?\.xml", p))


def _root(edition: Edition, path: str) -> ET.Element:
    try:
        return ET.fromstring(edition.files[path])
    except ET.ParseError:
        return ET.Element("unreadable")


def _urls(edition: Edition) -> list[tuple[str, str]]:
    """Every loc with its lastmod."""
    found = []
    for path in sitemap_paths(edition):
        for url in _root(edition, path).iter(f"{MAP}url"):
            loc, lastmod = url.findtext(f"{MAP}loc"), url.findtext(f"{MAP}lastmod")
            found.append(((loc or "").strip(), (lastmod or "").strip()))
    return found


def well_formed(edition: Edition) -> Iterator[str]:
    """SM-01: sitemap.xml well-formed, in the right namespace."""
    if "sitemap.xml" not in edition.files:
        yield "no sitemap.xml"
    for path in sitemap_paths(edition):
        if _root(edition, path).tag not in (f"{MAP}urlset", f"{MAP}sitemapindex"):
            yield f"{path}: {_root(edition, path).tag}"


def limits(edition: Edition) -> Iterator[str]:
    """SM-02: at most 50,000 URLs and 50 MB; loc absolute, of the own host, under 2,048 signs."""
    for path in sitemap_paths(edition):
        count = len(list(_root(edition, path)))
        if count > MOST_URLS or len(edition.files[path]) > MOST_BYTES:
            yield f"{path}: {count} URLs, {len(edition.files[path]):,} bytes"
    for loc, _ in _urls(edition):
        if not loc.startswith(edition.root) or len(loc) >= LONGEST_URL:
            yield f"sitemap.xml: {loc!r}"


def indexable(edition: Edition) -> Iterator[str]:
    """SM-03: every loc exists, once, is indexable and is its own canonical."""
    locs = [loc for loc, _ in _urls(edition)]
    if len(set(locs)) < len(locs):
        yield f"sitemap.xml: {sorted(u for u in set(locs) if locs.count(u) > 1)} twice"
    for loc in locs:
        page = edition.page_at(loc) if edition.is_own(loc) else None
        if page is None:
            yield f"sitemap.xml: nothing is at {loc}"
        elif not page.is_indexable or page.canonical != loc:
            yield f"sitemap.xml: {loc} is noindex, or a copy of {page.canonical}"


def complete(edition: Edition) -> Iterator[str]:
    """SM-04: every indexable article is in the sitemap; so is every other indexable page."""
    locs = {loc for loc, _ in _urls(edition)}
    for page in edition.pages:
        if page.is_indexable and page.path not in edition.unlisted and page.url not in locs:
            yield f"sitemap.xml: {page} is missing"


def lastmod(edition: Edition) -> Iterator[str]:
    """SM-05: lastmod valid, and not the same on every page."""
    found = [lastmod for _, lastmod in _urls(edition) if lastmod]
    yield from (f"sitemap.xml: lastmod {d!r}" for d in found if zoned(d) is None)
    if not found or (len(edition.articles) > 1 and len(set(found)) == 1):
        yield f"sitemap.xml: every lastmod is {set(found)}"


def robots(edition: Edition) -> Iterator[str]:
    """SM-06: robots.txt names the sitemap absolutely and blocks nothing wholesale."""
    lines = edition.text("robots.txt").splitlines() if "robots.txt" in edition.files else []
    if f"Sitemap: {edition.root}sitemap.xml" not in lines:
        yield "robots.txt: names no sitemap"
    if any(re.fullmatch(r"disallow:\s*/\s*", line, re.I) for line in lines):
        yield "robots.txt: blocks everything"


def has_news(edition: Edition) -> Iterator[str]:
    """NS-01: a Google News sitemap exists, and robots.txt names it."""
    if NEWS_PATH not in edition.files or _root(edition, NEWS_PATH).tag != f"{MAP}urlset":
        yield f"no {NEWS_PATH}"
    elif f"{edition.root}{NEWS_PATH}" not in edition.text("robots.txt"):
        yield f"robots.txt: does not name {NEWS_PATH}"


def _news(edition: Edition) -> list[ET.Element]:
    if NEWS_PATH not in edition.files:
        return []
    return list(_root(edition, NEWS_PATH).iter(f"{MAP}url"))


def few_news(edition: Edition) -> Iterator[str]:
    """NS-02: at most 1,000 news entries a file."""
    if len(_news(edition)) > MOST_NEWS:
        yield f"{NEWS_PATH}: {len(_news(edition))} entries"


def news_in_full(edition: Edition) -> Iterator[str]:
    """NS-03: publication name and language, publication_date, title in each."""
    for url in _news(edition):
        loc, news = url.findtext(f"{MAP}loc"), url.find(f"{NEWS}news")
        news = ET.Element("nothing") if news is None else news
        publication = f"{NEWS}publication/{NEWS}"
        language = news.findtext(f"{publication}language") or ""
        if not (news.findtext(f"{publication}name") or "").strip():
            yield f"{NEWS_PATH}: {loc} has no publication's name"
        if not re.fullmatch(r"[a-z]{2,3}|zh-cn|zh-tw", language):
            yield f"{NEWS_PATH}: {loc} is in {language!r}"
        if zoned(news.findtext(f"{NEWS}publication_date")) is None:
            yield f"{NEWS_PATH}: {loc} of {news.findtext(f'{NEWS}publication_date')!r}"
        if not (news.findtext(f"{NEWS}title") or "").strip():
            yield f"{NEWS_PATH}: {loc} has no title"


def recent_news(edition: Edition) -> Iterator[str]:
    """NS-04: only articles of the last 2 days, and all of them."""
    named = {url.findtext(f"{MAP}loc") or "" for url in _news(edition)}
    recent = set()
    for page in edition.articles:
        released = zoned(story(page).get("datePublished"))
        is_news = released is not None and edition.now - NEWS_AGE < released <= edition.now
        if is_news and page.path not in edition.unlisted:
            recent.add(page.url)
    yield from (f"{NEWS_PATH}: {url} is missing" for url in sorted(recent - named))
    yield from (f"{NEWS_PATH}: {url} is no news" for url in sorted(named - recent))
