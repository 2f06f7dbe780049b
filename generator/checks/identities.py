"""Permanent identities: no two stories that a feed reader would take for one.

Looked at with the gate open: what a release would bring together is told today.
"""

from __future__ import annotations

from generator.engine import Ask, question
from generator.library.texts import article, article_path, articles, desk_line
from generator.problems import error, softened
from generator.rendering.feed_view import feed_id


@question
def identities_checked(ask: Ask) -> int:
    """Reports each story with the identity of another; answers how many there are."""
    first: dict[str, str] = {}
    faults = 0
    lines, ids = ask.each(desk_line, ask(articles)), ask.each(feed_id, ask(articles))
    for identity in sorted(lines, key=lambda i: (lines[i].draft, i)):
        other = first.setdefault(ids[identity], identity)
        if other == identity:
            continue
        mine, theirs = (identity, other) if ask(article, identity).id else (other, identity)
        if ask(article, mine).id is None:  # one address: told as such
            continue
        faults += 1
        message = f'{article_path(theirs)} has the identity "{ask(article, mine).id}" too'
        cure = "give each story an id of its own, or leave it out: then its address is its identity"
        told = error("same-id", message, article_path(mine), key="id", cure=cure)
        ask.report(softened(told) if lines[identity].draft else told)
    return faults
