"""What the browser is shown between two editions, and whom it has to be told.

Only the server's own thread changes it; others may look at it meanwhile.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Any, NamedTuple

from generator.blobs import Blobs, DamagedBlob
from generator.digest import of_bytes
from generator.disk import Disk, MachineTrouble
from generator.problems import Severity, excerpt
from generator.serve.found import PublishedFile, found_at
from generator.urls import file_path
from generator.watch import news

PAGE_MAX_BYTES = 50_000_000
_PAGES = (".html", ".htm")
# News for a browser that takes none: then it is told to look at everything.
_WAITING_AT_MOST = 200
# So many files are named; of more, a browser looks whether its own is among them.
_NAMED_AT_MOST = 500
_ANY: dict[str, Any] = {"kind": "files", "changed": None, "replaced": []}


class Page(NamedTuple):
    """A page, and the SHA-256 by which a browser knows it."""

    digest: str
    data: bytes


class Plain(NamedTuple):
    """What is no page; without `data` it stands in the folder, and is for `serve` to send."""

    data: bytes | None = None


class Stream:
    """One browser's news, and the pages that it shows: files of the output."""

    def __init__(self) -> None:
        self.shown: frozenset[str] = frozenset()
        self.news: asyncio.Queue[dict[str, Any]] = asyncio.Queue()

    def put(self, message: dict[str, Any]) -> None:
        """Tell it something."""
        if self.news.qsize() >= _WAITING_AT_MOST:
            while not self.news.empty():
                self.news.get_nowait()
            message = _ANY
        self.news.put_nowait(message)


class Preview:
    """The edition in `folder`, with pages over it that are ready before theirs is in place."""

    def __init__(self, folder: str, staging: Blobs, disk: Disk, *, follows: bool = False) -> None:
        self.folder, self.follows = folder, follows
        self._staging, self._disk = staging, disk
        self._over: dict[str, str] = {}
        self._before: dict[str, str] = {}
        self.streams: dict[str, Stream] = {}
        self.done: news.Done | None = None
        self.trouble = ""
        self.progress: news.Progress | None = None
        self._settled = asyncio.Event()
        self._settled.set()

    async def settled(self, patience_s: float) -> bool:
        """Wait for the edition of a page that was ready before it: what the page shows may be in
        place only then. Whether there was anything to wait for."""
        if self._settled.is_set():
            return False
        with suppress(TimeoutError):
            await asyncio.wait_for(self._settled.wait(), patience_s)
        return True

    def hear(self, said: object) -> None:
        """What the builder says."""
        match said:
            case news.PageMade():
                self._over[said.path] = said.digest
                self._settled.clear()
                if said.before:
                    self._before[said.path] = said.before
                self._send(kind="page", path=said.path, url=said.url, source=said.source)
            case news.Progress():
                self.progress = said
                self._send(kind="progress", what=said.what, number=said.number, total=said.total)
            case news.Trouble():
                self.trouble = said.words
                self._settled.set()
                self._send(kind="state", **self.state())
            case news.Done():
                self._take(said)

    def _take(self, done: news.Done) -> None:
        first = self.done is None
        self.done, self.trouble, self.progress = done, "", None
        self._settled.set()
        self._over = {**({} if done.is_in_place else self._over), **done.made}
        changed = (*done.changed, *done.made)
        count = len(changed) + len(done.removed)
        if first or count > _NAMED_AT_MOST:
            self._send(**_ANY)
        elif count:
            self._send(
                kind="files",
                changed=[*changed, *done.removed],
                replaced=list(done.replaced),
            )
        self._send(kind="state", **self.state())

    def _send(self, **message: Any) -> None:
        for stream in self.streams.values():
            stream.put(message)

    def shown(self) -> frozenset[str]:
        """The files of the output that browsers show."""
        return frozenset().union(*(stream.shown for stream in self.streams.values()))

    def state(self) -> dict[str, Any]:
        """What is wrong, and whether there is an edition at all."""
        problems = self.done.problems if self.done else ()
        return {
            "problems": [_problem(told) for told in problems],
            "isInPlace": self.done is not None and self.done.is_in_place,
            "trouble": self.trouble,
            "follows": self.follows,
        }

    def at(self, path: str) -> Page | Plain | None:
        """What stands at a path in the URL (below the site's own); None where nothing does."""
        name = file_path(path)
        digest = self._over.get(name, "")
        if (made := self._staged(digest)) is not None:
            return Page(digest, made) if name.endswith(_PAGES) else Plain(made)
        found = found_at(self.folder, path, self._disk)
        if not isinstance(found, PublishedFile) or not found.name.endswith(_PAGES):
            return Plain() if found else None
        try:
            data = self._disk.read_bytes(found.real_path, PAGE_MAX_BYTES)
        except OSError:  # it went just now, or may not be read
            return None
        return Page(of_bytes(data), data)

    def page_before(self, name: str) -> bytes | None:
        """A page as it was before it last changed; None where that is not known any more."""
        return self._staged(self._before.get(name, ""))

    def _staged(self, digest: str) -> bytes | None:
        try:
            return self._staging.read(digest) if digest else None
        except (DamagedBlob, MachineTrouble):
            return None


def _problem(told: news.Told) -> dict[str, Any]:
    """As the browser shows it."""
    problem = told.problem
    span = problem.span
    return {
        "isError": problem.severity is Severity.ERROR,
        "code": problem.code,
        "message": problem.message,
        "cure": problem.cure,
        "place": f"{problem.path}:{span.line}:{span.column}" if span else problem.path,
        "excerpt": "\n".join(excerpt(span, told.line) if span and told.line is not None else ()),
    }
