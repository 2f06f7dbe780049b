"""Where search engines are to look for a text: at its own address, or where it stood first."""

from __future__ import annotations

from generator.engine import Ask, question
from generator.library.addresses import absolute, page_url, permalink
from generator.library.links import web_link
from generator.library.texts import article, article_path, page, page_path
from generator.urls import split_fragment


@question
def story_stood_first_at(ask: Ask, identity: str) -> str | None:
    """The whole address that a story names as the first one; None where that is its own."""
    typed, own = ask(article, identity).canonical, ask(absolute, ask(permalink, identity))
    return _elsewhere(ask, article_path(identity), typed, own)


@question
def page_stood_first_at(ask: Ask, path: str) -> str | None:
    """The whole address that a standing page names as the first one; None where that is its own."""
    typed, own = ask(page, path).canonical, ask(absolute, ask(page_url, path))
    return _elsewhere(ask, page_path(path), typed, own)


def _elsewhere(ask: Ask, source: str, typed: str | None, own: str) -> str | None:
    """None also where the page that is named is not there any more: then this one stands for it."""
    found = web_link(ask, source, typed, "canonical") if typed else None
    address = split_fragment(found)[0] if found else own
    return None if address == own else address
