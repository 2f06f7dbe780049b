"""One edition: every question answered at most once, old answers used while they hold.

Verifying traces with early cutoff (Mokhov, Mitchell, Peyton Jones: "Build systems à la carte",
2018): an answer of an earlier edition holds if all that it asked has the digest that it had then,
checked in the order in which it was asked. One that must be found again and comes out the same
changes nothing for those above it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ParamSpec, TypeVar

from generator.digest import of_value
from generator.engine.memory import Dependency, Key, Memory, Trace
from generator.engine.question import Question
from generator.problems import Failure, Problem

P = ParamSpec("P")
R = TypeVar("R")


class Cycle(RuntimeError):
    """A question that needs its own answer: a mistake in the generator."""


class Impure(RuntimeError):
    """A question that answered differently within one edition: a mistake in the generator."""


class _Tangled(Exception):
    """Raised through a verification that came back to the answer under verification."""


class Edition:
    """Answers questions about one state of the world.

    With `twice`, each question is answered two times and an `Impure` names one that differs: for
    tests, since it costs twice.
    """

    def __init__(self, world: object, memory: Memory | None = None, *, twice: bool = False) -> None:
        self.world = world
        self.memory = memory if memory is not None else Memory()
        self.live: dict[Key, Trace] = {}
        self.answered: list[Key] = []  # in this edition, not recalled: for tests and explanations
        self._twice = twice
        self._running: dict[Key, None] = {}
        self._verifying: set[Key] = set()

    def ask(self, question: Question[P, R], /, *args: P.args, **kwargs: P.kwargs) -> R:
        """The answer to a question from outside any question; raises `Failure` if it has none."""
        return _Asker(self)(question, *args, **kwargs)

    def problems(self) -> tuple[Problem, ...]:
        """Every problem beside an answer in use, each once, sorted by place.

        The problems of a failure belong to whoever asked: passed on, or told in other words.
        """
        traces = [trace for trace in self.live.values() if not trace.failed]
        found = {problem: None for trace in traces for problem in trace.problems}
        return tuple(sorted(found, key=Problem.sort_key))

    def trace(self, key: Key) -> Trace:
        """The trace that holds in this edition: found already, verified, or made now."""
        known = self.live.get(key)
        if known is not None:
            return known
        if key in self._running:
            names = [_shown(k) for k in (*self._running, key)]
            raise Cycle(" asks ".join(names[names.index(_shown(key)) :]))
        if key in self._verifying:
            raise _Tangled
        old = None if key[0].is_source else self.memory.recall(key)
        found = old if old is not None and self._holds(key, old) else self._answer(key)
        self.live[key] = found
        self.memory.keep(key, found)
        return found

    def _holds(self, key: Key, old: Trace) -> bool:
        """Whether everything that the old answer asked is answered as it was then."""
        self._verifying.add(key)
        try:
            return all(self.trace(asked.key).digest == asked.digest for asked in old.asked)
        except _Tangled:
            return False
        finally:
            self._verifying.discard(key)

    def _answer(self, key: Key) -> Trace:
        self._running[key] = None
        try:
            found = self._run(key)
            if self._twice and self._run(key).digest != found.digest:
                raise Impure(f"{_shown(key)} answers differently when asked twice")
        finally:
            del self._running[key]
        self.answered.append(key)
        return found

    def _run(self, key: Key) -> Trace:
        question, args = key
        asker = _Asker(self)
        try:
            answer = question.answer(asker, *args)
        except Failure as failure:
            problems = (*asker.problems, *failure.problems)
            return Trace(None, of_value(("failed", problems)), asker.asked(), problems, True)
        return Trace(answer, of_value(answer), asker.asked(), tuple(asker.problems))


class _Asker:
    """The `ask` of one question: passes questions on and writes down what was asked."""

    __slots__ = ("_asked", "_edition", "problems", "world")

    def __init__(self, edition: Edition) -> None:
        self.world = edition.world
        self.problems: list[Problem] = []
        self._edition = edition
        self._asked: dict[Key, bytes] = {}

    def __call__(self, question: Question[P, R], /, *args: P.args, **kwargs: P.kwargs) -> R:
        if kwargs:
            raise TypeError(f"{question.name} takes its arguments by position")
        key: Key = (question, args)
        trace = self._edition.trace(key)
        self._asked[key] = trace.digest
        if trace.failed:
            raise Failure(*trace.problems)
        answer: R = trace.answer
        return answer

    def each(self, question: Question[[str], R], keys: Iterable[str], /) -> tuple[R, ...]:
        return tuple(self(question, key) for key in keys)

    def report(self, problem: Problem) -> None:
        self.problems.append(problem)

    def asked(self) -> tuple[Dependency, ...]:
        return tuple(Dependency(key, digest) for key, digest in self._asked.items())


def _shown(key: Key) -> str:
    question, args = key
    values: tuple[Any, ...] = args
    return f"{question.name}({', '.join(f'{value!r:.60}' for value in values)})"
