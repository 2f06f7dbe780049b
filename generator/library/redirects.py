"""Old addresses of stories and pages, and where they lead now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.engine import Ask, question
from generator.library.addresses import page_url, permalink
from generator.library.publication import published, published_pages
from generator.library.texts import article, article_path, page, page_path, pages
from generator.model.article import Article, StandingPage


@dataclass(frozen=True, slots=True)
class Redirect:
    """An old path (maybe with a query), the path it leads to, the file and key that say so."""

    old: str
    target: str
    source: str
    key: str
    title: str


@question
def redirects(ask: Ask, ever: bool) -> tuple[Redirect, ...]:
    """Every alias of what is published, sorted by the old address."""
    found: list[Redirect] = []
    for old in ask.each(old_addresses, ask(published, ever)).values():
        found += old
    standing = ask(published_pages)
    if ever:
        standing = tuple(path for path in ask(pages) if not ask(page, path).draft)
    for path in standing:
        text, url = ask(page, path), ask(page_url, path)
        found += _leading(url, page_path(path), text)
    return tuple(sorted(found, key=lambda redirect: (redirect.old, redirect.source)))


@question
def old_addresses(ask: Ask, identity: str) -> tuple[Redirect, ...]:
    """The aliases of a story."""
    story = ask(article, identity)
    return tuple(_leading(ask(permalink, identity), article_path(identity), story))


def _leading(url: str, source: str, text: Article | StandingPage) -> Iterator[Redirect]:
    for number, old in enumerate(text.aliases):
        yield Redirect(old, url, source, f"aliases[{number}]", text.title)
