"""Links, tables and blocks that are none to Markdown, so that readers would see their signs.

As the other traps they would rather miss one than cry wolf: each pattern is one that can't be what
it looks like.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.problems import Problem, warning
from generator.reading.markdown.blocks import BLOCK_TYPES
from generator.reading.markdown.masks import Masks
from generator.reading.markdown.source import Source

_PLACE = r"(?:https?://[^()\s]+|mailto:[^()\s]+|[^()\s]+\.(?:md|html?|png|jpe?g|webp|svg|pdf|csv)(?:#[^()\s]*)?)"
# Each pattern with what to do. They begin with a sign, which is found ten times as fast as a place
# that has none before it; so what must not stand before the sign is looked at after it.
_LINKS = (
    (re.compile(r"\[(?<!\\\[)[^\[\]\n]+\]\([^()\n]*(?=\n[ \t]*\n|\n?\Z)"), "close it with )"),
    (
        re.compile(rf"\[(?<![\\\]]\[)(?!\^)[^\[\]\n]+\][ \t]+\({_PLACE}\)"),
        "take out the blank between ] and (",
    ),
    (
        re.compile(rf"\({_PLACE}\)\[(?!\^)[^\[\]\n]+\](?![\[(])"),
        "the words come first: [words](target)",
    ),
    (re.compile(r"\[\[(?<![\\!]\[\[)[^\[\]\n]+\]\](?![\[(])"), "write [words](target)"),
)
_COLONS = re.compile(r"^ {0,3}(:{3,}[ \t]*\w.*)$", re.MULTILINE)
_WITHIN = re.compile(rf"\S[ \t]+(/{{3,}}[ \t]*(?:{'|'.join(BLOCK_TYPES)})\b.*)$", re.MULTILINE)
_ROW, _RULE = re.compile(r" {0,3}\|.*\|[ \t]*"), re.compile(r"[ \t|:-]*-[ \t|:-]*")


def link_traps(source: Source, masks: Masks) -> Iterator[Problem]:
    """What looks like a link, a table or a block in a body, and is printed as it is typed."""
    text = masks.markup
    if "](" in text or "] " in text or ")[" in text or "[[" in text:
        for pattern, cure in _LINKS:
            for match in pattern.finditer(text):
                message = "this is no link: readers see it as it is typed"
                is_picture = text[match.start() - 1 : match.start()] == "!"
                span = source.span(match.start() - is_picture, match.end())
                yield warning("link-syntax", message, source.path, span=span, cure=cure)
    for pattern in (_COLONS, _WITHIN) if ":::" in text or "///" in text else ():
        for match in pattern.finditer(text):
            message = "this begins no block: readers see it as it is typed"
            cure = "a block begins with /// at the margin, on a line of its own"
            span = source.span(match.start(1), match.end(1))
            yield warning("no-block", message, source.path, span=span, cure=cure)
    if "|" in text:
        yield from _tables(source, text.split("\n"))


def _tables(source: Source, lines: list[str]) -> Iterator[Problem]:
    """Rows that have no rule under the first of them."""
    for number in range(len(lines) - 1):
        is_first = number == 0 or not lines[number - 1].strip()
        if is_first and _ROW.fullmatch(lines[number]) and _ROW.fullmatch(lines[number + 1]):
            if _RULE.fullmatch(lines[number]) or _RULE.fullmatch(lines[number + 1]):
                continue
            message = "these rows are no table: readers see them as they are typed"
            cells = max(1, lines[number].strip().strip("|").count("|") + 1)
            cure = f"put a rule under the first row: |{'---|' * min(cells, 12)}"
            span = source.line_span(number)
            yield warning("table-without-rule", message, source.path, span=span, cure=cure)
