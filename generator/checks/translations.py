"""Translations: one telling of a story in each language, and no circles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from generator.engine import Ask, question
from generator.library.languages import language_of
from generator.library.texts import (
    ARTICLES,
    article,
    article_path,
    article_reading,
    articles,
    named_by,
)
from generator.library.translations import original_of, translation_groups
from generator.problems import Problem, Severity, error, softened


@question
def translations_checked(ask: Ask) -> tuple[str, ...]:
    """Reports two tellings in one language, and circles; answers with the faulty stories."""
    faulty: list[str] = []
    for group in ask(translation_groups).values():
        told: dict[str, str] = {}
        for identity in sorted(group, key=lambda i: ask(article, i).translation_of is not None):
            language = ask(language_of, identity)
            first = told.setdefault(language, identity)
            if first != identity and not _is_faulty(ask, identity):
                faulty.append(identity)
                message = f"{article_path(first)} tells this story in {language} already"
                _report(ask, error("translation-twice", message, article_path(identity)))
    origins = ask.each(original_of, ask(articles))
    for identity in origins:
        if _is_in_circle(identity, origins):
            faulty.append(identity)
            message = "these translations name each other in a circle"
            _report(ask, error("translation-circle", message, article_path(identity)))
    return tuple(faulty)


def _is_faulty(ask: Ask, identity: str) -> bool:
    """Whether the file has faults: then its language may be another than it seems."""
    return any(p.severity is Severity.ERROR for p in ask(article_reading, identity).problems)


def _is_in_circle(identity: str, origins: Mapping[str, str]) -> bool:
    """Whether going on to the original of the original comes back to the story."""
    seen, step = {identity}, origins[identity]
    while step not in seen and step in origins:
        seen.add(step)
        step = origins[step]
    return step == identity and len(seen) > 1


def _report(ask: Ask, problem: Problem) -> None:
    story = ask(article, named_by(ARTICLES, problem.path))
    key = "translation_of" if story.translation_of else "language"
    cure = "name the original in each translation, and give each its own language"
    placed = replace(problem, key=key, cure=cure)
    ask.report(softened(placed) if story.draft else placed)
