"""Raw HTML made harmless: cleaned to the allow-list, balanced, and nested as HTML allows.

nh3 (html5ever, a browser's parser) sees the HTML as a browser would, so that what it lets through
is what a reader gets. `refusals` tells authors beforehand what they will miss here.
"""

from __future__ import annotations

import re
from html import escape
from urllib.parse import urlsplit

import nh3

from generator.reading.markdown.allowed import (
    ATTRIBUTES,
    TAGS,
    VALUES,
    WHOLLY_REFUSED,
    has_good_value,
)
from generator.reading.markdown.characters import (
    MARK_END,
    MARK_START,
    without_forbidden_references,
)
from generator.reading.markdown.nesting import well_nested
from generator.reading.markdown.parted_links import NUMBER, joined, numbered
from generator.reading.markdown.tokens import attributes_of
from generator.urls import SAFE_SCHEMES, is_web_address

# Anything that a parser could take for a tag, a comment or a declaration.
MAY_BE_HTML = re.compile(r"<[A-Za-z/!?]")

_IFRAME = re.compile(r"<iframe\b((?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+)>", re.IGNORECASE)
_IFRAME_END = re.compile(r"</iframe\s*>", re.IGNORECASE)

# nh3 would drop an address that it can't read or whose scheme it doesn't know, without a word. What
# becomes of a link is decided and told in one place, the walk that follows: marked, it has none.
_ADDRESS = re.compile(r"""(\b(?:href|src)\s*+=\s*+(?:["']|(?=[^\s"'>])))""", re.IGNORECASE)
_UNJUDGED = f"{MARK_START}address{MARK_END}"

_EVERY_TAG = TAGS | {"p"}
_ATTRIBUTES = {tag: set(names) for tag, names in ATTRIBUTES.items()}
_ATTRIBUTES["a"].add(NUMBER)
_VALUES = {
    tag: {name: set(values) for name, values in names.items()} for tag, names in VALUES.items()
}


def cleaned(html: str) -> str:
    """HTML in which only what is allowed is left, every element closed where it must be.

    What Markdown itself writes passes unchanged.
    """
    html = numbered(with_cards(without_forbidden_references(html)))
    html = _ADDRESS.sub(rf"\1{_UNJUDGED}", html)
    html = nh3.clean(
        html,
        tags=set(_EVERY_TAG),
        clean_content_tags=set(WHOLLY_REFUSED),
        attributes=_ATTRIBUTES,
        tag_attribute_values=_VALUES,
        attribute_filter=_good_value,
        strip_comments=True,
        link_rel=None,
        url_schemes=set(SAFE_SCHEMES),
    )
    return well_nested(joined(html.replace(_UNJUDGED, "").replace("&nbsp;", "\u00a0")))


def _good_value(tag: str, name: str, value: str) -> str | None:
    """The value of an attribute, None where it has to go."""
    return value if has_good_value(tag, name, value) else None


def with_cards(html: str) -> str:
    """HTML in which each frame of another site is a paragraph with a link to it.

    On loading, a page asks no third party for anything; a reader's click is consent.
    """
    pieces: list[str] = []
    position = 0
    while match := _IFRAME.search(html, position):
        pieces += [html[position : match.start()], card(match[1])]
        end = _IFRAME_END.search(html, match.end())
        position = end.end() if end else match.end()
    pieces.append(html[position:])
    return "".join(pieces)


def card(typed: str) -> str:
    """The link for a frame with these attributes; nothing where it leads to no web address."""
    attributes = attributes_of(typed)
    src = attributes.get("src", "").strip()
    address = f"https:{src}" if src.startswith("//") else src
    if not is_web_address(address):
        return ""
    words = attributes.get("title", "").strip() or urlsplit(address).hostname or address
    return f'<p class="embed-card"><a href="{escape(address)}">{escape(words, quote=False)}</a></p>'
