"""From the Markdown of one text to a `Body`, problems and places: the whole way on one screen."""

from __future__ import annotations

from dataclasses import replace

from generator.model.body import Body
from generator.model.site import RawHtml
from generator.model.values import FrozenMap
from generator.problems import Problem, Span, error
from generator.reading.markdown import guard
from generator.reading.markdown import raw_html as raw
from generator.reading.markdown.characters import (
    keep_references,
    without_forbidden,
    without_forbidden_references,
)
from generator.reading.markdown.converter import converted
from generator.reading.markdown.draft import Draft, Settings
from generator.reading.markdown.fences import rendered
from generator.reading.markdown.finish import finished
from generator.reading.markdown.link_traps import link_traps
from generator.reading.markdown.masks import Masks, masks
from generator.reading.markdown.outline import Outline, outline
from generator.reading.markdown.page import Found
from generator.reading.markdown.places import Places
from generator.reading.markdown.refusals import refusals
from generator.reading.markdown.source import Source
from generator.reading.markdown.telling import link_problems, other_problems
from generator.reading.markdown.traps import trap_warnings
from generator.reading.result import BodyReading


def read_body(
    text: str,
    *,
    path: str,
    first_line: int,
    language: str,
    raw_html: RawHtml,
    typography: bool,
) -> BodyReading:
    """The body of a text, its problems, and where its links and pictures stand.

    `first_line` is the number in the file of the first line of `text`. Raises for no text: one that
    can't be converted gives an empty body and says why.
    """
    source = Source(path, text, first_line)
    too_large = guard.size_fault(source)
    if too_large:
        return BodyReading(Body(), (too_large,))
    source, problems = without_forbidden(source)
    found = outline(source)
    masked = masks(source, found)
    problems += found.problems
    too_complex = guard.work_fault(source, masked.unfenced)
    if too_complex:
        return BodyReading(Body(), _sorted((*problems, too_complex)))
    settings = Settings(language, raw_html is RawHtml.TRUSTED, typography)
    reading = _read(source, found, masked, settings)
    return BodyReading(reading.body, _sorted(problems + reading.problems), reading.places)


def _read(source: Source, found: Outline, masked: Masks, settings: Settings) -> BodyReading:
    """The body of a text that may be converted."""
    codes = [rendered(fence, source) for fence in found.fences]
    problems = [problem for _, faults in codes for problem in faults]
    try:
        draft = converted(found, tuple(code for code, _ in codes), is_trusted=settings.is_trusted)
    except Exception as fault:  # a fault of the library in somebody's text must name the text
        return BodyReading(Body(), (*problems, _library_fault(source, fault)))
    draft, more = _made_safe(source, masked, draft, settings)
    done = finished(draft, settings)
    places = Places(source, masked.markup, _block_places(found))
    nested = (Found("link", target, None, "nested") for target in draft.nested)
    spans, faults = link_problems(source, (*done.found, *nested), places)
    problems += [*more, *faults, *other_problems(source, masked, draft, done)]
    problems += (*trap_warnings(source, masked, found, draft), *link_traps(source, masked))
    return BodyReading(done.body, tuple(problems), FrozenMap(spans))


def _made_safe(
    source: Source, masked: Masks, draft: Draft, settings: Settings
) -> tuple[Draft, tuple[Problem, ...]]:
    """The draft with only allowed HTML in it, where there may be any but Markdown's own."""
    html = keep_references(draft.html)
    if settings.is_trusted:
        return replace(draft, html=without_forbidden_references(html)), ()
    if not raw.MAY_BE_HTML.search(source.text):
        return replace(draft, html=html), ()
    return replace(draft, html=raw.cleaned(html)), refusals(source, masked)


def _block_places(found: Outline) -> dict[str, list[Span]]:
    """Where the pictures of figure blocks stand, and what inserts name."""
    spans: dict[str, list[Span]] = {}
    for block in found.blocks:
        header = block.header
        if not header.kind or not (header.name == "figure" or header.kind.is_insert):
            continue
        spans.setdefault(header.argument, []).append(header.argument_span)
        for name in header.option_spans.keys() & {*header.kind.targets}:
            spans.setdefault(header.options[name], []).append(header.option_spans[name])
    return spans


def _library_fault(source: Source, fault: Exception) -> Problem:
    message = f"Python-Markdown gave up on this text ({type(fault).__name__}: {fault})"
    cure = "take out half of it to find the lines that it can't read, and write those otherwise"
    span = source.line_span(0)
    return error("markdown-failed", message, source.path, span=span, cure=cure)


def _sorted(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    return tuple(sorted(dict.fromkeys(problems), key=Problem.sort_key))
