"""What converting a text costs, estimated from its signs: rather too much than too little.

Python-Markdown looks for the other end of each bracket character by character, writes a paragraph
anew for each of its signs, and looks for the end of a tag up to the end of the text. The unit is
about a nanosecond (CPython 3.11, Python-Markdown 3.11, a two-core machine); the weights were
measured on texts of one sign, 250 to 4,000 times, and rounded up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

MAX_WORK = 4_000_000_000

# Of each sign: what one costs, and what it costs for each character of its paragraph.
_WEIGHTS = (
    ("](", 60_000, 4),
    ("[", 30_000, 4),
    ("*", 25_000, 4),
    ("_", 25_000, 4),
    ("`", 25_000, 4),
    ("~", 10_000, 4),
    ("\\", 15_000, 4),
    ("&", 15_000, 4),
    ("<", 40_000, 4),
    ("|", 45_000, 0),
    ("\n", 15_000, 0),
)
_PARAGRAPH_WEIGHT = 100_000
_CELL_WEIGHT = 30  # of each "|", for each "`" that may put it into code
_STRUCTURE = re.compile(
    r"^(?:#|[ ]{0,3}(?:[-=*_][-=*_ ]*$|:[ ]|\[(?!\^)[^\]\n]*\]:))", re.MULTILINE
)
_STRUCTURE_WEIGHT = 120
_UNCLOSED_BRACKET_WEIGHT, _UNCLOSED_TARGET_WEIGHT = 250, 100
_TAG_WEIGHT, _DECLARATION_WEIGHT, _TAG_OF_BODY_WEIGHT = 80, 500, 1

_TARGET = re.compile(r"""\((?:[^()"'\n]++|\([^()\n]*+\))*+(?:"[^"]*+"|'[^']*+')?\s*+\)""")
_CLOSINGS = {"!-": "-->", "![": "]]>", "?": "?>"}


def ceiling(text: str) -> int:
    """More than the text can cost, however its signs are parted into paragraphs.

    Counting takes a hundredth of the time that looking closer does, and clears nearly all texts.
    """
    length = len(text)
    work = (text.count("\n") + 1) * (_PARAGRAPH_WEIGHT + _STRUCTURE_WEIGHT * length)
    counts = {sign: text.count(sign) if sign in text else 0 for sign, _, _ in _WEIGHTS}
    for sign, weight, weight_by_length in _WEIGHTS:
        work += counts[sign] * (weight + weight_by_length * length)
    work += counts["|"] * counts["`"] * _CELL_WEIGHT
    work += counts["["] * length * _UNCLOSED_BRACKET_WEIGHT
    work += counts["]("] * length * _UNCLOSED_TARGET_WEIGHT
    return work + counts["<"] * length * (_DECLARATION_WEIGHT + _TAG_OF_BODY_WEIGHT)


def heaviest(text: str) -> tuple[int, int, tuple[int, int]]:
    """What the paragraphs cost, what the costliest does, and where that one starts and ends.

    It stops where they cost too much.
    """
    total, worst, place = 0, 0, (0, 0)
    for start, end in paragraphs(text):
        cost = _work(text[start:end])
        total += cost
        if cost > worst:
            worst, place = cost, (start, end)
        if total > MAX_WORK:
            break
    return total, worst, place


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Where each run of lines that are not blank starts and ends."""
    start = position = 0
    for line in text.split("\n"):
        if not line.strip():
            if position > start:
                yield start, position
            start = position + len(line) + 1
        position += len(line) + 1
    if len(text) > start:
        yield start, len(text)


def _work(paragraph: str) -> int:
    """What a paragraph costs to convert, in nanoseconds, roughly and rather too much."""
    length = len(paragraph)
    work = _PARAGRAPH_WEIGHT
    for sign, weight, weight_by_length in _WEIGHTS:
        work += paragraph.count(sign) * (weight + weight_by_length * length)
    if "|" in paragraph:
        work += paragraph.count("|") * paragraph.count("`") * _CELL_WEIGHT
    if "\n" in paragraph:
        work += sum(1 for _ in _STRUCTURE.finditer(paragraph)) * _STRUCTURE_WEIGHT * length
    if "[" in paragraph and work <= MAX_WORK:
        work += _bracket_work(paragraph)
    return work


def _bracket_work(paragraph: str) -> int:
    """What looking for the other end of each bracket costs: it is done character by character."""
    count = paragraph.count("[")
    if count * len(paragraph) < 20_000:
        return 0
    waiting: list[int] = []
    work = 0
    for match in re.finditer(r"[\[\]]", paragraph):
        if match.group() == "[":
            waiting.append(match.start())
        elif waiting:
            work += (match.start() - waiting.pop()) * _UNCLOSED_BRACKET_WEIGHT
    work += sum(len(paragraph) - start for start in waiting) * _UNCLOSED_BRACKET_WEIGHT
    position = paragraph.find("](")
    while position != -1:
        target = _TARGET.match(paragraph, position + 1)
        distance = len(target.group()) if target else len(paragraph) - position
        work += distance * _UNCLOSED_TARGET_WEIGHT
        position = paragraph.find("](", position + 2)
    return work


def html_work(text: str) -> int:
    """What looking for the end of each tag costs: where it is missing, to the end of the body."""
    work, position = 0, text.find("<")
    ends: dict[str, int] = {}
    while position != -1 and work <= MAX_WORK:
        following = text[position + 1 : position + 3]
        closing = _CLOSINGS.get(following) or _CLOSINGS.get(following[:1], ">")
        if closing != ">" or following[:1].isalpha() or following[:1] in ("/", "!"):
            if ends.get(closing, 0) <= position:
                found = text.find(closing, position)
                ends[closing] = found if found != -1 else len(text)
            weight = _TAG_WEIGHT if closing == ">" else _DECLARATION_WEIGHT
            work += (ends[closing] - position) * weight + len(text) * _TAG_OF_BODY_WEIGHT
        position = text.find("<", position + 1)
    return work
