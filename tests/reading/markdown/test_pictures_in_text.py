"""Pictures in a text: when one is a figure, and what is known of it."""

from __future__ import annotations

from generator.model.body import Picture
from tests.reading.markdown.bodies import body, codes, html, reading, told, trusted


def test_a_picture_alone_in_its_paragraph_is_a_figure() -> None:
    """Its title is the caption; there is no paragraph round it."""
    text = "![A bow](ship.jpg \"A 'caption'\")"
    expected = Picture("ship.jpg", "A bow", is_figure=True, caption_html="A ‘caption’")
    assert ((expected,), "{p0}") == (body(text).pictures, html(text))


def test_a_picture_among_words_stays_in_the_line() -> None:
    """It is no figure."""
    assert ("<p>a {p0}</p>", False) == (
        html("a ![b](c.jpg)"),
        body("a ![b](c.jpg)").pictures[0].is_figure,
    )


def test_a_linked_picture_is_no_figure() -> None:
    """The link holds it."""
    assert "<p>{a0}{p0}{/a0}</p>" == html("[![b](c.jpg)](x.md)")


def test_an_empty_alt_of_markdown_is_left_out() -> None:
    """`![]` says nothing; the picture's own file may."""
    assert None is body("![](a.jpg)").pictures[0].alt


def test_decoration_is_said_aloud() -> None:
    """An attribute list, a role, or raw HTML can say that there is nothing to describe."""
    for text in ('![](a.jpg){alt=""}', "![](a.jpg){role=presentation}", '<img src="a.jpg" alt="">'):
        assert "" == body(text).pictures[0].alt


def test_an_attribute_list_gives_credit_and_classes() -> None:
    """Of the picture, or of its paragraph."""
    picture = body('![a](b.jpg){.wide credit="AFP" licence="CC0"}\n{: .tall }').pictures[0]
    assert ("AFP", "CC0", ("wide", "tall")) == (picture.credit, picture.licence, picture.classes)


def test_an_id_of_a_picture_stands_round_it() -> None:
    """It can be linked to."""
    assert '<div id="{#}map">{p0}</div>' == html("![a](b.jpg){#map}")
    assert '<p>x <span id="{#}map">{p0}</span></p>' == html("x ![a](b.jpg){#map}")


def test_a_picture_of_another_site_is_refused() -> None:
    """On loading, a page asks no third party for anything; its words stand instead."""
    for src in ("https://example.org/a.png", "//example.org/a.png"):
        assert ["external-load"] == codes(f"![a]({src})")
        assert "<p>a</p>" == html(f"![a]({src})")
        assert ["external-load"] == codes(f'<img src="{src}" alt="a">')
        assert ["external-load"] == codes(f"/// figure | {src}\n///")


def test_a_picture_in_the_address_itself_is_refused() -> None:
    """A picture is a file of the site."""
    assert ["1:7+15 picture-source"] == told("![a](<data:image/png,>)")


def test_a_picture_without_address_is_refused() -> None:
    """There is nothing to show."""
    assert ["picture-source"] == codes("![a]()")


def test_a_trusted_text_may_load_from_elsewhere() -> None:
    """The tag stays as it is; own pictures are still found."""
    assert '<p><img alt="a" src="https://example.org/a.png"> {p0}</p>' == trusted(
        "![a](https://example.org/a.png) ![b](c.jpg)"
    )


def test_an_authors_own_figure_stays() -> None:
    """The picture in it is a hole of its own."""
    text = '<figure><img src="a.jpg" alt="x"><figcaption>c</figcaption></figure>'
    assert "<figure>{p0}<figcaption>c</figcaption></figure>" == html(text)


def test_a_picture_in_an_authors_figure_is_no_second_one() -> None:
    """One figure is enough."""
    text = '<figure markdown="1">\n![a](b.jpg)\n</figure>'
    assert ("<figure>\n{p0}\n</figure>", False) == (html(text), body(text).pictures[0].is_figure)


def test_pictures_and_links_count_in_their_order() -> None:
    """Numbers follow the text."""
    read = reading("![a](1.jpg) [b](x.md) ![c](2.jpg) [d](y.md)").body
    assert ["1.jpg", "2.jpg"] == [picture.src for picture in read.pictures]
    assert ["x.md", "y.md"] == [link.target for link in read.links]
