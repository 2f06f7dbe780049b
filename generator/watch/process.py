"""The process that builds, as the one that watches has it: begun, told, heard, begun anew."""

from __future__ import annotations

import multiprocessing
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from multiprocessing.connection import Connection
from typing import Any

from generator.watch import news

# What it may take to end by itself before it is made to.
_END_S = 0.5
# One that lived so long is begun again when it dies; one that dies sooner would die again.
_LIVED_S = 5.0
_DIED = "the process that builds ended without a word (its exit code is {}); it is begun again{}"


class Builder:
    """A builder and what it says, which `hear` gets in a thread of this class.

    One that is gone is begun anew when there is something to tell it, and told what still holds.
    """

    def __init__(self, order: news.Order, hear: Callable[[Any], None]) -> None:
        self._order, self._hear = order, hear
        self._lock = threading.Lock()
        self._is_over = False
        self._holds: dict[type, news.Shown | news.Patience] = {}
        self._begin()

    def _begin(self) -> None:
        # Not forked: this process has threads, and the builder must have none.
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(
            target=_build_on_demand, args=(theirs, self._order), name="broadsheet builder"
        )
        self._process.start()
        theirs.close()
        reader = threading.Thread(
            target=self._read, args=(self._connection, self._process), daemon=True
        )
        reader.start()

    def _read(self, connection: Connection, process: Any) -> None:
        began = time.monotonic()
        with suppress(EOFError, OSError):
            while True:
                self._hear(connection.recv())
        if self._is_over:
            return
        process.join(_END_S)
        is_outdated = process.exitcode == 0  # it found that the program is another now
        has_lived = time.monotonic() - began > _LIVED_S
        if not is_outdated:
            when = "" if has_lived else " at the next save"
            self._hear(news.Trouble(_DIED.format(process.exitcode, when)))
        if is_outdated or has_lived:
            self.tell(news.Saved(None))

    def tell(self, said: news.Saved | news.Shown | news.Patience) -> None:
        """Pass something on; to a new builder where the one before is gone."""
        with self._lock:
            if self._is_over:
                return
            if not isinstance(said, news.Saved):
                self._holds[type(said)] = said
            words = [said]
            if not self._process.is_alive():
                self._connection.close()
                self._begin()
                words = [*self._holds.values(), news.Saved(None)]
            with suppress(OSError):  # it is just ending; the next word finds a new one
                for word in words:
                    self._connection.send(word)

    def end(self) -> None:
        """End it, whatever it is doing: an edition that it puts in place is completed later.

        Somebody may hold the lock who waits for it to listen, and then it is not asked to go.
        """
        self._is_over = True
        if self._lock.acquire(timeout=_END_S):
            with suppress(OSError):
                self._connection.send(news.Stop())
            self._lock.release()
            self._process.join(_END_S)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()


def _build_on_demand(connection: Connection, order: news.Order) -> None:
    """In the process that builds: it alone loads the engine, and all that layouts stand on."""
    import_module("generator.watch.builder").build_on_demand(connection, order)
