"""Bodies for the tests of reading/markdown: read short, shown readably."""

from __future__ import annotations

from generator.model.body import Body
from generator.model.site import RawHtml
from generator.problems import Problem
from generator.reading.markdown import read_body
from generator.reading.result import BodyReading


def reading(
    text: str,
    *,
    language: str = "en",
    raw_html: RawHtml = RawHtml.CLEAN,
    typography: bool = True,
    first_line: int = 1,
) -> BodyReading:
    """The text as a body of `a.md`."""
    return read_body(
        text,
        path="a.md",
        first_line=first_line,
        language=language,
        raw_html=raw_html,
        typography=typography,
    )


def body(text: str, language: str = "en") -> Body:
    """The body of a text that nothing is wrong with."""
    read = reading(text, language=language)
    assert () == read.problems
    return read.body


def shown(html: str | None) -> str:
    """HTML with its holes visible: `{a0}` opens link 0, `{p0}` is picture 0, `{#}` precedes ids."""
    return (html or "").replace("\x02", "{").replace("\x03", "}")


def html(text: str, language: str = "en") -> str:
    """The HTML of a text, whatever is wrong with it, on as few lines as it was made."""
    return shown(reading(text, language=language).body.html)


def trusted(text: str) -> str:
    """The HTML of a text whose site trusts its authors."""
    return shown(reading(text, raw_html=RawHtml.TRUSTED).body.html)


def places(problems: tuple[Problem, ...]) -> list[str]:
    """Problems as `line:column+length code`."""
    return [f"{p.span.line}:{p.span.column}+{p.span.length} {p.code}" for p in problems if p.span]


def told(text: str, language: str = "en") -> list[str]:
    """What the author of a text is told, and where."""
    return places(reading(text, language=language).problems)


def codes(text: str) -> list[str]:
    """The codes of what the author of a text is told."""
    return [problem.code for problem in reading(text).problems]
