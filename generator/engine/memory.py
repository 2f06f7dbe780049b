"""What is remembered from edition to edition: one trace for each question and its arguments.

Here it lives in memory; a store on disk takes the same three calls.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from generator.engine.question import Question
from generator.problems import Problem

Key = tuple[Question[..., Any], tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Dependency:
    """Something that was asked on the way to an answer, and the digest that came back."""

    key: Key
    digest: bytes


@dataclass(frozen=True, slots=True)
class Trace:
    """An answer, or the problems that stood in its way, with all that it asked, in order."""

    answer: Any
    digest: bytes
    asked: tuple[Dependency, ...] = ()
    problems: tuple[Problem, ...] = ()
    failed: bool = False


class Memory:
    """Traces by question and arguments. Whoever looks one up must verify it before use."""

    def __init__(self) -> None:
        self._traces: dict[Key, Trace] = {}

    def recall(self, key: Key) -> Trace | None:
        """The trace of an earlier edition, which may be out of date."""
        return self._traces.get(key)

    def keep(self, key: Key, trace: Trace) -> None:
        """Remember the trace in place of any older one."""
        self._traces[key] = trace

    def forget_all_but(self, keys: set[Key]) -> None:
        """Drop what the edition that ends here had no use for."""
        self._traces = {key: trace for key, trace in self._traces.items() if key in keys}

    def __iter__(self) -> Iterator[Key]:
        return iter(self._traces)

    def __len__(self) -> int:
        return len(self._traces)
