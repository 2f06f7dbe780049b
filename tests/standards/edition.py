"""An output folder as a reader's browser meets it: pages by address, and what links lead to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property, lru_cache
from typing import Any
from urllib.parse import quote, unquote, urljoin, urlsplit

from tests.standards.markup import Element, css_addresses, loaded, parsed

# What a link's scheme may be and yet need no look at the output.
OTHER_SCHEMES = frozenset(("mailto", "tel", "sms", "geo", "data", "xmpp", "matrix", "signal"))


@dataclass(eq=False)
class Page:
    """An HTML file of the output. `url` is its absolute address, `kind` what its layout says."""

    path: str
    url: str
    html: str

    @cached_property
    def _parsed(self) -> tuple[Element, str]:
        return parsed(self.html)

    @property
    def root(self) -> Element:
        return self._parsed[0]

    @property
    def doctype(self) -> str:
        return self._parsed[1]

    @cached_property
    def elements(self) -> list[Element]:
        """Every element in the order of the page."""
        return list(self.root.every())

    @cached_property
    def _by_name(self) -> dict[str, list[Element]]:
        found: dict[str, list[Element]] = {}
        for element in self.elements:
            found.setdefault(element.name, []).append(element)
        return found

    def all(self, *names: str) -> list[Element]:
        """The elements of one of the names, in the order of the page."""
        if len(names) == 1:
            return self._by_name.get(names[0], [])
        return [element for element in self.elements if element.name in names]

    def first(self, name: str) -> Element | None:
        return next(iter(self.all(name)), None)

    @property
    def body(self) -> Element:
        return self.first("body") or Element("body")

    @cached_property
    def kind(self) -> str:
        """The kind of page, from the class that base.html gives the body."""
        names = (name.removeprefix("page-") for name in self.body.classes if name[:5] == "page-")
        return next(names, "")

    @cached_property
    def ids(self) -> frozenset[str]:
        """Every id, and names of anchors: what a fragment can mean."""
        names = {element.get("id") for element in self.elements}
        names |= {element.get("name") for element in self.all("a")}
        return frozenset(names - {""})

    def metas(self, name: str) -> list[str]:
        """The contents of `<meta name=…>` or `<meta property=…>`."""
        wanted = name.lower()
        return [
            meta.get("content")
            for meta in self.all("meta")
            if wanted in (meta.get("name").lower(), meta.get("property").lower())
        ]

    def meta(self, name: str) -> str:
        return next(iter(self.metas(name)), "")

    def links(self, rel: str) -> list[Element]:
        """The `<link>` elements of a relation."""
        return [link for link in self.all("link") if rel in link.rels]

    @cached_property
    def targets(self) -> frozenset[str]:
        """The absolute address of each link that a reader can follow, and of a redirect."""
        links = [e.get("href") for e in self.all("a", "area") if e.has("href")]
        for meta in self.all("meta"):
            if meta.get("http-equiv").lower() == "refresh":
                links.append(meta.get("content").partition("url=")[2])
        return frozenset(urljoin(self.url, address.strip()) for address in links)

    @cached_property
    def loads(self) -> frozenset[str]:
        """The absolute address of everything that the page itself loads."""
        return frozenset(urljoin(self.url, url.strip()) for _, url in loaded(self.root))

    @property
    def canonical(self) -> str:
        return next((link.get("href") for link in self.links("canonical")), "")

    @cached_property
    def is_redirect(self) -> bool:
        return any(meta.get("http-equiv").lower() == "refresh" for meta in self.all("meta"))

    @property
    def is_indexable(self) -> bool:
        return "noindex" not in self.meta("robots").lower() and not self.is_redirect

    @property
    def language(self) -> str:
        html = self.first("html")
        return html.get("lang") if html else ""

    @property
    def title(self) -> str:
        title = self.first("title")
        return title.text if title else ""

    @cached_property
    def data_texts(self) -> list[str]:
        """Every JSON-LD block as text."""
        kind = "application/ld+json"
        return [
            "".join(child for child in script.children if isinstance(child, str))
            for script in self.all("script")
            if script.get("type").lower() == kind
        ]

    def __str__(self) -> str:
        return self.path


@lru_cache(maxsize=1024)
def page_from(path: str, url: str, html: str) -> Page:
    """The page; one that is the same in two editions is looked at once."""
    return Page(path, url, html)


@dataclass(eq=False)
class Edition:
    """An output folder as path → bytes, where it will stand, and the clock that it was built at.

    `unlisted` are the paths of pages that the site's owner keeps out of search engines or calls
    copies of another. `planted` are words of the content that look like debris but are meant.
    """

    files: Mapping[str, bytes]
    base_url: str
    now: datetime = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
    unlisted: frozenset[str] = frozenset()
    planted: tuple[str, ...] = ()

    @property
    def root(self) -> str:
        """The address of the home page, with a slash at its end."""
        return self.base_url.rstrip("/") + "/"

    @property
    def host(self) -> str:
        return _host(self.base_url)

    def text(self, path: str) -> str:
        return self.files[path].decode("utf-8")

    def url_of(self, path: str) -> str:
        """The address that a file is served at: `a/index.html` is `…/a/`."""
        folder = path.removesuffix("index.html")
        if path == "index.html" or folder.endswith("/"):
            path = folder
        return self.root + quote(path, safe="/-._~!$&'()*+,;=:@")

    @cached_property
    def all_pages(self) -> list[Page]:
        """Every HTML file, redirects too."""
        return [
            page_from(path, self.url_of(path), self.text(path))
            for path in sorted(self.files)
            if path.endswith(".html")
        ]

    @cached_property
    def pages(self) -> list[Page]:
        """Every page that readers stay on."""
        return [page for page in self.all_pages if not page.is_redirect]

    def kind(self, *kinds: str) -> list[Page]:
        """The pages of some kinds."""
        return [page for page in self.pages if page.kind in kinds]

    @property
    def articles(self) -> list[Page]:
        return self.kind("article")

    @cached_property
    def by_path(self) -> dict[str, Page]:
        return {page.path: page for page in self.all_pages}

    def is_own(self, url: str) -> bool:
        """Whether an absolute address is of this site's host."""
        return urlsplit(url).scheme in ("http", "https") and _host(url) == self.host

    def file_at(self, url: str) -> str | None:
        """The file that a static host answers an own address with, or none."""
        parts = urlsplit(url)
        base = urlsplit(self.root).path
        path = f"{parts.path}/" if f"{parts.path}/" == base else parts.path
        if not path.startswith(base):
            return None
        path = unquote(path[len(base) :])
        if path == "" or path.endswith("/"):
            path += "index.html"
        for candidate in (path, f"{path}/index.html"):
            if candidate in self.files:
                return candidate
        return None

    def page_at(self, url: str) -> Page | None:
        """The page at an own address."""
        return self.by_path.get(self.file_at(url) or "")

    def is_page(self, url: str) -> bool:
        """Whether an address is absolute, of this site, and that of a page readers stay on."""
        page = self.page_at(url) if self.is_own(url) else None
        return page is not None and not page.is_redirect

    def has(self, url: str) -> bool:
        """Whether an own address has a file."""
        return self.file_at(url) is not None

    def loaded(self, page: Page) -> Iterator[str]:
        """The absolute address of everything that a page loads, its style sheets' too."""
        for url in sorted(page.loads):
            yield url
            path = self.file_at(url) if self.is_own(url) else None
            if path and path.endswith(".css"):
                yield from (urljoin(url, inner) for inner in css_addresses(self.text(path)))

    def css(self) -> dict[str, str]:
        """The style sheets, by path."""
        return {path: self.text(path) for path in self.files if path.endswith(".css")}

    def visible(self, element: Element, *without: str) -> str:
        """The words of an element without those that were planted."""
        text = element.text_without(*without)
        for words in sorted(self.planted, key=len, reverse=True):
            text = text.replace(words, " ")
        return text


def _host(url: str) -> str:
    """Host and port of an address, the usual ports left out."""
    return re.sub(r":(80|443)$", "", urlsplit(url).netloc.lower())


def nodes(data: Any) -> Iterator[dict[str, Any]]:
    """Every object with a type in JSON-LD, nested ones too."""
    if isinstance(data, dict):
        if "@type" in data:
            yield data
        for value in data.values():
            yield from nodes(value)
    elif isinstance(data, list):
        for value in data:
            yield from nodes(value)


def types_of(node: dict[str, Any]) -> list[str]:
    """The types of a node as a list."""
    kind = node.get("@type", [])
    return [kind] if isinstance(kind, str) else list(kind)


def listed(value: Any) -> list[Any]:
    """A value that JSON-LD allows to be one or several, as a list."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


_ZONED = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)")


def zoned(text: Any) -> datetime | None:
    """An ISO 8601 time with a zone; None where it is anything else."""
    if not isinstance(text, str) or not _ZONED.fullmatch(text):
        return None
    try:
        return datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        return None
