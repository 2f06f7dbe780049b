"""Feeds: three formats of full text for each language, RSS of summaries beside each list."""

from __future__ import annotations

from generator.engine import Ask, heavy
from generator.library.addresses import (
    home_url,
    person_url,
    section_ids,
    section_url,
    series_url,
    tag_url,
)
from generator.library.cards import section_name, series_term, tag_spelling
from generator.library.index import (
    by_person,
    by_series,
    by_tag,
    newest,
    person_work,
    section_order,
    series_order,
    tag_order,
)
from generator.library.languages import language_of, languages
from generator.library.taxonomy import tag_description
from generator.library.texts import author, site
from generator.pages.output import Output, PageKind, page_of
from generator.rendering.feed_view import feed_view
from generator.rendering.words import say

_LAYOUTS = {"xml": "feed.rss.xml", "atom": "feed.atom.xml", "json": "feed.json"}


def plan_main(ask: Ask, ever: bool) -> tuple[Output, ...]:
    """RSS, Atom and JSON Feed of each language."""
    return tuple(
        Output(f"{ask(home_url, language)}feed.{ending}", "feed", (language, ending))
        for language in ask(languages, ever)
        for ending in _LAYOUTS
    )


@heavy
def render_main(ask: Ask, output: Output) -> str:
    """The newest stories of a language."""
    language, ending = output.key
    options = ask(site)
    view = feed_view(
        ask,
        options.title,
        options.description or say(ask, language, "meta.home", site=options.title),
        language,
        output.url,
        ask(home_url, language),
        ask(newest, language, options.feeds.count),
        full_text=True,
    )
    return page_of(ask, _LAYOUTS[ending], language, {"feed": view})


def plan_lists(ask: Ask, ever: bool) -> tuple[Output, ...]:
    """A feed beside each section, tag and series, in each language, and each author."""
    found: list[Output] = []
    for language in ask(languages, ever):
        urls = [
            (ask(section_url, language, s), "section", s) for s in ask(section_ids, language, ever)
        ]
        urls += [(ask(tag_url, language, tag), "tag", tag) for tag in ask(by_tag, language, ever)]
        urls += [
            (ask(series_url, language, s), "series", s) for s in ask(by_series, language, ever)
        ]
        found += [
            Output(f"{url}feed.xml", "list feed", (kind, language, key)) for url, kind, key in urls
        ]
    for person, work in ask(by_person, ever).items():
        if any(role == "authors" for role, _ in work):
            found.append(
                Output(f"{person_url(person)}feed.xml", "list feed", ("person", "", person))
            )
    return tuple(found)


@heavy
def render_list(ask: Ask, output: Output) -> str:
    """The newest stories of a section, tag, series or author."""
    kind, language, key = output.key
    language, title, description, identities = _listed(ask, kind, language, key)
    name = f"{title} – {ask(site).title}"
    view = feed_view(
        ask,
        name,
        description or name,
        language,
        output.url,
        output.url.removesuffix("feed.xml"),
        identities,
        full_text=False,
    )
    return page_of(ask, "feed.rss.xml", language, {"feed": view})


# Language, name, description and stories, the newest first, of what a feed belongs to.
_Listed = tuple[str, str, str | None, tuple[str, ...]]


def _listed(ask: Ask, kind: str, language: str, key: str) -> _Listed:
    if kind == "section":
        term = ask(section_name, language, key)
        return language, term.title, term.description, ask(section_order, language, key, False)
    if kind == "tag":
        title, description = ask(tag_spelling, language, key), ask(tag_description, key)
        return language, title, description, ask(tag_order, language, key, False)
    if kind == "series":
        term = ask(series_term, language, key)
        newest_first = tuple(reversed(ask(series_order, language, key, False)))
        return language, term.title, term.description, newest_first
    return _written_by(ask, key)


def _written_by(ask: Ask, person: str) -> _Listed:
    """One language a feed: the site's if the author wrote in it, else that of the newest work."""
    written = next(
        (done for role, done in ask(person_work, person, False) if role == "authors"), ()
    )
    spoken = {ask(language_of, identity) for identity in written}
    own = ask(site).language
    language = own if own in spoken or not written else ask(language_of, written[0])
    return (
        language,
        ask(author, person).name,
        None,
        tuple(i for i in written if ask(language_of, i) == language),
    )


MAIN_FEED = PageKind("feed", plan_main, render_main)
LIST_FEED = PageKind("list feed", plan_lists, render_list)
