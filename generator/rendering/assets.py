"""The files of layouts/assets/ (style sheets, icons, scripts), named by their digest."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, replace
from typing import NamedTuple

from generator.digest import of_bytes
from generator.engine import Ask, question
from generator.library.addresses import absolute, href
from generator.library.files import asset_url
from generator.library.pictures import site_picture
from generator.library.sources import exists, read, read_bundled, world
from generator.library.texts import site
from generator.model.shown import ShownPicture
from generator.problems import Failure, Span, did_you_mean, error, sentences
from generator.reading.pictures import clean_picture
from generator.rendering.layouts import FOLDER, all_layouts

ASSETS = "assets/"
# A comment, `url(…)` with quotes or without, `@import "…"`.
_CSS_URL = re.compile(
    r"""/\*.*?\*/"""
    r"""|url\(\s*(?P<q>["']?)(?P<url>[^"')]+)(?P=q)\s*\)"""
    r"""|(?<=@import)\s*(?P<i>["'])(?P<imported>[^"'\n]+)(?P=i)""",
    re.DOTALL | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class LayoutAsset:
    """A file of layouts/assets/ ready to be published."""

    url: str
    href: str
    digest: str


@question
def asset_names(ask: Ask) -> tuple[str, ...]:
    """The names of all assets, the site's own and the bundled ones."""
    names = (name[len(ASSETS) :] for name in ask(all_layouts) if name.startswith(ASSETS))
    return tuple(name for name in names if not name.rpartition("/")[2].startswith("."))


@question
def layout_asset(ask: Ask, name: str) -> LayoutAsset:
    """An asset by its name below layouts/assets/; a `Failure` where there is none."""
    if name not in ask(asset_names):
        cure = sentences(did_you_mean(name, ask(asset_names)), "assets are in layouts/assets/")
        message = f'there is no asset "{name}"'
        raise Failure(error("missing-asset", message, f"{FOLDER}{ASSETS}{name}", cure=cure))
    data = _bytes_of(ask, name)
    extension = posixpath.splitext(name)[1].lower()
    if extension == ".css":
        data = _with_published_urls(ask, data, name)
        if name == "site.css":
            data += _accent(ask(site).theme.accent)
    url = asset_url(name, extension, of_bytes(data))
    return LayoutAsset(url, ask(href, url), world(ask).staging.put(data))


@question
def fallback_picture(ask: Ask) -> ShownPicture:
    """The picture of what has none: the site's `image`, else the bundled cover.

    Open Graph and NewsArticle require one of every page (ogp.me; Google's Article document).
    """
    own = ask(site_picture, "image")
    if own is not None:
        return own
    asset = ask(layout_asset, "cover.png")
    clean = clean_picture("cover.png", _bytes_of(ask, "cover.png"), ask(site).images)
    return ShownPicture(
        url=asset.href,
        absolute_url=ask(absolute, asset.url),
        width=clean.width,
        height=clean.height,
        media_type=clean.media_type,
        alt=ask(site).title,
        alt_language=ask(site).language,
    )


def _bytes_of(ask: Ask, name: str) -> bytes:
    own = f"{FOLDER}{ASSETS}{name}"
    return read(ask, own) if ask(exists, own) else read_bundled(ask, f"{ASSETS}{name}")


def _accent(colour: str | None) -> bytes:
    """The site's accent colour as rules at the end of the style sheet, lighter on dark ground;
    paper stays black."""
    if colour is None:
        return b""
    light = f"@media screen {{ :root {{ --accent: {colour}; }} }}"
    mixed = f"color-mix(in oklab, {colour} 55%, white)"
    dark = f"@media screen and (prefers-color-scheme: dark) {{ :root {{ --accent: {mixed}; }} }}"
    return f"{light}\n{dark}\n".encode()


def _with_published_urls(ask: Ask, data: bytes, name: str) -> bytes:
    """A style sheet in which other assets carry their published names."""

    def published(match: re.Match[str]) -> str:
        target = _target(match, name)
        if target is None:
            return match.group()
        if name in (target.name, *_all_named_by(ask, target.name)):
            message = f'"{target.name}" leads back to this file: no name could have its digest'
            cure = "break the circle"
            problem = error("style-circle", message, f"{FOLDER}{ASSETS}{name}", cure=cure)
            raise Failure(replace(problem, span=_line_of(match)))
        try:
            url = f'url("{ask(layout_asset, target.name).href}{target.rest}")'
        except Failure as failure:
            path = f"{FOLDER}{ASSETS}{name}"
            placed = [replace(p, path=path, span=_line_of(match)) for p in failure.problems]
            raise Failure(*placed) from None
        return f" {url}" if match["imported"] else url

    return _CSS_URL.sub(published, _as_text(data)).encode("utf-8", "surrogateescape")


def _as_text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


def _line_of(match: re.Match[str]) -> Span:
    return Span(match.string.count("\n", 0, match.start()) + 1)


class _Target(NamedTuple):
    """An asset that a style sheet names, and the query or fragment behind its name."""

    name: str
    rest: str


def _target(match: re.Match[str], name: str) -> _Target | None:
    """What a place of the style sheet `name` leads to; None for what is no asset."""
    target = (match["url"] or match["imported"] or "").strip()
    if not target or re.match(r"[a-zA-Z][\w+.-]*:|//|#|/", target):
        return None
    cut = re.search("[?#]", target)
    path, rest = (target[: cut.start()], target[cut.start() :]) if cut else (target, "")
    return _Target(posixpath.normpath(posixpath.join(posixpath.dirname(name), path)), rest)


@question
def named_assets(ask: Ask, name: str) -> tuple[str, ...]:
    """The assets that a style sheet names; nothing for other files, and for what is not there."""
    if not name.lower().endswith(".css") or name not in ask(asset_names):
        return ()
    found = (_target(match, name) for match in _CSS_URL.finditer(_as_text(_bytes_of(ask, name))))
    return tuple(dict.fromkeys(target.name for target in found if target))


def _all_named_by(ask: Ask, name: str) -> set[str]:
    """What a style sheet names, and what those name, and so on."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        new = [other for other in ask(named_assets, waiting.pop()) if other not in found]
        found.update(new)
        waiting += new
    return found
