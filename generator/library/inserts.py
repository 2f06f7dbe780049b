"""The blocks of a text that show something of the site, or lead out of it.

Where what a block names is not there (any more), the block is not there either.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from generator.engine import Ask, question
from generator.library.links import Destination, Leads, body_links
from generator.library.providers import Provider, provider_of
from generator.library.publication import published, published_pages
from generator.library.texts import (
    ARTICLES,
    article_path,
    body_facts,
    is_draft,
    named_by,
    page_path,
    site,
    site_reading,
)
from generator.model.body import Insert
from generator.problems import Problem, Severity, error, softened, warning

_PLAYED = ("audio", "video")
# What a browser takes beside a film (HTML 4.8.11.11 and 4.8.8).
_BESIDE = {"captions": (".vtt",), "poster": (".jpg", ".jpeg", ".png", ".webp", ".avif")}


@question
def insert_leads(ask: Ask, source: str, number: int) -> bool:
    """Whether a block has something to show; what its author must mend is told."""
    text = ask(body_facts, source)
    insert, destinations = text.inserts[number], ask(body_links, source)
    if insert.link is None:
        return _is_newsletter(ask, source, f"insert[{number}]")
    beside = {name: destinations[link] for name, link in insert.links}
    named = [destinations[insert.link], *beside.values()]
    if any(one.leads is Leads.NOWHERE for one in named):
        return False  # told with the links
    key, typed = f"link[{insert.link}]", text.links[insert.link].target
    problem = _fault(insert, named[0], typed, source, key)
    for name, link in insert.links:
        if not problem and not beside[name].file.lower().endswith(_BESIDE[name]):
            message = f'`{name}`: "{text.links[link].target}" is no such file of this site'
            cure = f"it ends with {' or '.join(_BESIDE[name])}, and lies in content/"
            problem = error("not-a-site-file", message, source, key=f"link[{link}]", cure=cure)
    if problem:
        ask.report(softened(problem) if is_draft(ask, source) else problem)
    if insert.kind in _PLAYED and not insert.html and "captions" not in beside:
        message = "who can't hear this has nothing: it comes without a transcript"
        cure = "write between the block's lines what is said"
        ask.report(warning("no-transcript", message, source, key=key, cure=cure))
    return problem is None


def _is_newsletter(ask: Ask, source: str, key: str) -> bool:
    """Whether there is a newsletter to sign up for; one that is typed wrong is told elsewhere."""
    if ask(site).newsletter:
        return True
    if any(problem.severity is Severity.ERROR for problem in ask(site_reading).problems):
        return False
    message = "this site has no newsletter to sign up for"
    cure = "site.yaml says where the form is sent: `newsletter: {action: https://…}`"
    problem = error("no-newsletter", message, source, key=key, cure=cure)
    ask.report(softened(problem) if is_draft(ask, source) else problem)
    return False


def _fault(
    insert: Insert, target: Destination, typed: str, source: str, key: str
) -> Problem | None:
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


@question
def players(ask: Ask, source: str) -> tuple[Provider, ...]:
    """Of whom a text's readers can have something shown on the page, in its order."""
    inserts = [each for each in ask(body_facts, source).inserts if each.kind == "embed"]
    if not inserts:
        return ()
    destinations = ask(body_links, source)
    found = (provider_of(destinations[i.link].href) for i in inserts if i.link is not None)
    return tuple(provider for provider in found if provider.player)


@question
def player_origins(ask: Ask) -> tuple[tuple[str, str], ...]:
    """Whom a page may have to load something from: `("frame-src", "https://player.vimeo.com")`."""
    texts = [article_path(identity) for identity in ask(published, False)]
    texts += [page_path(path) for path in ask(published_pages)]
    every = {each for found in ask.each(players, texts).values() for each in found}
    return tuple(
        sorted(
            {
                ("media-src" if each.shows == "sound" else "frame-src", origin_of(each.player))
                for each in every
            }
        )
    )


def origin_of(address: str) -> str:
    """Scheme and host of a web address, as a Content-Security-Policy names them."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc.lower()}"
