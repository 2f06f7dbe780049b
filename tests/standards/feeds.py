"""FD: feeds, read as XML or JSON and by feedparser."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import Any
from urllib.parse import urljoin, urlsplit

import feedparser  # type: ignore[import-untyped]

from tests.standards.edition import OTHER_SCHEMES, Edition, zoned
from tests.standards.markup import Element, loaded, parsed
from tests.standards.metadata import is_absolute

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
DC = "{http://purl.org/dc/elements/1.1/}"
MEDIA = "{http://search.yahoo.com/mrss/}"
MOST_ENTRIES, MOST_BYTES = 100, 1_000_000
_RFC_822 = re.compile(
    r"((Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?\d\d? (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
    r" \d{4} \d\d:\d\d(:\d\d)? ([+-]\d{4}|GMT|UT|EST|EDT|CST|CDT|MST|MDT|PST|PDT)"
)


@dataclass(frozen=True)
class Entry:
    """A story in a feed, whatever the format. `dates` are as written."""

    id: str
    link: str
    title: str
    html: str
    summary: str
    authors: tuple[str, ...]
    dates: tuple[str, ...]
    has_image: bool
    is_permalink: bool = False


@dataclass(frozen=True)
class Feed:
    """A feed. `missing` are elements that its format requires and that are not there."""

    path: str
    form: str
    self_url: str
    home: str
    language: str
    dates: tuple[str, ...]
    entries: tuple[Entry, ...]
    missing: tuple[str, ...] = field(default=())

    @property
    def is_main(self) -> bool:
        """Whether it belongs to a front page, not to one list."""
        return self.path.count("/") == 0

    def __str__(self) -> str:
        return self.path


def feed_paths(edition: Edition) -> list[str]:
    """The feeds among the files of the output."""
    return sorted(p for p in edition.files if p.rpartition("/")[2].startswith("feed."))


def feeds(edition: Edition) -> list[Feed]:
    """Every feed of the output; those that can't be parsed are left out."""
    found = (_feed(path, edition.files[path]) for path in feed_paths(edition))
    return [feed for feed in found if feed]


@lru_cache(maxsize=4096)
def _feed(path: str, data: bytes) -> Feed | None:
    try:
        if path.endswith(".json"):
            return _json_feed(path, json.loads(data))
        root = ET.fromstring(data)
    except (ValueError, ET.ParseError):
        return None
    return _rss(path, root) if root.tag == "rss" else _atom(path, root)


def _words(node: ET.Element, name: str) -> str:
    return (node.findtext(name) or "").strip()


def _rss(path: str, root: ET.Element) -> Feed:
    channel = root.find("channel")
    channel = ET.Element("channel") if channel is None else channel
    missing = [n for n in ("title", "link", "description") if not _words(channel, n)]
    if root.get("version") != "2.0":
        missing.append("version 2.0")
    entries = []
    for item in channel.iter("item"):
        if not (_words(item, "title") or _words(item, "description")):
            missing.append("title or description of an item")
        guid = item.find("guid")
        updated = item.findtext(f"{ATOM}updated")
        entries.append(
            Entry(
                id=_words(item, "guid"),
                link=_words(item, "link"),
                title=_words(item, "title"),
                html=_words(item, f"{CONTENT}encoded"),
                summary=_words(item, "description"),
                authors=tuple(e.text or "" for e in item.iter(f"{DC}creator")),
                dates=tuple(d for d in (_words(item, "pubDate"), updated) if d is not None),
                has_image=item.find(f"{MEDIA}content") is not None,
                is_permalink=guid is not None and guid.get("isPermaLink", "true") != "false",
            )
        )
    own = [a.get("href", "") for a in channel.findall(f"{ATOM}link") if a.get("rel") == "self"]
    return Feed(
        path,
        "rss",
        "".join(own),
        _words(channel, "link"),
        _words(channel, "language"),
        (_words(channel, "lastBuildDate"),),
        tuple(entries),
        tuple(missing),
    )


def _atom(path: str, root: ET.Element) -> Feed:
    missing = [n for n in ("id", "title", "updated") if not _words(root, f"{ATOM}{n}")]
    if root.tag != f"{ATOM}feed":
        missing.append("the root of an Atom feed")
    entries = []
    for entry in root.iter(f"{ATOM}entry"):
        missing += [f"{n} of an entry" for n in ("id", "title", "updated") if not _in(entry, n)]
        if entry.find(f"{ATOM}author") is None and root.find(f"{ATOM}author") is None:
            missing.append("author of an entry")
        entries.append(
            Entry(
                id=_in(entry, "id"),
                link=_link(entry, "alternate"),
                title=_in(entry, "title"),
                html=_in(entry, "content"),
                summary=_in(entry, "summary"),
                authors=tuple(_in(a, "name") for a in entry.findall(f"{ATOM}author")),
                dates=(_in(entry, "published"), _in(entry, "updated")),
                has_image=entry.find(f"{MEDIA}content") is not None,
            )
        )
    return Feed(
        path,
        "atom",
        _link(root, "self"),
        _link(root, "alternate"),
        root.get("{http://www.w3.org/XML/1998/namespace}lang", ""),
        (_in(root, "updated"),),
        tuple(entries),
        tuple(missing),
    )


def _in(node: ET.Element, name: str) -> str:
    return _words(node, f"{ATOM}{name}")


def _link(node: ET.Element, rel: str) -> str:
    links = node.findall(f"{ATOM}link")
    return next((a.get("href", "") for a in links if a.get("rel", "alternate") == rel), "")


def _json_feed(path: str, data: dict[str, Any]) -> Feed:
    missing = [n for n in ("version", "title", "items") if n not in data]
    if data.get("version") != "https://jsonfeed.org/version/1.1":
        missing.append("version 1.1")
    entries = []
    for item in data.get("items", []):
        if not item.get("id") or not (item.get("content_html") or item.get("content_text")):
            missing.append("id or content of an item")
        entries.append(
            Entry(
                id=str(item.get("id", "")),
                link=item.get("url", ""),
                title=item.get("title", ""),
                html=item.get("content_html", ""),
                summary=item.get("summary", ""),
                authors=tuple(a.get("name", "") for a in item.get("authors", [])),
                dates=(item.get("date_published", ""), item.get("date_modified", "")),
                has_image="image" in item,
            )
        )
    own, home = data.get("feed_url", ""), data.get("home_page_url", "")
    language = data.get("language", "")
    return Feed(path, "json", own, home, language, (), tuple(entries), tuple(missing))


def has_feed(edition: Edition) -> Iterator[str]:
    """FD-01: the site has an RSS or Atom feed."""
    if not any(feed.form in ("rss", "atom") for feed in feeds(edition)):
        yield "no feed"


def well_formed(edition: Edition) -> Iterator[str]:
    """FD-02: feeds are well-formed, and feedparser finds nothing wrong."""
    for path in feed_paths(edition):
        if _feed(path, edition.files[path]) is None:
            yield f"{path}: can't be parsed"
        elif not path.endswith(".json"):
            told = feedparser.parse(edition.files[path])
            if told.bozo:
                yield f"{path}: {told.bozo_exception!r}"


def required(edition: Edition) -> Iterator[str]:
    """FD-03: feed and entries have the elements that their format requires."""
    for feed in feeds(edition):
        yield from (f"{feed}: no {name}" for name in feed.missing)


def ids(edition: Edition) -> Iterator[str]:
    """FD-04: entry ids present, unique, absolute URI (or isPermaLink=false)."""
    for feed in feeds(edition):
        counts = Counter(entry.id for entry in feed.entries)
        yield from (f"{feed}: id {i!r} {n} times" for i, n in counts.items() if n > 1 or not i)
        for entry in feed.entries:
            must_be_uri = feed.form == "atom" or entry.is_permalink
            if must_be_uri and not re.fullmatch(
                r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+", entry.id
            ):
                yield f"{feed}: id {entry.id!r} is no URI"
            if entry.is_permalink and entry.id != entry.link:
                yield f"{feed}: the permalink {entry.id!r} is not {entry.link}"


def dates(edition: Edition) -> Iterator[str]:
    """FD-05: dates in the format's own form, with a zone."""
    for feed in feeds(edition):
        own = [*feed.dates, *(entry.dates[0] for entry in feed.entries)]
        later = [date for entry in feed.entries for date in entry.dates[1:]]
        if feed.form == "rss":
            yield from (f"{feed}: {d!r}" for d in own if not _RFC_822.fullmatch(d))
            own = []
        yield from (f"{feed}: {d!r}" for d in (*own, *later) if zoned(d) is None)


def links(edition: Edition) -> Iterator[str]:
    """FD-06: entry links absolute, and to pages in the output; so are the feed's own."""
    for feed in feeds(edition):
        for url in (feed.home, *(entry.link for entry in feed.entries)):
            if not edition.is_page(url):
                yield f"{feed}: {url!r} is no page"


def full_text(edition: Edition) -> Iterator[str]:
    """FD-07: full text in the main feeds."""
    for feed in feeds(edition):
        for entry in feed.entries if feed.is_main else ():
            if not entry.html:
                yield f"{feed}: {entry.title!r} has no text"


def absolute_content(edition: Edition) -> Iterator[str]:
    """FD-08: URLs inside the content are absolute and lead somewhere; notes stay in the entry."""
    for feed in feeds(edition):
        ids: Counter[str] = Counter()
        for entry in feed.entries:
            root = parsed(entry.html)[0]
            own = [e.get("id") for e in root.every() if e.has("id")]
            ids.update(own)
            for url in _addresses(root):
                if not _is_good(edition, url, own):
                    yield f"{feed}: {url!r} in {entry.title!r}"
        yield from (f"{feed}: id {name!r} {n} times" for name, n in ids.items() if n > 1)


def _addresses(root: Element) -> Iterator[str]:
    yield from (address for _, address in loaded(root))
    yield from (e.get("href") for e in root.all("a", "area") if e.has("href"))


def _is_good(edition: Edition, url: str, own_ids: list[str]) -> bool:
    if url.startswith("#"):
        return url[1:] in own_ids
    if urlsplit(url).scheme in OTHER_SCHEMES:
        return True
    return is_absolute(url) and (not edition.is_own(url) or edition.has(url))


def authors(edition: Edition) -> Iterator[str]:
    """FD-09: every entry names its author."""
    for feed in feeds(edition):
        for entry in feed.entries:
            if not entry.authors or not all(name.strip() for name in entry.authors):
                yield f"{feed}: {entry.title!r} is by {entry.authors}"


def own_address(edition: Edition) -> Iterator[str]:
    """FD-10: a feed names its own address (rel=self)."""
    for feed in feeds(edition):
        if feed.self_url != edition.url_of(feed.path):
            yield f"{feed}: rel=self {feed.self_url!r}"


def images(edition: Edition) -> Iterator[str]:
    """FD-11: entries carry an image."""
    for feed in feeds(edition):
        yield from (f"{feed}: {e.title!r} has no image" for e in feed.entries if not e.has_image)


def json_feed(edition: Edition) -> Iterator[str]:
    """FD-12: a JSON Feed 1.1 is offered."""
    if not any(feed.form == "json" and feed.is_main for feed in feeds(edition)):
        yield "no JSON Feed"


def list_feeds(edition: Edition) -> Iterator[str]:
    """FD-13: a feed for each section and each author of articles."""
    wanted = edition.kind("section")
    wanted = [page for page in wanted if "/page/" not in page.path]
    for page in wanted:
        if page.path.replace("index.html", "feed.xml") not in edition.files:
            yield f"{page}: no feed beside it"


def order(edition: Edition) -> Iterator[str]:
    """FD-15: newest first, at most 100 entries, at most 1 MB."""
    for feed in feeds(edition):
        times = [_instant(feed, entry.dates[0]) for entry in feed.entries]
        if times != sorted(times, reverse=True):
            yield f"{feed}: not the newest first"
        if len(feed.entries) > MOST_ENTRIES or len(edition.files[feed.path]) > MOST_BYTES:
            yield f"{feed}: {len(feed.entries)} entries, {len(edition.files[feed.path]):,} bytes"


def _instant(feed: Feed, date: str) -> datetime:
    if feed.form == "rss":
        return parsedate_to_datetime(date)
    return datetime.fromisoformat(date.replace("Z", "+00:00"))


def language(edition: Edition) -> Iterator[str]:
    """FD-16: a feed states its language, its page's own, and when it was last built."""
    for feed in feeds(edition):
        page = edition.page_at(feed.home)
        if not feed.language or (page and page.kind == "home" and page.language != feed.language):
            yield f"{feed}: language {feed.language!r}"
        if feed.form != "json" and not all(feed.dates):
            yield f"{feed}: built {feed.dates}"


def self_links_resolve(edition: Edition) -> Iterator[str]:
    """FD-10: every feed that a page names is a feed of the output."""
    known = set(feed_paths(edition))
    for page in edition.pages:
        for link in page.links("alternate"):
            path = edition.file_at(urljoin(page.url, link.get("href")))
            if not link.has("hreflang") and path not in known:
                yield f"{page}: {link.get('href')} is no feed"
