"""The lines of layouts that lead to a fault, and the one of them at which it is told.

That is the innermost of the site's own: whoever calls a bundled macro with a wrong value reads of
the call, and beside it of the line that failed.
"""

from __future__ import annotations

import traceback
from dataclasses import dataclass

from generator.problems import Span
from generator.rendering.layouts import Layout


@dataclass(frozen=True, slots=True)
class Step:
    """A line of a layout on the way to a fault; 0 is none in particular."""

    layout: Layout
    line: int = 0

    def span(self, words: str = "") -> Span | None:
        """The words in the line, else the whole line."""
        return self.layout.span(self.line, words) if self.line else None


def way_to(fault: Exception, layouts: tuple[Layout, ...]) -> tuple[Step, ...]:
    """The lines of layouts on the way to a fault, the innermost last; Jinja maps them for us."""
    paths = {layout.path: layout for layout in layouts}
    frames = traceback.walk_tb(fault.__traceback__)
    steps = ((paths.get(frame.f_code.co_filename), line) for frame, line in frames)
    return tuple(Step(layout, line) for layout, line in steps if layout)


def place_on(way: tuple[Step, ...]) -> Step:
    """Where a fault is told: in the innermost layout of the site's own, else in the innermost."""
    return next((step for step in reversed(way) if step.layout.is_own), way[-1])


def beside(place: Step, way: tuple[Step, ...]) -> str:
    """Names the line that failed, where the fault is told at another."""
    last = way[-1]
    return "" if place == last else f"it fails in line {last.line} of {last.layout.path}"
