"""Which folder may be an output folder: never one in which a file is somebody's work."""

from __future__ import annotations

import os
from collections.abc import Iterator

from generator.disk import Disk, Where, machine_trouble
from generator.folders import WORKSPACE
from generator.problems import printable

_SOURCES = ("content", "layouts", "site.yaml", "generator", ".git")
_PREVIEW = "preview"


class OutputRefused(Exception):
    """The folder can't be an output folder; the message says why and which can."""


def check_output_folder(
    site_root: Where, output: Where, disk: Disk, *, is_preview: bool = False
) -> str:
    """The output folder with all links resolved; raises `OutputRefused`.

    Refused is what is, holds or lies in the sources, the site itself, a home or a root folder, also
    under another spelling or through a link. Inside the site, `output/` or another folder of its
    own is right, and for a preview `.broadsheet/preview/`; elsewhere any folder is.
    """
    site, folder = disk.real_path(site_root), disk.real_path(output)
    try:
        why = (
            _fault_of_kind(folder, disk)
            or _fault_of_place(site, folder, disk)
            or _fault_in_site(site, folder, is_preview)
            or _fault_by_identity(site, folder, disk)
        )
    except OSError as error:
        raise machine_trouble(error) from error
    if why:
        other = os.path.join(site, "output")
        cure = f"use {printable(other)} or a folder outside of the site"
        if disk.real_path(other) == folder:
            cure = "remove or rename it, or choose a folder outside of the site with --output"
        raise OutputRefused(
            f"{printable(os.fspath(output))} can't be the output folder: {printable(why)}; {cure}"
        )
    return folder


def _fault_of_kind(folder: str, disk: Disk) -> str:
    """Something other than a folder stands there, or on the way there."""
    for path in _upwards(folder):
        kind = disk.stat(path).kind
        if kind == "folder":
            return ""
        if kind == "link":
            return f"{path} is a link that leads round in a circle"
        if kind != "absent":
            return f"{path} is {'a file' if kind == 'file' else 'a FIFO, a socket or a device'}"
    return ""


def _fault_of_place(site: str, folder: str, disk: Disk) -> str:
    if folder == os.path.dirname(folder):
        return "it is the root of the file system"
    home = disk.home_folder()
    if home and _lies_in(disk.real_path(home), folder):
        return "it is or holds your home folder"
    return "it is or holds the site itself" if _lies_in(site, folder) else ""


def _lies_in(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def _fault_in_site(site: str, folder: str, is_preview: bool) -> str:
    """Names of sources are kept free even where the site has no such folder yet."""
    if not _lies_in(folder, site):
        return ""
    first, *rest = os.path.relpath(folder, site).casefold().split(os.sep)
    if is_preview and first == WORKSPACE and rest[:1] == [_PREVIEW]:
        return ""
    if first in _SOURCES:
        return f"it is or lies in {first}, where the sources are"
    return f"it is or lies in {first}, a hidden folder of the site" if first[0] == "." else ""


def _fault_by_identity(site: str, folder: str, disk: Disk) -> str:
    """The same by what the system knows of the folders: it sees through case, mounts and links."""
    around = {disk.stat(path).identity for path in _upwards(folder)}
    own = disk.stat(folder).identity
    for name in _SOURCES:
        source = disk.real_path(os.path.join(site, name))
        if disk.stat(source).kind == "absent":
            continue
        if disk.stat(source).identity in around:
            return f"it is or lies in {name}, where the sources are"
        if any(disk.stat(path).identity == own for path in _upwards(source)):
            return f"it is or holds {name}, where the sources are"
    if any(disk.stat(path).identity == own for path in _upwards(site)):
        return "it is or holds the site itself"
    return ""


def _upwards(path: str) -> Iterator[str]:
    """The path, then each folder around it up to the root."""
    yield path
    while path != os.path.dirname(path):
        path = os.path.dirname(path)
        yield path
