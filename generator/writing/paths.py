"""Paths inside an output folder: which are safe, and which a file system may take for one."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

MANIFEST = "build.json"
STAGING = ".broadsheet-staging"

_PATH_MAX_CHARACTERS = 4096


def is_safe(path: str) -> bool:
    """Whether a relative posix path names something in the output folder that may be ours."""
    parts = path.split("/")
    return (
        0 < len(path) <= _PATH_MAX_CHARACTERS
        and "\\" not in path
        and not any(part in ("", ".", "..") for part in parts)
        and all(unicodedata.category(char) not in ("Cc", "Cs", "Zl", "Zp") for char in path)
        and parts[0].casefold() != STAGING
    )


def folders_of(path: str) -> Iterator[str]:
    """The folders that a path lies in, outermost first: `a/b/c` lies in `a` and `a/b`."""
    end = path.find("/")
    while end >= 0:
        yield path[:end]
        end = path.find("/", end + 1)


def folded(path: str) -> str:
    """Equal for two paths that some file system takes for one: by case, or by composed letters."""
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def clash(paths: Iterable[str]) -> tuple[str, str] | None:
    """Two paths that can't both be files: the same when folded, or one is the other's folder."""
    by_key = {MANIFEST: MANIFEST}
    for path in paths:
        if folded(path) in by_key:
            return by_key[folded(path)], path
        by_key[folded(path)] = path
    for key, path in by_key.items():
        for folder in folders_of(key):
            if folder in by_key:
                return by_key[folder], path
    return None
