"""One site that is followed: the process that builds it, and what watches its sources."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable
from contextlib import suppress

from generator.disk import Disk
from generator.outside import staging_of
from generator.serve.server import serve_until_interrupted
from generator.watch import news
from generator.watch.app import preview_app
from generator.watch.preview import Preview
from generator.watch.process import Builder
from generator.watch.watcher import Watcher

# How often it is looked where no events come.
_POLL_S = 1.0


class Session:
    """A builder that hears of each save. `report` is called with all that the builder says, in one
    thread after another, and with a `news.Polling` where events don't come; so is who `joins`."""

    def __init__(self, order: news.Order, report: Callable[[object], None], disk: Disk) -> None:
        self._hearers = [report]
        self._disk = disk
        self.order = order
        self._is_polling = False
        self._builder: Builder | None = None
        self._watcher = Watcher(order.root, lambda paths: self._pass_on(news.Saved(paths)), disk)

    def begin(self) -> None:
        """Begin to watch, and then to build: so nothing that is saved meanwhile goes unheard."""
        why = self._watcher.begin()
        self._builder = Builder(self.order, self._hear)
        if why:
            self._poll(why)

    def joins(self, hear: Callable[[object], None]) -> None:
        """Call that too, from now on."""
        self._hearers.append(hear)

    def show(self, paths: frozenset[str]) -> None:
        """These files of the output are looked at: they come first."""
        self._pass_on(news.Shown(paths))

    def end(self) -> None:
        """Stop building and watching, at once."""
        self._watcher.end()
        if self._builder:
            self._builder.end()

    def _pass_on(self, said: news.Saved | news.Shown | news.Patience) -> None:
        if self._builder:  # the first build of one looks at everything
            self._builder.tell(said)

    def _hear(self, said: object) -> None:
        if isinstance(said, news.Found):
            if not self._watcher.has_just_heard():
                self._poll("changes come to this folder that the system doesn't tell of")
            return
        for hear in self._hearers:
            hear(said)

    def _poll(self, why: str) -> None:
        """Where no events come, looking is all that is left."""
        if self._is_polling:
            return
        self._is_polling = True
        self._pass_on(news.Patience(_POLL_S))
        for hear in self._hearers:
            hear(news.Polling(why))


def follow_until_interrupted(
    order: news.Order, report: Callable[[object], None], disk: Disk
) -> None:
    """Keep the output of a site up to date until Ctrl-C."""
    session = Session(order, report, disk)
    try:
        session.begin()
        with suppress(KeyboardInterrupt):
            threading.Event().wait()
    finally:
        session.end()


def show_until_interrupted(
    session: Session,
    listener: socket.socket,
    base_path: str,
    announce: Callable[[], None],
    disk: Disk,
    *,
    follows: bool = False,
) -> None:
    """Serve the preview of a session until Ctrl-C, then end it."""
    place = session.order.place
    preview = Preview(place.output, staging_of(place.root, disk), disk, follows=follows)

    def begin() -> None:
        loop = asyncio.get_running_loop()

        def hear(said: object) -> None:
            if not loop.is_closed():
                loop.call_soon_threadsafe(preview.hear, said)

        session.joins(hear)
        session.begin()
        announce()

    try:
        app = preview_app(preview, base_path, disk, session.show)
        serve_until_interrupted(app, listener, begin)
    finally:
        session.end()
