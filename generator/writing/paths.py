"""Paths inside an output folder: which are safe, and which a file system may take for one."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

MANIFEST = "build.json"
STAGING = ".broadsheet-staging"

_PATH_MAX_CHARACTERS = 4096
_NO_NAMES = frozenset(("", ".", ".."))
_NO_CHARACTERS = frozenset(("Cc", "Cs", "Zl", "Zp"))  # control, surrogate, line and paragraph ends


def is_safe(path: str) -> bool:
    """Whether a relative posix path names something in the output folder that may be ours."""
    parts = path.split("/")
    return (
        0 < len(path) <= _PATH_MAX_CHARACTERS
        and "\\" not in path
        and _NO_NAMES.isdisjoint(parts)
        and parts[0].casefold() != STAGING
        and (path.isprintable() or _NO_CHARACTERS.isdisjoint(map(unicodedata.category, path)))
    )


def folders_of(path: str) -> Iterator[str]:
    """The folders that a path lies in, outermost first: `a/b/c` lies in `a` and `a/b`."""
    end = path.find("/")
    while end >= 0:
        yield path[:end]
        end = path.find("/", end + 1)


def all_folders(paths: Iterable[str]) -> set[str]:
    """Every folder that some of the paths lies in."""
    folders: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in folders:
            folders.add(folder)
            folder = folder.rpartition("/")[0]
    return folders


def folded(path: str) -> str:
    """Equal for two paths that some file system takes for one: by case, or by composed letters."""
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def clash(paths: Iterable[str]) -> tuple[str, str] | None:
    """Two paths that can't both be files: the same when folded, or one is the other's folder."""
    by_key = {MANIFEST: MANIFEST}
    for path in paths:
        key = folded(path)
        if key in by_key:
            return by_key[key], path
        by_key[key] = path
    for folder in sorted(all_folders(by_key) & by_key.keys()):
        below = next(key for key in by_key if key.startswith(f"{folder}/"))
        return by_key[folder], by_key[below]
    return None
