"""Texts that name each other, or a third one in a row, as the place where they stood first."""

from __future__ import annotations

from urllib.parse import unquote

from generator.engine import Ask, question
from generator.library.addresses import text_at_url
from generator.library.texts import ARTICLES, PAGES, article, is_draft, named_by, page, site
from generator.problems import error, softened
from generator.urls import own_path, split_fragment


@question
def canonical_checked(ask: Ask, source: str) -> str | None:
    """Reports a text whose `canonical` is another of the site that has one itself; answers with
    that other. Search engines would be led on, or in a circle, and show neither."""
    other = _named_by(ask, source)
    if other is None or _named_by(ask, other, elsewhere=True) is None:
        return other
    message = f"this did not stand first in {other}: that has a `canonical` itself"
    cure = "name the first address in both, or take one of the two away"
    problem = error("canonical-chain", message, source, key="canonical", cure=cure)
    ask.report(softened(problem) if is_draft(ask, source) else problem)
    return other


def _named_by(ask: Ask, source: str, *, elsewhere: bool = False) -> str | None:
    """The other text that a text names; with `elsewhere` also whatever stands off the site."""
    typed = _canonical(ask, source)
    path = own_path(typed, ask(site).base_url) if typed else None
    if typed and path is None:
        return typed if elsewhere else None
    found = ask(text_at_url, unquote(split_fragment(path)[0])) if path else None
    return None if found == source else found


def _canonical(ask: Ask, source: str) -> str | None:
    if identity := named_by(ARTICLES, source):
        return ask(article, identity).canonical
    return ask(page, named_by(PAGES, source)).canonical
