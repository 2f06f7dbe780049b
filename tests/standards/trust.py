"""TR: what a reader may hold the publication to, one link away from every article."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from tests.standards.edition import Edition


def policies(edition: Edition, words: tuple[str, ...]) -> Iterator[str]:
    """Articles without a link to a standing page (or mail) whose address or words say so."""
    for page in edition.articles:
        told = [
            f"{urlsplit(urljoin(page.url, a.get('href'))).path} {a.get('href')} {a.text}".lower()
            for a in page.all("a")
        ]
        if not any(word in text for text in told for word in words):
            yield f"{page}: no link to {words[0]}"


def about_linked(edition: Edition) -> Iterator[str]:
    """TR-01: about or masthead page linked from every article."""
    yield from policies(edition, ("about", "masthead", "who we are"))


def corrections_policy_linked(edition: Edition) -> Iterator[str]:
    """TR-02: corrections policy linked from every article."""
    yield from policies(edition, ("corrections policy", "corrections-policy", "how we correct"))


def ethics_linked(edition: Edition) -> Iterator[str]:
    """TR-03: ethics or editorial-standards page linked from every article."""
    yield from policies(edition, ("ethics", "standards", "principles"))


def contact_linked(edition: Edition) -> Iterator[str]:
    """TR-04: contact or feedback linked from every article."""
    yield from policies(edition, ("contact", "feedback", "mailto:"))


def kind_stated(edition: Edition) -> Iterator[str]:
    """TR-08: the kind of work is stated."""
    for page in edition.articles:
        if not any(e.text for e in page.root.with_class("kind")):
            yield f"{page}: no kind"
