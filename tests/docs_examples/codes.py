"""The problem codes of the generator, read from its source."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

GENERATOR = Path(__file__).parent.parent.parent / "generator"

# Functions and classes whose first argument is a code; and those whose second is, in their file.
FIRST = frozenset(
    ("error", "warning", "warn", "Problem", "Fault", "BadMoment", "_tell", "_of_value")
)
SECOND = {"site_files.py": frozenset(("Refusal", "_refused"))}
# What hands a code on that was given elsewhere.
HANDED_ON = frozenset(("code", "reason_code"))

_CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True)
class Use:
    """A place that reports a code; `is_timely` for what the clock alone can bring about."""

    code: str
    place: str
    severity: str
    is_timely: bool


@cache
def uses() -> tuple[Use, ...]:
    """Every place of the generator that reports a code. Asserts that it could read them all."""
    found: list[Use] = []
    for path in sorted(GENERATOR.rglob("*.py")):
        if path.parent.name == "commands":  # problems are made below; argparse has an error() too
            continue
        tree = ast.parse(path.read_text("utf-8"))
        for function in _functions(tree):
            found += _uses_in(path, function)
    return tuple(found)


def _functions(tree: ast.Module) -> Iterator[ast.AST]:
    """Each function by itself, and what stands outside of all, without what is within others."""
    yield tree
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            yield node


def _own_nodes(scope: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a scope that are in no function within it."""
    waiting = list(ast.iter_child_nodes(scope))
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, ast.FunctionDef):
            waiting += ast.iter_child_nodes(node)


def _uses_in(path: Path, scope: ast.AST) -> Iterator[Use]:
    for node in _own_nodes(scope):
        if not isinstance(node, ast.Call):
            continue
        name = _name_of(node.func)
        at = 0 if name in FIRST else 1 if name in SECOND.get(path.name, ()) else -1
        if at < 0 or len(node.args) <= at:
            continue
        place = f"{path.relative_to(GENERATOR)}:{node.lineno}"
        severity = "warning" if name in ("warning", "warn") else "error"
        timely = any(k.arg == "timely" and ast.unparse(k.value) == "True" for k in node.keywords)
        for code in _codes(node.args[at], scope, place):
            yield Use(code, place, severity, timely)


def _name_of(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _codes(argument: ast.expr, scope: ast.AST, place: str) -> list[str]:
    """The codes that an argument can be: a text, or a variable that was given some."""
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        return [argument.value]
    if isinstance(argument, ast.Attribute) and argument.attr in HANDED_ON:
        return []
    assert isinstance(argument, ast.Name), f"{place}: which codes can this be?"
    if isinstance(scope, ast.FunctionDef):
        parameters = (*scope.args.args, *scope.args.kwonlyargs)
        if argument.id in HANDED_ON and argument.id in {p.arg for p in parameters}:
            return []
    found = [code for node in _own_nodes(scope) for code in _given(node, argument.id)]
    assert found, f"{place}: which codes can {argument.id} be?"
    return found


def _given(node: ast.AST, name: str) -> Iterator[str]:
    """The codes among what an assignment gives a variable, alone or with others: `code, x = …`."""
    if not isinstance(node, ast.Assign):
        return
    for target in node.targets:
        targets = target.elts if isinstance(target, ast.Tuple) else [target]
        names = [t.id if isinstance(t, ast.Name) else "" for t in targets]
        if name not in names:
            continue
        for value in _choices(node.value):
            part = value
            if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
                part = value.elts[names.index(name)]
            if isinstance(part, ast.Constant) and _CODE.fullmatch(str(part.value)):
                yield str(part.value)


def _choices(value: ast.expr) -> list[ast.expr]:
    if isinstance(value, ast.IfExp):
        return [*_choices(value.body), *_choices(value.orelse)]
    return [value]
