"""Decoders of where the site stands: its address, its clock, the shape of its URLs."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo, available_timezones

from generator import urls
from generator.problems import did_you_mean, nearest, sentences
from generator.reading.addresses import HOST, WEB_SCHEMA
from generator.reading.decoders import parsed
from generator.reading.desk import Desk
from generator.reading.fields import Decoder
from generator.reading.nodes import Mapping, Node, is_blank
from generator.reading.telling import cure_with_key
from generator.reading.text import CONTROL
from generator.reading.wording import listed, shortened


def _base_url(text: str, node: Node, desk: Desk, at: str) -> str | None:
    fault, cure = _fault_of_base_url(text)
    if fault:
        desk.error("bad-address", fault, node, at, cure)
        return None
    if private := urls.closed_to_readers(text):
        cure = "right for a rehearsal; with --strict such a site is not built"
        desk.warn("private-base-url", f"readers can't reach this site: {private}", node, at, cure)
    parts = urlsplit(text)
    scheme, host = parts.scheme.lower(), urls.ascii_host(parts.hostname or "")
    host = f"[{host}]" if ":" in host else host
    port = f":{parts.port}" if parts.port and parts.port != _USUAL_PORTS[scheme] else ""
    return f"{scheme}://{host}{port}{urls.encoded(unquote(parts.path).rstrip('/'))}"


_USUAL_PORTS = {"http": 80, "https": 443}


def _fault_of_base_url(text: str) -> tuple[str, str]:
    """What keeps an address from being a site's, and the cure; both empty where nothing does."""
    if not urls.is_web_address(text):
        cure = "write where the site will stand, such as https://example.org"
        cure = cure_with_key("base_url", f"https://{text}") if HOST.fullmatch(text) else cure
        return f'"{shortened(text)}" is no web address', cure
    parts = urlsplit(text)
    if "?" in text or "#" in text:
        return "`base_url` has a query or a fragment", "end it before the ? or #"
    if parts.username is not None or parts.password is not None:
        return "`base_url` has a user's name in it", "leave out what stands before the @"
    if not urls.ascii_host(parts.hostname or ""):
        fault = f'`base_url` has a host that is none: "{shortened(parts.hostname or "")}"'
        return fault, "write it as it is registered, another script perhaps in its xn-- form"
    if not _is_base_path(parts.path):
        return "`base_url` has a path that is none", "write it as browsers show it"
    return "", ""


def _is_base_path(path: str) -> bool:
    """Whether a path can stand before every URL: folders by their names, escapes that are some.

    `*` and `:` are wildcards in the rules of hosts (`_headers`, `_redirects`).
    """
    if re.search(r"%(?![0-9A-Fa-f]{2})|%2[Ff]", path):
        return False
    try:
        plain = unquote(path, errors="strict")
    except UnicodeDecodeError:
        return False
    folders = plain.removeprefix("/").removesuffix("/").split("/")
    return (
        not CONTROL.search(plain)
        and not set(plain) & set("\\?#*:")
        and (folders == [""] or not {"", ".", ".."} & set(folders))
    )


BASE_URL: Decoder[str] = parsed("a web address", _base_url, WEB_SCHEMA)

_ZONE = re.compile(r"[A-Z][\w+-]*(?:/[A-Z][\w+-]*){0,2}", re.ASCII)


def _timezone(text: str, node: Node, desk: Desk, at: str) -> str | None:
    if _is_zone(text):
        return text
    cure = sentences(_nearest_zone(text.replace(" ", "_")), _ZONES)
    desk.error("bad-timezone", f'there is no time zone "{shortened(text)}"', node, at, cure)
    return None


_ZONES = "a zone is named by a city, and knows when clocks change: Europe/Kyiv"
# Names that tzdata keeps for old programs, and that nobody should be led to.
_FORMER = frozenset(
    ("Europe/Kiev", "Asia/Calcutta", "Asia/Katmandu", "Asia/Rangoon", "Asia/Saigon", "Asia/Dacca")
)


def _nearest_zone(typed: str) -> str:
    """The zone that was meant by a name, a city or a misspelt one; never by `CEST` or `UTC+2`."""
    zones = {zone for zone in available_timezones() if zone[0].isupper() and "/" in zone}
    zones = {zone for zone in zones if not zone.startswith(("Etc/", "SystemV/"))} - _FORMER
    cities = {zone.rpartition("/")[2]: zone for zone in sorted(zones, reverse=True)}
    near = nearest(typed, zones)
    if not near and len(typed) > 3 and not (typed.isupper() or re.search(r"[0-9+]", typed)):
        near = cities.get(nearest(typed, cities), "")
    return f'did you mean "{near}"?' if near else ""


def _is_zone(name: str) -> bool:
    """Whether the zone is known; folders, and files that are no zones, are not."""
    if not _ZONE.fullmatch(name) or name == "Factory":
        return False
    try:
        ZoneInfo(name)
    except (KeyError, OSError, ValueError):
        return False
    return True


TIMEZONE: Decoder[str] = parsed("a time zone", _timezone, {"type": "string", "pattern": "^[A-Z]"})

PLACEHOLDERS = ("slug", "year", "month", "day", "section")
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def _permalink(text: str, node: Node, desk: Desk, at: str) -> str | None:
    names = _PLACEHOLDER.findall(text)
    unknown = next((name for name in names if name not in PLACEHOLDERS), None)
    meant = f"/{re.sub(r'[.]html?/?$', '', text).strip('/')}/"
    meant = meant if _is_permalink(meant) else "/{year}/{month}/{slug}/"
    fault = cure = ""
    if unknown is not None:
        fault = f'a permalink has no "{{{unknown}}}"'
        known = listed(tuple(f"{{{name}}}" for name in PLACEHOLDERS))
        cure = sentences(did_you_mean(unknown, PLACEHOLDERS), f"it may hold {known}")
    elif "slug" not in names:
        fault, cure = "a permalink must hold {slug}", cure_with_key(at, meant)
    elif not (text.startswith("/") and text.endswith("/")):
        fault = "a permalink begins and ends with /"
        cure = cure_with_key(at, meant)
    elif not _is_permalink(text):
        fault = "a permalink is folders of letters, digits and hyphens"
        cure = cure_with_key(at, meant)
    if fault:
        desk.error("bad-permalink", fault, node, at, cure)
        return None
    return text


def _is_permalink(text: str) -> bool:
    rest = _PLACEHOLDER.sub("x", text)
    is_plain = re.fullmatch(r"[\w/.~-]+", rest) and not {".", ".."} & set(rest.split("/"))
    return "{slug}" in text and "//" not in rest and bool(is_plain)


_PATTERN = parsed(
    "a pattern of a path",
    _permalink,
    {"type": "string", "pattern": r"^/(.*/)?[^/]*\{slug\}.*/$"},
)


def _pattern_or_braces(node: Node, desk: Desk, at: str) -> str | None:
    """To YAML a bare `{slug}` is a mapping."""
    if isinstance(node, Mapping) and len(node.pairs) == 1 and is_blank(node.pairs[0][1]):
        return _permalink(f"{{{node.pairs[0][0].text}}}", node, desk, at)
    return _PATTERN.read(node, desk, at)


PERMALINK = replace(_PATTERN, read=_pattern_or_braces)
