"""Decoders of where the site stands: its address, its clock, the shape of its URLs."""

from __future__ import annotations

import re
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from generator import urls
from generator.problems import did_you_mean, sentences
from generator.reading.addresses import WEB_SCHEMA
from generator.reading.decoders import parsed
from generator.reading.desk import Desk
from generator.reading.fields import Decoder
from generator.reading.nodes import Node
from generator.reading.telling import cure_with_key
from generator.reading.wording import listed, shortened


def _base_url(text: str, node: Node, desk: Desk, at: str) -> str | None:
    fault = cure = ""
    if not urls.is_web_address(text):
        fault = f'"{shortened(text)}" is no web address'
        cure = "write where the site will stand, such as https://example.org"
    else:
        parts = urlsplit(text)
        if parts.query or parts.fragment or "?" in text or "#" in text:
            fault, cure = "`base_url` has a query or a fragment", "end it before the ? or #"
        elif parts.username is not None or parts.password is not None:
            fault, cure = "`base_url` has a user's name in it", "leave out what stands before the @"
        elif ".." in parts.path.split("/") or "//" in parts.path:
            fault, cure = "`base_url` has a path that is none", "write it as browsers show it"
        else:
            host = parts.netloc.lower()
            return f"{parts.scheme.lower()}://{host}{parts.path.rstrip('/')}"
    desk.error("bad-address", fault, node, at, cure)
    return None


BASE_URL: Decoder[str] = parsed("a web address", _base_url, WEB_SCHEMA)

_ZONE = re.compile(r"[A-Z][\w+-]*(?:/[A-Z][\w+-]*){0,2}", re.ASCII)


def _timezone(text: str, node: Node, desk: Desk, at: str) -> str | None:
    if _is_zone(text):
        return text
    near = did_you_mean(text.replace(" ", "_"), available_timezones())
    cure = sentences(near, "time zones have names such as Europe/Kyiv")
    desk.error("bad-timezone", f'there is no time zone "{shortened(text)}"', node, at, cure)
    return None


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
    rest = _PLACEHOLDER.sub("x", text)
    fault = cure = ""
    if unknown is not None:
        fault = f'a permalink has no "{{{unknown}}}"'
        known = listed(tuple(f"{{{name}}}" for name in PLACEHOLDERS))
        cure = sentences(did_you_mean(unknown, PLACEHOLDERS), f"it may hold {known}")
    elif "slug" not in names:
        fault, cure = "a permalink must hold {slug}", cure_with_key(at, "/{year}/{month}/{slug}/")
    elif not (text.startswith("/") and text.endswith("/")):
        fault = "a permalink begins and ends with /"
        cure = cure_with_key(at, f"/{text.strip('/')}/")
    elif "//" in rest or not re.fullmatch(r"[\w/.~-]+", rest) or {".", ".."} & set(rest.split("/")):
        fault = "a permalink is folders of letters, digits and hyphens"
        cure = cure_with_key(at, "/{year}/{month}/{slug}/")
    if fault:
        desk.error("bad-permalink", fault, node, at, cure)
        return None
    return text


PERMALINK: Decoder[str] = parsed(
    "a pattern of a path",
    _permalink,
    {"type": "string", "pattern": r"^/(.*/)?[^/]*\{slug\}.*/$"},
)
