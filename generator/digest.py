"""Fingerprints: of bytes, and of frozen values, the same in every process and on every machine.

The engine compares answers by them; asset names carry them. This room must never depend on hash
seeds, identities or the order of sets.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

Token = bytes


def of_bytes(data: bytes) -> str:
    """The SHA-256 of the bytes, as 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def of_value(value: object) -> bytes:
    """A 16-byte fingerprint of a frozen value (BLAKE2b); equal values have equal ones.

    Knows None, bool, int, float, str, bytes, dates, enums, tuples, frozensets, mappings, types,
    and frozen dataclasses of them; a `TypeError` names anything else, since it can't be an answer.
    """
    out: list[Token] = []
    _feed(value, out)
    return hashlib.blake2b(b"".join(out), digest_size=16).digest()


def _feed(value: object, out: list[Token]) -> None:
    """Append an unambiguous encoding of the value: a tag, a length, the content."""
    kind = type(value)
    feed = _FEEDS.get(kind)
    if feed is None:
        feed = _FEEDS[kind] = _feed_for(kind, value)
    feed(value, out)


_Feed = Callable[[Any, list[Token]], None]


def _text(value: str, out: list[Token]) -> None:
    data = value.encode("utf-8", "surrogatepass")
    out.append(b"s%d:" % len(data))
    out.append(data)


def _bytes(value: bytes, out: list[Token]) -> None:
    out.append(b"b%d:" % len(value))
    out.append(value)


def _tuple(value: tuple[object, ...], out: list[Token]) -> None:
    out.append(b"t%d:" % len(value))
    for item in value:
        _feed(item, out)


def _enum(value: Enum, out: list[Token]) -> None:
    _tuple((type(value).__qualname__, value.name), out)


def _date(value: date, out: list[Token]) -> None:
    _tuple((type(value).__name__, value.isoformat()), out)


def _mapping(value: Mapping[object, object], out: list[Token]) -> None:
    _tuple(("map", *((key, value[key]) for key in value)), out)


def _set(value: frozenset[object], out: list[Token]) -> None:
    _tuple(("set", *sorted(of_value(item) for item in value)), out)


def _type(value: type, out: list[Token]) -> None:
    _tuple(("type", value.__module__, value.__qualname__), out)


_FEEDS: dict[type, _Feed] = {
    str: _text,
    bytes: _bytes,
    tuple: _tuple,
    frozenset: _set,
    type(None): lambda value, out: out.append(b"N"),
    bool: lambda value, out: out.append(b"T" if value else b"F"),
    int: lambda value, out: out.append(b"i%d;" % value),
    float: lambda value, out: _tuple(("float", value.hex()), out),
    datetime: _date,
    date: _date,
}


def _feed_for(kind: type, value: object) -> _Feed:
    """How the values of a type are fed; found once for each type."""
    if issubclass(kind, str):  # a StrEnum's member is equal to its text
        return _text
    if issubclass(kind, Enum):
        return _enum
    if is_dataclass(value) and not isinstance(value, type):
        return _feed_of_fields(kind)
    for base, feed in ((int, _FEEDS[int]), (bytes, _bytes), (tuple, _tuple)):
        if issubclass(kind, base):
            return feed
    if issubclass(kind, Mapping):
        return _mapping
    if isinstance(value, type):
        return _type
    raise TypeError(f"{kind.__qualname__} is no frozen value: {value!r:.80}")


def _feed_of_fields(kind: type) -> _Feed:
    """A dataclass: its name, then each field."""
    names = tuple(field.name for field in fields(kind))
    head: list[Token] = [b"d%d:" % len(names)]
    _text(kind.__qualname__, head)
    start = b"".join(head)

    def feed(value: object, out: list[Token]) -> None:
        out.append(start)
        for name in names:
            _feed(getattr(value, name), out)

    return feed
