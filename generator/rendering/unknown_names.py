"""Unknown names in layouts: which value lacks them, what may have been meant, how to ask first."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, is_dataclass
from functools import lru_cache

from jinja2 import Environment, TemplateSyntaxError, nodes
from jinja2.environment import TemplateModule
from jinja2.runtime import LoopContext
from jinja2.utils import missing

from generator.problems import Problem, Span, did_you_mean, error, sentences
from generator.rendering.layouts import Layout
from generator.rendering.reach import OTHER, methods_of, values_of, what_is
from generator.rendering.steps import Step, beside, place_on

_LISTED = "docs/layouts.md lists what a layout may see"
_NO_CLOCK = "a layout sees no clock: its page must come out the same at each build"
_CLOCKS = frozenset(("now", "today", "utcnow", "datetime", "date", "time", "clock"))
_ELSEWHERE = "…"  # for what no plain name leads to


def unknown_name(
    owner: object,
    name: object,
    way: tuple[Step, ...],
    layouts: tuple[Layout, ...],
    context: Mapping[str, object],
) -> Problem:
    """What is said of a name that `owner` lacks; `way` are the lines of layouts that lead to it.

    A bare name (`owner` is Jinja's `missing`) that the page's layouts are given is one that a macro
    asks for which was imported without them: then the import is the fault.
    """
    if owner is missing and name in context and (bare := _bare_import(way, layouts)):
        step, target, statement = bare
        message = f'"{target}" is imported without the page that it is for: it knows no "{name}"'
        cure = f"write {statement}"
        return error("layout-unknown-name", message, step.layout.path, span=step.span(), cure=cure)
    place = place_on(way)
    use = _use(place, owner, name, context)
    said = use.owner if use else ""
    if owner is missing:
        message, cure = f'nothing here is called "{name}"', _meant(str(name), place, context)
    else:
        message, cure = _lacking(owner, name, said)
    cure = sentences(cure, "" if use else beside(place, way)) or _LISTED
    span = use.span(name) if use else place.span()
    return error("layout-unknown-name", message, place.layout.path, span=span, cure=cure)


def _meant(name: str, place: Step, context: Mapping[str, object]) -> str:
    if name in _CLOCKS:
        return _NO_CLOCK
    return did_you_mean(name, {*context, *_names_given(place.layout)})


def _lacking(owner: object, name: object, said: str) -> tuple[str, str]:
    """What is wrong, and its cure; `said` is how the layout calls the owner, if that is known."""
    can_be_asked = bool(said) and _ELSEWHERE not in said
    what = what_is(owner)
    ask = f"ask first: {{% if {said} %}}" if can_be_asked else ""
    if isinstance(name, int) and isinstance(owner, list | tuple | str):
        count = f"it has {len(owner)}, counted from 0" if owner else "it is empty here"
        return f"{said or what} has no entry {name}: {count}", ask if not owner else ""
    has_no = (
        f'has no "{name}"' if isinstance(name, str | int) else f"can't be asked for {what_is(name)}"
    )
    if owner is None:
        return f"{said} is None here and {has_no}" if said else f"None {has_no}", ask
    if isinstance(owner, Mapping):
        ask = f'a key that not every one has is asked for first: {{% if "{name}" in {said} %}}'
        near = did_you_mean(str(name), map(str, owner)) if isinstance(name, str) else ""
        return f"{said or what} {has_no}", sentences(near, ask if can_be_asked else "")
    kind: type = type(owner)
    known = values_of(kind) | methods_of(kind)
    if isinstance(owner, TemplateModule):
        known |= {export for export in vars(owner) if not export.startswith("_")}
    is_shown = is_dataclass(owner) or isinstance(owner, TemplateModule | LoopContext)
    subject = f"{said} is {what} and" if said and not is_shown and what != OTHER else said or what
    near = did_you_mean(name, known) if isinstance(name, str) else ""
    return f"{subject} {has_no}", near


@dataclass(frozen=True, slots=True)
class _Use:
    """Where a layout uses a name: the expression that lacks it, as it is written."""

    step: Step
    owner: str

    def span(self, name: object) -> Span | None:
        """The name itself, or an entry's number in its brackets."""
        if isinstance(name, int):
            return self.step.span(f"[{name}]")
        line = self.step.layout.text.split("\n")[self.step.line - 1]
        asked = rf"\s*[.\[]\s*[\"']?({re.escape(str(name))})\b"
        for before in (re.escape(self.owner), "") if self.owner else ():
            if found := re.search(before + asked, line):
                return Span(self.step.line, found.start(1) + 1, len(found[1]))
        return self.step.span(str(name))


def _use(step: Step, owner: object, name: object, context: Mapping[str, object]) -> _Use | None:
    """The use of the name in the expressions of a line; None where there is none, or several."""
    tree = _parsed(step.layout)
    if tree is None or not step.line or not isinstance(name, str | int):
        return None
    if owner is missing:
        uses = {(node.lineno, "") for node in tree.find_all(nodes.Name) if node.name == name}
    else:
        uses = set(_lookups(tree, name))
    near = sorted(use for use in uses if use[0] in _lines_of(step))
    if len(near) > 1 and owner is not missing:
        near = [use for use in near if _value(use[1], context) is owner]
    if len({written for _, written in near}) != 1:
        return None
    line, written = near[0]
    return _Use(Step(step.layout, line), "" if written == _ELSEWHERE else written)


def _value(written: str, context: Mapping[str, object]) -> object:
    """What a path of plain names comes to on this page; `missing` where it is none."""
    first, *rest = written.split(".")
    value = context.get(first, missing)
    for name in rest:
        if isinstance(value, Mapping):
            value = value.get(name, missing)
        else:
            kind: type = type(value)
            value = getattr(value, name) if name in values_of(kind) else missing
    return value


_OPENING, _CLOSING = re.compile(r"\{[{%]"), re.compile(r"[}%]\}")


def _lines_of(step: Step) -> range:
    """The lines of the expressions that begin in a line."""
    lines = step.layout.text.split("\n")
    text, last = lines[step.line - 1], step.line
    while last < len(lines) and len(_OPENING.findall(text)) > len(_CLOSING.findall(text)):
        text += lines[last]
        last += 1
    return range(step.line, last + 1)


@lru_cache(maxsize=32)
def _parsed(layout: Layout) -> nodes.Template | None:
    try:
        return Environment(autoescape=True).parse(layout.text)
    except (TemplateSyntaxError, RecursionError):
        return None


def _lookups(tree: nodes.Template, name: object) -> Iterator[tuple[int, str]]:
    for dotted in tree.find_all(nodes.Getattr):
        if dotted.attr == name:
            yield dotted.lineno, _written(dotted.node)
    for item in tree.find_all(nodes.Getitem):
        if isinstance(item.arg, nodes.Const) and item.arg.value == name:
            yield item.lineno, _written(item.node)


def _written(node: nodes.Node) -> str:
    """An expression as a layout writes it, with `…` for what isn't a plain name."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        return f"{_written(node.node)}.{node.attr}"
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        key = node.arg.value
        return f"{_written(node.node)}[{json.dumps(key, ensure_ascii=False)}]"
    if isinstance(node, nodes.Call):
        return f"{_written(node.node)}(…)"
    return _ELSEWHERE


def _names_given(layout: Layout) -> set[str]:
    """The names that a layout sets, imports or defines itself."""
    tree = _parsed(layout)
    if tree is None:
        return set()
    found = {node.name for node in tree.find_all(nodes.Name) if node.ctx != "load"}
    found |= {node.target for node in tree.find_all(nodes.Import)}
    return found | {node.name for node in tree.find_all(nodes.Macro)}


def _bare_import(
    way: tuple[Step, ...], layouts: tuple[Layout, ...]
) -> tuple[Step, str, str] | None:
    """The call of a macro whose import left the page out: where, what, and how to write it."""
    paths = {layout.name: layout.path for layout in layouts}
    below: set[str] = set()
    for step in reversed(way):
        tree = _parsed(step.layout)
        for node in _imports(tree) if tree else ():
            target = node.template.value if isinstance(node.template, nodes.Const) else None
            if not node.with_context and paths.get(str(target)) in below:
                return step, str(target), _statement(node, str(target))
        below.add(step.layout.path)
    return None


def _imports(tree: nodes.Template) -> Iterator[nodes.Import | nodes.FromImport]:
    yield from tree.find_all(nodes.Import)
    yield from tree.find_all(nodes.FromImport)


def _statement(node: nodes.Import | nodes.FromImport, target: str) -> str:
    if isinstance(node, nodes.Import):
        return f'{{% import "{target}" as {node.target} with context %}}'
    names = (n if isinstance(n, str) else f"{n[0]} as {n[1]}" for n in node.names)
    return f'{{% from "{target}" import {", ".join(names)} with context %}}'
