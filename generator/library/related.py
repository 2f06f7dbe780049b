"""Further reading: what the desk picked first, completed by likeness.

Likeness counts what two stories share (tags, people, series, section, rare words of headline and
summary), rarer things more; of what many share, only stories of the months around count. Weights
are powers of two by rarity, so that one new story seldom shifts any; ties go to the newer story,
then by identity.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain

from generator.digest import part_of
from generator.engine import Ask, costly, question
from generator.library.cards import card, parts_beside
from generator.library.index import index_line, month_counts, month_order, timeline
from generator.library.languages import language_of
from generator.library.links import Leads, named_link
from generator.library.publication import is_published
from generator.library.references import story_named
from generator.library.texts import article, article_path, is_article_readable, site
from generator.library.translations import translation_group
from generator.model.shown import Card, RelatedLink
from generator.model.values import FrozenMap
from generator.problems import Failure, error, softened
from generator.urls import is_web_address, own_path

# What a shared feature weighs before its rarity: a tag says more than a common word.
_WEIGHT = {"tag": 8, "series": 8, "person": 2, "section": 1, "word": 2}
_LEAST_LIKENESS = 6
_WORD = re.compile(r"[^\W\d_]{4,}")


@question
def features(ask: Ask, identity: str) -> tuple[str, ...]:
    """What a story can share with others: `tag:x`, `person:y`, `word:z`…, sorted."""
    line, story = ask(index_line, identity), ask(article, identity)
    words = _WORD.findall(f"{story.title} {story.summary or ''}".casefold())
    found = [f"tag:{tag}" for tag in line.tags]
    found += [f"person:{person}" for _, person in line.people]
    found += [f"series:{line.series}"] if line.series else []
    found += [f"section:{line.section}"] if line.section else []
    found += [f"word:{word}" for word in words]
    return tuple(sorted(set(found)))


# A person or word of more stories than this says nothing: the desk's only editor, a word of the
# season.
_TOO_COMMON = 500
# Of what more stories share than this, only those of the months around count: else one new story
# would be weighed against half the archive.
_RARE = 64
_MOST_ALIKE = 20
_PARTS = 256


@costly
def features_of_month(ask: Ask, language: str, month: str) -> FrozenMap:
    """Feature to the published stories of a month (`2026/03`) that have it, newest first."""
    order = ask(month_order, language, month, False)
    known = ask.each(features, order)
    found: dict[str, list[str]] = {}
    for identity in order:
        for feature in known[identity]:
            found.setdefault(feature, []).append(identity)
    return FrozenMap({feature: tuple(stories) for feature, stories in found.items()})


@question
def sharers_in_parts(ask: Ask, language: str) -> tuple[FrozenMap, ...]:
    """The answers of `sharers` in parts; what is lone or too common is left out."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for month in reversed(tuple(ask(month_counts, language))):
        for feature, stories in ask(features_of_month, language, month).items():
            found.setdefault(feature, []).append(stories)
    parts: list[dict[str, tuple[int, tuple[str, ...]]]] = [{} for _ in range(_PARTS)]
    for feature, months in found.items():
        count = sum(map(len, months))
        if _is_telling(feature, count):
            rare = tuple(chain.from_iterable(months)) if count <= _RARE else ()
            parts[part_of(feature, _PARTS)][feature] = count.bit_length(), rare
    return tuple(FrozenMap(part) for part in parts)


def _is_telling(feature: str, stories: int) -> bool:
    return stories > 1 and (stories <= _TOO_COMMON or feature.startswith(("tag:", "section:")))


@costly
def sharers_in_part(ask: Ask, language: str, number: int) -> FrozenMap:
    """One part of `sharers_in_parts`."""
    return ask(sharers_in_parts, language)[number]


@question
def sharers(ask: Ask, language: str, feature: str) -> tuple[int, tuple[str, ...]]:
    """How many bits the number of those has that share a feature, and, if it is rare, who."""
    part = ask(sharers_in_part, language, part_of(feature, _PARTS))
    found: tuple[int, tuple[str, ...]] = part.get(feature, (0, ()))
    return found


@question
def sharers_around(ask: Ask, language: str, feature: str, month: str) -> tuple[str, ...]:
    """The published stories of a month, and of those beside it, that share a feature."""
    maps = [ask(features_of_month, language, each) for each in _around(month)]
    return tuple(identity for found in maps for identity in found.get(feature, ()))


def _around(month: str) -> tuple[str, str, str]:
    """The month after, the month itself and the one before: `2026/03`."""
    year, number = map(int, month.split("/"))
    months = (12 * year + number - 1 + step for step in (1, 0, -1))
    after, same, before = (f"{count // 12:04}/{count % 12 + 1:02}" for count in months)
    return after, same, before


@question
def magnitude(ask: Ask, language: str) -> int:
    """How many stories a language has, in powers of two."""
    return len(ask(timeline, language, False)).bit_length()


@question
def alike(ask: Ask, identity: str) -> tuple[str, ...]:
    """The published stories most like this one, best first; never itself or its translations."""
    language, month = ask(language_of, identity), ask(index_line, identity).month
    scores: Counter[str] = Counter()
    for feature in ask(features, identity):
        bits, others = ask(sharers, language, feature)
        weight = _weight(feature, bits, ask(magnitude, language))
        if not others and bits:
            others = ask(sharers_around, language, feature, month)
        for other in others:
            scores[other] += weight
    for own in (identity, *ask(translation_group, identity)):
        scores.pop(own, None)
    best = sorted(scores.values(), reverse=True)[:_MOST_ALIKE]
    least = max(_LEAST_LIKENESS, min(best, default=0))
    ranked = sorted(other for other in scores if scores[other] >= least)
    ranked.sort(key=lambda other: (scores[other], ask(index_line, other).released), reverse=True)
    return tuple(ranked[:_MOST_ALIKE])


def _weight(feature: str, bits: int, magnitude: int) -> int:
    """The kind's weight, doubled for each halving of how many stories share it (at most 64 fold).

    By bit lengths, so a count that grows by one seldom changes anything.
    """
    rarity = min(6, max(0, magnitude - bits))
    return _WEIGHT[feature.partition(":")[0]] << rarity


@question
def picked(ask: Ask, identity: str) -> tuple[str | RelatedLink, ...]:
    """What the desk picked: identities, and links to the outside. Unknown names are told."""
    story, path = ask(article, identity), article_path(identity)
    chosen: list[str | RelatedLink] = []
    for place, ref in enumerate(story.related):
        if own_path(ref.target, ask(site).base_url) is not None:
            found_here = ask(named_link, path, ref.target, f"related[{place}]")
            if found_here.leads is Leads.INSIDE:
                title = ref.title or _shown_address(ref.target)
                chosen.append(RelatedLink(title, found_here.href))
            continue
        if is_web_address(ref.target):
            chosen.append(RelatedLink(ref.title or _shown_address(ref.target), ref.target))
            continue
        try:
            found = ask(story_named, path, ask(language_of, identity), ref.target)
        except Failure as failure:
            for problem in failure.problems:
                placed = error(
                    problem.code,
                    problem.message,
                    path,
                    key=f"related[{place}]",
                    cure=problem.cure,
                )
                ask.report(softened(placed) if story.draft else placed)
            continue
        chosen.append(found)
    return tuple(dict.fromkeys(chosen))


def _shown_address(url: str) -> str:
    return re.sub(r"^https?://(www\.)?", "", url).rstrip("/")


@question
def related(ask: Ask, identity: str) -> tuple[Card, ...]:
    """Hand-picked stories first, in the desk's order, completed by likeness up to a number.

    A picked story that is not out, or was withdrawn, is passed over until it is.
    """
    by_hand = [
        p for p in ask(picked, identity) if isinstance(p, str) and ask(is_article_readable, p)
    ]
    shown = [p for p in by_hand if ask(is_published, p) and p != identity]
    wanted = max(ask(site).related, len(shown))
    beside = ask(parts_beside, identity)  # which the page names anyhow
    shown += [p for p in ask(alike, identity) if p not in shown and p not in beside]
    return tuple(ask(card, p) for p in shown[:wanted])


@question
def related_links(ask: Ask, identity: str) -> tuple[RelatedLink, ...]:
    """The hand-picked links to the outside."""
    return tuple(p for p in ask(picked, identity) if isinstance(p, RelatedLink))
