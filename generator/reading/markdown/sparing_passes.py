"""Python-Markdown's passes over a whole text, passed over where they would change nothing.

Each falls back to the library's own where the text holds what it may change.
"""

from __future__ import annotations

from markdown import Markdown
from markdown.extensions.md_in_html import HtmlBlockPreprocessor
from markdown.preprocessors import NormalizeWhitespace
from markdown.util import BLOCK_LEVEL_ELEMENTS, ETX, STX

# What the library drops, turns into spaces, or takes from lines that hold nothing else.
_UNEVEN = (STX, ETX, "\r", "\t", "\n ")


class SparingWhitespace(NormalizeWhitespace):
    """Line ends, tabs and blank lines, where any is not as it should be."""

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        if any(map(text.__contains__, _UNEVEN)):
            return super().run(lines)
        return [*lines, "", ""]


class SparingHtmlBlocks(HtmlBlockPreprocessor):
    """The search for raw HTML, where a text holds a sign that a parser of HTML stops at."""

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        return super().run(lines) if "<" in text or "&" in text else lines


class SparingMarkdown(Markdown):
    """Python-Markdown, which knows the elements that are blocks by heart."""

    def is_block_level(self, tag: object) -> bool:
        return isinstance(tag, str) and (tag in _BLOCKS or tag.lower().rstrip("/") in _BLOCKS)


_BLOCKS = frozenset(BLOCK_LEVEL_ELEMENTS)
