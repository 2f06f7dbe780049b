"""The small values that the nouns are made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """An instant, and whether the author gave a day only.

    `utc` is aware and in UTC; a day begins at 00:00 in the site's zone.
    """

    utc: datetime
    is_date: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """A dated line of an article's history: a correction, or what an update brought."""

    at: Moment
    text: str


@dataclass(frozen=True, slots=True)
class ImageRef:
    """A picture as front matter names it; what is None may stand in the picture's own file.

    `src` is as typed. `focus` is the point to keep when cropping, from 0 to 1, left and top.
    """

    src: str
    alt: str | None = None
    caption: str | None = None
    credit: str | None = None
    licence: str | None = None
    focus: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class SeriesPart:
    """The series that an article belongs to, and its number there if it has one."""

    id: str
    part: int | None = None


@dataclass(frozen=True, slots=True)
class RelatedRef:
    """A hand-picked further reading: another article as the author names it, or a web address."""

    target: str
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Social:
    """What a shared link shows instead of the headline, summary and lead picture."""

    title: str | None = None
    description: str | None = None
    image: ImageRef | None = None


class FrozenMap(Mapping[str, Any]):
    """A read-only, hashable mapping of plain data (`extra`), in the order typed."""

    __slots__ = ("_items", "_lookup")

    def __init__(self, items: Mapping[str, Any] | None = None) -> None:
        self._items = tuple((items or {}).items())
        self._lookup = dict(self._items)

    def __getitem__(self, key: str) -> Any:
        return self._lookup[key]

    def get(self, key: str, default: Any = None) -> Any:
        """The value of a key, else the default."""
        return self._lookup.get(key, default)

    def __iter__(self) -> Iterator[str]:
        return iter(self._lookup)

    def __len__(self) -> int:
        return len(self._lookup)

    def __hash__(self) -> int:
        return hash(self._items)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, FrozenMap) and self._items == other._items

    def __repr__(self) -> str:
        return f"FrozenMap({self._lookup!r})"
