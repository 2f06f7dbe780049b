"""PF and SC: what pages weigh, whom they ask for anything, what they could carry out."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from tests.standards.edition import Edition, Page
from tests.standards.markup import Element, loaded

HTML_MOST, CSS_MOST, SCRIPT_MOST, PAGE_MOST, REQUESTS_MOST = 50_000, 20_000, 10_000, 500_000, 25
_URLS = frozenset(("href", "src", "action", "formaction", "data", "poster", "xlink:href", "cite"))
DATA_BLOCKS = frozenset(("application/ld+json", "application/json", "speculationrules"))


def no_third_party(edition: Edition) -> Iterator[str]:
    """PF-01: no third-party request."""
    for page in edition.all_pages:
        for url in sorted(set(edition.loaded(page))):
            if not edition.is_own(url) and urlsplit(url).scheme != "data":
                yield f"{page}: loads {url}"


def _packed(data: bytes) -> int:
    return len(gzip.compress(data, 6, mtime=0))


def light_html(edition: Edition) -> Iterator[str]:
    """PF-03: HTML at most 50 KB compressed."""
    for page in edition.all_pages:
        if _packed(edition.files[page.path]) > HTML_MOST:
            yield f"{page}: {_packed(edition.files[page.path]):,} bytes compressed"


def _files(edition: Edition, page: Page) -> set[str]:
    found = (edition.file_at(url) for url in edition.loaded(page) if edition.is_own(url))
    return {path for path in found if path}


def light_css(edition: Edition) -> Iterator[str]:
    """PF-04: CSS at most 20 KB compressed."""
    yield from _heavy(edition, ".css", CSS_MOST)


def light_scripts(edition: Edition) -> Iterator[str]:
    """PF-05: JavaScript at most 10 KB compressed."""
    yield from _heavy(edition, ".js", SCRIPT_MOST)


def _heavy(edition: Edition, ending: str, most: int) -> Iterator[str]:
    for page in edition.pages:
        files = [path for path in _files(edition, page) if path.endswith(ending)]
        size = sum(_packed(edition.files[path]) for path in files)
        if size > most:
            yield f"{page}: {size:,} bytes of {ending} compressed"


def light_pages(edition: Edition) -> Iterator[str]:
    """PF-07: what a page loads at once is at most 500 KB in 25 requests; lazy pictures wait."""
    for page in edition.pages:
        files = {path for path in _files(edition, page) if path.endswith((".css", ".js"))}
        for element, address in loaded(page.root):
            path = edition.file_at(urljoin(page.url, address))
            is_late = element.get("loading") == "lazy" or "icon" in element.rels
            if path and not is_late and _is_chosen(element, address):
                files.add(path)
        size = _packed(edition.files[page.path])
        size += sum(len(edition.files[path]) for path in files)
        if size > PAGE_MOST or len(files) + 1 > REQUESTS_MOST:
            yield f"{page}: {size:,} bytes in {len(files) + 1} requests"


def _is_chosen(element: Element, address: str) -> bool:
    """Whether a browser with the widest screen would load it: of copies the largest."""
    widest = re.findall(r"(\S+) \d+w", element.get("srcset"))
    return not widest or address == widest[-1]


def no_blocking_script(edition: Edition) -> Iterator[str]:
    """PF-08: no render-blocking script."""
    for page in edition.all_pages:
        for script in page.all("script"):
            is_late = script.has("async") or script.has("defer") or script.get("type") == "module"
            if script.has("src") and not is_late:
                yield f"{page}: {script.get('src')} keeps the page waiting"


def hashed_names(edition: Edition) -> Iterator[str]:
    """PF-09: CSS and JS file names carry a content hash."""
    for path in edition.files:
        if path.endswith((".css", ".js")) and not re.search(r"\.[0-9a-f]{8,}\.\w+$", path):
            yield f"{path}: no hash in its name"


def no_handlers(edition: Edition) -> Iterator[str]:
    """SC-01: no inline event handler and no javascript: URL."""
    for page in edition.all_pages:
        for element in page.elements:
            for name, value in element.attributes.items():
                plain = re.sub(r"[\s\x00-\x20]", "", value).lower()
                is_script = plain.startswith(("javascript:", "vbscript:"))
                if name.startswith("on") or (name in _URLS and is_script):
                    yield f"{page}: {name}={value!r} on {element.name}"


def no_scripts(edition: Edition) -> Iterator[str]:
    """SC-02: no inline script but data blocks, no inline style: a strict CSP is possible."""
    for page in edition.all_pages:
        for script in page.all("script"):
            if not script.has("src") and script.get("type").lower() not in DATA_BLOCKS:
                yield f"{page}: a script {script.text[:60]!r}"
        for element in page.elements:
            if element.name == "style" or element.has("style"):
                yield f"{page}: a style within {element.name}"


def security_policy(edition: Edition) -> Iterator[str]:
    """SC-03: Content-Security-Policy by meta or headers file."""
    headers = edition.text("_headers") if "_headers" in edition.files else ""
    if "Content-Security-Policy:" not in headers:
        yield "_headers: no Content-Security-Policy"


def no_mixed_content(edition: Edition) -> Iterator[str]:
    """SC-04: no http: subresource."""
    for page in edition.all_pages:
        for url in sorted(set(edition.loaded(page))):
            if urlsplit(url).scheme == "http" and edition.root.startswith("https:"):
                yield f"{page}: loads {url}"
