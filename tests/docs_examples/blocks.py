"""How docs/blocks.md shows each block of the generator: its examples, and pictures of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tests.docs_examples.marks import DOCS, Marked, things

PICTURES = DOCS / "pictures" / "blocks"

_HEADING = re.compile(r"(#{2,3}) (.+)")
_PICTURE = re.compile(r"!\[(?P<alt>[^\]]*)\]\((?P<path>[^)\s]+)\)")


@dataclass(frozen=True)
class Picture:
    """A picture on the page: `path` from docs/ on."""

    alt: str
    path: str


@dataclass(frozen=True)
class Section:
    """What stands under the heading of a block, in the order of the page."""

    block: str
    examples: list[Marked] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)


def sections() -> list[Section]:
    """The sections of "## Blocks"."""
    found: list[Section] = []
    is_of_blocks = False
    for thing in things("blocks"):
        if not thing.language and (heading := _HEADING.match(thing.text)):
            if heading[1] == "##":
                is_of_blocks = heading[2] == "Blocks"
            elif is_of_blocks:
                found.append(Section(heading[2]))
        elif is_of_blocks and found:
            if thing.name == "body" and "///" in thing.text:
                found[-1].examples.append(thing)
            if not thing.language:
                found[-1].pictures.extend(
                    Picture(match["alt"], match["path"]) for match in _PICTURE.finditer(thing.text)
                )
    return found


def name_of(example: Marked) -> str:
    """The name of the article in which an example stands, and of its picture."""
    return example.subject.partition("/")[2]
