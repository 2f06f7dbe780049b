"""Python-Markdown's inline pass without the attempts that are bound to fail: the same bytes.

It tries each of some twenty patterns on each text. Most can only match a text that holds a certain
sign (`[`, `<`, `://`), which is read off the pattern's own regular expression: where the text has
none, the pattern is passed over. What can't be read off is always tried.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, cast

from markdown import Markdown
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

_parser: Any = getattr(re, "_parser", None)  # the parser of the re module: not public, so optional
_REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")


class SparingInline(InlineProcessor):
    """The inline pass, which passes over the patterns that can't match."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self._wanted: list[tuple[str, ...]] | None = None

    def _InlineProcessor__handleInline(  # noqa: N802 - the one step of the library's that is ours
        self,
        data: str,
        patternIndex: int = 0,  # noqa: N803
    ) -> str:
        """The text with placeholders for what the patterns from an index on match."""
        if isinstance(data, AtomicString):
            return data
        patterns = self.inlinePatterns
        if self._wanted is None:
            self._wanted = [wanted(cast(Any, p).getCompiledRegExp()) for p in patterns]
        apply = cast(Any, self)._InlineProcessor__applyPattern
        start = 0
        while patternIndex < len(self._wanted):
            signs = self._wanted[patternIndex]
            if start == 0 and signs and not any(sign in data for sign in signs):
                patternIndex += 1  # noqa: N806
                continue
            data, matched, start = apply(patterns[patternIndex], data, patternIndex, start)
            if not matched:
                patternIndex += 1  # noqa: N806
        return data


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
