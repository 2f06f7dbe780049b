"""What lies outside, as questions: the files of the site, the bundled layouts, the clock.

The only room above the engine that touches the world. Everything else asks here.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Protocol, TypeVar, cast

from generator.digest import of_bytes, part_of
from generator.engine import Ask, question, source
from generator.engine.memory import Key
from generator.freshness import LISTED, Changed, is_between
from generator.problems import Failure, error
from generator.site_files import Refusal, Refused

T = TypeVar("T")


# More than these are not recalled one by one: to ask everything takes no longer.
SUSPECTS_AT_MOST = 500


class SourceChanged(Exception):
    """A source changed between two looks at it: the edition must begin again."""


class Files(Protocol):
    """A folder of files; paths are relative, with slashes."""

    def listing(self, folder: str) -> tuple[tuple[str, ...], tuple[Refusal, ...]]:
        """The files below a folder, sorted, and those that are refused."""

    def read(self, path: str) -> bytes: ...
    def digest(self, path: str) -> str: ...


class Staging(Protocol):
    """Where bytes wait for the edition, by their digest."""

    def put(self, data: bytes) -> str: ...


class World(Protocol):
    """All that a build may know of what lies outside."""

    @property
    def files(self) -> Files: ...
    @property
    def bundled(self) -> Files: ...
    @property
    def staging(self) -> Staging: ...
    @property
    def now(self) -> datetime: ...
    @property
    def drafts(self) -> bool: ...
    @property
    def preview(self) -> bool: ...
    @property
    def changed(self) -> Changed | None: ...


def world(ask: Ask) -> World:
    """The world, for sources and for questions that read a file whose digest they asked."""
    return cast("World", ask.world)


@source
def listing(ask: Ask, folder: str) -> tuple[str, ...]:
    """Every file below a folder of the site, sorted; refused ones become problems."""
    names, refusals = world(ask).files.listing(folder)
    for refusal in refusals:
        ask.report(error(refusal.reason_code, refusal.message, refusal.path))
    return names


@source
def file_digest(ask: Ask, path: str) -> str:
    """The digest of a file of the site; a `Failure` where it can't be read."""
    return _door(ask, path, lambda: world(ask).files.digest(path))


@source
def bundled_listing(ask: Ask) -> tuple[str, ...]:
    """Every file of the bundled layouts, sorted; raises `Refused` where some can't be listed."""
    names, refusals = world(ask).bundled.listing("")
    if refusals:
        raise Refused(refusals[0])
    return names


@source
def bundled_digest(ask: Ask, path: str) -> str:
    """The digest of a bundled layout."""
    return world(ask).bundled.digest(path)


@source
def is_past(ask: Ask, instant: datetime) -> bool:
    """Whether the clock has reached the instant."""
    return world(ask).now >= instant


@source
def shows_drafts(ask: Ask) -> bool:
    """Whether this is a preview that shows drafts and held stories."""
    return world(ask).drafts


@source
def is_preview(ask: Ask) -> bool:
    """Whether this is no edition to publish: drafts are shown, or the clock is set ahead."""
    return world(ask).preview or world(ask).drafts


def suspects(world: World, edition: str) -> tuple[Key, ...] | None:
    """The sources that may say something else than in that edition; None where any may.

    The clock is asked by hundreds, so it is all or none of them: while it stands between two
    instants that were asked, it answers them all as it did.
    """
    changed = world.changed
    if changed is None or not edition or changed.edition != edition:
        return None
    if len(changed.paths) > SUSPECTS_AT_MOST:
        return None
    if not is_between(world.now, changed.since, changed.until):
        return None
    return ((shows_drafts, ()), (is_preview, ()), *map(_source_of, sorted(changed.paths)))


def _source_of(path: str) -> Key:
    """What is asked of a path as a look names it."""
    if path == LISTED[-1]:
        return bundled_listing, ()
    if path.startswith("/"):
        return bundled_digest, (path[1:],)
    return (listing, (path[:-1],)) if path.endswith("/") else (file_digest, (path,))


@question
def exists(ask: Ask, path: str) -> bool:
    """Whether the site has a file of that path."""
    folder = path.partition("/")[0]
    return "/" in path and path in ask(listed_part, folder, part_of(path, _LISTED_PARTS))


# A new file makes its part of the listing another, and leaves those who asked about others alone.
_LISTED_PARTS = 256


@question
def listed_parts(ask: Ask, folder: str) -> tuple[frozenset[str], ...]:
    """The files below a top-level folder, in parts."""
    parts: list[set[str]] = [set() for _ in range(_LISTED_PARTS)]
    for path in ask(listing, folder):
        parts[part_of(path, _LISTED_PARTS)].add(path)
    return tuple(frozenset(part) for part in parts)


@question
def listed_part(ask: Ask, folder: str, number: int) -> frozenset[str]:
    """One part of a listing."""
    return ask(listed_parts, folder)[number]


def read(ask: Ask, path: str) -> bytes:
    """The bytes of a file of the site, the very ones whose digest was asked.

    Raises `SourceChanged` where they can't be had any more: what the disk refuses once must not be
    remembered of bytes that it gives the next time. Only their size is a fault of the file.
    """
    try:
        digest = ask(file_digest, path)
    except Failure as failure:  # listed a moment ago, and gone by now
        if failure.problems[0].code == "missing-file" and ask(exists, path):
            raise SourceChanged(path) from failure
        raise
    return _door(ask, path, lambda: _read(world(ask).files, path, digest))


def _read(files: Files, path: str, digest: str) -> bytes:
    try:
        data = files.read(path)
    except Refused as refused:
        if refused.is_for_its_bytes:
            raise
        raise SourceChanged(path) from refused
    if of_bytes(data) != digest:
        raise SourceChanged(path)
    return data


def _door(ask: Ask, path: str, look: Callable[[], T]) -> T:
    """What the door to the files gives; a refusal becomes a problem of that file."""
    try:
        return look()
    except Refused as refused:
        raise Failure(error(refused.refusal.reason_code, refused.refusal.message, path)) from None


def read_bundled(ask: Ask, path: str) -> bytes:
    """The bytes of a bundled layout, as `read`."""
    return _read(world(ask).bundled, path, ask(bundled_digest, path))
