"""Python-Markdown's inline pass without the attempts that are bound to fail: the same bytes.

It tries each of some twenty patterns on each text. Most can only match a text that holds a certain
sign (`[`, `<`, `://`), which is read off the pattern's own regular expression: where the text has
none, the pattern is passed over. What can't be read off is always tried.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, cast
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import (
    ImageReferenceInlineProcessor,
    LinkInlineProcessor,
    Pattern,
    ReferenceInlineProcessor,
    ShortImageReferenceInlineProcessor,
    ShortReferenceInlineProcessor,
)
from markdown.treeprocessors import InlineProcessor
from markdown.util import INLINE_PLACEHOLDER_PREFIX, AtomicString

_parser: Any = getattr(re, "_parser", None)  # the parser of the re module: not public, so optional
_REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")

# The same where it begins with the sign that is sought, which is four times as fast.
_FASTER = {r"(?<!\!)\[": re.compile(r"\[(?<!!\[)", re.DOTALL)}

# What the code asks for beyond its expression: `]`, which ends the words, and then a bracket.
_ASKED: dict[type[Pattern], tuple[str, ...]] = {LinkInlineProcessor: ("](",)}

# Nothing becomes of these where the text defines no reference.
_OF_REFERENCES = frozenset(
    (
        ReferenceInlineProcessor,
        ShortReferenceInlineProcessor,
        ImageReferenceInlineProcessor,
        ShortImageReferenceInlineProcessor,
    )
)


class SparingInline(InlineProcessor):
    """The inline pass, which passes over the patterns that can't match.

    Two steps of the library's are ours, hence their names.
    """

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self._patterns = cast("list[Pattern]", list(self.inlinePatterns))
        self._plans: dict[bool, _Plan] = {}
        for pattern in self._patterns:
            pattern.compiled_re = _FASTER.get(pattern.compiled_re.pattern, pattern.compiled_re)

    def _InlineProcessor__handleInline(  # noqa: N802
        self,
        data: str,
        patternIndex: int = 0,  # noqa: N803
    ) -> str:
        """The text with placeholders for what the patterns from an index on match.

        A placeholder holds no sign, nor does it bring two halves of one together: what a text does
        not hold at first it never will.
        """
        if isinstance(data, AtomicString):
            return data
        has_references = bool(self.md.references)
        if has_references not in self._plans:
            self._plans[has_references] = _Plan(self._patterns, has_references)
        apply = cast(Any, self)._InlineProcessor__applyPattern
        for number, pattern in self._plans[has_references].tried(data):
            start, matched = 0, number >= patternIndex
            while matched:
                data, matched, start = apply(pattern, data, number, start)
        return data

    def _InlineProcessor__processPlaceholders(  # noqa: N802
        self,
        data: str | None,
        parent: Element,
        isText: bool = True,  # noqa: N803
    ) -> Any:
        """The elements that placeholders stand for; a text without any goes to its element."""
        if not data or INLINE_PLACEHOLDER_PREFIX in data:
            return cast(Any, super())._InlineProcessor__processPlaceholders(data, parent, isText)
        if isText:
            parent.text = parent.text + data if parent.text else data
        else:
            parent.tail = parent.tail + data if parent.tail else data
        return []


class _Plan:
    """Which patterns are to be tried on a text."""

    def __init__(self, patterns: list[Pattern], has_references: bool) -> None:
        self._steps: list[tuple[int, Pattern, tuple[str, ...]]] = []
        for number, pattern in enumerate(patterns):
            if type(pattern) in _OF_REFERENCES and not has_references:
                continue
            signs = _ASKED.get(type(pattern)) or wanted(pattern.compiled_re)
            self._steps.append((number, pattern, signs))
        self._signs = sorted({sign for _, _, signs in self._steps for sign in signs})
        self._tried: dict[tuple[str, ...], list[tuple[int, Pattern]]] = {}

    def tried(self, text: str) -> list[tuple[int, Pattern]]:
        """The patterns that may match, with their numbers."""
        held = tuple([sign for sign in self._signs if sign in text])
        tried = self._tried.get(held)
        if tried is None:
            tried = self._tried[held] = [
                (number, pattern)
                for number, pattern, signs in self._steps
                if not signs or not set(held).isdisjoint(signs)
            ]
        return tried


@cache
def wanted(pattern: re.Pattern[str]) -> tuple[str, ...]:
    """Strings of which a text must hold one for the pattern to match; none if that isn't known."""
    if _parser is None or pattern.flags & re.IGNORECASE:
        return ()
    return _of_sequence(list(_parser.parse(pattern.pattern, pattern.flags)))


def _of_sequence(items: list[tuple[Any, Any]]) -> tuple[str, ...]:
    """What the most telling part of a sequence wants: the longest run of letters, or a choice."""
    found: list[tuple[str, ...]] = []
    run = ""
    for code, value in [*items, (None, None)]:
        if str(code) == "LITERAL":
            run += chr(value)
            continue
        if run:
            found.append((run,))
            run = ""
        signs = _of_item(str(code), value)
        if signs:
            found.append(signs)
    return min(found, key=_commonness, default=())


def _of_item(code: str, value: Any) -> tuple[str, ...]:
    if code == "SUBPATTERN":
        return _of_sequence(list(value[-1]))
    if code == "ATOMIC_GROUP":
        return _of_sequence(list(value))
    if code in _REPEATS:
        return _of_sequence(list(value[2])) if value[0] > 0 else ()
    if code == "BRANCH":
        branches = [_of_sequence(list(branch)) for branch in value[1]]
        return tuple(sign for branch in branches for sign in branch) if all(branches) else ()
    if code == "IN" and all(str(kind) == "LITERAL" for kind, _ in value):
        return tuple(chr(char) for _, char in value)
    return ()


def _commonness(signs: tuple[str, ...]) -> tuple[bool, int, int]:
    """How often a text will hold one of them, for a choice between wants."""
    is_common = any(sign.isalnum() or sign == " " for sign in signs)
    return is_common, len(signs), -min(len(sign) for sign in signs)
