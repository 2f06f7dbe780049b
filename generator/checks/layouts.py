"""Files of layouts/ that nothing reads, and what is wrong with the words that are read.

A file of words is looked at whether a text is in its language or not.
"""

from __future__ import annotations

import posixpath
from difflib import get_close_matches

from generator.engine import Ask, question
from generator.library.languages import languages, page_languages
from generator.library.sources import bundled_listing, listing
from generator.library.texts import article, articles, page, pages
from generator.problems import Failure, Problem, warning
from generator.reading.language_tags import language_tag, nearest_tag
from generator.rendering.assets import ASSETS
from generator.rendering.layouts import COMPUTED, FOLDER, references
from generator.rendering.words import MESSAGES, own_words

# As near as "artcle" is to "article"; "longread" is near to nothing.
_NEAR = 0.8


@question
def layouts_checked(ask: Ask) -> tuple[str, ...]:
    """Reports the site's own layouts and words that nothing reads; answers with their paths."""
    bundled, unread = ask(bundled_listing), []
    for path in ask(listing, FOLDER.rstrip("/")):
        name = path[len(FOLDER) :]
        is_note = posixpath.basename(name).lower().startswith("readme.")
        if is_note or (name in bundled and not name.startswith(MESSAGES)):
            continue
        problem = _words(ask, path) if name.startswith(MESSAGES) else _layout(ask, name, bundled)
        if problem:
            ask.report(problem)
            unread.append(path)
    return tuple(unread)


def _words(ask: Ask, path: str) -> Problem | None:
    """A file of words is named by a language; its own faults are told here, too."""
    name = path[len(FOLDER + MESSAGES) :]
    stem, ending = posixpath.splitext(name)
    if language_tag(stem) != stem or ending != ".yaml":
        meant = nearest_tag(stem)
        cure = f"rename it to {meant}.yaml" if meant else "its name is a language tag: pt-BR.yaml"
        return _unread("a file of words is named by its language", path, cure)
    try:
        ask(own_words, stem)
    except Failure as failure:
        for problem in failure.problems:
            ask.report(problem)
    used = {*ask(languages, True), *ask(page_languages)}
    base = stem.split("-")[0]
    if stem != base and stem not in used and base in used:
        return _unread(f"no text of the site is in {stem}", path, f"rename it to {base}.yaml")
    return None


def _layout(ask: Ask, name: str, bundled: tuple[str, ...]) -> Problem | None:
    """A file that nothing names, and that is no layout or seems meant for a bundled one."""
    if name.startswith(ASSETS):
        return None
    layouts = [other for other in bundled if not other.startswith((ASSETS, MESSAGES))]
    stems = {posixpath.splitext(posixpath.basename(other))[0]: other for other in layouts}
    stem = posixpath.basename(name).split(".")[0].casefold()
    near = get_close_matches(stem, stems, n=1, cutoff=_NEAR)
    if (not near and name.endswith(".html")) or name in ask(named_layouts):
        return None
    cure = f'did you mean "{stems[near[0]]}"?' if near else ""
    cure = cure or "layouts end in .html; style sheets, icons and scripts are in layouts/assets/"
    return _unread("no page and no other layout uses it", f"{FOLDER}{name}", cure)


@question
def named_layouts(ask: Ask) -> frozenset[str]:
    """The layouts that texts or other layouts name; all, where a layout computes a name."""
    found = {ask(article, identity).layout for identity in ask(articles)}
    found |= {ask(page, path).layout for path in ask(pages)}
    own = [path[len(FOLDER) :] for path in ask(listing, FOLDER.rstrip("/"))]
    for name in {*own, *ask(bundled_listing)}:
        if name.endswith(".html"):
            found |= {reference.name for reference in ask(references, name)}
    if COMPUTED in found:
        found |= set(own)
    return frozenset(name for name in found if name)


def _unread(why: str, path: str, cure: str) -> Problem:
    return warning("unread-layout", f"nothing reads this file: {why}", path, cure=cure)
