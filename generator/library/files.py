"""Pictures and documents: which file is meant, its cleaned copy, its address.

The cleaned bytes wait in the staging area under their digest; answers carry only that digest, so
nothing here is large.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote

from generator.engine import Ask, costly, question
from generator.library.references import PATHS, by_name, candidates, suggested_path, told_apart
from generator.library.sources import exists, listing, read, world
from generator.library.texts import image_options, site
from generator.model.values import FrozenMap
from generator.problems import Failure, error, sentences
from generator.reading.documents import clean_document
from generator.reading.pictures import clean_picture, renditions
from generator.urls import slugify

PICTURE_ENDINGS = frozenset({".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg"})


@dataclass(frozen=True, slots=True)
class Asset:
    """A file ready to be published: its URL path and the digest of the bytes that wait for it.

    `width` and `height` are pixels, 0 for what is no picture.
    """

    url: str
    digest: str
    size: int
    media_type: str = ""
    width: int = 0
    height: int = 0
    credit: str | None = None
    copyright: str | None = None


def asset_url(path: str, extension: str, digest: str) -> str:
    """`/assets/NAME.DIGEST.ext`: a name that changes with the bytes may be cached for ever."""
    stem = posixpath.basename(path).rpartition(".")[0] or posixpath.basename(path)
    name = slugify(stem).encode()[:80].decode(errors="ignore").strip("-") or "file"
    return f"/assets/{name}.{digest[:12]}{extension}"


@question
def picture(ask: Ask, path: str) -> Asset:
    """The publishable copy of a picture of the site; a `Failure` where there can be none."""
    clean = clean_picture(path, read(ask, path), ask(image_options))
    digest = world(ask).staging.put(clean.data)
    return Asset(
        asset_url(path, clean.extension, digest),
        digest,
        len(clean.data),
        clean.media_type,
        clean.width,
        clean.height,
        clean.credit,
        clean.copyright,
    )


class Use(StrEnum):
    """What a picture is shown as; its value is how wide its copies are, in pixels."""

    STORY = "400 800 1200 1920"
    SMALL = "160 400"  # a portrait, a logo

    @property
    def widths(self) -> tuple[int, ...]:
        """Those of the copies, narrowest first."""
        return tuple(map(int, self.value.split()))


@costly
def copies(ask: Ask, path: str, use: str) -> tuple[Asset, ...]:
    """The smaller copies of a picture for a use, narrowest first; of `picture`s only."""
    options = ask(image_options)
    clean = clean_picture(path, read(ask, path), options)
    return tuple(
        Asset(
            asset_url(path, ".webp", digest),
            digest,
            len(copy.data),
            "image/webp",
            copy.width,
            copy.height,
        )
        for copy in renditions(clean, Use(use).widths, options)
        for digest in [world(ask).staging.put(copy.data)]
    )


@question
def document(ask: Ask, path: str) -> Asset:
    """The publishable copy of a document; a `Failure` where there can be none."""
    ending = posixpath.splitext(path)[1].lower()
    if ending in PICTURE_ENDINGS:
        return ask(picture, path)
    data = clean_document(path, read(ask, path), ask(site).files, ask(image_options))
    digest = world(ask).staging.put(data)
    return Asset(asset_url(path, ending, digest), digest, len(data))


@question
def file_at(ask: Ask, source: str, target: str) -> str:
    """The file of content/ that a path in `source` means, beside it first, then from content/.

    Raises `Failure` for a path that leads nowhere, out of content/, or to two files.
    """
    for spelling in dict.fromkeys((target, unquote(target))):
        found = [path for path in candidates(source, spelling) if ask(exists, path)]
        if len(found) > 1:
            message = f'"{target}" may be {found[0]} or {found[1]}'
            raise Failure(error("ambiguous-path", message, source, cure=told_apart(found)))
        if found:
            return found[0]
    near = suggested_path(source, target, ask(files_by_name))
    cure = sentences(near, PATHS)
    if not near and _is_like_a_host(target):
        cure = f"if it is an address elsewhere, write https://{target}"
    raise Failure(error("missing-file", f'there is no file "{target}"', source, cure=cure))


def _is_like_a_host(target: str) -> bool:
    return "." in target.partition("/")[0].strip(".")


@question
def files_by_name(ask: Ask) -> FrozenMap:
    """Each picture and document, by its name without ending."""
    return by_name(p for p in ask(listing, "content") if not p.endswith((".md", ".yaml")))
