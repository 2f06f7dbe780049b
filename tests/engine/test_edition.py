"""The engine: answers are found once, kept while what they asked holds, and traced."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest

from generator.engine import Ask, Cycle, Edition, Impure, Memory, question, source
from generator.problems import Failure, error, warning


@dataclass
class Numbers:
    """A world of numbers by name."""

    values: dict[str, int] = field(default_factory=dict)


@source
def number(ask: Ask, name: str) -> int:
    values: Any = ask.world
    if name not in values.values:
        raise Failure(error("missing", f"no {name}", "numbers"))
    value: int = values.values[name]
    return value


@question
def parity(ask: Ask, name: str) -> str:
    return "even" if ask(number, name) % 2 == 0 else "odd"


@question
def sentence(ask: Ask, name: str) -> str:
    return f"{name} is {ask(parity, name)}"


@question
def total(ask: Ask) -> int:
    return sum(ask.each(number, ("a", "b")))


@question
def chosen(ask: Ask) -> int:
    return ask(number, "b") if ask(number, "a") > 0 else 0


@question
def guarded(ask: Ask, name: str) -> str:
    try:
        return str(ask(number, name))
    except Failure:
        return "nothing"


@question
def noted(ask: Ask, name: str) -> int:
    value = ask(number, name)
    if value > 9:
        ask.report(warning("large", f"{name} is large", "numbers"))
    return value


@question
def round_and_round(ask: Ask, turns: int) -> int:
    return ask(round_and_round, 1 - turns)


_calls: list[int] = []


@question
def fickle(ask: Ask) -> int:
    _calls.append(1)
    return len(_calls)


def names(edition: Edition) -> list[str]:
    """What was answered anew, by the last part of its name."""
    return [key[0].name.rpartition(".")[2] for key in edition.answered if not key[0].is_source]


def test_an_answer_is_found_once_in_an_edition() -> None:
    """Two who ask the same get the same answer, and it is worked out once."""
    edition = Edition(Numbers({"a": 2}))
    assert ("even", "a is even") == (edition.ask(parity, "a"), edition.ask(sentence, "a"))
    assert ["parity", "sentence"] == names(edition)


def test_nothing_is_answered_again_while_nothing_changed() -> None:
    """A later edition uses what is remembered."""
    memory = Memory()
    Edition(Numbers({"a": 2}), memory).ask(sentence, "a")
    later = Edition(Numbers({"a": 2}), memory)
    assert "a is even" == later.ask(sentence, "a")
    assert [] == names(later)


def test_an_answer_that_comes_out_the_same_stops_there() -> None:
    """Early cutoff: who asked for the parity need not notice that 2 became 4."""
    memory = Memory()
    Edition(Numbers({"a": 2}), memory).ask(sentence, "a")
    later = Edition(Numbers({"a": 4}), memory)
    assert "a is even" == later.ask(sentence, "a")
    assert ["parity"] == names(later)


def test_a_change_wakes_what_asked_about_it() -> None:
    """What depends on the change is answered again, up to the top."""
    memory = Memory()
    Edition(Numbers({"a": 2}), memory).ask(sentence, "a")
    later = Edition(Numbers({"a": 3}), memory)
    assert "a is odd" == later.ask(sentence, "a")
    assert ["parity", "sentence"] == names(later)


def test_what_is_no_longer_asked_is_not_looked_at() -> None:
    """Verification follows the order of asking: b is gone, but a already says that it is moot."""
    memory = Memory()
    Edition(Numbers({"a": 1, "b": 7}), memory).ask(chosen)
    later = Edition(Numbers({"a": 0}), memory)
    assert 0 == later.ask(chosen)


def test_absence_is_an_answer_that_is_remembered() -> None:
    """A failure is kept like an answer, and appearing wakes who met it."""
    memory = Memory()
    assert "nothing" == Edition(Numbers(), memory).ask(guarded, "a")
    unchanged = Edition(Numbers(), memory)
    assert ("nothing", []) == (unchanged.ask(guarded, "a"), names(unchanged))
    assert "5" == Edition(Numbers({"a": 5}), memory).ask(guarded, "a")


def test_a_failure_that_nobody_catches_reaches_who_asked_first() -> None:
    """The problems of a failure come up through every question between."""
    with pytest.raises(Failure) as caught:
        Edition(Numbers()).ask(sentence, "a")
    assert ["missing"] == [problem.code for problem in caught.value.problems]


def test_problems_are_replayed_with_a_remembered_answer() -> None:
    """A warning is told in every edition in which its answer is used."""
    memory = Memory()
    first = Edition(Numbers({"a": 10}), memory)
    first.ask(noted, "a")
    later = Edition(Numbers({"a": 10}), memory)
    later.ask(noted, "a")
    assert [] == names(later)
    assert ["large"] == [problem.code for problem in first.problems()]
    assert first.problems() == later.problems()


def test_the_problems_of_a_caught_failure_belong_to_who_caught_it() -> None:
    """Whoever catches a failure tells it in its own words, or not at all."""
    edition = Edition(Numbers())
    edition.ask(guarded, "a")
    assert () == edition.problems()


def test_a_question_that_needs_itself_is_named() -> None:
    """A circle is a mistake in the generator; the message shows the way round."""
    with pytest.raises(Cycle, match=r"round_and_round\(0\) asks .*round_and_round\(1\) asks"):
        Edition(Numbers()).ask(round_and_round, 0)


def test_a_question_that_answers_differently_is_named() -> None:
    """Asked twice, it must say the same."""
    with pytest.raises(Impure, match="fickle"):
        Edition(Numbers(), twice=True).ask(fickle)


def test_a_trace_says_what_was_asked_in_order() -> None:
    """The recorded dependencies are those of the answer, first asked first."""
    edition = Edition(Numbers({"a": 1, "b": 2}))
    edition.ask(total)
    trace = edition.live[(total, ())]
    assert [(number, ("a",)), (number, ("b",))] == [asked.key for asked in trace.asked]


def test_who_asks_whom_may_turn_round_between_editions() -> None:
    """A dependency that reversed is no circle: the old trace is given up, not believed."""

    @question
    def left(ask: Ask) -> int:
        return ask(right) + 1 if ask(number, "way") == 0 else 1

    @question
    def right(ask: Ask) -> int:
        return ask(left) + 1 if ask(number, "way") == 1 else 1

    memory = Memory()
    assert 2 == Edition(Numbers({"way": 0}), memory).ask(left)
    assert 2 == Edition(Numbers({"way": 1}), memory).ask(right)
    assert 2 == Edition(Numbers({"way": 0}), memory).ask(left)
