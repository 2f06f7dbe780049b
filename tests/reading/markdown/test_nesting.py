"""Elements where HTML lets them stand."""

from __future__ import annotations

from generator.reading.markdown.nesting import well_nested


def test_words_alone_get_a_paragraph_and_end_it_at_a_box() -> None:
    """Loose words would be set unlike all others."""
    assert "<p>a <b>b</b></p><div>c</div><p>d</p>" == well_nested("a <b>b</b><div>c</div>d")


def test_an_element_that_holds_a_box_but_may_not_goes() -> None:
    """The words and the box stay."""
    assert "<div>a<p>b</p></div>" == well_nested("<div><em>a<p>b</p></em></div>")


def test_a_box_in_a_heading_goes() -> None:
    """The heading stays."""
    assert "<h2>a</h2>" == well_nested("<h2><div>a</div></h2>")


def test_a_list_in_a_list_gets_an_item() -> None:
    """Old habits of editors."""
    expected = "<ul><li>a</li><li><ul><li>b</li></ul></li></ul>"
    assert expected == well_nested("<ul><li>a</li><ul><li>b</li></ul></ul>")


def test_a_transparent_element_may_hold_boxes() -> None:
    """`<ins>` and `<del>` go round whole paragraphs."""
    assert "<ins><p>a</p></ins>" == well_nested("<ins><p>a</p></ins>")


def test_well_nested_html_is_left_alone() -> None:
    """What is right passes, twice as well as once."""
    html = "<ul><li><p>a</p></li></ul><dl><dt>a</dt><dd>b</dd></dl><details><summary>s</summary>t</details>"
    assert html == well_nested(html)
