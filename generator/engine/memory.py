"""What is remembered from edition to edition: a trace for each question, and who asked whom.

It is always the snapshot of one whole edition: every trace holds for the world of that edition.
Here it lives in memory; `store` keeps the same on disk.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from typing import Any, Protocol

from generator.engine.change import change
from generator.engine.pickling import Packed, pickled
from generator.engine.question import Question
from generator.problems import Problem

Key = tuple[Question[..., Any], tuple[Any, ...]]


class _NotKept:
    def __reduce__(self) -> str:
        return "NOT_KEPT"


# In place of an answer that was not kept: whoever needs it asks the question again.
NOT_KEPT = _NotKept()


class MemoryDamaged(BaseException):
    """What is remembered can't be trusted: forget it and begin anew.

    No fault of the question that was asked, so not to be caught as one.
    """


@dataclass(frozen=True, slots=True)
class Trace:
    """An answer, or the problems that stood in its way, with all that it asked, in order.

    `answer` may be `Packed`, or `NOT_KEPT`. `height` is one more than that of the highest that was
    asked; sources stand at 0. `asked` is that of the edition which found the answer: ask the memory
    about an older one.
    """

    answer: Any
    digest: bytes
    asked: tuple[Key, ...] = ()
    problems: tuple[Problem, ...] = ()
    failed: bool = False
    height: int = 0

    def with_answer(self, answer: Any) -> Trace:
        """The same, with the answer in another form."""
        return Trace(answer, self.digest, self.asked, self.problems, self.failed, self.height)

    def asking(self, asked: tuple[Key, ...]) -> Trace:
        """The same, with equal keys in place of those asked."""
        return Trace(self.answer, self.digest, asked, self.problems, self.failed, self.height)

    def packed(self) -> Trace:
        """The same, with the answer as bytes if there is one."""
        if self.failed or self.answer is NOT_KEPT or type(self.answer) is Packed:
            return self
        return self.with_answer(Packed(pickled(self.answer)))


class Memory(Protocol):
    """What an edition needs to know of the one before it."""

    @property
    def is_empty(self) -> bool:
        """Whether there was no edition before."""

    def recall(self, key: Key) -> Trace | None:
        """The trace of the edition before; its answer may be `Packed`, or `NOT_KEPT`."""

    def asked(self, key: Key) -> Iterable[Key]:
        """What a remembered question asked, in order."""

    def reopen(self) -> None:
        """Go on in a process that is a copy of the one before."""

    def prefetch(self, key: Key) -> None:
        """What the question asked before, it will ask again: have it at hand."""

    def askers(self, key: Key) -> Iterable[tuple[Key, int]]:
        """Who asked that, and how high they stand."""

    @property
    def edition(self) -> str:
        """A name for this very snapshot, that no other has; nothing where it will not be kept."""

    def sources(self, among: Iterable[Key] | None = None) -> Iterable[tuple[Key, Trace]]:
        """All that was asked of the world, or what of it is among some keys."""

    def told(self) -> Iterable[Trace]:
        """The traces that have problems beside their answer."""

    def forget(self) -> None:
        """Begin anew."""

    def commit(self, new: Mapping[Key, Trace], roots: Set[Key]) -> None:
        """Become the snapshot of an edition: `new` are the traces that it made itself.

        `roots` were asked from outside of any question; what is not below them is forgotten.
        """


class InMemory:
    """A memory that lasts as long as the process."""

    def __init__(self) -> None:
        self._traces: dict[Key, Trace] = {}
        self._askers: dict[Key, dict[Key, None]] = {}
        self._roots: Set[Key] = frozenset()

    def forget(self) -> None:
        self._traces.clear()
        self._askers.clear()
        self._roots = frozenset()

    def close(self) -> None:
        """Nothing to let go of."""

    @property
    def is_empty(self) -> bool:
        return not self._traces

    def reopen(self) -> None:
        """Nothing that is bound to a process."""

    def recall(self, key: Key) -> Trace | None:
        return self._traces.get(key)

    def asked(self, key: Key) -> Iterable[Key]:
        return self._traces[key].asked

    def prefetch(self, key: Key) -> None:
        pass

    def askers(self, key: Key) -> Iterable[tuple[Key, int]]:
        return [(asker, self._traces[asker].height) for asker in self._askers.get(key, {})]

    @property
    def edition(self) -> str:
        return ""

    def sources(self, among: Iterable[Key] | None = None) -> Iterable[tuple[Key, Trace]]:
        keys = [key for key in self._traces if key[0].is_source] if among is None else among
        return [(key, self._traces[key]) for key in keys if key in self._traces]

    def all(self) -> Iterable[tuple[Key, Trace]]:
        """Every trace."""
        return self._traces.items()

    def told(self) -> Iterable[Trace]:
        return [trace for trace in self._traces.values() if trace.problems]

    def commit(self, new: Mapping[Key, Trace], roots: Set[Key]) -> None:
        asked = {key: trace.asked for key, trace in new.items()}
        done = change(self, asked, {key: trace.height for key, trace in new.items()}, roots)
        self._traces.update(new)
        for key, height in done.heights.items():
            self._traces[key] = replace(self._traces[key], height=height)
        for key, askers in done.edges_removed.items():
            for asker in askers:
                self._askers[key].pop(asker, None)
        for key, askers in done.edges_added.items():
            self._askers.setdefault(key, {}).update(dict.fromkeys(askers))
        for key in done.dropped:
            self._traces.pop(key, None)
            self._askers.pop(key, None)
        self._roots = frozenset(roots)

    def has(self, name: Key) -> bool:
        return name in self._traces

    def height_of(self, name: Key) -> int:
        return self._traces[name].height

    def asked_by(self, name: Key) -> Iterable[Key]:
        return self._traces[name].asked

    def askers_of(self, name: Key) -> Iterable[Key]:
        return self._askers.get(name, {})

    def root_names(self) -> Set[Key]:
        return self._roots

    def __len__(self) -> int:
        return len(self._traces)

    def __iter__(self) -> Iterator[Key]:
        return iter(self._traces)
