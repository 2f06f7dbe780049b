"""The levels of headings: h1 is the headline's, and none may be skipped (AR-03, WCAG 1.3.1)."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Moved:
    """A heading that got another level: the n-th of those typed at `typed`, from 0.

    `given` is 0 for one without words, which is left out.
    """

    typed: int
    nth: int
    given: int


@dataclass(slots=True)
class Levels:
    """Gives each heading its level, in the order of the text.

    `#` counts as `##`. A heading stands one level under the last that was typed higher than it, so
    that `##`, `####`, `####`, `###` become 2, 3, 3, 3.
    """

    moved: list[Moved] = field(default_factory=list)
    _above: list[tuple[int, int]] = field(default_factory=list)
    _seen: dict[int, int] = field(default_factory=dict)

    def give(self, typed: int) -> int:
        """The level of the next heading."""
        nth = self._count(typed)
        wanted = max(typed, 2)
        while self._above and self._above[-1][0] >= wanted:
            self._above.pop()
        given = self._above[-1][1] + 1 if self._above else 2
        self._above.append((wanted, given))
        if given != typed:
            self.moved.append(Moved(typed, nth, given))
        return given

    def leave_out(self, typed: int) -> None:
        """The next heading has no words: it has no level either."""
        self.moved.append(Moved(typed, self._count(typed), 0))

    def _count(self, typed: int) -> int:
        nth = self._seen.get(typed, 0)
        self._seen[typed] = nth + 1
        return nth
