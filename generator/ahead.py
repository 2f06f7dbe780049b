"""Texts read ahead by other processes, so that a large archive uses all the machine has.

Reading is a pure function of a file's bytes and a few options, so what comes from here is what the
question would find itself, and is taken only where both are the same. With no processes to be had,
or one that dies, the question reads for itself: then whoever is to blame is named there.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice

from generator.disk import Disk
from generator.model.article import Article
from generator.reading.article import read_article
from generator.reading.result import Reading, ReadingOptions
from generator.site_files import Refused, SiteFiles

# Fewer texts are read sooner than a process is made; where it can't be forked, that takes longer.
WORTH_FORKING = 48
WORTH_SPAWNING = 400
CHUNK = 16
# So many chunks are under way for each worker: enough to keep it busy, few enough to hold.
CHUNKS_EACH = 3

_Read = list[tuple[str, str, Reading[Article]]]


class Ahead:
    """Readings of articles by path, in the order in which they will be wanted."""

    def __init__(self, site_root: str, workers: int | None = None) -> None:
        self._root = site_root
        self._workers = (os.cpu_count() or 1) if workers is None else workers
        self._executor: Executor | None = None
        self._waiting: deque[tuple[str, ...]] = deque()
        self._under_way: dict[str, Future[_Read]] = {}
        self._read: dict[str, tuple[str, Reading[Article]]] = {}
        self._options = ReadingOptions()

    def start(self, paths: Iterable[str], options: ReadingOptions) -> None:
        """Begin to read these articles, if there are enough of them and more than one processor."""
        found = tuple(paths)
        context = _context(len(found))
        if self._workers < 2 or context is None or self._executor is not None:
            return
        self._options = options
        rest = iter(found)
        while chunk := tuple(islice(rest, CHUNK)):
            self._waiting.append(chunk)
        self._executor = ProcessPoolExecutor(
            self._workers, mp_context=context, initializer=_begin, initargs=(os.getpid(),)
        )
        with _interrupts_waiting():
            for _ in range(self._workers * CHUNKS_EACH):
                self._submit()

    def _submit(self) -> None:
        if self._waiting and self._executor is not None:
            chunk = self._waiting.popleft()
            future = self._executor.submit(_read_some, self._root, chunk, self._options)
            self._under_way.update(dict.fromkeys(chunk, future))

    def take(self, path: str, digest: str, options: ReadingOptions) -> Reading[Article] | None:
        """The reading of a file with that SHA-256 under those options; None if it wasn't made."""
        future = self._under_way.pop(path, None)
        if future is not None and path not in self._read:
            try:
                self._read.update({p: (found, reading) for p, found, reading in future.result()})
            except BrokenProcessPool:
                self.close()
            self._submit()
        found, reading = self._read.pop(path, ("", None))
        return reading if found == digest and options == self._options else None

    def close(self) -> None:
        """Stop, whatever is under way."""
        self._waiting.clear()
        self._under_way.clear()
        if self._executor is not None:
            self._executor.shutdown(wait=True, cancel_futures=True)
            self._executor = None


def _context(texts: int) -> multiprocessing.context.BaseContext | None:
    """How processes are made here, None where so few texts aren't worth it."""
    can_fork = sys.platform == "linux" and threading.active_count() == 1
    if texts < (WORTH_FORKING if can_fork else WORTH_SPAWNING):
        return None
    return multiprocessing.get_context("fork" if can_fork else "spawn")


@contextmanager
def _interrupts_waiting() -> Iterator[None]:
    """Ctrl-C reaches this process after what is done here, and no process made meanwhile.

    The terminal sends it to all of them; one that dies of it leaves the others waiting for ever.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT,))
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin(parent: int) -> None:
    """In another process: it ends when the one that made it says so, or is gone, and not before."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _read_some(root: str, paths: tuple[str, ...], options: ReadingOptions) -> _Read:
    """In another process: what can be read of these files."""
    files = SiteFiles(root, Disk())
    found: _Read = []
    for path in paths:
        try:
            data = files.read(path)
        except Refused:
            continue
        reading = read_article(path, data, options)
        found.append((path, hashlib.sha256(data).hexdigest(), reading))
    return found
