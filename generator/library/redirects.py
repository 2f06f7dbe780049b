"""Old addresses of stories and pages, and where they lead now."""

from __future__ import annotations

from dataclasses import dataclass

from generator.engine import Ask, question
from generator.library.addresses import page_url, permalink
from generator.library.publication import published, published_pages
from generator.library.texts import article, article_path, page, page_path, pages


@dataclass(frozen=True, slots=True)
class Redirect:
    """An old path (maybe with a query), the path it leads to, the file that says so."""

    old: str
    target: str
    source: str
    title: str


@question
def redirects(ask: Ask, ever: bool) -> tuple[Redirect, ...]:
    """Every alias of what is published, sorted by the old address."""
    found: list[Redirect] = []
    for identity in ask(published, ever):
        story, url = ask(article, identity), ask(permalink, identity)
        found += [Redirect(old, url, article_path(identity), story.title) for old in story.aliases]
    standing = ask(published_pages)
    if ever:
        standing = tuple(path for path in ask(pages) if not ask(page, path).draft)
    for path in standing:
        text, url = ask(page, path), ask(page_url, path)
        found += [Redirect(old, url, page_path(path), text.title) for old in text.aliases]
    return tuple(sorted(found, key=lambda redirect: (redirect.old, redirect.source)))
