"""The traps of Markdown: what was probably not meant, told at its line.

Each trap is a function from the view of a body to its warnings. They look at prose only (see
`masks`), and would rather miss one than cry wolf.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from generator.problems import Problem, error, warning
from generator.reading.markdown.draft import Draft
from generator.reading.markdown.masks import Masks
from generator.reading.markdown.outline import Outline
from generator.reading.markdown.source import Source
from generator.reading.markdown.work import paragraphs

_QUOTE = re.compile(r"(?: {0,3}> ?)+")
_ITEM = re.compile(r"([ \t]*)([-+*]|[0-9]{1,9}\.)[ \t]+(?=\S)")
_MAYBE_ITEM = re.compile(r"(?: {0,3}> ?)* {0,3}(?:[-+*]|1\.)[ \t]")
_FIRST_ITEM = re.compile(r" {0,3}(?:[-+*]|1\.)[ \t]+(?=\S)")
_NUMBER = re.compile(r" {0,3}([0-9]{1,9})\.[ \t]+(?=\S)")
_NO_PARAGRAPH = re.compile(r" {0,3}(?:#|\||<|:[ ]|\[[^\]]*\]:|\*\[|[-=*_]{3,}[ ]*$)|[ \t]*$")
_HASHTAG = re.compile(r"#{1,6}(?![#\s])\S+")
_UNDERLINE = re.compile(r"[-=]+[ ]*$")
_DEFINITION = re.compile(r" {0,3}: {1,3}(?=\S)")
_FENCE = re.compile(r"(?: {4,}|\t|(?: {0,3}> ?)+[ \t]*)[ \t]*(`{3,}|~{3,})[^`\n]*$")
_BLOCK = re.compile(
    r"(?:(?: {4,}|\t)[ \t]*|(?: {0,3}> ?)+[ \t]*)(/{3,})[ \t]*[\w-]*[ \t]*(?:\|.*)?$"
)
_STARS = re.compile(r"(?<![\\*])\*\*(?!\*)(?!(?<=\s\*\*)\s)")
_FOOTNOTE = re.compile(r"\[\^([^\[\]\s]+)\](:?)")
_REFERENCE = re.compile(
    r"(?:!\[(?<![\w\]!\\]!\[)|\[(?<![\w\]!\\]\[))([^\[\]\n]+)\][ ]?\[([^\[\]\n^]*)\]"
)
_LITERAL_STARS = re.compile(r">[^<]*\*\*")
_SENTENCE_END = ".!?…:;,”»’"
_LONG_FOR_A_HEADING = 70


@dataclass(frozen=True, slots=True)
class View:
    """A body as the traps see it: its prose line by line, and what became of it."""

    source: Source
    lines: list[str]
    masks: Masks
    outline: Outline
    draft: Draft


def trap_warnings(
    source: Source, masks: Masks, outline: Outline, draft: Draft
) -> Iterator[Problem]:
    """Every trap that the author of a body stepped into."""
    lines = masks.prose.split("\n")
    view = View(source, lines, masks, outline, draft)
    beginnings = {line[:1] for line in lines if not line.isspace()}
    for trap, signs in TRAPS:
        if not signs or not beginnings.isdisjoint(signs):
            yield from trap(view)


def _list_under_paragraph(view: View) -> Iterator[Problem]:
    """`words`, then `- item` without a blank line: it stays a paragraph."""
    if not any(map(_MAYBE_ITEM.match, view.lines)):
        return
    in_paragraph = False
    depth = 0
    for number, typed in enumerate(view.lines):
        quote = _QUOTE.match(typed)
        line = typed[quote.end() :] if quote else typed
        same_depth = depth == (quote.group().count(">") if quote else 0)
        depth = quote.group().count(">") if quote else 0
        if in_paragraph and same_depth and _FIRST_ITEM.match(line):
            column = len(typed) - len(line)
            yield warning(
                "list-under-paragraph",
                "this is no list: it goes on with the paragraph above",
                view.source.path,
                span=view.source.line_span(number, column, len(line.rstrip())),
                cure="leave the line above it blank",
            )
            in_paragraph = False
        elif not line.strip() or (in_paragraph and not same_depth):
            in_paragraph = False
        elif not in_paragraph and _starts_block(view, number):
            in_paragraph = not (_NO_PARAGRAPH.match(line) or _ITEM.match(line) or "|" in line)
            in_paragraph = in_paragraph and not line.startswith(("    ", "\t"))


def _starts_block(view: View, number: int) -> bool:
    """Whether the line is the first after a blank one, a heading, code or the edge of a block."""
    if number == 0 or not view.lines[number - 1].strip():
        return True
    quote = _QUOTE.match(view.lines[number])
    above = view.lines[number - 1]
    above_quote = _QUOTE.match(above)
    above = above[above_quote.end() :] if above_quote else above
    return above.startswith("#") or not above.strip() or bool(quote) != bool(above_quote)


def _shallow_nesting(view: View) -> Iterator[Problem]:
    """A list nested by two or three spaces: it lands on the level above."""
    indents: list[int] = []
    for number, line in enumerate(view.lines):
        item = _ITEM.match(line)
        if not item:
            if line.strip() and not line[0].isspace():
                indents = indents if _continues(view, number) else []
            continue
        indent = len(item[1].expandtabs(4))
        while indents and indents[-1] > indent:
            indents.pop()
        if indents and 2 <= indent - indents[-1] <= 3:
            yield warning(
                "shallow-nesting",
                f"{indent - indents[-1]} spaces don't put this item into the one above",
                view.source.path,
                span=view.source.line_span(number, 0, item.end()),
                cure=f"indent it by {indents[-1] + 4} spaces",
            )
        if not indents or indent > indents[-1]:
            indents.append(indent)


def _continues(view: View, number: int) -> bool:
    """Whether a line that is no item goes on with the one above."""
    return number > 0 and bool(view.lines[number - 1].strip())


def _hashtag(view: View) -> Iterator[Problem]:
    """`#word` at the start of a line is a heading to Python-Markdown."""
    for number, line in enumerate(view.lines):
        match = _HASHTAG.match(line) if line.startswith("#") else None
        if match:
            yield warning(
                "hashtag",
                f'"{match.group()[:30]}" at the start of a line makes it a heading',
                view.source.path,
                span=view.source.line_span(number, 0, len(match.group())),
                cure="put a backslash before it, or a space after the # if it is one",
            )


def _lone_number(view: View) -> Iterator[Problem]:
    """`2024. ` at the start of a paragraph makes it a list of one item."""
    for number, line in enumerate(view.lines):
        match = _NUMBER.match(line)
        if not match or int(match[1]) < 2 or not _starts_block(view, number):
            continue
        if not _has_sibling(view, number, int(match[1])):
            yield warning(
                "lone-number",
                f'"{match[1]}." at the start of a paragraph makes it a list',
                view.source.path,
                span=view.source.line_span(number, match.start(1), len(match[1]) + 1),
                cure=f"write {match[1]}\\. if it is no list",
            )


def _has_sibling(view: View, number: int, value: int) -> bool:
    """Whether another item with a number stands near: then it is a list."""
    for step in (1, -1):
        at, blanks = number + step, 0
        while 0 <= at < len(view.lines) and blanks < 2:
            line = view.lines[at]
            blanks = 0 if line.strip() else blanks + 1
            match = _NUMBER.match(line)
            if match and abs(int(match[1]) - value) <= 1:
                return True
            if line.strip() and not line[0].isspace() and not _continues(view, at):
                break
            at += step
    return False


def _unclosed_strong(view: View) -> Iterator[Problem]:
    """`**` that opens and never closes: it is shown as it is."""
    if "**" not in view.draft.html or not _LITERAL_STARS.search(f">{view.draft.html}"):
        return
    prose = view.masks.prose
    for start, end in paragraphs(prose):
        found = [match.start() for match in _STARS.finditer(prose, start, end)]
        at = _stars_without_other(prose, found)
        if at is None:
            continue
        yield warning(
            "unclosed-strong",
            "this ** has no other: both stars will be seen",
            view.source.path,
            span=view.source.span(at, at + 2),
            cure="close it without a space before it, or put a backslash before each star",
        )


def _stars_without_other(prose: str, found: list[int]) -> int | None:
    """The `**` of a paragraph that is left over, or that a space keeps from its other."""
    if len(found) % 2:
        at = found[-1]
        between_words = prose[at - 1 : at].isalnum() and prose[at + 2 : at + 3].isalnum()
        return None if between_words else at
    for opening, closing in zip(found[::2], found[1::2], strict=True):
        if prose[opening + 2].isspace() or prose[closing - 1].isspace():
            return closing
    return None


def _footnotes(view: View) -> Iterator[Problem]:
    """References to footnotes that are not there, and footnotes that nothing refers to."""
    if "[^" not in view.masks.prose:
        return
    labels = view.draft.notes.labels
    for match in _FOOTNOTE.finditer(view.masks.prose):
        label, is_definition = match[1], bool(match[2])
        span = view.source.span(match.start(), match.end())
        if is_definition and label in view.draft.notes.unused:
            yield warning(
                "unused-footnote",
                f"nothing refers to the footnote [^{label}]: it is left out",
                view.source.path,
                span=span,
                cure=f"write [^{label}] where it belongs, or delete it",
            )
        elif not is_definition and label not in labels:
            yield warning(
                "undefined-footnote",
                f"there is no footnote [^{label}]",
                view.source.path,
                span=span,
                cure=f"write it on a line of its own: [^{label}]: …",
            )


def _references(view: View) -> Iterator[Problem]:
    """`[words][label]` without a definition of the label."""
    if "][" not in view.masks.prose and "] [" not in view.masks.prose:
        return
    known = view.draft.references
    for match in _REFERENCE.finditer(view.masks.prose):
        group = 2 if match[2] else 1
        typed = view.source.text[match.start(group) : match.end(group)]
        label = " ".join(typed.lower().split())
        if label not in known or "`" in label:
            cure = f"write it on a line of its own: [{label[:40]}]: https://…"
            if "`" in label:
                cure = "give the address a label without code: [`words`][label]"
            yield warning(
                "undefined-reference",
                f'there is no address for "{label[:40]}"',
                view.source.path,
                span=view.source.span(match.start(), match.end()),
                cure=cure,
            )


def _misplaced_fences(view: View) -> Iterator[Problem]:
    """A fence in a list, in a quote, or further in than three spaces: it is no fence."""
    if "```" not in view.source.text and "~~~" not in view.source.text:
        return
    opening = True
    for number, line in enumerate(view.source.lines):
        if number in view.outline.code_lines or not (match := _FENCE.match(line)):
            continue
        if opening:
            yield warning(
                "indented-fence",
                "a fence that does not begin its line is none: its code is read as text",
                view.source.path,
                span=view.source.line_span(number, match.start(1), len(match[1])),
                cure="begin the line with the fence, outside of lists and quotes",
            )
        opening = not opening


def _misplaced_blocks(view: View) -> Iterator[Problem]:
    """A block in a list or a quote: it is read as text."""
    if "///" not in view.masks.prose:
        return
    for number, line in enumerate(view.lines):
        match = _BLOCK.match(line)
        if match:
            yield error(
                "indented-block",
                "a block that does not begin its line is none: its slashes would be seen",
                view.source.path,
                span=view.source.line_span(number, match.start(1), len(match[1])),
                cure="begin the line with the slashes, outside of lists and quotes",
            )


def _accidental_heading(view: View) -> Iterator[Problem]:
    """A sentence with `---` right under it becomes a heading."""
    for number in range(1, len(view.lines)):
        underline, above = view.lines[number], view.lines[number - 1].strip()
        if not underline or underline[0] not in "-=" or not _UNDERLINE.match(underline):
            continue
        if not above or not _starts_block(view, number - 1) or _ITEM.match(above):
            continue
        if len(above) > _LONG_FOR_A_HEADING or above[-1] in _SENTENCE_END:
            yield warning(
                "accidental-heading",
                "the line under it makes this sentence a heading",
                view.source.path,
                span=view.source.line_span(number - 1),
                cure="leave a line blank between them if the dashes are a rule",
            )


def _tight_definitions(view: View) -> Iterator[Problem]:
    """A term right under the definition of another: it becomes a part of that."""
    lines = view.lines
    for number in range(1, len(lines) - 1):
        if lines[number][:1].isspace() or not lines[number] or _DEFINITION.match(lines[number]):
            continue
        if _DEFINITION.match(lines[number - 1]) and _DEFINITION.match(lines[number + 1]):
            yield warning(
                "tight-definitions",
                "this term goes into the definition above it",
                view.source.path,
                span=view.source.line_span(number),
                cure="leave the line above it blank",
            )


def _contents(view: View) -> Iterator[Problem]:
    """`[TOC]` is another generator's."""
    if "[TOC]" not in view.masks.prose:
        return
    for number, line in enumerate(view.lines):
        if line.strip() == "[TOC]":
            yield warning(
                "toc-marker",
                "[TOC] makes no table of contents",
                view.source.path,
                span=view.source.line_span(number),
                cure="write `toc: true` in the header",
            )


# Each trap with the characters that a line must begin with to be one; "" where it looks itself.
TRAPS: tuple[tuple[Callable[[View], Iterator[Problem]], str], ...] = (
    (_list_under_paragraph, " >-+*1"),
    (_shallow_nesting, " \t"),
    (_hashtag, "#"),
    (_lone_number, " 0123456789"),
    (_unclosed_strong, ""),
    (_footnotes, ""),
    (_references, ""),
    (_misplaced_fences, ""),
    (_misplaced_blocks, ""),
    (_accidental_heading, "-="),
    (_tight_definitions, " :"),
    (_contents, ""),
)
