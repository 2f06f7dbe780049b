"""What a layout names, read from its text: the layouts that it reaches, its blocks, what is lost.

A page depends on exactly the layouts that it reaches through extends, include and import, and on
the absence of those that were looked for in vain. A name that a layout computes stands for all that
its fixed parts allow: `"kinds/" ~ article.kind ~ ".html"` for the files `kinds/….html`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from jinja2 import Environment, TemplateSyntaxError, nodes

from generator.engine import Ask, question
from generator.library.sources import bundled_listing
from generator.problems import Failure, Span, error, sentences
from generator.rendering.layouts import BUNDLED, FOLDER, Layout, all_layouts, layout, layout_meant

NAME_LIMIT = 200
_KEPT = 200  # the bundled layouts are fifty
ANY = "*"  # in a name, in place of what only the layout's run will tell


@dataclass(frozen=True, slots=True)
class Reference:
    """A layout named by another, at its path and line; an optional one may not exist."""

    name: str
    path: str
    line: int = 0
    is_optional: bool = False
    is_parent: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """A block, or something else of a layout, at its line."""

    name: str
    line: int


@dataclass(frozen=True, slots=True)
class Outline:
    """What a layout's text says before it is run.

    `blocks` are all of its blocks, `outermost` those that stand in no other, `called` the blocks
    that it prints by name (`self.NAME()`). `outside` are the lines of what it would print outside
    of its blocks although it extends another. `is_child` tells whether it always extends another.
    `texts` are those that stand in quotes in its expressions.
    """

    references: tuple[Reference, ...] = ()
    blocks: tuple[str, ...] = ()
    outermost: tuple[Named, ...] = ()
    called: tuple[str, ...] = ()
    outside: tuple[int, ...] = ()
    is_child: bool = False
    is_readable: bool = True
    texts: tuple[str, ...] = ()


@question
def outline(ask: Ask, name: str) -> Outline:
    """What a layout names; nothing where it can't be parsed, which its compilation tells."""
    found = ask(layout, name)
    return _read(found.text, found.path) if found else Outline()


@lru_cache(maxsize=_KEPT)
def _read(text: str, path: str) -> Outline:
    """The outline of a layout's text, which a process that builds often meets again."""
    try:
        return _outline(Environment(autoescape=True).parse(text), path)
    except (TemplateSyntaxError, RecursionError):
        return Outline(is_readable=False)


def _outline(tree: nodes.Template, path: str) -> Outline:
    is_child = any(isinstance(node, nodes.Extends) for node in tree.body)
    texts = {n.value for n in tree.find_all(nodes.Const) if isinstance(n.value, str)}
    return Outline(
        tuple(_references(tree, path)),
        tuple(block.name for block in tree.find_all(nodes.Block)),
        tuple(Named(block.name, block.lineno) for block in _outermost(tree)),
        tuple(_called(tree)),
        tuple(dict.fromkeys(_outside(tree.body))) if is_child else (),
        is_child,
        texts=tuple(sorted(texts)),
    )


def _references(tree: nodes.Template, path: str) -> Iterator[Reference]:
    for node in tree.find_all((nodes.Extends, nodes.FromImport, nodes.Import, nodes.Include)):
        template = next(node.iter_child_nodes(only=("template",)))
        is_choice = isinstance(template, nodes.List | nodes.Tuple)  # the first that is there
        is_optional = is_choice or getattr(node, "ignore_missing", False)
        for name in _names(template):
            yield Reference(name, path, node.lineno, is_optional, isinstance(node, nodes.Extends))


def _names(node: nodes.Node) -> list[str]:
    """All that the name behind `include` and the like can come to, with `*` for what is open."""
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, nodes.CondExpr):
        return [name for part in (node.expr1, node.expr2) if part for name in _names(part)]
    if isinstance(node, nodes.List | nodes.Tuple):
        return [name for part in node.items for name in _names(part)]
    parts: list[nodes.Expr] = []
    if isinstance(node, nodes.Concat):
        parts = node.nodes
    elif isinstance(node, nodes.Add):
        parts = [node.left, node.right]
    names = [""]
    for part in parts:
        names = [before + after for before in names for after in _names(part)]
    return names if parts else [ANY]


def _outermost(node: nodes.Node) -> Iterator[nodes.Block]:
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.Block):
            yield child
        else:
            yield from _outermost(child)


def _called(tree: nodes.Template) -> Iterator[str]:
    for node in tree.find_all(nodes.Getattr):
        if isinstance(node.node, nodes.Name) and node.node.name == "self":
            yield node.attr


_PRINTS_NOTHING = (nodes.Block, nodes.Macro, nodes.Assign, nodes.AssignBlock)


def _outside(body: Iterable[nodes.Node]) -> Iterator[int]:
    """The lines of what would be printed, from the `extends` on."""
    is_after = False
    for node in body:
        if isinstance(node, nodes.Extends):
            is_after = True
        elif is_after:
            yield from _printed(node)


def _printed(node: nodes.Node) -> Iterator[int]:
    if isinstance(node, nodes.TemplateData):
        words = re.sub(r"<!--.*?-->", lambda m: "\n" * m[0].count("\n"), node.data, flags=re.DOTALL)
        if words.strip():
            yield node.lineno + words[: len(words) - len(words.lstrip())].count("\n")
    elif isinstance(node, nodes.Include):
        yield node.lineno
    elif isinstance(node, nodes.Output):
        for part in node.nodes:
            yield from _printed(part) if isinstance(part, nodes.TemplateData) else (part.lineno,)
    elif not isinstance(node, _PRINTS_NOTHING):
        for child in node.iter_child_nodes():
            yield from _printed(child)


@question
def references(ask: Ask, name: str) -> tuple[Reference, ...]:
    """The layouts that a layout names, computed names as all that they can come to."""
    found: list[Reference] = []
    for reference in ask(outline, name).references:
        if ANY not in reference.name:
            found.append(reference)
            continue
        fits = re.compile(".*".join(re.escape(part) for part in reference.name.split(ANY)))
        is_open = reference.name.endswith(ANY)  # then it means a page, no feed or style sheet
        found += [
            Reference(known, "", is_optional=True, is_parent=reference.is_parent)
            for known in ask(nameable)
            if fits.fullmatch(known) and (not is_open or known.endswith(".html"))
        ]
    return tuple(found)


@question
def nameable(ask: Ask) -> tuple[str, ...]:
    """Every name under which a layout can be had."""
    return (*ask(all_layouts), *(f"{BUNDLED}{name}" for name in ask(bundled_listing)))


@question
def reached(ask: Ask, name: str) -> tuple[Layout, ...]:
    """A layout and every layout that it reaches.

    Raises `Failure` for one that is missing, leads out of layouts/, or can't be parsed.
    """
    found: dict[str, Layout] = {}
    waiting = [Reference(name, f"{FOLDER}{name}")]
    while waiting:
        wanted = waiting.pop(0)
        if wanted.name in found or (wanted.is_optional and ask(layout, wanted.name) is None):
            continue
        found[wanted.name] = _found(ask, wanted)
        waiting += ask(references, wanted.name)
    return tuple(found[key] for key in sorted(found))


def _found(ask: Ask, wanted: Reference) -> Layout:
    name, span = wanted.name, Span(wanted.line) if wanted.line else None
    if ".." in name.split("/") or name.startswith("/") or "\\" in name or len(name) > NAME_LIMIT:
        message = f'the layout name "{name:.80}" leads out of layouts/'
        cure = "name a file below layouts/"
        raise Failure(error("layout-path", message, wanted.path, span=span, cure=cure))
    found = ask(layout, name)
    if found is None:
        message = f'there is no layout "{name}"'
        cure = sentences(layout_meant(name, ask(all_layouts)), f"looked for {FOLDER}{name}")
        raise Failure(error("missing-layout", message, wanted.path, span=span, cure=cure))
    return found
