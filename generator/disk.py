"""The only door to files: no other module of the generator opens, lists, moves or removes one.

Each method of `Disk` is one operation, so that a test can count, fail or end at any of them. This
room must never follow a symbolic link on its own, wait for a FIFO, or depend on the umask.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat as modes
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Literal, NamedTuple

from generator.problems import printable

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

Where = str | os.PathLike[str]
Kind = Literal["absent", "file", "folder", "link", "special"]

_CHUNK_BYTES = 1 << 20
_PLAIN = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_NEVER_WAIT = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)


class Entry(NamedTuple):
    """A name in a folder and what it is; `special` is a FIFO, a socket or a device."""

    name: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Stat:
    """What stands at a path, links not followed; all zero where nothing does."""

    kind: Kind = "absent"
    size: int = 0
    mtime_ns: int = 0
    inode: int = 0
    device: int = 0
    mode: int = 0

    @property
    def identity(self) -> tuple[int, int]:
        """Equal for two paths that lead to the same thing."""
        return (self.device, self.inode)


class Stamp(NamedTuple):
    """Equal while a file is the same; `size` is -1 for what is no file, -2 for a folder. The change
    time can't be set back, as a modification time can."""

    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int


Stamps = dict[str, tuple[int, int, int, int]]  # a `Stamp` each, which takes longer to make


class NotAFile(OSError):
    """What stands there is a folder, a FIFO, a socket or a device."""


class TooLarge(OSError):
    """The file holds more bytes than the reader allows."""


class Disk:
    """The operations. A failing one raises the system's `OSError`, with the path in it."""

    __slots__ = ()

    def entries(self, folder: Where) -> tuple[Entry, ...]:
        """What a folder holds, sorted by name; a name that is no UTF-8 has surrogates in it."""
        with os.scandir(os.fspath(folder)) as found:
            return tuple(sorted(Entry(item.name, _entry_kind(item)) for item in found))

    def stat(self, path: Where) -> Stat:
        """What stands at the path; a link is itself, not what it leads to."""
        try:
            found = os.lstat(path)
        except OSError as error:
            if error.errno in (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG):
                return Stat()
            raise
        return Stat(
            _mode_kind(found.st_mode),
            found.st_size,
            found.st_mtime_ns,
            found.st_ino,
            found.st_dev,
            modes.S_IMODE(found.st_mode),
        )

    def stamp_of_itself(self, path: Where) -> Stamp:
        """What tells a file from another at that path without reading it; a link is no file."""
        return Stamp(*_plain(os.lstat(path)))

    def stamps(self, folder: Where) -> tuple[Stamps, list[str]]:
        """The files below a folder by relative path, links followed, and what is no plain file."""
        found: Stamps = {}
        odd, waiting = [], [os.fspath(folder)]
        cut = len(waiting[0]) + 1
        for here in waiting:
            with os.scandir(here) as items:
                for item in items:
                    if item.is_dir(follow_symlinks=False):
                        waiting.append(item.path)
                        continue
                    if not item.is_file(follow_symlinks=False):
                        odd.append(item.path[cut:])
                    with suppress(FileNotFoundError):  # it just went, or the link leads nowhere
                        found[item.path[cut:]] = _plain(item.stat())
        return found, odd

    def stamps_of(self, folder: Where, paths: Iterable[str]) -> Stamps:
        """What stands at these paths below a folder itself; nothing for what is not there."""
        found: Stamps = {}
        for path in paths:
            try:
                found[path] = _plain(os.lstat(f"{folder}/{path}"))
            except (FileNotFoundError, NotADirectoryError):
                continue
        return found

    def is_ours_alone(self, path: Where) -> bool:
        """Whether a file there is this user's, and nobody else may write it."""
        try:
            found = os.lstat(path)
        except OSError:
            return False
        is_ours = sys.platform == "win32" or found.st_uid == os.geteuid()
        return modes.S_ISREG(found.st_mode) and is_ours and not found.st_mode & 0o022

    def real_path(self, path: Where) -> str:
        """The absolute path with every link resolved; of a circle of links the first stays."""
        return os.path.realpath(path)

    def home_folder(self) -> str:
        """The user's home folder, or nothing where there is none."""
        home = os.path.expanduser("~")
        return home if os.path.isabs(home) else ""

    def read_bytes(self, path: Where, limit: int) -> bytes:
        """The bytes of a regular file; more than `limit` of them raise `TooLarge`.

        A link raises `OSError` (ELOOP), a folder, FIFO, socket or device `NotAFile`; neither waits.
        """
        with _opened(path, os.O_RDONLY | _NEVER_WAIT) as descriptor:
            size = _regular(descriptor, path).st_size
            parts: list[bytes] = []
            while size <= limit and (part := os.read(descriptor, _CHUNK_BYTES)):
                parts.append(part)
                size = max(size, sum(map(len, parts)))  # it may grow while it is read
        if size > limit:
            raise TooLarge(errno.EFBIG, f"more than {limit} bytes", os.fspath(path))
        return b"".join(parts)

    def digest(self, path: Where) -> str:
        """The SHA-256 of a regular file of any size, as 64 hexadecimal digits."""
        digest = hashlib.sha256()
        with _opened(path, os.O_RDONLY | _NEVER_WAIT) as descriptor:
            _regular(descriptor, path)
            while part := os.read(descriptor, _CHUNK_BYTES):
                digest.update(part)
        return digest.hexdigest()

    def write_bytes_new(self, path: Where, data: bytes, mode: int = 0o600) -> None:
        """Write a file that must not exist yet, with this mode whatever the umask is."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
        with _opened(path, flags, mode) as descriptor:
            if sys.platform != "win32":
                os.fchmod(descriptor, mode)
            _write_all(descriptor, data)

    def link(self, path: Where, second: Where) -> None:
        """Give the file a second name, or raise where the file system knows no such thing."""
        if sys.platform == "win32":
            os.link(path, second)
        else:
            os.link(path, second, follow_symlinks=False)

    def rename(self, old: Where, new: Where) -> None:
        """Move a file within its file system, in one step; a file at `new` is replaced."""
        os.replace(old, new)

    def remove(self, path: Where) -> None:
        """Remove a file, or a link without what it leads to."""
        os.unlink(path)

    def make_folder(self, path: Where) -> None:
        """Make one folder; its parent must exist and it must not."""
        os.mkdir(path)

    def remove_folder(self, path: Where) -> None:
        """Remove one empty folder; one that holds anything raises `OSError`."""
        os.rmdir(path)

    def set_mode(self, path: Where, mode: int) -> None:
        """Give a file or folder of ours exactly this mode."""
        os.chmod(path, mode)

    def sync_file(self, path: Where) -> None:
        """Return when the file's bytes would outlive a power cut."""
        with _opened(path, os.O_RDWR) as descriptor:
            os.fsync(descriptor)

    def sync_folder(self, path: Where) -> None:
        """Return when the folder's names would outlive a power cut, where a system can do that."""
        if sys.platform == "win32":
            return
        with _opened(path, os.O_RDONLY) as descriptor:
            try:
                os.fsync(descriptor)
            except OSError as error:  # SMB and some FUSE file systems know no such thing
                if error.errno not in (errno.EINVAL, errno.ENOTSUP):
                    raise

    def sync_everything(self) -> bool:
        """Whether all that was written so far is safe now; only Linux's sync() waits for that."""
        if sys.platform == "linux":
            os.sync()
        return sys.platform == "linux"

    def fill_standard_streams(self) -> None:
        """Open the null device wherever input, output or error (0, 1, 2) is closed."""
        for descriptor in range(3):
            try:
                os.fstat(descriptor)
            except OSError:
                os.open(os.devnull, os.O_RDWR)  # the lowest that is free

    def lock(self, path: Where, note: bytes) -> int:
        """Hold the file's lock, with a note for others in it; `BlockingIOError` when it is held.

        The lock goes with the process, however that ends. What comes back is for `unlock`.
        """
        flags = os.O_RDWR | os.O_CREAT | _PLAIN
        descriptor = os.open(path, flags, 0o644)
        try:
            _take(descriptor)
            with suppress(OSError):  # on a full disk the lock holds without its note
                os.ftruncate(descriptor, 0)
                os.write(descriptor, note)
        except BaseException:
            os.close(descriptor)
            raise
        _held.add(descriptor)
        return descriptor

    def unlock(self, descriptor: int) -> None:
        """Let go of a lock; in a child of the process that took it, nothing."""
        if descriptor in _held:
            _held.remove(descriptor)
            os.close(descriptor)


def _plain(found: os.stat_result) -> tuple[int, int, int, int]:
    mode = found.st_mode
    size = found.st_size if modes.S_ISREG(mode) else -2 if modes.S_ISDIR(mode) else -1
    return (size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)


def make_folders(path: Where, disk: Disk) -> tuple[str, ...]:
    """The folders that had to be made for the path to be one, outermost first; mode 0755."""
    missing: list[str] = []
    folder = os.path.abspath(path)
    while disk.stat(folder).kind == "absent":
        missing.append(folder)
        folder = os.path.dirname(folder)
    for folder in reversed(missing):
        with suppress(FileExistsError):  # another process was quicker
            disk.make_folder(folder)
            disk.set_mode(folder, 0o755)
    return tuple(reversed(missing))


def _entry_kind(item: os.DirEntry[str]) -> Kind:
    if item.is_symlink():
        return "link"
    if item.is_dir(follow_symlinks=False):
        return "folder"
    return "file" if item.is_file(follow_symlinks=False) else "special"


def _mode_kind(mode: int) -> Kind:
    if modes.S_ISREG(mode):
        return "file"
    if modes.S_ISDIR(mode):
        return "folder"
    return "link" if modes.S_ISLNK(mode) else "special"


@contextmanager
def _opened(path: Where, flags: int, mode: int = 0) -> Iterator[int]:
    """An open descriptor; an error on it names the path, as one on the path itself does."""
    descriptor = os.open(path, flags | _PLAIN, mode)
    try:
        try:
            yield descriptor
        finally:
            os.close(descriptor)
    except OSError as error:
        if error.filename is None:
            error.filename = os.fspath(path)
        raise


def _regular(descriptor: int, path: Where) -> os.stat_result:
    found = os.fstat(descriptor)
    if not modes.S_ISREG(found.st_mode):
        raise NotAFile(errno.EINVAL, "not a regular file", os.fspath(path))
    return found


def _write_all(descriptor: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


# A lock taken with flock belongs to the open file, which a forked worker shares: an orphaned
# worker would hold it for ever. So each child closes its copies, which leaves the parent's lock.
_held: set[int] = set()


def _let_go_in_child() -> None:
    for descriptor in _held:
        with suppress(OSError):
            os.close(descriptor)
    _held.clear()


if sys.platform == "win32":
    # msvcrt keeps others from reading what is locked: lock a byte far behind the note.
    _LOCKED_BYTE = 1 << 30

    def _take(descriptor: int) -> None:
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            raise BlockingIOError(errno.EWOULDBLOCK, "held by another process") from error
        os.lseek(descriptor, 0, os.SEEK_SET)

else:

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    os.register_at_fork(after_in_child=_let_go_in_child)


class MachineTrouble(Exception):
    """The machine refuses: a full disk, a missing permission. The message says what to do."""

    def __init__(self, message: str, path: str = "") -> None:
        super().__init__(message, path)
        self.message = message
        self.path = path

    def __str__(self) -> str:
        return self.message


_BUILD_AGAIN = "then build again"
_PLAIN_WORDS = {
    errno.ENOSPC: ("the disk is full", f"free some space, {_BUILD_AGAIN}"),
    errno.EDQUOT: ("your share of the disk is used up", f"free some space, {_BUILD_AGAIN}"),
    errno.EACCES: ("permission denied", f"see who owns it and make it writable, {_BUILD_AGAIN}"),
    errno.EPERM: ("permission denied", f"see who owns it and make it writable, {_BUILD_AGAIN}"),
    errno.EROFS: ("the disk is read-only", "make it writable or choose another folder"),
    errno.EIO: ("the disk reports a fault", f"check the disk and its cables, {_BUILD_AGAIN}"),
    errno.EXDEV: ("it is a mount inside the output", "mount the whole output folder instead"),
    errno.EEXIST: ("something stands there already", f"move it away, {_BUILD_AGAIN}"),
    errno.ENOTDIR: ("a file stands where a folder is needed", f"move it away, {_BUILD_AGAIN}"),
    errno.ENAMETOOLONG: ("the name is too long for this disk", f"shorten it, {_BUILD_AGAIN}"),
    errno.EMFILE: ("too many files are open", f"close other programs, {_BUILD_AGAIN}"),
    errno.EBUSY: ("another program is using it", f"close that program, {_BUILD_AGAIN}"),
}


def machine_trouble(error: OSError, path: str = "", outcome: str = "") -> MachineTrouble:
    """The system's error in plain words: path, fault and cure on one line, the outcome below."""
    name = path or str(error.filename2 or error.filename or "the disk")
    fallback = (error.strerror or str(error)).lower() or "it can't be used"
    what, cure = _PLAIN_WORDS.get(error.errno or 0, (fallback, f"see to it, {_BUILD_AGAIN}"))
    message = f"{printable(name)}: {what}; {cure}"
    return MachineTrouble(f"{message}\n{outcome}" if outcome else message, name)
