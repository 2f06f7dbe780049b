"""site.yaml's `newsletter`: where the form of a sign-up box is sent."""

from __future__ import annotations

from dataclasses import replace

from generator.model.site import Newsletter
from generator.model.values import FrozenMap
from generator.reading.addresses import WEB_ADDRESS
from generator.reading.decoders import LINE, by_name
from generator.reading.desk import Desk
from generator.reading.fields import Decoder, Field, mapping_of, table
from generator.reading.nodes import Node
from generator.urls import scheme


def _form_address(node: Node, desk: Desk, at: str) -> str | None:
    """Without TLS everybody on the way would see who signs up."""
    address = WEB_ADDRESS.read(node, desk, at)
    if address is None or scheme(address) == "https":
        return address
    message = "what readers fill in would be sent open to all on the way"
    desk.error("bad-address", message, node, at, "write the form's https:// address")
    return None


_HIDDEN: Decoder[FrozenMap] = by_name(
    LINE, "field", "a mapping of fields to what is sent in them", "{list: weekly}"
)
NEWSLETTER_TABLE = table(
    "the newsletter",
    Field(
        "action",
        replace(WEB_ADDRESS, read=_form_address),
        "Where the form of a sign-up box is sent",
        "https://news.example/subscribe",
        required=True,
    ),
    Field("field", LINE, "What the form calls the reader's address", "EMAIL", default="email"),
    Field("hidden", _HIDDEN, "What else the form sends", "{list: weekly}"),
)
NEWSLETTER: Decoder[Newsletter] = mapping_of(
    NEWSLETTER_TABLE,
    lambda values: Newsletter(**values),
    instead=lambda text: f"write newsletter: {{action: {text}}}",
)
