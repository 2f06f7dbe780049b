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


def test_what_was_left_open_ends_with_its_paragraph() -> None:
    """A parser opens it again for what follows; a heading is none of it."""
    html = "<p>a <i>b</i></p><i>\n</i><h2><i>c</i></h2>"
    assert "<p>a <i>b</i></p><h2><i>c</i></h2>" == well_nested(html)
    assert "<p><i>a</i></p><h2>b</h2><p>c</p>" == well_nested("<i>a<h2>b</h2></i>c")


def test_a_figure_has_one_caption_at_an_end() -> None:
    """Any other is a box in it; its words stay."""
    first, last = "<figcaption>a</figcaption>", "<figcaption>b</figcaption>"
    assert f"<figure>{first}xb</figure>" == well_nested(f"<figure>{first}x{last}</figure>")
    assert f"<figure>x{last} </figure>" == well_nested(f"<figure>x{last} </figure>")
    assert "<figure>x<div>b</div>y</figure>" == well_nested(f"<figure>x{last}y</figure>")


def test_a_time_that_no_machine_can_read_is_words() -> None:
    """`<time>` says nothing without its datetime."""
    html = '<p>noon <time datetime="2026">this year</time></p>'
    assert html == well_nested(html.replace("noon", "<time>noon</time>"))
