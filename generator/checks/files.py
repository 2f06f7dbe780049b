"""Files of content/ that nothing reads: what somebody meant to publish, and would miss too late.

Hidden files and what editors leave behind are in no listing. A picture or document that nothing
refers to waits for its use, and is no fault.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping

from generator.engine import Ask, question
from generator.library.files import PICTURE_ENDINGS
from generator.library.published_files import (
    always_published,
    files_of_page,
    files_of_person,
    files_of_site,
    files_of_story,
)
from generator.library.sources import listing
from generator.library.texts import (
    ARTICLES,
    AUTHORS,
    FRONT_FILE,
    PAGES,
    SITE_FILE,
    articles,
    authors,
    pages,
)
from generator.library.texts import site as publication
from generator.problems import Problem, did_you_mean, error, sentences, warning

TEXTS = (ARTICLES, AUTHORS, PAGES)
IMAGES, DOCUMENTS = "content/images/", "content/files/"
# What programs call Markdown, and what Windows makes of a name whose ending it hides.
_MARKDOWN = tuple(
    (".md", ".markdown", ".mdown", ".mkdown", ".mkd", ".mkdn", ".mdwn", ".mdtext", ".mdx")
    + (".md.txt", ".markdown.txt")
)
# What a story may have been written in.
_WRITTEN = tuple(
    (".txt", ".text", ".htm", ".html", ".xhtml", ".doc", ".docx", ".odt", ".rtf", ".pages")
    + (".rst", ".org", ".adoc", ".tex", ".yaml", ".yml")
)


@question
def files_checked(ask: Ask) -> int:
    """Reports files that nothing reads, and patterns that no file answers to; answers how many."""
    files = ask(listing, "content")
    known = frozenset(files)
    pictures = {_bare(path): path for path in files if _is_picture(path)}
    found: list[Problem] = []
    manuscripts: list[str] = []
    for path in files:
        if problem := _misnamed(path, known, pictures):
            found.append(problem)
        elif _is_manuscript(path, known):
            manuscripts.append(path)
    linked = ask(referred) if manuscripts else frozenset()
    found += [_manuscript(path) for path in manuscripts if path not in linked]
    for number, glob in enumerate(ask(publication).files.always):
        if not ask(always_published, glob):
            found.append(_matches_nothing(glob, f"files.always[{number}]", files))
    for problem in found:
        ask.report(problem)
    return len(found)


@question
def referred(ask: Ask) -> frozenset[str]:
    """Every file that a text or site.yaml refers to, drafts and held stories too."""
    found = set(ask(files_of_site))
    for files in ask.each(files_of_story, ask(articles)).values():
        found.update(files)
    for path in ask(pages):
        found.update(ask(files_of_page, path))
    for person in ask(authors):
        found.update(ask(files_of_person, person))
    return frozenset(each.path for each in found)


def _misnamed(path: str, known: frozenset[str], pictures: Mapping[str, str]) -> Problem | None:
    """What is wrong with a file's name or folder, as far as the other names tell."""
    if path.endswith(".md") and path.startswith(TEXTS):
        return None
    plain = path.rstrip(" .").lower()
    if plain.endswith(_MARKDOWN):
        return _wrong_ending(path, known) if path.startswith(TEXTS) else _misplaced(path)
    if not plain.endswith((".yaml", ".yml")) or path == FRONT_FILE:
        return None
    return _notes(path, known, pictures) or _beside_front(path, known)


def _wrong_ending(path: str, known: frozenset[str]) -> Problem:
    plain = path.rstrip(" .").lower()
    ending = max((ending for ending in _MARKDOWN if plain.endswith(ending)), key=len)
    meant = f"{path[: len(plain) - len(ending)]}.md"
    cure = f"rename it to {posixpath.basename(meant)}"
    if meant in known:
        cure = f"{posixpath.basename(meant)} stands beside it: delete or rename one of them"
    message = "nothing reads this file: texts have names that end in .md"
    return error("unread-text", message, path, cure=cure)


def _misplaced(path: str) -> Problem | None:
    """A text outside the folders of texts; a README is for colleagues."""
    name = posixpath.basename(path)
    if name.lower().startswith("readme."):
        return None
    if path.startswith((IMAGES, DOCUMENTS)):
        message = "nothing reads this file: no text is looked for here"
        cure = f"move it to {ARTICLES} if it is a story; call a note for colleagues README.md"
        return warning("unread-file", message, path, cure=cure)
    first, _, rest = path.removeprefix("content/").partition("/")
    near = [folder for folder in TEXTS if rest and did_you_mean(first, [folder.split("/")[1]])]
    meant = f"{near[0]}{rest}" if near else f"{ARTICLES}{path.removeprefix('content/')}"
    message = "nothing reads this file: texts are in content/articles/, authors/ and pages/"
    return error("unread-text", message, path, cure=f"move it to {meant}")


def _notes(path: str, known: frozenset[str], pictures: Mapping[str, str]) -> Problem | None:
    """Notes that have another name than their picture, or that have none."""
    stem, ending = posixpath.splitext(path)
    if stem in known and _is_picture(stem) and ending == ".yaml":
        return None
    picture = stem if stem in known else pictures.get(_bare(stem), "")
    if picture and (_is_picture(stem) or not path.startswith(DOCUMENTS)):
        message = "nothing reads this file: notes have the picture's whole name and .yaml behind it"
        meant = posixpath.basename(f"{picture}.yaml")
        cure = f"{meant} stands beside it: put what is missing there, and delete this one"
        cure = cure if f"{picture}.yaml" in known else f"rename it to {meant}"
        return error("unread-notes", message, path, cure=cure)
    if picture or not (_is_picture(stem) or path.startswith(IMAGES)):
        return None
    message = "nothing reads this file: there is no picture of that name beside it"
    cure = "delete it, or give it the picture's whole name and .yaml behind it"
    return warning("notes-without-picture", message, path, cure=cure)


def _beside_front(path: str, known: frozenset[str]) -> Problem | None:
    """What lies beside content/front.yaml: nothing else in YAML is read there but notes."""
    if posixpath.dirname(path) != "content" or posixpath.splitext(path)[0] in known:
        return None
    cure = "rename it to front.yaml, or delete it"
    return error("unread-notes", "nothing reads this file", path, cure=cure)


def _bare(path: str) -> str:
    """A path without a picture's ending, in small letters: what pictures and notes may share."""
    stem = posixpath.splitext(path)[0] if _is_picture(path) else path
    return stem.casefold()


def _is_picture(path: str) -> bool:
    return posixpath.splitext(path)[1].lower() in PICTURE_ENDINGS


def _is_manuscript(path: str, known: frozenset[str]) -> bool:
    """Whether a file may be a story that was saved as something else than Markdown."""
    stem = posixpath.splitext(path)[0]
    is_written = path.startswith(TEXTS) and path.lower().endswith(_WRITTEN)
    return is_written and f"{stem}.md" not in known and not _is_picture(stem)


def _manuscript(path: str) -> Problem:
    message = "nothing reads this file, and nothing links it"
    cure = "a text is in Markdown, in a file that ends in .md; a document is published when linked"
    return warning("unread-file", message, path, cure=cure)


def _matches_nothing(glob: str, key: str, files: tuple[str, ...]) -> Problem:
    message = f'no file answers to "{glob}"'
    if glob.endswith((".md", ".yaml")):
        cure = "texts and notes (.md, .yaml) are never published: give the file another ending"
    else:
        names = [path.removeprefix("content/") for path in files]
        hint = "paths begin below content/; `*` is any part of a name, `**` any folders"
        cure = sentences(did_you_mean(glob, names), hint)
    return warning("unmatched-pattern", message, SITE_FILE, key=key, cure=cure)
