"""Fingerprints: of bytes, and of frozen values, the same in every process and on every machine.

The engine compares answers by them; asset names carry them. This room must never depend on hash
seeds, identities or the order of sets.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache

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
    if isinstance(value, str):
        data = value.encode("utf-8", "surrogatepass")
        out.append(b"s%d:" % len(data))
        out.append(data)
    elif value is None or value is True or value is False:
        out.append({None: b"N", True: b"T", False: b"F"}[value])
    elif isinstance(value, Enum):
        _feed((type(value).__qualname__, value.name), out)
    elif isinstance(value, int):
        out.append(b"i%d;" % value)
    elif isinstance(value, bytes):
        out.append(b"b%d:" % len(value))
        out.append(value)
    elif isinstance(value, tuple):
        out.append(b"t%d:" % len(value))
        for item in value:
            _feed(item, out)
    else:
        _feed_rare(value, out)


def _feed_rare(value: object, out: list[Token]) -> None:
    if isinstance(value, float):
        _feed(("float", value.hex()), out)
    elif isinstance(value, datetime | date):
        _feed((type(value).__name__, value.isoformat()), out)
    elif is_dataclass(value) and not isinstance(value, type):
        names = _field_names(type(value))
        out.append(b"d%d:" % len(names))
        _feed(type(value).__qualname__, out)
        for name in names:
            _feed(getattr(value, name), out)
    elif isinstance(value, Mapping):
        _feed(("map", *((key, value[key]) for key in value)), out)
    elif isinstance(value, frozenset):
        _feed(("set", *sorted(of_value(item) for item in value)), out)
    elif isinstance(value, type):
        _feed(("type", value.__module__, value.__qualname__), out)
    else:
        raise TypeError(f"{type(value).__qualname__} is no frozen value: {value!r:.80}")


@cache
def _field_names(cls: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(cls))
