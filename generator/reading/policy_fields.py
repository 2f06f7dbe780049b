"""site.yaml's `content_security_policy`: other origins that pages may load from or send to."""

from __future__ import annotations

import re

from generator import urls
from generator.model.values import FrozenMap
from generator.reading.addresses import HOST
from generator.reading.decoders import TEXT_SCHEMA, list_of, parsed
from generator.reading.desk import Desk
from generator.reading.fields import Decoder, Field, mapping_of, table
from generator.reading.nodes import Node
from generator.reading.wording import as_item, shortened

# A host source (Content Security Policy Level 3, section 2.3.1), and the path that it may not have.
_ORIGIN = re.compile(r"(https?://(?:\*\.)?)([^/?#*@:\s;,]+)(:[0-9]{1,5})?([/?#].*)?")


def _origin(text: str, node: Node, desk: Desk, at: str) -> str | None:
    found = _ORIGIN.fullmatch(f"https://{text}" if HOST.fullmatch(text) else text)
    host = urls.ascii_host(found[2]) if found else ""
    if not found or not host:
        cure = "write scheme and host, such as https://news.example"
        desk.error("bad-address", f'"{shortened(text)}" is no origin', node, at, cure)
        return None
    origin = f"{found[1]}{host}{found[3] or ''}"
    if "://" not in text or (found[4] or "/") != "/":
        message = f'"{shortened(text)}" is no origin: that is a scheme and a host'
        desk.error("bad-address", message, node, at, f"write {as_item(origin)}")
        return None
    return origin


_ORIGINS = list_of(parsed("an origin", _origin, TEXT_SCHEMA), "a list of origins")
POLICY_TABLE = table(
    "the content security policy",
    Field("connect-src", _ORIGINS, "Scripts may ask there", "[https://stats.example]"),
    Field("font-src", _ORIGINS, "Fonts may come from there", "[https://fonts.example]"),
    Field("form-action", _ORIGINS, "Forms may be sent there", "[https://news.example]"),
    Field("frame-src", _ORIGINS, "Frames may show pages from there", "[https://maps.example]"),
    Field("img-src", _ORIGINS, "Pictures may come from there", "[https://*.tiles.example]"),
    Field("media-src", _ORIGINS, "Sound and film may come from there", "[https://audio.example]"),
    Field("script-src", _ORIGINS, "Scripts may come from there", "[https://stats.example]"),
    Field("style-src", _ORIGINS, "Style sheets may come from there", "[https://fonts.example]"),
)
CONTENT_SECURITY_POLICY: Decoder[FrozenMap] = mapping_of(POLICY_TABLE, FrozenMap)
