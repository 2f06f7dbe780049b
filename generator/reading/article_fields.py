"""Every key of an article's header: what it takes, what it means, the rule it is held to."""

from __future__ import annotations

from generator import urls
from generator.model.article import Kind
from generator.model.values import RelatedRef, SeriesPart
from generator.reading.addresses import ARTICLE, SLUG, WEB_ADDRESS
from generator.reading.dates import DATE, NOTICES
from generator.reading.decoders import (
    LINE,
    ONE_TEXT,
    PROSE,
    TEXT_SCHEMA,
    choice,
    list_of,
    parsed,
    text_of,
    whole_number,
)
from generator.reading.desk import Desk
from generator.reading.fields import Decoder, Field, mapping_of, table
from generator.reading.nodes import Mapping, Node, Scalar
from generator.reading.page_fields import DRAFT, PICTURE, PLACING, SUMMARY, TITLE, UPDATED
from generator.reading.person_fields import CREDITS, PEOPLE
from generator.reading.telling import cure_with_key, wrong_type
from generator.reading.wording import in_quotes, shortened

SERIES_TABLE = table(
    "a series",
    Field("id", SLUG, "The series' address", "straits", required=True),
    Field("part", whole_number(1, 9999), "The article's number in it", "2"),
)
_SERIES_MAPPING = mapping_of(SERIES_TABLE, lambda values: SeriesPart(**values))


def _series(node: Node, desk: Desk, at: str) -> SeriesPart | None:
    if isinstance(node, Mapping):
        return _SERIES_MAPPING.read(node, desk, at)
    if not isinstance(node, Scalar):
        cure = cure_with_key(at, "{id: straits, part: 2}").replace("write", "write it as", 1)
        wrong_type(node, desk, at, "an id, or `id` and `part`", cure)
        return None
    name = SLUG.read(node, desk, at)
    return SeriesPart(name) if name else None


SERIES: Decoder[SeriesPart] = Decoder(
    "a series' id, or a mapping",
    _series,
    {"anyOf": [SLUG.schema, _SERIES_MAPPING.schema]},
    SERIES_TABLE,
)


def _tag(text: str, node: Node, desk: Desk, at: str) -> str | None:
    slug = urls.slugify(text)
    fault = urls.slug_fault(slug) if slug else ""  # site.yaml may give "///" an address
    if not fault:
        return text
    message = f'the tag "{shortened(text)}" gives no address: {fault}'
    desk.error("bad-tag", message, node, at, "shorten it")
    return None


TAG: Decoder[str] = parsed(ONE_TEXT, _tag, TEXT_SCHEMA)

RELATED_TABLE = table(
    "a related link",
    Field("url", WEB_ADDRESS, "The page's address", "https://example.org/report", required=True),
    Field("title", PROSE, "What readers see of it", "The commission's report"),
)
_LINK = mapping_of(RELATED_TABLE, lambda values: RelatedRef(values["url"], values.get("title")))


def _related(node: Node, desk: Desk, at: str) -> RelatedRef | None:
    if isinstance(node, Mapping):
        return _LINK.read(node, desk, at)
    text = text_of(node, desk, at)
    if text is None:
        return None
    kind = WEB_ADDRESS if urls.scheme(text) in ("http", "https") else ARTICLE
    target = kind.read(node, desk, at)
    return RelatedRef(target) if target else None


RELATED: Decoder[RelatedRef] = Decoder(
    "an article or a web address",
    _related,
    {"anyOf": [ARTICLE.schema, _LINK.schema]},
    RELATED_TABLE,
)

_WHEN = (
    Field(
        "date",
        DATE,
        "The story's date",
        "2026-03-01 09:00",
        "Without an offset in the site's time zone; in the future, the story is held until then.",
        required=True,
        also=("published_at", "publish_date", "pubdate", "created"),
    ),
    Field(
        "publish_at",
        DATE,
        "The embargo: released then instead of at `date`",
        "2026-03-02 06:00 +01:00",
        "Not earlier than `date`.",
        gates=True,
        also=("embargo", "embargoed_until", "release", "hold_until"),
    ),
    Field(
        "expires_at",
        DATE,
        "Withdrawn from then on",
        "2027-03-01",
        "Later than the release.",
        gates=True,
        also=("expires", "expiry", "expiry_date", "expirydate", "unpublish_at", "withdraw_at"),
    ),
)
_WHO = (
    Field(
        "section",
        LINE,
        "The one section it stands in",
        "world",
        "An id or name from site.yaml, or any name when none are declared there.",
        required=True,
        also=("category", "categories", "desk", "topic"),
    ),
    Field(
        "authors",
        PEOPLE,
        "Who wrote it",
        "[lilly-larkin, {name: Ada Obi, role: Lawyer}]",
        "Ids from content/authors/, or guests written out; without any, the publisher stands.",
        also=("by", "writer", "writers", "reporter"),
    ),
    Field("editors", PEOPLE, "Who edited it", "[k-khan]", "As `authors`."),
    Field(
        "credits",
        CREDITS,
        "Everyone else, by role",
        "{photography: [ana-berg], translation: [{name: Ada Obi}]}",
        "Roles in your own words; people as in `authors`.",
    ),
    Field("byline", PROSE, "The byline's wording; the people stay as data", "By our Kyiv desk"),
)
_WHAT = (
    Field(
        "slug",
        SLUG,
        "Its name in the URL",
        "frozen-treaty",
        "Lower-case letters of any script, digits, single hyphens; at most 200 bytes.",
        "the file's name, for index.md its folder's",
        also=("permalink", "url"),
    ),
    Field("id", LINE, "A permanent identity for feeds", "tag:example.org,2026:1", "", "the URL"),
    SUMMARY,
    Field("kicker", PROSE, "The small line over the headline", "Law of the sea"),
    Field("dateline", PROSE, "Where it was reported", '"LVIV, Ukraine"'),
    Field(
        "kind",
        choice(Kind),
        "The kind of work: its label, its schema.org type",
        "analysis",
        default="news",
        also=("type", "genre", "format"),
    ),
    Field(
        "tags",
        list_of(TAG, "a list of texts"),
        "What it is about, shown as written",
        "[treaties, Black Sea]",
        "The URL is the slug; spellings with one slug are folded in site.yaml.",
        also=("keywords", "topics"),
    ),
    Field("series", SERIES, "The series it belongs to", "{id: straits, part: 2}", "An id or both."),
    PICTURE,
    Field(
        "related",
        list_of(RELATED, "a list of articles and links"),
        "What to read next, hand-picked",
        "[grain-corridor, {url: 'https://example.org/report', title: The report}]",
        "Slugs or paths of articles, web addresses, or `{url, title}`.",
    ),
    Field(
        "key_points",
        list_of(PROSE, "a list of texts", instead=lambda text: f"[{in_quotes(text)}]"),
        "The box at the top",
        "[A treaty of 1936 decides., Nobody wants to reopen it.]",
    ),
)
_SINCE = (
    UPDATED,
    Field(
        "updates",
        NOTICES,
        "What later versions brought",
        "[{date: 2026-03-04 16:00, text: Adds the court's answer.}]",
    ),
    Field(
        "corrections",
        NOTICES,
        "What was wrong, and is right now",
        "[{date: 2026-03-02, text: The strait is 29 km wide.}]",
        "Shown on the page and on the corrections page, in feeds and JSON-LD.",
    ),
    DRAFT,
)
_TRANSLATION = Field(
    "translation_of",
    ARTICLE,
    "The article that this one translates",
    "frozen-treaty",
    "A slug or path; both pages then link to each other.",
)

ARTICLE_TABLE = table("an article", TITLE, *_WHEN, *_WHO, *_WHAT, *_SINCE, _TRANSLATION, *PLACING)
