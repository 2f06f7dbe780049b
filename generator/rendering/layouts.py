"""How a layout is found: the site's own file of that name first, else the bundled one.

A page depends on exactly the layouts that it reaches through extends, include and import, and on
the absence of those that were looked for in vain. `bundled/NAME` names a bundled layout although
the site has one of that name, so that it can be extended instead of copied.
"""

from __future__ import annotations

from dataclasses import dataclass

from jinja2 import Environment, TemplateSyntaxError, nodes

from generator.engine import Ask, question
from generator.library.sources import bundled_listing, exists, listing, read, read_bundled
from generator.problems import Failure, Span, did_you_mean, error, sentences

FOLDER = "layouts/"
BUNDLED = "bundled/"
NAME_LIMIT = 200
COMPUTED = ""  # in place of a name that only the layout's run will tell


@dataclass(frozen=True, slots=True)
class Layout:
    """A layout's text, and the path that messages name it by."""

    name: str
    path: str
    text: str


@question
def layout(ask: Ask, name: str) -> Layout | None:
    """The layout of that name; None where neither the site nor the generator has one."""
    plain = name.removeprefix(BUNDLED)
    own = f"{FOLDER}{name}"
    if name == plain and ask(exists, own):
        return Layout(name, own, _text(read(ask, own), own))
    if plain in ask(bundled_listing):
        path = f"{FOLDER}{plain} (bundled)"
        return Layout(name, path, _text(read_bundled(ask, plain), path))
    return None


@question
def is_for_others(ask: Ask, name: str, usual: str) -> bool:
    """Whether a layout is the one of another kind of page, a frame or a part, by its name.

    Such a file expects to see what a story or standing page, whose `usual` layout is another, has
    not; also where the site has one of its own of that name.
    """
    plain = name.removeprefix(BUNDLED)
    return plain != usual and plain in ask(bundled_listing)


def _text(data: bytes, path: str) -> str:
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        message = "this line holds a byte that is no UTF-8"
        cure = "save the file as UTF-8"
        raise Failure(error("not-utf-8", message, path, span=Span(line), cure=cure)) from None


@question
def all_layouts(ask: Ask) -> tuple[str, ...]:
    """The names of all layouts, own and bundled."""
    own = [path[len(FOLDER) :] for path in ask(listing, FOLDER.rstrip("/"))]
    return tuple(sorted({*own, *ask(bundled_listing)}))


@question
def reached(ask: Ask, name: str) -> tuple[Layout, ...]:
    """A layout and every layout that it reaches; all of them where it computes a name.

    Raises `Failure` for one that is missing, leads out of layouts/, or can't be parsed.
    """
    found: dict[str, Layout] = {}
    waiting = [Reference(name, f"{FOLDER}{name}")]
    while waiting:
        wanted = waiting.pop(0)
        if wanted.name in found or (wanted.is_optional and ask(layout, wanted.name) is None):
            continue
        found[wanted.name] = _found(ask, wanted)
        for reference in ask(references, wanted.name):
            if reference.name != COMPUTED:
                waiting.append(reference)
            else:
                waiting += [Reference(n, "") for n in ask(all_layouts) if n.endswith(".html")]
    return tuple(found[key] for key in sorted(found))


@dataclass(frozen=True, slots=True)
class Reference:
    """A layout named by another, at its path and line; an optional one may not exist."""

    name: str
    path: str
    line: int = 0
    is_optional: bool = False


def _found(ask: Ask, wanted: Reference) -> Layout:
    name, span = wanted.name, Span(wanted.line) if wanted.line else None
    if ".." in name.split("/") or name.startswith("/") or "\\" in name or len(name) > NAME_LIMIT:
        message = f'the layout name "{name:.80}" leads out of layouts/'
        cure = "name a file below layouts/"
        raise Failure(error("layout-path", message, wanted.path, span=span, cure=cure))
    found = ask(layout, name)
    if found is None:
        message = f'there is no layout "{name}"'
        cure = sentences(did_you_mean(name, ask(all_layouts)), f"looked for {FOLDER}{name}")
        raise Failure(error("missing-layout", message, wanted.path, span=span, cure=cure))
    return found


@question
def references(ask: Ask, name: str) -> tuple[Reference, ...]:
    """The layouts that a layout names."""
    found = ask(layout, name)
    path = found.path if found else ""
    kinds = (nodes.Extends, nodes.FromImport, nodes.Import, nodes.Include)
    try:
        named = tuple(_parsed(found).find_all(kinds))
    except RecursionError:
        return ()  # told with its line when the layout is compiled
    return tuple(
        Reference(_named(node), path, node.lineno, getattr(node, "ignore_missing", False))
        for node in named
    )


@question
def texts_in(ask: Ask, name: str) -> frozenset[str]:
    """The texts that stand in quotes in a layout's expressions."""
    values = (node.value for node in _parsed(ask(layout, name)).find_all(nodes.Const))
    return frozenset(value for value in values if isinstance(value, str))


def _parsed(found: Layout | None) -> nodes.Template:
    try:
        return Environment(autoescape=True).parse(found.text if found else "")
    except TemplateSyntaxError:
        return nodes.Template([])  # told with its line when the layout is compiled


def _named(node: nodes.Node) -> str:
    """The name behind `include` and the like; of a list, Jinja takes the first that is there."""
    template = next(node.iter_child_nodes(only=("template",)))
    value = template.value if isinstance(template, nodes.Const) else COMPUTED
    return value if isinstance(value, str) else COMPUTED
