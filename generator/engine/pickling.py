"""Answers as bytes and back: only frozen values of this program, and nothing that could run.

A store may have been carried from another machine: of what it names, only our own nouns and a few
of Python's are made.
"""

from __future__ import annotations

import io
import pickle
import zlib
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from operator import attrgetter
from typing import Any

_ALLOWED = frozenset(
    (
        ("builtins", "frozenset"),
        ("builtins", "type"),
        ("copyreg", "_reconstructor"),
        ("datetime", "date"),
        ("datetime", "datetime"),
        ("datetime", "timezone"),
        ("datetime", "timedelta"),
        ("markupsafe", "Markup"),
    )
)
_OURS = "generator."
_COMPRESSED_FROM = 4_096
_PLAIN, _PACKED = b"p", b"z"


class Unfit(Exception):
    """The bytes are no answer of this program's."""


@dataclass(frozen=True, slots=True)
class Packed:
    """An answer as the bytes that a store keeps of it."""

    data: bytes


def pickled(value: object) -> bytes:
    """The value as bytes; long ones are compressed."""
    return packed(plainly_pickled(value))


def plainly_pickled(value: object) -> bytes:
    """The value as bytes that `packed` makes ready for a store."""
    out = io.BytesIO()
    pickler = pickle.Pickler(out, protocol=5)
    pickler.dispatch_table = _WAYS
    pickler.dump(value)
    return out.getvalue()


def packed(data: bytes) -> bytes:
    """Bytes of `plainly_pickled`, compressed where that is worth it, for `unpickled`."""
    if len(data) < _COMPRESSED_FROM:
        return _PLAIN + data
    return _PACKED + zlib.compress(data, 1)


_Way = Callable[[Any], Any]


class _Ways(dict[type, _Way]):
    """How a dataclass is taken apart: by its fields in one look, which pickle's own way isn't."""

    def __missing__(self, kind: type) -> _Way:
        if not is_dataclass(kind) or "__reduce__" in vars(kind):
            raise KeyError(kind)
        names = [field.name for field in fields(kind)]
        taken = attrgetter(*names) if len(names) > 1 else None
        if taken:
            way: _Way = lambda value: (kind, taken(value))  # noqa: E731
        else:
            way = lambda value: (kind, tuple(getattr(value, name) for name in names))  # noqa: E731
        self[kind] = way
        return way


_WAYS = _Ways()


def unpickled(data: bytes) -> Any:
    """The value; raises `Unfit` for what was damaged or never ours."""
    try:
        plain = data[1:] if data[:1] == _PLAIN else zlib.decompress(data[1:])
        return _Unpickler(io.BytesIO(plain)).load()
    except Unfit:
        raise
    except Exception as fault:
        raise Unfit(str(fault)) from fault


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in _ALLOWED or (
            module.startswith(_OURS) and "." not in name and not name.startswith("_")
        ):
            found = super().find_class(module, name)
            if (module, name) in _ALLOWED or isinstance(found, type):
                return found
        raise Unfit(f"{module}.{name} is no part of an answer")
