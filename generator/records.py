"""Small files beside a site that remember something: whole, or not there.

What was cut off, altered or written by another version reads as nothing; losing one costs time
only. Nothing in one is ever run: it may have come with a site of others.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from generator.disk import Disk

_MAX_BYTES = 256 << 20


def keep(path: str, data: Mapping[str, Any], disk: Disk, parts: Sequence[bytes] = ()) -> None:
    """Write a record, in place of the one before; without one the next build looks for itself.

    `parts` are long and their own words; `data` is what JSON can hold.
    """
    head = {"data": data, "parts": [len(part) for part in parts]}
    text = b"".join((json.dumps(head, separators=(",", ":")).encode(), b"\n", *parts))
    draft = f"{path}.new"
    with suppress(OSError):
        forget(draft, disk)
        disk.write_bytes_new(draft, hashlib.sha256(text).hexdigest().encode() + b"\n" + text)
        disk.rename(draft, path)


def kept(path: str, disk: Disk) -> tuple[dict[str, Any], list[bytes]] | None:
    """What `keep` wrote; None where that is not there whole."""
    try:
        if disk.stat(path).kind != "file":
            return None
        digest, _, text = disk.read_bytes(path, _MAX_BYTES).partition(b"\n")
        if hashlib.sha256(text).hexdigest().encode() != digest:
            return None
        head, _, rest = text.partition(b"\n")
        found = json.loads(head)
        return found["data"], _cut(rest, found["parts"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _cut(rest: bytes, lengths: list[int]) -> list[bytes]:
    parts = []
    start = 0
    for length in lengths:
        parts.append(rest[start : start + length])
        start += length
    return parts


def forget(path: str, disk: Disk) -> None:
    """No record, if the disk lets us; one that stays is believed only while all of it holds."""
    with suppress(OSError):
        if disk.stat(path).kind == "file":
            disk.remove(path)
