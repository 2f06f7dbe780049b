"""Style sheets with nothing in them that browsers don't read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.rendering.compact_css import compact


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("a {\n  color: red;\n}\n\n/* b */\nb , i { top: 0 }\n", "a{color: red;}b,i{top: 0}"),
        ("a:is(b , i) > p + p{}", "a:is(b,i) > p + p{}"),
        ("a{inset: calc( 1px + 2px ) 3px}", "a{inset: calc( 1px + 2px ) 3px}"),
        ("a { content: '  {  ' ; quotes: \"/*\" '*/' }", "a{content: '  {  ';quotes: \"/*\" '*/'}"),
        ('a { content: "\\"  ," }', 'a{content: "\\"  ,"}'),
        ("a{b: url( x.png?a;  b )}", "a{b: url( x.png?a;  b )}"),
        ("a/* no space */:hover/**/b{}", "a/**/:hover/**/b{}"),
        ("a /* one */ /* two */ b{}", "a b{}"),
        ("a{--nothing: ; --more: }", "a{--nothing: ;--more: }"),
        ("/*! Licence  of somebody */\na { }", "/*! Licence  of somebody */ a{}"),
        ("a {} /* never closed { }", "a{}"),
        ("@media (a) and (b) { c { d: e } }", "@media (a) and (b){c{d: e}}"),
        ("", ""),
    ],
)
def test_rules_in_fewer_letters(typed: str, wanted: str) -> None:
    assert wanted == compact(typed)


@given(st.text(alphabet="a1 \n\t{};:,()'\"/*!\\-", max_size=60))
def test_what_is_compact_stays(css: str) -> None:
    once = compact(css)
    assert compact(once) == once
