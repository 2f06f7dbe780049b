"""Sections, tags, series: what an author's word means, and which spellings are one.

Static: neither the gate nor the clock has a say, so that a release can't bring a fault to light.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from generator.engine import Ask, question
from generator.library.languages import language_of
from generator.library.texts import DeskLine, article_path, articles, desk_line, half_read, site
from generator.model.site import Section, SeriesRule, TagRule
from generator.model.values import FrozenMap
from generator.problems import Problem, did_you_mean, error, sentences, softened
from generator.reading.reserved import is_reserved
from generator.urls import slugify


@question
def sections(ask: Ask) -> tuple[Section, ...]:
    """All sections in order: the declared ones, else those that stories name, by id."""
    declared = ask(site).sections
    if declared:
        return declared
    found = {slugify(name): name for name in reversed(ask(section_names))}
    return tuple(Section(key, found[key]) for key in sorted(found) if key)


@question
def section_names(ask: Ask) -> tuple[str, ...]:
    """Every section's name as stories spell it: sorted, those that only drafts use last."""
    used = {(line.draft, line.section) for line in ask.each(desk_line, ask(articles)).values()}
    return tuple(dict.fromkeys(name for _, name in sorted(used)))


@question
def section_of(ask: Ask, identity: str) -> Section | None:
    """The section of a story; None (and a problem, see `section_faults`) where it has none."""
    name = ask(desk_line, identity).section
    return ask(section_named, name)


@question
def section_named(ask: Ask, name: str) -> Section | None:
    """The section with that id or name."""
    by_slug = {section.id: section for section in ask(sections)}
    by_title = {section.title.casefold(): section for section in ask(sections)}
    return by_slug.get(name) or by_title.get(name.casefold()) or by_slug.get(slugify(name))


@question
def declared_tags(ask: Ask) -> FrozenMap:
    """Every spelling that site.yaml folds, in lower case, with the tag that it means."""
    folded: dict[str, TagRule] = {}
    for rule in ask(site).tags:
        for spelling in (*rule.aliases, rule.title, rule.id):
            folded[spelling.casefold()] = rule
    return FrozenMap(folded)


@question
def tag_slug(ask: Ask, text: str) -> str:
    """The address of a tag; empty where the text leaves nothing to make one of."""
    rule = ask(declared_tags).get(text.casefold())
    if rule is None:
        rule = None if _signs(text) else ask(tags_by_slug).get(slugify(text))
    return rule.id if rule else slugify(text)


@question
def tags_by_slug(ask: Ask) -> FrozenMap:
    """The declared tags by the slugs of their spellings: "Black-Sea" means "Black Sea" too.

    Spellings with signs are left out: "C#" and "C++" lose what parts them in a slug.
    """
    plain = [(slugify(s), rule) for s, rule in ask(declared_tags).items() if not _signs(s)]
    return FrozenMap({slug: rule for slug, rule in plain if slug})


def _signs(text: str) -> str:
    return re.sub(r"[\w\s'’.,-]", "", text)


@question
def tag_title(ask: Ask, text: str) -> str:
    """The tag as shown: as site.yaml spells it, else as the author does."""
    slug = ask(tag_slug, text)
    rule = next((rule for rule in ask(site).tags if rule.id == slug), None)
    return rule.title if rule else text


@question
def tag_description(ask: Ask, slug: str) -> str | None:
    """What site.yaml says of a tag."""
    return next((rule.description for rule in ask(site).tags if rule.id == slug), None)


@question
def is_declared_tag(ask: Ask, slug: str) -> bool:
    """Whether site.yaml names the tag."""
    return any(rule.id == slug for rule in ask(site).tags)


@question
def declared_series(ask: Ask, series: str) -> SeriesRule | None:
    """What site.yaml says of a series; None where it doesn't name it."""
    return next((rule for rule in ask(site).series if rule.id == series), None)


@question
def taxonomy_faults(ask: Ask) -> tuple[str, ...]:
    """Reports unknown and unusable sections and tags; answers with the faulty identities."""
    faulty: dict[str, None] = {}
    spellings: dict[tuple[str, str], tuple[str, str]] = {}
    lines = ask.each(desk_line, ask(articles))
    tags = {text: None for line in lines.values() for text in line.tags}
    known = {text: (ask(tag_slug, text), ask(tag_title, text)) for text in tags}
    for identity in sorted(lines, key=lambda i: lines[i].draft):
        line = lines[identity]
        sections_found = _section_faults(ask, identity, line, lines)
        for problem in (*sections_found, *_tag_faults(ask, identity, line, known, spellings)):
            ask.report(softened(problem) if line.draft else problem)
            faulty[identity] = None
    for identity in ask(half_read) if ask(site).sections else ():
        line = ask(desk_line, identity)
        for problem in _section_faults(ask, identity, line, lines) if line.section else ():
            ask.report(softened(problem) if line.draft else problem)
            faulty[identity] = None
    return tuple(faulty)


def _section_faults(
    ask: Ask, identity: str, line: DeskLine, lines: Mapping[str, DeskLine]
) -> Iterable[Problem]:
    name, path = line.section, article_path(identity)
    declared = ask(site).sections
    if declared:
        if ask(section_named, name) is None:
            known = [text for section in declared for text in (section.id, section.title)]
            names = ", ".join(section.id for section in declared)
            yield error(
                "unknown-section",
                f'no section called "{name}"',
                path,
                key="section",
                cure=sentences(did_you_mean(name, known), f"site.yaml declares {names}"),
            )
        return
    slug = slugify(name)
    if not slug:
        yield error(
            "section-without-letters",
            f'the section "{name}" has no letter or digit to make an address of',
            path,
            key="section",
            cure="give it another name, or declare it in site.yaml under sections:",
        )
    elif is_reserved(slug, ask(site).language):
        yield error(
            "reserved-section",
            f'the section "{name}" would have the address /{slug}/, which is kept for other pages',
            path,
            key="section",
            cure="give the section another name",
        )
    else:
        title = next(section.title for section in ask(sections) if section.id == slug)
        if title != name:
            other = next(article_path(i) for i in lines if lines[i].section == title)
            yield error(
                "section-spelled-twice",
                f'the section "{name}" has the same address as "{title}" in {other}: /{slug}/',
                path,
                key="section",
                cure="spell it the same way everywhere, or declare it in site.yaml",
            )


def _tag_faults(
    ask: Ask,
    identity: str,
    line: DeskLine,
    known: Mapping[str, tuple[str, str]],
    spellings: dict[tuple[str, str], tuple[str, str]],
) -> Iterable[Problem]:
    """What is wrong with a story's tags; `known` has the slug and the title of each."""
    path, language = article_path(identity), ask(language_of, identity)
    for place, text in enumerate(line.tags):
        slug, title = known[text]
        key = f"tags[{place}]"
        if not slug:
            yield error(
                "tag-without-letters",
                f'the tag "{text}" has no letter or digit to make an address of',
                path,
                key=key,
                cure=f'declare it in site.yaml: tags: {{AN-ID-IN-LETTERS: {{title: "{text}"}}}}',
            )
            continue
        first_title, first_path = spellings.setdefault((language, slug), (title, path))
        if first_title != title:
            yield error(
                "tag-spelled-twice",
                f'the tags "{title}" and "{first_title}" ({first_path}) have one address: '
                f"/tags/{slug}/",
                path,
                key=key,
                cure="spell them alike, or tell them apart in site.yaml under tags: "
                "(aliases fold spellings together)",
            )
