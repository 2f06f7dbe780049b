"""Layouts of the site's own that no page prints: files that nothing uses, blocks that none has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.engine import Ask, question
from generator.library.sources import bundled_listing
from generator.library.texts import articles, desk_line, page, pages
from generator.problems import (
    Failure,
    Problem,
    did_you_mean,
    error,
    sentences,
    softened,
    warning,
)
from generator.rendering.layouts import BUNDLED, FOLDER, Layout, layout, layout_meant, own_layouts
from generator.rendering.outlines import ANY, outline, references
from generator.rendering.style_sheets import ASSETS
from generator.rendering.words import MESSAGES

# What lies beside layouts for people to read.
_NOTES = re.compile(r"(?:.*/)?(?:README|LICEN[CS]E|NOTICE|CHANGELOG)[^/]*", re.IGNORECASE)
_HOST_FILES = ("_headers", "_redirects")
_ASSET_ENDINGS = (".css", ".js", ".svg", ".png", ".jpg", ".webp", ".ico", ".woff2", ".woff")


@question
def layouts_checked(ask: Ask) -> tuple[str, ...]:
    """Reports what no page prints; answers with the names of the site's own layouts in use."""
    own = [name for name in ask(own_layouts) if not name.startswith(ASSETS)]
    if not own:
        return ()
    published, drafts = ask(named_by_texts)
    for_readers = _reached(ask, (*ask(page_kinds), *published))
    in_use = _reached(ask, (*for_readers, *drafts))
    own_in_use = tuple(name for name in in_use if name in own and not name.startswith(BUNDLED))
    for name in own_in_use:
        for problem in _lost(ask, name):
            ask.report(problem if name in for_readers else softened(problem))
    if all(_is_whole(ask, name) for name in in_use):
        for name in own:
            if name not in own_in_use and not _is_beside(name) and _is_readable(ask, name):
                ask.report(_unused(ask, name))
    return own_in_use


@question
def page_kinds(ask: Ask) -> tuple[str, ...]:
    """The layouts that Broadsheet itself asks for: bundled ones that no bundled one names."""
    bundled = [name for name in ask(bundled_listing) if not name.startswith((ASSETS, MESSAGES))]
    named = {r.name for name in bundled for r in ask(references, f"{BUNDLED}{name}")}
    return tuple(name for name in bundled if name not in named)


@question
def named_by_texts(ask: Ask) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The layouts that headers name: of texts to be published, and of drafts."""
    named = [(line.layout, line.draft) for line in ask.each(desk_line, ask(articles)).values()]
    named += [(ask(page, path).layout, ask(page, path).draft) for path in ask(pages)]
    published = {name for name, is_draft in named if name and not is_draft}
    drafts = {name for name, is_draft in named if name and is_draft}
    return tuple(sorted(published)), tuple(sorted(drafts))


def _reached(ask: Ask, names: Iterable[str]) -> tuple[str, ...]:
    """These layouts and all that they reach; what is missing is left out, and told elsewhere."""
    found: dict[str, None] = {}
    waiting = list(names)
    while waiting:
        name = waiting.pop(0)
        if name not in found and _is_there(ask, name):
            found[name] = None
            waiting += [reference.name for reference in ask(references, name)]
    return tuple(found)


def _is_there(ask: Ask, name: str) -> bool:
    return _is_readable(ask, name) and ask(layout, name) is not None


def _is_readable(ask: Ask, name: str) -> bool:
    try:
        ask(layout, name)
    except Failure:  # told by the page that uses it
        return False
    return True


def _is_whole(ask: Ask, name: str) -> bool:
    """Whether a layout can be parsed, and all that it must find is there: else nobody knows what it
    would have used."""
    named = ask(references, name)
    return ask(outline, name).is_readable and all(
        reference.is_optional or ANY in reference.name or _is_there(ask, reference.name)
        for reference in named
    )


def _is_beside(name: str) -> bool:
    """Whether a file need not be used: notes, and words, which have a check of their own."""
    return name.startswith(MESSAGES) or bool(_NOTES.fullmatch(name))


def _unused(ask: Ask, name: str) -> Problem:
    cure = "name it in another layout, or in a text under `layout:`"
    if name in _HOST_FILES:
        cure = "Broadsheet writes this file itself; docs/deploy.md says what can be set"
    elif name.startswith(BUNDLED):
        cure = f"move it out of the folder {BUNDLED}, which names what comes with Broadsheet"
    elif name.endswith(_ASSET_ENDINGS):
        cure = f"what pages load goes into {FOLDER}{ASSETS}"
    else:
        cure = sentences(layout_meant(name, ask(bundled_listing)), cure)
    return warning("unused-layout", "nothing uses this file", f"{FOLDER}{name}", cure=cure)


def _lost(ask: Ask, name: str) -> Iterator[Problem]:
    """Blocks of a layout that none above it has, and what it would print outside of blocks."""
    drawn, known = ask(outline, name), _blocks_above(ask, name)
    found = ask(layout, name) or Layout(name, name, "")
    for block in drawn.outermost if drawn.is_child else ():
        if block.name in known:
            continue
        message = f'no layout that this one extends has a block "{block.name}"'
        near = did_you_mean(block.name, known)
        cure = sentences(near, "a new one goes into a block that is there")
        span = found.span(block.line, block.name)
        yield error("unknown-layout-block", message, found.path, span=span, cure=cure)
    for line in drawn.outside:
        message = "a layout that extends another prints its blocks only, and this stands in none"
        cure = "put it into a block, such as {% block main %}"
        span = found.span(line)
        yield error("layout-outside-blocks", message, found.path, span=span, cure=cure)


def _blocks_above(ask: Ask, name: str) -> set[str]:
    """The blocks of all layouts that one extends, and those that are printed by their names."""
    own = ask(outline, name)
    outermost = {block.name for block in own.outermost}
    known = {*own.called, *own.blocks} - (outermost - set(own.called))
    seen, waiting = {name}, [r.name for r in ask(references, name) if r.is_parent]
    while waiting:
        parent = waiting.pop()
        if parent not in seen and _is_there(ask, parent):
            seen.add(parent)
            known |= {*ask(outline, parent).blocks, *ask(outline, parent).called}
            waiting += [r.name for r in ask(references, parent) if r.is_parent]
    return known
