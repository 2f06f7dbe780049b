"""What decoders share while they read one header: the site's ways, and where they write problems.

The one mutable value of this room; it lives as long as the reading of one file.
"""

from __future__ import annotations

from dataclasses import replace

from generator.model.body import Body
from generator.problems import Problem, Span, error, warning
from generator.reading.markdown import read_body, typeset
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
        """A text in Markdown that stands in the header; its problems and places go under `at`.

        Only a literal block (`|`) keeps its lines: in any other style the whole value is the place.
        """
        whole = self.span(node)
        reading = self.read_text(node.text, whole.line + 1)

        def placed(span: Span | None) -> Span:
            return self._in_block(span, whole) if span and node.style == "|" else whole

        for problem in reading.problems:
            key = f"{at}.{problem.key}" if problem.key else at
            self.problems.append(replace(problem, span=placed(problem.span), key=key))
        for name, span in reading.places.items():
            self.places[f"{at}.{name}"] = placed(span)
        return reading.body

    def _in_block(self, span: Span, whole: Span) -> Span:
        """A span in a block's text as one in the file: moved right by the block's indentation."""
        row = span.line - self.source.first_line
        if not 0 <= row < len(self.source.starts):
            return whole
        line = self.source.line_rest(self.source.starts[row])
        indent = len(line) - len(line.lstrip(" "))
        return replace(span, column=min(span.column + indent, len(line) + 1))
