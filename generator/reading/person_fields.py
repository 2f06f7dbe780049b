"""The fields of people: a person's own file, a guest written out in an article, lists of both."""

from __future__ import annotations

from generator.model.body import Body
from generator.model.people import Credit, Guest, PersonRef
from generator.reading.addresses import EMAIL, WEB_ADDRESS
from generator.reading.decoders import (
    FLAG,
    LINE,
    ONE_TEXT,
    PROSE,
    TEXT_SCHEMA,
    by_name,
    list_of,
    text_of,
)
from generator.reading.desk import Desk
from generator.reading.extra import EXTRA
from generator.reading.fields import Decoder, Field, mapping_of, table
from generator.reading.image_fields import IMAGE
from generator.reading.languages import LANGUAGE
from generator.reading.nodes import Mapping, Node, Scalar, is_blank
from generator.reading.telling import cure_with_key, wrong_type
from generator.reading.wording import as_item, in_quotes, shortened


def _bio(node: Node, desk: Desk, at: str) -> Body | None:
    if not isinstance(node, Scalar):
        wrong_type(node, desk, at, ONE_TEXT)
        return None
    return desk.read_bio(node, at)


_NAME = Field(
    "name",
    LINE,
    "The name as it is printed",
    "Lilly Larkin",
    required=True,
    also=("full_name", "author"),
)
_ROLE = Field(
    "role",
    PROSE,
    "What the person does",
    "Foreign correspondent",
    also=("title", "position", "job", "job_title"),
)
_PORTRAIT = Field(
    "image",
    IMAGE,
    "A portrait",
    "{src: images/people/lilly.jpg, alt: Portrait of Lilly Larkin}",
    also=("photo", "picture", "portrait", "avatar"),
)

GUEST_TABLE = table(
    "a guest",
    _NAME,
    _ROLE,
    Field(
        "bio",
        Decoder("Markdown", _bio, TEXT_SCHEMA),
        "Who the guest is, for the card under the article",
        "Teaches the law of the sea in Lagos.",
    ),
    Field("url", WEB_ADDRESS, "The guest's own site", "https://example.org/ada"),
    _PORTRAIT,
)

_GUEST = mapping_of(GUEST_TABLE, lambda values: Guest(**values))


def _person(node: Node, desk: Desk, at: str) -> PersonRef | None:
    return _GUEST.read(node, desk, at) if isinstance(node, Mapping) else text_of(node, desk, at)


PERSON: Decoder[PersonRef] = Decoder(
    "a person",
    _person,
    {"anyOf": [LINE.schema, _GUEST.schema]},
    GUEST_TABLE,
)
PEOPLE: Decoder[tuple[PersonRef, ...]] = list_of(PERSON, "a list of people")

_OWN_KEYS = ("authors", "editors")


def _credits(node: Node, desk: Desk, at: str) -> tuple[Credit, ...] | None:
    if not isinstance(node, Mapping):
        who = as_item(node.text) if isinstance(node, Scalar) else "ana-berg"
        cure = cure_with_key(at, f"{{photography: [{who}]}}")
        wrong_type(node, desk, at, "a mapping of roles", f"say what they did, too: {cure}")
        return None
    found: dict[str, Credit] = {}
    for key, value in node.pairs:
        role = text_of(key, desk, at)
        place = f"{at}.{role}"
        if role is None:
            continue
        if role in _OWN_KEYS:
            message = f"`{role}` is a key of its own, not a role in `credits`"
            desk.error("unknown-key", message, key, place, f"move it out of `{at}`")
        elif not role:
            cure = "write what the people did, such as photography"
            desk.error("unknown-key", "this role has no name", key, at, cure)
        elif role in found:
            message = f"the role `{shortened(role)}` stands here a second time"
            desk.error("duplicate-key", message, key, place, "put all its people in one list")
        elif not is_blank(value):
            desk.places[place] = desk.span(value)
            if people := PEOPLE.read(value, desk, place):
                found[role] = Credit(role, people)
    return tuple(found.values())


CREDITS: Decoder[tuple[Credit, ...]] = Decoder(
    "a mapping of roles to lists of people",
    _credits,
    {
        "type": "object",
        "additionalProperties": {"anyOf": [PEOPLE.schema, {"type": "null"}]},
        "properties": dict.fromkeys(_OWN_KEYS, False),
    },
)


LINKS = by_name(
    WEB_ADDRESS,
    "link",
    "a mapping of names to web addresses",
    "{website: https://example.org}",
)

AUTHOR_TABLE = table(
    "a person",
    _NAME,
    _ROLE,
    _PORTRAIT,
    Field("email", EMAIL, "Where readers may write", "lilly@example.org", also=("mail", "e_mail")),
    Field("signal", LINE, "A Signal name or number", in_quotes("lilly.42")),
    Field(
        "links",
        LINKS,
        "The person elsewhere: a service, or `website`, with its address",
        "{mastodon: https://example.social/@lilly, website: https://example.org}",
        also=("url", "website", "homepage", "twitter", "mastodon", "social"),
    ),
    Field(
        "languages",
        list_of(LANGUAGE, "a list of language tags"),
        "The languages that the person works in",
        "[en, th]",
    ),
    Field("noindex", FLAG, "Ask search engines to leave the page out", "true", default="false"),
    Field("extra", EXTRA, "Free data for the site's own layouts", "{beat: borders}"),
)
