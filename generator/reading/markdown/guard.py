"""What a body may ask of Python-Markdown: limits on work, so that they are the same everywhere.

Some texts of 40 KB need minutes to convert, others run out of stack (quotes in quotes in quotes).
Such a text is an error at its line, told before anything is converted.
"""

from __future__ import annotations

import re
from collections import Counter

from generator.problems import Problem, error
from generator.reading.markdown.source import Source
from generator.reading.markdown.tokens import VOID, listed
from generator.reading.markdown.work import MAX_WORK, ceiling, heaviest, html_work

MAX_CHARACTERS = 1_000_000
MAX_LINES = 20_000
MAX_LINE = 100_000
MAX_DEPTH = 24
MAX_TAGS = 20_000
MAX_OPEN_TAGS = 100
MAX_OPEN_INLINE_TAGS = 24
MAX_FOOTNOTES = 2_000
MAX_REFERENCES = 200
MAX_ABBREVIATIONS = 100
MAX_ABBREVIATED = 5_000
MAX_EXPANSION = 5_000_000

_NESTING = re.compile(r"[ \t]*(?:>|(?:[-+*:]|[0-9]{1,9}\.)(?=[ \t])|\[\^[^\[\]\n]{1,200}\]:)")
_DEFINING = re.compile(r"([ \t]*):[ ]")
_RULE = re.compile(r"[ ]{0,3}(?:(?:-+[ ]{0,2}){3,}|(?:\*+[ ]{0,2}){3,})[ ]*$")
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)")
_FOOTNOTE = re.compile(r"\[\^([^\[\]\n]{1,200})\](:?)")
_ABBREVIATION = re.compile(r"^\*\[([^\[\]\n]+)\][ ]?:[ ]*\n?[ ]*(.*)$", re.MULTILINE)
_DEFINITION = re.compile(r"^[ ]{0,3}\[[^\[\]\n]+\]:(.*)$", re.MULTILINE)

_INLINE_TAGS = listed(
    "a abbr b big bdi bdo cite code data del dfn em font i ins kbd label mark nobr q s samp "
    "small span strike strong sub sup time tt u var"
)
# Elements that have no end tag, or whose end tag HTML lets an author leave out.
_UNCLOSED_TAGS = VOID | listed(
    "p li dt dd tr td th thead tbody tfoot colgroup caption option optgroup rt rp rb rtc"
)


def size_fault(source: Source) -> Problem | None:
    """What is wrong with the size of a body, before anything else looks at it."""
    cure = "split the text into several"
    if len(source.text) > MAX_CHARACTERS:
        message = f"the text has {len(source.text):,} characters; at most {MAX_CHARACTERS:,} can be"
        span = source.span(MAX_CHARACTERS, MAX_CHARACTERS)
        return error("body-too-large", message, source.path, span=span, cure=cure)
    lines = source.text.count("\n") + 1
    if lines > MAX_LINES:
        message = f"the text has {lines:,} lines; at most {MAX_LINES:,} can be"
        span = source.line_span(MAX_LINES)
        return error("body-too-large", message, source.path, span=span, cure=cure)
    return None


def work_fault(source: Source, unfenced: str) -> Problem | None:
    """Why converting a body would take too long, at the place to blame; None where it would not.

    `unfenced` is the body with code blocks blank, as long as the body.
    """
    return (
        _line_fault(source, unfenced)
        or _tag_fault(source, unfenced)
        or _footnote_fault(source, unfenced)
        or _expansion_fault(source, unfenced)
        or _paragraph_fault(source, unfenced)
    )


def _line_fault(source: Source, text: str) -> Problem | None:
    held = 0
    lines = text.split("\n")
    may_be_long = len(text) > MAX_LINE
    for number, line in enumerate(lines):
        if line[:1].isalpha() and not may_be_long:
            continue  # words: nearly all lines are, and they open nothing
        if not line:
            held = 0
            continue
        if len(line) > MAX_LINE:
            message = f"the line has {len(line):,} characters; at most {MAX_LINE:,} can be"
            span = source.line_span(number, MAX_LINE)
            cure = "break it; data such as a picture belongs in a file"
            return error("line-too-long", message, source.path, span=span, cure=cure)
        held = 0 if not line.strip() else held + _holds_what_follows(lines, number)
        if max(held, _depth(line)) > MAX_DEPTH:
            message = f"quotes or lists stand more than {MAX_DEPTH} deep in one another here"
            span = source.line_span(number)
            cure = "leave lines blank between them, or begin them with a backslash if they are text"
            return error("nested-too-deep", message, source.path, span=span, cure=cure)
    return None


def _holds_what_follows(lines: list[str], number: int) -> bool:
    """Whether the line is a definition that takes all that follows it for its own.

    Python-Markdown reads the next line so, if it is not indented, with all definitions in it.
    """
    definition = _DEFINING.match(lines[number])
    following = lines[number + 1].expandtabs(4) if number + 1 < len(lines) else ""
    words = following.lstrip(" ")
    if not definition or not words or words[0] == ":":
        return False
    return len(following) - len(words) < len(definition[1].expandtabs(4)) + 4


def _depth(line: str) -> int:
    """How many quotes and lists the beginning of a line opens or goes on with."""
    match = _NESTING.match(line)
    if not match or _RULE.match(line):
        return 0
    markers, position = 0, 0
    while match and markers <= MAX_DEPTH:
        markers, position = markers + 1, match.end()
        match = _NESTING.match(line, position)
    indent = len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip(" "))
    return markers + indent // 4


def _tag_fault(source: Source, text: str) -> Problem | None:
    """Too many tags, or too many open at once: a parser opens inline tags again in each block."""
    open_tags: Counter[str] = Counter()
    inline = total = 0
    for count, match in enumerate(_TAG.finditer(text), 1):
        name = match[2].lower()
        if count > MAX_TAGS:
            message = f"the text has more than {MAX_TAGS:,} HTML tags"
            span = source.span(match.start(), match.end())
            cure = "split the text into several"
            return error("too-much-html", message, source.path, span=span, cure=cure)
        if name in _UNCLOSED_TAGS or (match[1] and not open_tags[name]):
            continue
        step = -1 if match[1] else 1
        open_tags[name] += step
        total += step
        inline += step * (name in _INLINE_TAGS)
        if total > MAX_OPEN_TAGS or inline > MAX_OPEN_INLINE_TAGS:
            message = f"{total} HTML tags are open at once here"
            span = source.span(match.start(), match.end())
            cure = "close those that are not meant to hold what follows"
            return error("nested-too-deep", message, source.path, span=span, cure=cure)
    return None


def _footnote_fault(source: Source, text: str) -> Problem | None:
    if "[^" not in text:
        return None
    references: Counter[str] = Counter()
    definitions = 0
    for match in _FOOTNOTE.finditer(text):
        definitions += bool(match[2])
        references[match[1]] += 1
        if definitions > MAX_FOOTNOTES or references[match[1]] > MAX_REFERENCES:
            told = (
                f"the text has more than {MAX_FOOTNOTES:,} footnotes"
                if definitions > MAX_FOOTNOTES
                else f"the footnote [^{match[1]}] is referred to more than {MAX_REFERENCES} times"
            )
            span = source.span(match.start(), match.end())
            cure = "split the text into several"
            return error("too-many-footnotes", told, source.path, span=span, cure=cure)
    return None


def _expansion_fault(source: Source, text: str) -> Problem | None:
    """Too many abbreviations, or definitions that are long and used often: the page would burst."""
    found = list(_ABBREVIATION.finditer(text)) if "*[" in text else []
    if found:
        names = "|".join(re.escape(match[1].strip()) for match in found[:MAX_ABBREVIATIONS])
        uses = sum(1 for _ in re.finditer(rf"\b(?:{names})\b", text))
        longest = max(len(match[2]) for match in found)
        if (
            len(found) > MAX_ABBREVIATIONS
            or uses > MAX_ABBREVIATED
            or uses * longest > MAX_EXPANSION
        ):
            message = f"{len(found):,} abbreviations are defined, and used {uses:,} times"
            span = source.span(found[-1].start(), found[-1].end())
            cure = f"define at most {MAX_ABBREVIATIONS}, and those that a reader can't know"
            return error("too-many-abbreviations", message, source.path, span=span, cure=cure)
    if "]:" not in text or len(text) * text.count("[") <= MAX_EXPANSION:
        return None
    definition = max(_DEFINITION.finditer(text), key=lambda match: len(match[1]), default=None)
    if definition and len(definition[1]) * text.count("[") > MAX_EXPANSION:
        message = f"a link of {len(definition[1]):,} characters would be repeated too often"
        span = source.span(definition.start(), definition.end())
        cure = "shorten its address"
        return error("body-too-complex", message, source.path, span=span, cure=cure)
    return None


def _paragraph_fault(source: Source, text: str) -> Problem | None:
    """The paragraph to blame where all of them together would take too long."""
    if ceiling(text) <= MAX_WORK:
        return None
    paragraphs_work, worst, (start, end) = heaviest(text)
    total = paragraphs_work + html_work(text)
    if total <= MAX_WORK:
        return None
    paragraph = text[start:end]
    if worst * 2 < total and "<" in text:
        paragraph, start = text, text.index("<")
    sign = max("[]()<>*_`~\\&!#", key=paragraph.count)
    count = f"{paragraph.count(sign):,}"
    message = f'this would take too long to convert: "{sign}" stands here {count} times'
    span = source.span(start, end)
    cure = "close what it opens, put a backslash before it, or part the paragraph by blank lines"
    return error("body-too-complex", message, source.path, span=span, cure=cure)
