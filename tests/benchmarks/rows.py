"""The situations that are measured, what each changes, and the proof that the build did its work.

A run that failed, or left the edit out, is no figure but an error: `NotDone`.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from tests.benchmarks.corpus import Story
from tests.benchmarks.measure import Measured, measured
from tests.benchmarks.sites.site import BenchmarkSite, LayoutEdit

Must = Iterator[tuple[str, str]]


class NotDone(Exception):
    """A build did not do what it should have done."""


@dataclass(frozen=True, slots=True)
class Row:
    """A situation: `change` makes it and yields what must stand where in the output afterwards."""

    name: str
    title: str
    change: Callable[[BenchmarkSite, str], Must]
    is_edit: bool = True
    adds_files: bool = False


@dataclass(frozen=True, slots=True)
class Base:
    """The finished site before any edit: its files, and the digest of them all."""

    files: frozenset[Path]
    digest: str


def run(site: BenchmarkSite, row: Row, number: int, base: Base) -> Measured:
    """Measure a row once; each number is an edit of its own, so that none is there already."""
    must = tuple(row.change(site, f"mark-{row.name}-{number}"))
    found = build(site)
    check(site, must)
    count = len(_files(site))
    if count < len(base.files) or (count > len(base.files) and not row.adds_files):
        raise NotDone(f"{site.name}: {count:,} files, not {len(base.files):,}")
    return found


def build(site: BenchmarkSite) -> Measured:
    """Build a site in a fresh process; raises `NotDone` if it doesn't end well."""
    done = measured(site.command(), site.root, site.environment())
    if done.code:
        raise NotDone(f"{site.name} ended with {done.code}:\n{done.said[-2000:]}")
    return done


def base_of(site: BenchmarkSite) -> Base:
    """What stands in the output, once every page has been seen to be right."""
    newest = site.corpus.stories[-1]
    check(site, ((page_of(story), story.title) for story in site.corpus.stories))
    check(site, ((path, newest.title) for path in places_of(newest)))
    return Base(_files(site), _digest(site))


def check(site: BenchmarkSite, must: Iterable[tuple[str, str]]) -> None:
    """Raise `NotDone` if the output lacks words where they must stand."""
    for path, words in must:
        page = site.output / path
        if not page.is_file() or words not in page.read_text("utf-8"):
            raise NotDone(f"{site.name}: {words!r} is not in {path}")


def restore(site: BenchmarkSite, row: Row, base: Base) -> None:
    """Put sources, output and memory back as they were before a row."""
    if row.is_edit:
        site.path(site.corpus.one_more()).unlink(missing_ok=True)
        site.put(_edited(site))
        for edit in (site.article_layout, site.shared_partial):
            _layout(site, edit, "")
        if site.memory:  # else no build looks at what the last one left
            build(site)
    if site.removes_stale:
        if base != Base(_files(site), _digest(site)):
            raise NotDone(f"{site.name}: the site after a row is not what it was before")
    else:
        for path in _files(site) - base.files:
            path.unlink()


def page_of(story: Story) -> str:
    """The file of a story's page below the output."""
    return f"{story.url[1:]}index.html"


def places_of(story: Story) -> tuple[str, ...]:
    """Where a recent story's headline stands: home, lists, feeds."""
    section, person = story.section.lower(), f"authors/{story.authors[0]}"
    return (
        page_of(story),
        "index.html",
        "feed.xml",
        f"{section}/index.html",
        f"{section}/feed.xml",
        f"{person}/index.html",
        f"{person}/feed.xml",
    )


def _edited(site: BenchmarkSite) -> Story:
    """The story that rows edit: a recent one, which stands on the front page and in the feeds."""
    return site.corpus.stories[-3]


def _cold(site: BenchmarkSite, mark: str) -> Must:
    for name in ("output", *site.memory):
        shutil.rmtree(site.root / name, ignore_errors=True)
    yield from ((page_of(story), story.title) for story in site.corpus.stories)


def _unchanged(site: BenchmarkSite, mark: str) -> Must:
    yield page_of(_edited(site)), _edited(site).title


def _body(site: BenchmarkSite, mark: str) -> Must:
    story = _edited(site)
    site.put(replace(story, body=f"A paragraph with a {mark} in it.\n\n{story.body}"))
    yield from ((path, mark) for path in (page_of(story), "feed.xml"))


def _headline(site: BenchmarkSite, mark: str) -> Must:
    story = replace(_edited(site), title=f"A headline with a {mark} in it")
    site.put(story)
    yield from ((path, story.title) for path in places_of(story))


def _added(site: BenchmarkSite, mark: str) -> Must:
    story = site.corpus.one_more()
    if site.path(story).exists():  # by the run before: it is added to a site that lacks it
        site.path(story).unlink()
        build(site)
    site.put(replace(story, title=f"A headline with a {mark} in it"))
    yield from ((path, mark) for path in places_of(story))


def _article_layout(site: BenchmarkSite, mark: str) -> Must:
    _layout(site, site.article_layout, mark)
    yield from ((page_of(story), mark) for story in site.corpus.stories)


def _partial(site: BenchmarkSite, mark: str) -> Must:
    _layout(site, site.shared_partial, mark)
    yield from ((page_of(story), mark) for story in site.corpus.stories)
    lists = [path for path in places_of(_edited(site)) if path.endswith("index.html")]
    yield from ((path, mark) for path in (*lists, "tags/index.html", "authors/index.html"))


def _carried(site: BenchmarkSite, mark: str) -> Must:
    """As a build service does it: a fresh checkout, and what was kept of the build before."""
    old = site.root.with_name(f"{site.root.name}-before")
    site.root.rename(old)
    left = shutil.ignore_patterns("output", *site.memory)
    shutil.copytree(old, site.root, symlinks=True, ignore=left, copy_function=shutil.copyfile)
    for name in site.memory:
        if (old / name).exists():
            (old / name).rename(site.root / name)
    shutil.rmtree(old)
    yield from ((page_of(story), story.title) for story in site.corpus.stories)


def _layout(site: BenchmarkSite, edit: LayoutEdit, mark: str) -> None:
    """Write a layout with a mark, or as it was."""
    path = site.root / edit.path
    text = site.layout_as_written(edit)
    if edit.old not in text:
        raise NotDone(f"{site.name}: {edit.old!r} is not in {edit.path}")
    new = text.replace(edit.old, edit.new.format(mark=mark)) if mark else text
    if path.read_text("utf-8") != new:
        path.write_text(new, "utf-8")


def _files(site: BenchmarkSite) -> frozenset[Path]:
    return frozenset(path for path in site.output.rglob("*") if path.is_file())


def _digest(site: BenchmarkSite) -> str:
    digest = hashlib.sha256()
    for path in sorted(_files(site)):
        digest.update(f"{path.relative_to(site.output)}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


ROWS = {
    row.name: row
    for row in (
        Row("cold", "cold, nothing kept", _cold, is_edit=False),
        Row("unchanged", "nothing changed", _unchanged, is_edit=False),
        Row("body", "one body edited", _body),
        Row("headline", "one headline changed", _headline),
        Row("added", "one article added", _added, adds_files=True),
        Row("layout", "article layout changed", _article_layout),
        Row("partial", "partial of all pages changed", _partial),
        Row("carried", "clean checkout, carried store", _carried, is_edit=False),
    )
}
