"""People: those with a file, guests written out in an article, and the roles that they have."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.body import Body
from generator.model.values import FrozenMap, ImageRef


@dataclass(frozen=True, slots=True)
class Author:
    """A person with a file in content/authors/; `id` is the file's name.

    `links` maps a service or the word "website" to an address.
    """

    id: str
    name: str
    role: str | None = None
    image: ImageRef | None = None
    email: str | None = None
    signal: str | None = None
    links: FrozenMap = FrozenMap()
    languages: tuple[str, ...] = ()
    noindex: bool = False
    extra: FrozenMap = FrozenMap()


@dataclass(frozen=True, slots=True)
class Guest:
    """A person written out in an article, without a page of their own."""

    name: str
    role: str | None = None
    bio: Body = Body()
    url: str | None = None
    image: ImageRef | None = None


# A person as an article names one: the id of a file, or a guest.
PersonRef = str | Guest


@dataclass(frozen=True, slots=True)
class Credit:
    """Everyone of one role, in the order typed: `authors`, `editors`, or a key of `credits`."""

    role: str
    people: tuple[PersonRef, ...]
