"""Which program this is: what it remembers is worth something for the same one only.

A digest of its own source and of all that its bytes depend on beside a site's files: the packages
beside it, Python, the zones' clocks. Contents and names, never times: those differ on each machine.
"""

from __future__ import annotations

import hashlib
import os
import sys
import zoneinfo
from contextlib import suppress

from generator.disk import Disk

_SOURCE_MAX_BYTES = 16 << 20


class ProgramChanged(Exception):
    """The program became another while it was at work: what it made can't be trusted."""


def program_digest(disk: Disk) -> bytes:
    """32 bytes that are others when the program is another."""
    found = hashlib.sha256(f"{sys.version}\0{sys.platform}\0{sys.byteorder}".encode())
    for path in _sources(os.path.dirname(os.path.abspath(__file__)), disk):
        found.update(b"\0source\0" + disk.read_bytes(path, _SOURCE_MAX_BYTES))
    for name in _packages(disk):
        found.update(b"\0package\0" + name.encode("utf-8", "surrogatepass"))
    found.update(b"\0zones\0" + _zones(disk))
    return found.digest()


def program_stamps(disk: Disk) -> str:
    """As hexadecimal digits what is the same while nobody touched the program; quick to find."""
    package = os.path.dirname(os.path.abspath(__file__))
    found = hashlib.sha256(sys.version.encode())
    files, _ = disk.stamps(package)
    for path, stamp in sorted(item for item in files.items() if item[0].endswith(".py")):
        found.update(f"\0{path}\0{stamp}".encode("utf-8", "surrogatepass"))
    found.update("\0".join((*sys.path, *_packages(disk))).encode("utf-8", "surrogatepass"))
    return found.hexdigest()


def _sources(folder: str, disk: Disk) -> list[str]:
    found = []
    for entry in sorted(disk.entries(folder), key=lambda entry: entry.name):
        path = os.path.join(folder, entry.name)
        if entry.kind == "folder" and entry.name != "__pycache__":
            found += _sources(path, disk)
        elif entry.kind == "file" and entry.name.endswith(".py"):
            found.append(path)
    return found


def _packages(disk: Disk) -> list[str]:
    """The installed packages with their versions, as their folders are named (PEP 376)."""
    names = set()
    for folder in filter(None, sys.path):
        with suppress(OSError):  # a folder that can't be listed can't be imported from either
            if disk.stat(folder).kind == "folder":
                found = disk.entries(folder)
                names |= {entry.name for entry in found if entry.name.endswith("-info")}
    return sorted(names)


def _zones(disk: Disk) -> bytes:
    """What tells one edition of the zones' clocks from another, where they are the system's."""
    for folder in zoneinfo.TZPATH:
        for name in ("tzdata.zi", "+VERSION", "UTC"):
            path = os.path.join(folder, name)
            if disk.stat(path).kind == "file":
                return disk.read_bytes(path, _SOURCE_MAX_BYTES)
    return b""
