"""Small files beside a site that remember something: whole, or not there.

What was cut off, altered or written by another version reads as nothing; losing one costs time
only.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from generator.disk import Disk

_MAX_BYTES = 256 << 20


def keep(path: str, data: Mapping[str, Any], disk: Disk) -> None:
    """Write a record, in place of the one before; without one the next build looks for itself."""
    text = json.dumps(data, separators=(",", ":")).encode()
    draft = f"{path}.new"
    with suppress(OSError):
        forget(draft, disk)
        disk.write_bytes_new(draft, hashlib.sha256(text).hexdigest().encode() + b"\n" + text)
        disk.rename(draft, path)


def kept(path: str, disk: Disk) -> dict[str, Any] | None:
    """What `keep` wrote; None where that is not there whole."""
    try:
        if disk.stat(path).kind != "file":
            return None
        digest, _, text = disk.read_bytes(path, _MAX_BYTES).partition(b"\n")
        if hashlib.sha256(text).hexdigest().encode() != digest:
            return None
        found = json.loads(text)
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def forget(path: str, disk: Disk) -> None:
    """No record, if the disk lets us; one that stays is believed only while all of it holds."""
    with suppress(OSError):
        if disk.stat(path).kind == "file":
            disk.remove(path)
