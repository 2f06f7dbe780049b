"""The ids of a body: each once, those that authors chose before those that headings make."""

from __future__ import annotations

import re
from collections.abc import Set
from html import escape, unescape

from generator.model.body import ID_HOLE
from generator.urls import slugify

_TYPED = re.compile(r"""id="(?<=\sid=")([^"]*)\"""")
_SPACE = re.compile(r"\s+")

# Attributes whose value names ids of the page (HTML, WAI-ARIA 1.2).
NAMING = frozenset(("aria-labelledby", "aria-describedby", "headers", "for"))
_NAMING = re.compile(rf' ({"|".join(sorted(NAMING))})="({ID_HOLE}[^"]*)"')  # no text holds a hole

# How the ids of the bundled layouts begin: the kind of page, and what is never in a slug.
LAYOUT_IDS = ("footer_", "home_", "list_", "lost_", "main_", "person_", "story_")


class Names:
    """Hands out ids. `own` are those of footnotes, which nobody else may have."""

    def __init__(self, html: str, own: frozenset[str]) -> None:
        self.given: dict[str, None] = {}
        self.repeated: list[str] = []
        self._own = own
        self._typed = {unescape(value) for value in _TYPED.findall(html)}
        self._counts: dict[str, int] = {}

    def typed(self, value: str) -> str:
        """The id for one that an author typed: itself, or with a number where it is taken."""
        name = _SPACE.sub("-", value.strip())
        if name in self.given or name in self._own or name.startswith(LAYOUT_IDS):
            self.repeated.append(name)
            name = self._free(name)
        self.given[name] = None
        return ID_HOLE + name

    def footnote(self, value: str) -> None:
        """The id of a footnote is on the page."""
        self.given[value] = None

    def made(self, words: str, otherwise: str) -> str:
        """An id made from words; `otherwise` where they have no letter."""
        name = slugify(words)[:100].strip("-") or otherwise
        if name in self.given or name in self._typed or name in self._own:
            name = self._free(name)
        self.given[name] = None
        return name

    def _free(self, name: str) -> str:
        number = self._counts.get(name, 1) + 1
        while f"{name}-{number}" in self.given or f"{name}-{number}" in self._typed:
            number += 1
        self._counts[name] = number
        return f"{name}-{number}"

    def without_lost(self, html: str, heads: Set[str]) -> str:
        """HTML in which nothing names an id that is not there, or a cell that is no head."""

        def kept(match: re.Match[str]) -> str:
            known = heads if match[1] == "headers" else self.given
            names = unescape(match[2]).replace(ID_HOLE, "").split()
            found = " ".join(ID_HOLE + name for name in names if name in known)
            return f' {match[1]}="{escape(found)}"' if found else ""

        return _NAMING.sub(kept, html)


def prefixed(value: str) -> str:
    """A list of ids as other elements name them, each with the hole before it."""
    return " ".join(ID_HOLE + name for name in value.split())
