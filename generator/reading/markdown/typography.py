"""Quotes, apostrophes, dashes, ellipses and no-break spaces, as a language sets them.

One pass over a line of text, the same for titles and for the paragraphs of a body, where `SEAM`
stands for an inline tag (transparent) and `OPAQUE` for what is no text (a picture, code). It adds
and replaces the characters named here and touches no other; what it has set it leaves alone.
"""

from __future__ import annotations

import re
from collections import deque
from unicodedata import category

from generator.reading.markdown.characters import OPAQUE, SEAM
from generator.reading.markdown.quotes import NO_BREAK, Habits, habits_of
from generator.reading.markdown.words import is_unspaced

# Units that stay with their number: SI and what newspapers use, where the letters are no word.
_UNITS = (
    "%|‰|°C|°F|°|€|£|¥|₽|₴|zł|kr|km/h|km²|km2|km|cm|mm|nm|m²|m2|m³|kg|mg|ml|hl|ha|mph|kW|MW|GW|TW|"
    "kWh|MWh|GWh|TWh|kHz|MHz|GHz|kB|MB|GB|TB|kPa|hPa|mbar|kJ|MJ|kV|mA|dB|ppm"
)
# Each way to match begins with a letter of its own, as the search is then five times as fast.
_SIGNS = r"""\"|'|\.\.+|--+"""
_SPACE = rf"""\ (?:(?<=[0-9]\ )(?=(?:{_UNITS})(?![^\W_]))|(?<=§\ )(?=[0-9]))"""
_PLAIN = re.compile(rf"{_SIGNS}|{_SPACE}", re.VERBOSE)
_BEGINNINGS = ('"', "'", "..", "--")  # of all that _SIGNS match
_SIGNS_ALONE = re.compile(_SIGNS, re.VERBOSE)
_SPACE_ALONE = re.compile(_SPACE, re.VERBOSE)
_SPACED = re.compile(
    rf"{_SIGNS}|{_SPACE}|(?<![\ \u00a0\u202f])[\ \u00a0\u202f]*(?:[;!?]+|:)", re.VERBOSE
)
_GUILLEMET = re.compile(rf"«([\ \u00a0\u202f{SEAM}]*)|([\ \u00a0\u202f{SEAM}]*)»", re.VERBOSE)

_DASHES = "-–—\u2010\u2011"
_OPENING = frozenset("([{<¿¡/=+|«‹“‘„‚「『" + _DASHES)
_CLOSING_SINGLE = re.compile(rf"'(?<=[^\s{SEAM}]')(?![^\W_])")
_PRIME = re.compile(r"[0-9]{1,2}(?:\"|″)")
_DECADE = re.compile(r"[0-9]{2}(?:s|er)?(?![^\W_]|')")
# Gershayim stand in an acronym: before its last letter, or after at least two of them.
_ACRONYM = re.compile(r'[\u05d0-\u05ea]{2}"[\u05d0-\u05ea]|.?[\u05d0-\u05ea]"[\u05d0-\u05ea](?!\w)')
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s\"'<>«»]+")
_WORD = re.compile(r"[^\W\d_]+")


def typeset(text: str, language: str) -> str:
    """The text as its language sets it: a title, a caption, the name of a source.

    For text without markup. Setting it twice gives the same.
    """
    habits = habits_of(language)
    if habits.inside:
        text = _Setter(text, habits).set(_SPACED)
        if "«" in text or "»" in text:
            return _GUILLEMET.sub(lambda found: _spaced(found, habits.inside), text)
        return text
    if _SPACE_ALONE.search(text):
        return _Setter(text, habits).set(_PLAIN)
    if any(map(text.__contains__, _BEGINNINGS)):
        return _Setter(text, habits).set(_SIGNS_ALONE)
    return text


def _spaced(match: re.Match[str], inside: str) -> str:
    """A guillemet with the space of its language within, and no other."""
    seams = SEAM * match.group().count(SEAM)
    return f"«{inside}{seams}" if match.group()[0] == "«" else f"{seams}{inside}»"


class _Setter:
    """One run of text as it is being set."""

    def __init__(self, text: str, habits: Habits) -> None:
        self._text = text
        self._habits = habits
        self._open: list[str] = []
        self._last_quote = (-1, False)
        self._last_closing: int | None = None

    def set(self, pattern: re.Pattern[str]) -> str:
        addresses = self._addresses()
        if not addresses:
            return pattern.sub(self._piece, self._text)
        pieces: list[str] = []
        done = 0
        for match in pattern.finditer(self._text):
            while addresses and addresses[0][1] <= match.start():
                addresses.popleft()
            if addresses and addresses[0][0] < match.start():
                continue
            pieces.append(self._text[done : match.start()])
            pieces.append(self._piece(match))
            done = match.end()
        pieces.append(self._text[done:])
        return "".join(pieces)

    def _addresses(self) -> deque[tuple[int, int]]:
        """Where web addresses stand, which are read as they are."""
        if "://" not in self._text and "www." not in self._text:
            return deque()
        return deque(found.span() for found in _ADDRESS.finditer(self._text))

    def _piece(self, match: re.Match[str]) -> str:
        """What a candidate becomes."""
        typed = match.group()
        if typed == '"':
            return self._double(match.start())
        if typed == "'":
            return self._single(match.start())
        if typed[0] == ".":
            return "…" if len(typed) == 3 else typed
        if typed[0] == "-":
            return {2: "–", 3: "—"}.get(len(typed), typed)
        return NO_BREAK if typed == " " else self._french(match, typed)

    def _before(self, start: int) -> str:
        """The character before, through inline tags; nothing at the start."""
        while start and self._text[start - 1] == SEAM:
            start -= 1
        return self._text[start - 1] if start else ""

    def _after(self, end: int) -> str:
        while end < len(self._text) and self._text[end] == SEAM:
            end += 1
        return self._text[end] if end < len(self._text) else ""

    def _may_open(self, start: int, before: str) -> bool:
        """Whether what stands before lets a quotation begin."""
        end, was_opening = self._last_quote
        if end != -1 and not self._text[end:start].strip(SEAM):
            return was_opening
        return not before or before.isspace() or before in _OPENING

    def _double(self, start: int) -> str:
        before, after = self._before(start), self._after(start + 1)
        if is_unspaced(before) or is_unspaced(after):
            return self._quote('"', start, '"' not in self._open)
        if self._habits.is_hebrew and _ACRONYM.match(self._text, max(0, start - 2)):
            return "״"
        if self._is_measure(start, before, after) and '"' not in self._open:
            return "″"
        spaced = not after or after.isspace()
        opens = self._may_open(start, before) and (not spaced or '"' not in self._open)
        if before in ("'", "’") and '"' not in self._open and _is_word(after):
            opens = True  # l'"affaire"
        if self._habits.is_hebrew and _is_hebrew(before) and '"' not in self._open:
            opens = True  # a one-letter preposition before the quotation
        if opens and '"' in self._open and before in _DASHES and not _is_word(after):
            opens = after in ("'", "«", "“", "‘", "(", "[", "…", OPAQUE)
        return self._quote('"', start, opens)

    def _single(self, start: int) -> str:
        before, after = self._before(start), self._after(start + 1)
        if (before + after).isascii() and before.isalpha() and after.isalpha():
            return "’"  # the most common case: don't, it's
        if is_unspaced(before) or (is_unspaced(after) and not _is_word(before)):
            return self._quote("'", start, "'" not in self._open)
        if self._habits.is_hebrew and _is_hebrew(before) and "'" not in self._open:
            return "׳"
        if _is_word(before):
            if before.isdecimal() and _PRIME.match(self._text, start + 1):
                return "′"
            if _is_word(after):
                return "’"
            if "'" in self._open:
                return self._quote("'", start, False)
            return "′" if self._is_measure(start, before, after) else "’"
        opens = self._may_open(start, before) and bool(after) and not after.isspace()
        if opens and self._closes_later(start) and not self._is_elided(start):
            return self._quote("'", start, True)
        if not opens and "'" in self._open:
            return self._quote("'", start, False)
        return "’"

    def _closes_later(self, start: int) -> bool:
        """Whether an apostrophe that may close a quotation stands further on."""
        if self._last_closing is None:
            closing = [found.start() for found in _CLOSING_SINGLE.finditer(self._text)]
            self._last_closing = closing[-1] if closing else -1
        return start < self._last_closing

    def _is_measure(self, start: int, before: str, after: str) -> bool:
        """Whether the mark follows a number of feet or inches; a year has too many digits."""
        if not before.isdecimal() or _is_word(after):
            return False
        return not self._text[max(0, start - 4) : start].isdecimal() or start < 4

    def _is_elided(self, start: int) -> bool:
        """Whether the apostrophe begins a word or a decade: 'tis, '90s."""
        if _DECADE.match(self._text, start + 1):
            return True
        word = _WORD.match(self._text, start + 1)
        return word is not None and word.group().lower() in self._habits.elided

    def _quote(self, typed: str, start: int, opens: bool) -> str:
        self._last_quote = (start + 1, opens)
        pair = self._habits.first if typed == '"' else self._habits.second
        if opens:
            self._open.append(typed)
        elif typed in self._open:
            while self._open.pop() != typed:
                pass
        return pair[0] if opens else pair[1]

    def _french(self, match: re.Match[str], typed: str) -> str:
        """A sign that French sets apart, with its own space; others as they were typed."""
        sign = typed.strip(" \u00a0\u202f")
        space = self._habits.colon if sign == ":" else self._habits.before
        before, after = self._before(match.start()), self._after(match.end())
        follows_word = _is_word(before) or (before and before in ")]»”’\"'…%€.°")
        ends = not after or after.isspace() or after in "»”’\"')]….!?"
        return space + sign if space and follows_word and ends else typed


def _is_word(char: str) -> bool:
    """Whether the character belongs to a word: the vowel signs of Hindi do, too."""
    return bool(char) and (char.isalnum() or char == OPAQUE or category(char)[0] == "M")


def _is_hebrew(char: str) -> bool:
    return "\u05d0" <= char <= "\u05ea"
