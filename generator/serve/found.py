"""What stands at a URL path in a published folder: a file, a folder, or nothing.

The only question that decides what may be sent. Links are resolved before it is answered.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from urllib.parse import quote

from generator.disk import Disk, Stat
from generator.writing.paths import is_safe


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """A regular file that may be sent: its name in the folder, and where it really is."""

    name: str
    real_path: str
    stat: Stat


@dataclass(frozen=True, slots=True)
class PublishedFolder:
    """A folder with an index.html, asked for without the slash at its end."""

    name: str


def found_at(folder: str, path: str, disk: Disk) -> PublishedFile | PublishedFolder | None:
    """What a URL path, percent-decoded and from its first slash, leads to in the folder.

    None for whatever a host would not publish: hidden files, folders without an index.html, FIFOs,
    links that leave the folder, paths that no edition can hold.
    """
    name = path[1:]
    if name == "" or name.endswith("/"):
        return _file(folder, f"{name}index.html", disk)
    if found := _file(folder, name, disk):
        return found
    return PublishedFolder(name) if _file(folder, f"{name}/index.html", disk) else None


def _file(folder: str, name: str, disk: Disk) -> PublishedFile | None:
    if not is_safe(name) or _is_hidden(name.split("/")):
        return None
    try:
        root = disk.real_path(folder)
        real_path = disk.real_path(os.path.join(root, *name.split("/")))
        inside = root.rstrip(os.sep) + os.sep
        if not real_path.startswith(inside):
            return None
        if _is_hidden(real_path[len(inside) :].split(os.sep)):
            return None
        stat = disk.stat(real_path)
    except (OSError, ValueError):  # a folder that is locked, a name that the system can't hold
        return None
    return PublishedFile(name, real_path, stat) if stat.kind == "file" else None


def _is_hidden(parts: list[str]) -> bool:
    return any(part.startswith(".") for part in parts)


def below(base_path: str, path: str) -> str | None:
    """A URL path without the site's own path before it; None for one that is not below that."""
    if path == base_path or not path.startswith(f"{base_path}/"):
        return None
    return path[len(base_path) :]


def folder_location(name: str) -> str:
    """The relative address of a folder with its slash, for a browser that asked without it.

    Relative to what was asked, and begun with a dot: no name can make it another host's address or
    another scheme (`//evil.example`, `javascript:`).
    """
    return f"./{quote(name.rpartition('/')[2], safe='')}/"
