"""Stories as lists show them."""

from __future__ import annotations

from dataclasses import replace

from generator.engine import Ask, question
from generator.library.addresses import href, permalink, section_url, series_url, tag_url
from generator.library.index import section_order, series_order, tag_order
from generator.library.languages import direction, language_label, language_of
from generator.library.people import byline_people
from generator.library.pictures import lead_picture
from generator.library.publication import mark
from generator.library.taxonomy import (
    declared_series,
    is_declared_tag,
    section_of,
    sections,
    tag_description,
    tag_slug,
    tag_title,
)
from generator.library.texts import article, site
from generator.model.shown import Card, SeriesPlace, Term
from generator.model.site import Section


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
        language_name=ask(language_label, language),
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
    known = next((s for s in ask(sections) if s.id == section), Section(section, section))
    url = ask(href, ask(section_url, language, section))
    written = ask(section_language, language, section)
    return Term(known.id, known.title, url, written, known.description)


# What site.yaml calls a section, tag or series is in the site's language. One that no story of that
# language uses is there for others: on their pages it counts as theirs.


@question
def section_language(ask: Ask, language: str, section: str) -> str:
    """The language of a section's name on a page."""
    own: str = ask(site).language
    return own if language == own or ask(section_order, own, section, False) else language


@question
def section_term(ask: Ask, language: str, section: str) -> Term:
    """A section with the number of its stories."""
    name = ask(section_name, language, section)
    count = len(ask(section_order, language, section, False))
    return Term(name.id, name.title, name.url, name.language, name.description, count)


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
    """A tag; no count, which would wake each page of its list with each new story."""
    title = ask(tag_spelling, language, tag)
    url = ask(href, ask(tag_url, language, tag))
    written = ask(tag_language, language, tag)
    return Term(tag, title, url, written, ask(tag_description, tag))


@question
def counted_tag(ask: Ask, language: str, tag: str) -> Term:
    """A tag with the number of its stories."""
    return replace(ask(tag_term, language, tag), count=len(ask(tag_order, language, tag, False)))


@question
def tag_language(ask: Ask, language: str, tag: str) -> str:
    """The language of a tag's name on a page: that of the stories where site.yaml has none."""
    own: str = ask(site).language
    is_own = ask(is_declared_tag, tag) and ask(tag_order, own, tag, False)
    return own if is_own else language


@question
def story_tags(ask: Ask, identity: str) -> tuple[Term, ...]:
    """The tags of a story as it prints them: no counts, which change with other stories."""
    language = ask(language_of, identity)
    tags = {ask(tag_slug, text): ask(tag_title, text) for text in ask(article, identity).tags}
    return tuple(_tag_name(ask, language, slug, title) for slug, title in tags.items() if slug)


def _tag_name(ask: Ask, language: str, slug: str, title: str) -> Term:
    url = ask(href, ask(tag_url, language, slug))
    return Term(slug, title, url, ask(tag_language, language, slug))


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
    """A series; no count, as with tags."""
    url = ask(href, ask(series_url, language, series))
    declared = ask(declared_series, series)
    description = declared.description if declared else None
    written = ask(series_language, language, series)
    return Term(series, ask(series_title, series), url, written, description)


@question
def series_language(ask: Ask, language: str, series: str) -> str:
    """The language of a series' name on a page: that of the stories where site.yaml has none."""
    own: str = ask(site).language
    is_own = ask(declared_series, series) and ask(series_order, own, series, False)
    return own if is_own else language


@question
def parts_beside(ask: Ask, identity: str) -> tuple[str, ...]:
    """The published parts of its series before and after a story."""
    series = ask(article, identity).series
    order = ask(series_order, ask(language_of, identity), series.id, False) if series else ()
    if identity not in order:
        return ()
    at = order.index(identity)
    return tuple(other for other in order[max(0, at - 1) : at + 2] if other != identity)


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
