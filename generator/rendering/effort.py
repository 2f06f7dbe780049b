"""How much one page may cost: turns of loops, calls and characters, never seconds.

A limit in seconds would make the output depend on the machine; these depend on the layout alone,
and stand far above what any page needs. They must not be mistaken for a defence against a layout
that wants to do harm: layouts are the site's own.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from jinja2.runtime import LoopContext

TURNS_MAX = 5_000_000  # a sitemap of 50,000 pages in forty languages takes two
CHARACTERS_MAX = 100_000_000  # twice what a sitemap may have (sitemaps.org, "Protocol")
_CALL, _INCLUDE = 10, 50  # what they cost as much as: turns of an empty loop
WIDTH_MAX = 10_000
BITS_MAX = 10_000


class TooMuchWork(Exception):
    """A layout wants more than any page needs; the message says of what."""


class Effort:
    """What the page that is being made has cost so far, in turns."""

    __slots__ = ("_turns",)

    def __init__(self) -> None:
        self._turns = 0

    def turns(self, count: int = 1) -> None:
        """Count turns of a loop, or work that takes as long."""
        self._turns += count
        if self._turns > TURNS_MAX:
            words = f"this page takes more than {TURNS_MAX:,} turns of loops"
            raise TooMuchWork(f"{words} (a call counts as {_CALL})")

    def gone_through(self, values: Any) -> Any:
        """What a loop or filter goes through one by one, as something that has a length."""
        try:
            self.turns(len(values))
        except TypeError:
            return list(self._drawn(iter(values)))
        except OverflowError:  # of a range
            self.turns(TURNS_MAX + 1)
        return values

    def of_filter(self, subject: object) -> None:
        """Count what a filter goes through: a list, or a text, which takes less."""
        if isinstance(subject, str):
            self.turns(len(subject) >> 8)
        elif isinstance(subject, list | tuple | range | Mapping):
            self.gone_through(subject)

    def _drawn(self, values: Iterator[Any]) -> Iterator[Any]:
        for value in values:
            self.turns()
            yield value

    def included(self) -> None:
        """Count a layout that is included or imported."""
        self.turns(_INCLUDE)

    def called(self, function: object, args: tuple[Any, ...]) -> None:
        """Count a call; `loop(…)` of a recursive loop goes through its argument."""
        self.turns(_CALL)
        if function.__class__ is LoopContext and args:
            self.gone_through(args[0])


def joined(parts: Iterable[str]) -> str:
    """The parts of an output in one; raises `TooMuchWork` for one that nobody could load."""
    if isinstance(parts, list):
        if sum(map(len, parts)) > CHARACTERS_MAX:
            raise _too_long()
        return "".join(parts)
    kept: list[str] = []
    length = 0
    more = iter(parts)
    while some := list(islice(more, 10_000)):
        kept += some
        length += sum(map(len, some))
        if length > CHARACTERS_MAX:
            if isinstance(more, Generator):
                more.throw(_too_long())  # where it stands: that tells the layout's line
            raise _too_long()
    return "".join(kept)


def of_bearable_length(value: Any) -> Any:
    """The value; raises `TooMuchWork` for a text or list that is too long."""
    if isinstance(value, str):
        if len(value) > CHARACTERS_MAX:
            raise _too_long()
    elif isinstance(value, list | tuple) and len(value) > TURNS_MAX:
        raise TooMuchWork(f"a list of more than {TURNS_MAX:,} entries")
    return value


def of_bearable_product(times: int, length: int) -> None:
    """Raises `TooMuchWork` before a text of that length is put out so many times."""
    if times * length > CHARACTERS_MAX:
        raise _too_long()


def of_bearable_replacement(text: str, old: str, new: str) -> None:
    """Raises `TooMuchWork` before the replacements in a text make it too long."""
    if len(new) > len(old):
        of_bearable_product(text.count(old), len(new))


def _too_long() -> TooMuchWork:
    return TooMuchWork(f"this makes more than {CHARACTERS_MAX:,} characters")


def of_bearable_width(numbers: Iterable[object]) -> None:
    """Raises `TooMuchWork` where one of them, a width or a number of columns, is beyond reason."""
    for number in numbers:
        if isinstance(number, int) and abs(number) > WIDTH_MAX:
            raise TooMuchWork(f"{number:,} is too wide; the most is {WIDTH_MAX:,}")


_PLACE = re.compile(r"%(?:\([^)]*\))?[#0\- +]*(\*|[0-9]+)?(?:\.(\*|[0-9]+))?")


def of_bearable_form(form: object) -> None:
    """Raises `TooMuchWork` for a form such as `%9s` with a width beyond reason, or a hidden one."""
    for place in _PLACE.finditer(str(form)):
        for width in filter(None, place.groups()):
            if width == "*":
                raise TooMuchWork("write the width out in place of the *")
            of_bearable_width((int(width[:20]),))


def product(left: Any, right: Any) -> Any:
    """`left * right`."""
    for many, few in ((left, right), (right, left)):
        if isinstance(many, str | list | tuple) and isinstance(few, int):
            limit = CHARACTERS_MAX if isinstance(many, str) else TURNS_MAX
            if len(many) * few > limit:
                raise _too_long()
    if isinstance(left, int) and isinstance(right, int):
        _of_bearable_size(left.bit_length() + right.bit_length())
    return left * right


def power(left: Any, right: Any) -> Any:
    """`left ** right`."""
    if isinstance(left, int) and isinstance(right, int) and right > 0:
        _of_bearable_size(left.bit_length() * right)
    return left**right


def _of_bearable_size(bits: int) -> None:
    if bits > BITS_MAX:
        raise TooMuchWork("this number is too large")


def total(left: Any, right: Any) -> Any:
    """`left + right`."""
    return of_bearable_length(left + right)
