"""One build at a time: the lock of a workspace, which never outlives its holder."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from datetime import datetime
from types import TracebackType
from typing import Self

from generator.disk import Disk, Where, machine_trouble, make_folders

_NOTE_MAX_BYTES = 1000


class Locked(Exception):
    """Another build holds the workspace; the message says which, where that can be read."""


class EditionLock:
    """Held while a command reads or changes an edition; entering raises `Locked`.

    The system lets go of it when the process ends, however that happens, so the file that stays
    behind means nothing.
    """

    __slots__ = ("_descriptor", "_disk", "_path")

    def __init__(self, workspace: Where, disk: Disk) -> None:
        self._path = os.path.join(os.fspath(workspace), "lock")
        self._disk = disk
        self._descriptor = -1

    def __enter__(self) -> Self:
        try:
            make_folders(os.path.dirname(self._path), self._disk)
            self._descriptor = self._disk.lock(self._path, f"{os.getpid()}\n".encode())
        except BlockingIOError:
            raise Locked(self._held_words()) from None
        except OSError as error:
            raise machine_trouble(error, self._path) from error
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with suppress(OSError):  # it goes with the process; what went wrong before says more
            self._disk.unlock(self._descriptor)

    def _held_words(self) -> str:
        """Who holds the lock: its number, and since when by the time of the lock's file."""
        try:
            note = self._disk.read_bytes(self._path, _NOTE_MAX_BYTES)
            since_s = self._disk.stat(self._path).mtime_ns / 1e9
        except OSError:
            note, since_s = b"", 0.0
        who = ""
        if re.fullmatch(rb"[0-9]{1,10}\n", note):
            since = datetime.fromtimestamp(since_s).astimezone()
            who = f" (process {int(note)}, since {since:%Y-%m-%d %H:%M:%S})"
        return f"another build is at work here{who}; wait until it is done, or end it"
