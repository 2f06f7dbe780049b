"""The code of layouts, where it is not Jinja's own: it prints and finds what Jinja's would."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from generator.model.shown import Term
from generator.problems import Failure
from generator.rendering.layouts import Layout
from generator.rendering.reach import escaped
from generator.rendering.template import filled

TERM = Term("a", "A & B", "/a/", "en")


def filled_in(text: str, name: str = "page.html") -> str:
    """What a layout prints that sees a term and a mapping."""
    layout = Layout(name, f"layouts/{name}", text)
    return filled((layout,), name, {"term": TERM, "map": {"title": "<m>", "class": 1, "né": 2}})


SIGNS = st.text("&<>'\"aé")


@given(st.one_of(SIGNS, SIGNS.map(Markup), st.text(), st.integers(), st.floats(), st.booleans()))
def test_what_is_printed_is_escaped_as_markupsafe_does(value: object) -> None:
    """All five signs, in texts; not in what is HTML already."""
    assert str(escape(value)) == str(escaped(value))


def test_a_field_of_one_kind_is_no_field_of_another() -> None:
    """Once a term's title was found, a mapping of that key still has its own, and a text none."""
    each = "{% for one in (term, map, term) %}{{ one.title }}{% endfor %}"
    assert "A &amp; B&lt;m&gt;A &amp; B" == filled_in(each)
    with pytest.raises(Failure) as raised:
        filled_in(each + "{{ term.title.slug }}{{ term.title }}{{ map.slug }}")
    assert 'term.title is a text and has no "slug"' == raised.value.problems[0].message


def test_a_key_may_be_a_word_of_python() -> None:
    """And a letter of any alphabet."""
    assert "12" == filled_in("{{ map.class }}{{ map.né }}")


def test_escaping_can_be_left_off() -> None:
    """By the layout's ending, and for a part of it."""
    assert "<m>" == filled_in("{{ map.title }}", "page.txt")
    part = "{{% autoescape {} %}}{{{{ map.title }}}}{{% endautoescape %}}{{{{ map.title }}}}"
    assert "<m>&lt;m&gt;" == filled_in(part.format("false"))
    assert "<m>&lt;m&gt;" == filled_in(part.format("map.class == 2"))


def test_a_mistake_is_told_at_its_own_line_of_a_text() -> None:
    """Though text and values that follow on each other are put out in one."""
    with pytest.raises(Failure) as raised:
        filled_in("<p>{{ term.title }}\n{{ term.url }}\n{{ term.nope }}\n{{ term.id }}</p>")
    span = raised.value.problems[0].span
    assert span is not None
    assert (3, 9) == (span.line, span.column)
