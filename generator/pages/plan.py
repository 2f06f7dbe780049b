"""All outputs of an edition: what kinds there are, what is planned, and the bytes of it."""

from __future__ import annotations

from generator.digest import part_of
from generator.engine import Ask, costly, question
from generator.pages.article import ARTICLE
from generator.pages.assets import ASSET
from generator.pages.feeds import LIST_FEED, MAIN_FEED
from generator.pages.home import HOME, LOST
from generator.pages.indexes import CORRECTIONS, PEOPLE, TAGS, YEAR
from generator.pages.lists import MONTH, SECTION, SERIES, TAG
from generator.pages.output import Output
from generator.pages.person import PERSON
from generator.pages.redirects import HOST_HEADERS, HOST_REDIRECTS, REDIRECT
from generator.pages.sitemaps import NEWS_SITEMAP, ROBOTS, SITEMAP
from generator.pages.standing import STANDING
from generator.problems import Failure
from generator.urls import file_path

KINDS = {
    kind.name: kind
    for kind in (ARTICLE, STANDING, HOME, SECTION, TAG, SERIES, MONTH, YEAR, TAGS, PEOPLE, PERSON)
    + (CORRECTIONS, LOST, MAIN_FEED, LIST_FEED, SITEMAP, NEWS_SITEMAP, ROBOTS, REDIRECT)
    + (HOST_REDIRECTS, HOST_HEADERS, ASSET)
}

# The kinds of page that show one text, which is their source.
TEXTS = frozenset(kind.name for kind in (ARTICLE, STANDING, PERSON))

# Outputs are made in so many parts, so that a page that changes has few others looked at.
PARTS = 256


@question
def planned(ask: Ask, ever: bool) -> tuple[Output, ...]:
    """Every output of this edition; with `ever`, of any clock, files under /assets/ left out."""
    kinds = [kind for kind in KINDS.values() if not (ever and kind is ASSET)]
    return tuple(output for kind in kinds for output in kind.plan(ask, ever))


@question
def parts(ask: Ask) -> tuple[tuple[Output, ...], ...]:
    """The outputs of this edition in parts, as their URLs decide."""
    found: list[list[Output]] = [[] for _ in range(PARTS)]
    for output in ask(planned, False):
        found[part_of(output.url, PARTS)].append(output)
    return tuple(tuple(outputs) for outputs in found)


@costly
def part(ask: Ask, number: int) -> tuple[Output, ...]:
    """The outputs of one part."""
    return ask(parts)[number]


@costly
def made_part(ask: Ask, number: int) -> tuple[tuple[str, str], ...]:
    """The files of one part: path in the output folder and digest of the staged bytes.

    What can't be made is reported, and left out.
    """
    files = []
    try:
        outputs = ask(part, number)
    except Failure:  # told where outputs are counted
        return ()
    for output in outputs:
        try:
            files.append((file_path(output.url), ask(KINDS[output.kind].render, output)))
        except Failure as failure:
            for problem in failure.problems:
                ask.report(problem)
    return tuple(files)
