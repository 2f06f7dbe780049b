"""A layout's mistake as a problem at its file and line, in words that need no Python."""

from __future__ import annotations

import re
import traceback

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError, UndefinedError

from generator.problems import Problem, Span, did_you_mean, error, sentences
from generator.rendering.effort import TooMuchWork
from generator.rendering.environment import environment
from generator.rendering.layouts import Layout
from generator.rendering.reach import NotPrintable
from generator.rendering.sandbox import NOT_FILTERS
from generator.rendering.words import NoSuchWords

_NAMES = "docs/layouts.md lists what a layout may see; import macros `with context`"
_NO_CLOCK = "a layout sees no clock: its page must come out the same at each build"
_CLOCKS = frozenset(("now", "today", "utcnow", "datetime", "date", "time", "clock"))


class NoSuchAsset(LookupError):
    """A layout asked for an asset that is not there: told at the layout's line."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def told(fault: Exception, name: str, layouts: tuple[Layout, ...]) -> Problem:
    """The problem behind whatever was raised while a layout was filled."""
    paths = {layout.name: layout.path for layout in layouts}
    if isinstance(fault, TemplateSyntaxError):
        path = fault.filename or fault.name or name  # of a comment without end, `name` is the path
        path = paths.get(path, path)
        span: Span | None = Span(fault.lineno)
    else:
        path, line = _place(fault, set(paths.values())) or (paths.get(name, name), 0)
        span = Span(line) if line else None
    if isinstance(fault, TemplateError) and (missing := _NO_SUCH.match(fault.message or "")):
        return _no_such(missing[1], missing[2], path, span, layouts)
    if isinstance(fault, SyntaxError) or (isinstance(fault, RecursionError) and span is None):
        message = "loops, conditions or brackets are nested too deeply here"
        cure = "move what is within them to a macro or a part"
        return error("layout-syntax", message, path, span=span, cure=cure)
    if isinstance(fault, TemplateSyntaxError):
        return error("layout-syntax", fault.message or "it can't be parsed", path, span=span)
    if isinstance(fault, UndefinedError):
        words = fault.message or "unknown name"
        clock = re.fullmatch('nothing here is called "(.*)"', words)
        cure = _NO_CLOCK if clock and clock[1] in _CLOCKS else _NAMES
        return error("layout-unknown-name", words, path, span=span, cure=cure)
    if isinstance(fault, TemplateNotFound):
        names = " or ".join(
            f'"{name}"' for name in getattr(fault, "templates", [fault.name]) if name
        )
        message = f"there is no layout {names}" if names else "this names no layout"
        return error("missing-layout", message, path, span=span)
    return _of_a_line(fault, path, span)


def _of_a_line(fault: Exception, path: str, span: Span | None) -> Problem:
    """What a single line of a layout brought about."""
    if isinstance(fault, RecursionError):
        message = "this layout includes, extends or calls itself without end"
        return error("layout-loop", message, path, span=span, cure="break the circle")
    if isinstance(fault, TooMuchWork):
        cure = "no page needs as much: look at what is repeated here"
        return error("layout-too-much", str(fault), path, span=span, cure=cure)
    if isinstance(fault, NotPrintable):
        return error("layout-not-printable", str(fault), path, span=span)
    if isinstance(fault, NoSuchWords):
        cure = "add it to layouts/messages/, or mend the key"
        return error("unknown-message", str(fault), path, span=span, cure=cure)
    if isinstance(fault, NoSuchAsset):
        cure = fault.problem.cure
        return error("missing-asset", str(fault), path, span=span, cure=cure)
    words = fault.message if isinstance(fault, TemplateError) else _plain(str(fault))
    return error(
        "layout-fault", sentences("this line can't be carried out:", words or ""), path, span=span
    )


_NO_SUCH = re.compile(r"No (filter|test) named '(.*)'\.?")


def _no_such(
    kind: str, name: str, path: str, span: Span | None, layouts: tuple[Layout, ...]
) -> Problem:
    known = environment(layouts)
    names = known.filters if kind == "filter" else known.tests
    why = NOT_FILTERS.get(name, "") if kind == "filter" else ""
    message = f'there is no {kind} "{name}"' + (f": {why}" if why else "")
    cure = did_you_mean(name, (n for n in names if n.isidentifier()))
    return error("layout-unknown-name", message, path, span=span, cure="" if why else cure)


def _place(fault: Exception, paths: set[str]) -> tuple[str, int] | None:
    """The innermost line of a layout on the way to the fault; Jinja maps lines for us."""
    found = None
    for frame, line in traceback.walk_tb(fault.__traceback__):
        if frame.f_code.co_filename in paths:
            found = (frame.f_code.co_filename, line)
    return found


_KINDS = {
    "str": "a text",
    "Markup": "a text",
    "int": "a number",
    "float": "a number",
    "NoneType": "None",
    "tuple": "a list",
    "list": "a list",
    "dict": "a mapping",
    "FrozenMap": "a mapping",
    "Function": "a function",
    "Moment": "a moment",
}


def _plain(words: str) -> str:
    """Python's words without the names of its classes; nothing where they are too many."""
    words = re.sub(r"'(\w+)'(?: object)?", _kind, words)
    words = re.sub(r"\b[A-Z]\w*\.(\w+\(\))", r"\1", words)
    return "" if re.search("<class|0x", words) else words


def _kind(match: re.Match[str]) -> str:
    name = match[1]
    if name.endswith("View"):
        return name.removesuffix("View").lower()
    return _KINDS.get(name, match[0])
