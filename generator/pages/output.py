"""What all kinds of output have in common: a name, a plan, a way to be made."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from generator.engine import Ask, Question
from generator.library.sources import world
from generator.pages.well_formed import fault_of_form
from generator.problems import Failure, error
from generator.rendering.layouts import is_for_others, layout
from generator.rendering.site_view import site_view
from generator.rendering.template import rendered


@dataclass(frozen=True, slots=True)
class Output:
    """Something to be published: its URL path, its kind, what tells it from its like.

    `source` is the file whose author chose the URL, for those who must be told of a collision, and
    `place` the key there that says so, where one does.
    """

    url: str
    kind: str
    key: tuple[str, ...] = ()
    source: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class PageKind:
    """A kind of output. `plan(ask, ever)` names its outputs, with `ever` those of any clock.

    `render` answers with the digest of the bytes, which then wait in the staging area.
    """

    name: str
    plan: Callable[[Ask, bool], tuple[Output, ...]]
    render: Question[[Output], str]


def staged(ask: Ask, text: str) -> str:
    """The digest of a text that now waits in the staging area."""
    return world(ask).staging.put(text.encode("utf-8"))


def page_of(ask: Ask, name: str, language: str, views: Mapping[str, object]) -> str:
    """The digest of a layout filled with its views and the site's."""
    text = rendered(ask, name, language, {"site": ask(site_view, language), **views})
    text = without_controls(text)
    used = ask(layout, name)
    if used and not text.strip():
        cure = "write what the page shall hold, or delete the file: the bundled layout stands in"
        raise Failure(
            error("empty-layout", "this layout makes an empty page", used.path, cure=cure)
        )
    if used and used.is_own and (fault := fault_of_form(name, text)):
        message = f"what this layout makes is {fault}"
        cure = "print values in XML as they are, and in JSON with |tojson"
        raise Failure(error("layout-form", message, used.path, cure=cure))
    return staged(ask, text)


def chosen_layout(ask: Ask, named: str | None, usual: str) -> str:
    """The layout that front matter names, or the usual one where that is missing or another
    kind's (told by a check, once)."""
    if not named or ask(layout, named) is None or ask(is_for_others, named, usual):
        return usual
    return named


def without_controls(text: str) -> str:
    """The text without the characters that neither HTML nor XML 1.0 may contain.

    XML 1.0, section 2.2; HTML "control character" and "noncharacter" parse errors.
    """
    data = text.encode("utf-8", "surrogatepass")
    if len(data.translate(None, _SUSPECT)) == len(data):
        return text
    return _FORBIDDEN.sub("", text)


# Bytes of those in ASCII, and those that others begin with: that a page has none is seen fast.
_SUSPECT = bytes((*range(9), 11, 12, *range(14, 32), 127, 0xC2, 0xED, 0xEF))
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
