"""The characters that no text may hold, and those of them that stand in for things while we work.

A *mark* is a Unicode noncharacter (23.7 of the standard): since it is refused in every text, nobody
can forge one. No mark may leave this room.
"""

from __future__ import annotations

import re

from generator.problems import Problem, error
from generator.reading.markdown.source import Source

# What HTML refuses in a document ("control-character-in-input-stream", "noncharacter-…",
# "surrogate-in-input-stream"); tab and newline are all that a text needs of the first 32.
_PLANES = "".join(f"{chr(n * 0x10000 + 0xFFFE)}{chr(n * 0x10000 + 0xFFFF)}" for n in range(17))
FORBIDDEN = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_PLANES}]")

# The bytes in UTF-8 that every forbidden character has one of, and few texts.
_SUSPECT_BYTES = bytes((*range(9), *range(0x0B, 0x20), 0x7F, 0xC2, 0xED, *range(0xEF, 0xF5)))

# Round a letter and a number: code `c`, block `b`, figure `f`; of a footnote what refers to it `r`,
# its place `n`, its text `t`. Or round `label`.
MARK_START, MARK_END = "\ufdd0", "\ufdd1"
LABEL = f"{MARK_START}label{MARK_END}"
DECORATION = f"{MARK_START}decoration{MARK_END}"
MARK = re.compile(f"{MARK_START}([a-z])([0-9]+){MARK_END}")

# Characters that an author escaped (`\"`, `&quot;`): typography must leave them alone.
KEPT = {'"': "\ufdd2", "'": "\ufdd3", "-": "\ufdd4", ".": "\ufdd5"}
_KEPT_REFERENCE = re.compile(r"&(?:(quot|#34|#x22)|apos|#39|#x27);", re.IGNORECASE)

# Between the pieces of a paragraph that inline tags part, and in place of what is no words.
SEAM, OPAQUE = "\ufdd6", "\ufdd7"

_HUGE_REFERENCE = re.compile(r"&#(?:[0-9]{8,}|[xX][0-9a-fA-F]{7,});?")
_NUMERIC_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,6})|([0-9]{1,7}));?")


def without_forbidden(source: Source) -> tuple[Source, tuple[Problem, ...]]:
    """The text with U+FFFD for what no text may hold, and a problem for each line that held some.

    As many characters as before, so that every place stays right.
    """
    if "&#" not in source.text and _is_plain(source.text):
        return source, ()
    problems = [
        error(
            "control-character",
            f"there is a character here that no text may hold (U+{ord(match.group()):04X})",
            source.path,
            span=source.span(match.start(), match.end()),
            cure="delete it; it can't be seen, so write the words around it anew",
        )
        for match in _one_a_line(FORBIDDEN, source)
    ]
    problems += [
        error(
            "bad-reference",
            f"{match.group()[:20]} stands for no character",
            source.path,
            span=source.span(match.start(), match.end()),
            cure="type the character itself",
        )
        for match in _one_a_line(_HUGE_REFERENCE, source)
    ]
    if not problems:
        return source, ()
    text = _HUGE_REFERENCE.sub(_blotted, FORBIDDEN.sub(_blotted, source.text))
    return Source(source.path, text, source.first_line), tuple(problems)


def _is_plain(text: str) -> bool:
    """Whether the text holds nothing forbidden: a fast test that most texts pass, none wrongly."""
    typed = text.encode("utf-8", "surrogatepass")
    if len(typed.translate(None, _SUSPECT_BYTES)) == len(typed):
        return True
    return text.replace("\n", "").replace("\t", "").isprintable()


def _blotted(match: re.Match[str]) -> str:
    return "\N{REPLACEMENT CHARACTER}" * len(match.group())


def _one_a_line(pattern: re.Pattern[str], source: Source) -> list[re.Match[str]]:
    """The first match of each line."""
    firsts: dict[int, re.Match[str]] = {}
    for match in pattern.finditer(source.text):
        firsts.setdefault(source.line_at(match.start()), match)
    return list(firsts.values())


def without_forbidden_references(html: str) -> str:
    """HTML without `&#2;` and its like, which a parser would turn into a forbidden character.

    A forged hole (`&#2;a0&#3;`) would otherwise come to life in the cleaning of raw HTML.
    """
    if "&#" not in html:
        return html
    return _NUMERIC_REFERENCE.sub(_kept_if_allowed, html)


def _kept_if_allowed(match: re.Match[str]) -> str:
    number = int(match[1], 16) if match[1] else int(match[2])
    if number > 0x10FFFF or FORBIDDEN.match(chr(number)):
        return ""
    return match.group()


def keep_references(html: str) -> str:
    """HTML in which quotes that were typed as `&quot;` or `&#39;` are kept from typography."""
    if "&" not in html:
        return html
    return _KEPT_REFERENCE.sub(lambda found: KEPT['"' if found[1] else "'"], html)


def restored(text: str) -> str:
    """The text with the kept characters as themselves."""
    for char, mark in KEPT.items():
        if mark in text:
            text = text.replace(mark, char)
    return text
