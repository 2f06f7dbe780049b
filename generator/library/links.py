"""Where a link of a text leads, and whether it leads there in this edition.

A fault that the author must mend is an error; what time alone brought about (a story withdrawn, a
list that emptied) turns the link into its text with a warning, so that no hour breaks a build.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from urllib.parse import unquote
from zoneinfo import ZoneInfo

from generator.engine import Ask, question
from generator.library.addresses import (
    absolute,
    href,
    is_made,
    made_urls,
    page_url,
    permalink,
    person_url,
    text_at_url,
    texts_by_url,
)
from generator.library.files import document, file_at
from generator.library.index import person_work
from generator.library.languages import text_language
from generator.library.publication import Status, is_published, status
from generator.library.references import candidates, is_text, story_named, text_at, with_slug
from generator.library.sources import shows_drafts
from generator.library.texts import (
    ARTICLES,
    AUTHORS,
    PAGES,
    article,
    article_path,
    author_path,
    body_facts,
    body_ids,
    is_article_readable,
    is_draft,
    is_page_readable,
    named_by,
    page,
    site,
)
from generator.problems import Failure, Problem, did_you_mean, error, sentences, softened, warning
from generator.urls import (
    closed_to_readers,
    is_external,
    is_web_address,
    own_path,
    scheme,
    split_fragment,
    web_address,
)


class Leads(StrEnum):
    """What becomes of a link: it leads off the site, to a page of it, or is its text only."""

    OUTSIDE = "outside"
    INSIDE = "inside"
    NOWHERE = "nowhere"


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a link leads. `href` goes into the page, `absolute` into a feed.

    `fragment` (without `#`) is an id of a text, which a page may make its own. `file` is the
    document or picture that the link asks to publish, `text` the text that it leads to.
    """

    leads: Leads
    href: str = ""
    absolute: str = ""
    fragment: str = ""
    file: str = ""
    text: str = ""


_PUBLIC = "link to the public page; as an example, an address can stand in backquotes"
NOWHERE = Destination(Leads.NOWHERE)


@question
def body_links(ask: Ask, source: str) -> tuple[Destination, ...]:
    """Where a text's links lead; what is wrong with one is told at its place in the text."""
    text = ask(body_facts, source)
    stories = {insert.link for insert in text.inserts if insert.kind == "related"}
    targets = [
        _named_story(link.target) if number in stories else link.target
        for number, link in enumerate(text.links)
    ]
    return tuple(_followed(ask, source, each, f"link[{n}]") for n, each in enumerate(targets))


def _named_story(target: str) -> str:
    """A bare slug in a `related` block is a story's, as under `related` in a header.

    In a link it would be the address of a page, of which a block that shows a story has no use.
    """
    is_bare = target and not any(mark in target for mark in "/.:#?")
    return f"article:{target}" if is_bare else target


@question
def named_link(ask: Ask, source: str, target: str, key: str) -> Destination:
    """Where a link typed in front matter or site.yaml leads."""
    return _followed(ask, source, target, key)


def web_link(ask: Ask, source: str, address: str, key: str) -> str | None:
    """A whole web address typed in front matter or site.yaml, looked at if it is one of the site's
    own; None where that page is not there (any more)."""
    if own_path(address, ask(site).base_url) is None:
        return address
    lead: Destination = ask(own_address, source, address, key)
    return None if lead.leads is Leads.NOWHERE else lead.absolute


@question
def own_address(ask: Ask, source: str, address: str, key: str) -> Destination:
    """Where a whole address of the site leads that stands where no path of a file may."""
    return _followed(ask, source, address, key, "write the address of a page that is there")


def _followed(ask: Ask, source: str, target: str, key: str, cure: str = "") -> Destination:
    try:
        return _destination(ask, source, target, key)
    except Failure as failure:
        for problem in failure.problems:
            said = cure if cure and problem.code == "dead-link" else problem.cure
            placed = error(problem.code, problem.message, source, key=key, cure=said)
            ask.report(softened(placed) if is_draft(ask, source) else placed)
        return NOWHERE


def _destination(ask: Ask, source: str, target: str, key: str) -> Destination:
    if (own := own_path(target, ask(site).base_url)) is not None:
        target = own
    if scheme(target) == "article":
        name, fragment = split_fragment(target.partition(":")[2])
        identity = ask(story_named, source, text_language(ask, source), unquote(name))
        return _to_text(ask, source, article_path(identity), fragment, key)
    if is_external(target):
        address = f"https:{target}" if target.startswith("//") else target
        if scheme(address) in ("http", "https") and not is_web_address(web_address(address)):
            message = f'"{address}" is no web address'
            raise Failure(error("bad-address", message, source, cure="correct the host's name"))
        if not address.partition(":")[2]:
            message, cure = f'"{address}" leads nowhere', "write whom or what behind the colon"
            raise Failure(error("bad-address", message, source, cure=cure))
        if fault := closed_to_readers(address):
            message = f"readers can't follow this link: {fault}"
            raise Failure(error("private-link", message, source, cure=_PUBLIC))
        return Destination(Leads.OUTSIDE, web_address(address), web_address(address))
    path, fragment = split_fragment(target)
    if not path:
        return _to_own_part(ask, source, fragment)
    return _to_path(ask, source, path, fragment, key)


def _to_own_part(ask: Ask, source: str, fragment: str) -> Destination:
    if fragment:
        _check_fragment(ask, source, fragment)
    return Destination(Leads.INSIDE, f"#{fragment}", f"#{fragment}", fragment)


def _to_path(ask: Ask, source: str, path: str, fragment: str, key: str) -> Destination:
    plain, _, query = path.partition("?")
    if query and (old := ask(text_at_url, unquote(path))):
        return _to_text(ask, source, old, fragment, key)
    if plain.endswith(".md"):
        try:
            found = text_at(ask, source, plain)
        except Failure:
            found = text_at(ask, source, unquote(plain))
        return _to_text(ask, source, found, fragment, key)
    if plain.startswith("/") and (known := _to_url(ask, source, unquote(plain), fragment, key)):
        return known
    if plain.endswith("/") or "." not in plain.rpartition("/")[2]:
        raise Failure(_dead_url(ask, source, unquote(plain or path)))
    file = ask(file_at, source, plain)
    url = ask(document, file).url
    suffix = (f"?{query}" if query else "") + (f"#{fragment}" if fragment else "")
    return Destination(
        Leads.INSIDE, ask(href, url) + suffix, ask(absolute, url) + suffix, file=file
    )


def _to_url(ask: Ask, source: str, url: str, fragment: str, key: str) -> Destination | None:
    """A page named by its address; None where no page of any edition has it."""
    base = ask(site).base_path
    urls = [url.removeprefix(base)] if base and url.startswith(f"{base}/") else [url]
    if not url.endswith("/") and "." not in url.rpartition("/")[2]:
        urls.append(f"{urls[0]}/")
    for candidate in urls:
        text = ask(text_at_url, candidate)
        if text:
            return _to_text(ask, source, text, fragment, key)
        if ask(is_made, candidate, False):
            if fragment:
                message = f"a list's parts come and go: {candidate} can't promise #{fragment}"
                ask.report(warning("list-fragment", message, source, key=key, timely=True))
            return Destination(Leads.INSIDE, ask(href, candidate), ask(absolute, candidate))
        if ask(is_made, candidate, True):
            message = f"{candidate} has no stories now: the link became its text"
            ask.report(warning("link-to-empty-list", message, source, key=key, timely=True))
            return NOWHERE
    return None


def _dead_url(ask: Ask, source: str, url: str) -> Problem:
    near = ""
    if any(is_text(ask, path) for path in candidates(source, f"{url}.md")):
        near = f'did you mean "{url}.md"?'
    elif "/" not in url and with_slug(ask, url):
        near = f'did you mean "article:{url}"?'
    near = near or did_you_mean(url, (*ask(texts_by_url), *ask(made_urls, True)))
    cure = sentences(near, "link an article by its file's path or as article:SLUG")
    return error("dead-link", f'no page has the address "{url}"', source, cure=cure)


def _to_text(ask: Ask, source: str, found: str, fragment: str, key: str) -> Destination:
    if person := named_by(AUTHORS, found):
        return _to_person(ask, source, person, key)
    if path := named_by(PAGES, found):
        if not ask(is_page_readable, path):
            return NOWHERE
        if ask(page, path).draft and not ask(shows_drafts) and not is_draft(ask, source):
            message = f"the page {found} is a draft"
            raise Failure(error("link-to-draft", message, source, cure="take its draft mark off"))
        return _inside(ask, ask(page_url, path), found, fragment, source)
    identity = named_by(ARTICLES, found)
    if not ask(is_article_readable, identity) or not _leads_to_story(ask, source, identity, key):
        return NOWHERE
    return _inside(ask, ask(permalink, identity), found, fragment, source)


def _inside(ask: Ask, url: str, text: str, fragment: str, source: str) -> Destination:
    if fragment:
        _check_fragment(ask, text, fragment, source)
    end = f"#{fragment}" if fragment else ""
    return Destination(Leads.INSIDE, ask(href, url) + end, ask(absolute, url) + end, text=text)


def _check_fragment(ask: Ask, text: str, fragment: str, source: str = "") -> None:
    ids = ask(body_ids, text)
    if fragment in ids or unquote(fragment) in ids:
        return
    where = text if source else "this text"
    cure = sentences(did_you_mean(fragment, ids), "a heading's id is its words, with hyphens")
    raise Failure(error("dead-anchor", f'{where} has no part "#{fragment}"', source, cure=cure))


def _to_person(ask: Ask, source: str, person: str, key: str) -> Destination:
    if ask(person_work, person, False):
        url = person_url(person)
        text = author_path(person)
        return Destination(Leads.INSIDE, ask(href, url), ask(absolute, url), text=text)
    message = f'"{person}" has no published work, so no page: the link became its text'
    ask.report(warning("link-to-unpublished-person", message, source, key=key, timely=True))
    return NOWHERE


def _leads_to_story(ask: Ask, source: str, identity: str, key: str) -> bool:
    """Whether the story is there to link to; a `Failure` where its author must act.

    A held story may be linked from one that is released no earlier: then no hour shows a dead
    link. The rule looks at both releases and not at the clock alone, so that a build which passes
    now passes at every later hour.
    """
    standing = ask(status, identity)
    path = article_path(identity)
    if standing is Status.EXPIRED:
        message = f"{path} was withdrawn: the link became its text"
        ask.report(warning("link-to-withdrawn", message, source, key=key, timely=True))
    elif standing is Status.DRAFT and not is_draft(ask, source):
        cure = "publish it first, or take the link out"
        raise Failure(error("link-to-draft", f"{path} is a draft", source, cure=cure))
    elif standing is Status.HELD and not _waits_as_long(ask, source, identity):
        until = _local(ask, ask(article, identity).released.utc)
        message = f"{path} is held until {until}"
        cure = (
            f"link it from {until} on, or give this text that release too; under `related` it "
            "would wait by itself"
        )
        raise Failure(error("link-to-held", message, source, cure=cure))
    return ask(is_published, identity)


def _waits_as_long(ask: Ask, source: str, identity: str) -> bool:
    if is_draft(ask, source):
        return True
    own = named_by(ARTICLES, source)
    released = ask(article, identity).released.utc
    return bool(own) and ask(article, own).released.utc >= released


def _local(ask: Ask, instant: datetime) -> str:
    """An instant as the desk reads it: in the site's zone, to the minute, with the zone."""
    local = instant.astimezone(ZoneInfo(ask(site).timezone))
    return f"{local:%Y-%m-%d %H:%M} {local.tzname()}"
