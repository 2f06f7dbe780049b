"""What happens to the sources of a site, as soon as it has happened; told by watchdog.

Its events are only hints where to look: what is true is told by stamps and digests, in the process
that builds. Where no events come, that one looks by itself.
"""

from __future__ import annotations

import os
import threading
import time
import warnings
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from generator.disk import Disk
from generator.site_files import is_passed_over
from generator.watch.settling import Settling

SITE_FILE = "site.yaml"
FOLDERS = ("content", "layouts")
# What is done with a file then, and is told of its reading, which is of no interest.
_DONE, _OPEN = (
    frozenset(("closed", "deleted", "moved", "attrib")),
    frozenset(("created", "modified")),
)
# File systems of other machines, whose changes this one is not told of.
_ELSEWHERE = (
    "9p",
    "afs",
    "ceph",
    "cifs",
    "drvfs",
    "fuse.",
    "ncpfs",
    "nfs",
    "smb",
    "vboxsf",
    "virtiofs",
)
_MOUNTS_MAX_BYTES = 1 << 20
# How long a change that was heard of is remembered.
_HEARD_S = 5.0


class Watcher(FileSystemEventHandler):
    """`tell` is called in a thread of this class with the sources that may have changed: paths of
    the site with slashes, or None for any."""

    def __init__(
        self, root: str, tell: Callable[[frozenset[str] | None], None], disk: Disk
    ) -> None:
        self._root, self._pass_on = disk.real_path(root), tell
        self._disk = disk
        self._observer: Any = Observer()
        self._watched: dict[str, Any] = {}
        self._settling = Settling()
        self._news = threading.Condition()
        self._is_over = False
        self._heard_at = 0.0
        self._teller = threading.Thread(target=self._tell_when_settled, daemon=True)

    def begin(self) -> str:
        """Begin to watch; why no events come from here, or nothing where they do."""
        # of folders that come by the dozen watchdog says that it had heard already
        warnings.filterwarnings("ignore", category=RuntimeWarning, module=r"watchdog\.")
        if kind := self._kind_of_drive():
            return f"this folder is on a drive that tells of no changes ({kind})"
        try:
            self._observer.schedule(self, self._root, recursive=False)
            for name in FOLDERS:
                self._watch(name)
            self._observer.start()
        except OSError as refused:
            return f"the system tells of no changes ({(refused.strerror or str(refused)).lower()})"
        self._teller.start()
        return ""

    def end(self) -> None:
        """Stop; nothing is told after."""
        with self._news:
            self._is_over = True
            self._news.notify()
        if self._observer.is_alive():
            self._observer.stop()
            self._observer.join(0.5)

    def has_just_heard(self) -> bool:
        """Whether anything was heard in the last seconds."""
        return time.monotonic() - self._heard_at < _HEARD_S

    def _watch(self, name: str) -> None:
        """Watch a folder of the site, if it is there; another may have stood there before."""
        if before := self._watched.pop(name, None):
            with suppress(KeyError, OSError):
                self._observer.unschedule(before)
        folder = self._disk.real_path(os.path.join(self._root, name))
        if self._disk.stat(folder).kind == "folder":
            self._watched[name] = self._observer.schedule(self, folder, recursive=True)

    def _kind_of_drive(self) -> str:
        """The kind of file system, where it is another machine's."""
        try:
            table = self._disk.read_bytes("/proc/self/mounts", _MOUNTS_MAX_BYTES)
        except OSError:
            return ""
        best, kind = "", ""
        for line in table.decode("utf-8", "replace").splitlines():
            _, place, found, *_ = line.split(" ")
            place = place.encode().decode("unicode_escape")
            is_above = f"{self._root}/".startswith(place.rstrip("/") + "/")
            if is_above and len(place) >= len(best):
                best, kind = place, found
        return kind if kind.startswith(_ELSEWHERE) else ""

    def dispatch(self, event: FileSystemEvent) -> None:
        """Called by watchdog, in a thread of its own."""
        is_done = event.event_type in _DONE
        if not is_done and event.event_type not in _OPEN:
            return
        if event.is_directory and event.event_type in ("modified", "attrib"):
            return
        places = [os.fsdecode(place) for place in (event.src_path, event.dest_path) if place]
        paths = [self._source(place, event.is_directory) for place in places]
        told = [path for path in paths if path != ""]
        if not told:
            return
        with self._news:
            self._heard_at = time.monotonic()
            self._settling.note(self._heard_at, *told, is_done=is_done)
            self._news.notify()

    def _source(self, place: str, is_folder: bool) -> str | None:
        """The path in the site; None for a folder, of which all may be other; empty for what is no
        source."""
        if not place.startswith(self._root + os.sep):
            return None  # behind a link
        path = place[len(self._root) + 1 :].replace(os.sep, "/")
        parts = path.split("/")
        if any(map(is_passed_over, parts)):
            return ""
        if parts[0] not in FOLDERS:
            return path if path == SITE_FILE else ""
        if is_folder and len(parts) == 1:
            with suppress(OSError):  # it just went again
                self._watch(path)
        return None if is_folder else path

    def _tell_when_settled(self) -> None:
        while True:
            with self._news:
                while not self._is_over:
                    due = self._settling.due()
                    left = None if due is None else due - time.monotonic()
                    if left is not None and left <= 0:
                        break
                    self._news.wait(left)
                if self._is_over:
                    return
                told = self._settling.taken()
            self._pass_on(told)
