"""A disk that counts its operations, fails at some, or ends the process at one."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Collection
from functools import partial
from typing import Any

from generator.disk import Disk, Stat

OPERATIONS = frozenset(
    name for name, value in vars(Disk).items() if callable(value) and not name.startswith("_")
)
QUESTIONS = frozenset(
    ("entries", "stat", "stamp_of_itself", "stamps", "stamps_of", "real_path")
    + ("home_folder",)
    + ("read_bytes", "digest", "is_ours_alone")
    + ("sync_file", "sync_folder", "sync_everything", "unlock")
)
CHANGES = OPERATIONS - QUESTIONS
Fails = Callable[[int], bool]


class Killed(BaseException):
    """The process is gone: nothing that it would do afterwards happens."""


def never(number: int) -> bool:
    return False


class FaultyDisk(Disk):
    """Operation number k (from 1) raises `OSError` where `fails(k)`; from `kill_at` on all is over.

    A write that fails or is cut off leaves half of its bytes. With `is_late` an operation is done
    before it fails, as network disks do. `other_disk` is a path that claims to be on a disk of its
    own; renames to and from it fail. Without `has_links` no file gets a second name. Files in
    `hollow` were never synced: `cut_power` empties them.
    """

    def __init__(
        self,
        fails: Fails = never,
        *,
        kill_at: int = 0,
        is_late: bool = False,
        other_disk: str = "",
        admits_other_disk: bool = True,
        has_links: bool = True,
    ) -> None:
        self.fails = fails
        self.kill_at = kill_at
        self.is_late = is_late
        self.other_disk = other_disk
        self.admits_other_disk = admits_other_disk
        self.has_links = has_links
        self.count = 0
        self.asked: list[tuple[str, str]] = []
        self.hollow: set[int] = set()

    def __getattribute__(self, name: str) -> Any:
        value = super().__getattribute__(name)
        return partial(self._operate, name, value) if name in OPERATIONS else value

    def _operate(self, name: str, operation: Callable[..., Any], *args: Any) -> Any:
        self.count += 1
        self.asked.append((name, str(args[0]) if args else ""))
        if self.kill_at and self.count >= self.kill_at:
            if self.count == self.kill_at:
                self._begin(name, args)
            raise Killed
        if not self.fails(self.count):
            return operation(*args)
        if self.is_late:
            operation(*args)
        else:
            self._begin(name, args)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), *map(str, args[:1]))

    def _begin(self, name: str, args: tuple[Any, ...]) -> None:
        if name == "write_bytes_new" and not os.path.lexists(args[0]):
            path, data = args[0], args[1]
            self.write(path, data[: len(data) // 2])

    def write(self, path: str, data: bytes) -> None:
        super().write_bytes_new(path, data)
        self.hollow.add(os.lstat(path).st_ino)

    def write_bytes_new(self, path: Any, data: bytes, mode: int = 0o600) -> None:
        super().write_bytes_new(path, data, mode)
        self.hollow.add(os.lstat(path).st_ino)

    def sync_file(self, path: Any) -> None:
        self.hollow.discard(os.lstat(path).st_ino)

    def sync_folder(self, path: Any) -> None:
        os.lstat(path)

    def sync_everything(self) -> bool:
        self.hollow.clear()
        return True

    def stat(self, path: Any) -> Stat:
        found = super().stat(path)
        if found.kind == "absent" or not self._is_other(path) or not self.admits_other_disk:
            return found
        return Stat(
            found.kind, found.size, found.mtime_ns, found.inode, found.device + 1, found.mode
        )

    def rename(self, old: Any, new: Any) -> None:
        if self._is_other(old) != self._is_other(new):
            raise OSError(errno.EXDEV, "Invalid cross-device link", str(old), None, str(new))
        super().rename(old, new)

    def link(self, path: Any, second: Any) -> None:
        if not self.has_links:
            raise OSError(errno.ENOTSUP, "Operation not supported", str(path))
        if self._is_other(path) != self._is_other(second):
            raise OSError(errno.EXDEV, "Invalid cross-device link", str(path), None, str(second))
        super().link(path, second)

    def _is_other(self, path: Any) -> bool:
        return bool(self.other_disk) and str(path).startswith(self.other_disk)

    def cut_power(self, folder: str) -> None:
        """What a power cut makes of files that were never synced: they are there, and empty."""
        for here, _, names in os.walk(folder):
            for name in names:
                path = os.path.join(here, name)
                if os.lstat(path).st_ino in self.hollow:
                    os.truncate(path, 0)


def at(*numbers: int) -> Fails:
    """Just these operations fail."""
    wanted: Collection[int] = frozenset(numbers)
    return wanted.__contains__


def since(number: int) -> Fails:
    """This operation fails and so do all after it."""
    return lambda count: count >= number
