"""The pictures and documents of an edition: those that something published refers to."""

from __future__ import annotations

from typing import NamedTuple

from generator.engine import Ask, question
from generator.library.files import Asset, Use, copies, document, file_at
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


class Named(NamedTuple):
    """A file that something names, and the `Use` of what is shown as a picture."""

    path: str
    use: str = ""


@question
def published_files(ask: Ask) -> tuple[Asset, ...]:
    """Every picture and document of the edition, each once, by its URL."""
    named: set[Named] = set()
    for files in ask.each(files_of_story, ask(published, False)).values():
        named.update(files)
    for path in ask(published_pages):
        named.update(ask(files_of_page, path))
    for person in ask(by_person, False):
        named.update(ask(files_of_person, person))
    named.update(ask(files_of_site))
    usable = [each for each in named if ask(is_usable, each.path)]
    assets = {ask(document, each.path) for each in usable}
    for each in usable:
        assets.update(ask(copies, each.path, each.use) if each.use else ())
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
def files_of_story(ask: Ask, identity: str) -> tuple[Named, ...]:
    """What a story shows and links."""
    story, source = ask(article, identity), article_path(identity)
    images = [(story.image, Use.STORY), (story.social.image, "")]
    linked: list[str] = []
    for key, guest in guests_of(story):
        images.append((guest.image, Use.SMALL))
        for number, link in enumerate(guest.bio.links):
            lead = ask(named_link, source, link.target, f"{key}.bio.link[{number}]")
            linked.append(lead.file)
    return tuple(sorted({*_found(ask, source, images), *map(Named, filter(None, linked))}))


@question
def files_of_page(ask: Ask, path: str) -> tuple[Named, ...]:
    """What a standing page shows and links."""
    text = ask(page, path)
    return _found(ask, page_path(path), [(text.image, Use.STORY), (text.social.image, "")])


@question
def files_of_person(ask: Ask, person: str) -> tuple[Named, ...]:
    """What a person's page shows and links."""
    return _found(ask, author_path(person), [(ask(author, person).image, Use.SMALL)])


def _found(ask: Ask, source: str, images: list[tuple[ImageRef | None, str]]) -> tuple[Named, ...]:
    shown = [(image.src, use) for image, use in images if image]
    shown += [(picture.src, Use.STORY) for picture in ask(body_facts, source).pictures]
    named = {Named(_path(ask, source, name), use) for name, use in shown}
    named |= {Named(link.file) for link in ask(body_links, source)}
    return tuple(sorted(each for each in named if each.path))


def _path(ask: Ask, source: str, name: str) -> str:
    try:
        return ask(file_at, source, name)
    except Failure:
        return ""


@question
def files_of_site(ask: Ask) -> tuple[Named, ...]:
    """Logo, stand-in picture, icon, and the documents that site.yaml always publishes."""
    options = ask(site)
    names = [name for name in (options.logo, options.image, options.theme.icon) if name]
    paths = [_path(ask, SITE_FILE, name) for name in names]
    logo = [Named(_path(ask, SITE_FILE, options.logo), Use.SMALL)] if options.logo else []
    for number, item in enumerate(options.menu or ()):
        if "." in item.to:
            paths.append(ask(named_link, SITE_FILE, item.to, f"menu[{number}].to").file)
    for glob in options.files.always:
        paths += ask(always_published, glob)
    return tuple(sorted(each for each in {*logo, *map(Named, paths)} if each.path))


@question
def always_published(ask: Ask, glob: str) -> tuple[str, ...]:
    """The files that a pattern of `files: always` names; never a text or a picture's notes."""
    files = (path for path in ask(listing, "content") if not path.endswith((".md", ".yaml")))
    return tuple(path for path in files if is_named_by(path, (glob,)))
