"""The allow-list: which HTML an author may write in a body, and which attributes.

What a story needs and no more: nothing that runs, nothing that is loaded from elsewhere, nothing
that changes how the rest of the page looks. A site's owner lifts it with `raw_html: trusted`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from generator.reading.language_tags import language_tag
from generator.reading.markdown.tokens import listed
from generator.urls import is_web_address, web_address

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

_NUMBER = re.compile(r"-?[0-9]{1,6}")
_SPAN = re.compile(r"[1-9][0-9]{0,2}|1000")  # HTML 4.9.11

# A date with or without a time (HTML 2.3.5); a <time> may hold a part of one or a duration too.
_MOMENT = r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ](?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?%s)?"
_ZONE = r"(?:Z|[+-](?:[01][0-9]|2[0-3]):?[0-5][0-9])"
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_EDITED = re.compile(_MOMENT % _ZONE)
_TIME = re.compile(
    rf"{_MOMENT % f'{_ZONE}?'}|[0-9]{{4}}(?:-(?:0[1-9]|1[0-2]))?|(?:[01][0-9]|2[0-3]):[0-5][0-9]"
    r"|P(?=[0-9T])(?:[0-9]{1,4}D)?(?:T(?=[0-9])(?:[0-9]{1,4}H)?(?:[0-9]{1,4}M)?(?:[0-9]{1,4}S)?)?"
)
_SHAPES: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "dir": re.compile(r"ltr|rtl|auto"),
        "id": re.compile(r"\S+"),
        "start": _NUMBER,
        "value": _NUMBER,
        "span": _SPAN,
        "colspan": _SPAN,
        "rowspan": _SPAN,
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
    if name == "datetime":
        return _is_moment(value, _TIME if tag == "time" else _EDITED)
    if name in ("lang", "hreflang"):
        return language_tag(value) is not None
    if name == "cite":
        return is_web_address(value) and value == web_address(value)
    shape = _SHAPES.get(name)
    return shape is None or bool(shape.fullmatch(value))


def _is_moment(value: str, shape: re.Pattern[str]) -> bool:
    if not shape.fullmatch(value) or value.startswith("0000"):
        return False
    try:
        day = _DAY.match(value)
        return not day or bool(date.fromisoformat(day[0]))
    except ValueError:
        return False
