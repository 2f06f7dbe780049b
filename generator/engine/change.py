"""From one snapshot of answers to the next: who asks whom, how high each stands, what is dropped.

Plain graph work on names that may be anything hashable: a memory chooses what suits it.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

N = TypeVar("N", bound=Hashable)


class Graph(Protocol[N]):
    """The snapshot before."""

    def has(self, name: N) -> bool: ...
    def height_of(self, name: N) -> int: ...
    def asked_by(self, name: N) -> Iterable[N]: ...
    def askers_of(self, name: N) -> Iterable[N]: ...
    def root_names(self) -> Set[N]: ...


@dataclass(frozen=True, slots=True)
class Change(Generic[N]):
    """How one snapshot differs from the one before it. `heights` are those that are new."""

    dropped: Set[N]
    edges_added: Mapping[N, Iterable[N]]
    edges_removed: Mapping[N, Iterable[N]]
    heights: Mapping[N, int]


def change(
    graph: Graph[N], asked: Mapping[N, tuple[N, ...]], heights: Mapping[N, int], roots: Set[N]
) -> Change[N]:
    """What new answers come to: what each asked, and how high it stands by that.

    What nobody asks any more is dropped, `roots` excepted; whoever asked something that rose is
    raised above it. Edges are given by what is asked.
    """
    made = _Change(graph, asked, dict(heights), roots)
    made.rewire()
    made.drop_unasked()
    made.lift()
    return Change(made.dropped.keys(), made.added, made.removed, made.heights)


class _Change(Generic[N]):
    def __init__(
        self,
        graph: Graph[N],
        asked: Mapping[N, tuple[N, ...]],
        heights: dict[N, int],
        roots: Set[N],
    ) -> None:
        self._graph, self._asked, self._roots = graph, asked, roots
        self.heights = heights
        self.added: dict[N, dict[N, None]] = {}
        self.removed: dict[N, dict[N, None]] = {}
        self.dropped: dict[N, None] = {}

    def rewire(self) -> None:
        for asker, asked in self._asked.items():
            gone = dict.fromkeys(self._graph.asked_by(asker) if self._graph.has(asker) else ())
            for name in asked:
                if name in gone:
                    del gone[name]
                else:
                    self.added.setdefault(name, {})[asker] = None
            for name in gone:
                self.removed.setdefault(name, {})[asker] = None

    def drop_unasked(self) -> None:
        """Whoever lost an asker and has no other, and whoever only that one asked."""
        new = (name for name in self._asked if not self._graph.has(name))
        waiting = [*self.removed, *(self._graph.root_names() - self._roots), *new]
        while waiting:
            name = waiting.pop()
            if name in self.dropped or name in self._roots or self._is_asked(name):
                continue
            self.dropped[name] = None
            self.heights.pop(name, None)
            asked = self._asked[name] if name in self._asked else self._graph.asked_by(name)
            for below in asked:
                self._unask(below, name)
                waiting.append(below)

    def _is_asked(self, name: N) -> bool:
        return next(self._askers(name), None) is not None

    def _askers(self, name: N) -> Iterator[N]:
        removed = self.removed.get(name, {})
        if self._graph.has(name):
            yield from (asker for asker in self._graph.askers_of(name) if asker not in removed)
        yield from self.added.get(name, {})

    def _unask(self, asked: N, asker: N) -> None:
        if asker in self.added.get(asked, {}):
            del self.added[asked][asker]
        else:
            self.removed.setdefault(asked, {})[asker] = None

    def lift(self) -> None:
        """Whoever stands no higher than something that it asked."""
        waiting = [name for name in self._asked if name not in self.dropped and self._rose(name)]
        while waiting:
            name = waiting.pop()
            least = self._height(name) + 1
            for asker in list(self._askers(name)):
                if self._height(asker) < least:
                    self.heights[asker] = least
                    waiting.append(asker)

    def _rose(self, name: N) -> bool:
        """Whether one of before stands higher now; whoever asks a new one is of this edition too,
        and stood above it from the first."""
        return self._graph.has(name) and self.heights[name] > self._graph.height_of(name)

    def _height(self, name: N) -> int:
        return self.heights[name] if name in self.heights else self._graph.height_of(name)
