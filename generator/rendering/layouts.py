"""How a layout is found: the site's own file of that name first, else the bundled one.

A page depends on exactly the layouts that it reaches through extends, include and import, and on
the absence of those that were looked for in vain. `bundled/NAME` names a bundled layout although
the site has one of that name, so that it can be extended instead of copied.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from jinja2 import Environment, TemplateSyntaxError, meta

from generator.engine import Ask, question
from generator.library.sources import bundled_listing, exists, listing, read, read_bundled
from generator.problems import Failure, did_you_mean, error, sentences

FOLDER = "layouts/"
BUNDLED = "bundled/"
NAME_LIMIT = 200


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


def _text(data: bytes, path: str) -> str:
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        message = f"line {line} holds a byte that is no UTF-8"
        raise Failure(error("not-utf-8", message, path, cure="save the file as UTF-8")) from None


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
    waiting = [(name, "")]
    while waiting:
        wanted, by = waiting.pop(0)
        if wanted in found:
            continue
        found[wanted] = _found(ask, wanted, by)
        names = _referenced(found[wanted])
        waiting += [(other, found[wanted].path) for other in names if other not in found]
    return tuple(found[key] for key in sorted(found))


def _found(ask: Ask, name: str, by: str) -> Layout:
    where = by or f"{FOLDER}{name}"
    if ".." in name.split("/") or name.startswith("/") or "\\" in name or len(name) > NAME_LIMIT:
        message = f'the layout name "{name:.80}" leads out of layouts/'
        raise Failure(error("layout-path", message, where, cure="name a file below layouts/"))
    found = ask(layout, name)
    if found is None:
        cure = sentences(did_you_mean(name, ask(all_layouts)), f"looked for {FOLDER}{name}")
        raise Failure(error("missing-layout", f'there is no layout "{name}"', where, cure=cure))
    return found


def _referenced(found: Layout) -> list[str]:
    """The names that a layout mentions; an optional (`ignore missing`) one may not exist."""
    try:
        tree = Environment(autoescape=True).parse(found.text)
    except TemplateSyntaxError:
        return []  # told with its line when the layout is compiled
    optional = set(re.findall(r"include\s+[\"']([^\"']+)[\"']\s+ignore\s+missing", found.text))
    names = meta.find_referenced_templates(tree)
    return sorted({name for name in names if name is not None and name not in optional})
