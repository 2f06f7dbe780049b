"""Many answers at once, in parts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import cast

import pytest

from generator.engine import Ask, Edition, InMemory, question, source
from generator.engine.together import TOGETHER, answers_of
from generator.problems import Failure, error


@dataclass
class Numbers:
    """A world of numbers by name; those below zero can't be read."""

    values: dict[str, int] = field(default_factory=dict)


@source
def names(ask: Ask) -> tuple[str, ...]:
    return tuple(cast("Numbers", ask.world).values)


@source
def number_of(ask: Ask, name: str) -> int:
    return cast("Numbers", ask.world).values[name]


@question
def doubled(ask: Ask, name: str) -> int:
    found = ask(number_of, name)
    if found < 0:
        raise Failure(error("negative", f"{name} is negative", "numbers"))
    return 2 * found


@question
def all_doubled(ask: Ask) -> tuple[tuple[str, int], ...]:
    return tuple(ask.each(doubled, ask(names)).items())


MANY = {f"n{n:03}": n for n in range(20 * TOGETHER)}


def answered(world: Numbers, memory: InMemory) -> tuple[Edition, tuple[tuple[str, int], ...]]:
    edition = Edition(world, memory)
    found = edition.ask(all_doubled)
    edition.commit()
    return edition, found


@pytest.mark.parametrize("count", [0, 1, TOGETHER, 2 * TOGETHER, len(MANY)])
def test_each_key_has_its_answer_in_order(count: int) -> None:
    """However many there are."""
    values = dict(list(MANY.items())[:count])
    _, found = answered(Numbers(values), InMemory())
    assert [(name, 2 * value) for name, value in values.items()] == list(found)


def test_one_answer_has_its_part_put_together_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """And no other."""
    memory = InMemory()
    answered(Numbers(dict(MANY)), memory)
    edition, found = answered(Numbers({**MANY, "n007": 70}), memory)
    assert 140 == dict(found)["n007"]
    names_again = [key[0].name.rpartition(".")[2] for key in edition.answered]
    assert ["all_doubled", "answers_of", "doubled"] == sorted(names_again)


def test_a_new_key_makes_its_part_another() -> None:
    """Those that it is not in stay."""
    memory = InMemory()
    answered(Numbers(dict(MANY)), memory)
    edition, found = answered(Numbers({"new": 5, **MANY}), memory)
    assert ("new", 10) == found[0]
    assert 1 == sum(key[0] is answers_of for key in edition.answered)


def test_a_failure_is_that_of_whoever_asks_for_all() -> None:
    """With the problems of the one that failed."""
    with pytest.raises(Failure) as raised:
        answered(Numbers({**MANY, "n007": -1}), InMemory())
    assert ["n007 is negative"] == [problem.message for problem in raised.value.problems]
