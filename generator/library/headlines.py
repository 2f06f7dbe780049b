"""Headlines that more than one page would bear as its title: a search result must tell them apart.

What is shared is a small answer that seldom changes, so that a new headline wakes no other page.
"""

from __future__ import annotations

from collections import Counter

from generator.engine import Ask, question
from generator.library.publication import published, published_pages
from generator.library.taxonomy import sections
from generator.library.texts import article, page


@question
def headline(ask: Ask, identity: str) -> str:
    """A story's headline, whatever its capitals and blanks."""
    return _key(ask(article, identity).title)


def _key(title: str) -> str:
    return " ".join(title.casefold().split())


@question
def shared_titles(ask: Ask) -> frozenset[str]:
    """The titles of more than one story or standing page, or of one of them and a section."""
    titles = [ask(headline, identity) for identity in ask(published, False)]
    titles += [_key(ask(page, path).title) for path in ask(published_pages)]
    titles += {_key(section.title) for section in ask(sections)}
    return frozenset(title for title, count in Counter(titles).items() if count > 1)


def is_shared(ask: Ask, title: str) -> bool:
    """Whether another page has the title too."""
    return _key(title) in ask(shared_titles)


@question
def namesakes(ask: Ask, title: str) -> tuple[str, ...]:
    """The stories of all languages with the headline of `title`, the oldest first."""
    key = _key(title)
    found = [identity for identity in ask(published, False) if ask(headline, identity) == key]
    return tuple(sorted(found, key=lambda i: (ask(article, i).released.utc, i)))
