"""Faults that many decoders tell in the same words."""

from __future__ import annotations

import re

from generator.reading.desk import Desk
from generator.reading.nodes import Node, Refused, Scalar
from generator.reading.wording import in_quotes, kind_of, leaf_name, named, shortened

_LONGEST_CURE = 200
_HIDDEN = re.compile(r"[ \t]+#\w")


def wrong_type(node: Node, desk: Desk, at: str, words: str, cure: str = "") -> None:
    """Tell that a value is of another kind than its key takes."""
    if isinstance(node, Refused):
        return
    message = f"{named(at)} takes {words}; this is {kind_of(node)}"
    desk.error("wrong-type", message, node, at, cure)


def tell_comment(node: Scalar, desk: Desk, at: str) -> None:
    """Warn where a text ends at ` #` and more follows: to YAML it is a comment (`We are #1`).

    A `#` with a space after it is a comment that was meant.
    """
    if not desk.has_comments or node.style:
        return
    rest = desk.source.line_rest(node.end)
    match = _HIDDEN.match(rest)
    if not match:
        return
    start = node.end + match.end() - 2
    message = f"what follows the # is a comment, not part of {named(at)}"
    typed = desk.source.line_rest(node.start).strip()
    cure = f"put the text in quotes: {in_quotes(typed)}; or type a space after the #"
    desk.warn("comment-in-text", message, desk.source.span(start, node.end + len(rest)), at, cure)


def cure_with_key(at: str, value: str) -> str:
    """A cure that shows what to type: `tags: [shipping]`; of a list's item, the item."""
    short = shortened(value, _LONGEST_CURE)
    return f"write {short}" if at.endswith("]") else f"write {leaf_name(at)}: {short}"
