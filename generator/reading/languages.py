"""Language tags (BCP 47, RFC 5646): well formed, in their customary letters, or told."""

from __future__ import annotations

import re

from generator.reading.decoders import parsed
from generator.reading.desk import Desk
from generator.reading.fields import Decoder
from generator.reading.nodes import Node
from generator.reading.telling import cure_with_key
from generator.reading.wording import named, shortened

# RFC 5646, 2.1, without grandfathered and private tags and the 4 to 8 letter subtags that are
# reserved: a writer who types "english" means no tag.
_TAG = re.compile(
    r"(?P<language>[a-z]{2,3})(?P<extended>(?:-[a-z]{3}){0,3})(?:-(?P<script>[a-z]{4}))?"
    r"(?:-(?P<region>[a-z]{2}|[0-9]{3}))?"
    r"(?P<rest>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(?:-[0-9a-wy-z](?:-[a-z0-9]{2,8})+)*"
    r"(?:-x(?:-[a-z0-9]{1,8})+)?)",
    re.ASCII,
)
_LONGEST = 35
SCHEMA_PATTERN = r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$"

# Codes of countries that are no codes of languages, and the language that is meant.
_COUNTRIES = {
    "ua": "uk",
    "jp": "ja",
    "cn": "zh",
    "cz": "cs",
    "gr": "el",
    "dk": "da",
    "vn": "vi",
    "ir": "fa",
    "il": "he",
    "rs": "sr",
    "us": "en-US",
    "gb": "en-GB",
}


def language_tag(text: str) -> str | None:
    """The tag in its customary letters (`pt-br` is `pt-BR`), or None where it is none."""
    match = _TAG.fullmatch(text.lower()) if len(text) <= _LONGEST else None
    if not match or match["language"] in _COUNTRIES:
        return None
    parts = [match["language"] + match["extended"]]
    if match["script"]:
        parts.append(match["script"].title())
    if match["region"]:
        parts.append(match["region"].upper())
    return "-".join(parts) + match["rest"]


def _nearest(text: str) -> str:
    dashed = text.replace("_", "-").split(".", 1)[0].lower()
    meant = _COUNTRIES.get(dashed) or language_tag(dashed)
    return meant or ""


def _language(text: str, node: Node, desk: Desk, at: str) -> str | None:
    tag = language_tag(text)
    if tag is None:
        meant = _nearest(text)
        cure = cure_with_key(at, meant) if meant else "write a tag such as en, pt-BR or zh-Hant"
        message = f'{named(at)} takes a language tag; "{shortened(text)}" is none'
        desk.error("bad-language", message, node, at, cure)
    return tag


LANGUAGE: Decoder[str] = parsed(
    "a language tag", _language, {"type": "string", "pattern": SCHEMA_PATTERN}
)
