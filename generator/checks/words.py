"""Files of words in layouts/messages/: named by a language, and without slips.

Each is looked at whether a text is in its language or not.
"""

from __future__ import annotations

import posixpath

from generator.engine import Ask, question
from generator.library.languages import languages, page_languages, script_of
from generator.problems import Failure, Problem, warning
from generator.reading.language_tags import language_tag, nearest_tag
from generator.rendering.layouts import FOLDER, own_layouts
from generator.rendering.words import MESSAGES, files_of, own_words


@question
def words_checked(ask: Ask) -> tuple[str, ...]:
    """Reports files of words that nothing reads, and slips in others; answers with the former."""
    unread = []
    for name in ask(own_layouts):
        if name.startswith(MESSAGES) and (problem := _words(ask, f"{FOLDER}{name}")):
            ask.report(problem)
            unread.append(name)
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
    return _unread_in(sorted({*ask(languages, True), *ask(page_languages)}), stem, path)


def _unread_in(used: list[str], stem: str, path: str) -> Problem | None:
    """Where texts are in the file's language, and yet in none of which the file has the words."""
    base = stem.split("-")[0]
    kin = [language for language in used if language.split("-")[0] == base]
    if not kin or any(stem in files_of(language) for language in kin):
        return None
    wanted = f"{files_of(kin[0])[-1]}.yaml"
    if script_of(stem) != script_of(kin[0]):
        why = f"the site's texts in {kin[0]} are in another script"
        return _unread(why, path, f"the words for {kin[0]} are in {wanted}")
    return _unread(f"no text of the site is in {stem}", path, f"rename it to {wanted}")


def _unread(why: str, path: str, cure: str) -> Problem:
    return warning("unread-words", f"nothing reads this file: {why}", path, cure=cure)
