"""A build for nothing, so that the first save need not wait for what a process does only once:
layouts are loaded, the words of languages, the parser of Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from datetime import datetime

from generator.blobs import DamagedBlob
from generator.disk import Disk, MachineTrouble
from generator.engine import Edition, Live, MemoryDamaged, Torn
from generator.engine.memory import Key
from generator.engine.store import opened
from generator.library.languages import languages, prefix
from generator.library.sources import SourceChanged
from generator.library.texts import article_reading
from generator.outside import outside
from generator.pages.article import ARTICLE
from generator.pages.assets import ASSET
from generator.pages.output import Output
from generator.pages.plan import KINDS, parts
from generator.problems import Failure
from generator.publishing.compiled_layouts import compiled_layouts
from generator.publishing.place import Place
from generator.site_files import Refused
from generator.writing import EditionLock, Locked

# What the next build will say better than this one.
_PASSING = (Failure, SourceChanged, Refused, Torn, MemoryDamaged, DamagedBlob, MachineTrouble)


def rehearse(
    place: Place,
    now: datetime,
    program: bytes,
    live: Live,
    disk: Disk,
    is_awaited: Callable[[], bool],
) -> tuple[Key, ...]:
    """Make a page of each kind and language again as it was in the edition before, and forget it.

    What it had at hand stays in `live`. Ends early once somebody waits for a real build, and
    without a word where it can't be done.
    Answers with the questions that were answered.
    """
    done: list[Key] = []
    with (
        suppress(Locked, OSError, *_PASSING),
        EditionLock(place.workspace, disk),
        compiled_layouts(program, disk),
        closing(opened(place.kept("store"), program, disk)) as store,
        closing(Edition(outside(place.root, disk, now), store, suspects=(), live=live)) as edition,
    ):
        for key in () if store.is_empty else _one_of_each(edition):
            if is_awaited():
                break
            edition.find(key)
            done.append(key)
    return tuple(done)


def _one_of_each(edition: Edition) -> Iterator[Key]:
    """A page of each kind in each language, and the reading of each article among them."""
    starts = {edition.ask(prefix, language) for language in edition.ask(languages, False)}
    found: dict[tuple[str, str], Output] = {}
    for part in edition.ask(parts):
        for output in part:
            start = f"/{output.url.split('/', 2)[1]}"
            found.setdefault((output.kind, start if start in starts else ""), output)
    for output in found.values():
        if output.kind == ARTICLE.name:
            yield article_reading, output.key
        if output.kind != ASSET.name:
            yield KINDS[output.kind].render, (output,)
