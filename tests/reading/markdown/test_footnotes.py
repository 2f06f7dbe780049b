"""Footnotes: their order, their ids, and where they stand."""

from __future__ import annotations

import pytest

from generator.model.body import Body, Note
from tests.reading.markdown.bodies import body, codes, html, reading, shown, trusted


def notes(read: Body) -> list[str]:
    """The words of each footnote, in the order of their numbers."""
    return [note.html.removeprefix("<p>").removesuffix("</p>") for note in read.notes]


def test_a_footnote_stands_behind_the_paragraph_that_refers_to_it() -> None:
    """In one box with that; what it says is apart, since a feed has it elsewhere."""
    read = body("a[^1]\n\nb\n\n[^1]: n")
    expected = '<div class="noted">\n<p>a<sup>{r0}</sup></p>\n{n0}\n</div>\n<p>b</p>'
    assert (expected, (Note("fn:1", "<p>n</p>"),)) == (shown(read.html), read.notes)


def test_footnotes_are_numbered_as_they_are_met() -> None:
    """A reader counts in the order of the text, lists included, not in that of definition."""
    read = body("- a[^x]\n\nb[^y]\n\n[^y]: second\n[^x]: first")
    assert (["first", "second"], ["fn:x", "fn:y"]) == (notes(read), [n.id for n in read.notes])


def test_a_footnote_that_is_referred_to_twice_stands_once() -> None:
    """With the paragraph that does so first; both numbers open it."""
    made = html("a[^1]\n\nb[^1]\n\n[^1]: n")
    assert (2, 1) == (made.count("{r0}"), made.count("{n0}"))
    assert made.endswith("<p>b<sup>{r0}</sup></p>")


@pytest.mark.parametrize("text", ["a[^1][^2] b[^3]", "a[^1] [^2] b[^3]"])
def test_a_number_beside_another_keeps_its_distance(text: str) -> None:
    """Or a thumb would meet the wrong one."""
    made = html(f"{text}\n\n[^1]: x\n[^2]: y\n[^3]: z")
    assert [True, False] == [f'<sup class="next">{{r{at}}}' in made for at in (1, 2)]


@pytest.mark.parametrize(
    ("text", "element"),
    [
        ("- a[^1]\n- b", "ul"),
        ("1. a[^1]", "ol"),
        ("> a[^1]", "blockquote"),
        ("| a[^1] |\n|---|\n| b |", 'div class="table"'),
        ("a\n: b[^1]", "dl"),
    ],
)
def test_what_is_as_wide_as_the_text_stands_in_a_box_with_its_notes(
    text: str, element: str
) -> None:
    """So that they can begin beside its head."""
    made = html(f"{text}\n\n[^1]: n")
    assert made.startswith(f'<div class="noted">\n<{element}')
    assert made.endswith("\n{n0}\n</div>")


@pytest.mark.parametrize(
    "text",
    [
        "/// aside | T\na[^1]\n///",
        "/// figure | a.jpg\n    alt: x\n\na[^1]\n///",
        "/// gallery\n![x](a.jpg)\n\na[^1]\n///",
    ],
)
def test_the_notes_of_a_block_stand_below_it(text: str) -> None:
    """In the box they would be part of what it says."""
    made = html(f"{text}\n\nb\n\n[^1]: n")
    assert made.endswith("{n0}\n<p>b</p>")
    assert "noted" not in made


def test_the_notes_of_a_heading_stand_with_what_it_heads() -> None:
    """Between the two they would part them."""
    made = html("## A[^1]\n\nb[^2]\n\n[^1]: x\n[^2]: y")
    assert made.index("<h2") < made.index('<div class="noted">') < made.index("{n0 1}")
    assert html("b\n\n## A[^1]\n\n[^1]: x").endswith("</h2>\n{n0}")


def test_the_notes_of_a_question_stand_with_its_answer() -> None:
    """A question of an interview heads what follows."""
    made = html("/// question\na[^1]\n///\n\nb\n\n[^1]: x")
    assert made.endswith('</div>\n<div class="noted">\n<p>b</p>\n{n0}\n</div>')


def test_a_label_with_spaces_makes_a_valid_id() -> None:
    """Ids have no white space."""
    assert ("fn:my-note",) == body("a[^my note]\n\n[^my note]: n").ids


def test_two_labels_that_slug_alike_stay_apart() -> None:
    """No two footnotes share an id."""
    ids = body("a[^a b] c[^a-b]\n\n[^a b]: x\n[^a-b]: y").ids
    assert len(ids) == len(set(ids)) == 2


def test_a_footnote_may_refer_to_another() -> None:
    """A note that only another note refers to is numbered behind those of the text, and stands with
    the one that does."""
    read = body("a[^1]\n\nb[^3]\n\n[^1]: see[^2]\n[^2]: two\n[^3]: three")
    assert ["see<sup>{r2}</sup>", "three", "two"] == [shown(note) for note in notes(read)]
    assert shown(read.html).index("{n0 2}") < shown(read.html).index("{n1}")


def test_a_footnote_that_refers_to_itself_ends() -> None:
    """There is no circle that is walked for ever."""
    assert 1 == len(body("a[^1]\n\n[^1]: see[^1]").notes)


def test_an_unused_footnote_is_left_out_and_told() -> None:
    """Nothing would open it."""
    assert (["unused-footnote"], "<p>a</p>") == (codes("a\n\n[^1]: n"), html("a\n\n[^1]: n"))


def test_links_in_footnotes_are_links_of_the_text() -> None:
    """A dead link in a note is as dead."""
    assert "x.md" == body("a[^1]\n\n[^1]: [n](x.md)").links[0].target


def test_an_authors_link_to_a_footnote_is_a_link() -> None:
    """What the footnotes have for themselves is no link."""
    assert ["#fn:1"] == [x.target for x in body("a[^1] [see](#fn:1)\n\n[^1]: n").links]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a[^1] b](x.md)", "<p>{a0}a b{/a0}<sup>{r0}</sup></p>"),
        ('<a href="x.md">a[^1]</a> b', "<p>{a0}a{/a0}<sup>{r0}</sup> b</p>"),
        ("[[^1]](x.md) b", "<p><sup>{r0}</sup> b</p>"),
    ],
)
def test_the_number_of_a_footnote_in_a_link_stands_behind_it(text: str, expected: str) -> None:
    """HTML forbids a button in a link, and a press on the number is no press on the link."""
    assert expected in html(f"{text}\n\n[^1]: n")


def test_the_number_of_a_footnote_is_no_word_of_a_heading() -> None:
    """Neither id nor table of contents have it."""
    heading = body("## A[^1] b [c[^1]](x.md)\n\n[^1]: n").headings[0]
    assert ("a-b-c", "A b c") == (heading.id, heading.html)


def test_a_heading_in_a_footnote_is_a_line_of_weight() -> None:
    """No part of the page begins there, and the contents can't lead there."""
    read = reading("a[^1]\n\n[^1]: n\n\n    ## H\n\n    m").body
    assert ("<p>n</p>\n<p><strong>H</strong></p>\n<p>m</p>", ()) == (
        read.notes[0].html,
        read.headings,
    )


def test_an_id_of_the_author_gives_way_to_that_of_a_footnote() -> None:
    """The numbers of footnotes must open them."""
    made = html("## x {#fn:1}\n\na[^1]\n\n[^1]: n")
    assert '<h2 id="{#}fn:1-2">' in made


def test_a_footnote_whose_place_raw_html_swallowed_stands_at_the_end() -> None:
    """Nothing that was written is lost, whatever is left open."""
    made = trusted("a <textarea>[^1]\n\nb[^2]\n\n[^1]: x\n[^2]: y")
    assert "n0" in made
    assert made.count("n1}") == 1 or made.count(" 1}") == 1
