"""The engine: answers are found once, kept while what they asked holds, and traced."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.disk import Disk
from generator.engine import (
    Ask,
    Cycle,
    Edition,
    Impure,
    InMemory,
    Live,
    Torn,
    costly,
    question,
    source,
)
from generator.engine.edition import LONG
from generator.engine.memory import NOT_KEPT, Key
from generator.engine.pickling import Packed
from generator.engine.store import Store
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
    return sum(ask.each(number, ("a", "b")).values())


@question
def chosen(ask: Ask) -> int:
    return ask(number, "b") if ask(number, "a") > 0 else 0


@question
def pair(ask: Ask) -> tuple[str, str]:
    return ask(sentence, "a"), ask(sentence, "b")


@question
def tenth(ask: Ask) -> int:
    return 10 // ask(number, "b")


@question
def quotient(ask: Ask) -> int:
    return ask(tenth) if ask(number, "a") > 0 else 0


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


class Kept:
    """A memory as a command has it: in the process, or in a file that is opened anew."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self.now = self._opened()

    def _opened(self) -> InMemory | Store:
        return Store(str(self._path), b"version", Disk()) if self._path else InMemory()

    def end(self) -> None:
        """The process ends, and another begins."""
        if isinstance(self.now, Store):
            self.now.close()
            self.now = self._opened()

    def keys(self) -> set[Key]:
        """All that is remembered."""
        return {key for key, _ in self.now.all()}


@pytest.fixture(params=["in memory", "in a file"])
def memory(request: pytest.FixtureRequest, tmp_path: Path) -> Kept:
    return Kept(tmp_path / "store" if request.param == "in a file" else None)


def told(values: dict[str, int], memory: Kept, asked: Any, *args: Any) -> tuple[Any, Edition]:
    """The answer in an edition of a world of those numbers, which the memory then remembers."""
    memory.end()
    edition = Edition(Numbers(values), memory.now)
    answer = edition.ask(asked, *args)
    edition.commit()
    return answer, edition


def names(edition: Edition) -> list[str]:
    """What was answered anew, by the last part of its name."""
    return [key[0].name.rpartition(".")[2] for key in edition.answered if not key[0].is_source]


def test_an_answer_is_found_once_in_an_edition() -> None:
    """Two who ask the same get the same answer, and it is worked out once."""
    edition = Edition(Numbers({"a": 2}))
    assert ("even", "a is even") == (edition.ask(parity, "a"), edition.ask(sentence, "a"))
    assert ["parity", "sentence"] == names(edition)


def test_nothing_is_answered_again_while_nothing_changed(memory: Kept) -> None:
    """A later edition uses what is remembered."""
    told({"a": 2}, memory, sentence, "a")
    answer, later = told({"a": 2}, memory, sentence, "a")
    assert ("a is even", []) == (answer, names(later))


def test_an_answer_that_comes_out_the_same_stops_there(memory: Kept) -> None:
    """Early cutoff: who asked for the parity need not notice that 2 became 4."""
    told({"a": 2}, memory, sentence, "a")
    answer, later = told({"a": 4}, memory, sentence, "a")
    assert ("a is even", ["parity"]) == (answer, names(later))


def test_a_change_wakes_what_asked_about_it(memory: Kept) -> None:
    """What depends on the change is answered again, up to the top."""
    told({"a": 2}, memory, sentence, "a")
    answer, later = told({"a": 3}, memory, sentence, "a")
    assert ("a is odd", ["parity", "sentence"]) == (answer, names(later))


def test_a_change_wakes_nobody_else(memory: Kept) -> None:
    """Whoever asked about other things is not even looked at."""
    both = {"a": 2, "b": 5}
    told(both, memory, pair)
    answer, later = told({**both, "b": 6}, memory, pair)
    assert (("a is even", "b is even"), ["parity", "sentence", "pair"]) == (answer, names(later))


def test_what_is_no_longer_asked_is_not_remembered(memory: Kept) -> None:
    """b is gone, but a already says that it is moot."""
    told({"a": 1, "b": 7}, memory, chosen)
    assert 0 == told({"a": 0}, memory, chosen)[0]
    assert {(number, ("a",)), (chosen, ())} == memory.keys()


def test_a_question_that_became_impossible_troubles_nobody_who_no_longer_asks_it(
    memory: Kept,
) -> None:
    """It is tried before it is known to be moot; that it raised must not end the edition."""
    assert 5 == told({"a": 1, "b": 2}, memory, quotient)[0]
    assert 0 == told({"a": 0, "b": 0}, memory, quotient)[0]
    with pytest.raises(ZeroDivisionError):
        told({"a": 1, "b": 0}, memory, quotient)
    assert 10 == told({"a": 1, "b": 1}, memory, quotient)[0]


def test_absence_is_an_answer_that_is_remembered(memory: Kept) -> None:
    """A failure is kept like an answer, and appearing wakes who met it."""
    assert "nothing" == told({}, memory, guarded, "a")[0]
    answer, unchanged = told({}, memory, guarded, "a")
    assert ("nothing", []) == (answer, names(unchanged))
    assert "5" == told({"a": 5}, memory, guarded, "a")[0]


def test_a_failure_that_nobody_catches_reaches_who_asked_first() -> None:
    """The problems of a failure come up through every question between."""
    with pytest.raises(Failure) as caught:
        Edition(Numbers()).ask(sentence, "a")
    assert ["missing"] == [problem.code for problem in caught.value.problems]


def test_problems_are_replayed_with_a_remembered_answer(memory: Kept) -> None:
    """A warning is told in every edition in which its answer is used, and in no other."""
    first = told({"a": 10}, memory, noted, "a")[1]
    told_first = first.problems()
    later = told({"a": 10}, memory, noted, "a")[1]
    assert ([], ["large"]) == (names(later), [problem.code for problem in told_first])
    assert told_first == later.problems()
    assert () == told({"a": 10}, memory, parity, "a")[1].problems()


def test_the_problems_of_a_caught_failure_belong_to_who_caught_it(memory: Kept) -> None:
    """Whoever catches a failure tells it in its own words, or not at all."""
    assert () == told({}, memory, guarded, "a")[1].problems()


def test_an_edition_that_is_not_committed_leaves_no_trace(memory: Kept) -> None:
    """What it saw of a world that moved is not believed later."""
    told({"a": 2}, memory, sentence, "a")
    Edition(Numbers({"a": 3}), memory.now).ask(sentence, "a")
    answer, later = told({"a": 2}, memory, sentence, "a")
    assert ("a is even", []) == (answer, names(later))


def test_a_question_that_needs_itself_is_named() -> None:
    """A circle is a mistake in the generator; the message shows the way round."""
    with pytest.raises(Cycle, match=r"round_and_round\(0\) asks .*round_and_round\(1\) asks"):
        Edition(Numbers()).ask(round_and_round, 0)


def test_a_question_that_answers_differently_is_named() -> None:
    """Asked twice, it must say the same."""
    with pytest.raises(Impure, match="fickle"):
        Edition(Numbers(), twice=True).ask(fickle)


def test_a_trace_says_what_was_asked_in_order(memory: Kept) -> None:
    """The recorded dependencies are those of the answer, first asked first."""
    told({"a": 1, "b": 2}, memory, total)
    assert memory.now.recall((total, ()))
    assert [(number, ("a",)), (number, ("b",))] == list(memory.now.asked((total, ())))


def test_who_asks_whom_may_turn_round_between_editions(memory: Kept) -> None:
    """A dependency that reversed is no circle: the old trace is given up, not believed."""

    @question
    def left(ask: Ask) -> int:
        return ask(right) + 1 if ask(number, "way") == 0 else 1

    @question
    def right(ask: Ask) -> int:
        return ask(left) + 1 if ask(number, "way") == 1 else 1

    @question
    def both(ask: Ask) -> tuple[int, int]:
        return ask(left), ask(right)

    for way in (0, 1, 0, 0, 1):
        assert {0: (2, 1), 1: (1, 2)}[way] == told({"way": way}, memory, both)[0]


def test_only_suspects_are_asked_of_the_world(memory: Kept) -> None:
    """What else changed is not noticed, so whoever names them must name enough."""
    told({"a": 2, "b": 5}, memory, pair)
    memory.end()
    world = Numbers({"b": 6})
    edition = Edition(world, memory.now, suspects=[(number, ("b",)), (number, ("new",))])
    assert ("a is even", "b is even") == edition.ask(pair)
    assert ((number, ("b",)),) == edition.sources()
    assert edition.is_as_before(number, "a")
    assert not edition.is_as_before(number, "b")
    assert not edition.is_as_before(number, "new")


def test_each_edition_in_a_file_has_a_name_of_its_own(tmp_path: Path) -> None:
    """Also one in which nothing changed; one that was not committed has that of the one before."""
    kept = Kept(tmp_path / "store")
    names = [kept.now.edition]
    for _ in range(2):
        told({"a": 2}, kept, sentence, "a")
        names.append(kept.now.edition)
    Edition(Numbers({"a": 3}), kept.now).ask(sentence, "a")
    kept.end()
    assert ["", kept.now.edition] == [names[0], names[2]]
    assert len(names) == len(set(names))


@given(st.data())
def test_any_graph_of_questions_gives_what_a_new_memory_gives(data: st.DataObject) -> None:
    """Whatever is asked in whatever order, and however that changes with the numbers.

    `plans` says for each number which cells a cell adds up; cells that depend on one another in
    other ways from edition to edition, and come and go. Where it is known which numbers may have
    changed, only those are asked.
    """
    cells = 7
    plan = st.lists(st.integers(0, cells - 1), max_size=4)
    plans = data.draw(
        st.lists(st.lists(plan, min_size=3, max_size=3), min_size=cells, max_size=cells)
    )

    @question
    def cell(ask: Ask, place: int) -> int:
        mood = ask(number, f"n{place}") % 3
        below = [other for other in plans[place][mood] if rank[mood][other] < rank[mood][place]]
        return (mood + sum(ask(cell, other) for other in below)) % 4

    ranks = st.permutations(range(cells))
    rank = [data.draw(ranks) for _ in range(3)]
    with TemporaryDirectory() as folder:
        kept = Kept(Path(folder) / "store" if data.draw(st.booleans()) else None)
        before: dict[str, int] = {}
        for _ in range(data.draw(st.integers(2, 6))):
            mood = data.draw(st.sampled_from([0, 1, 2]))
            values = {f"n{place}": mood for place in range(cells)}
            values[f"n{data.draw(st.integers(0, cells - 1))}"] += 3
            roots = data.draw(st.lists(st.integers(0, cells - 1), min_size=1, max_size=3))
            kept.end()
            memory = InMemory()
            changed = {name for name, value in values.items() if before.get(name) != value}
            changed |= data.draw(st.sets(st.sampled_from(["n0", "n1", "nobody"])))
            suspects = [(number, (name,)) for name in sorted(changed)]
            edition = Edition(
                Numbers(values), kept.now, suspects=data.draw(st.sampled_from([suspects, None]))
            )
            fresh, before = Edition(Numbers(values), memory), values
            for root in roots:
                assert fresh.ask(cell, root) == edition.ask(cell, root)
            edition.commit()
            fresh.commit()
            assert {key for key, _ in memory.all()} == kept.keys()
            assert_sound(kept.now)


def assert_sound(memory: InMemory | Store) -> None:
    """Every trace stands above what it asked, and edges are known from both ends."""
    traces = dict(memory.all())
    edges = {(below, key) for key in traces for below in memory.asked(key)}
    assert edges == {(key, above) for key in traces for above, _ in memory.askers(key)}
    assert all(traces[below].height < traces[key].height for below, key in edges)


@question
def long_and_cheap(ask: Ask, name: str) -> str:
    return "x" * (2 * LONG + ask(number, name))


@costly
def long_and_costly(ask: Ask, name: str) -> str:
    return "y" * (2 * LONG + ask(number, name))


@question
def lengths(ask: Ask) -> tuple[int, int]:
    return len(ask(long_and_cheap, "a")), len(ask(long_and_costly, "a"))


@pytest.mark.parametrize("in_file", [False, True])
def test_a_long_answer_is_not_held(tmp_path: Path, in_file: bool) -> None:
    """One that is costly is held as bytes, another is found again by whoever needs it."""
    memory = Store(str(tmp_path / "store"), b"version", Disk()) if in_file else InMemory()
    for value in (7, 8):
        edition = Edition(Numbers({"a": value}), memory)
        assert edition.ask(lengths) == (2 * LONG + value, 2 * LONG + value)
        assert NOT_KEPT is edition.trace((long_and_cheap, ("a",))).answer
        assert isinstance(edition.trace((long_and_costly, ("a",))).answer, Packed)
        edition.commit()
    edition = Edition(Numbers({"a": 8}), memory)
    assert edition.ask(long_and_cheap, "a") == "x" * (2 * LONG + 8)
    assert edition.ask(long_and_costly, "a") == "y" * (2 * LONG + 8)
    assert [] == [key for key in edition.answered if not key[0].is_source]


class HalfBack:
    """A process that sent what it found last, and died before the rest of it was taken."""

    has_dropped = True

    def __init__(self, key: Key, *found: Any) -> None:
        self._key, self._found, self._is_taken = key, found, False

    def __contains__(self, key: Key) -> bool:
        return key == self._key and not self._is_taken

    def take(self, key: Key) -> Any:
        self._is_taken = True
        return self._found


def test_what_a_process_did_not_send_is_found_here(memory: Kept) -> None:
    """Else a change of it would wake nobody, in the next edition."""
    key: Key = (noted_twice, ("a",))
    there = Edition(Numbers({"a": 1}))
    there.ask(noted_twice, "a")
    here = Edition(Numbers({"a": 1}), memory.now)
    here._elsewhere = HalfBack(key, (key, there.trace(key).packed()))  # type: ignore[assignment]
    assert here.ask(noted_twice, "a") == 2
    here.commit()
    assert told({"a": 2}, memory, noted_twice, "a")[0] == 4


@question
def noted_twice(ask: Ask, name: str) -> int:
    return 2 * ask(noted, name)


def test_an_edition_that_saw_two_worlds_is_never_kept(memory: Kept) -> None:
    """Also where the question that shows it is one that is tried although nobody may ask it."""
    told({"a": 1, "b": 1}, memory, tried)
    there = Edition(Numbers({"a": 2, "b": 7}))
    there.ask(number, "b")
    memory.end()
    here = Edition(Numbers({"a": 2, "b": 1}), memory.now)
    key: Key = (number, ("b",))
    half = HalfBack((noted, ("c",)), (key, there.trace(key)))
    here._elsewhere = half  # type: ignore[assignment]
    with pytest.raises(Torn):
        here.ask(tried)


@question
def tried(ask: Ask) -> int:
    return ask(number, "b") + (ask(noted, "c") if ask(number, "a") > 1 else 0)


def test_a_long_answer_that_an_edition_had_at_hand_serves_the_next(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It is not found again while it holds, and not used where another holds."""
    world, memory, live = Numbers({"a": 7}), InMemory(), Live()
    first = Edition(world, memory, live=live)
    assert first.ask(lengths) == (2 * LONG + 7, 2 * LONG + 7)
    first.commit()
    world.values["a"] = 8
    changed = Edition(world, memory, live=live)
    assert changed.ask(long_and_cheap, "a") == "x" * (2 * LONG + 8)
    changed.commit()
    monkeypatch.setattr(Edition, "_answer_again", lambda edition, key: pytest.fail("found again"))
    again = Edition(world, memory, live=live)
    assert again.ask(long_and_cheap, "a") == "x" * (2 * LONG + 8)
    with pytest.raises(pytest.fail.Exception):
        Edition(world, memory).ask(long_and_cheap, "a")
