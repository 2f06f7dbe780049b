"""Emphasis without a loss: Python-Markdown 3.11.3 drops the `4` of `5*3**2*4`, and more.

It pairs all delimiters of a text at once and keeps what it has not yet handed out. What was wrong
with that is done otherwise here; everything else is the library's.
"""

from __future__ import annotations

import re
from typing import Any, cast
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import Delimiter, DelimiterProcessor


class Emphasis(DelimiterProcessor):
    """`*` and `_`: nothing but these signs is ever taken for a delimiter."""

    def __init__(self, md: Markdown) -> None:
        super().__init__("*", "strong,em", md)
        self.add("_", "strong,em", smart=True)
        self._paired = ""
        self._within: Emphasis | None = None

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        """The next element. What follows an element within one is a text of its own, which the
        library looks through in between."""
        if not self.regions:
            self._paired = data
        elif not data.endswith(self._paired[self.regions[self.cache_index][0] :]):
            self._within = self._within or Emphasis(self.md)
            return self._within.handleMatch(m, data)
        found = super().handleMatch(m, data)
        if not self.regions:
            self._paired, self._within = "", None
        return found

    def get_cached_result(self, pos: int, data: str) -> tuple[Element, int, int]:
        """An element that was paired before: all that was replaced since stands to its left."""
        offset = len(data) - len(self._paired)
        start, end = self.regions[self.cache_index][0], self.regions[self.cache_index][3]
        element, count = cast(Any, self)._build_element(data, self.cache_index, offset)
        self.increment_next_position(start, count)
        return element, start + offset, end + offset

    def add_region(self, delim: Delimiter, a: int, b: int, c: int, d: int, size: int) -> None:
        """A pair. For a delimiter that is shorter than the one that opened last, the library looks
        for one of its length further out, but then takes the last; here it gets what was found."""
        if size < 1 or not self._are_signs(delim, a, b):
            return
        if not self._are_signs(delim, c, d):
            size = next(n for n in range(size) if not self._are_signs(delim, c, c + n + 1))
            opening = self._opened_by(delim, size)
            if not opening:
                return
            a, b, d = opening[1] - size, opening[1], c + size
        super().add_region(delim, a, b, c, d, size)

    def _are_signs(self, delim: Delimiter, start: int, end: int) -> bool:
        return self._paired[start:end] == delim.token * (end - start)

    def _opened_by(self, delim: Delimiter, size: int) -> Any:
        """The innermost open delimiter of that size, closed with all in it; None without one."""
        while delim.stack:
            entry = delim.stack.pop()
            if entry[-1] == size:
                return entry
        return None
