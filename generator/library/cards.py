"""Stories as lists show them."""

from __future__ import annotations

from generator.engine import Ask, question
from generator.library.addresses import href, permalink, section_url, series_url, tag_url
from generator.library.index import by_series, section_order, series_order, tag_order
from generator.library.languages import direction, language_of
from generator.library.people import byline_people
from generator.library.pictures import lead_picture
from generator.library.publication import mark
from generator.library.taxonomy import (
    declared_series,
    section_of,
    sections,
    tag_description,
    tag_slug,
    tag_title,
)
from generator.library.texts import article
from generator.model.shown import Card, SeriesPlace, Term


@question
def card(ask: Ask, identity: str) -> Card:
    """A story as every list shows it."""
    story = ask(article, identity)
    language = ask(language_of, identity)
    section = ask(section_of, identity)
    return Card(
        identity=identity,
        url=ask(href, ask(permalink, identity)),
        title=story.title,
        language=language,
        direction=direction(language),
        released=story.released,
        modified=story.modified,
        section=ask(section_name, language, section.id if section else ""),
        kind=story.kind,
        summary=story.summary,
        kicker=story.kicker,
        authors=ask(byline_people, identity, "authors"),
        byline=story.byline,
        image=ask(lead_picture, identity),
        mark=mark(ask, identity),
    )


@question
def section_name(ask: Ask, language: str, section: str) -> Term:
    """A section's name and page, without its count: what a story prints of it."""
    known = next((s for s in ask(sections) if s.id == section), None)
    if known is None:
        return Term(section, section, ask(href, ask(section_url, language, section)))
    url = ask(href, ask(section_url, language, section))
    return Term(known.id, known.title, url, known.description)


@question
def section_term(ask: Ask, language: str, section: str) -> Term:
    """A section with the number of its stories."""
    name = ask(section_name, language, section)
    count = len(ask(section_order, language, section, False))
    return Term(name.id, name.title, name.url, name.description, count)


@question
def tag_spelling(ask: Ask, language: str, tag: str) -> str:
    """How a tag is written in a language, by its newest story."""
    for identity in ask(tag_order, language, tag, False):
        for text in ask(article, identity).tags:
            if ask(tag_slug, text) == tag:
                return ask(tag_title, text)
    return tag


@question
def tag_term(ask: Ask, language: str, tag: str) -> Term:
    """A tag with the number of its stories."""
    count = len(ask(tag_order, language, tag, False))
    title = ask(tag_spelling, language, tag)
    url = ask(href, ask(tag_url, language, tag))
    return Term(tag, title, url, ask(tag_description, tag), count)


@question
def story_tags(ask: Ask, identity: str) -> tuple[Term, ...]:
    """The tags of a story as it prints them: no counts, which change with other stories."""
    language = ask(language_of, identity)
    tags = {ask(tag_slug, text): ask(tag_title, text) for text in ask(article, identity).tags}
    return tuple(
        Term(slug, title, ask(href, ask(tag_url, language, slug)))
        for slug, title in tags.items()
        if slug
    )


@question
def series_title(ask: Ask, series: str) -> str:
    """A series' name: as site.yaml has it, else its id with spaces, the first letter large."""
    declared = ask(declared_series, series)
    if declared and declared.title:
        return str(declared.title)
    words = series.replace("-", " ")
    return words[:1].upper() + words[1:]


@question
def series_term(ask: Ask, language: str, series: str) -> Term:
    """A series with the number of its stories."""
    count = len(ask(by_series, language, False).get(series, ()))
    url = ask(href, ask(series_url, language, series))
    declared = ask(declared_series, series)
    description = declared.description if declared else None
    return Term(series, ask(series_title, series), url, description, count)


@question
def series_place(ask: Ask, identity: str) -> SeriesPlace | None:
    """Where a story stands in its series; None where it has none."""
    series = ask(article, identity).series
    if series is None:
        return None
    language = ask(language_of, identity)
    order = ask(series_order, language, series.id, False)
    if identity not in order:
        return None
    at = order.index(identity)
    return SeriesPlace(
        ask(series_term, language, series.id),
        at + 1,
        len(order),
        ask(card, order[at - 1]) if at else None,
        ask(card, order[at + 1]) if at + 1 < len(order) else None,
    )
