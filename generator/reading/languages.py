"""The decoder of a language, which is told with the tag that was meant."""

from __future__ import annotations

from generator.reading.decoders import parsed
from generator.reading.desk import Desk
from generator.reading.fields import Decoder
from generator.reading.language_tags import language_tag, nearest_tag
from generator.reading.nodes import Node
from generator.reading.telling import cure_with_key
from generator.reading.wording import named, shortened

SCHEMA_PATTERN = r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$"


def _language(text: str, node: Node, desk: Desk, at: str) -> str | None:
    tag = language_tag(text)
    if tag is None:
        meant = nearest_tag(text)
        cure = cure_with_key(at, meant) if meant else "write a tag such as en, pt-BR or zh-Hant"
        message = f'{named(at)} takes a language tag; "{shortened(text)}" is none'
        desk.error("bad-language", message, node, at, cure)
    return tag


LANGUAGE: Decoder[str] = parsed(
    "a language tag", _language, {"type": "string", "pattern": SCHEMA_PATTERN}
)
