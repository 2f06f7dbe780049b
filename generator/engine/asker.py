"""The `ask` of one question: it passes questions on, and writes down what was asked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from generator.engine import together
from generator.engine.memory import Key
from generator.engine.question import Question
from generator.problems import Failure, Problem

if TYPE_CHECKING:
    from generator.engine.edition import Edition

P = ParamSpec("P")
R = TypeVar("R")


class Asker:
    """What a question is given to ask with; what it noted goes into the trace."""

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
        key = self._edition.same((question, args))
        trace = self._edition.trace(key)
        self._asked[key] = None
        self.height = max(self.height, trace.height + 1)
        if trace.failed:
            raise Failure(*trace.problems)
        answer: R = self._edition.answer_of(key, trace)
        return answer

    def each(self, question: Question[[str], R], keys: Iterable[str], /) -> dict[str, R]:
        return together.each(self, question, keys)

    def report(self, problem: Problem) -> None:
        self.problems.append(problem)

    @property
    def asked(self) -> tuple[Key, ...]:
        return tuple(self._asked)
