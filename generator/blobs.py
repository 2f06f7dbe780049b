"""What was rendered and not yet published: bytes kept under their own digest.

A blob is written whole or not at all, and never changed. It is not synced: whoever reads one
checks it, so that a power cut costs work and never truth.
"""

from __future__ import annotations

import hashlib
import os
import re
import threading
from collections.abc import Set
from contextlib import suppress

from generator.disk import Disk, Where, machine_trouble, make_folders

# No page comes near it; a film among the documents may.
BLOB_MAX_BYTES = 4 << 30
# A small site may keep so many more than it needs.
_SPARE = 200
# So many of the 256 folders are counted to tell how full all are.
_SAMPLE = 16

_DIGEST = re.compile(r"[0-9a-f]{64}")


class DamagedBlob(Exception):
    """The store has no sound copy of these bytes: make them again."""

    def __init__(self, digest: str) -> None:
        super().__init__(digest)
        self.digest = digest


class Blobs:
    """A folder of bytes by digest; several processes may put into it at once."""

    __slots__ = ("_disk", "_folder")

    def __init__(self, folder: Where, disk: Disk) -> None:
        self._folder = os.fspath(folder)
        self._disk = disk

    def path(self, digest: str) -> str:
        """Where the bytes with this SHA-256 are kept, whether they are there or not."""
        if not _DIGEST.fullmatch(digest):
            raise ValueError(f"{digest!r:.80} is no SHA-256 in hexadecimal digits")
        return os.path.join(self._folder, digest[:2], digest[2:])

    def put(self, data: bytes) -> str:
        """The SHA-256 of the bytes, which are in the store now; raises `MachineTrouble`."""
        digest = hashlib.sha256(data).hexdigest()
        path = self.path(digest)
        try:
            if not self._has_sound(path, digest):
                self._write(path, data)
        except OSError as error:
            raise machine_trouble(error, path) from error
        return digest

    def _has_sound(self, path: str, digest: str) -> bool:
        return self._disk.stat(path).kind == "file" and self._disk.digest(path) == digest

    def _write(self, path: str, data: bytes) -> None:
        temporary = f"{path}.{os.getpid()}-{threading.get_ident()}"
        try:
            try:
                self._disk.write_bytes_new(temporary, data)
            except FileNotFoundError:
                make_folders(os.path.dirname(path), self._disk)
                self._disk.write_bytes_new(temporary, data)
            except FileExistsError:  # left by a killed process that had our number
                self._disk.remove(temporary)
                self._disk.write_bytes_new(temporary, data)
            self._disk.rename(temporary, path)
        except OSError:
            with suppress(OSError):
                self._disk.remove(temporary)
            raise

    def read(self, digest: str) -> bytes:
        """The bytes with this SHA-256; `DamagedBlob` when they are missing or not what they were.

        Raises `MachineTrouble` when the machine is at fault.
        """
        path = self.path(digest)
        try:
            data = self._disk.read_bytes(path, BLOB_MAX_BYTES)
        except FileNotFoundError:
            raise DamagedBlob(digest) from None
        except OSError as error:
            raise machine_trouble(error, path) from error
        if hashlib.sha256(data).hexdigest() != digest:
            raise DamagedBlob(digest)
        return data

    def prune(self, digests: Set[str]) -> int:
        """How many blobs were removed: all that no edition needs, once they are the greater part.

        Until then they may be of use: a picture of a story that is held, a page that changes back.
        Digests are spread evenly, so a few folders tell how many there are.
        """
        folders = self._folders()
        looked_at = folders[:_SAMPLE]
        few = sum(len(self._disk.entries(folder)) for folder in looked_at)
        standing = few * len(folders) // max(1, len(looked_at))
        return self.keep_only(digests) if standing > 2 * len(digests) + _SPARE else 0

    def keep_only(self, digests: Set[str]) -> int:
        """How many blobs were removed because no edition needs them; call it under the lock."""
        removed = 0
        try:
            for folder in self._folders():
                for entry in self._disk.entries(folder):
                    if f"{os.path.basename(folder)}{entry.name}" not in digests:
                        self._disk.remove(os.path.join(folder, entry.name))
                        removed += 1
        except OSError as error:
            raise machine_trouble(error) from error
        return removed

    def _folders(self) -> tuple[str, ...]:
        if self._disk.stat(self._folder).kind != "folder":
            return ()
        entries = self._disk.entries(self._folder)
        return tuple(os.path.join(self._folder, e.name) for e in entries if e.kind == "folder")
