"""Many answers at once, in parts: so a question about every story asks a few hundred things.

When one of ten thousand answers changes, its part is put together again, and whoever asked for all
of them looks at the other parts as they were.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from generator.digest import part_of
from generator.engine.question import Ask, Question, costly, question_named

R = TypeVar("R")

# How many answers a part has, more or less.
TOGETHER = 32


def each(ask: Ask, question: Question[[str], R], keys: Iterable[str]) -> dict[str, R]:
    """Each key with its answer, in order; raises `Failure` where one of them has none."""
    wanted = tuple(keys)
    parts = in_parts(wanted)
    if len(parts) == 1:
        return {key: ask(question, key) for key in wanted}
    found: dict[str, R] = {}
    for part in parts:
        found.update(zip(part, ask(answers_of, question.name, part), strict=True))
    return {key: found[key] for key in wanted}


def in_parts(keys: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """The keys in the parts, and in the order, in which `each` asks for them."""
    wanted = tuple(keys)
    count = 1 << max(0, (len(wanted) // TOGETHER).bit_length() - 1)
    parts: list[list[str]] = [[] for _ in range(count)]
    for key in wanted:
        parts[part_of(key, count)].append(key)
    return tuple(map(tuple, parts))


@costly
def answers_of(ask: Ask, name: str, keys: tuple[str, ...]) -> tuple[Any, ...]:
    """The answers of a question by its name, for some keys."""
    asked: Question[[str], Any] = question_named(name)
    return tuple([ask(asked, key) for key in keys])
