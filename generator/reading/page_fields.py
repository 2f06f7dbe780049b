"""The keys that every page with a header has, and with them a standing page's table."""

from __future__ import annotations

from generator.model.values import Social
from generator.reading.addresses import ALIAS, LAYOUT, WEB_ADDRESS
from generator.reading.dates import DATE
from generator.reading.decoders import FLAG, PROSE, TEXT_SCHEMA, list_of
from generator.reading.desk import Desk
from generator.reading.extra import EXTRA
from generator.reading.fields import Decoder, Field, mapping_of, table
from generator.reading.image_fields import IMAGE
from generator.reading.languages import LANGUAGE
from generator.reading.nodes import Node

LONG_TITLE = 200


def _title(node: Node, desk: Desk, at: str) -> str | None:
    title = PROSE.read(node, desk, at)
    if title and len(title) > LONG_TITLE:
        message = f"the title has {len(title)} characters"
        desk.warn("long-title", message, node, at, "search results and cards show about 70")
    return title


TITLE = Field(
    "title",
    Decoder(PROSE.words, _title, TEXT_SCHEMA),
    "The headline, the page's only h1",
    "How a frozen treaty keeps the straits open",
    "One line; a warning above 200 characters.",
    required=True,
    also=("headline", "name", "heading"),
)
SUMMARY = Field(
    "summary",
    PROSE,
    "The standfirst, the feed's description, the search result",
    "One or two sentences that say why to read on.",
    also=("description", "standfirst", "excerpt", "subtitle", "dek", "lede", "lead", "abstract"),
)
PICTURE = Field(
    "image",
    IMAGE,
    "The lead picture",
    "{src: images/straits.jpg, alt: Ships at anchor, focus: [0.4, 0.3]}",
    also=("picture", "photo", "cover", "featured_image", "hero", "thumbnail"),
)
UPDATED = Field(
    "updated",
    DATE,
    "The last update that matters to readers",
    "2026-03-04 16:00",
    "Never a file's date; a warning when it is earlier than the release.",
    also=("lastmod", "modified", "last_modified", "updated_at"),
)
DRAFT = Field(
    "draft",
    FLAG,
    "Keeps the text out of the output",
    "true",
    "The faults of a draft are warnings.",
    "false",
    gates=True,
    also=("status", "unpublished", "private", "hidden", "wip"),
)

SOCIAL_TABLE = table(
    "the social card",
    Field("title", PROSE, "The headline of a shared link", "Who keeps the straits open"),
    Field("description", PROSE, "Its text", "A treaty of 1936 still decides."),
    Field("image", IMAGE, "Its picture", "{src: images/card.jpg, alt: A strait from above}"),
)
SOCIAL: Decoder[Social] = mapping_of(SOCIAL_TABLE, lambda values: Social(**values))

PLACING = (
    Field(
        "aliases",
        list_of(ALIAS, "a list of paths"),
        "Old URLs that lead here",
        "[/2019/05/old-name/]",
        "Paths that begin with `/`, without host; those with a query go to the host file only.",
        also=("redirect_from", "redirects", "old_urls"),
    ),
    Field(
        "language",
        LANGUAGE,
        "The text's language",
        "pt-BR",
        "A BCP 47 tag; sets direction and typography.",
        "the site's",
        also=("lang", "locale"),
    ),
    Field(
        "layout",
        LAYOUT,
        "Another layout than the kind of page has",
        "longread",
        "A file in layouts/, with or without `.html`.",
        also=("template",),
    ),
    Field("noindex", FLAG, "Ask search engines to leave the page out", "true", default="false"),
    Field(
        "canonical",
        WEB_ADDRESS,
        "Where the text was published first",
        "https://example.org/first",
        "An absolute address.",
    ),
    Field(
        "social",
        SOCIAL,
        "What a shared link shows instead of headline, summary and picture",
        "{title: Who keeps the straits open}",
    ),
    Field("toc", FLAG, "A table of contents, or none", "true", default="the layout's choice"),
    Field("extra", EXTRA, "Free data for the site's own layouts", "{beat: borders, maps: 3}"),
)

PAGE_TABLE = table("a standing page", TITLE, SUMMARY, UPDATED, PICTURE, DRAFT, *PLACING)
