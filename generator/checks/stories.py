"""Each story, person and page by itself: do the names and links in it lead somewhere?

Drafts and held stories are looked at like all others, so that no release brings a surprise.
"""

from __future__ import annotations

from generator.checks.aliases import aliases_checked
from generator.checks.canonicals import canonical_checked
from generator.engine import Ask, question
from generator.library.canonical import page_stood_first_at, story_stood_first_at
from generator.library.corrections import future_notices
from generator.library.files import Use
from generator.library.inserts import insert_leads
from generator.library.links import body_links, named_link
from generator.library.people import guest_url, guests_of, person_links, unknown_people
from generator.library.pictures import body_picture, lead_picture, shown_picture, site_picture
from generator.library.related import picked
from generator.library.taxonomy import taxonomy_faults
from generator.library.texts import (
    article,
    article_files,
    article_path,
    articles,
    author,
    author_path,
    authors,
    body_facts,
    half_read,
    page,
    page_path,
    pages,
)
from generator.library.translations import original_of
from generator.model.people import Guest
from generator.problems import Problem, error, sentences, softened, warning
from generator.rendering.layouts import all_layouts, is_for_others, layout, layout_meant
from generator.rendering.site_view import site_view

_ARTICLES = "content/articles"


@question
def stories_checked(ask: Ask) -> int:
    """Asks all that can bring a fault of a text to light; answers how many stories there are."""
    if not ask(article_files):
        _told_empty(ask)
    ask(taxonomy_faults)
    ask(future_notices)
    ask.each(story_checked, ask(articles))
    for identity in ask(half_read):
        ask(story_checked, identity)
    for person in ask(authors):
        ask(text_checked, author_path(person))
        ask(person_links, person)
        image = ask(author, person).image
        if image:
            ask(shown_picture, author_path(person), image, "image", Use.SMALL)
    for path in ask(pages):
        ask(page_checked, path)
    return len(ask(article_files))


def _told_empty(ask: Ask) -> None:
    """A young site may have pages only; one without either is a checkout that failed."""
    begin = 'broadsheet new "Headline" begins a story'
    if ask(pages):
        ask.report(warning("no-content", "there are no stories here", _ARTICLES, cure=begin))
        return
    message = "there are neither stories nor pages: an empty site would replace the published one"
    cure = f"look whether the checkout is complete; {begin}"
    ask.report(error("empty-site", message, "content", cure=cure))


@question
def site_checked(ask: Ask, language: str) -> str:
    """Asks for what site.yaml names: menu, policies, logo, icon, pictures."""
    ask(site_view, language)
    ask(site_picture, "image")
    ask(site_picture, "theme.icon")
    return language


@question
def story_checked(ask: Ask, identity: str) -> str:
    """One story with all that it names."""
    story, source = ask(article, identity), article_path(identity)
    ask(unknown_people, identity)
    ask(original_of, identity)
    ask(picked, identity)
    ask(lead_picture, identity)
    if story.social.image:
        ask(shown_picture, source, story.social.image, "social.image")
    for key, guest in guests_of(story):
        _check_guest(ask, identity, guest, key, story.draft)
    ask(story_stood_first_at, identity)
    ask(canonical_checked, source)
    ask(aliases_checked, source, story.aliases)
    ask(layout_checked, source, story.layout or "", "article.html", story.draft)
    return ask(text_checked, source)


def _check_guest(ask: Ask, identity: str, guest: Guest, key: str, is_draft: bool) -> None:
    source = article_path(identity)
    guest_url(ask, identity, key, guest)
    if guest.image:
        ask(shown_picture, source, guest.image, f"{key}.image", Use.SMALL)
    for number, link in enumerate(guest.bio.links):
        ask(named_link, source, link.target, f"{key}.bio.link[{number}]")
    for number in range(len(guest.bio.pictures)):
        place = f"{key}.bio.picture[{number}]"
        cure = "give the person an `image:` instead"
        message = "a guest's bio can't hold pictures"
        problem = error("picture-in-bio", message, source, key=place, cure=cure)
        ask.report(softened(problem) if is_draft else problem)
    if guest.bio.inserts:
        message = f"a guest's bio can't hold the block `{guest.bio.inserts[0].kind}`"
        cure = "put it into the story"
        problem = error("block-in-bio", message, source, key=f"{key}.bio", cure=cure)
        ask.report(softened(problem) if is_draft else problem)


@question
def page_checked(ask: Ask, path: str) -> str:
    """One standing page with all that it names."""
    text, source = ask(page, path), page_path(path)
    if text.image:
        ask(shown_picture, source, text.image, "image", Use.STORY)
    if text.social.image:
        ask(shown_picture, source, text.social.image, "social.image")
    ask(page_stood_first_at, path)
    ask(canonical_checked, source)
    ask(aliases_checked, source, text.aliases)
    ask(layout_checked, source, text.layout or "", "page.html", text.draft)
    return ask(text_checked, source)


@question
def text_checked(ask: Ask, source: str) -> str:
    """The links, pictures and blocks of a text."""
    text = ask(body_facts, source)
    ask(body_links, source)
    for number in range(len(text.pictures)):
        ask(body_picture, source, number)
    for number in range(len(text.inserts)):
        ask(insert_leads, source, number)
    return source


_LAYOUT_CURE = "layouts are the files in layouts/; leave the key out for the usual one"


@question
def layout_checked(ask: Ask, source: str, name: str, usual: str, is_draft: bool) -> str:
    """The layout that front matter names, in place of the `usual` one of its kind."""
    if name and (problem := _layout_fault(ask, source, name, usual)):
        ask.report(softened(problem) if is_draft else problem)
    return name


def _layout_fault(ask: Ask, source: str, name: str, usual: str) -> Problem | None:
    if ask(layout, name) is None:
        message = f'there is no layout "{name}"'
        cure = sentences(layout_meant(name, ask(all_layouts)), _LAYOUT_CURE)
        return error("unknown-layout", message, source, key="layout", cure=cure)
    if ask(is_for_others, name, usual):
        kind = {"article.html": "an article", "page.html": "a standing page"}[usual]
        message = f'the layout "{name}" can\'t show {kind}: it is for other pages, or a part'
        cure = "name a layout of your own in layouts/, or leave the key out for the usual one"
        return error("wrong-layout", message, source, key="layout", cure=cure)
    return None
