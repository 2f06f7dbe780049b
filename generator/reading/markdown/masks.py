"""The body with what is not prose blotted out, character for character.

Whoever searches the source (traps, raw HTML, links) searches a mask, so that nothing is found in
code; an offset into a mask is an offset into the source.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from generator.reading.markdown.outline import Outline
from generator.reading.markdown.source import Source

LIST_ITEM = re.compile(r"([-+*]|[0-9]{1,9}\.)[ \t]+(?=\S)")
_CONTAINER = re.compile(r" {0,3}(?:(?:[-+*]|[0-9]+\.|:)[ \t]|\[\^[^\]\n]{1,100}\]:)")
_NOT_NEWLINE = re.compile(r"[^\n]")
_BLANK_LINE = re.compile(r"\n[ \t]*(?=\n)")
_TICKS = re.compile(r"(?<!\\)(\\*)(`+)")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_TARGET = re.compile(r"\]\((?:<[^<>\n]*>|[^()\s]*)")
_RAW_BLOCK = re.compile(
    r"^ {0,3}<(address|article|aside|blockquote|center|details|dialog|dir|div|dl|fieldset|"
    r"figcaption|figure|footer|form|h[1-6]|header|hgroup|iframe|main|math|menu|nav|noscript|object|"
    r"ol|p|pre|script|section|select|style|svg|table|textarea|ul|video)\b([^<>]*)>",
    re.MULTILINE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Masks:
    """`unfenced` has no fenced code; `markup` no code at all; `prose` no raw HTML either.

    In `prose` the targets of links are blotted out too. Code blocks become blanks, whatever stands
    within a line becomes the letter x.
    """

    unfenced: str
    markup: str
    prose: str


def masks(source: Source, outline: Outline) -> Masks:
    """What is left of the body without its code, and without its HTML."""
    unfenced = markup = source.text
    taken = (*outline.code_lines, *outline.block_lines)
    if taken or _may_be_indented(source.text):
        lines = source.lines
        indented = _indented_code(lines, outline)
        unfenced = _blanked(lines, taken)
        markup = _blanked(lines, indented) if indented else unfenced
    markup = _without_code_spans(markup) if "`" in markup else markup
    prose = markup
    if "<" in markup:
        markup = _without_comments(markup)
        prose = _TAG.sub(_letters, _without_raw_blocks(markup))
    prose = _TARGET.sub(_letters_of_line, prose) if "](" in prose else prose
    return Masks(unfenced, markup, prose)


def _blanked(lines: list[str], numbers: Iterable[int]) -> str:
    """The text of the lines, with some of them made blank for good."""
    for number in numbers:
        lines[number] = " " * len(lines[number])
    return "\n".join(lines)


def _letters(match: re.Match[str]) -> str:
    return _NOT_NEWLINE.sub("x", match.group())


def _letters_of_line(match: re.Match[str]) -> str:
    return "x" * len(match.group())


def _may_be_indented(text: str) -> bool:
    return text.startswith((" ", "\t")) or "\n " in text or "\n\t" in text


def _indented_code(lines: list[str], outline: Outline) -> list[int]:
    """The lines that four spaces make code: after a blank line, and in no list or footnote.

    In a list four spaces continue an item, so that it takes eight.
    """
    found: list[int] = []
    in_container, after_blank = False, True
    for number, line in enumerate(lines):
        if number in outline.code_lines or number in outline.block_lines:
            after_blank = True
            continue
        if not line.strip():
            after_blank = True
            continue
        expanded = line.expandtabs(4) if "\t" in line else line
        indent = len(expanded) - len(expanded.lstrip(" "))
        if indent < 4:
            in_container = bool(_CONTAINER.match(expanded)) or (in_container and not after_blank)
            after_blank = False
        elif (after_blank or (found and found[-1] == number - 1)) and (
            indent >= 8 or not in_container
        ):
            found.append(number)
    return found


def _without_code_spans(text: str) -> str:
    """The text with what stands between backticks, and they themselves, as the letter x."""
    pieces: list[str] = []
    done = 0
    for start, end in _paragraphs_with_ticks(text):
        for span_start, span_end in _code_spans(text, start, end):
            pieces.append(text[done:span_start])
            pieces.append(_NOT_NEWLINE.sub("x", text[span_start:span_end]))
            done = span_end
    pieces.append(text[done:])
    return "".join(pieces)


def _paragraphs_with_ticks(text: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    start = 0
    for match in _BLANK_LINE.finditer(text):
        if text.find("`", start, match.start()) != -1:
            found.append((start, match.start()))
        start = match.end()
    if text.find("`", start) != -1:
        found.append((start, len(text)))
    return found


def _code_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The code spans of a paragraph: each run of backticks, to the next one as long."""
    runs: list[tuple[int, int]] = []
    by_length: dict[int, list[int]] = {}
    for match in _TICKS.finditer(text, start, end):
        escaped = len(match[1]) % 2
        run_start, run_end = match.start(2) + escaped, match.end(2)
        if run_end > run_start:
            by_length.setdefault(run_end - run_start, []).append(len(runs))
            runs.append((run_start, run_end))
    spans: list[tuple[int, int]] = []
    index = 0
    while index < len(runs):
        same = by_length[runs[index][1] - runs[index][0]]
        following = bisect_right(same, index)
        if following < len(same):
            closing = same[following]
            spans.append((runs[index][0], runs[closing][1]))
            index = closing
        index += 1
    return spans


def _without_comments(text: str) -> str:
    """The text with each `<!-- … -->` blank. No regular expression: one would be quadratic."""
    pieces: list[str] = []
    done = 0
    while (start := text.find("<!--", done)) != -1 and (end := text.find("-->", start)) != -1:
        pieces.append(text[done:start])
        pieces.append(_NOT_NEWLINE.sub(" ", text[start : end + 3]))
        done = end + 3
    pieces.append(text[done:])
    return "".join(pieces)


def _without_raw_blocks(text: str) -> str:
    """The text with each block of raw HTML blank, to its end tag; `markdown=` blocks are prose."""
    pieces: list[str] = []
    done = 0
    while match := _RAW_BLOCK.search(text, done):
        end = match.end() if "markdown" in match[2] else _end_of_element(text, match)
        pieces.append(text[done : match.start()])
        pieces.append(_NOT_NEWLINE.sub(" ", text[match.start() : end]))
        done = end
    pieces.append(text[done:])
    return "".join(pieces)


def _end_of_element(text: str, opening: re.Match[str]) -> int:
    depth = 0
    for tag in re.compile(rf"<(/?){opening[1]}\b[^<>]*>", re.IGNORECASE).finditer(
        text, opening.start()
    ):
        depth += -1 if tag[1] else 1
        if depth == 0:
            return tag.end()
    return len(text)
