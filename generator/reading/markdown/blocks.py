"""The blocks of long-form news (`/// name | argument`), one entry each; add the next one here.

A block type says how it may be typed and builds its element; its content is Markdown and goes into
the element that `build` gives back. The syntax is that of pymdown-extensions' generic blocks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType
from xml.etree.ElementTree import Element, SubElement

from generator.reading.markdown.characters import LABEL, MARK_END, MARK_START


class Argument(Enum):
    """Whether something must stand after the `|`."""

    REQUIRED = "required"
    OPTIONAL = "optional"


@dataclass(frozen=True, slots=True)
class Option:
    """An option of a block: any text on one line, or one of the `choices`."""

    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BlockValues:
    """What an author typed into a block's header; `number` counts the blocks of the body."""

    number: int
    argument: str
    options: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class BlockType:
    """A kind of block. `argument_is` names the argument in messages ("the picture's file")."""

    name: str
    argument: Argument
    argument_is: str
    build: Callable[[Element, BlockValues], Element]
    options: Mapping[str, Option] = field(default_factory=lambda: MappingProxyType({}))


def _figure(parent: Element, values: BlockValues) -> Element:
    """A place for the picture; its content is the caption. `finish` makes it a `Picture`."""
    return SubElement(parent, "figure", {"class": f"{MARK_START}f{values.number}{MARK_END}"})


def _pullquote(parent: Element, values: BlockValues) -> Element:
    """An `aside`, since the words also stand in the story, round a quotation and who said it.

    The attribution is no part of the quotation (HTML 4.4.4), so it stands behind it.
    """
    aside = SubElement(parent, "aside", {"class": "pullquote"})
    quotation = SubElement(aside, "blockquote")
    if values.argument:
        SubElement(aside, "p", {"class": "attribution"}).text = values.argument
    return quotation


def _keypoints(parent: Element, values: BlockValues) -> Element:
    return _titled_aside(parent, "keypoints", values.argument)


def _aside(parent: Element, values: BlockValues) -> Element:
    return _titled_aside(parent, "aside", values.argument)


def _titled_aside(parent: Element, name: str, title: str) -> Element:
    """An `aside` that its title labels; without a title it is no landmark, and needs no name."""
    aside = SubElement(parent, "aside", {"class": name})
    if title:
        aside.set("aria-labelledby", LABEL)
        SubElement(aside, "p", {"class": f"{name}-title", "id": LABEL}).text = title
    return aside


_TEXT = Option()

BLOCK_TYPES: Mapping[str, BlockType] = MappingProxyType(
    {
        kind.name: kind
        for kind in (
            BlockType(
                "figure",
                Argument.REQUIRED,
                "the picture's file",
                _figure,
                MappingProxyType(
                    {
                        "alt": _TEXT,
                        "credit": _TEXT,
                        "licence": _TEXT,
                        "size": Option(("small", "wide", "full")),
                    }
                ),
            ),
            BlockType("pullquote", Argument.OPTIONAL, "who said it", _pullquote),
            BlockType("keypoints", Argument.OPTIONAL, "the title", _keypoints),
            BlockType("aside", Argument.OPTIONAL, "the title", _aside),
        )
    }
)
