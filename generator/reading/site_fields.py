"""Every key of site.yaml: what it takes, what it means, the rule it is held to."""

from __future__ import annotations

import re

from generator.model.site import (
    FeedOptions,
    FileOptions,
    Fonts,
    ImageOptions,
    MarkdownOptions,
    PageWidth,
    RawHtml,
    Theme,
)
from generator.reading.addresses import FILE, WEB_ADDRESS
from generator.reading.decoders import (
    FLAG,
    LINE,
    PROSE,
    TEXT_SCHEMA,
    choice,
    list_of,
    parsed,
    whole_number,
)
from generator.reading.desk import Desk
from generator.reading.extra import EXTRA
from generator.reading.fields import Field, mapping_of, table
from generator.reading.languages import LANGUAGE
from generator.reading.newsletter_fields import NEWSLETTER
from generator.reading.nodes import Node
from generator.reading.policy_fields import CONTENT_SECURITY_POLICY
from generator.reading.publisher_fields import MENU, PUBLISHER
from generator.reading.site_addresses import BASE_URL, PERMALINK, TIMEZONE
from generator.reading.site_sections import DECLARED_SERIES, SECTIONS, TAGS
from generator.reading.telling import cure_with_key
from generator.reading.wording import shortened

FEEDS_TABLE = table(
    "the feeds",
    Field("count", whole_number(1, 100), "How many stories a feed has", "30", default="30"),
    Field("full_text", FLAG, "Whether the main feeds carry whole stories", "true", default="true"),
    Field("hub", WEB_ADDRESS, "A WebSub hub", "https://hub.example.org/"),
)
IMAGES_TABLE = table(
    "the pictures",
    Field(
        "max_pixels",
        whole_number(1, 1_000_000_000),
        "The most pixels that a picture may have",
        "60000000",
        "More is an error: such files are made to exhaust machines.",
        "60000000",
    ),
    Field("quality", whole_number(1, 100), "How finely pictures are written", "85", default="85"),
)
MARKDOWN_TABLE = table(
    "how texts are read",
    Field(
        "raw_html",
        choice(RawHtml),
        "What happens to HTML in a text",
        "clean",
        "`trusted` lets everything through, scripts too.",
        "clean",
    ),
    Field("typography", FLAG, "Set quotes, dashes and spaces by language", "true", default="true"),
)


def _glob(text: str, node: Node, desk: Desk, at: str) -> str | None:
    return None if FILE.read(node, desk, at) is None else text.lstrip("/")


_GLOBS = list_of(parsed("a pattern of paths", _glob, TEXT_SCHEMA), "a list of patterns")
FILES_TABLE = table(
    "the documents",
    Field("always", _GLOBS, "Published though nothing refers to them", "[files/charter.pdf]"),
    Field("uncleaned", _GLOBS, "Published though they can't be cleaned", "[files/data/*.ods]"),
)


def _colour(text: str, node: Node, desk: Desk, at: str) -> str | None:
    if re.fullmatch(r"#[0-9a-fA-F]{6}", text):
        return text.lower()
    digits = text.lstrip("#").lower()
    if re.fullmatch(r"[0-9a-f]{3}", digits):
        digits = "".join(digit * 2 for digit in digits)
    is_near = re.fullmatch(r"[0-9a-f]{6}", digits)
    cure = cure_with_key(at, f'"#{digits}"') if is_near else 'write it as "#1a5fb4"'
    desk.error("bad-colour", f'"{shortened(text)}" is no colour', node, at, cure)
    return None


_COLOUR = parsed("a colour", _colour, {"type": "string", "pattern": "^#[0-9a-fA-F]{6}$"})
THEME_TABLE = table(
    "the look",
    Field("accent", _COLOUR, "The colour of links and rules", '"#1a5fb4"', "In quotes."),
    Field("icon", FILE, "The site's icon", "images/icon.png", "A file under content/."),
    Field(
        "fonts",
        choice(Fonts),
        "Which faces pages are set in",
        "system",
        "`system` is for those of the reader's machine: 50 to 90 kB less to load.",
        "bundled",
    ),
    Field("width", choice(PageWidth), "How wide pages are", "narrow", default="wide"),
)

SITE_TABLE = table(
    "site.yaml",
    Field("title", LINE, "The publication's name", "The Meridian", required=True),
    Field(
        "base_url",
        BASE_URL,
        "Where the site will stand",
        "https://example.org",
        "Absolute; a path in it precedes every URL.",
        required=True,
    ),
    Field("language", LANGUAGE, "The language of most texts", "en", "A BCP 47 tag.", required=True),
    Field(
        "timezone",
        TIMEZONE,
        "The newsroom's clock",
        "Europe/Kyiv",
        "An IANA name; times without an offset are in it.",
        required=True,
    ),
    Field("description", PROSE, "What the publication is", "Long reads on borders and water."),
    Field("logo", FILE, "The publisher's logo", "images/logo.png", "A file under content/."),
    Field(
        "image",
        FILE,
        "Stands in where a story has no picture",
        "images/cover.jpg",
        "A file under content/.",
    ),
    Field(
        "sections",
        SECTIONS,
        "The sections, in order",
        "{world: World, waters: {title: 'Rivers, Seas', description: Water shared.}}",
        "Names, or ids with a title or `{title, description}`; then no others may be used.",
    ),
    Field(
        "tags",
        TAGS,
        "Tags with a spelling of their own",
        "{treaties: {title: Treaties, aliases: [Treaty]}}",
        "Aliases fold other spellings into one tag.",
    ),
    Field(
        "series",
        DECLARED_SERIES,
        "The series, with their names",
        "{straits: {title: The Straits Papers, description: Who may pass.}}",
        "Ids with a title or `{title, description}`; then no others may be used.",
    ),
    Field(
        "permalink",
        PERMALINK,
        "The shape of articles' URLs",
        "/{year}/{month}/{slug}/",
        "Must hold {slug}; may hold {year}, {month}, {day}, {section}.",
        "/{year}/{month}/{slug}/",
    ),
    Field(
        "per_page", whole_number(1, 1000), "How many stories a list page has", "20", default="20"
    ),
    Field("related", whole_number(0, 20), "How many related stories, at most", "4", default="4"),
    Field(
        "publisher",
        PUBLISHER,
        "Who publishes",
        "{name: The Meridian, policies: {about: about}}",
    ),
    Field(
        "menu",
        MENU,
        "The menu, in order",
        "[world, {title: About, to: pages/about.md}]",
        default="the sections",
    ),
    Field(
        "feeds",
        mapping_of(FEEDS_TABLE, lambda values: FeedOptions(**values)),
        "The feeds",
        "{count: 30}",
    ),
    Field(
        "images",
        mapping_of(IMAGES_TABLE, lambda values: ImageOptions(**values)),
        "What pictures may be",
        "{quality: 85}",
    ),
    Field(
        "markdown",
        mapping_of(MARKDOWN_TABLE, lambda values: MarkdownOptions(**values)),
        "How texts are read",
        "{typography: true}",
    ),
    Field(
        "files",
        mapping_of(FILES_TABLE, lambda values: FileOptions(**values)),
        "Which documents are published",
        "{always: [files/charter.pdf]}",
    ),
    Field(
        "theme",
        mapping_of(THEME_TABLE, lambda values: Theme(**values)),
        "The few looks that need no layout",
        "{accent: '#1a5fb4'}",
    ),
    Field(
        "newsletter",
        NEWSLETTER,
        "Where readers sign up",
        "{action: https://news.example/subscribe}",
        "The form of the block `signup`.",
    ),
    Field(
        "content_security_policy",
        CONTENT_SECURITY_POLICY,
        "Where pages may load from or send to",
        "{form-action: [https://news.example]}",
        "Besides the site itself; written into _headers.",
    ),
    Field("extra", EXTRA, "Free data for the site's own layouts", "{fund: {goal: 9000}}"),
)
