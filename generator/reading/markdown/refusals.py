"""What an author's HTML will lose when it is cleaned, told at its line.

A search of the source: the cleaning itself keeps no places. It only tells; nothing depends on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown.inlinepatterns import HTML_RE

from generator.problems import Problem, Span, did_you_mean, error, sentences, warning
from generator.reading.markdown.allowed import (
    TAGS,
    WHOLLY_REFUSED,
    has_good_value,
    is_attribute,
)
from generator.reading.markdown.extensions import TAG_AS_BROWSERS_READ_IT
from generator.reading.markdown.masks import Masks
from generator.reading.markdown.raw_html import card
from generator.reading.markdown.source import Source
from generator.urls import scheme

_TAG = re.compile(
    r"<([A-Za-z][^\s/<>]*+)((?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+)>|<(?=[A-Za-z])", re.DOTALL
)
_ATTRIBUTE = re.compile(
    r"([^\s\"'<>/=]++)(?:\s*+=\s*+(\"[^\"]*+\"|'[^']*+'|[^\s\"'>][^\s>]*+))?", re.DOTALL
)
_AUTOLINK = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|[^\s@]+@")
# A tag with attributes that nothing ends, since a quote in it is not closed.
_BEGUN = re.compile(r"<([A-Za-z][\w-]*)(\s+[A-Za-z-]+\s*=)")
_HTML = re.compile(f"{HTML_RE}|{TAG_AS_BROWSERS_READ_IT}", re.DOTALL)
_URL = re.compile(r"url\s*\(|@import", re.IGNORECASE)
_LOADING = frozenset(("src", "srcset", "poster", "background", "data", "longdesc", "lowsrc"))

_CURES = {
    "script": "scripts belong in the site's layouts",
    "style": "styles belong in the site's style sheet; give the element a class",
    "video": "link to the page that plays it",
    "audio": "link to the page that plays it",
    "svg": "save it as a file and show it as a picture",
    "math": "write the formula in words, or show it as a picture",
    "iframe": "give it a src that begins with https://, or write a link",
    "form": "link to a page that has the form",
    "meta": "what describes a page belongs in its header",
    "title": "what describes a page belongs in its header",
    "base": "what describes a page belongs in its header",
    "link": "what describes a page belongs in its header",
    "source": "show the picture itself; its sizes are made for you",
    "picture": "show the picture itself; its sizes are made for you",
    "center": "give the element a class",
    "font": "give the element a class",
}


def refusals(source: Source, masked: Masks) -> tuple[Problem, ...]:
    """A problem for each kind of tag and attribute that is not allowed, at the first of them."""
    markup = masked.markup
    if "<" not in markup:
        return ()
    told: dict[tuple[str, str], Problem] = {}
    for match in _TAG.finditer(markup):
        before = markup[max(0, match.start() - 5) : match.start()].rstrip()
        if match[1] is None and (begun := _BEGUN.match(markup, match.start())):
            match = begun
        if match[1] is None or _AUTOLINK.match(match[1]) or before.endswith(("](", "]:")):
            continue
        is_in_words = masked.prose[match.start()] != " "
        found = [_no_html(source, match)] if is_in_words and _is_text(match) else []
        for problem in found or _faults(source, match):
            told.setdefault((problem.code, problem.message), problem)
    return tuple(told.values())


def _is_text(match: re.Match[str]) -> bool:
    """Whether Markdown takes for words what looks like a tag that a text may have."""
    return match[1].strip("\"'").lower() in TAGS and not _HTML.fullmatch(match.group())


def _no_html(source: Source, match: re.Match[str]) -> Problem:
    tag = match[1].strip("\"'").lower()
    message = f"this <{tag}> is no HTML to Markdown, so readers would see it as it is typed"
    cure = "put each value in quotes, with a space between attributes"
    span = source.span(match.start(), match.end())
    return error("broken-html", message, source.path, span=span, cure=cure)


def _faults(source: Source, match: re.Match[str]) -> Iterator[Problem]:
    name = match[1].lower()
    span = source.span(match.start(), match.start(2))
    if name == "iframe" and card(match[2]):
        yield _card(source, span)
    elif name in WHOLLY_REFUSED:
        yield _refused(source, span, name)
    elif name not in TAGS:
        yield _reduced(source, span, name)
    else:
        for typed in _ATTRIBUTE.finditer(match[2]):
            start = match.start(2) + typed.start()
            place = source.span(start, start + len(typed.group()))
            yield from _attribute_faults(source, place, name, typed)


def _attribute_faults(
    source: Source, span: Span, tag: str, typed: re.Match[str]
) -> Iterator[Problem]:
    name, value = typed[1].lower(), (typed[2] or "").strip("\"'")
    if name.startswith("on"):
        yield _handler(source, span, name)
    elif (name == "style" and _URL.search(value)) or (
        name in _LOADING and not is_attribute(tag, name) and _is_elsewhere(value)
    ):
        yield _load(source, span, name)
    elif name != "markdown" and not is_attribute(tag, name):
        yield _unknown(source, span, tag, name)
    elif name != "markdown" and not has_good_value(tag, name, value):
        yield _bad_value(source, span, name, value)


def _is_elsewhere(value: str) -> bool:
    return "//" in value or bool(scheme(value))


def _card(source: Source, span: Span) -> Problem:
    message = "a frame of another site becomes a link to it: a page loads nothing from elsewhere"
    cure = "write the link yourself to choose its words"
    return warning("embed-card", message, source.path, span=span, cure=cure)


def _refused(source: Source, span: Span, name: str) -> Problem:
    message = f"<{name}> can't stand in a text: it and what it holds are left out"
    cure = sentences(_CURES.get(name, "delete it"))
    return error("refused-html", message, source.path, span=span, cure=cure)


def _reduced(source: Source, span: Span, name: str) -> Problem:
    message = f"<{name}> is not among the HTML that a text may have: only the words in it stay"
    cure = sentences(did_you_mean(name, TAGS) if len(name) > 2 else "", _CURES.get(name, ""))
    return warning("refused-tag", message, source.path, span=span, cure=cure or "delete the tag")


def _handler(source: Source, span: Span, name: str) -> Problem:
    message = f"{name} would run a script: it is left out"
    cure = "scripts belong in the site's layouts"
    return error("event-handler", message, source.path, span=span, cure=cure)


def _load(source: Source, span: Span, name: str) -> Problem:
    message = f"{name} would load something from elsewhere: it is left out"
    cure = "keep the file with the site, or link to it"
    return error("external-load", message, source.path, span=span, cure=cure)


def _unknown(source: Source, span: Span, tag: str, name: str) -> Problem:
    message = f"<{tag}> can't have {name} here: it is left out"
    cure = "delete it"
    if name in ("style", "bgcolor", "color", "width", "height", "border"):
        cure = "give the element a class, and style that in the site's style sheet"
    return warning("refused-attribute", message, source.path, span=span, cure=cure)


def _bad_value(source: Source, span: Span, name: str, value: str) -> Problem:
    message = f'{name} can\'t be "{value[:40]}": it is left out'
    cure = "correct it, or delete it"
    return warning("bad-attribute", message, source.path, span=span, cure=cure)
