"""The front page of each language, and the page for what is not there."""

from __future__ import annotations

from generator.engine import Ask, heavy, question
from generator.library.addresses import absolute, archive_url, home_url, href, section_ids
from generator.library.cards import card, section_term
from generator.library.front import front_page
from generator.library.index import month_counts, section_order
from generator.library.languages import language_label, languages
from generator.library.texts import site
from generator.model.shown import Card, Term, Translation
from generator.pages.output import Output, PageKind, page_of
from generator.rendering.archive_names import year_name
from generator.rendering.page_view import Head, page_view, publisher
from generator.rendering.site_view import site_view
from generator.rendering.structured_data import page_data, website_data
from generator.rendering.titles import list_title
from generator.rendering.views import HomeSection, HomeView
from generator.rendering.words import say

# So many of each section, below what stands at the top.
SECTION_SHOWN = 4


def plan_homes(ask: Ask, ever: bool) -> tuple[Output, ...]:
    """A front page for each language that has stories, and for the site's own."""
    return tuple(
        Output(ask(home_url, language), "home", (language,)) for language in ask(languages, ever)
    )


@question
def home_view(ask: Ask, language: str) -> HomeView:
    """What the desk chose and the newest, long reads, opinion, then what else each section has."""
    front = ask(front_page, language)
    lead, beside, more, long_reads, opinion = (
        tuple(ask(card, i) for i in stories) for stories in front
    )
    sections = (
        HomeSection(
            ask(section_term, language, section), _more_of(ask, language, section, front.shown)
        )
        for section in ask(section_ids, language, False)
    )
    return HomeView(
        lead=lead[0] if lead else None,
        beside=beside,
        cards=more,
        long_reads=long_reads,
        opinion=opinion,
        sections=tuple(part for part in sections if part.section.count),
        archive=ask(years, language),
    )


def _more_of(ask: Ask, language: str, section: str, shown: frozenset[str]) -> tuple[Card, ...]:
    order = ask(section_order, language, section, False)
    return tuple(ask(card, i) for i in [i for i in order if i not in shown][:SECTION_SHOWN])


@question
def years(ask: Ask, language: str) -> tuple[Term, ...]:
    """The years that have stories, the newest first."""
    counts: dict[str, int] = {}
    for month, count in ask(month_counts, language).items():
        counts[month[:4]] = counts.get(month[:4], 0) + count
    found = []
    for year in sorted(counts, reverse=True):
        url, name = ask(href, ask(archive_url, language, year)), year_name(year, language)
        found.append(Term(year, name, url, language, None, counts[year]))
    return tuple(found)


@heavy
def render_home(ask: Ask, output: Output) -> str:
    """A front page."""
    (language,) = output.key
    options, url = ask(site), output.url
    head = Head(
        kind="home",
        url=url,
        title=options.title,
        document_title=ask(list_title, url),
        description=options.description or say(ask, language, "meta.home", site=options.title),
        language=language,
        translations=ask(home_translations),
    )
    view = ask(site_view, language)
    website = website_data(view, ask(absolute, url), language)
    page = page_view(ask, head, website, publisher(ask, language))
    return page_of(ask, "home.html", language, {"page": page, "home": ask(home_view, language)})


@question
def home_translations(ask: Ask) -> tuple[Translation, ...]:
    """The front pages as translations of each other; none where there is one language."""
    tags = ask(languages, False)
    if len(tags) < 2:
        return ()
    urls = {tag: ask(home_url, tag) for tag in tags}
    return tuple(
        Translation(
            tag,
            ask(language_label, tag),
            ask(href, urls[tag]),
            ask(absolute, urls[tag]),
            ask(site).title,
        )
        for tag in tags
    )


def plan_lost(ask: Ask, ever: bool) -> tuple[Output, ...]:
    """`/404.html`, which static hosts show for an unknown address."""
    return (Output("/404.html", "404"),)


@heavy
def render_lost(ask: Ask, output: Output) -> str:
    """The page for an unknown address: out of search engines, with ways on."""
    language = ask(site).language
    title = say(ask, language, "lost.title")
    head = Head(
        kind="404",
        url=output.url,
        title=title,
        description=say(ask, language, "lost.text"),
        language=language,
        is_indexable=False,
    )
    data = page_data(title, None, ask(absolute, output.url), language)
    views = {"page": page_view(ask, head, data), "home": ask(home_view, language)}
    return page_of(ask, "404.html", language, views)


HOME = PageKind("home", plan_homes, render_home)
LOST = PageKind("404", plan_lost, render_lost)
