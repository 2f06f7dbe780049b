"""Fingerprints: of bytes, and of frozen values, the same in every process and on every machine.

The engine compares answers by them; asset names carry them. This room must never depend on hash
seeds, identities or the order of sets.
"""

from __future__ import annotations

import hashlib
import marshal
import zlib
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from operator import attrgetter
from typing import Any

# Without references to what was written before (version 3), so the bytes tell the value alone.
_MARSHAL_VERSION = 2


def of_bytes(data: bytes) -> str:
    """The SHA-256 of the bytes, as 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def part_of(text: str, parts: int) -> int:
    """Which of so many parts a name falls into, from 0: the same for ever."""
    return zlib.crc32(text.encode("utf-8", "surrogatepass")) % parts


def of_value(value: object) -> bytes:
    """A 16-byte fingerprint of a frozen value (BLAKE2b); equal values have equal ones.

    Knows None, bool, int, float, str, bytes, dates, enums, tuples, frozensets, mappings, types,
    and frozen dataclasses of them; a `TypeError` names anything else, since it can't be an answer.
    """
    return weighed(value)[0]


def weighed(value: object) -> tuple[bytes, int]:
    """The fingerprint of a frozen value, and about how many bytes the value would be."""
    data = marshal.dumps(_plain(value), _MARSHAL_VERSION)
    return hashlib.blake2b(data, digest_size=16).digest(), len(data)


_ATOMS = frozenset((str, int, bool, type(None), bytes, float))
_Way = Callable[[Any], Any]


def _plain(value: object) -> Any:
    """The value as nested tuples of atoms; those that stand for another noun begin with `...`."""
    kind = type(value)
    return value if kind in _ATOMS else _WAYS[kind](value)


def _tuple(value: tuple[object, ...]) -> tuple[object, ...]:
    return tuple([item if type(item) in _ATOMS else _WAYS[type(item)](item) for item in value])


class _Ways(dict[type, _Way]):
    """How the values of each type are taken apart; found once for each."""

    def __missing__(self, kind: type) -> _Way:
        way = self[kind] = _way_for(kind)
        return way


_WAYS = _Ways()


def _way_for(kind: type) -> _Way:
    if is_dataclass(kind):
        return _way_of_fields(kind)
    ways: dict[type, _Way] = {
        str: str.__str__,  # a StrEnum's member is equal to its text
        Enum: lambda value: (..., kind.__qualname__, value.name),
        tuple: _tuple,
        int: int,
        bytes: bytes,
        frozenset: lambda value: (..., "set", *sorted(of_value(item) for item in value)),
        date: lambda value: (..., kind.__qualname__, value.isoformat()),
        type: lambda value: (..., "type", value.__module__, value.__qualname__),
    }
    for base, way in ways.items():
        if issubclass(kind, base):
            return way
    if issubclass(kind, Mapping) and kind is not dict:
        return lambda value: (..., "map", *((key, _plain(value[key])) for key in value))
    raise TypeError(f"{kind.__qualname__} is no frozen value")


def _way_of_fields(kind: type) -> _Way:
    """A dataclass: its name, then each field."""
    names = tuple(field.name for field in fields(kind))
    head = (..., kind.__qualname__)
    if len(names) < 2:
        return lambda value: (*head, *(_plain(getattr(value, name)) for name in names))
    taken = attrgetter(*names)
    return lambda value: head + _tuple(taken(value))
