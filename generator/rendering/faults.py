"""A layout's mistake as a problem at the line that the site can mend, in words without Python."""

from __future__ import annotations

import re
from collections.abc import Mapping

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError, UndefinedError

from generator.problems import Problem, Span, did_you_mean, error, sentences
from generator.rendering.effort import TooMuchWork
from generator.rendering.environment import UnknownName, environment
from generator.rendering.layouts import Layout
from generator.rendering.reach import NotPrintable
from generator.rendering.sandbox import NOT_FILTERS
from generator.rendering.steps import Step, beside, place_on, way_to
from generator.rendering.unknown_names import unknown_name
from generator.rendering.words import NoSuchWords


class NoSuchAsset(LookupError):
    """A layout asked for the asset `name`, which is not there; `problem` has the words."""

    def __init__(self, name: str, problem: Problem) -> None:
        super().__init__(problem.message)
        self.name = name
        self.problem = problem


def told(
    fault: Exception, name: str, layouts: tuple[Layout, ...], context: Mapping[str, object]
) -> Problem:
    """The fault as a problem; `name` is the layout that was filled, `context` what it was given."""
    if isinstance(fault, TemplateSyntaxError):
        return _syntax(fault, name, layouts)
    top = Step(next(layout for layout in layouts if layout.name == name))
    way = way_to(fault, layouts) or (top,)
    place = place_on(way)
    if isinstance(fault, SyntaxError) or (isinstance(fault, RecursionError) and way == (top,)):
        message = "loops, conditions or brackets are nested too deeply here"
        cure = "move what is within them to a macro or a part"
        return error("layout-syntax", message, place.layout.path, span=place.span(), cure=cure)
    if isinstance(fault, UnknownName):
        return unknown_name(fault.owner, fault.name, way, layouts, context)
    if isinstance(fault, TemplateError) and (missing := _NO_SUCH.match(fault.message or "")):
        span = place.span(missing[2])
        return _no_such(missing[1], missing[2], place.layout.path, span, layouts)
    return _of_a_line(fault, place, beside(place, way))


def _syntax(fault: TemplateSyntaxError, name: str, layouts: tuple[Layout, ...]) -> Problem:
    """A mistake of Jinja's grammar, or a filter or test that isn't there."""
    named = fault.filename or fault.name or name  # of a comment without end, `name` is the path
    found = next((each for each in layouts if named in (each.path, each.name)), None)
    path = found.path if found else named
    missing = _NO_SUCH.match(fault.message or "")
    word = missing[2] if missing else ""
    span = found.span(fault.lineno, word) if found else Span(fault.lineno)
    if missing:
        return _no_such(missing[1], word, path, span, layouts)
    return error("layout-syntax", fault.message or "it can't be parsed", path, span=span)


def _of_a_line(fault: Exception, place: Step, failed: str) -> Problem:
    """What a single line of a layout brought about; `failed` names it where another is told."""
    path = place.layout.path
    if isinstance(fault, TemplateNotFound):
        asked = [each for each in getattr(fault, "templates", [fault.name]) if each]
        names = " or ".join(f'"{each}"' for each in asked)
        message = f"there is no layout {names}" if names else "this names no layout"
        span = place.span(str(asked[0]) if len(asked) == 1 else "")
        return error("missing-layout", message, path, span=span, cure=failed)
    if isinstance(fault, NoSuchWords):
        cure = sentences(fault.near, "add it to layouts/messages/, or mend the key", failed)
        return error("unknown-message", str(fault), path, span=place.span(fault.key), cure=cure)
    if isinstance(fault, NoSuchAsset):
        cure = sentences(fault.problem.cure, failed)
        return error("missing-asset", str(fault), path, span=place.span(fault.name), cure=cure)
    return _of_work(fault, place, failed)


def _of_work(fault: Exception, place: Step, failed: str) -> Problem:
    """What a line could not do."""
    path, span = place.layout.path, place.span()
    if isinstance(fault, RecursionError):
        message = "this layout includes, extends or calls itself without end"
        cure = sentences("break the circle", failed)
        return error("layout-loop", message, path, span=span, cure=cure)
    if isinstance(fault, TooMuchWork):
        cure = sentences("no page needs as much: look at what is repeated here", failed)
        return error("layout-too-much", str(fault), path, span=span, cure=cure)
    if isinstance(fault, MemoryError):
        cure = sentences("no page needs as much: look at what is repeated here", failed)
        message = "this takes more memory than there is"
        return error("layout-too-much", message, path, span=span, cure=cure)
    if isinstance(fault, NotPrintable):
        return error("layout-not-printable", str(fault), path, span=span, cure=failed)
    if isinstance(fault, UndefinedError):  # in Jinja's words: a macro that a file doesn't have
        message = fault.message or "unknown name"
        return error("layout-unknown-name", message, path, span=span, cure=failed)
    words = fault.message if isinstance(fault, TemplateError) else _plain(str(fault))
    message = sentences("this line can't be carried out:", words or "")
    return error("layout-fault", message, path, span=span, cure=failed)


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
