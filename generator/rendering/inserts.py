"""Blocks of a text that show something of the site, or lead out of it: what their layouts see."""

from __future__ import annotations

import posixpath
from dataclasses import replace

from markupsafe import Markup

from generator.engine import Ask
from generator.library.cards import card
from generator.library.files import document
from generator.library.inserts import players
from generator.library.languages import text_language
from generator.library.links import Destination, body_links
from generator.library.providers import Provider, provider_of
from generator.library.texts import ARTICLES, body_facts, named_by, site
from generator.rendering.views import InsertView

LAYOUTS = {
    "related": "partials/block_related.html",
    "document": "partials/block_document.html",
    "audio": "partials/block_media.html",
    "video": "partials/block_media.html",
    "embed": "partials/block_embed.html",
    "signup": "partials/block_signup.html",
}


def scripts_of(ask: Ask, source: str) -> tuple[str, ...]:
    """The scripts that a text has a use for, in layouts/assets/."""
    return ("embed.js",) if ask(players, source) else ()


def insert_view(ask: Ask, source: str, number: int, html: str, is_absolute: bool) -> InsertView:
    """What its layout is filled with; only where `insert_leads`."""
    insert = ask(body_facts, source).inserts[number]
    options, language = dict(insert.options), text_language(ask, source)
    pages = options.get("pages", "")
    blank = InsertView(
        kind=insert.kind,
        number=number,
        url="",
        title=options.get("title", ""),
        credit=options.get("credit", ""),
        html=Markup(html),
        language=language,
        story=None,
        file_type="",
        file_size=0,
        pages=int(pages) if pages.isascii() and pages.isdigit() else 0,  # else told at its line
        captions="",
        poster="",
        provider="",
        shows="",
        player="",
        newsletter=None,
    )
    if insert.link is None:
        return replace(blank, newsletter=None if is_absolute else ask(site).newsletter)
    destinations = ask(body_links, source)
    target = destinations[insert.link]
    url = target.absolute if is_absolute else target.href
    story = ask(card, named_by(ARTICLES, target.text)) if insert.kind == "related" else None
    beside = {name: destinations[link] for name, link in insert.links}
    files = {name: one.absolute if is_absolute else one.href for name, one in beside.items()}
    provider = provider_of(url) if insert.kind == "embed" else Provider("")
    return replace(
        blank,
        url=url,
        title=blank.title or _named(insert.kind, target),
        story=story,
        file_type=posixpath.splitext(target.file)[1][1:].upper(),
        file_size=ask(document, target.file).size if target.file else 0,
        captions=files.get("captions", ""),
        poster=files.get("poster", ""),
        provider=provider.name,
        shows=provider.shows,
        player="" if is_absolute else provider.player,
    )


def _named(kind: str, target: Destination) -> str:
    """What stands for a title that nobody wrote."""
    if kind == "embed":
        return target.href.partition("://")[2].rstrip("/")
    return posixpath.basename(target.file) if kind == "document" else ""
