"""Which article an author means: by its path, or by its slug.

Static: drafts and held stories count as well, so that time never changes what a name means.
"""

from __future__ import annotations

import posixpath
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from generator.digest import part_of
from generator.engine import Ask, question
from generator.library.languages import language_of
from generator.library.sources import exists
from generator.library.texts import (
    ARTICLES,
    AUTHORS,
    PAGES,
    article_files,
    article_path,
    articles,
    author_files,
    author_path,
    desk_line,
    is_article_readable,
    named_by,
    page_files,
    page_path,
)
from generator.model.values import FrozenMap
from generator.problems import Failure, did_you_mean, error, nearest, sentences
from generator.urls import slugify


@question
def texts(ask: Ask) -> frozenset[str]:
    """Every Markdown file that may be linked: articles, people, standing pages."""
    return frozenset(
        [article_path(i) for i in ask(article_files)]
        + [author_path(i) for i in ask(author_files)]
        + [page_path(p) for p in ask(page_files)]
    )


def is_text(ask: Ask, path: str) -> bool:
    """Whether the path is that of a Markdown file that may be linked."""
    is_ours = path.endswith(".md") and path.startswith((ARTICLES, AUTHORS, PAGES))
    return is_ours and ask(exists, path)


@question
def by_slug(ask: Ask) -> FrozenMap:
    """Slug to the identities that have it; an unreadable file counts by its name."""
    found: dict[str, list[str]] = {}
    lines = ask.each(desk_line, ask(articles))
    for identity in ask(article_files):
        stem = identity.removesuffix("/index").rpartition("/")[2]
        slug = lines[identity].slug if identity in lines else slugify(stem)
        found.setdefault(slug, []).append(identity)
    return FrozenMap({slug: tuple(found[slug]) for slug in sorted(found)})


# A new story makes its part another, and leaves those alone who asked about other slugs.
_SLUG_PARTS = 256


@question
def slugs_in_parts(ask: Ask) -> tuple[FrozenMap, ...]:
    """`by_slug` in parts."""
    parts: list[dict[str, tuple[str, ...]]] = [{} for _ in range(_SLUG_PARTS)]
    for slug, identities in ask(by_slug).items():
        parts[part_of(slug, _SLUG_PARTS)][slug] = identities
    return tuple(FrozenMap(part) for part in parts)


@question
def slugs_in_part(ask: Ask, number: int) -> FrozenMap:
    """One part of `by_slug`."""
    return ask(slugs_in_parts)[number]


def with_slug(ask: Ask, slug: str) -> tuple[str, ...]:
    """The identities that have a slug."""
    found: tuple[str, ...] = ask(slugs_in_part, part_of(slug, _SLUG_PARTS)).get(slug, ())
    return found


def text_at(ask: Ask, source: str, target: str, typed: str = "") -> str:
    """The Markdown file that a path means, beside `source` first, then from content/.

    Raises `Failure` for a path that leads nowhere, out of content/, or to two files; it names the
    target as it was `typed`.
    """
    typed = typed or target
    found = [path for path in candidates(source, target) if is_text(ask, path)]
    if len(found) > 1:
        raise Failure(
            error(
                "ambiguous-path",
                f'"{typed}" may be {found[0]} or {found[1]}',
                source,
                cure=told_apart(found),
            )
        )
    if not found:
        near = suggested_path(source, target, ask(texts_by_name))
        cure = sentences(near, PATHS)
        raise Failure(error("dead-link", f'there is no file "{typed}"', source, cure=cure))
    return found[0]


PATHS = "paths count from this file's folder, or from content/"


@question
def texts_by_name(ask: Ask) -> FrozenMap:
    """Each Markdown file that may be linked, by its name without ending."""
    return by_name(ask(texts))


def by_name(paths: Iterable[str]) -> FrozenMap:
    """Paths by their files' names without ending; that of index.md is its folder's."""
    return FrozenMap({_stem(path): path for path in sorted(paths, reverse=True)})


def suggested_path(source: str, target: str, known: Mapping[str, str]) -> str:
    """Words that offer the file whose name is most like a missing one's, as `source` types it."""
    near = nearest(_stem(target), known)
    return f'did you mean "{_as_typed(source, target, known[near])}"?' if near else ""


def _stem(path: str) -> str:
    folder, name = posixpath.split(posixpath.splitext(path)[0])
    return posixpath.basename(folder) if name == "index" and folder else name


def _as_typed(source: str, target: str, path: str) -> str:
    """A path in the manner of the target: from the text's folder, or from content/."""
    folder = posixpath.dirname(source)
    if target.startswith("/"):
        return path.removeprefix("content")
    if target.startswith(".") or path.startswith(f"{folder}/"):
        return posixpath.relpath(path, folder or ".")
    return path.removeprefix("content/")


def told_apart(found: Sequence[str]) -> str:
    """How to write a path that means several files: in full, where that means only one."""
    full = [path for path in found if f"{ARTICLES}{path.removeprefix('content/')}" not in found]
    paths = (path.removeprefix("content") for path in full)
    return f"write {' or '.join(paths)}, or rename one of them"


def candidates(source: str, target: str) -> tuple[str, ...]:
    """The paths that a target may mean from the site's folder, each once, the nearest first."""
    beside = posixpath.join(posixpath.dirname(source), target.lstrip("/"))
    tried = [] if target.startswith("/") else [beside]
    tried += [posixpath.join(root, target.lstrip("/")) for root in ("content", ARTICLES)]
    plain = [posixpath.normpath(path) for path in tried]
    # Some systems write "é" as two characters in a name, and an author types it as one.
    paths = dict.fromkeys(form for path in plain for form in (path, *_forms(path)))
    return tuple(path for path in paths if path.startswith("content/"))


def _forms(path: str) -> tuple[str, ...]:
    if path.isascii():
        return ()
    return unicodedata.normalize("NFC", path), unicodedata.normalize("NFD", path)


@question
def story_named(ask: Ask, source: str, language: str, name: str) -> str:
    """The identity of the article that `name` means in a file of that language.

    With a slash or `.md` it is a path; else a slug: the one in the referrer's language, then the
    original. Raises `Failure` for an unknown name or one that several articles answer to.
    """
    if "/" in name or name.endswith(".md"):
        slug = name.strip("/").rpartition("/")[2]
        if name.endswith("/") and with_slug(ask, slug):
            message = f'"{name}" is the address of a page'
            cure = f"an article is named by its slug or its path: write {slug}"
            raise Failure(error("unknown-article", message, source, cure=cure))
        path = name if name.endswith(".md") else f"{name}.md"
        identity = named_by(ARTICLES, text_at(ask, source, path, name))
        if not identity:
            cure = "articles are the files in content/articles/"
            raise Failure(error("not-an-article", f'"{name}" is no article', source, cure=cure))
        return identity
    named = with_slug(ask, name)
    if not named:
        raise Failure(
            error(
                "unknown-article",
                f'no article called "{name}"',
                source,
                cure=sentences(
                    did_you_mean(name, ask(by_slug)), "an article is named by its slug or its path"
                ),
            )
        )
    return _preferred(ask, source, language, name, named)


def _preferred(ask: Ask, source: str, language: str, name: str, named: tuple[str, ...]) -> str:
    if len(named) == 1:
        return named[0]
    readable = [i for i in named if ask(is_article_readable, i)]
    in_language = [i for i in readable if ask(language_of, i) == language]
    originals = [i for i in readable if not ask(desk_line, i).is_translation]
    for choice in (in_language, originals):
        if len(choice) == 1:
            return choice[0]
    paths = [article_path(i) for i in named]
    raise Failure(
        error(
            "ambiguous-article",
            f'"{name}" may be one of {len(named)} articles: {", ".join(paths)}',
            source,
            cure=f"name it by its path, such as {paths[0].removeprefix('content')}",
        )
    )
