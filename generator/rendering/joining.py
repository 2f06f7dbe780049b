"""Texts that a layout makes of other values: `~`, `%`, format, join, replace, filters of texts.

What goes into them is held to what print is held to. Else a list in the middle of a sentence would
come out as the program sees it, and a value that isn't there as `None`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from jinja2 import pass_eval_context
from jinja2.filters import do_join, make_attrgetter
from jinja2.nodes import EvalContext
from jinja2.runtime import Undefined, markup_join, str_join

from generator.rendering.effort import of_bearable_form, of_bearable_length, of_bearable_product
from generator.rendering.reach import all_printed, printed

# Jinja's filters that turn whatever they are given into a text.
OF_A_TEXT = frozenset(
    ("capitalize", "center", "e", "escape", "forceescape", "format", "indent", "lower", "replace")
    + ("safe", "string", "striptags", "title", "trim", "truncate", "upper", "urlize", "wordcount")
    + ("wordwrap",)
)


@pass_eval_context
def concatenated(context: EvalContext, *parts: Any) -> Any:
    """`a ~ b`."""
    texts = [printed(part) for part in parts]
    return of_bearable_length(markup_join(texts) if context.autoescape else str_join(texts))


@pass_eval_context
def join(
    context: EvalContext, values: Iterable[Any], d: str = "", attribute: str | int | None = None
) -> Any:
    """`values|join(", ")`."""
    if attribute is not None:
        values = map(make_attrgetter(context.environment, attribute), values)
    return do_join(context, all_printed(values, d), d)


def remainder(left: Any, right: Any) -> Any:
    """`left % right`; of a text, its places filled."""
    if isinstance(left, str):
        of_bearable_form(left)
        fill(left.count("%"), right)
    return of_bearable_length(left % right)


def fill(places: int, values: Any) -> None:
    """Raises where something can't be printed into a form's places, or would be too long there."""
    for value in _each(values):
        if not isinstance(value, Undefined):  # which is told as what it is when it is used
            printed(value)
        of_bearable_product(places, len(value) if isinstance(value, str) else 1)


def _each(values: Any) -> Iterator[Any]:
    if isinstance(values, Mapping):
        return iter(values.values())
    return iter(values) if isinstance(values, tuple) else iter((values,))
