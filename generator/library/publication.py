"""The one gate: which stories and pages may be known at all.

Every list, count, link and file of an edition comes from `published`; nobody else looks at a
draft mark or a date. `ever` opens the gate for whatever any clock may publish: it serves the
checks that must find today what would break at the hour of a release.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from generator.engine import Ask, question
from generator.library.sources import is_past, shows_drafts
from generator.library.texts import article_path, articles, desk_line, page, page_path, pages


class Status(StrEnum):
    """Whether a story is out, and why not."""

    PUBLISHED = "published"
    DRAFT = "draft"
    HELD = "held"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Wait:
    """A story that the clock keeps back, and until when."""

    identity: str
    until: datetime


@question
def status(ask: Ask, identity: str) -> Status:
    """Where a story stands by its own words and the clock; previews don't change it."""
    story = ask(desk_line, identity)
    if story.draft:
        return Status.DRAFT
    if story.expires_at and ask(is_past, story.expires_at):
        return Status.EXPIRED
    return Status.PUBLISHED if ask(is_past, story.released) else Status.HELD


@question
def is_published(ask: Ask, identity: str) -> bool:
    """Whether this edition shows the story; a preview shows drafts and held ones too."""
    standing = ask(status, identity)
    if standing in (Status.DRAFT, Status.HELD):
        return ask(shows_drafts)
    return standing is Status.PUBLISHED


@question
def published(ask: Ask, ever: bool) -> tuple[str, ...]:
    """The identities of the stories of this edition; with `ever`, of all but drafts."""
    found = ask(articles)
    if ever:
        return tuple(i for i, line in ask.each(desk_line, found).items() if not line.draft)
    return tuple(i for i, is_out in ask.each(is_published, found).items() if is_out)


@question
def published_pages(ask: Ask) -> tuple[str, ...]:
    """The standing pages of this edition."""
    return tuple(p for p in ask(pages) if not ask(page, p).draft or ask(shows_drafts))


@question
def held(ask: Ask) -> tuple[Wait, ...]:
    """What waits for its hour, the next one first."""
    standing = ask.each(status, ask(articles)).items()
    waits = [Wait(i, ask(desk_line, i).released) for i, s in standing if s is Status.HELD]
    return tuple(sorted(waits, key=lambda wait: (wait.until, wait.identity)))


@question
def drafts(ask: Ask) -> tuple[str, ...]:
    """The files of all drafts, stories and standing pages."""
    lines = ask.each(desk_line, ask(articles)).items()
    stories = [article_path(identity) for identity, line in lines if line.draft]
    return tuple(sorted([*stories, *(page_path(p) for p in ask(pages) if ask(page, p).draft)]))


@question
def next_due(ask: Ask) -> datetime | None:
    """When the next story is released or withdrawn: by then the site must be built again."""
    instants = [wait.until for wait in ask(held)]
    for identity, line in ask.each(desk_line, ask(articles)).items():
        if line.expires_at and ask(status, identity) in (Status.PUBLISHED, Status.HELD):
            instants.append(line.expires_at)
    return min(instants, default=None)


def mark(ask: Ask, identity: str) -> str:
    """What a preview writes over a story that is not out: "draft", "held", or nothing."""
    standing = ask(status, identity)
    return str(standing) if standing in (Status.DRAFT, Status.HELD) else ""
