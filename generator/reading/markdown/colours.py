"""Code in the colours of its language, by Pygments: a class for each kind of word."""

from __future__ import annotations

from pygments import highlight
from pygments.formatters.html import HtmlFormatter
from pygments.lexers import get_all_lexers, get_lexer_by_name
from pygments.util import ClassNotFound


def is_known(language: str) -> bool:
    """Whether there is a lexer of that name."""
    try:
        get_lexer_by_name(language)
    except ClassNotFound:
        return False
    return True


def coloured(code: str, language: str, marked_lines: tuple[int, ...]) -> str:
    """The code as HTML. Raises whatever a lexer raises, `ClassNotFound` where there is none."""
    lexer = get_lexer_by_name(language, stripnl=False)
    return highlight(code, lexer, HtmlFormatter(nowrap=True, hl_lines=list(marked_lines)))


def known_languages() -> set[str]:
    """All names of languages."""
    return {alias for _, aliases, _, _ in get_all_lexers() for alias in aliases}
