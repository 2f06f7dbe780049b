"""Boxes of the ISO base media file format (ISO/IEC 14496-12), read and written."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from io import BytesIO

from generator.reading.picture_formats.opened import Damaged


def boxes_of(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The boxes that lie one after the other in the data: kind and content."""
    at = 0
    while at < len(data):
        size, kind = struct.unpack_from(">I4s", data, at)
        head = 8
        if size == 1:
            (size,), head = struct.unpack_from(">Q", data, at + 8), 16
        elif size == 0:
            size = len(data) - at
        if size < head or at + size > len(data):
            raise Damaged("it ends too early")
        yield kind, data[at + head : at + size]
        at += size


def first_of(pairs: Iterable[tuple[bytes, bytes]]) -> dict[bytes, bytes]:
    """The pairs as a mapping; of two with one name, the first."""
    return dict(reversed(list(pairs)))


def full_box(content: bytes) -> tuple[int, int, BytesIO]:
    """A "full box": its version, its flags, and the rest to be read on."""
    stream = BytesIO(content)
    return number_of(stream, 1), number_of(stream, 3), stream


def number_of(stream: BytesIO, size: int) -> int:
    data = stream.read(size)
    if len(data) < size:
        raise Damaged("it ends too early")
    return int.from_bytes(data, "big")


def box_of(kind: bytes, *parts: bytes) -> bytes:
    content = b"".join(parts)
    return struct.pack(">I4s", len(content) + 8, kind) + content
