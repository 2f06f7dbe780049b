"""Indexes: all tags and all people, the months of a year; and every correction."""

from __future__ import annotations

from generator.engine import Ask, heavy
from generator.library.addresses import absolute, archive_url, href, person_url, tags_url
from generator.library.cards import counted_tag
from generator.library.corrections import corrections
from generator.library.index import by_month, by_person, by_tag, months_of
from generator.library.languages import languages
from generator.library.texts import author, site
from generator.model.shown import Crumb, Term
from generator.pages.output import Output, PageKind, page_of
from generator.rendering.archive_names import month_name, year_name
from generator.rendering.page_view import Head, home_crumb, page_view
from generator.rendering.structured_data import page_data
from generator.rendering.titles import list_title
from generator.rendering.views import CorrectionsView, IndexView
from generator.rendering.words import say


def _page(
    ask: Ask,
    output: Output,
    language: str,
    title: str,
    words: str,
    noun: str,
    view: IndexView | CorrectionsView,
) -> str:
    description = say(ask, language, words, title=title, site=ask(site).title)
    head = Head(
        kind=output.kind,
        url=output.url,
        title=title,
        document_title=ask(list_title, output.url),
        description=description,
        language=language,
        breadcrumbs=(ask(home_crumb, language), Crumb(title, ask(href, output.url), language)),
    )
    data = page_data(title, description, ask(absolute, output.url), language)
    views = {"page": page_view(ask, head, data), noun: view}
    return page_of(ask, f"{output.kind}.html", language, views)


def plan_tag_index(ask: Ask, ever: bool) -> tuple[Output, ...]:
    """The index of tags of each language."""
    return tuple(
        Output(ask(tags_url, language), "tags", (language,)) for language in ask(languages, ever)
    )


@heavy
def render_tag_index(ask: Ask, output: Output) -> str:
    """All tags of a language, by their names."""
    (language,) = output.key
    terms = [ask(counted_tag, language, tag) for tag in ask(by_tag, language, False)]
    terms.sort(key=lambda term: (term.title.casefold(), term.id))
    title = say(ask, language, "nav.tags")
    view = IndexView(title, tuple(terms))
    return _page(ask, output, language, title, "meta.tags", "index", view)


def plan_people(ask: Ask, ever: bool) -> tuple[Output, ...]:
    """The index of people."""
    return (Output("/authors/", "authors"),)


@heavy
def render_people(ask: Ask, output: Output) -> str:
    """Everyone with published work, by name."""
    language = ask(site).language
    terms = []
    for person, work in ask(by_person, False).items():
        known = ask(author, person)
        count = len({identity for _, done in work for identity in done})
        url = ask(href, person_url(person))
        terms.append(Term(person, known.name, url, language, known.role, count))
    terms.sort(key=lambda term: (term.title.casefold(), term.id))
    title = say(ask, language, "nav.authors")
    view = IndexView(title, tuple(terms))
    return _page(ask, output, language, title, "meta.authors", "index", view)


def plan_years(ask: Ask, ever: bool) -> tuple[Output, ...]:
    """The page of every year that has stories."""
    found: list[Output] = []
    for language in ask(languages, ever):
        for year in sorted({month[:4] for month in ask(by_month, language, ever)}):
            found.append(Output(ask(archive_url, language, year), "year", (language, year)))
    return tuple(found)


@heavy
def render_year(ask: Ask, output: Output) -> str:
    """The months of a year, the newest first, as in all lists."""
    language, year = output.key
    terms = tuple(
        Term(
            month,
            month_name(month, language),
            ask(href, ask(archive_url, language, month)),
            language,
            None,
            count,
        )
        for month, count in sorted(ask(months_of, language, year).items(), reverse=True)
    )
    name = year_name(year, language)
    view = IndexView(name, terms)
    return _page(ask, output, language, name, "meta.archive", "archive", view)


def plan_corrections(ask: Ask, ever: bool) -> tuple[Output, ...]:
    """The page of all corrections."""
    return (Output("/corrections/", "corrections"),)


@heavy
def render_corrections(ask: Ask, output: Output) -> str:
    """Every correction of every published story."""
    language = ask(site).language
    title = say(ask, language, "nav.corrections")
    view = CorrectionsView(ask(corrections))
    return _page(ask, output, language, title, "meta.corrections", "corrections", view)


TAGS = PageKind("tags", plan_tag_index, render_tag_index)
PEOPLE = PageKind("authors", plan_people, render_people)
YEAR = PageKind("year", plan_years, render_year)
CORRECTIONS = PageKind("corrections", plan_corrections, render_corrections)
