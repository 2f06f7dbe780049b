"""Decoders of the plain kinds of value: texts, lists, choices, numbers, true and false.

A plain `no`, `0123`, `12:30` or `2026` is the text as typed where a text belongs, and an error that
says what to type where something else does. Nothing is converted in silence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sized
from enum import StrEnum
from typing import TypeVar

from generator.model.values import FrozenMap
from generator.problems import did_you_mean, sentences
from generator.reading.desk import Desk
from generator.reading.fields import Decoder, Schema
from generator.reading.nodes import Mapping, Node, Refused, Scalar, Sequence, is_blank
from generator.reading.telling import cure_with_key, tell_comment, wrong_type
from generator.reading.text import CONTROL
from generator.reading.wording import as_item, in_quotes, listed, named, shortened

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)

# An editor's YAML server takes a plain `2026` for a number and `true` for a truth value.
TEXT_SCHEMA: Schema = {"type": ["string", "number", "boolean"]}
ONE_TEXT = "one text"

_SPACE = re.compile(r"[ \t\n\u2028\u2029]+")  # not the no-break spaces: those are meant
_OPENS = {
    **dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c"),
    **dict.fromkeys("\u2066\u2067\u2068", "\u2069"),
}


def text_of(node: Node, desk: Desk, at: str) -> str | None:
    """The node's text on one line, white space folded; None and a problem where it is no text."""
    if not isinstance(node, Scalar):
        wrong_type(node, desk, at, ONE_TEXT, _text_instead(node, desk, at))
        return None
    tell_comment(node, desk, at)
    text = _SPACE.sub(" ", node.text).strip(" ")
    return text if text.isprintable() or is_clean(text, node, desk, at) else None


def is_clean(text: str, node: Node, desk: Desk, at: str) -> bool:
    """Whether a text has no control characters and closes every direction that it opens."""
    if control := CONTROL.search(text):
        message = f"{named(at)} holds a control character (U+{ord(control.group()):04X})"
        desk.error("control-character", message, node, at, "delete it")
        return False
    if opened := _unclosed_direction(text):
        message = f"{named(at)} opens a direction of writing (U+{ord(opened):04X}), never closed"
        cure = f"end it with U+{ord(_OPENS[opened]):04X}, or delete the mark"
        desk.error("direction-mark", message, node, at, cure)
        return False
    return True


def _unclosed_direction(text: str) -> str:
    """The first embedding, override or isolate that stays open (UAX 9, BD9 and BD11).

    The end of an isolate ends the embeddings that were opened within it (X6a).
    """
    stack: list[str] = []
    for char in text:
        if char in _OPENS:
            stack.append(char)
        elif char == "\u202c" and stack and _OPENS[stack[-1]] == char:
            stack.pop()
        elif char == "\u2069" and any(_OPENS[opened] == char for opened in stack):
            while _OPENS[stack.pop()] != char:
                pass
    return stack[0] if stack else ""


def _text_instead(node: Node, desk: Desk, at: str) -> str:
    """What to type where a list, a mapping, or `One: two` without quotes stands for a text."""
    if isinstance(node, Sequence):
        if len(node.items) == 1 and isinstance(node.items[0], Scalar):
            return cure_with_key(at, node.items[0].text)
        return "make each an item of its own" if at.endswith("]") else "write one of them"
    if not isinstance(node, Mapping) or len(node.pairs) != 1:
        return ""
    key, value = node.pairs[0]
    if not isinstance(value, Scalar):
        return ""
    if not desk.source.text.startswith("{", node.start):
        return f"a text with a colon needs quotes: {in_quotes(f'{key.text}: {value.text}')}"
    if is_blank(value):
        return cure_with_key(at, in_quotes(desk.source.text[node.start : node.end]))
    return cure_with_key(at, value.text)


def parsed(
    words: str, parse: Callable[[str, Node, Desk, str], T | None], schema: Schema
) -> Decoder[T]:
    """A decoder of one text that `parse` turns into the value, or into a problem."""

    def read(node: Node, desk: Desk, at: str) -> T | None:
        text = text_of(node, desk, at)
        return None if text is None else parse(text, node, desk, at)

    return Decoder(words, read, schema)


# One line, as typed: names, tags, identities.
LINE: Decoder[str] = Decoder(ONE_TEXT, text_of, TEXT_SCHEMA)


def _prose(node: Node, desk: Desk, at: str) -> str | None:
    text = text_of(node, desk, at)
    return text if text is None else desk.set_type(text)


# One line for readers: quotes, dashes and spaces are set by the language.
PROSE: Decoder[str] = Decoder(ONE_TEXT, _prose, TEXT_SCHEMA)
# As PROSE; quotes round nothing say that the picture is decoration.
ALT: Decoder[str] = Decoder(ONE_TEXT, _prose, TEXT_SCHEMA, takes_empty=True)


def _flag(node: Node, desk: Desk, at: str) -> bool | None:
    text = node.text if isinstance(node, Scalar) and not node.style else None
    if text in ("true", "false"):
        return text == "true"
    typed = node.text.strip().lower() if isinstance(node, Scalar) else ""
    meant = {"yes": "true", "on": "true", "y": "true", "1": "true", "true": "true"}.get(typed)
    if meant is None and typed in ("no", "off", "n", "0", "false"):
        meant = "false"
    wrong_flag = f"{named(at)} takes true or false"
    if not isinstance(node, Refused):
        cure = cure_with_key(at, meant) if meant else ""
        desk.error("wrong-type", wrong_flag, node, at, cure)
    return None


FLAG: Decoder[bool] = Decoder("true or false", _flag, {"type": "boolean"})


def whole_number(lowest: int, highest: int) -> Decoder[int]:
    """A decoder of a whole number in decimal digits, from `lowest` to `highest`."""
    words = f"a whole number from {lowest:,} to {highest:,}"

    def read(node: Node, desk: Desk, at: str) -> int | None:
        if not isinstance(node, Scalar):
            wrong_type(node, desk, at, words)
            return None
        digits = node.text if re.fullmatch(r"0|[1-9][0-9]{0,17}", node.text) else ""
        if digits and not node.style and lowest <= int(digits) <= highest:
            return int(digits)
        is_grouped = re.fullmatch(r"\d{1,3}(?:[ ,_'.\u00a0\u202f]\d{3})+", node.text)
        plain = re.sub(r"\D", "", node.text) if is_grouped else node.text
        is_near = re.fullmatch(r"0*[1-9][0-9]{0,17}", plain) and lowest <= int(plain) <= highest
        cure = cure_with_key(at, str(int(plain))) if is_near else ""
        desk.error("bad-number", f"{named(at)} takes {words}", node, at, cure)
        return None

    return Decoder(words, read, {"type": "integer", "minimum": lowest, "maximum": highest})


def choice(kind: type[E]) -> Decoder[E]:
    """A decoder of one of a few words."""
    known = tuple(str(member) for member in kind)

    def parse(text: str, node: Node, desk: Desk, at: str) -> E | None:
        if text in known:
            return kind(text)
        cure = sentences(did_you_mean(text, known), f"it may be {listed(known)}")
        desk.error("unknown-value", f'{named(at)} can\'t be "{shortened(text)}"', node, at, cure)
        return None

    return parsed(f"one of {', '.join(known)}", parse, {"enum": list(known)})


def list_of(
    item: Decoder[T], words: str, *, instead: Callable[[str], str] | None = None
) -> Decoder[tuple[T, ...]]:
    """A decoder of a list; an item that stands there twice is told and kept once.

    `instead` gives the list to type where one text stands for it.
    """

    def read(node: Node, desk: Desk, at: str) -> tuple[T, ...] | None:
        if not isinstance(node, Sequence):
            cure = list_instead(node, at)
            if instead and isinstance(node, Scalar):
                cure = cure_with_key(at, instead(node.text))
            wrong_type(node, desk, at, words, cure)
            return None
        found: dict[T, None] = {}
        for place, entry in items(node, desk, at, found):
            value = item.read(entry, desk, place)
            if value is None:
                continue
            if value in found:
                message = f"this stands in {named(at)} a second time"
                desk.warn("duplicate-item", message, entry, place, "delete one of them")
            else:
                found[value] = None
        return tuple(found)

    schema: Schema = {"type": "array", "items": item.schema}
    return Decoder(words, read, schema, item.inner)


def by_name(item: Decoder[T], thing: str, words: str, example: str) -> Decoder[FrozenMap]:
    """A decoder of a mapping whose keys are the author's own; `thing` is what one of them is."""

    def read(node: Node, desk: Desk, at: str) -> FrozenMap | None:
        if not isinstance(node, Mapping):
            wrong_type(node, desk, at, words, cure_with_key(at, example))
            return None
        found: dict[str, T] = {}
        for key, value in node.pairs:
            name = text_of(key, desk, at)
            place = f"{at}.{name}"
            if name is None:
                continue
            if not name:
                cure = f"write {example.strip('{').partition(':')[0]}: or so"
                desk.error("unknown-key", f"this {thing} has no name", key, at, cure)
            elif name in found:
                message = f"the {thing} `{shortened(name)}` stands here a second time"
                desk.error("duplicate-key", message, key, place, "keep one of them")
            elif not is_blank(value):
                desk.places[place] = desk.span(value)
                if (read_value := item.read(value, desk, place)) is not None:
                    found[name] = read_value
        return FrozenMap(found)

    values: Schema = {"anyOf": [item.schema, {"type": "null"}]}
    return Decoder(words, read, {"type": "object", "additionalProperties": values})


def items(node: Sequence, desk: Desk, at: str, kept: Sized) -> Iterable[tuple[str, Node]]:
    """The items that are there, each with its key; an empty one is told.

    Keys count what was `kept`: whoever finds a fault in the third value of a list later names it
    `tags[2]`, however many faulty items stood before it. One that is dropped leaves no places.
    """
    for entry in node.items:
        count, known = len(kept), len(desk.places)
        place = f"{at}[{count}]"
        desk.places[place] = desk.span(entry)
        if is_blank(entry):
            desk.error("empty-item", f"an item of {named(at)} is empty", entry, place, "delete it")
        elif not isinstance(entry, Refused):
            yield place, entry
        while len(kept) == count and len(desk.places) > known:
            desk.places.popitem()


def list_instead(node: Node, at: str) -> str:
    """What to type where one text or `{a, b}` stands for a list: `tags: [a, b]`."""
    parts: list[str] = []
    if isinstance(node, Scalar):
        parts = [part.strip() for part in shortened(node.text).split(",")]
    elif isinstance(node, Mapping) and all(is_blank(value) for _, value in node.pairs):
        parts = [key.text for key, _ in node.pairs]
    if any(parts):
        return cure_with_key(at, f"[{', '.join(as_item(part) for part in parts if part)}]")
    return "begin each item with a hyphen and a space" if isinstance(node, Mapping) else ""
