"""Addresses: no two outputs at one, none in the way of another, none that a disk can't hold.

Looked at with the gate open: what a release at 6 a.m. would bring together is told today.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime

from generator.engine import Ask, question
from generator.library.addresses import permalink
from generator.library.index import section_order
from generator.library.redirects import Redirect, redirects
from generator.library.texts import (
    SITE_FILE,
    DeskLine,
    article_path,
    articles,
    desk_line,
    is_draft,
    site,
)
from generator.pages.output import Output
from generator.pages.plan import planned
from generator.problems import Problem, error, softened
from generator.urls import collision_key, file_path

# NAME_MAX of common file systems is 255 bytes; a staged file and an editor add to a name.
SEGMENT_MAX_BYTES = 240
PATH_MAX_BYTES = 1_000
OWN_FILES = (Output("/build.json", "build record"),)
# A feed stands beside its page: where one is in the way or too long the other is, and is told.
_FEEDS = frozenset({"feed", "list feed"})


@question
def addresses_checked(ask: Ask) -> int:
    """Reports collisions among all outputs that any clock may bring; answers how many."""
    lines = ask.each(desk_line, ask(articles))
    drafts = tuple(
        Output(ask(permalink, i), "article", (i,), article_path(i), "slug")
        for i, line in lines.items()
        if line.draft
    )
    in_order = sorted(ask(planned, True), key=lambda output: _turn(output, lines))
    outputs = (*OWN_FILES, *in_order, *drafts)
    found = (*_collisions(ask, outputs), *_same_queries(ask(redirects, True)))
    for problem in found:
        ask.report(softened(problem) if is_draft(ask, problem.path) else problem)
    return len(found)


def _turn(output: Output, lines: Mapping[str, DeskLine]) -> tuple[int, datetime]:
    """Lists and pages first, then stories by their release, old addresses last: of two at one
    address, the one that came later is told to move."""
    if output.kind == "article":
        return 1, lines[output.key[0]].released
    return 2 if output.kind == "redirect" else 0, datetime.min.replace(tzinfo=UTC)


def _collisions(ask: Ask, outputs: Iterable[Output]) -> Iterator[Problem]:
    """Two files at one path, a file where another needs a folder, names too long for a disk."""
    files: dict[str, Output] = {}
    folders: dict[str, Output] = {}
    for output in outputs:
        path = file_path(output.url)
        folded = collision_key(path)
        if first := files.get(folded):
            if output.source or first.source or output.kind not in _FEEDS:
                yield _same_url(ask, output, first)
            continue
        files[folded] = output
        for end in [match.start() for match in re.finditer("/", folded)]:
            folders.setdefault(folded[:end], output)
        segments = path.split("/")
        longest = max(len(segment.encode("utf-8", "surrogatepass")) for segment in segments)
        length = len(path.encode("utf-8", "surrogatepass"))
        is_long = longest > SEGMENT_MAX_BYTES or length > PATH_MAX_BYTES
        if is_long and (output.source or output.kind not in _FEEDS):
            message = f"the address {output.url[:60]}… is too long for a file name"
            path, key = _owner(ask, output)
            yield error("url-too-long", message, path, key=key, cure="shorten it")
    for folded in sorted(files.keys() & folders.keys()):
        yield _in_the_way(ask, files[folded], folders[folded])


def _same_queries(found: Iterable[Redirect]) -> Iterator[Problem]:
    """Old addresses with a query, which have no page of their own but a rule for the host."""
    first: dict[str, Redirect] = {}
    for redirect in found:
        other = first.setdefault(redirect.old, redirect)
        if "?" in redirect.old and other is not redirect:
            message = f"{redirect.old} is an old address of {other.source} too"
            cure = "take it out of one of them"
            yield error("same-url", message, redirect.source, key=redirect.key, cure=cure)


def _same_url(ask: Ask, output: Output, first: Output) -> Problem:
    mine, other = (output, first) if output.source else (first, output)
    message = f"{mine.url} is the address of {_named(other)} too"
    if not mine.source:
        message = f"{mine.url} would be the {mine.kind} page and the {other.kind} page at once"
    if collision_key(mine.url) == collision_key(other.url) and mine.url != other.url:
        message = f"{mine.url} and {other.url} ({_named(other)}) are one address to some hosts"
    if mine.source == other.source and mine.kind == "redirect" and mine.url == other.url:
        message = f"{mine.url} would lead to itself"
        return error("same-url", message, mine.source, key=mine.place, cure="delete it")
    section = next((o for o in (mine, other) if o.kind == "section" and not mine.source), None)
    path, key = _owner(ask, section or mine)
    cure = "give one of them another slug, name or alias"
    cure = f"give the section another {'id' if path == SITE_FILE else 'name'}" if section else cure
    return error("same-url", message, path, key=key, cure=cure)


def _in_the_way(ask: Ask, file: Output, below: Output) -> Problem:
    mine, other = (file, below) if file.source else (below, file)
    message = f"{file.url} is a file, and {below.url} needs a folder of that name"
    message += f" ({_named(other)})" if other.source else ""
    cure = "give one of them another address"
    path, key = _owner(ask, mine)
    return error("same-url", message, path, key=key, cure=cure)


def _named(output: Output) -> str:
    return output.source or f"the {output.kind} page"


def _owner(ask: Ask, output: Output) -> tuple[str, str]:
    """The file that gave an output its address, and the key there that did."""
    if output.kind != "section":
        return output.source or SITE_FILE, output.place
    language, section, _ = output.key
    if any(section == declared.id for declared in ask(site).sections):
        return SITE_FILE, f"sections.{section}"
    return article_path(ask(section_order, language, section, True)[-1]), "section"
