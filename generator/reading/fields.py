"""A table of fields says everything about a mapping's keys, once.

Decoding, unknown and missing keys, the JSON Schema for editors and the table in the docs all come
from the same rows. This room knows no noun.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping as Lookup
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from generator.problems import Span, nearest, sentences
from generator.reading.desk import Desk
from generator.reading.nodes import Mapping, Node, Refused, Scalar, Sequence, is_blank
from generator.reading.telling import tell_comment, wrong_type
from generator.reading.wording import shortened

T = TypeVar("T")

Schema = dict[str, object]

_LONGEST_KEY = 40


@dataclass(frozen=True, slots=True)
class Decoder(Generic[T]):
    """How a kind of value is read: a node becomes a value, or None and a problem on the desk.

    `words` names the kind in messages and docs ("one text"). `inner` is the table of a mapping's
    own keys, for the docs; `takes_empty` where quotes round nothing mean something (`alt: ""`).
    """

    words: str
    read: Callable[[Node, Desk, str], T | None]
    schema: Schema
    inner: Table | None = None
    takes_empty: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """A key: what it takes, what it means, the rule it is held to, and an example in YAML.

    `default` is the documentation's wording; the value stands in the noun's own class. A key that
    `gates` decides whether and when readers see the text: it may not be left empty. `also` are
    the names that other programs and newsrooms have for it; they are told, never taken.
    """

    name: str
    decoder: Decoder[Any]
    help: str
    example: str
    rule: str = ""
    default: str = ""
    required: bool = False
    gates: bool = False
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """The keys of one mapping, in the order the docs show them. `noun` is what it describes."""

    noun: str
    fields: tuple[Field, ...]
    by_name: Lookup[str, Field] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_name", {row.name: row for row in self.fields})


def table(noun: str, *fields: Field) -> Table:
    """The table of these fields."""
    return Table(noun, fields)


def read_table(
    rows: Table, node: Mapping, desk: Desk, at: str = "", spoiled: frozenset[str] = frozenset()
) -> dict[str, Any]:
    """The decoded values of a mapping by key: those given and good.

    Every fault is told: unknown keys, missing ones (unless `spoiled` names them), bad values.
    """
    values: dict[str, Any] = {}
    seen = set(spoiled)
    given = frozenset(key.text for key, _ in node.pairs)
    for key, value in node.pairs:
        row = rows.by_name.get(key.text)
        place = f"{at}.{key.text}" if at else key.text
        if row is None:
            cure = _IF_SPLIT if node.is_flow and is_blank(value) else ""
            _unknown_key(rows, key, desk, place, cure or _meant_key(rows, key.text, given))
            continue
        seen.add(key.text)
        if is_blank(value) and not _is_meant_empty(row, value):
            _left_out(row, key, value, desk, place)
            continue
        desk.places[place] = desk.span(value)
        if isinstance(value, Refused):
            continue
        decoded = row.decoder.read(value, desk, place)
        if decoded is not None:
            values[key.text] = decoded
    for row in rows.fields:
        if row.required and row.name not in seen:
            _missing(rows, row, node, desk, at)
    return values


def _is_meant_empty(row: Field, value: Node) -> bool:
    is_quoted = isinstance(value, Scalar) and value.style in ("'", '"')
    return row.decoder.takes_empty and is_quoted


_IF_SPLIT = "if it belongs to the text before the comma, put that text in quotes"


def _unknown_key(rows: Table, key: Scalar, desk: Desk, place: str, cure: str) -> None:
    first = key.text[:1]
    if first.isspace() and not key.style:  # pasted from a web page
        message = f"the line is indented with a space that YAML does not know (U+{ord(first):04X})"
        desk.error("tab-indent", message, key, place, "use spaces, two for each step")
        return
    message = f"{rows.noun} has no key `{shortened(key.text)}`"
    message = message if key.text.strip() else "this key has no name"
    desk.error("unknown-key", message, key, place, cure)


def _meant_key(rows: Table, typed: str, given: frozenset[str]) -> str:
    """The cure for a key that there is not: the one that was meant, or those that there are."""
    word = typed.strip().casefold().replace(" ", "_").replace("-", "_")
    near = next((row.name for row in rows.fields if word in (row.name, *row.also)), "")
    if not near and len(typed) <= _LONGEST_KEY:
        near = nearest(typed, rows.by_name)
    if near in given:
        return f"`{near}` stands here too: keep that one"
    meant = f'did you mean "{near}"?' if near else ""
    if "extra" in rows.by_name:
        return meant or "docs/format.md lists the keys; data of your own goes under extra:"
    return meant or f"its keys: {', '.join(rows.by_name)}"


def _left_out(row: Field, key: Scalar, value: Node, desk: Desk, place: str) -> None:
    """A key with no value is one left out; but a `#` right after it may have hidden the value.

    An empty `draft:` or `publish_at:` is a promise that somebody meant to keep.
    """
    if row.gates:
        cure = f"write {row.name}: {row.example}, or delete the line"
        desk.error("missing-key", f"`{row.name}` is empty", key, place, cure)
    elif row.required:
        cure = f"write one, such as {row.name}: {row.example}"
        desk.error("missing-key", f"`{row.name}` is empty", key, place, cure)
    elif isinstance(value, Scalar):
        tell_comment(value, desk, place)


def _missing(rows: Table, row: Field, node: Mapping, desk: Desk, at: str) -> None:
    message = f"{rows.noun} needs `{row.name}`"
    cure = f"write one, such as {row.name}: {row.example}"
    if node.is_flow and not desk.source.text.startswith("{", node.start):
        keys = ": …, ".join(row.name for row in rows.fields[:2])
        cure = f"what belongs together stands in braces: {{{keys}: …}}"
    place = f"{at}.{row.name}" if at else row.name
    desk.error("missing-key", message, _beginning(desk) if not at else node, place, cure)


def _beginning(desk: Desk) -> Span:
    """Where a file's header begins: its line of `---`, or the first line of a YAML file."""
    line = desk.source.first_line
    return Span(line - 1, 1, 3) if line > 1 else Span(1)


def mapping_of(
    rows: Table,
    build: Callable[[dict[str, Any]], T],
    *,
    instead: Callable[[str], str] | None = None,
) -> Decoder[T]:
    """A decoder of mappings with these keys; None where a required one is missing or bad.

    `instead` gives the cure for one text where the mapping belongs.
    """
    required = frozenset(row.name for row in rows.fields if row.required)

    def read(node: Node, desk: Desk, at: str) -> T | None:
        if not isinstance(node, Mapping):
            keys = ", ".join(row.name for row in rows.fields)
            cure = _mapping_instead(node, instead) or f"write keys with values: {keys}"
            wrong_type(node, desk, at, "a mapping", cure)
            return None
        values = read_table(rows, node, desk, at)
        return build(values) if required <= values.keys() else None

    return Decoder("a mapping", read, object_schema(rows), rows)


def _mapping_instead(node: Node, instead: Callable[[str], str] | None) -> str:
    """What to type for a mapping where one text stands, or a list that holds one thing."""
    items = node.items if isinstance(node, Sequence) else (node,)
    if len(items) == 1 and isinstance(items[0], Scalar):
        return instead(items[0].text) if instead else ""
    is_list = node not in items and any(isinstance(item, Mapping) for item in items)
    return "there can be one only: write it without hyphen or brackets" if is_list else ""


def object_schema(rows: Table) -> Schema:
    """The JSON Schema of a mapping with these keys and no others."""
    properties = {
        row.name: {**_nullable(row), "description": sentences(sentence(row.help), row.rule)}
        for row in rows.fields
    }
    schema: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    required = [row.name for row in rows.fields if row.required]
    return {**schema, "required": required} if required else schema


def _nullable(row: Field) -> Schema:
    """The schema of a key's value; one left out may be an empty value too."""
    schema = row.decoder.schema
    return schema if row.required or row.gates else {"anyOf": [schema, {"type": "null"}]}


def sentence(text: str) -> str:
    """The text with a full stop."""
    return text if text.endswith((".", "?")) else f"{text}."
