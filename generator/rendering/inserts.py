"""Blocks of a text that show something of the site, or lead out of it, each by a layout of its own.

Where what a block names is not there (any more), the block is not there either.
"""

from __future__ import annotations

import posixpath

from markupsafe import Markup

from generator.engine import Ask, question
from generator.library.cards import card
from generator.library.files import document
from generator.library.languages import text_language
from generator.library.links import Destination, Leads, body_links
from generator.library.texts import ARTICLES, body_facts, is_draft, named_by
from generator.problems import Problem, error, softened, warning
from generator.rendering.providers import provider_of
from generator.rendering.views import InsertView

LAYOUTS = "partials/block_{}.html"
_PLAYED = ("audio", "video")


@question
def insert_leads(ask: Ask, source: str, number: int) -> bool:
    """Whether a block has something to show; what its author must mend is told."""
    insert = ask(body_facts, source).inserts[number]
    destinations = ask(body_links, source)
    target = destinations[insert.link]
    others = [destinations[link] for _, link in insert.links]
    if any(one.leads is Leads.NOWHERE for one in (target, *others)):
        return False  # told with the links
    problem = _fault(ask, source, number, target)
    if problem:
        ask.report(softened(problem) if is_draft(ask, source) else problem)
    if insert.kind in _PLAYED and not insert.html and not insert.links:
        message = "who can't hear this has nothing: it comes without a transcript"
        cure = "write between the block's lines what is said"
        key = f"link[{insert.link}]"
        ask.report(warning("no-transcript", message, source, key=key, cure=cure))
    return problem is None


def _fault(ask: Ask, source: str, number: int, target: Destination) -> Problem | None:
    insert = ask(body_facts, source).inserts[number]
    key, typed = f"link[{insert.link}]", ask(body_facts, source).links[insert.link].target
    if insert.kind == "related" and not named_by(ARTICLES, target.text):
        message = f'"{typed}" is no story of this site'
        cure = "name an article as in a link; a page elsewhere goes into `embed`"
        return error("not-a-story", message, source, key=key, cure=cure)
    if insert.kind in ("document", *_PLAYED) and not target.file:
        message = f'"{typed}" is no file of this site'
        cure = "put the file into content/; what is elsewhere goes into `embed`"
        return error("not-a-site-file", message, source, key=key, cure=cure)
    if insert.kind == "embed":
        if target.leads is not Leads.OUTSIDE or not target.href.startswith("http"):
            message = f'"{typed}" is not elsewhere'
            cure = "write the whole address: https://…; for a story of this site there is `related`"
            return error("not-elsewhere", message, source, key=key, cure=cure)
        provider = provider_of(target.href)
        if provider.wanted:
            message = f"this address of {provider.name} shows no single {provider.shows}"
            return error("bad-embed", message, source, key=key, cure=provider.wanted)
    return None


def insert_view(ask: Ask, source: str, number: int, html: str, is_absolute: bool) -> InsertView:
    """What its layout is filled with; only where `insert_leads`."""
    insert = ask(body_facts, source).inserts[number]
    destinations = ask(body_links, source)
    target, options = destinations[insert.link], dict(insert.options)
    url = target.absolute if is_absolute else target.href
    story = ask(card, named_by(ARTICLES, target.text)) if insert.kind == "related" else None
    captions = [destinations[link] for name, link in insert.links if name == "captions"]
    return InsertView(
        kind=insert.kind,
        url=url,
        title=options.get("title", "") or _named(insert.kind, target),
        credit=options.get("credit", ""),
        html=Markup(html),
        language=text_language(ask, source),
        story=story,
        file_type=posixpath.splitext(target.file)[1][1:].upper(),
        file_size=ask(document, target.file).size if target.file else 0,
        captions="".join(one.absolute if is_absolute else one.href for one in captions),
        provider=provider_of(url).name if insert.kind == "embed" else "",
    )


def _named(kind: str, target: Destination) -> str:
    """What stands for a title that nobody wrote."""
    if kind == "embed":
        return target.href.partition("://")[2].rstrip("/")
    return posixpath.basename(target.file) if kind == "document" else ""
