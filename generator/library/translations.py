"""Translations: which stories and pages are one in several languages."""

from __future__ import annotations

from generator.engine import Ask, question
from generator.library.addresses import absolute, href, permalink
from generator.library.languages import language_label, language_of
from generator.library.publication import is_published
from generator.library.references import story_named
from generator.library.texts import article, article_path, articles
from generator.model.shown import Translation
from generator.model.values import FrozenMap
from generator.problems import Failure, error, softened


@question
def original_of(ask: Ask, identity: str) -> str:
    """The story that this one is a translation of, or itself; an unknown one is told."""
    story = ask(article, identity)
    if story.translation_of is None:
        return identity
    path = article_path(identity)
    try:
        # No language: of several with one slug the original is meant.
        found = ask(story_named, path, "", story.translation_of)
    except Failure as failure:
        for problem in failure.problems:
            placed = error(
                problem.code, problem.message, path, key="translation_of", cure=problem.cure
            )
            ask.report(softened(placed) if story.draft else placed)
        return identity
    if found == identity:
        cure = "name the original's slug or path, or take the key out"
        ask.report(
            error(
                "translation-of-itself",
                "a story can't be a translation of itself",
                path,
                key="translation_of",
                cure=cure,
            )
        )
    return found


@question
def translation_groups(ask: Ask) -> FrozenMap:
    """Original to all stories that tell it, itself first; chains lead to their beginning."""
    groups: dict[str, list[str]] = {}
    origins = ask.each(original_of, ask(articles))
    for identity in origins:
        origin, seen = identity, {identity}
        while (step := origins[origin]) not in seen and step in origins:
            origin = step
            seen.add(step)
        groups.setdefault(origin, []).append(identity)
    return FrozenMap(
        {origin: tuple(told) for origin, told in sorted(groups.items()) if len(told) > 1}
    )


@question
def translation_group(ask: Ask, identity: str) -> tuple[str, ...]:
    """The stories that tell the same as this one, itself among them, or none."""
    found: tuple[str, ...] = ask(groups_by_story).get(identity, ())
    return found


@question
def groups_by_story(ask: Ask) -> FrozenMap:
    """Story to its translation group; lone stories left out."""
    groups = ask(translation_groups).values()
    return FrozenMap({identity: group for group in groups for identity in group})


@question
def translations(ask: Ask, identity: str) -> tuple[Translation, ...]:
    """The published tellings of a story, one a language, this one among them; none if alone."""
    group = [i for i in ask(translation_group, identity) if ask(is_published, i)]
    by_language: dict[str, str] = {ask(language_of, identity): identity}
    for other in group:
        by_language.setdefault(ask(language_of, other), other)
    if len(by_language) < 2:
        return ()
    return tuple(ask(translation, by_language[language]) for language in sorted(by_language))


@question
def translation(ask: Ask, identity: str) -> Translation:
    """A story as its other tellings name it."""
    language = ask(language_of, identity)
    url = ask(permalink, identity)
    title = ask(article, identity).title
    name = ask(language_label, language)
    return Translation(language, name, ask(href, url), ask(absolute, url), title)
