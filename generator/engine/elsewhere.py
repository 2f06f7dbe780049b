"""Questions that other processes answer, while the one who asks goes on.

Such a process begins as a copy of the edition and answers its share by the same rules; back come
traces, which the edition takes for its own. So the bytes are the same for any number of processes.
A source that two of them saw differently is found when they come back. Of a process that dies,
nothing is taken: what it had is named, and answered here.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

from generator.engine.memory import Key, Trace
from generator.engine.pickling import plainly_pickled

if TYPE_CHECKING:
    from generator.engine.edition import Edition

# Fewer pieces of work are done sooner than a process is made; where it can't be forked, that takes
# longer, and it knows nothing of what was found here.
WORTH_FORKING = 48
WORTH_SPAWNING = 400
GROUP = 24
_NONE = -1

Found = tuple[tuple[Key, Trace], ...]


def processors() -> int:
    """How many of this machine's processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Elsewhere:
    """What other processes have been given to answer; `lost` is called with what one died of.

    `has_dropped` tells that not all of it came back.
    """

    def __init__(self, workers: int, lost: Callable[[Key], None]) -> None:
        self._workers = workers
        self._lost = lost
        self.has_dropped = False
        self._executor: Executor | None = None
        self._under_way: dict[Key, tuple[int, Future[bytes]]] = {}
        self._keys: Sequence[Key] = ()
        self._at: Any = ()  # for each process, the number of the key that it is answering

    def start(self, edition: Edition, keys: Sequence[Key], pieces: int, afresh: bool) -> None:
        """Have these answered, in this order, if so many pieces of work are worth it.

        `afresh`: also by a process that has to begin with an edition of its own.
        """
        self.close()
        context = _context(pieces, afresh) if self._workers > 1 else None
        if context is None:
            return
        self._keys = keys
        gc.freeze()
        try:
            with _interrupts_waiting():
                self._begin_all(edition, context)
        except (OSError, ImportError, NotImplementedError):  # no processes to be had: done here
            for process in multiprocessing.active_children():
                process.terminate()
            self.close()

    def _begin_all(self, edition: Edition, context: multiprocessing.context.BaseContext) -> None:
        is_fork = context.get_start_method() == "fork"
        self._at = context.RawArray("i", [_NONE] * self._workers)
        self._executor = ProcessPoolExecutor(
            self._workers,
            mp_context=context,
            initializer=_begin,
            initargs=(
                (lambda: edition) if is_fork else partial(type(edition), edition.world),
                self._keys,
                self._at,
                context.Value("i", 0),
                os.getpid(),
            ),
        )
        for first in range(0, len(self._keys), GROUP):
            group = first, self._executor.submit(_answer_some, first)
            self._under_way.update(dict.fromkeys(self._keys[first : first + GROUP], group))

    def __contains__(self, key: Key) -> bool:
        return key in self._under_way

    def take(self, key: Key) -> Found:
        """What was found for the group of a key; nothing where that has to be done here."""
        first, future = self._under_way[key]
        for other in self._keys[first : first + GROUP]:
            self._under_way.pop(other, None)
        try:
            found: Found = pickle.loads(future.result())
        except BrokenProcessPool:
            self.has_dropped = True
            self._tell_what_is_lost()
            return ()
        except Exception:  # as it comes here, so it will be found again here
            self.has_dropped = True
            return ()
        if not self._under_way:
            self.close()
        return found

    def _tell_what_is_lost(self) -> None:
        self.close()
        for number in self._at:
            if number != _NONE:
                self._lost(self._keys[number])

    def close(self) -> None:
        """Stop, whatever is under way."""
        self.has_dropped |= bool(self._under_way)
        self._under_way.clear()
        if self._executor is not None:
            self._executor.shutdown(wait=True, cancel_futures=True)
            self._executor = None


def can_fork() -> bool:
    """Whether a copy of this process is safe: no thread holds what the copy would wait for."""
    return sys.platform == "linux" and threading.active_count() == 1


def _context(pieces: int, afresh: bool) -> multiprocessing.context.BaseContext | None:
    """How processes are made here, None where so little work isn't worth it."""
    if can_fork():
        return multiprocessing.get_context("fork") if pieces >= WORTH_FORKING else None
    return multiprocessing.get_context("spawn") if afresh and pieces >= WORTH_SPAWNING else None


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


class _Worker:
    """What another process knows of its work."""

    def __init__(self, edition: Edition, keys: Sequence[Key], at: Any, number: int) -> None:
        self._edition, self._keys, self._at, self._number = edition, keys, at, number
        self._sent = len(edition.found)

    def answer(self, first: int) -> bytes:
        for number in range(first, min(first + GROUP, len(self._keys))):
            self._at[self._number] = number
            self._edition.find(self._keys[number])
        self._at[self._number] = _NONE
        found = tuple(
            (key, trace.packed()) for key, trace in list(self._edition.found.items())[self._sent :]
        )
        self._sent = len(self._edition.found)
        return plainly_pickled(found)


_worker: _Worker


def _begin(
    copied: Callable[[], Edition], keys: Sequence[Key], at: Any, started: Any, parent: int
) -> None:
    """In another process: it ends when the one that made it says so, or is gone, and not before."""
    global _worker
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with started.get_lock():
        number = started.value
        started.value += 1

    def end(*_: Any) -> None:
        """Another process died, and this one is told to go: it is not to blame."""
        at[number] = _NONE
        os._exit(1)

    signal.signal(signal.SIGTERM, end)

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
    edition = copied()
    edition.goes_on_elsewhere()
    _worker = _Worker(edition, keys, at, number)


def _answer_some(first: int) -> bytes:
    """In another process: all that it found out in answering a group, pickled."""
    return _worker.answer(first)
