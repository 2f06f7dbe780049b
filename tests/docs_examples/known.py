"""What the code has, for comparison with what the docs say: keys, options, layouts, views."""

from __future__ import annotations

import argparse
import ast
import dataclasses
import re
import typing

from generator.commands import cli
from generator.model import body as model_body
from generator.model import shown, values
from generator.pages import sitemaps
from generator.reading.fields import Field, Table, read_table
from generator.reading.headed import open_yaml
from generator.reading.result import ReadingOptions
from generator.reading.schema import TABLES
from generator.rendering import views
from generator.rendering.template import Tools
from tests.docs_examples import codes
from tests.docs_examples.marks import DOCS

ROOT = DOCS.parent
LAYOUTS = ROOT / "layouts"


def tables() -> dict[str, Table]:
    """Every table of keys by its noun, those of mappings within others too."""
    found: dict[str, Table] = {}
    waiting = list(TABLES.values())
    while waiting:
        rows = waiting.pop()
        if found.setdefault(rows.noun, rows) is rows:
            waiting += [row.decoder.inner for row in rows.fields if row.decoder.inner]
    return found


def faults_of(noun: str, row: Field, example: str) -> list[str]:
    """What is wrong with one line of YAML, by a table that needs no key but those in it."""
    desk, header = open_yaml("content/x.md", example.encode(), ReadingOptions())
    assert header is not None
    assert header.mapping is not None, f"{noun}: {example}"
    assert [row.name] == [key.text for key, _ in header.mapping.pairs]
    optional = tuple(dataclasses.replace(field, required=False) for field in tables()[noun].fields)
    read_table(Table(noun, optional), header.mapping, desk)
    return [problem.message for problem in desk.problems]


def actions(command: str) -> list[argparse.Action]:
    """What a command can be told."""
    subparsers = next(
        action
        for action in cli.parser(command)._actions
        if isinstance(action, argparse._SubParsersAction)
    )
    parser: argparse.ArgumentParser = subparsers.choices[command]
    return [a for a in parser._actions if not isinstance(a, argparse._HelpAction)]


def layout_files() -> list[str]:
    """The bundled layouts, without style sheets and words."""
    names = (path.relative_to(LAYOUTS).as_posix() for path in LAYOUTS.rglob("*") if path.is_file())
    return sorted(name for name in names if not name.startswith(("assets/", "messages/")))


def in_layouts(pattern: str) -> list[tuple[str, str]]:
    """What a pattern finds in the bundled layouts, each with its file."""
    found = (
        (name, re.findall(pattern, (LAYOUTS / name).read_text("utf-8"))) for name in layout_files()
    )
    return [(match, name) for name, matches in found for match in matches]


def views_by_name() -> dict[str, type]:
    """The dataclasses that a layout can come to see, from the views on."""
    waiting: list[object] = [
        *(v for v in vars(views).values() if dataclasses.is_dataclass(v)),
        sitemaps.SitemapEntry,
        sitemaps.NewsEntry,
    ]
    found: dict[str, type] = {}
    homes = {module.__name__ for module in (views, shown, values, model_body, sitemaps)}
    while waiting:
        kind = waiting.pop()
        waiting += typing.get_args(kind)
        if not (isinstance(kind, type) and dataclasses.is_dataclass(kind)):
            continue
        if kind.__module__ in homes and kind.__name__ not in found:
            found[kind.__name__] = kind
            waiting += typing.get_type_hints(kind).values()
    return found


def functions() -> list[str]:
    """The names that `Tools.context` gives to every layout."""
    tree = ast.parse((ROOT / "generator/rendering/template.py").read_text("utf-8"))
    context = next(
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name == Tools.context.__name__
    )
    return [
        str(key.value)
        for node in ast.walk(context)
        if isinstance(node, ast.Dict)
        for key in node.keys
        if isinstance(key, ast.Constant)
    ]


def severity_of(code: str) -> str:
    """How the docs name the severity of a code."""
    found = [use for use in codes.uses() if use.code == code]
    kinds = sorted({use.severity for use in found})
    by_clock = ", by the clock" if all(use.is_timely for use in found) else ""
    return " or ".join(kinds).capitalize() + by_clock
