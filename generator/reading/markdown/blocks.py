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
    """An option of a block: any text on one line, one of the `choices`, or a number."""

    choices: tuple[str, ...] = ()
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class BlockValues:
    """What an author typed into a block's header; `number` counts the blocks of the body."""

    number: int
    argument: str
    options: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class BlockType:
    """A kind of block. `argument_is` names the argument in messages ("the picture's file").

    `is_insert`: what it shows depends on the rest of the site, so it is left open as an `Insert`;
    then its argument is a link's target, as are the options in `targets`. One that names nothing
    (`names_nothing`) has its title there.
    """

    name: str
    argument: Argument
    argument_is: str
    build: Callable[[Element, BlockValues], Element]
    options: Mapping[str, Option] = field(default_factory=lambda: MappingProxyType({}))
    is_insert: bool = False
    targets: tuple[str, ...] = ()
    names_nothing: bool = False


def _left_open(parent: Element, values: BlockValues) -> Element:
    """A place for a picture or an insert, which `finish` makes; its content is the caption."""
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


def _titled_aside(name: str) -> Callable[[Element, BlockValues], Element]:
    """An `aside` that its title labels; without a title it is no landmark, and needs no name."""

    def build(parent: Element, values: BlockValues) -> Element:
        aside = SubElement(parent, "aside", {"class": name})
        if values.argument:
            aside.set("aria-labelledby", LABEL)
            title = {"class": f"{name}-title", "id": LABEL}
            SubElement(aside, "p", title).text = values.argument
        return aside

    return build


def _profile(parent: Element, values: BlockValues) -> Element:
    """Somebody whom the story is about: the name, what they are, then a picture and words."""
    aside = _titled_aside("profile-box")(parent, values)
    if role := values.options.get("role"):
        SubElement(aside, "p", {"class": "profile-box-role"}).text = role
    return aside


def _sidenote(parent: Element, values: BlockValues) -> Element:
    """What is read by whoever opens it; where there is room in the margin it stands open there."""
    details = SubElement(parent, "details", {"class": "sidenote"})
    SubElement(details, "summary").text = values.argument
    return SubElement(details, "div", {"class": "sidenote-text"})


def _gallery(parent: Element, values: BlockValues) -> Element:
    """Pictures side by side, and what is said of all of them."""
    box = SubElement(parent, "div", {"class": "gallery"})
    pictures = SubElement(box, "div", {"class": "gallery-pictures"})
    if values.argument:
        SubElement(box, "p", {"class": "gallery-caption"}).text = values.argument
    return pictures


def _question(parent: Element, values: BlockValues) -> Element:
    """A question of an interview, with who asks where that is not one and the same."""
    question = SubElement(parent, "div", {"class": "question"})
    if values.argument:
        SubElement(question, "p", {"class": "asker"}).text = values.argument
    return question


def _table(parent: Element, values: BlockValues) -> Element:
    """A table as a figure, whose caption stands over it and does not scroll with it."""
    figure = SubElement(parent, "figure", {"class": "of-table"})
    SubElement(figure, "figcaption").text = values.argument
    return figure


_TEXT = Option()


def _options(**options: Option) -> Mapping[str, Option]:
    return MappingProxyType(options)


_SIZES = Option(("small", "portrait", "wide", "full"))

BLOCK_TYPES: Mapping[str, BlockType] = MappingProxyType(
    {
        kind.name: kind
        for kind in (
            BlockType(
                "figure",
                Argument.REQUIRED,
                "the picture's file",
                _left_open,
                _options(alt=_TEXT, credit=_TEXT, licence=_TEXT, size=_SIZES),
            ),
            BlockType("gallery", Argument.OPTIONAL, "what is said of all pictures", _gallery),
            BlockType("pullquote", Argument.OPTIONAL, "who said it", _pullquote),
            BlockType("keypoints", Argument.OPTIONAL, "the title", _titled_aside("keypoints")),
            BlockType("aside", Argument.OPTIONAL, "the title", _titled_aside("aside")),
            BlockType("infobox", Argument.OPTIONAL, "the title", _titled_aside("infobox")),
            BlockType("timeline", Argument.OPTIONAL, "the title", _titled_aside("timeline")),
            BlockType("update", Argument.REQUIRED, "when it came", _titled_aside("update")),
            BlockType(
                "profile",
                Argument.REQUIRED,
                "the person's name",
                _profile,
                _options(role=_TEXT),
            ),
            BlockType("sidenote", Argument.REQUIRED, "the words to open it by", _sidenote),
            BlockType("question", Argument.OPTIONAL, "who asks", _question),
            BlockType("table", Argument.REQUIRED, "the caption", _table),
            BlockType(
                "related",
                Argument.REQUIRED,
                "the story, as in a link",
                _left_open,
                is_insert=True,
            ),
            BlockType(
                "document",
                Argument.REQUIRED,
                "the document's file",
                _left_open,
                _options(title=_TEXT, pages=Option(is_number=True)),
                is_insert=True,
            ),
            BlockType(
                "audio",
                Argument.REQUIRED,
                "the sound's file",
                _left_open,
                _options(title=_TEXT, credit=_TEXT),
                is_insert=True,
            ),
            BlockType(
                "video",
                Argument.REQUIRED,
                "the film's file",
                _left_open,
                _options(title=_TEXT, credit=_TEXT, captions=_TEXT, poster=_TEXT),
                is_insert=True,
                targets=("captions", "poster"),
            ),
            BlockType(
                "embed",
                Argument.REQUIRED,
                "the address of what is elsewhere",
                _left_open,
                _options(title=_TEXT),
                is_insert=True,
            ),
            BlockType(
                "signup",
                Argument.OPTIONAL,
                "the title",
                _left_open,
                is_insert=True,
                names_nothing=True,
            ),
        )
    }
)
