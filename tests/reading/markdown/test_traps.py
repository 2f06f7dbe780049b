"""The traps of Markdown: each is told where it is stepped into, and only there."""

from __future__ import annotations

import pytest

from tests.reading.markdown.bodies import codes, told

HITS = [
    ("a\nb:\n- c\n- d", ["3:1+3 list-under-paragraph"]),
    ("a\n1. c", ["2:1+4 list-under-paragraph"]),
    ("> a\n> - c", ["2:3+3 list-under-paragraph"]),
    ("## h\na\n* c", ["3:1+3 list-under-paragraph"]),
    ("- a\n  - b", ["2:1+4 shallow-nesting"]),
    ("1. a\n   - b", ["2:1+5 shallow-nesting"]),
    ("- a\n    - b\n      - c", ["3:1+8 shallow-nesting"]),
    ("#ukraine is", ["1:1+8 hashtag"]),
    ("2024. A year", ["1:1+5 lone-number"]),
    ("a\n\n31. Dezember", ["3:1+3 lone-number"]),
    ("a **b c", ["1:3+2 unclosed-strong"]),
    ("**a** b **c\n\nd", ["1:9+2 unclosed-strong"]),
    ("**a **b", ["1:5+2 unclosed-strong"]),
    ("a[^x]", ["1:2+4 undefined-footnote"]),
    ("a\n\n[^x]: b", ["3:1+5 unused-footnote"]),
    ("[a][ref]", ["1:1+8 undefined-reference"]),
    ("![a][ref]", ["1:1+9 undefined-reference"]),
    ("[ref][]", ["1:1+7 undefined-reference"]),
    ("[`a`][]\n\n[`a`]: x.md", ["1:1+7 undefined-reference"]),
    ("- a\n\n    ```\n    b\n    ```", ["3:5+3 indented-fence"]),
    ("> ```\n> a\n> ```", ["1:3+3 indented-fence"]),
    ("- a\n\n    /// aside\n    b\n    ///", ["3:5+3 indented-block", "5:5+3 indented-block"]),
    ("This is a sentence.\n---", ["1:1+19 accidental-heading"]),
    ("A\n:   a\nB\n:   b", ["3:1+1 tight-definitions"]),
    ("[TOC]", ["1:1+5 toc-marker"]),
]

MISSES = [
    "a\n\n- b\n- c",
    "## h\n- a\n- b",
    "a wrapped line\nof 1998. And on\n2024. It was",
    "- a\n- b\n    - c\n    - d\n- e",
    "- a\n  goes on\n- b",
    "* a\n\n  b\n\n* c",
    " - a\n - b",
    "## heading\n\n# two words"[:10],
    "1. a\n2. b\n3. c",
    "3. a\n4. b",
    "1. a\n\n2. b\n\n    c\n\n3. d",
    "**a** and ***b*** and __c__",
    "2 ** 3 and \\**a",
    "2**3",
    "`**` and **b**",
    "a[^1]\n\n[^1]: b",
    "[a][r] and [r]\n\n[r]: x.md",
    "array[i][j] and [not a link] and [a] [b"[:38],
    "```\n- a\n  - b\n#x\n**c\n[^d]\n[e][f]\n```",
    "    #x\n    **c\n    [^d] [e][f]",
    "`[^x]` and `[a][b]` and `**`",
    "<div>\na\n- b\n#x\n**c\n</div>",
    "A title\n---",
    "A sentence.\n\n---\n\nAnother.",
    "| a | b |\n|---|---|\n| - x | 2. y |",
    "a\n\n    - code, no list\n      - deeper",
    "\\#hash and \\**stars",
    "a  \nb\n\nc",
    "A\n:   a\n    more\n:   c\n\nB\n:   b",
    "Term\n:   a\n\n    - b\n\n:   c",
]


@pytest.mark.parametrize(("text", "expected"), HITS)
def test_a_trap_is_told_at_its_line(text: str, expected: list[str]) -> None:
    """What was probably not meant is told, with its place."""
    assert expected == told(text)


@pytest.mark.parametrize("text", MISSES)
def test_nobody_is_told_of_what_is_right(text: str) -> None:
    """Neither in code, nor in raw HTML, nor where the signs are meant as they are."""
    assert [] == codes(text)
