"""Tags and attributes of HTML that a serializer or a cleaner wrote: no parser of the wild web."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape, unescape
from html.entities import html5

from generator.reading.markdown.characters import KEPT, restored

# Possessive throughout: a tag that nothing closes must not be tried in every other way.
TAG = re.compile(
    r"<!--.*?-->|<(/?)([a-zA-Z][^\s/>]*+)((?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+)>", re.DOTALL
)
_ATTRIBUTE = re.compile(
    r"([^\s\"'<>/=]++)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>][^\s>]*+)))?"
)

_UNENDED = re.compile(r"&([a-zA-Z][a-zA-Z0-9]*+)(?!;)(=?)")


def listed(names: str) -> frozenset[str]:
    """The names in a text, parted by spaces."""
    return frozenset(names.split())


VOID = listed("area base br col embed hr img input link meta source track wbr")

# What stands apart from the line of words before and after it.
BLOCKS = listed(
    "address article aside blockquote body caption center col colgroup dd details dialog "
    "dir div dl dt fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header "
    "hgroup hr html legend li main menu nav ol optgroup option p pre section summary table "
    "tbody td tfoot th thead tr ul"
)


def attributes_of(text: str) -> dict[str, str]:
    """The attributes between a tag's name and its `>`, names in lower case, the first of each."""
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(text):
        value = decoded(double or single or bare)
        found.setdefault(name.lower(), restored(value) if _has_kept(value) else value)
    return found


def decoded(value: str) -> str:
    """An attribute's value without its references; the `&copy` of `?a=1&copy=2` is none, though it
    would be one in words (HTML 13.2.5.73)."""
    return unescape(_UNENDED.sub(_literal_unless_known, value)) if "&" in value else value


def _literal_unless_known(match: re.Match[str]) -> str:
    is_reference = match[1] in html5 and not match[2]
    return match.group() if is_reference else f"&amp;{match.group()[1:]}"


def _has_kept(text: str) -> bool:
    return not text.isascii() and any(mark in text for mark in KEPT.values())


def tag(name: str, attributes: Iterable[tuple[str, str]] = ()) -> str:
    """A start tag."""
    typed = "".join(f' {key}="{escape(value)}"' for key, value in attributes)
    return f"<{name}{typed}>"
