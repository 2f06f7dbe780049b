"""A site's own files, and nothing outside its folder: listed, read and fingerprinted.

What can't be taken is a `Refusal` in the author's terms; the room that asked makes a problem of
it. A link is followed only to what lies inside the site and is not hidden.
"""

from __future__ import annotations

import errno
import os
import posixpath
import unicodedata
from dataclasses import dataclass, field
from typing import NamedTuple

from generator.digests import Digests
from generator.disk import Disk, Kind, NotAFile, Stat, TooLarge, Where
from generator.problems import printable

# A long film; a source of text has its own, far lower limit in the room that reads it.
FILE_MAX_BYTES = 1 << 30
# Ten folders of ten links to each other are 10^10 paths without being a circle.
LINKED_FOLDERS_MAX = 1000


@dataclass(frozen=True, slots=True, order=True)
class Refusal:
    """A file that is not taken: its path in the site, a code, and why with what to do."""

    path: str
    reason_code: str
    message: str


class Refused(Exception):
    """Raised where one file was asked for and is refused."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal)
        self.refusal = refusal

    def __str__(self) -> str:
        return f"{self.refusal.path}: {self.refusal.message}"

    @property
    def is_for_its_bytes(self) -> bool:
        """Whether the same bytes would be refused on any machine, at any time."""
        return self.refusal.reason_code == "too-large"


class Listing(NamedTuple):
    """The files below a folder, as paths from the site's folder, and what was refused there."""

    files: tuple[str, ...]
    refusals: tuple[Refusal, ...]


class SiteFiles:
    """The files of one site during one build; make a new one for each build.

    It remembers which folder is where, so it must not outlive a build: a folder may be replaced by
    a link. `digests` are those that others have looked up too.
    """

    __slots__ = ("_digests", "_disk", "_folders", "_root")

    def __init__(self, root: Where, disk: Disk, digests: Digests | None = None) -> None:
        self._disk = disk
        self._root = disk.real_path(root)
        self._folders: dict[str, str] = {"": self._root}
        self._digests = digests or Digests(disk)

    def listing(self, folder: str) -> Listing:
        """The regular files below a folder, sorted by code point; empty where there is no folder.

        Dot-files and what editors leave beside a file (`x~`, `.x.swp`, `#x#`, `~$x`, `4913`)
        are not files of the site. Never raises for what it finds there.
        """
        walk = _Walk()
        try:
            path, real = self._place(folder)
            if self._disk.stat(real).kind == "folder":
                walk.waiting.append(_Folder(path, real))
        except Refused as refused:
            walk.refusals.append(refused.refusal)
        except OSError as error:
            walk.refusals.append(_unreadable(folder, error))
        while walk.waiting:
            self._list(walk.waiting.pop(), walk)
        return Listing(tuple(sorted(walk.files)), tuple(sorted(walk.refusals)))

    def _list(self, here: _Folder, walk: _Walk) -> None:
        """Sort what one folder holds into files, folders that wait, and refusals."""
        try:
            entries = self._disk.entries(here.real)
        except OSError as error:
            walk.refusals.append(_unreadable(here.path, error))
            return
        for name, kind in entries:
            path = posixpath.join(here.path, name)
            if is_passed_over(name):
                continue
            if fault := name_fault(name):
                walk.refusals.append(Refusal(printable(path), "bad-name", f"{fault}; rename it"))
            elif kind == "file":
                walk.files.append(path)
            elif kind == "folder":
                walk.waiting.append(_Folder(path, os.path.join(here.real, name), here.left))
            elif kind == "link":
                self._follow(path, here, walk)
            else:
                walk.refusals.append(_special(path))

    def _follow(self, path: str, here: _Folder, walk: _Walk) -> None:
        """Take what a link leads to, or refuse it."""
        try:
            real, kind = self._target(path, os.path.join(here.real, posixpath.basename(path)))
            if kind == "file":
                walk.files.append(path)
                return
            left = (*here.left, here.real)
            if any(_lies_in(folder, real) for folder in left):
                raise _refused(path, "link-loop", "the link leads back to a folder around it")
            if walk.linked == LINKED_FOLDERS_MAX:
                words = f"more than {LINKED_FOLDERS_MAX} folders are reached through links"
                raise _refused(path, "too-many-links", words)
            walk.linked += 1
            walk.waiting.append(_Folder(path, real, left))
        except Refused as refused:
            walk.refusals.append(refused.refusal)
        except OSError as error:
            walk.refusals.append(_unreadable(path, error))

    def _target(self, path: str, link: str) -> tuple[str, Kind]:
        """Where a link ends and what stands there; raises `Refused` for what is not ours."""
        real = self._disk.real_path(link)
        kind = self._disk.stat(real).kind
        if kind == "link":
            raise _refused(path, "link-loop", "the link leads round in a circle; remove it")
        if not _lies_in(real, self._root):
            words = "the link leaves the site's folder; copy what it leads to into the site"
            raise _refused(path, "link-outside", words)
        if any(part.startswith(".") for part in real[len(self._root) :].split(os.sep)):
            raise _refused(path, "link-hidden", "the link leads to hidden files; remove it")
        if kind == "absent":
            raise _refused(path, "link-broken", "the link leads to nothing; mend or remove it")
        if kind == "special":
            raise Refused(_special(path))
        return real, kind

    def read(self, path: str, limit: int = FILE_MAX_BYTES) -> bytes:
        """The bytes of one file of the site; raises `Refused` where there is none to be had."""
        try:
            return self._disk.read_bytes(self._place(path)[1], limit)
        except OSError as error:
            raise Refused(_reading_refusal(path, limit, error)) from error

    def digest(self, path: str) -> str:
        """The SHA-256 of a file of the site in hexadecimal digits; raises `Refused` as `read`."""
        try:
            return self._digests.of(self._place(path)[1])
        except OSError as error:
            raise Refused(_reading_refusal(path, FILE_MAX_BYTES, error)) from error

    def stat(self, path: str) -> Stat:
        """What stands at a path of the site, links followed; `absent` where nothing does."""
        try:
            return self._disk.stat(self._place(path)[1])
        except OSError as error:
            raise Refused(_unreadable(path, error)) from error

    def _place(self, path: str) -> tuple[str, str]:
        """A path in its plain form and where that is; raises `Refused` outside of the site."""
        plain = "" if path in ("", ".") else posixpath.normpath(path)
        if plain == ".." or plain.startswith(("../", "/")) or os.path.isabs(plain):
            raise _refused(path, "outside-site", "the path leaves the site's folder")
        if fault := name_fault(plain):
            raise _refused(path, "bad-name", fault)
        if any(part.startswith(".") for part in plain.split("/")):
            raise _refused(path, "hidden-file", "hidden files are not part of the site")
        folder, name = posixpath.split(plain)
        real = os.path.join(self._real_folder(folder), name) if plain else self._root
        if self._disk.stat(real).kind == "link":
            real, _ = self._target(plain, real)
        return plain, real

    def _real_folder(self, folder: str) -> str:
        known = self._folders.get(folder)
        if known is None:
            known = self._disk.real_path(os.path.join(self._root, folder))
            if known != os.path.join(self._root, *folder.split("/")):
                self._target(folder, known)
            self._folders[folder] = known
        return known


class _Folder(NamedTuple):
    """A folder to list: its path in the site, where it is, the folders left through links."""

    path: str
    real: str
    left: tuple[str, ...] = ()


@dataclass(slots=True)
class _Walk:
    """What a listing has found so far."""

    files: list[str] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    waiting: list[_Folder] = field(default_factory=list)
    linked: int = 0


def is_passed_over(name: str) -> bool:
    """Whether a name is no file of the site: hidden, or what an editor leaves beside a file."""
    return (
        name.startswith((".", "~$"))  # the latter while Word has a file open
        or name.endswith(("~", ".swp", ".swo"))
        or (len(name) > 1 and name.startswith("#") and name.endswith("#"))
        or name == "4913"  # Vim writes and removes it to see whether it may
    )


def name_fault(name: str) -> str:
    """What keeps a name or path from being published on every system; empty when nothing does."""
    if name.isprintable() and "\\" not in name:
        return ""
    for char in name:
        category = unicodedata.category(char)
        if category == "Cs":
            return "the name is not valid UTF-8"
        if category in ("Cc", "Zl", "Zp"):
            return f"the name holds U+{ord(char):04X}, a control character"
    return "the name holds a backslash" if "\\" in name else ""


def _lies_in(path: str, folder: str) -> bool:
    """Whether a real path is the folder or lies below it."""
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def _refused(path: str, reason_code: str, message: str) -> Refused:
    return Refused(Refusal(printable(path), reason_code, message))


def _special(path: str) -> Refusal:
    return Refusal(path, "special-file", "a FIFO, socket or device is no file; move it elsewhere")


def _unreadable(path: str, error: OSError) -> Refusal:
    return Refusal(path, "unreadable", (error.strerror or "it can't be read").lower())


def _reading_refusal(path: str, limit: int, error: OSError) -> Refusal:
    if isinstance(error, TooLarge):
        return Refusal(path, "too-large", f"larger than {limit} bytes; make it smaller")
    if isinstance(error, NotAFile):
        return Refusal(path, "not-a-file", "a folder or device is no file")
    if error.errno in (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG):
        return Refusal(path, "missing-file", "there is no such file")
    return _unreadable(path, error)
