"""The blocks of long-form news: what they become, and what is said of those that are wrong."""

from __future__ import annotations

import pytest

from generator.model.body import Picture
from tests.reading.markdown.bodies import body, codes, html, reading, shown, told


def test_a_figure_block_is_a_picture_with_its_content_as_caption() -> None:
    """A figure block's options describe the picture, its content is the caption."""
    text = """/// figure | images/ship.jpg
    alt: A ship's bow
    credit: "Illustration: desk"
    licence: CC BY 4.0
    size: wide

A ship *waits*.
///"""
    expected = Picture(
        "images/ship.jpg",
        "A ship’s bow",
        is_figure=True,
        caption_html="A ship <em>waits</em>.",
        credit="Illustration: desk",
        licence="CC BY 4.0",
        classes=("wide",),
    )
    assert (expected,) == body(text).pictures
    assert "{p0}" == shown(body(text).html)


def test_a_figure_block_without_content_has_no_caption() -> None:
    """What the author left out is None."""
    picture = body("/// figure | a.jpg\n///").pictures[0]
    assert (None, None, None) == (picture.alt, picture.caption_html, picture.credit)


def test_an_empty_alt_option_marks_decoration() -> None:
    """`alt:` with nothing behind it says that there is nothing to describe."""
    assert "" == body("/// figure | a.jpg\n    alt:\n///").pictures[0].alt


def test_a_caption_of_two_paragraphs_keeps_them() -> None:
    """Only a single paragraph loses its tags."""
    picture = body("/// figure | a.jpg\n\none\n\ntwo\n///").pictures[0]
    assert "<p>one</p>\n<p>two</p>" == picture.caption_html


def test_an_option_goes_on_over_a_line_that_is_indented_further() -> None:
    """A long option may be folded."""
    text = "/// figure | a.jpg\n    alt: A ship\n      at sea\n///"
    assert "A ship at sea" == body(text).pictures[0].alt


def test_a_pull_quote_is_a_quotation_with_its_source_behind_it() -> None:
    """The attribution stands outside of the quotation."""
    expected = (
        '<aside class="pullquote">\n<blockquote>\n<p>“Go.”</p>\n</blockquote>\n'
        '<p class="attribution">{a0}Ada{/a0}</p>\n</aside>'
    )
    assert expected == html('/// pullquote | [Ada](ada.md)\n"Go."\n///')


def test_key_points_are_a_box_that_its_title_labels() -> None:
    """A box with a title is named by it."""
    expected = (
        '<aside aria-labelledby="{#}what-to-know" class="keypoints">\n'
        '<p class="keypoints-title" id="{#}what-to-know">What to know</p>\n'
        "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n</aside>"
    )
    assert expected == html("/// keypoints | What to know\n- a\n- b\n///")


def test_a_box_without_title_has_no_name() -> None:
    """An unnamed aside is no landmark."""
    assert '<aside class="aside">\n<p>a</p>\n</aside>' == html("/// aside\na\n///")


def test_a_definition_in_a_box_leaves_the_title_alone() -> None:
    """A list that begins the content does not take the title for its term."""
    assert "T</p>" in html("/// aside | T\n:   a\n///")


def test_a_box_named_like_a_heading_gets_an_id_of_its_own() -> None:
    """Ids are given once."""
    assert ("t", "t-2") == body("/// aside | T\na\n///\n\n## T").ids


def test_blocks_stand_in_blocks() -> None:
    """A block within a block has another number of slashes, or its own name and end."""
    for inner in ("////", "///"):
        text = f"/// aside | T\n{inner} pullquote\nq\n{inner}\na\n///\nb"
        made = html(text)
        assert [] == codes(text)
        assert made.index("<aside") < made.index("pullquote") < made.index("<p>a</p>\n</aside>")
        assert made.endswith("<p>b</p>")


def test_footnotes_and_references_of_a_block_are_those_of_the_text() -> None:
    """What is defined outside of a block is known within, and the other way round."""
    read = body("/// aside\na[^1] [x][r] \n\n[s]: t.md\n///\n\nb [y][s]\n\n[^1]: n\n\n[r]: r.md")
    assert (1, ["r.md", "t.md"]) == (len(read.notes), [link.target for link in read.links])


def test_fenced_code_with_slashes_is_code() -> None:
    """What looks like a block in code is none."""
    assert "/// figure | x\n" in html("```\n/// figure | x\n```")


def test_a_fence_in_a_block_is_code_in_it() -> None:
    """Code in a block stays in it."""
    assert html("/// aside\n```\n///\n```\n///").endswith("</pre>\n</aside>")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\n\n/// figur | a.jpg\n///", ["3:5+5 unknown-block"]),
        ("/// figure\n///", ["1:5+6 missing-argument"]),
        ("/// figure | a\n    alt: x\n    captoin: y\n///", ["3:5+7 unknown-option"]),
        ("/// figure | a\n    size: huge\n///", ["2:5+4 bad-option-value"]),
        ("/// figure | a\n    alt: x\n    alt: y\n///", ["3:5+3 duplicate-option"]),
        ("/// figure | a\n    no option\n///", ["2:5+9 option-syntax"]),
        (
            "/// figure | a\nalt: hello\ncredit: Me\n///",
            ["2:1+10 option-syntax", "3:1+10 option-syntax"],
        ),
        ("/// figure | a\nalt: hello\n\ncredit: Me\n///", ["2:1+10 option-syntax"]),
        ("/// aside | T\na", ["1:1+13 block-not-closed"]),
        ("a\n\n///\n\nb", ["3:1+3 block-not-open"]),
        ("/// aside\na\n////\n///", ["3:1+4 block-not-open"]),
        ("/// two words\n///", ["1:1+13 block-syntax"]),
        ("<div>\n\n/// aside\na\n///\n\n</div>", ["3:1+9 block-in-html"]),
    ],
)
def test_a_wrong_block_is_told_at_its_place(text: str, expected: list[str]) -> None:
    """Whatever is wrong with a block is told at its line and column."""
    assert expected == told(text)


def test_the_nearest_block_is_suggested() -> None:
    """An unknown name brings the names that are known."""
    cure = reading("/// pulquote\n///").problems[0].cure
    assert cure.startswith('did you mean "pullquote"?')


def test_an_unclosed_block_within_another_ends_with_it() -> None:
    """The outer block's end closes both."""
    text = "/// aside\n//// pullquote\nq\n///\na"
    assert ["2:1+14 block-not-closed"] == told(text)
    assert html(text).endswith("<p>a</p>")


def test_blocks_too_deep_are_told() -> None:
    """Nine blocks in one another are more than anybody means."""
    opening = "".join(f"{'/' * (12 - n)} aside\n" for n in range(9))
    closing = "".join(f"{'/' * (4 + n)}\n" for n in range(9))
    assert "block-depth" in codes(opening + closing)


def test_the_words_of_an_unknown_block_stay() -> None:
    """Nothing that was written is lost."""
    assert "<p>a</p>" in html("/// figur | x\na\n///")


def test_escaped_slashes_are_words() -> None:
    """A backslash makes a line of slashes text."""
    assert "<p>/// a</p>" == html("\\/// a")


def test_a_gallery_holds_pictures_and_what_is_said_of_all() -> None:
    """Each picture is a figure with its own caption."""
    text = '/// gallery | All of *it*\n![A](a.jpg "One")\n\n![B](b.jpg)\n///'
    assert [True, True] == [picture.is_figure for picture in body(text).pictures]
    expected = (
        '<div class="gallery">\n<div class="gallery-pictures">\n{p0}\n{p1}\n</div>\n'
        '<p class="gallery-caption">All of <em>it</em></p>\n</div>'
    )
    assert expected == html(text)


@pytest.mark.parametrize("name", ["infobox", "timeline"])
def test_boxes_of_facts_and_dates_take_definition_lists(name: str) -> None:
    text = f"/// {name} | Dates\n1936\n:   Signed.\n///"
    expected = (
        f'<aside aria-labelledby="{{#}}dates" class="{name}">\n'
        f'<p class="{name}-title" id="{{#}}dates">Dates</p>\n'
        "<dl>\n<dt>1936</dt>\n<dd>Signed.</dd>\n</dl>\n</aside>"
    )
    assert expected == html(text)


def test_a_profile_says_what_somebody_is() -> None:
    text = "/// profile | Fridtjof Nansen\n    role: Explorer\n\nHe drifted.\n///"
    assert '<p class="profile-box-role">Explorer</p>\n<p>He drifted.</p>' in html(text)


def test_a_side_note_is_opened_by_its_words() -> None:
    expected = (
        '<details class="sidenote">\n<summary>A pilot</summary>\n'
        '<div class="sidenote-text">\n<p>Knows the water.</p>\n</div>\n</details>'
    )
    assert expected == html("/// sidenote | A pilot\nKnows the water.\n///")


def test_the_words_of_a_side_note_do_not_begin_the_story() -> None:
    """The excerpt is of the story itself."""
    assert "Text." == body("/// sidenote | A pilot\nKnows.\n///\n\nText.").excerpt


def test_a_question_may_name_who_asks() -> None:
    asked = '<div class="question">\n<p class="asker">A listener</p>\n<p>And now?</p>\n</div>'
    assert asked == html("/// question | A listener\nAnd now?\n///")
    assert '<div class="question">\n<p>And now?</p>\n</div>' == html("/// question\nAnd now?\n///")


def test_a_table_with_a_caption_scrolls_without_it() -> None:
    found = html("/// table | Ships\n| a |\n|---|\n| 1 |\n///")
    assert found.startswith(
        '<figure class="of-table">\n<figcaption>Ships</figcaption>\n<div class="table"'
    )
    assert found.endswith("</table></div>\n</figure>")


def test_an_insert_is_left_open_with_its_content() -> None:
    """What it names is a link among the others, so that it is looked at like others."""
    made = body(
        '[x](y.md)\n\n/// document | files/a.pdf\n    title: "It\'s"\n\nSaid [so](z.md).\n///'
    )
    assert ["y.md", "z.md", "files/a.pdf"] == [link.target for link in made.links]
    (insert,) = made.inserts
    assert ("document", 2, (("title", "It’s"),)) == (insert.kind, insert.link, insert.options)
    assert "<p>Said {a1}so{/a1}.</p>" == shown(insert.html)
    assert made.html.endswith("\x02i0\x03")
