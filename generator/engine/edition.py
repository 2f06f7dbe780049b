"""One edition: every question answered at most once, and only where something changed below it.

Verifying traces with early cutoff (Mokhov, Mitchell, Peyton Jones: "Build systems à la carte",
2018), walked from what changed upwards: first the world is asked anew, then whoever asked about a
change answers again, the lowest first; an answer that comes out the same wakes nobody. So the work
follows the change, whatever the size of the site (Jane Street's Incremental goes the same way).
"""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, ParamSpec, TypeVar

from generator.digest import of_value
from generator.engine import together
from generator.engine.memory import NOT_KEPT, InMemory, Key, Memory, Trace
from generator.engine.question import Question
from generator.problems import Failure, Problem

P = ParamSpec("P")
R = TypeVar("R")

_TOP = 1 << 60


class Cycle(RuntimeError):
    """A question that needs its own answer: a mistake in the generator."""


class Impure(RuntimeError):
    """A question that answered differently within one edition: a mistake in the generator."""


class _Tangled(Exception):
    """Raised through a verification that came back to the answer under verification."""


class Edition:
    """Answers questions about one state of the world; `commit` makes the memory remember it.

    With `twice`, each question is answered two times and an `Impure` names one that differs: for
    tests, since it costs twice. `passing` are the exceptions of the world that end an edition;
    `heard` is called with each question that was answered, `ready` once, when it is known what of
    the world has changed and before anything is answered.
    """

    def __init__(
        self,
        world: object,
        memory: Memory | None = None,
        *,
        twice: bool = False,
        passing: tuple[type[Exception], ...] = (),
        heard: Callable[[Key], None] = lambda key: None,
        ready: Callable[[Edition], None] = lambda edition: None,
    ) -> None:
        self.world = world
        self.memory = memory if memory is not None else InMemory()
        self.answered: list[Key] = []  # in this edition, not recalled: for tests and explanations
        self.changed: set[Key] = set()  # other than in the edition before, or new
        self._passing = passing
        self._heard = heard
        self._ready = ready
        self._twice = twice
        self._settled: dict[Key, Trace] = {}
        self._new: dict[Key, Trace] = {}
        self._roots: dict[Key, None] = {}
        self._running: dict[Key, None] = {}
        self._verifying: set[Key] = set()
        self._queue: list[tuple[int, int, Key]] = []
        self._order = itertools.count()
        self._frontier = 0  # what stands lower than this is settled, and if unsettled, unchanged
        self._is_current = False

    def ask(self, question: Question[P, R], /, *args: P.args, **kwargs: P.kwargs) -> R:
        """The answer to a question from outside any question; raises `Failure` if it has none."""
        self._make_current()
        self._roots[(question, args)] = None
        return _Asker(self)(question, *args, **kwargs)

    def commit(self) -> None:
        """Remember this edition in place of the one before."""
        self._make_current()
        self.memory.commit(self._new, self._roots.keys())

    def problems(self) -> tuple[Problem, ...]:
        """Every problem beside an answer in use, each once, sorted by place; only after `commit`.

        The problems of a failure belong to whoever asked: passed on, or told in other words.
        """
        traces = [trace for trace in self.memory.told() if not trace.failed]
        found = {problem: None for trace in traces for problem in trace.problems}
        return tuple(sorted(found, key=Problem.sort_key))

    def is_as_before(self, question: Question[P, R], /, *args: P.args, **kwargs: P.kwargs) -> bool:
        """Whether a source was asked in the edition before, and says the same now."""
        key = (question, args)
        return key in self._settled and key not in self.changed

    def asked(self, key: Key) -> tuple[Key, ...]:
        """What a question asked for the answer that holds in this edition."""
        if key in self._new:
            return self._new[key].asked
        return tuple(self.memory.asked(key)) if self.memory.recall(key) else ()

    def answer_in_use(self, key: Key) -> Any:
        """The answer that holds in this edition; None where the question has none."""
        trace = self.trace(key)
        return None if trace.failed else self.answer_of(key, trace)

    def sources(self) -> tuple[Key, ...]:
        """All that this edition has asked of the world."""
        return tuple(key for key in self._settled if key[0].is_source)

    def _make_current(self) -> None:
        """Ask the world anew, and whoever asked about what changed."""
        if self._is_current:
            return
        self._is_current = True
        for key, old in self.memory.sources():
            found = self._run(key)
            is_same = (found.digest, found.problems) == (old.digest, old.problems)
            self._settle(key, old, old if is_same else found)
        self._ready(self)
        while self._queue:
            self._frontier, _, key = heapq.heappop(self._queue)
            if key not in self._settled:
                self._renew(key)
        self._frontier = _TOP

    def _renew(self, key: Key) -> None:
        """Answer a question again that nobody may ask any more.

        If it has become impossible, it is forgotten: whoever still asks it will learn why.
        """
        self.memory.prefetch(key)
        try:
            found = self._answer(key)
        except self._passing:
            raise
        except Exception:
            self.changed.add(key)
            self._wake_askers(key)
        else:
            self._settle(key, self.memory.recall(key), found)

    def trace(self, key: Key) -> Trace:
        """The trace that holds in this edition: found already, verified, or made now."""
        known = self._settled.get(key)
        if known is not None:
            return known
        if key in self._running:
            names = [_shown(k) for k in (*self._running, key)]
            raise Cycle(" asks ".join(names[names.index(_shown(key)) :]))
        if key in self._verifying:
            raise _Tangled
        old = None if key in self.changed else self.memory.recall(key)
        found = old if old is not None and self._holds(key, old) else self._answer(key)
        return self._settle(key, old, found)

    def _holds(self, key: Key, old: Trace) -> bool:
        """Whether the old answer still stands: nothing that it asked has another one."""
        if old.height < self._frontier:
            return True
        self._verifying.add(key)
        try:
            return not any(self._has_changed(asked) for asked in self.memory.asked(key))
        except _Tangled:
            return False
        finally:
            self._verifying.discard(key)

    def _has_changed(self, key: Key) -> bool:
        self.trace(key)
        return key in self.changed

    def _settle(self, key: Key, old: Trace | None, found: Trace) -> Trace:
        """The trace holds for this edition; if it differs, whoever asked must answer again."""
        self._settled[key] = found
        if found is old:
            return found
        self._new[key] = found
        if old is None or old.digest != found.digest:
            self.changed.add(key)
            self._wake_askers(key)
        return found

    def _wake_askers(self, key: Key) -> None:
        for asker, height in self.memory.askers(key):
            if asker not in self._settled:
                heapq.heappush(self._queue, (height, next(self._order), asker))

    def _answer(self, key: Key) -> Trace:
        self._running[key] = None
        try:
            found = self._run(key)
            if self._twice and self._run(key).digest != found.digest:
                raise Impure(f"{_shown(key)} answers differently when asked twice")
        finally:
            del self._running[key]
        self.answered.append(key)
        self._heard(key)
        return found

    def _run(self, key: Key) -> Trace:
        question, args = key
        asker = _Asker(self)
        try:
            answer = question.answer(asker, *args)
        except Failure as failure:
            problems = (*asker.problems, *failure.problems)
            digest = of_value(("failed", problems))
            return Trace(None, digest, asker.asked, problems, True, asker.height)
        return Trace(
            answer, of_value(answer), asker.asked, tuple(asker.problems), False, asker.height
        )

    def answer_of(self, key: Key, trace: Trace) -> Any:
        """The answer of a trace that holds; asked again where it was not kept."""
        if trace.answer is not NOT_KEPT:
            return trace.answer
        found = self._run(key)
        self._settled[key] = found
        return found.answer

    def let_go(self, key: Key) -> None:
        """Hold an answer no longer than whoever asked for it."""
        held = replace(self._settled[key], answer=NOT_KEPT)
        self._settled[key] = held
        if key in self._new:
            self._new[key] = held


class _Asker:
    """The `ask` of one question: passes questions on and writes down what was asked."""

    __slots__ = ("_asked", "_edition", "height", "problems", "world")

    def __init__(self, edition: Edition) -> None:
        self.world = edition.world
        self.height = 0
        self.problems: list[Problem] = []
        self._edition = edition
        self._asked: dict[Key, None] = {}

    def __call__(self, question: Question[P, R], /, *args: P.args, **kwargs: P.kwargs) -> R:
        if kwargs:
            raise TypeError(f"{question.name} takes its arguments by position")
        key: Key = (question, args)
        trace = self._edition.trace(key)
        self._asked[key] = None
        self.height = max(self.height, trace.height + 1)
        if trace.failed:
            raise Failure(*trace.problems)
        answer: R = self._edition.answer_of(key, trace)
        if question.is_passing:
            self._edition.let_go(key)
        return answer

    def each(self, question: Question[[str], R], keys: Iterable[str], /) -> dict[str, R]:
        return together.each(self, question, keys)

    def report(self, problem: Problem) -> None:
        self.problems.append(problem)

    @property
    def asked(self) -> tuple[Key, ...]:
        return tuple(self._asked)


def _shown(key: Key) -> str:
    question, args = key
    values: tuple[Any, ...] = args
    return f"{question.name}({', '.join(f'{value!r:.60}' for value in values)})"
