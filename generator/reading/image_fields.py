"""The fields of a picture: as front matter names one, and as the picture's own file tells it."""

from __future__ import annotations

import re

from generator.model.values import ImageRef
from generator.reading.addresses import FILE
from generator.reading.decoders import ALT, LINE, PROSE
from generator.reading.desk import Desk
from generator.reading.fields import Decoder, Field, mapping_of, table
from generator.reading.nodes import Node, Scalar, Sequence
from generator.reading.wording import in_quotes

_NUMBER = re.compile(r"[0-9]*\.?[0-9]{1,9}", re.ASCII)


def _focus(node: Node, desk: Desk, at: str) -> tuple[float, float] | None:
    items = node.items if isinstance(node, Sequence) else ()
    texts = [item.text for item in items if isinstance(item, Scalar) and not item.style]
    if len(items) == len(texts) == 2 and all(_NUMBER.fullmatch(text) for text in texts):
        left, top = (float(text) for text in texts)
        if left <= 1 and top <= 1:
            return left, top
    cure = "write how far from the left and from the top: focus: [0.4, 0.3]"
    desk.error("bad-focus", "`focus` takes two numbers from 0 to 1", node, at, cure)
    return None


FOCUS: Decoder[tuple[float, float]] = Decoder(
    "two numbers from 0 to 1",
    _focus,
    {
        "type": "array",
        "items": {"type": "number", "minimum": 0, "maximum": 1},
        "minItems": 2,
        "maxItems": 2,
    },
)

_DETAILS = (
    Field(
        "alt",
        ALT,
        "What the picture shows, for those who can't see it",
        "A grain ship at anchor before the Bosphorus bridge",
        'Required here or in the picture\'s own file; `alt: ""` marks decoration.',
    ),
    Field("caption", PROSE, "The line under the picture", "Waiting for a pilot, March 2025."),
    Field("credit", LINE, "Who made it", "Ana Berg / Meridian"),
    Field("licence", LINE, "The terms it is used on, in words or as an address", "CC BY 4.0"),
    Field(
        "focus",
        FOCUS,
        "The point to keep when the picture is cropped",
        "[0.4, 0.3]",
        "From the left and from the top, 0 to 1.",
    ),
)

IMAGE_TABLE = table(
    "a picture",
    Field(
        "src",
        FILE,
        "The picture's file, beside the text or from content/",
        "images/straits.jpg",
        "Never an address: a picture from elsewhere is copied into the site first.",
        required=True,
    ),
    *_DETAILS,
)

PICTURE_TABLE = table("a picture's own file", *_DETAILS)

IMAGE: Decoder[ImageRef] = mapping_of(
    IMAGE_TABLE,
    lambda values: ImageRef(**values),
    instead=lambda src: f"write image: {{src: {src}, alt: {in_quotes('what it shows')}}}",
)
