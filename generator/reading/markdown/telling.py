"""What was found while a body was finished, as problems at their places."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from generator.problems import Problem, Span, error, warning
from generator.reading.markdown.draft import Draft
from generator.reading.markdown.finish import Finished
from generator.reading.markdown.levels import Moved
from generator.reading.markdown.masks import Masks
from generator.reading.markdown.page import Found
from generator.reading.markdown.places import Places
from generator.reading.markdown.source import Source

_HEADING = re.compile(
    r"^(?:(?:[ ]{0,3}>[ ]?)*(?P<hashes>#{1,6})(?P<hash_text>[^\n]*)"
    r"|(?P<text>[^\n]*\S[^\n]*)\n(?P<line>=+|-+)[ ]*$)"
    r"|<[hH](?P<tag>[1-6])\b",
    re.MULTILINE,
)

_TYPED_ID = re.compile(r"""\bid\s*=\s*["']?([^\s"'>}]+)|\#([^\s#{}]+)(?=[^{}\n]*\})""")


def link_problems(
    source: Source, found: tuple[Found, ...], places: Places
) -> tuple[dict[str, Span], list[Problem]]:
    """The places of links and pictures by their keys, and the faults of those that were refused."""
    spans: dict[str, Span] = {}
    problems: list[Problem] = []
    for item in found:
        span = places.of(item.target)
        if item.number is not None:
            spans[f"{item.kind}[{item.number}]"] = span
        if item.fault:
            problems.append(_FAULTS[item.kind, item.fault](source.path, item.target, span))
    return spans, problems


def _unsafe_link(path: str, target: str, span: Span) -> Problem:
    message = f'a link may not lead to "{target[:60]}"'
    cure = "write an address that begins with https://, mailto: or tel:, or the path of a file"
    return error("unsafe-link", message, path, span=span, cure=cure)


def _nested_link(path: str, target: str, span: Span) -> Problem:
    message = "a link can't stand in a link: the inner one becomes its words"
    return warning("nested-link", message, path, span=span, cure="part them")


def _empty_link(path: str, target: str, span: Span) -> Problem:
    message = "the link has no words, so that nobody can see or hear it: it is left out"
    cure = "write as its words what it leads to"
    return warning("empty-link", message, path, span=span, cure=cure)


def _targetless_link(path: str, target: str, span: Span) -> Problem:
    message = "the link leads nowhere: only its words stay"
    cure = "write its target between the round brackets"
    return error("no-target", message, path, span=span, cure=cure)


def _external_picture(path: str, target: str, span: Span) -> Problem:
    message = f'the picture would be loaded from elsewhere ("{target[:60]}")'
    cure = "save it beside the article or under content/images/, if you may, and name that file"
    return error("external-load", message, path, span=span, cure=cure)


def _unsafe_picture(path: str, target: str, span: Span) -> Problem:
    message = f'"{target[:60]}" is no file of a picture' if target else "the picture names no file"
    cure = "name a file beside the article or under content/images/"
    return error("picture-source", message, path, span=span, cure=cure)


_FAULTS: dict[tuple[str, str], Callable[[str, str, Span], Problem]] = {
    ("link", "unsafe"): _unsafe_link,
    ("link", "nested"): _nested_link,
    ("link", "empty"): _empty_link,
    ("link", "targetless"): _targetless_link,
    ("picture", "external"): _external_picture,
    ("picture", "unsafe"): _unsafe_picture,
}


def other_problems(
    source: Source, masks: Masks, draft: Draft, finished: Finished
) -> Iterator[Problem]:
    """Headings that were moved, ids that were taken, attributes that were refused, lost blocks."""
    yield from _moved_headings(source, masks.markup, finished.moved)
    spans = _last_ids(source) if finished.repeated else {}
    for name in dict.fromkeys(finished.repeated):
        yield warning(
            "duplicate-id",
            f'the id "{name}" stands here more than once: the later ones got a number',
            source.path,
            span=spans.get(name, source.line_span(0)),
            cure="give each its own",
        )
    for name, typed in draft.refused:
        at = source.text.find(typed)
        at = max(source.text.find(name, at), 0) if at != -1 else 0
        yield warning(
            "refused-attribute",
            f"an attribute list can't give {name} here: it is left out",
            source.path,
            span=source.span(at, at + len(name)),
            cure="write {#id .class} or one of lang, dir, title",
        )
    for number in finished.lost_blocks:
        header = draft.blocks[number].header
        yield error(
            "block-in-html",
            f"the block `{header.name}` stands in raw HTML, where Markdown is not read",
            source.path,
            span=header.span,
            cure='move it out, or write markdown="1" into the tag round it',
        )


def _last_ids(source: Source) -> dict[str, Span]:
    """Where each id was typed for the last time."""
    found: dict[str, Span] = {}
    for match in _TYPED_ID.finditer(source.text):
        found[match[1] or match[2]] = source.span(match.start(), match.end())
    return found


def _moved_headings(source: Source, markup: str, moved: tuple[Moved, ...]) -> Iterator[Problem]:
    if not moved:
        return
    by_level: dict[int, list[re.Match[str]]] = {}
    for found in _HEADING.finditer(markup):
        by_level.setdefault(_level(found), []).append(found)
    for heading in moved:
        typed = by_level.get(heading.typed, [])
        match = typed[min(heading.nth, len(typed) - 1)] if typed else None
        if match and match["hash_text"] and not match["hash_text"][0].isspace():
            continue  # a hashtag, told as a trap
        span = source.span(match.start(), match.end()) if match else source.line_span(0)
        if heading.given == 0:
            yield warning(
                "empty-heading",
                "this heading has no words: it is left out",
                source.path,
                span=span,
                cure="write some, or put a backslash before the # if it is text",
            )
        elif heading.typed == 1:
            yield warning(
                "h1-in-body",
                "the headline is the page's only heading of the first level: this became one of "
                f"level {heading.given}",
                source.path,
                span=span,
                cure="write ## instead of #",
            )
        else:
            yield warning(
                "skipped-level",
                f"a heading of level {heading.typed} can't follow here: it became one of level "
                f"{heading.given}",
                source.path,
                span=span,
                cure=f"write {'#' * heading.given}",
            )


def _level(match: re.Match[str]) -> int:
    if match["hashes"]:
        return len(match["hashes"])
    if match["tag"]:
        return int(match["tag"])
    return 1 if match["line"][0] == "=" else 2
