"""Which site a command is about: the one named, or the one that it was called in."""

from __future__ import annotations

import os
from collections.abc import Iterator

from generator.disk import Disk
from generator.problems import printable

SITE_FILE = "site.yaml"
_NEARLY = "site.yml"


class NoSite(Exception):
    """There is no site where one was looked for; the message says what to do."""


def find_site(argument: str | None, disk: Disk = Disk()) -> str:
    """The absolute path of a site's folder: the one named, else this one or the nearest around it.

    A site is a folder with a site.yaml. Raises `NoSite`.
    """
    try:
        here = os.path.abspath(argument if argument is not None else os.getcwd())
        for folder in [here] if argument is not None else _upwards(here):
            if disk.stat(os.path.join(folder, SITE_FILE)).kind in ("file", "link"):
                return folder
        raise NoSite(_why_not(here, argument, disk))
    except FileNotFoundError:  # only from getcwd
        raise NoSite("the folder that you are in is gone; change into the site's") from None
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        shown = printable(argument or "this folder")
        raise NoSite(f"{shown} can't be read: {why.lower()}") from None


def from_here(path: str) -> str:
    """A path as one types it here; from the root of the disk where that leads upwards."""
    try:
        near = os.path.relpath(path)
    except (OSError, ValueError):  # this folder is gone, or on another drive
        return path
    return path if near.startswith("..") else near


def _upwards(folder: str) -> Iterator[str]:
    yield folder
    while folder != os.path.dirname(folder):
        folder = os.path.dirname(folder)
        yield folder


def _why_not(folder: str, argument: str | None, disk: Disk) -> str:
    """What stands there instead of a site, and what to do."""
    shown = printable(argument if argument is not None else folder)
    kind = disk.stat(disk.real_path(folder)).kind
    if kind == "absent":
        return f"there is no folder {shown}"
    if kind != "folder":
        return f"{shown} is no folder; name the folder that {SITE_FILE} is in"
    if disk.stat(os.path.join(folder, _NEARLY)).kind == "file":
        return f"there is no {SITE_FILE} in {shown}; rename {_NEARLY} to {SITE_FILE}"
    around = "" if argument is not None else ", nor in a folder around it"
    return f"there is no {SITE_FILE} in {shown}{around}; go to the site's folder, or name it"
