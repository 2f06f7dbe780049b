"""HT: the document. Every check answers with its faults, each as `page: what is wrong`."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from urllib.parse import urljoin

from tests.standards.edition import Edition

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?(-[a-z0-9]{5,8})*")


def doctype_and_encoding(edition: Edition) -> Iterator[str]:
    """HT-03: the HTML doctype, and UTF-8 declared in the first 1,024 bytes."""
    for page in edition.all_pages:
        if page.doctype.lower() != "doctype html":
            yield f"{page}: the doctype is {page.doctype!r}"
        if not re.search(rb"<meta charset=\"?utf-8", edition.files[page.path][:1024], re.I):
            yield f"{page}: no UTF-8 declared in the first 1,024 bytes"


def language(edition: Edition) -> Iterator[str]:
    """HT-04: html has a well-formed lang."""
    for page in edition.all_pages:
        if not _LANGUAGE.fullmatch(page.language):
            yield f"{page}: lang is {page.language!r}"


def titles(edition: Edition) -> Iterator[str]:
    """HT-05: a title that no other indexable page has."""
    by_title = defaultdict(list)
    for page in edition.all_pages:
        if not page.title:
            yield f"{page}: no title"
        elif page.is_indexable:
            by_title[page.title].append(page.path)
    for title, paths in by_title.items():
        if len(paths) > 1:
            yield f"{', '.join(paths)}: all are titled {title!r}"


def descriptions(edition: Edition) -> Iterator[str]:
    """HT-06: a meta description of 50 to 320 characters."""
    for page in edition.pages:
        found = page.metas("description")
        if len(found) != 1 or not 50 <= len(found[0].strip()) <= 320:
            yield f"{page}: descriptions {found!r}"


def viewport(edition: Edition) -> Iterator[str]:
    """HT-07: a viewport meta that leaves pinch zoom alone."""
    for page in edition.all_pages:
        found = page.metas("viewport")
        content = "".join(found).replace(" ", "").lower()
        zoom = re.search(r"maximum-scale=(\d+(\.\d+)?)", content)
        if len(found) != 1 or "width=device-width" not in content:
            yield f"{page}: viewport {found!r}"
        elif re.search(r"user-scalable=(no|0)", content) or (zoom and float(zoom.group(1)) < 5):
            yield f"{page}: {content} keeps readers from zooming"


def icon(edition: Edition) -> Iterator[str]:
    """HT-08: an icon is declared, and its file exists."""
    for page in edition.pages:
        icons = [urljoin(page.url, link.get("href")) for link in page.links("icon")]
        if not icons:
            yield f"{page}: no icon"
        yield from (f"{page}: no file at {url}" for url in icons if not edition.has(url))


def ids(edition: Edition) -> Iterator[str]:
    """HT-09: no id twice on a page."""
    for page in edition.all_pages:
        counts = Counter(e.get("id") for e in page.elements if e.has("id"))
        yield from (f"{page}: id {name!r} {n} times" for name, n in counts.items() if n > 1)


# Marks of a template or of Markdown that was not carried out, and of values printed raw.
_DEBRIS = re.compile(
    r"\{\{|\}\}|\{%|%\}|\{#|#\}"
    r"|\]\(|\*\*|\[\^|^/// | /// |```|\[\[|^#{1,6} "
    r"|&(amp|lt|gt|quot|#\d+|#x[0-9a-f]+);"
    r"|<generator\.|FrozenMap\(|Markup\(|datetime\.datetime|\bobject at 0x"
    r"|[\x00-\x08\x0b\x0c\x0e-\x1f\ufffd\ufffe\uffff]"
)


# What Python prints of a value that nobody made words of.
_RAW_VALUES = frozenset(("None", "True", "False", "()", "[]", "{}", "Undefined", "null"))


def debris(edition: Edition) -> Iterator[str]:
    """HT-10: no template or Markdown debris in the visible text, the title or the description."""
    for page in edition.all_pages:
        body = edition.visible(page.body, "code", "pre")
        head = [text for text in (page.title, page.meta("description")) if text]
        for words in edition.planted:
            head = [text.replace(words, " ") for text in head]
        for text in (body, *head):
            for match in _DEBRIS.finditer(text):
                around = text[max(0, match.start() - 30) : match.end() + 30]
                yield f"{page}: {match.group()!r} in {around!r}"
        for element in page.body.every():
            if element.name not in ("code", "pre") and element.seen_text in _RAW_VALUES:
                yield f"{page}: a {element.name} that says {element.seen_text}"
