"""LK: that every link of the output leads somewhere, and every page can be found."""

from __future__ import annotations

import ipaddress
import re
from collections import defaultdict
from collections.abc import Iterator
from urllib.parse import unquote, urljoin, urlsplit

from tests.standards.edition import OTHER_SCHEMES, Edition, Page

CLICKS = 3


def broken_links(edition: Edition) -> Iterator[str]:
    """LK-01: no broken internal link; an address in data or head counts as well."""
    for page in edition.all_pages:
        told = {urljoin(page.url, link.get("href")) for link in page.all("link")}
        told |= {page.meta("og:url"), page.meta("og:image")} - {""}
        told |= set(_addresses_in_data(page))
        for url in {*page.targets, *told}:
            if edition.is_own(url) and not edition.has(url):
                yield f"{page}: nothing is at {url}"


def _addresses_in_data(page: Page) -> Iterator[str]:
    """What looks like a web address in JSON-LD."""
    for text in page.data_texts:
        yield from re.findall(r'"(https?://[^"\\\s]*)"', text)


def broken_fragments(edition: Edition) -> Iterator[str]:
    """LK-02: no link to a missing fragment."""
    for page in edition.all_pages:
        for url in page.targets:
            fragment = urlsplit(url).fragment
            other = edition.page_at(url) if edition.is_own(url) and fragment else None
            if other and not {fragment, unquote(fragment)} & {*other.ids, "top"}:
                yield f"{page}: {other} has no part #{fragment}"


def broken_files(edition: Edition) -> Iterator[str]:
    """LK-03: no missing image, style sheet, script, font or media file."""
    for page in edition.all_pages:
        for url in set(edition.loaded(page)):
            if edition.is_own(url) and not edition.has(url):
                yield f"{page}: no file at {url}"


def _reached(edition: Edition) -> dict[str, int]:
    """Each page that the home page leads to, with the clicks that it takes."""
    clicks = {"index.html": 0}
    waiting = ["index.html"] if "index.html" in edition.by_path else []
    for path in waiting:
        for url in edition.by_path[path].targets:
            other = edition.page_at(url) if edition.is_own(url) else None
            if other and other.path not in clicks:
                clicks[other.path] = clicks[path] + 1
                waiting.append(other.path)
    return clicks


def reachable(edition: Edition) -> Iterator[str]:
    """LK-04: every indexable page can be reached from the home page."""
    found = _reached(edition)
    yield from (f"{p}: not to be reached" for p in edition.pages if _lost(p, found))


def _lost(page: Page, found: dict[str, int]) -> bool:
    return page.is_indexable and page.path not in found


def straight(edition: Edition) -> Iterator[str]:
    """LK-05: internal links go straight, not by a redirect."""
    for page in edition.pages:
        for url in page.targets:
            if not edition.is_own(url):
                continue
            path = edition.file_at(url)
            if path and path.endswith("index.html") and not urlsplit(url).path.endswith("/"):
                yield f"{page}: {url} lacks its slash"
            if path and path in edition.by_path and edition.by_path[path].is_redirect:
                yield f"{page}: {url} is a redirect"


def private_links(edition: Edition) -> Iterator[str]:
    """LK-06: no link to localhost, a private address or a file path."""
    for page in edition.all_pages:
        for url in {*page.targets, *edition.loaded(page)}:
            parts = urlsplit(url)
            if parts.scheme not in ("http", "https", *OTHER_SCHEMES):
                yield f"{page}: {url} has the scheme {parts.scheme!r}"
            elif _is_private(parts.hostname or ""):
                yield f"{page}: {url} is private"


def _is_private(host: str) -> bool:
    if host == "localhost" or host.endswith((".localhost", ".local", ".internal")):
        return True
    try:
        return ipaddress.ip_address(host).is_private
    except ValueError:
        return False


def lost_page(edition: Edition) -> Iterator[str]:
    """LK-07: 404.html at the root, kept out of search engines."""
    page = edition.by_path.get("404.html")
    if page is None or page.is_indexable:
        yield "404.html: missing, or in search engines"


def near(edition: Edition) -> Iterator[str]:
    """LK-08: an article is within 3 clicks of the home page."""
    found = _reached(edition)
    for page in edition.articles:
        if found.get(page.path, CLICKS + 1) > CLICKS:
            yield f"{page}: {found.get(page.path)} clicks away"


def title_of_links(edition: Edition) -> Iterator[str]:
    """WCAG 2.4.4: no link without words (or a picture's alt, or a label)."""
    empty = defaultdict(list)
    for page in edition.all_pages:
        for link in page.all("a"):
            words = link.seen_text or link.get("aria-label") or link.get("aria-labelledby")
            if link.has("href") and not words and not any(i.get("alt") for i in link.all("img")):
                empty[page.path].append(link.get("href"))
    yield from (f"{path}: links without words to {hrefs}" for path, hrefs in empty.items())
