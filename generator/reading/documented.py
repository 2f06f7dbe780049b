"""The tables of fields as the reference shows them: key, type, rule and example."""

from __future__ import annotations

from dataclasses import dataclass

from generator.problems import sentences
from generator.reading.fields import Field, Table, sentence


@dataclass(frozen=True, slots=True)
class Row:
    """A key as the docs tell it; `key` is whole, as in `image.src`. `example` is YAML."""

    key: str
    type: str
    is_required: bool
    rule: str
    default: str
    example: str


def documented(rows: Table) -> tuple[Row, ...]:
    """The rows of a table, each followed by those of the mapping that its value may be."""
    return tuple(_rows(rows, ""))


def _rows(rows: Table, above: str) -> list[Row]:
    found: list[Row] = []
    for field in rows.fields:
        key = f"{above}{field.name}"
        found.append(_row(key, field))
        if field.decoder.inner is not None:
            found += _rows(field.decoder.inner, f"{key}.")
    return found


def _row(key: str, field: Field) -> Row:
    rule = sentences(sentence(field.help), field.rule)
    example = f"{field.name}: {field.example}"
    return Row(key, field.decoder.words, field.required, rule, field.default, example)
