"""Each story, person and page by itself: do the names and links in it lead somewhere?

Drafts and held stories are looked at like all others, so that no release brings a surprise.
"""

from __future__ import annotations

from generator.engine import Ask, question
from generator.library.corrections import future_notices
from generator.library.links import body_links, named_link
from generator.library.people import guests_of, unknown_people
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
    body,
    page,
    page_path,
    pages,
)
from generator.library.translations import original_of
from generator.model.people import Guest
from generator.problems import did_you_mean, error, sentences, softened, warning
from generator.rendering.layouts import all_layouts, layout
from generator.rendering.site_view import site_view


@question
def stories_checked(ask: Ask) -> int:
    """Asks all that can bring a fault of a text to light; answers how many stories there are."""
    if not ask(article_files):
        message, cure = "there are no stories here", 'broadsheet new "Headline" begins one'
        ask.report(warning("no-content", message, "content/articles", cure=cure))
    ask(taxonomy_faults)
    ask(future_notices)
    for identity in ask(articles):
        ask(story_checked, identity)
    for person in ask(authors):
        ask(text_checked, author_path(person))
        image = ask(author, person).image
        if image:
            ask(shown_picture, author_path(person), image, "image")
    for path in ask(pages):
        ask(page_checked, path)
    return len(ask(article_files))


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
        _check_guest(ask, source, guest, key, story.draft)
    ask(layout_checked, source, story.layout or "", story.draft)
    return ask(text_checked, source)


def _check_guest(ask: Ask, source: str, guest: Guest, key: str, is_draft: bool) -> None:
    if guest.image:
        ask(shown_picture, source, guest.image, f"{key}.image")
    for number, link in enumerate(guest.bio.links):
        ask(named_link, source, link.target, f"{key}.bio.link[{number}]")
    for number in range(len(guest.bio.pictures)):
        place = f"{key}.bio.picture[{number}]"
        cure = "give the person an `image:` instead"
        message = "a guest's bio can't hold pictures"
        problem = error("picture-in-bio", message, source, key=place, cure=cure)
        ask.report(softened(problem) if is_draft else problem)


@question
def page_checked(ask: Ask, path: str) -> str:
    """One standing page with all that it names."""
    text, source = ask(page, path), page_path(path)
    for image, key in ((text.image, "image"), (text.social.image, "social.image")):
        if image:
            ask(shown_picture, source, image, key)
    ask(layout_checked, source, text.layout or "", text.draft)
    return ask(text_checked, source)


@question
def text_checked(ask: Ask, source: str) -> str:
    """The links and pictures of a text."""
    text = ask(body, source)
    ask(body_links, source)
    for number in range(len(text.pictures)):
        ask(body_picture, source, number)
    return source


@question
def layout_checked(ask: Ask, source: str, name: str, is_draft: bool) -> str:
    """The layout that front matter names."""
    if name and ask(layout, name) is None:
        problem = error(
            "unknown-layout",
            f'there is no layout "{name}"',
            source,
            key="layout",
            cure=sentences(
                did_you_mean(name, (n for n in ask(all_layouts) if n.endswith(".html"))),
                "layouts are the files in layouts/; leave the key out for the usual one",
            ),
        )
        ask.report(softened(problem) if is_draft else problem)
    return name
