"""Where links and pictures stand in the file: Python-Markdown keeps no places, so they are sought.

The n-th link to a target in the finished text is the n-th time that the target was typed as one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator.problems import Span
from generator.reading.markdown.source import Source
from generator.reading.markdown.tokens import decoded

# How a target may be typed, and what a text must hold for it to be worth looking for.
_TYPED = (
    ("](", re.compile(r"\]\(\s*(?:<([^<>\n]*)>|([^\s()<>]*(?:\([^\s()]*\)[^\s()]*)*))")),
    ("<", re.compile(r"<((?:[A-Za-z][A-Za-z0-9+.-]*:|[^<>\s@:/]+@)[^<>\s]*)>")),
    ("<", re.compile(r"""\b(?:href|src)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))""", re.I)),
    ("]:", re.compile(r"^[ ]{0,3}\[[^\[\]\n]+\]:[ ]*(?:\n[ ]*)?<?([^\s>]+)>?", re.M)),
)
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()>#+.!|\"'/~-])")


class Places:
    """Hands out the places of targets, in the order in which they were typed."""

    def __init__(self, source: Source, markup: str, blocks: Mapping[str, list[Span]]) -> None:
        self._fallback = source.line_span(0)
        self._typed: dict[str, list[Span]] = {name: list(spans) for name, spans in blocks.items()}
        self._next: dict[str, int] = {}
        found = [
            match
            for sign, pattern in _TYPED
            if sign in markup
            for match in pattern.finditer(markup)
        ]
        for match in sorted(found, key=re.Match.start):
            group = match.lastindex
            if group is not None:
                span = source.span(match.start(group), match.end(group))
                self._typed.setdefault(_plain(match[group]), []).append(span)

    def of(self, target: str) -> Span:
        """The place of the next link to the target; of the last one, when they are used up.

        A target that was typed once, in a definition `[x]: target`, has one place for all its uses.
        """
        key = target.strip().removeprefix("mailto:")
        spans = self._typed.get(key) or self._typed.get(f"mailto:{key}")
        if not spans:
            return self._fallback
        number = self._next.get(key, 0)
        self._next[key] = number + 1
        return spans[min(number, len(spans) - 1)]


def _plain(typed: str) -> str:
    """A target as it reads when entities and escapes are gone."""
    text = decoded(typed)
    text = _ESCAPE.sub(r"\1", text) if "\\" in text else text
    return text.strip().removeprefix("mailto:")
