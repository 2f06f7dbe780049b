"""Lists of stories in pages: each section, each tag, each series; and each month whole."""

from __future__ import annotations

from dataclasses import dataclass

from generator.engine import Ask, Question, heavy, question
from generator.library.addresses import (
    absolute,
    archive_url,
    href,
    numbered,
    page_count,
    page_slice,
    section_ids,
    section_url,
    series_url,
    tag_url,
    tags_url,
)
from generator.library.cards import (
    card,
    section_name,
    series_term,
    tag_term,
)
from generator.library.index import (
    by_month,
    by_series,
    by_tag,
    month_order,
    section_order,
    series_order,
    tag_order,
)
from generator.library.languages import languages
from generator.library.texts import site
from generator.model.shown import Crumb, Term
from generator.pages.output import Output, PageKind, page_of
from generator.problems import sentences
from generator.rendering.archive_names import month_name, year_name
from generator.rendering.numbers import number_in
from generator.rendering.page_view import RSS, Head, home_crumb, page_view
from generator.rendering.structured_data import list_data
from generator.rendering.titles import list_title
from generator.rendering.views import FeedLink, ListView, Pager
from generator.rendering.words import say

_ORDERS: dict[str, Question[[str, str, bool], tuple[str, ...]]] = {
    "section": section_order,
    "tag": tag_order,
    "series": series_order,
    "month": month_order,
}


@dataclass(frozen=True, slots=True)
class _List:
    """A list before it is cut into pages. `noun` is what its layout calls it, `id` what its order
    is known by."""

    kind: str
    noun: str
    language: str
    id: str
    url: str
    term: Term
    description: str
    crumbs: tuple[Crumb, ...] = ()
    has_feed: bool = True


def _order(ask: Ask, kind: str, language: str, id_: str) -> tuple[str, ...]:
    """Newest first, a series from its first part on."""
    return ask(_ORDERS[kind], language, id_, False)


@question
def length(ask: Ask, kind: str, language: str, id_: str) -> int:
    """How many stories a list has."""
    return len(_order(ask, kind, language, id_))


@question
def pages_of(ask: Ask, kind: str, language: str, id_: str) -> int:
    """How many pages a list has; a month has one."""
    if kind == "month":
        return 1
    return page_count(ask(length, kind, language, id_), ask(site).per_page)


@question
def part_of_list(ask: Ask, kind: str, language: str, id_: str, number: int) -> tuple[str, ...]:
    """The stories of one page of a list: those of an old page stay as new ones come."""
    part = _cut(ask, kind, language, id_, number)
    return _order(ask, kind, language, id_)[part]


def _cut(ask: Ask, kind: str, language: str, id_: str, number: int) -> slice:
    count, total = ask(length, kind, language, id_), ask(pages_of, kind, language, id_)
    part = page_slice(count, ask(site).per_page, number) if total > 1 else slice(0, count)
    return slice(count - part.stop, count - part.start) if kind == "series" else part


def _page(ask: Ask, shown: _List, number: int) -> str:
    """One page of a list, with its head, data and pager."""
    list_ = (shown.kind, shown.language, shown.id)
    total = ask(pages_of, *list_)
    cards = tuple(ask(card, identity) for identity in ask(part_of_list, *list_, number))
    url = numbered(shown.url, number, total)
    title, document_title, description = (
        shown.term.title,
        ask(list_title, shown.url),
        shown.description,
    )
    if number < total:
        part_name = say(ask, shown.language, "pager.page", number=number_in(number, shown.language))
        title, document_title = f"{title} ({part_name})", f"{document_title} ({part_name})"
    feed = FeedLink(shown.term.title, ask(href, f"{shown.url}feed.xml"), RSS, shown.term.language)
    head = Head(
        kind=shown.kind,
        url=url,
        title=title,
        document_title=document_title,
        description=description,
        language=shown.language,
        feeds=(feed,) if shown.has_feed else (),
        breadcrumbs=(
            ask(home_crumb, shown.language),
            *shown.crumbs,
            Crumb(shown.term.title, ask(href, shown.url), shown.term.language),
        ),
        pager=_pager(ask, shown.url, number, total),
    )
    data = list_data(
        title,
        description,
        ask(absolute, url),
        cards,
        language=shown.language,
        origin=ask(site).origin,
    )
    term = shown.term
    view = ListView(
        term.id,
        term.title,
        term.description,
        term.language,
        cards,
        lambda: _cut(ask, *list_, number).start + 1,
        lambda: ask(length, *list_),
    )
    views = {"page": page_view(ask, head, data), shown.noun: view}
    return page_of(ask, f"{shown.kind}.html", shown.language, views)


def _pager(ask: Ask, url: str, number: int, total: int) -> Pager | None:
    if total == 1:
        return None
    newer = ask(href, numbered(url, number + 1, total)) if number < total else None
    older = ask(href, numbered(url, number - 1, total)) if number > 1 else None
    return Pager(number, total, newer, older)


def _paged(ask: Ask, url: str, kind: str, key: tuple[str, ...], stories: int) -> list[Output]:
    total = page_count(stories, ask(site).per_page)
    return [
        Output(numbered(url, number, total), kind, (*key, str(number)))
        for number in range(1, total + 1)
    ]


def plan_sections(ask: Ask, ever: bool) -> tuple[Output, ...]:
    """The pages of every section in every language."""
    found: list[Output] = []
    for language in ask(languages, ever):
        for section in ask(section_ids, language, ever):
            count = len(ask(section_order, language, section, ever))
            url = ask(section_url, language, section)
            found += _paged(ask, url, "section", (language, section), count)
    return tuple(found)


@heavy
def render_section(ask: Ask, output: Output) -> str:
    """A page of a section."""
    language, section, number = output.key
    term = ask(section_name, language, section)
    words = say(ask, language, "meta.section", title=term.title, site=ask(site).title)
    shown = _List(
        kind="section",
        noun="section",
        language=language,
        id=section,
        url=ask(section_url, language, section),
        term=term,
        description=_described(term, words),
    )
    return _page(ask, shown, int(number))


def plan_tags(ask: Ask, ever: bool) -> tuple[Output, ...]:
    """The pages of every tag in every language."""
    found: list[Output] = []
    for language in ask(languages, ever):
        for tag, identities in ask(by_tag, language, ever).items():
            url = ask(tag_url, language, tag)
            found += _paged(ask, url, "tag", (language, tag), len(identities))
    return tuple(found)


@heavy
def render_tag(ask: Ask, output: Output) -> str:
    """A page of a tag."""
    language, tag, number = output.key
    term = ask(tag_term, language, tag)
    words = say(ask, language, "meta.tag", title=term.title, site=ask(site).title)
    index = Crumb(say(ask, language, "nav.tags"), ask(href, ask(tags_url, language)), language)
    shown = _List(
        kind="tag",
        noun="tag",
        language=language,
        id=tag,
        url=ask(tag_url, language, tag),
        term=term,
        description=_described(term, words),
        crumbs=(index,),
    )
    return _page(ask, shown, int(number))


def _described(term: Term, words: str) -> str:
    """What the desk says of a section, tag or series; completed where it is too short for a search
    result (50 characters, ours)."""
    own = term.description or ""
    return own if len(own) >= 50 else sentences(own, words)


def plan_series(ask: Ask, ever: bool) -> tuple[Output, ...]:
    """The pages of every series in every language."""
    found: list[Output] = []
    for language in ask(languages, ever):
        for series, identities in ask(by_series, language, ever).items():
            url = ask(series_url, language, series)
            found += _paged(ask, url, "series", (language, series), len(identities))
    return tuple(found)


@heavy
def render_series(ask: Ask, output: Output) -> str:
    """A page of a series, its stories in their order."""
    language, series, number = output.key
    term = ask(series_term, language, series)
    words = say(ask, language, "meta.series", title=term.title, site=ask(site).title)
    shown = _List(
        kind="series",
        noun="series",
        language=language,
        id=series,
        url=ask(series_url, language, series),
        term=term,
        description=_described(term, words),
    )
    return _page(ask, shown, int(number))


def plan_months(ask: Ask, ever: bool) -> tuple[Output, ...]:
    """The page of every month that has stories."""
    return tuple(
        Output(ask(archive_url, language, month), "month", (language, month))
        for language in ask(languages, ever)
        for month in ask(by_month, language, ever)
    )


@heavy
def render_month(ask: Ask, output: Output) -> str:
    """The page of a month: all its stories."""
    language, month = output.key
    name = month_name(month, language)
    url = ask(archive_url, language, month)
    year = month[:4]
    above = ask(href, ask(archive_url, language, year))
    shown = _List(
        kind="month",
        noun="archive",
        language=language,
        id=month,
        url=url,
        term=Term(month, name, ask(href, url), language),
        description=say(ask, language, "meta.archive", title=name, site=ask(site).title),
        crumbs=(Crumb(year_name(year, language), above, language),),
        has_feed=False,
    )
    return _page(ask, shown, 1)


SECTION = PageKind("section", plan_sections, render_section)
TAG = PageKind("tag", plan_tags, render_tag)
SERIES = PageKind("series", plan_series, render_series)
MONTH = PageKind("month", plan_months, render_month)
