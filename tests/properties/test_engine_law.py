"""The law of the engine: remembering changes nothing but the work."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from generator.engine import Ask, Edition, InMemory, question, source
from generator.problems import Failure

Cells = dict[str, tuple[str, ...]]


@source
def formula(ask: Ask, cell: str) -> tuple[str, ...]:
    cells: Any = ask.world
    found: tuple[str, ...] = cells.get(cell, ("0",))
    return found


@question
def value(ask: Ask, cell: str, depth: int) -> int:
    """A spreadsheet: a formula adds numbers and other cells, and "if x" skips when x is even."""
    amount = 0
    for part in ask(formula, cell):
        if part.isdigit():
            amount += int(part)
        elif depth > 5:
            raise Failure
        elif part.startswith("?"):
            if ask(value, part[1:], depth + 1) % 2 == 0:
                break
        else:
            try:
                amount += ask(value, part, depth + 1)
            except Failure:
                amount += 1
    return amount % 4


names = st.sampled_from("abcd")
parts = st.one_of(st.sampled_from("0123"), names, names.map(lambda n: f"?{n}"))
sheets = st.dictionaries(names, st.lists(parts, max_size=3).map(tuple), max_size=4)


def shown(cells: Cells, memory: InMemory) -> list[object]:
    edition = Edition(cells, memory)
    found: list[object] = []
    for cell in "abcd":
        try:
            found.append(edition.ask(value, cell, 0))
        except Failure:
            found.append("failed")
    edition.commit()
    return found


@given(st.lists(sheets, min_size=1, max_size=6))
def test_an_edition_with_a_memory_answers_like_one_without(sheets: list[Cells]) -> None:
    """Whatever was edited in between, remembered answers are those of a fresh start."""
    memory = InMemory()
    for cells in sheets:
        assert shown(cells, InMemory()) == shown(cells, memory)
