"""A style sheet as it is published: what it imports stands in it, what it names is hashed.

A browser paints nothing before it has all sheets, and gets what is imported one after the other.
Comments are for those who write it.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from generator.engine import Ask
from generator.library.sources import exists, read, read_bundled
from generator.problems import Failure, Problem, Span, did_you_mean, error, sentences
from generator.rendering.compact_css import compact
from generator.rendering.layouts import BUNDLED, FOLDER, all_layouts

ASSETS = "assets/"
# Of an asset that is drawn into others and not published by itself, as is the custom of Sass.
PART_MARK = "_"
_LAYER = r"(?P<layered>layer\b(?:\(\s*(?P<layer>[^()]*)\))?)?"
_SUPPORTS = r"(?:supports\((?P<supports>(?:[^()]|\([^()]*+\))*+)\))?"
# A comment, an `@import` with what it is subject to (CSS Cascade 5, section 2), `url(…)`, a string.
_NAMED = re.compile(
    r"/\*.*?\*/"
    r"|@import\s*+(?:url\(\s*(?P<q1>[\"']?)(?P<import1>[^\"')]+)(?P=q1)\s*\)"
    r"|(?P<q2>[\"'])(?P<import2>[^\"'\n]+)(?P=q2))"
    rf"\s*+{_LAYER}\s*+{_SUPPORTS}\s*+(?P<media>[^;{{}}]*+)(?:;|\Z)"
    r"|url\(\s*(?P<q>[\"']?)(?P<url>[^\"')]+)(?P=q)\s*\)"
    r"|\"(?:[^\"\\\n]|\\.)*+\"|'(?:[^'\\\n]|\\.)*+'",
    re.DOTALL | re.IGNORECASE,
)
_ELSEWHERE = re.compile(r"[a-zA-Z][\w+.-]*:|//|#|/")


def asset_bytes(ask: Ask, name: str) -> bytes:
    """An asset as it was written: the site's own, or the bundled one, as `bundled/NAME` demands."""
    own = f"{FOLDER}{ASSETS}{name}"
    if ask(exists, own):
        return read(ask, own)
    return read_bundled(ask, ASSETS + name.removeprefix(BUNDLED))


def no_asset(ask: Ask, name: str) -> Problem:
    """That there is no asset of that name, and which may be meant."""
    names = [other[len(ASSETS) :] for other in ask(all_layouts) if other.startswith(ASSETS)]
    cure = sentences(did_you_mean(name, names), "assets are in layouts/assets/")
    if name in names:
        cure = f"a file whose name begins with {PART_MARK} is a part: import it in a style sheet"
    return error(
        "missing-asset", f'there is no asset "{name}"', f"{FOLDER}{ASSETS}{name}", cure=cure
    )


def style_sheet(
    ask: Ask, name: str, published: Callable[[str], str], left_out: Sequence[str] = ()
) -> bytes:
    """The sheet of that name; a `Failure` where something that it names is not there.

    `published` has the address of an asset. Imports of those `left_out` come to nothing.
    """
    sheet = _Sheet(ask, published, left_out)
    text = sheet.text(name, ())
    return compact("".join((*sheet.elsewhere, text))).encode("utf-8", "surrogateescape")


class _Sheet:
    """One style sheet while its parts are put together."""

    def __init__(self, ask: Ask, published: Callable[[str], str], left_out: Sequence[str]) -> None:
        self._ask, self._published, self._left_out = ask, published, left_out
        self.elsewhere: dict[str, None] = {}  # imports of others' sheets, which must come first

    def text(self, name: str, within: tuple[str, ...]) -> str:
        """A sheet that those `within` which it stands import, one the other."""
        within = (*within, name)

        def put(match: re.Match[str]) -> str:
            imported = match["import1"] or match["import2"]
            target, rest = _target((imported or match["url"] or "").strip(), name)
            if imported and not target:
                self.elsewhere[match.group()] = None
                return ""
            if imported:
                return self._imported(target, match, within)
            if not target or target.lower().endswith(".css"):
                return match.group()
            try:
                return f'url("{self._published(target)}{rest}")'
            except Failure as failure:
                raise Failure(
                    *(_at(problem, name, match) for problem in failure.problems)
                ) from None

        data = asset_bytes(self._ask, name)
        return _NAMED.sub(put, data.decode("utf-8", "surrogateescape").removeprefix("\ufeff"))

    def _imported(self, target: str, match: re.Match[str], within: tuple[str, ...]) -> str:
        if target in self._left_out:
            return ""
        if target in within:
            message = f'"{target}" leads back to this file'
            circle = error("style-circle", message, "", cure="break the circle")
            raise Failure(_at(circle, within[-1], match))
        if ASSETS + target.removeprefix(BUNDLED) not in self._ask(all_layouts):
            raise Failure(_at(no_asset(self._ask, target), within[-1], match))
        return _subject_to(match, self.text(target, within))


def _target(address: str, name: str) -> tuple[str, str]:
    """The asset that an address in the sheet `name` leads to, and the query or fragment behind it;
    nothing for what is no asset."""
    if not address or _ELSEWHERE.match(address):
        return "", ""
    cut = re.search("[?#]", address)
    path, rest = (address[: cut.start()], address[cut.start() :]) if cut else (address, "")
    if path.startswith(BUNDLED):
        return posixpath.normpath(path), rest
    folder = posixpath.dirname(name.removeprefix(BUNDLED))
    return posixpath.normpath(posixpath.join(folder, path)), rest


def _subject_to(match: re.Match[str], text: str) -> str:
    """A sheet within what its import says that it is subject to."""
    text = text.strip()
    if match["layered"]:
        text = f"@layer {(match['layer'] or '').strip()} {{\n{text}\n}}"
    if match["supports"]:
        condition = match["supports"].strip()
        bare = ":" in condition and not condition.startswith(("(", "not"))
        text = f"@supports {f'({condition})' if bare else condition} {{\n{text}\n}}"
    if media := match["media"].strip():
        text = f"@media {media} {{\n{text}\n}}"
    return text


def _at(problem: Problem, name: str, match: re.Match[str]) -> Problem:
    """The problem at the line of a sheet that brings it about."""
    line = match.string.count("\n", 0, match.start()) + 1
    mark = " (bundled)" if name.startswith(BUNDLED) else ""
    path = f"{FOLDER}{ASSETS}{name.removeprefix(BUNDLED)}{mark}"
    return replace(problem, path=path, span=Span(line))
