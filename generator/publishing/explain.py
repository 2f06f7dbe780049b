"""What `--explain` says: each page that was made again, and why, pages with one cause together."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from generator.digest import part_of
from generator.engine import Edition
from generator.pages.plan import KINDS, PARTS, made_part
from generator.publishing.causes import cause_of
from generator.urls import file_path
from generator.writing import Written

_RENDERS = frozenset(kind.render for kind in KINDS.values())
# So many pages of one cause are named.
_NAMED = 5


class Reasons(NamedTuple):
    """Lines about the pages that were made, and the files of these in the output."""

    lines: tuple[str, ...] = ()
    files: frozenset[str] = frozenset()


def reasons(edition: Edition, is_foreign: bool) -> Reasons:
    """Why each page was made; ask before the edition is committed.

    `is_foreign` tells that something was remembered, and none of it could be used.
    """
    made = [key for key in edition.answered if key[0] in _RENDERS]
    files = frozenset(file_path(key[1][0].url) for key in made)
    if made and edition.memory.is_empty:
        why = "nothing was remembered"
        if is_foreign:
            why = "what was remembered is another version's of Broadsheet, or damaged"
        return Reasons((f"everything is made: {why}",), files)
    causes: dict[str, dict[tuple[str, ...], list[str]]] = {}
    new: list[str] = []
    for key in made:
        url = key[1][0].url
        if key not in edition.asked((made_part, (part_of(url, PARTS),))):
            continue  # it was tried once more, and is in this edition no longer
        if edition.memory.recall(key) is None:
            new.append(url)
        else:
            cause = cause_of(edition, key)
            causes.setdefault(cause.what, {}).setdefault(cause.way, []).append(url)
    lines = [_told(new, "is new", "are new")] if new else []
    for what in sorted(causes):
        lines += _lines(what, causes[what])
    return Reasons(tuple(lines), files)


def _lines(what: str, ways: dict[tuple[str, ...], list[str]]) -> list[str]:
    """One line for a cause that came to all its pages in one way, else one more for each way."""
    if len(ways) == 1:
        (way, urls), *_ = ways.items()
        why = f"made again because {what}{', by way of ' if way else ''}{_way(way)}"
        return [_told(urls, f"was {why}", f"were {why}")]
    count = sum(map(len, ways.values()))
    lines = [f"{count:,} pages were made again because {what}:"]
    for way, urls in sorted(ways.items()):
        by_way = f"by way of {_way(way)}" if way else "at first hand"
        lines.append("  " + _told(urls, by_way, by_way))
    return lines


def _way(way: tuple[str, ...]) -> str:
    return ", then ".join(way)


def _told(names: Collection[str], one: str, many: str, noun: str = "pages") -> str:
    """`/a/ was …`, or `7 pages were …: /a/, /b/ and 5 more`."""
    few, count = sorted(names)[:_NAMED], len(names)
    if count == 1:
        return f"{few[0]} {one}"
    more = f" and {count - _NAMED:,} more" if count > _NAMED else ""
    return f"{count:,} {noun} {many}: {', '.join(few)}{more}"


def mended(found: Reasons, written: Written) -> tuple[str, ...]:
    """What was put in place or taken away although nothing was made for it."""
    put_back = {path for path in written.changed if path not in found.files} - {"build.json"}
    lines = []
    if put_back:
        why = "put back as made before: in the output it was another or gone"
        whys = "put back as made before: in the output they were others or gone"
        lines.append(_told(put_back, f"was {why}", f"were {whys}", "files"))
    if written.removed:
        lines.append(
            _told(written.removed, "went: no page is made there any more", "went", "files")
        )
    return tuple(lines)
