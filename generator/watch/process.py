"""The process that builds, as the one that watches has it: begun, told, heard, begun anew."""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from multiprocessing.connection import Connection
from typing import Any

from generator.watch import news

# What it may take to end by itself before it is made to.
_END_S = 0.5
_DIED = (
    "the process that builds ended without a word (its exit code is {}); it is begun again at the "
    "next save"
)


class Builder:
    """A builder and what it says, which `hear` gets in a thread of this class.

    One that dies is begun anew when there is something to tell it.
    """

    def __init__(self, order: news.Order, hear: Callable[[Any], None]) -> None:
        self._order, self._hear = order, hear
        self._lock = threading.Lock()
        self._is_over = False
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
        self._reader = threading.Thread(
            target=self._read, args=(self._connection, self._process), daemon=True
        )
        self._reader.start()

    def _read(self, connection: Connection, process: Any) -> None:
        while True:
            try:
                said = connection.recv()
            except (EOFError, OSError):
                break
            self._hear(said)
        if self._is_over:
            return
        process.join(_END_S)
        if process.exitcode == 0:  # it found that the program is another now
            self.tell(news.Saved(None))
        else:
            self._hear(news.Trouble(_DIED.format(process.exitcode)))

    def tell(self, said: news.Saved | news.Shown | news.Patience) -> None:
        """Pass something on; to a new builder where the one before is gone."""
        with self._lock:
            if self._is_over:
                return
            if not self._process.is_alive():
                self._connection.close()
                self._begin()
            try:
                self._connection.send(said)
            except OSError:  # it is just ending; the next word finds a new one
                return

    def end(self) -> None:
        """End it, whatever it is doing: an edition that it puts in place is completed later."""
        with self._lock:
            self._is_over = True
            with suppress(OSError):
                self._connection.send(news.Stop())
            self._process.join(_END_S)
            if self._process.is_alive():
                self._process.kill()
                self._process.join()
            self._connection.close()


def _build_on_demand(connection: Connection, order: news.Order) -> None:
    """In the process that builds: it alone loads the engine, and all that layouts stand on."""
    import_module("generator.watch.builder").build_on_demand(connection, order)
