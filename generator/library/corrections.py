"""Every correction of every published story."""

from __future__ import annotations

from generator.engine import Ask, question
from generator.library.cards import card
from generator.library.publication import published
from generator.library.sources import is_past
from generator.library.texts import (
    article,
    article_path,
    articles,
    desk_line,
    page,
    page_path,
    pages,
)
from generator.model.shown import CorrectedStory
from generator.model.values import Moment
from generator.problems import error, softened


@question
def corrected(ask: Ask) -> tuple[str, ...]:
    """The published stories that may have corrections, by identity."""
    lines = ask.each(desk_line, ask(published, False))
    return tuple(identity for identity, line in lines.items() if line.has_notices)


@question
def corrections(ask: Ask) -> tuple[CorrectedStory, ...]:
    """The corrections, newest first, ties by story and then as typed."""
    found = [
        CorrectedStory(ask(card, identity), notice.at, notice.text)
        for identity in ask(corrected)
        for notice in ask(article, identity).corrections
    ]
    return tuple(sorted(found, key=lambda entry: entry.at.utc, reverse=True))


@question
def future_notices(ask: Ask) -> tuple[str, ...]:
    """Reports updates and corrections dated after the clock; answers with the faulty files.

    Under a later clock they are right, so time never makes this fail.
    """
    faulty: dict[str, None] = {}
    for identity, line in ask.each(desk_line, ask(articles)).items():
        if not line.has_notices:
            continue
        story = ask(article, identity)
        dated = [(f"updates[{n}].date", notice.at) for n, notice in enumerate(story.updates)]
        dated += [(f"corrections[{n}].date", u.at) for n, u in enumerate(story.corrections)]
        if story.updated:
            dated.append(("updated", story.updated))
        for key, at in dated:
            if _lies_ahead(ask, at):
                _report(ask, article_path(identity), key, story.draft)
                faulty[identity] = None
    for path in ask(pages):
        updated = ask(page, path).updated
        if updated and _lies_ahead(ask, updated):
            _report(ask, page_path(path), "updated", ask(page, path).draft)
            faulty[path] = None
    return tuple(faulty)


def _lies_ahead(ask: Ask, at: Moment) -> bool:
    return not ask(is_past, at.utc)


def _report(ask: Ask, path: str, key: str, is_draft: bool) -> None:
    problem = error(
        "future-update",
        "an update or correction can't lie in the future",
        path,
        key=key,
        cure="give the time at which the text was changed; to hold a story back, use publish_at",
    )
    ask.report(softened(problem) if is_draft else problem)
