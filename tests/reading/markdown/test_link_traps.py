"""Links, tables and blocks that are none to Markdown."""

from __future__ import annotations

import pytest

from tests.reading.markdown.bodies import codes


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("A [link](second-part.md.", ["link-syntax"]),
        ("See ![alt text](images/bridge.jpg and on.\n\nMore.", ["link-syntax"]),
        ("A [link] (second-part.md) here", ["link-syntax"]),
        ("A [link] (https://e.example/x) here", ["link-syntax"]),
        ("A (second-part.md)[link] here", ["link-syntax"]),
        ("See [[second-part]].", ["link-syntax"]),
        ("::: pullquote\nWords.\n:::", ["no-block"]),
        ("Same line /// pullquote", ["no-block"]),
        ("| a | b |\n| 1 | 2 |", ["table-without-rule"]),
        ("> | a | b |\n", []),
        ("A [link](a.md) and (see below)[^1].\n\n[^1]: A note.", []),
        ("He said [it] (in Kyiv) twice.", []),
        ("`[link] (a.md)` and `[[x]]`", []),
        ("\\[link] (a.md)", []),
        ("[a][b] (c.md)\n\n[b]: d.md", []),
        ("A [link](a.md\n'title') goes on.", []),
        ("| a | b |\n|---|---|\n| 1 | 2 |", []),
        ("|---|---|\n| 1 | 2 |", []),
        ("    | a | b |\n    | 1 | 2 |", []),
        ("Either and/or; 1 /// 2", []),
        ("term\n:   ::: in a definition", []),
        ("[[1]](a.md)", []),
        ("f(x)[0] and g(a/b)[1], [sic] (and/or)", []),
    ],
)
def test_what_readers_would_see_as_typed_is_told(typed: str, expected: list[str]) -> None:
    """And nothing that is meant so."""
    assert expected == codes(typed)
