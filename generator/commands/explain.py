"""Why each page was made again: from the page down to the file, key or hour that is behind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from generator.engine import Edition
from generator.engine.memory import Key
from generator.engine.together import answers_of
from generator.library.sources import (
    bundled_digest,
    bundled_listing,
    file_digest,
    is_past,
    is_preview,
    listing,
    shows_drafts,
)
from generator.library.texts import article, author, body, page, site
from generator.pages.plan import KINDS

# Questions whose answer is a noun with the keys of a header.
_HEADERS = {article: "content/articles/{}.md", author: "content/authors/{}.md"}
_HEADERS |= {page: "content/pages/{}.md"}
_RENDERS = frozenset(kind.render for kind in KINDS.values())


def reasons(edition: Edition) -> tuple[str, ...]:
    """A line for each page that was made again, sorted; ask before the edition is committed."""
    made = [key for key in edition.answered if key[0] in _RENDERS]
    if made and not any(edition.memory.sources()):
        return ("everything is made: nothing was remembered",)
    return tuple(sorted(_line(edition, key) for key in made))


def _line(edition: Edition, key: Key) -> str:
    url = key[1][0].url
    if edition.memory.recall(key) is None:
        return f"{url} is new"
    chain = list(_down(edition, key))
    way = " < ".join(dict.fromkeys(_short(step) for step in chain[:-1]))
    return f"{url} again, since {_cause(edition, chain)} ({way})"


def _down(edition: Edition, key: Key) -> Iterator[Key]:
    """From a page to a source, each step the first thing asked that is other than it was."""
    while True:
        if key[0] is not answers_of:
            yield key
        changed = (asked for asked in edition.asked(key) if asked in edition.changed)
        below = next(changed, None)
        if below is None:
            return
        key = below


def _cause(edition: Edition, chain: list[Key]) -> str:
    last, args = chain[-1]
    for question, named in reversed(chain):
        if question is site:
            return f"{_keys(edition, (question, named))} of site.yaml changed"
        if question in _HEADERS:
            path = _HEADERS[question].format(*named)
            return f"{_keys(edition, (question, named))} of {path} changed"
    if last is file_digest:
        is_text = any(question is body for question, _ in chain)
        return f"the text of {args[0]} changed" if is_text else f"{args[0]} changed"
    if last is bundled_digest or last is bundled_listing:
        return "the bundled layouts changed"
    if last is listing:
        return f"files came to {args[0]}/ or went"
    if last is is_past:
        return f"the clock passed {args[0]:%Y-%m-%d %H:%M} UTC"
    if last is shows_drafts or last is is_preview:
        return "drafts are shown, or no longer"
    return f"it no longer asks what it asked ({_short(chain[-1])})"


def _keys(edition: Edition, key: Key) -> str:
    """The keys of a header that differ, as authors type them."""
    before, new = edition.answer_before(key), edition.answer_in_use(key)
    if not is_dataclass(before) or type(before) is not type(new):
        return "the header"
    names = [f.name for f in fields(before) if getattr(before, f.name) != getattr(new, f.name)]
    return " and ".join(f"`{name}`" for name in names[:3]) or "the header"


def _short(key: Key) -> str:
    question, args = key
    name = question.name.rpartition(".")[2]
    shown = ", ".join(_value(value) for value in args[:2] if not is_dataclass(value))
    return f"{name} {shown}".strip()


def _value(value: Any) -> str:
    return value if isinstance(value, str) else repr(value)
