"""What a layout may reach and print: the documented fields, and methods that only look at a value.

Anything else is refused by its type, not by a list of what is dangerous: no machine, no time, no
chance, no way from a value into the program behind it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, ItemsView, Iterable, KeysView, Mapping, ValuesView
from dataclasses import fields, is_dataclass
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from typing import Any, NoReturn

from jinja2 import Environment
from jinja2.environment import TemplateModule
from jinja2.runtime import BlockReference, LoopContext, Macro, TemplateReference, Undefined
from jinja2.sandbox import SandboxedEscapeFormatter, SandboxedFormatter
from jinja2.utils import Cycler, Joiner, Namespace
from markupsafe import Markup, escape

from generator.model.values import Moment
from generator.rendering.asked import asked_of
from generator.rendering.effort import (
    of_bearable_length,
    of_bearable_product,
    of_bearable_replacement,
    of_bearable_width,
)


class _WidthsChecked:
    """Of a formatter: no `{:1000000}`."""

    def format_field(self, value: Any, format_spec: str) -> Any:
        of_bearable_width(int(digits[:20]) for digits in re.findall("[0-9]+", format_spec))
        if not (format_spec and isinstance(value, date)):
            printed(value)
        return super().format_field(value, format_spec)  # type: ignore[misc]


class _Formatter(_WidthsChecked, SandboxedFormatter):
    """For `format` of a text."""


class _EscapeFormatter(_WidthsChecked, SandboxedEscapeFormatter):
    """For `format` of HTML."""


class NotPrintable(TypeError):
    """A layout prints what is no text; the message says what it is and what to print of it."""


class WrongValue(TypeError):
    """A function or filter was given what it can't work with; the message says what it takes."""


class Function:
    """A function as a layout has it: it can be called, and neither printed nor looked into."""

    __slots__ = ("_call", "_name")

    def __init__(self, name: str, call: Callable[..., Any]) -> None:
        self._name = name
        self._call = call

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._call(*args, **kwargs)

    def __repr__(self) -> NoReturn:
        raise NotPrintable(f"{self._name} is a function: call it, {self._name}(…)")


class _Cycler(Cycler):
    def __repr__(self) -> NoReturn:
        raise NotPrintable("a cycler is no text: print its next()")


class _Joiner(Joiner):
    def __repr__(self) -> NoReturn:
        raise NotPrintable("a joiner is no text: call it where a separator may stand")


class Block(BlockReference):
    """A block that `super` or `self` leads to."""

    @staticmethod
    def of(found: BlockReference) -> Block:
        return Block(found.name, found._context, found._stack, found._depth)

    def __repr__(self) -> NoReturn:
        raise NotPrintable(f"{self.name} is a block: call it, super() or self.{self.name}()")


FUNCTIONS: dict[str, Function] = {
    "range": Function("range", range),
    "dict": Function("dict", dict),
    "namespace": Function("namespace", Namespace),
    "cycler": Function("cycler", _Cycler),
    "joiner": Function("joiner", _Joiner),
}

_TEXT_METHODS = frozenset(
    ("capitalize", "casefold", "center", "count", "endswith", "expandtabs", "find", "format")
    + ("index", "isalnum", "isalpha", "isascii", "isdecimal", "isdigit", "isidentifier", "islower")
    + ("isnumeric", "isprintable", "isspace", "istitle", "isupper", "join", "ljust", "lower")
    + ("lstrip", "partition", "removeprefix", "removesuffix", "replace", "rfind", "rindex", "rjust")
    + ("rpartition", "rsplit", "rstrip", "split", "splitlines", "startswith", "strip", "swapcase")
    + ("title", "upper", "zfill")
)
# Methods of values that are no dataclasses, and what they hold; a kind that isn't here has none.
_METHODS: dict[type, frozenset[str]] = {
    Markup: _TEXT_METHODS | {"striptags", "unescape"},
    str: _TEXT_METHODS,
    list: frozenset(("count", "index")),
    tuple: frozenset(("count", "index")),
    Mapping: frozenset(("get", "items", "keys", "values")),
    datetime: frozenset(("isoformat", "isoweekday", "weekday")),
    date: frozenset(("isoformat", "isoweekday", "weekday")),
    timedelta: frozenset(("total_seconds",)),
    LoopContext: frozenset(("changed", "cycle")),
    Cycler: frozenset(("next", "reset")),
}
_VALUES: dict[type, frozenset[str]] = {
    datetime: frozenset(("day", "hour", "microsecond", "minute", "month", "second", "year")),
    date: frozenset(("day", "month", "year")),
    timedelta: frozenset(("days", "microseconds", "seconds")),
    LoopContext: frozenset(
        ("depth", "depth0", "first", "index", "index0", "last", "length", "nextitem")
        + ("previtem", "revindex", "revindex0")
    ),
    Cycler: frozenset(("current",)),
    Macro: frozenset(("arguments", "caller", "catch_kwargs", "catch_varargs", "name")),
}


@lru_cache(maxsize=1024)
def values_of(kind: type) -> frozenset[str]:
    """The names of the values that a thing of this kind shows to layouts."""
    if is_dataclass(kind):
        shown = (field.name for field in fields(kind) if not field.name.startswith("_"))
        return asked_of(kind).union(shown)
    if issubclass(kind, tuple) and hasattr(kind, "_fields"):  # what groupby gives
        return frozenset(kind._fields)
    return _first(kind, _VALUES)


@cache
def kinds_with(name: str) -> set[type]:
    """The kinds that were found to show a value of that name; whoever finds another adds it."""
    return set()


@lru_cache(maxsize=1024)
def methods_of(kind: type) -> frozenset[str]:
    """The names of the methods that a layout may call."""
    return _first(kind, _METHODS)


def _first(kind: type, table: Mapping[type, frozenset[str]]) -> frozenset[str]:
    return next((names for base, names in table.items() if issubclass(kind, base)), frozenset())


def method(environment: Environment, obj: Any, name: str) -> Function:
    """A method of a value as a layout has it."""
    bound = getattr(obj, name)
    if name == "format":
        kind = _EscapeFormatter if isinstance(obj, Markup) else _Formatter
        formatter = (
            kind(environment, escape=obj.escape) if isinstance(obj, Markup) else kind(environment)
        )

    def call(*args: Any, **kwargs: Any) -> Any:
        if name == "format":
            values = (*args, *kwargs.values())
            longest = max((len(value) for value in values if isinstance(value, str)), default=0)
            of_bearable_product(obj.count("{"), longest)
            return type(obj)(formatter.vformat(obj, args, kwargs))
        if isinstance(obj, str):
            of_bearable_width((*args, *kwargs.values()))
            if name == "join" and args:
                args = (all_printed(args[0], obj),)
            elif name == "replace" and len(args) > 1:
                of_bearable_replacement(obj, *map(str, args[:2]))
            elif name == "expandtabs":
                of_bearable_product(obj.count("\t"), max((8, *args, *kwargs.values())))
        return of_bearable_length(bound(*args, **kwargs))

    return Function(name, call)


# What a value is called in messages, and what can be printed of it.
_KINDS: tuple[tuple[type | tuple[type, ...], str, str], ...] = (
    (Moment, "a moment", "print it with |day, |stamp or |iso"),
    ((datetime, date), "a date", "print its parts, or its isoformat()"),
    (bool, "true or false", ""),
    (str, "a text", ""),
    ((int, float), "a number", ""),
    (type(None), "None", "test it first: {% if … %}"),
    (Mapping, "a mapping", "print one of its values"),
    ((list, tuple, range), "a list", "go through it with for, or print it with |join"),
    (Macro, "a macro", "call it"),
    (Function, "a function", "call it"),
    (BlockReference, "a block", "call it"),
    (Namespace, "a namespace", "print one of its values"),
    ((KeysView, ValuesView, ItemsView), "a list", "go through it with for"),
    (LoopContext, "the loop", "print a part of it, such as loop.index"),
    (TemplateModule, "a file of macros", "call one of them"),
    (TemplateReference, "the layout itself", "call one of its blocks"),
)


OTHER = "this value"
_SECOND_WORD = re.compile(r"(?<=[a-z])(?=[A-Z])")  # PersonCard is a person card
_TEXTS = frozenset((str, Markup, int, float))  # the most common, so the others can wait


def what_is(value: object) -> str:
    """What a value is called in messages: `ArticleView` is an article in docs/layouts.md."""
    for kind, words, _ in _KINDS:
        if isinstance(value, kind):
            return words
    if not is_dataclass(value):
        return OTHER
    return _SECOND_WORD.sub(" ", type(value).__name__.removesuffix("View")).lower()


def wanted(value: object, kind: type | tuple[type, ...], name: str, words: str) -> Any:
    """The value, if it is what the function or filter `name` takes; else raises `WrongValue`."""
    if isinstance(value, Undefined):
        str(value)  # raises: an unknown name is told as one
    if not isinstance(value, kind):
        raise WrongValue(f"{name} takes {words}, not {what_is(value)}")
    return value


def printed(value: Any) -> Any:
    """A value that is a text or a number, for print; raises `NotPrintable` for others.

    What has no form for readers would be printed as the program sees it, even with its place in
    this machine's memory, and differ from build to build.
    """
    if value.__class__ in _TEXTS or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, Undefined | Function | Block | Cycler | Joiner):
        return str(value)  # which raises, in its own words
    cure = next((cure for kind, _, cure in _KINDS if isinstance(value, kind)), "")
    what = what_is(value) if cure else f"the whole {what_is(value)}"
    raise NotPrintable(f"{what} can't be printed: {cure or 'print one of its fields'}")


def escaped(value: Any) -> str:
    """A value as it stands in HTML and XML: as `markupsafe.escape` has it, in one step."""
    if value.__class__ is str:
        text: str = value
        text = text.replace("&", "&amp;").replace(">", "&gt;").replace("<", "&lt;")
        return text.replace("'", "&#39;").replace('"', "&#34;")
    return value if value.__class__ is Markup else escape(printed(value))


def plain(value: Any) -> str:
    """A value as it stands in other text."""
    return value if value.__class__ is str else str(printed(value))


def all_printed(values: Iterable[Any], separator: str) -> list[Any]:
    """The values to be joined; raises where one can't be printed or they are too long together."""
    texts = [printed(value) for value in values]
    length = sum(len(text) for text in texts if isinstance(text, str))
    of_bearable_product(1, length + len(separator) * len(texts))
    return texts


def as_data(value: object) -> object:
    """What `tojson` writes for a value that JSON has no form for."""
    if isinstance(value, Mapping):
        return dict(value)
    raise NotPrintable(f"{what_is(value)} is no data: write out what you want of it")
