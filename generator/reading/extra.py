"""The free data of `extra`: nested texts, numbers and truth values, frozen.

Plain scalars mean what YAML 1.2's core schema says (10.3.2), except that digits no program would
write as a number (`0123`, an id of twenty digits) stay the text that was typed. Dates are texts.
"""

from __future__ import annotations

import re

from generator.model.values import FrozenMap
from generator.reading.decoders import is_clean
from generator.reading.desk import Desk
from generator.reading.fields import Decoder
from generator.reading.nodes import Mapping, Node, Scalar, Sequence
from generator.reading.telling import wrong_type

Plain = str | int | float | bool | None | tuple["Plain", ...] | FrozenMap

_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
}
_INTEGER = re.compile(r"[+-]?(?:0|[1-9][0-9]{0,17})", re.ASCII)
_FLOAT = re.compile(r"[+-]?(?:\.[0-9]+|[0-9]+\.[0-9]*)(?:[eE][+-]?[0-9]{1,2})?", re.ASCII)


def _extra(node: Node, desk: Desk, at: str) -> FrozenMap | None:
    if not isinstance(node, Mapping):
        wrong_type(node, desk, at, "a mapping", "give each value a name: extra: {maps: 3}")
        return None
    return _frozen(node, desk, at)


def _frozen(node: Mapping, desk: Desk, at: str) -> FrozenMap:
    """The mapping as frozen data; a text that can't be printed is told and left out."""
    found: dict[str, Plain] = {}
    for key, value in node.pairs:
        if is_clean(key.text, key, desk, at):
            found[key.text] = _plain(value, desk, f"{at}.{key.text}")
    return FrozenMap(found)


def _plain(node: Node, desk: Desk, at: str) -> Plain:
    if isinstance(node, Mapping):
        return _frozen(node, desk, at)
    if isinstance(node, Sequence):
        return tuple(_plain(item, desk, f"{at}[{n}]") for n, item in enumerate(node.items))
    if not isinstance(node, Scalar) or not is_clean(node.text, node, desk, at):
        return None
    return node.text if node.style else core_value(node.text)


def core_value(text: str) -> str | int | float | bool | None:
    """What a plain scalar means in YAML 1.2's core schema."""
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if _FLOAT.fullmatch(text) and len(text) <= 40 else text


EXTRA: Decoder[FrozenMap] = Decoder("a mapping", _extra, {"type": "object"})
