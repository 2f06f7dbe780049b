"""What is remembered from edition to edition: a trace for each question, and who asked whom.

It is always the snapshot of one whole edition: every trace holds for the world of that edition.
Here it lives in memory; `store` keeps the same on disk.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from typing import Any, Protocol

from generator.engine.question import Question
from generator.problems import Problem

Key = tuple[Question[..., Any], tuple[Any, ...]]

# In place of an answer that was not kept: whoever needs it asks the question again.
NOT_KEPT = object()


@dataclass(frozen=True, slots=True)
class Trace:
    """An answer, or the problems that stood in its way, with all that it asked, in order.

    `height` is one more than that of the highest that was asked; sources stand at 0.
    """

    answer: Any
    digest: bytes
    asked: tuple[Key, ...] = ()
    problems: tuple[Problem, ...] = ()
    failed: bool = False
    height: int = 0


class Memory(Protocol):
    """What an edition needs to know of the one before it."""

    def recall(self, key: Key) -> Trace | None:
        """The trace of the edition before; its answer may be `NOT_KEPT`."""

    def askers(self, key: Key) -> Iterable[Key]:
        """Who asked that, in the edition before."""

    def sources(self) -> Iterable[tuple[Key, Trace]]:
        """All that was asked of the world."""

    def told(self) -> Iterable[tuple[Key, Trace]]:
        """The traces that have problems beside their answer."""

    def roots(self) -> Set[Key]:
        """What was asked from outside of any question."""

    def commit(self, change: Change) -> None:
        """Become the snapshot of the edition that ends here."""


@dataclass(frozen=True, slots=True)
class Change:
    """How one snapshot differs from the one before it."""

    kept: Mapping[Key, Trace]
    dropped: Set[Key]
    edges_added: Set[tuple[Key, Key]]
    edges_removed: Set[tuple[Key, Key]]
    roots: Set[Key]


def change_between(memory: Memory, new: Mapping[Key, Trace], roots: Set[Key]) -> Change:
    """What an edition came to: `new` are its own traces, `roots` what was asked from outside.

    What nobody asks any more is dropped, and heights are made true again.
    """
    return _Change(memory, dict(new), roots).made()


class _Change:
    def __init__(self, memory: Memory, kept: dict[Key, Trace], roots: Set[Key]) -> None:
        self._memory, self._kept, self._roots = memory, kept, roots
        self._added: dict[Key, dict[Key, None]] = {}
        self._removed: dict[Key, dict[Key, None]] = {}
        self._dropped: dict[Key, None] = {}

    def made(self) -> Change:
        for key, trace in self._kept.items():
            old = self._memory.recall(key)
            self._rewire(key, old.asked if old else (), trace.asked)
        self._drop_unasked()
        self._raise()
        return Change(
            self._kept,
            self._dropped.keys(),
            {(asked, asker) for asked, askers in self._added.items() for asker in askers},
            {(asked, asker) for asked, askers in self._removed.items() for asker in askers},
            self._roots,
        )

    def _rewire(self, asker: Key, before: tuple[Key, ...], after: tuple[Key, ...]) -> None:
        if before == after:
            return
        gone = dict.fromkeys(before)
        for asked in after:
            if asked in gone:
                del gone[asked]
            else:
                self._added.setdefault(asked, {})[asker] = None
        for asked in gone:
            self._removed.setdefault(asked, {})[asker] = None

    def _askers(self, key: Key) -> Iterator[Key]:
        removed = self._removed.get(key, {})
        yield from (asker for asker in self._memory.askers(key) if asker not in removed)
        yield from self._added.get(key, {})

    def _drop_unasked(self) -> None:
        """Whoever lost an asker, and whoever only that one asked."""
        new = (key for key in self._kept if self._memory.recall(key) is None)
        waiting = [*self._removed, *(self._memory.roots() - self._roots), *new]
        while waiting:
            key = waiting.pop()
            if key in self._dropped or key in self._roots or any(self._askers(key)):
                continue
            trace = self._kept.pop(key, None)
            old = self._memory.recall(key)
            self._dropped[key] = None
            asked = trace.asked if trace else old.asked if old else ()
            for below in asked:
                self._unask(below, key)
                waiting.append(below)

    def _unask(self, asked: Key, asker: Key) -> None:
        added = self._added.get(asked, {})
        if asker in added:
            del added[asker]
        else:
            self._removed.setdefault(asked, {})[asker] = None

    def _raise(self) -> None:
        waiting = [key for key, trace in self._kept.items() if self._rose(key, trace)]
        while waiting:
            key = waiting.pop()
            for asker in list(self._askers(key)):
                height = self._trace(key).height + 1
                above = self._trace(asker)
                if above.height < height:
                    self._kept[asker] = replace(above, height=height)
                    waiting.append(asker)

    def _rose(self, key: Key, trace: Trace) -> bool:
        old = self._memory.recall(key)
        return old is None or trace.height > old.height

    def _trace(self, key: Key) -> Trace:
        trace = self._kept.get(key) or self._memory.recall(key)
        if trace is None:
            raise KeyError(key)
        return trace


class InMemory:
    """A memory that lasts as long as the process."""

    def __init__(self) -> None:
        self._traces: dict[Key, Trace] = {}
        self._askers: dict[Key, dict[Key, None]] = {}
        self._roots: Set[Key] = frozenset()

    def recall(self, key: Key) -> Trace | None:
        return self._traces.get(key)

    def askers(self, key: Key) -> Iterable[Key]:
        return self._askers.get(key, {})

    def sources(self) -> Iterable[tuple[Key, Trace]]:
        return [(key, trace) for key, trace in self._traces.items() if key[0].is_source]

    def told(self) -> Iterable[tuple[Key, Trace]]:
        return [(key, trace) for key, trace in self._traces.items() if trace.problems]

    def roots(self) -> Set[Key]:
        return self._roots

    def commit(self, change: Change) -> None:
        self._traces.update(change.kept)
        for key in change.dropped:
            self._traces.pop(key, None)
            self._askers.pop(key, None)
        for asked, asker in change.edges_removed:
            self._askers.get(asked, {}).pop(asker, None)
        for asked, asker in change.edges_added:
            self._askers.setdefault(asked, {})[asker] = None
        self._roots = frozenset(change.roots)

    def __len__(self) -> int:
        return len(self._traces)

    def __iter__(self) -> Iterator[Key]:
        return iter(self._traces)
