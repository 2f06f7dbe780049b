"""Questions: pure functions of `ask` and a few small hashable values, with frozen answers.

    @question
    def latest(ask: Ask, section: str, count: int) -> tuple[Card, ...]:
        return tuple(ask(card, slug) for slug in ask(section_order, section)[:count])

A question never keeps state, never catches what it doesn't know, and learns about the world only
by asking.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Concatenate, Generic, ParamSpec, Protocol, TypeVar

from generator.problems import Problem

P = ParamSpec("P")
R = TypeVar("R")
R_co = TypeVar("R_co", covariant=True)


class Ask(Protocol):
    """What a question gets to learn about everything else."""

    @property
    def world(self) -> object:
        """What lies outside (files, the clock): only a `source` may touch it."""

    def __call__(self, question: Question[P, R], /, *args: P.args, **kwargs: P.kwargs) -> R:
        """The answer; raises `Failure` where the question has none."""

    def each(self, question: Question[[str], R], keys: Iterable[str], /) -> dict[str, R]:
        """Each key with its answer, in order; of many keys, found in parts (`together.py`)."""

    def report(self, problem: Problem) -> None:
        """Put a problem beside the answer; it is told for as long as the answer is in use."""


@dataclass(frozen=True, eq=False, slots=True)
class Question(Generic[P, R_co]):
    """A question: its name, and the function that answers it.

    `is_source`: the answer lies outside, so it is fetched again in each edition; every other
    answer is kept while all that it asked stays the same. `is_costly`: the answer is kept however
    long it is. `is_heavy`: many of them are worth the work of several processes.
    """

    name: str
    answer: Callable[Concatenate[Ask, P], R_co]
    is_source: bool = False
    is_costly: bool = False
    is_heavy: bool = False

    def __call__(self, ask: Ask, /, *args: P.args, **kwargs: P.kwargs) -> R_co:
        return ask(self, *args, **kwargs)

    def __repr__(self) -> str:
        return self.name

    def __reduce__(self) -> tuple[Any, ...]:
        """By its name, for another process."""
        return _found, (self.answer.__module__, self.name)


_NAMED: dict[str, Question[..., Any]] = {}


def question(function: Callable[Concatenate[Ask, P], R]) -> Question[P, R]:
    """A question out of a function; its name is the function's, with its module."""
    return _registered(Question(_name(function), function))


def costly(function: Callable[Concatenate[Ask, P], R]) -> Question[P, R]:
    """A question whose answer takes much work to find again: a text to be read, say."""
    return _registered(Question(_name(function), function, is_costly=True))


def heavy(function: Callable[Concatenate[Ask, P], R]) -> Question[P, R]:
    """A question that is a piece of work: the bytes of a page, say."""
    return _registered(Question(_name(function), function, is_heavy=True))


def source(function: Callable[Concatenate[Ask, P], R]) -> Question[P, R]:
    """A question whose answer comes from outside: a file's digest, a listing, the clock."""
    return _registered(Question(_name(function), function, is_source=True))


def question_named(name: str) -> Question[..., Any]:
    """The question of that name; `KeyError` if no module that was imported has one."""
    return _NAMED[name]


def _found(module: str, name: str) -> Question[..., Any]:
    import_module(module)
    return question_named(name)


def _registered(made: Question[P, R]) -> Question[P, R]:
    _NAMED[made.name] = made
    return made


def _name(function: Callable[..., object]) -> str:
    return f"{function.__module__.removeprefix('generator.')}.{function.__qualname__}"
