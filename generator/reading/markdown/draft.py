"""What stands between Python-Markdown and the finished body: HTML and what it can't say."""

from __future__ import annotations

from dataclasses import dataclass

from generator.reading.markdown.outline import Block


@dataclass(frozen=True, slots=True)
class Settings:
    """How a body is read."""

    language: str
    is_trusted: bool
    typography: bool


@dataclass(frozen=True, slots=True)
class Notes:
    """The footnotes of a text: their ids in the order of their numbers, the labels of all that were
    typed, and of those that nothing refers to."""

    ids: tuple[str, ...] = ()
    labels: frozenset[str] = frozenset()
    unused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A text as HTML, with marks where `codes` and `blocks` go.

    `references` are the labels of links (`[x]: …`) in lower case. `refused` are attributes that an
    attribute list may not set, as (name, what was typed); `nested` are targets of links in links.
    """

    html: str
    codes: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    notes: Notes = Notes()
    references: frozenset[str] = frozenset()
    refused: tuple[tuple[str, str], ...] = ()
    nested: tuple[str, ...] = ()
