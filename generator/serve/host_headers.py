"""The headers that a host would add to every page, read from the edition's own `_headers`.

So that a page which the site's Content-Security-Policy breaks looks broken here too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from generator.disk import Disk
from generator.serve.found import PublishedFile, found_at

_MAX_BYTES = 1 << 20
_HEADER = re.compile(r"[ \t]+([A-Za-z0-9-]+):[ \t]*([\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?)[ \t]*")
# What the server itself decides, with every request or by what it sends.
_NOT_FROM_FILE = frozenset(
    ("cache-control", "connection", "content-encoding", "content-length", "content-range")
    + ("content-type", "date", "etag", "last-modified", "location", "transfer-encoding")
)


def host_headers(folder: str, base_path: str, disk: Disk) -> dict[str, str]:
    """The headers that `_headers` gives to all pages (`/*`), their names in lower case.

    `base_path` is percent-decoded. Nothing where there is no such file; a line that is no header
    is passed over, as hosts do.
    """
    found = found_at(folder, "/_headers", disk)
    if not isinstance(found, PublishedFile):
        return {}
    try:
        data = disk.read_bytes(found.real_path, _MAX_BYTES)
    except OSError:
        return {}
    return dict(_for_all(data.decode("utf-8", "replace"), f"{base_path}/*"))


def _for_all(text: str, pattern: str) -> Iterator[tuple[str, str]]:
    applies = False
    for line in text.splitlines():
        if line[:1].strip():
            applies = unquote(line.strip()) == pattern
        elif applies and (match := _HEADER.fullmatch(line)):
            name = match[1].lower()
            if name not in _NOT_FROM_FILE:
                yield name, match[2]
