"""The words of a body while it is finished: typography, the count of words, the excerpt.

A paragraph comes in pieces that inline tags part. It is set as one line when its block ends, so
that quotes are right across tags; words in another language are set apart, by their own.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape, unescape

from generator.reading.markdown.characters import OPAQUE, SEAM, restored
from generator.reading.markdown.typography import typeset
from generator.reading.markdown.words import word_count


@dataclass(slots=True)
class _Run:
    """Pieces of a line in one language: where each stands in the output, -1 for what is no text."""

    language: str
    pieces: list[tuple[int, str]] = field(default_factory=list)


class Prose:
    """Takes the text of a block piece by piece, and sets it in `out` when the block ends."""

    def __init__(self, out: list[str], language: str, typography: bool) -> None:
        self.words = 0
        self._out = out
        self._typography = typography
        self._runs = [_Run(language)]
        self._line: list[tuple[int, str]] = []

    def add(self, html: str) -> None:
        """A piece of text, as HTML; it also goes into the output."""
        if html.isspace() and not self._runs[-1].pieces:
            self._out.append(html)
            return
        text = unescape(html) if "&" in html else html
        piece = (len(self._out), text)
        self._out.append(escape(text, quote=False) if "&" in html else html)
        self._runs[-1].pieces.append(piece)
        self._line.append(piece)

    def add_literal(self, html: str) -> None:
        """A piece of code: words of the line, but not for typography."""
        self._line.append((len(self._out), html))
        self._out.append(html)

    def add_opaque(self) -> None:
        """Something stands here that is no text, but belongs to the line: code, a picture."""
        self._runs[-1].pieces.append((-1, OPAQUE))

    def add_break(self) -> None:
        """A line break: what follows is a new word, in the same sentence."""
        self._runs[-1].pieces.append((-1, "\n"))
        self._line.append((-1, " "))

    def enter(self, language: str) -> None:
        """What follows is in another language."""
        self.add_opaque()
        self._runs.append(_Run(language))

    def leave(self) -> None:
        """The text in another language ends."""
        self._set(self._runs.pop())

    @property
    def typed(self) -> str:
        """The words of the line so far, as they were typed."""
        return restored(unescape("".join([text for _, text in self._line])))

    def end_of_block(self, *, counts: bool = True) -> str:
        """The plain words of the block that ends here, set by then; they count as words or not."""
        if not self._line:
            for run in self._runs:
                run.pieces.clear()
            return ""
        for run in self._runs:
            self._set(run)
        out = self._out
        plain = "".join([out[at] if at >= 0 else text for at, text in self._line])
        if "&" in plain:
            plain = unescape(plain)
        plain = restored(plain)
        self._line.clear()
        if counts:
            self.words += word_count(plain)
        return plain

    def _set(self, run: _Run) -> None:
        """Set a run as one line, its pieces with seams between them."""
        pieces = run.pieces
        run.pieces = []
        if not self._typography or not pieces:
            return
        line = SEAM.join([text for _, text in pieces]) if len(pieces) > 1 else pieces[0][1]
        done = typeset(line, run.language)
        if done == line:
            return
        for (at, before), text in zip(pieces, done.split(SEAM), strict=True):
            if at >= 0 and text != before:
                self._out[at] = escape(text, quote=False)
