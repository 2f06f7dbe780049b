"""What reading a file gives: the noun, its text, the problems, and where everything stood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from generator.model.body import Body
from generator.model.site import RawHtml
from generator.model.values import FrozenMap
from generator.problems import Problem

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """All that reading may know of the site: from site.yaml, never from another text."""

    language: str = "en"
    timezone: str = "UTC"
    raw_html: RawHtml = RawHtml.CLEAN
    typography: bool = True


@dataclass(frozen=True, slots=True)
class BodyReading:
    """A text read. `places` maps `link[0]`, `picture[2]`… to the span in the file."""

    body: Body
    problems: tuple[Problem, ...] = ()
    places: FrozenMap = FrozenMap()


@dataclass(frozen=True, slots=True)
class Reading(Generic[T_co]):
    """A file read.

    `value` is None where the faults leave nothing to go on with; `problems` have their spans.
    `places` maps keys (`title`, `authors[1]`, `image.src`, `link[3]`) to spans, for those who find
    a fault later. `is_draft` holds even when the value is None: a draft's faults are warnings.
    `is_whole` is False where the value has stand-ins for what can't be known: it is no part of any
    edition, and good enough to find what else is wrong with the file.
    """

    value: T_co | None
    body: Body = Body()
    problems: tuple[Problem, ...] = ()
    places: FrozenMap = FrozenMap()
    is_draft: bool = False
    is_whole: bool = True
