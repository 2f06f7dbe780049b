"""The allow-list: which HTML an author may write in a body, and which attributes.

What a story needs and no more: nothing that runs, nothing that is loaded from elsewhere, nothing
that changes how the rest of the page looks. A site's owner lifts it with `raw_html: trusted`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from generator.reading.markdown.tokens import listed

TAGS = listed(
    "a abbr aside b bdi bdo blockquote br caption cite code col colgroup dd del details dfn "
    "div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp "
    "rt ruby s samp section small span strong sub summary sup table tbody td tfoot th thead "
    "time tr u ul var wbr"
)

# Elements that go with all that is in them: none of it is meant to be read.
WHOLLY_REFUSED = listed(
    "applet audio base canvas embed frame frameset head iframe link math meta noembed "
    "noframes noscript object param script select source style svg template textarea title "
    "track video"
)

_EVERYWHERE = frozenset(("class", "dir", "id", "lang", "title"))
_NAMED = frozenset(("aria-label", "aria-labelledby", "aria-describedby"))
_BY_TAG: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "a": frozenset(("href", "hreflang", "name", "rel", "aria-label", "aria-describedby")),
        "aside": _NAMED,
        "blockquote": frozenset(("cite",)),
        "col": frozenset(("span",)),
        "colgroup": frozenset(("span",)),
        "del": frozenset(("cite", "datetime")),
        "details": frozenset(("open",)),
        "figure": _NAMED,
        "img": frozenset(("alt", "credit", "licence", "src")),
        "ins": frozenset(("cite", "datetime")),
        "li": frozenset(("value",)),
        "ol": frozenset(("reversed", "start", "type")),
        "q": frozenset(("cite",)),
        "section": _NAMED,
        "span": frozenset(("aria-hidden",)),
        "table": _NAMED,
        "td": frozenset(("align", "colspan", "headers", "rowspan")),
        "th": frozenset(("abbr", "align", "colspan", "headers", "rowspan", "scope")),
        "time": frozenset(("datetime",)),
    }
)

# Attributes that only some values of are allowed, for a tag or (as "*") for each.
VALUES: Mapping[str, Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "a": MappingProxyType({"role": frozenset(("doc-noteref", "doc-backlink"))}),
        "div": MappingProxyType({"role": frozenset(("doc-endnotes",))}),
        "img": MappingProxyType({"role": frozenset(("presentation", "none"))}),
    }
)

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_NUMBER = re.compile(r"-?[0-9]{1,6}")
_SHAPES: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "lang": _LANGUAGE,
        "hreflang": _LANGUAGE,
        "dir": re.compile(r"ltr|rtl|auto"),
        "id": re.compile(r"\S+"),
        "start": _NUMBER,
        "value": _NUMBER,
        "span": _NUMBER,
        "colspan": _NUMBER,
        "rowspan": _NUMBER,
        "type": re.compile(r"[1aAiI]"),
        "scope": re.compile(r"row|col|rowgroup|colgroup"),
        "aria-hidden": re.compile(r"true|false"),
    }
)

ATTRIBUTES: Mapping[str, frozenset[str]] = MappingProxyType({"*": _EVERYWHERE, **_BY_TAG})

# An attribute list stands behind what Markdown wrote; where that leads is for Markdown to say.
_NOT_IN_LISTS = frozenset(("href", "src", "name"))


def is_allowed(tag: str, name: str, value: str) -> bool:
    """Whether an attribute list may give the attribute to an element."""
    if name in _NOT_IN_LISTS or not is_attribute(tag, name):
        return False
    return has_good_value(tag, name, value)


def is_attribute(tag: str, name: str) -> bool:
    """Whether the element may have an attribute of that name."""
    return name in _EVERYWHERE or name in _BY_TAG.get(tag, ()) or name in VALUES.get(tag, ())


def has_good_value(tag: str, name: str, value: str) -> bool:
    """Whether the value is one that the attribute can have."""
    if name in VALUES.get(tag, ()):
        return value in VALUES[tag][name]
    shape = _SHAPES.get(name)
    return shape is None or bool(shape.fullmatch(value))
