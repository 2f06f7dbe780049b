"""IM: pictures."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote, urljoin, urlsplit

from tests.standards.edition import Edition, Page
from tests.standards.markup import Element

_FILE_NAME = re.compile(r"\S+\.(jpe?g|png|gif|webp|avif|svg)|(img|dsc|image)[_-]?\d+", re.I)
LARGEST_PICTURE = 300_000


def _images(edition: Edition) -> Iterator[tuple[Page, Element]]:
    for page in edition.all_pages:
        for image in page.all("img"):
            yield page, image


def alt(edition: Edition) -> Iterator[str]:
    """IM-01: every img has alt."""
    for page, image in _images(edition):
        if not image.has("alt"):
            yield f"{page}: {image.get('src')} has no alt"


def size(edition: Edition) -> Iterator[str]:
    """IM-02: every img has width and height."""
    for page, image in _images(edition):
        for name in ("width", "height"):
            if not image.get(name).isdigit() or int(image.get(name)) < 1:
                yield f"{page}: {image.get('src')} has the {name} {image.get(name)!r}"


def loading(edition: Edition) -> Iterator[str]:
    """IM-03: the first picture of the main content that says something is not lazy; others are."""
    for page in edition.pages:
        main = page.first("main")
        images = main.all("img") if main else []
        lazy = [image.get("loading") == "lazy" for image in images]
        lead = next((n for n, image in enumerate(images) if image.get("alt")), 0)
        leads = page.kind in ("article", "home", "section", "person")
        if leads and lazy and lazy[lead] and images[lead].get("alt"):
            yield f"{page}: the first picture is lazy"
        if not all(lazy[:lead] + lazy[lead + 1 :]):
            yield f"{page}: later pictures are not lazy"


def copies(edition: Edition) -> Iterator[str]:
    """IM-04: content raster images have srcset and sizes."""
    for page, image in _images(edition):
        width, is_raster = image.get("width"), not image.get("src").endswith((".svg", ".gif"))
        srcset, sizes = image.get("srcset"), image.get("sizes")
        if is_raster and int(width) > 1200 and not (srcset and sizes):
            yield f"{page}: {image.get('src')} comes in one size"
        for address in re.findall(r"(\S+) \d+w", srcset):
            if edition.file_at(urljoin(page.url, address)) is None:
                yield f"{page}: there is no {address}"


def modern(edition: Edition) -> Iterator[str]:
    """IM-05: a modern format (WebP or AVIF) is offered."""
    for page, image in _images(edition):
        if image.has("srcset") and not re.search(r"\.(webp|avif) ", image.get("srcset")):
            yield f"{page}: {image.get('src')} comes in old formats only"


def telling_alt(edition: Edition) -> Iterator[str]:
    """IM-06: alt is neither a file name nor a copy of the caption."""
    for page, image in _images(edition):
        text = image.get("alt").strip()
        name = posixpath.basename(unquote(urlsplit(image.get("src")).path))
        figure = next((a for a in image.ancestors() if a.name == "figure"), None)
        captions = (
            [c.text for part in figure.with_class("caption") for c in [part]] if figure else []
        )
        if text and (_FILE_NAME.fullmatch(text) or text in (name, name.split(".")[0], *captions)):
            yield f"{page}: alt {text!r}"


def weight(edition: Edition) -> Iterator[str]:
    """IM-07: no image file used is over 300 KB."""
    heavy: dict[str, int] = {}
    for page, image in _images(edition):
        path = edition.file_at(urljoin(page.url, image.get("src")))
        if path and len(edition.files[path]) > LARGEST_PICTURE:
            heavy[path] = len(edition.files[path])
    yield from (f"{path}: {size:,} bytes" for path, size in heavy.items())
