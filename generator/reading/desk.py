"""What decoders share while they read one header: the site's ways, and where they write problems.

The one mutable value of this room; it lives as long as the reading of one file.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate

from generator.model.body import Body
from generator.problems import Problem, Span, error, warning
from generator.reading.markdown import read_body, typeset
from generator.reading.markdown.source import Source as MarkdownSource
from generator.reading.nodes import Node, Scalar, Source
from generator.reading.result import BodyReading, ReadingOptions


class Desk:
    """A file on the copy desk: problems and places gather here, decoders ask it to set type."""

    def __init__(self, source: Source, options: ReadingOptions) -> None:
        self.source = source
        self.path = source.path
        self.options = options
        self.language = options.language
        self.has_comments = "#" in source.text
        self.problems: list[Problem] = []
        self.places: dict[str, Span] = {}

    def span(self, node: Node) -> Span:
        """A node's place in the file."""
        return self.source.span(node.start, node.end)

    def error(self, code: str, message: str, where: Node | Span, at: str, cure: str = "") -> None:
        """Write down what fails the build."""
        span = where if isinstance(where, Span) else self.span(where)
        self.problems.append(error(code, message, self.path, span=span, key=at, cure=cure))

    def warn(self, code: str, message: str, where: Node | Span, at: str, cure: str = "") -> None:
        """Write down what the author should know."""
        span = where if isinstance(where, Span) else self.span(where)
        self.problems.append(warning(code, message, self.path, span=span, key=at, cure=cure))

    def set_type(self, text: str) -> str:
        """The text with the quotes, dashes and spaces of the file's language."""
        return typeset(text, self.language) if self.options.typography else text

    def read_text(self, text: str, first_line: int) -> BodyReading:
        """A text in Markdown, read in the file's language."""
        return read_body(
            text,
            path=self.path,
            first_line=first_line,
            language=self.language,
            raw_html=self.options.raw_html,
            typography=self.options.typography,
        )

    def read_bio(self, node: Scalar, at: str) -> Body:
        """A text in Markdown that stands in the header; its problems and places go under `at`."""
        reading = self.read_text(node.text, 1)
        placed = _Placing(self.source, node)
        for problem in reading.problems:
            key = f"{at}.{problem.key}" if problem.key else at
            self.problems.append(replace(problem, span=placed.span(problem.span), key=key))
        for name, span in reading.places.items():
            self.places[f"{at}.{name}"] = placed.span(span)
        return reading.body


class _Placing:
    """Where the parts of a header's text stand in the file.

    However YAML folds and indents a text, what is no white space stands there in its order; only
    with escapes in it (`\\n`, a doubled quote) is the whole value the place.
    """

    def __init__(self, source: Source, node: Scalar) -> None:
        start, end = node.start, node.end
        if node.style in ("|", ">"):  # behind the indicator, and a comment that may follow it
            start = source.text.find("\n", start) + 1
        elif node.style:
            start, end = start + 1, end - 1
        typed = [n for n in range(start, end) if not source.text[n].isspace()]
        read = [char for char in node.text if not char.isspace()]
        self._typed = typed if [source.text[n] for n in typed] == read else []
        self._read = [0, *accumulate(not char.isspace() for char in node.text)]
        self._lines = MarkdownSource(source.path, node.text)
        self._source, self._whole = source, source.span(node.start, node.end)

    def span(self, span: Span | None) -> Span:
        """A span of the text, its lines counted from 1, as one in the file."""
        if span is None or not self._typed:
            return self._whole
        start = self._lines.start_of(span.line - 1) + span.column - 1
        end = min(start + span.length, len(self._read) - 1)
        first, last = self._read[min(start, end)], self._read[end] - 1
        if last < first:
            return self._whole
        return self._source.span(self._typed[first], self._typed[last] + 1)
