"""One edition: every question answered at most once, and only where something changed below it.

Verifying traces with early cutoff (Mokhov, Mitchell, Peyton Jones: "Build systems à la carte",
2018), walked from what changed upwards: first the world is asked anew, then whoever asked about a
change answers again, the lowest first; an answer that comes out the same wakes nobody. So the work
follows the change, whatever the size of the site (Jane Street's Incremental goes the same way).
"""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, ParamSpec, TypeVar

from generator.digest import of_value, weighed
from generator.engine import elsewhere
from generator.engine.asker import Asker
from generator.engine.live import Live
from generator.engine.memory import NOT_KEPT, InMemory, Key, Memory, MemoryDamaged, Trace
from generator.engine.pickling import Packed, Unfit, pickled, unpickled
from generator.engine.question import Question
from generator.problems import Failure, Problem

P = ParamSpec("P")
R = TypeVar("R")

_TOP = 1 << 60
# A longer answer is not held: it is found again, or if that is costly, kept as bytes. One that asks
# so much is costly for that.
LONG, LONG_EACH = 4_096, 64


class Cycle(RuntimeError):
    """A question that needs its own answer: a mistake in the generator."""


class Impure(RuntimeError):
    """A question that answered differently within one edition: a mistake in the generator."""


class Torn(Exception):
    """Raised where two processes saw a source differently: the edition must begin again."""

    def __init__(self, key: Key) -> None:
        super().__init__(_shown(key))
        self.key = key


class _Tangled(Exception):
    """Raised through a verification that came back to the answer under verification."""


class Edition:
    """Answers questions about one state of the world; `commit` makes the memory remember it.

    With `twice`, each question is answered two times and an `Impure` names one that differs: for
    tests, since it costs twice. `suspects` are the sources that may say something else than in the
    edition before, None is for all; the others are taken at their word. `passing` are the
    exceptions of the world that end an edition; `heard` is called with each question that was
    answered and what was found, `ready` once, when it is known what of the world has changed and
    before anything is answered. So many `workers` may answer questions that are heavy; `lost` is
    called with one that a process died of. Of those that have to be answered again, `urgent` ones
    come first. What one edition had at hand, the next may use, if it gets the same `live`. Call
    `close` at the end.
    """

    def __init__(
        self,
        world: object,
        memory: Memory | None = None,
        *,
        twice: bool = False,
        suspects: Collection[Key] | None = None,
        passing: tuple[type[Exception], ...] = (),
        heard: Callable[[Key, Trace], None] = lambda key, found: None,
        ready: Callable[[Edition], None] = lambda edition: None,
        workers: int = 1,
        lost: Callable[[Key], None] = lambda key: None,
        urgent: Callable[[Key], bool] = lambda key: False,
        live: Live | None = None,
    ) -> None:
        self.world = world
        self.memory = memory if memory is not None else InMemory()
        self.answered: list[Key] = []  # in this edition, not recalled: for tests and explanations
        self.changed: set[Key] = set()  # other than in the edition before, or new
        self.suspects = None if suspects is None else dict.fromkeys(suspects)
        self._passing: tuple[type[Exception], ...] = (Torn, *passing)
        self._heard = heard
        self._ready = ready
        self._urgent = urgent
        self._twice = twice
        self._same: dict[Key, Key] = {}
        self._settled: dict[Key, Trace] = {}
        self._new: dict[Key, Trace] = {}
        self._roots: dict[Key, None] = {}
        self._running: dict[Key, None] = {}
        self._verifying: set[Key] = set()
        self._live = Live() if live is None else live
        self._workers = workers
        self._elsewhere = elsewhere.Elsewhere(workers, lost)
        self._queue: list[tuple[int, int, Key]] = []
        self._order = itertools.count()
        self._frontier = 0  # what stands lower than this is settled, and if unsettled, unchanged
        self._is_current = False

    def ask(self, question: Question[P, R], /, *args: P.args, **kwargs: P.kwargs) -> R:
        """The answer to a question from outside any question; raises `Failure` if it has none."""
        self._make_current()
        self._roots[(question, args)] = None
        return Asker(self)(question, *args, **kwargs)

    def begin(self, keys: Sequence[Key], pieces: int, *, afresh: bool = False) -> None:
        """Have other processes answer questions, in this order, for whoever will ask them.

        `pieces` is for how many pieces of work that is, `afresh` whether it is worth it too where a
        process has to begin with nothing.
        """
        self._elsewhere.start(self, keys, pieces, afresh)

    def close(self) -> None:
        """End what is under way elsewhere."""
        self._elsewhere.close()

    @property
    def found(self) -> Mapping[Key, Trace]:
        """The traces that are of this edition, in the order in which they were found."""
        return self._new

    def find(self, key: Key) -> None:
        """Answer a question that is known to be new, or to have another answer than before."""
        if key not in self._settled:
            self._settle(key, self.memory.recall(key), self._answer(key))

    def goes_on_elsewhere(self) -> None:
        """This is a copy in another process now."""
        self._is_current = True
        self._elsewhere = elsewhere.Elsewhere(1, lambda key: None)
        self._heard = lambda key, found: None
        self.memory.reopen()

    def commit(self) -> None:
        """Remember this edition in place of the one before."""
        self._make_current()
        if self._elsewhere.has_dropped:
            self._answer_what_was_dropped()
        self.memory.commit(self._new, self._roots.keys())

    def _answer_what_was_dropped(self) -> None:
        """Of a process that died some groups may have come, and not those that they rest on."""
        asked = {below: None for trace in self._new.values() for below in trace.asked}
        for key in asked:
            if key not in self._settled and self.memory.recall(key) is None:
                self.trace(key)

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
        if self.suspects is not None and key not in self.suspects:
            return True
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

    def answer_before(self, key: Key) -> Any:
        """The answer of the edition before; None where it had none, or that was not kept."""
        old = self.memory.recall(key)
        if old is None or old.failed or old.answer is NOT_KEPT:
            return None
        return unpacked(old.answer)

    def sources(self) -> tuple[Key, ...]:
        """All that this edition has asked of the world: of the suspects, and for new answers."""
        return tuple(key for key in self._settled if key[0].is_source)

    def same(self, key: Key) -> Key:
        """The key itself, one object for all who ask: they are held by the hundred thousand."""
        return self._same.setdefault(key, key)

    def _make_current(self) -> None:
        """Ask the world anew, and whoever asked about what changed."""
        if self._is_current:
            return
        self._is_current = True
        for key, old in self.memory.sources(self.suspects):
            found = self._run(key)
            is_same = (found.digest, found.problems) == (old.digest, old.problems)
            self._settle(key, old, old if is_same else found)
        self._ready(self)
        while self._queue:
            self._renew_light_then_heavy()
        self._frontier = _TOP

    def _next(self) -> tuple[int, Key]:
        """The lowest that waits, and how high it stands."""
        height, _, key = heapq.heappop(self._queue)
        return height, key

    def _renew_light_then_heavy(self) -> None:
        """Renew all that isn't heavy, then what is: the urgent first, many of them elsewhere.

        What stands above a heavy one that waits is not settled, so the frontier stays below it.
        """
        heavy: dict[Key, int] = {}
        while self._queue:
            height, key = self._next()
            self._frontier = min((height, *itertools.islice(heavy.values(), 1)))
            if key[0].is_heavy:
                heavy.setdefault(key, height)
            elif key not in self._settled:
                self._renew(key)
        waiting = sorted(heavy, key=lambda key: not self._urgent(key))
        at_once = sum(map(self._urgent, waiting))
        for number, key in enumerate(waiting):
            if number == at_once:
                rest = [key for key in waiting[number:] if key not in self._settled]
                self.begin(rest, len(rest))
            if key not in self._settled:
                self._renew(key)

    def _renew(self, key: Key) -> None:
        """Answer a question again that nobody may ask any more.

        If it has become impossible, it is forgotten: whoever still asks it will learn why.
        """
        self._take(key)
        if key in self._settled:
            return
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
        if known is None and key in self._elsewhere:
            self._take(key)
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

    def _take(self, key: Key) -> None:
        """Take what another process found, if one was given that question.

        Sources are asked here too: the world may note what was looked at.
        """
        if key not in self._elsewhere:
            return
        for other, found in self._elsewhere.take(key):
            known = self.trace(other) if other[0].is_source else self._settled.get(other)
            if known is None:
                found = found.asking(tuple(map(self.same, found.asked)))
                self._settle(self.same(other), self.memory.recall(other), found)
                self.answered.append(other)
                self._heard(other, found)
            elif other[0].is_source and known.digest != found.digest:
                raise Torn(other)

    def _answer(self, key: Key) -> Trace:
        self._running[key] = None
        try:
            found = self._run(key)
            if self._twice and self._run(key).digest != found.digest:
                raise Impure(f"{_shown(key)} answers differently when asked twice")
        finally:
            del self._running[key]
        self.answered.append(key)
        self._heard(key, found)
        return found

    def _run(self, key: Key) -> Trace:
        question, args = key
        asker = Asker(self)
        try:
            answer = question.answer(asker, *args)
        except Failure as failure:
            problems = (*asker.problems, *failure.problems)
            digest = of_value(("failed", problems))
            return Trace(None, digest, asker.asked, problems, True, asker.height)
        digest, weight = weighed(answer)
        asked = asker.asked
        held = answer
        if weight > LONG + (0 if question.is_costly else LONG_EACH * len(asked)):
            held = Packed(pickled(answer)) if question.is_costly else NOT_KEPT
            self._live.put(key, digest, answer)
        return Trace(held, digest, asked, tuple(asker.problems), False, asker.height)

    def answer_of(self, key: Key, trace: Trace) -> Any:
        """The answer of a trace that holds; asked again where it was not kept."""
        answer = trace.answer
        if type(answer) is not Packed and answer is not NOT_KEPT:
            return answer
        if self._live.has(key, trace.digest):
            return self._live.get(key)
        found = self._answer_again(key) if answer is NOT_KEPT else unpacked(answer)
        if type(answer) is Packed and len(answer.data) < LONG:
            self._settled[key] = trace.with_answer(found)
        else:
            self._live.put(key, trace.digest, found)
        return found

    def _answer_again(self, key: Key) -> Any:
        question, args = key
        return question.answer(Asker(self), *args)


def unpacked(answer: Any) -> Any:
    """The answer itself, where it was kept as bytes."""
    if type(answer) is not Packed:
        return answer
    try:
        return unpickled(answer.data)
    except Unfit as fault:
        raise MemoryDamaged(str(fault)) from fault


def _shown(key: Key) -> str:
    question, args = key
    values: tuple[Any, ...] = args
    return f"{question.name}({', '.join(f'{value!r:.60}' for value in values)})"
