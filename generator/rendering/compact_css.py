"""A style sheet without what browsers don't read: comments, and space that means nothing."""

from __future__ import annotations

import re

# What stays as it is, and gaps between two signs (CSS Syntax 3, section 4). Strings end with their
# line where nobody closed them; comments that begin with `!` are kept by custom, for licences.
_GAPS = re.compile(
    r"""(?P<kept>"(?:[^"\\\n]|\\.)*+(?:["\n]|\Z)|'(?:[^'\\\n]|\\.)*+(?:['\n]|\Z)|\burl\([^"')]*\)|/\*!.*?\*/)"""
    r"|(?:\s|/\*(?!!).*?(?:\*/|\Z))+",
    re.DOTALL,
)
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_ENDS = "{};,"  # signs that need no space beside them


def compact(css: str) -> str:
    """The same rules in fewer letters; what isn't understood is left as it is."""

    def put(match: re.Match[str]) -> str:
        if match["kept"]:
            return match["kept"]
        before, after = css[match.start() - 1 : match.start()], css[match.end() : match.end() + 1]
        if before == ":" and after in (";", "}"):
            return " "  # the value of `--nothing: ;`, which browsers need the space of
        if not before or not after or before in _ENDS or after in _ENDS:
            return ""
        # `a/**/b` are two words, but `a/**/:hover` is one selector.
        return " " if _COMMENT.sub("", match.group()) else "/**/"

    return _GAPS.sub(put, css)
