"""The pictures and documents of an edition: those that something published refers to."""

from __future__ import annotations

from generator.engine import Ask, question
from generator.library.files import Asset, document, file_at
from generator.library.index import by_person
from generator.library.links import body_links, named_link
from generator.library.people import guests_of
from generator.library.publication import published, published_pages
from generator.library.sources import listing
from generator.library.texts import (
    SITE_FILE,
    article,
    article_path,
    author,
    author_path,
    body_facts,
    page,
    page_path,
    site,
)
from generator.model.values import ImageRef
from generator.problems import Failure
from generator.reading.documents import is_named_by


@question
def published_files(ask: Ask) -> tuple[Asset, ...]:
    """Every picture and document of the edition, each once, by its URL."""
    paths: set[str] = set()
    for files in ask.each(files_of_story, ask(published, False)).values():
        paths.update(files)
    for path in ask(published_pages):
        paths.update(ask(files_of_page, path))
    for person in ask(by_person, False):
        paths.update(ask(files_of_person, person))
    paths.update(ask(files_of_site))
    assets = {ask(document, path) for path in paths if ask(is_usable, path)}
    return tuple(sorted(assets, key=lambda asset: asset.url))


@question
def is_usable(ask: Ask, path: str) -> bool:
    """Whether a file can be published; why not is told where it is used."""
    try:
        ask(document, path)
    except Failure:
        return False
    return True


@question
def files_of_story(ask: Ask, identity: str) -> tuple[str, ...]:
    """What a story shows and links."""
    story, source = ask(article, identity), article_path(identity)
    images = [story.image, story.social.image]
    linked: list[str] = []
    for key, guest in guests_of(story):
        images.append(guest.image)
        for number, link in enumerate(guest.bio.links):
            lead = ask(named_link, source, link.target, f"{key}.bio.link[{number}]")
            linked.append(lead.file)
    return tuple(sorted({*_found(ask, source, images), *filter(None, linked)}))


@question
def files_of_page(ask: Ask, path: str) -> tuple[str, ...]:
    """What a standing page shows and links."""
    text = ask(page, path)
    return _found(ask, page_path(path), [text.image, text.social.image])


@question
def files_of_person(ask: Ask, person: str) -> tuple[str, ...]:
    """What a person's page shows and links."""
    return _found(ask, author_path(person), [ask(author, person).image])


def _found(ask: Ask, source: str, images: list[ImageRef | None]) -> tuple[str, ...]:
    text = ask(body_facts, source)
    names = [image.src for image in images if image] + [p.src for p in text.pictures]
    paths = [_path(ask, source, name) for name in names]
    paths += [link.file for link in ask(body_links, source)]
    return tuple(sorted({path for path in paths if path}))


def _path(ask: Ask, source: str, name: str) -> str:
    try:
        return ask(file_at, source, name)
    except Failure:
        return ""


@question
def files_of_site(ask: Ask) -> tuple[str, ...]:
    """Logo, stand-in picture, icon, and the documents that site.yaml always publishes."""
    options = ask(site)
    names = [name for name in (options.logo, options.image, options.theme.icon) if name]
    paths = [_path(ask, SITE_FILE, name) for name in names]
    for number, item in enumerate(options.menu or ()):
        if "." in item.to:
            paths.append(ask(named_link, SITE_FILE, item.to, f"menu[{number}].to").file)
    for glob in options.files.always:
        paths += ask(always_published, glob)
    return tuple(sorted({path for path in paths if path}))


@question
def always_published(ask: Ask, glob: str) -> tuple[str, ...]:
    """The files that a pattern of `files: always` names; never a text or a picture's notes."""
    files = (path for path in ask(listing, "content") if not path.endswith((".md", ".yaml")))
    return tuple(path for path in files if is_named_by(path, (glob,)))
