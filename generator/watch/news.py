"""What the process that watches and the one that builds tell each other."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from generator.problems import Problem
from generator.publishing.place import Place, place_of


class Order(NamedTuple):
    """What a builder is made for, as `place_of` takes it."""

    root: str
    output: str = ""
    drafts: bool = False
    strict: bool = False
    preview: bool = False

    @property
    def place(self) -> Place:
        """Where it reads, writes and remembers."""
        return place_of(
            self.root,
            self.output,
            drafts=self.drafts,
            strict=self.strict,
            preview=self.preview,
        )


class Saved(NamedTuple):
    """To the builder: these sources may be other than they were; None is for any.

    Paths are those of the site, with slashes.
    """

    paths: frozenset[str] | None


class Shown(NamedTuple):
    """To the builder: the files of the output that browsers show now, to be made before others."""

    paths: frozenset[str]


class Patience(NamedTuple):
    """To the builder: how many seconds it may leave the sources unlooked at, if nobody says
    anything; None is for as long as is cheap."""

    seconds: float | None


class Stop(NamedTuple):
    """To the builder: end."""


class Found(NamedTuple):
    """From the builder: these sources had changed, and nobody had said so."""

    paths: frozenset[str]


class Polling(NamedTuple):
    """From the session: the folders are looked at every second, and why."""

    why: str


class Progress(NamedTuple):
    """From the builder, in a long build: how far it is."""

    what: str
    number: int
    total: int


class PageMade(NamedTuple):
    """From the builder: a page is ready, before its edition is.

    `path` is its file in the output. Digests are those of blobs; `before` is of the page as it was,
    or empty. `source` is the text that was saved, if it is the page of one.
    """

    url: str
    path: str
    digest: str
    before: str
    source: str


class Told(NamedTuple):
    """A problem, and the line of the source that it points at."""

    problem: Problem
    line: str | None


class Waiting(NamedTuple):
    """A story or page that is not published: until when, or None for a draft; where the preview
    shows it."""

    path: str
    until: datetime | None
    url: str


class Done(NamedTuple):
    """From the builder: an edition is complete, and in place unless an error kept it back.

    `changed` and `removed` are files of the output, `replaced` those of the changed ones that stood
    there before as something else. `lines` say why pages were made again. `made`
    are the pages of an edition that was kept back: path and digest.
    """

    is_in_place: bool
    problems: tuple[Told, ...]
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    next_due: datetime | None = None
    timezone: str = "UTC"
    stories: int = 0
    files: int = 0
    seconds: float = 0.0
    saved: frozenset[str] = frozenset()
    made: Mapping[str, str] = {}


class Trouble(NamedTuple):
    """From the builder: why there is no edition, which is no fault of the site's."""

    words: str
