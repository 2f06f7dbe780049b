"""Footnotes: their order, their ids, and the links there and back."""

from __future__ import annotations

from tests.reading.markdown.bodies import body, codes, html, shown


def test_a_footnote_is_linked_there_and_back() -> None:
    """Its links work without words, in any language; ids have a hole before them."""
    expected = (
        '<p>a<sup id="{#}fnref:1"><a class="footnote-ref" href="#{#}fn:1" role="doc-noteref">1</a>'
        '</sup></p>\n<div class="footnotes" role="doc-endnotes">\n<hr>\n<ol>\n<li id="{#}fn:1">\n'
        '<p>n\u00a0<a aria-label="{warticle.back 1}" class="footnote-backref" href="#{#}fnref:1" '
        'role="doc-backlink">↩\ufe0e</a></p>\n</li>\n</ol>\n</div>'
    )
    assert expected == shown(body("a[^1]\n\n[^1]: n").html)


def test_footnotes_are_numbered_as_they_are_met() -> None:
    """A reader counts in the order of the text, lists included, not in that of definition."""
    made = html("- a[^x]\n\nb[^y]\n\n[^y]: second\n[^x]: first")
    assert made.index("first") < made.index("second")
    assert made.index('fn:x" role="doc-noteref">1<') < made.index('fn:y" role="doc-noteref">2<')


def test_a_second_reference_has_a_link_back_of_its_own() -> None:
    """Each place that refers to a note can be gone back to."""
    made = html("a[^1] b[^1]\n\n[^1]: n")
    assert 'id="{#}fnref2:1"' in made
    assert 'aria-label="{warticle.back 1.2}" class="footnote-backref" href="#{#}fnref2:1"' in made


def test_a_label_with_spaces_makes_a_valid_id() -> None:
    """Ids have no white space."""
    assert ("fnref:my-note", "fn:my-note") == body("a[^my note]\n\n[^my note]: n").ids


def test_two_labels_that_slug_alike_stay_apart() -> None:
    """No two footnotes share an id."""
    ids = body("a[^a b] c[^a-b]\n\n[^a b]: x\n[^a-b]: y").ids
    assert len(ids) == len(set(ids)) == 4


def test_a_footnote_may_refer_to_another() -> None:
    """A note that only another note refers to is numbered behind those of the text."""
    read = body("a[^1] b[^3]\n\n[^1]: see[^2]\n[^2]: two\n[^3]: three")
    assert 3 == read.footnotes
    assert read.html.index("three") < read.html.index("two")


def test_a_footnote_that_refers_to_itself_ends() -> None:
    """There is no circle that is walked for ever."""
    assert 1 == body("a[^1]\n\n[^1]: see[^1]").footnotes


def test_a_footnote_that_ends_in_a_list_has_its_link_back() -> None:
    """The link back stands in a paragraph of its own."""
    made = html("a[^1]\n\n[^1]: n\n\n    - x\n")
    assert "</ul>\n<p>\u00a0<a aria-label" in made


def test_an_unused_footnote_is_left_out_and_told() -> None:
    """Its link back would lead nowhere."""
    assert (["unused-footnote"], "<p>a</p>") == (codes("a\n\n[^1]: n"), html("a\n\n[^1]: n"))


def test_links_in_footnotes_are_links_of_the_text() -> None:
    """A dead link in a note is as dead."""
    assert "x.md" == body("a[^1]\n\n[^1]: [n](x.md)").links[0].target


def test_an_authors_link_to_a_footnote_is_a_link() -> None:
    """Only what the footnotes make themselves is exempt from checking."""
    assert "#fn:1" == body("a[^1] [see](#fn:1)\n\n[^1]: n").links[0].target


def test_a_footnote_in_a_link_does_not_nest_links() -> None:
    """HTML forbids a link in a link."""
    made = html("[a[^1]](x.md)\n\n[^1]: n")
    assert '<p>{a0}a<sup id="{#}fnref:1"><span>1</span></sup>{/a0}</p>' in made


def test_the_number_of_a_footnote_is_no_word_of_a_heading() -> None:
    """Neither id nor table of contents have it."""
    heading = body("## A[^1] b\n\n[^1]: n").headings[0]
    assert ("a-b", "A b") == (heading.id, heading.html)


def test_an_id_of_the_author_gives_way_to_that_of_a_footnote() -> None:
    """The footnotes' own links must lead to them."""
    made = html("## x {#fn:1}\n\na[^1]\n\n[^1]: n")
    assert '<h2 id="{#}fn:1-2">' in made
