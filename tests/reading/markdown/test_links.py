"""Links: holes where they stand, targets as they were typed."""

from __future__ import annotations

import pytest

from generator.model.body import Link
from tests.reading.markdown.bodies import body, codes, html, reading, told, trusted


def test_a_link_is_a_pair_of_holes() -> None:
    """Where it leads is decided when the whole site is known."""
    read = body('[a *b*](../x.md#y "T")')
    assert (Link("../x.md#y", (("title", "T"),)),) == read.links
    assert "<p>{a0}a <em>b</em>{/a0}</p>" == html('[a *b*](../x.md#y "T")')


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("[a](x.md)", "x.md"),
        ("[a](<my file.md>)", "my file.md"),
        ("[a][r]\n\n[r]: x.md", "x.md"),
        ("[r]\n\n[r]: <x.md> 'T'", "x.md"),
        ("<https://example.org/?a=1&b=2>", "https://example.org/?a=1&b=2"),
        ("[a](x?a=1&amp;b=2)", "x?a=1&b=2"),
        ("<ada@example.org>", "mailto:ada@example.org"),
        ('<a href="x.md">a</a>', "x.md"),
        ("[a](article:kabul)", "article:kabul"),
        ("[a](#b)", "#b"),
        ("[a](wiki_(x))", "wiki_(x)"),
    ],
)
def test_a_target_is_as_it_was_typed(text: str, target: str) -> None:
    """Every way to write a link gives its target, entities resolved."""
    assert [target] == [link.target for link in body(text).links]


def test_other_attributes_go_with_the_link() -> None:
    """What an attribute list adds is kept."""
    link = body("[a](x.md){.more hreflang=fr rel=nofollow}").links[0]
    assert {"class": "more", "hreflang": "fr", "rel": "nofollow"} == dict(link.attributes)


def test_an_id_of_a_link_stands_round_it() -> None:
    """The hole's attributes are written later; ids must be known now."""
    assert '<p><span id="{#}i">{a0}a{/a0}</span></p>' == html("[a](x.md){#i}")


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java&#115;cript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
    ],
)
def test_an_unsafe_scheme_is_refused(target: str) -> None:
    """The link becomes its words, from Markdown and from raw HTML."""
    for text in (f"[a](<{target}>)", f'<a href="{target}">a</a>', f"[a][r]\n\n[r]: {target}"):
        read = reading(text)
        assert ["unsafe-link"] == [problem.code for problem in read.problems]
        assert (("<p>a</p>"), ()) == (read.body.html, read.body.links)


def test_white_space_hides_no_scheme() -> None:
    """Browsers drop tabs and newlines, so that we look behind them."""
    for text in ('<a href="java&#9;script:x">a</a>', '<a href=" &#1;javascript:x">a</a>'):
        assert "<p>a</p>" == html(text) or "javascript" not in html(text)
        assert ["unsafe-link"] == codes(text)


def test_a_link_in_a_link_is_its_words() -> None:
    """HTML forbids it; the outer one wins."""
    text = "[a <https://example.org> b](x.md)"
    assert ["nested-link"] == codes(text)
    assert "<p>{a0}a <span>https://example.org</span> b{/a0}</p>" == html(text)


def test_a_link_without_words_is_told() -> None:
    """Nobody can see or hear it."""
    assert ["1:4+4 empty-link"] == told("[](x.md)")
    assert ("<p>a </p>", ()) == (html("a [](x.md)"), reading("a [](x.md)").body.links)
    assert [] == codes("[![p](a.jpg)](x.md)")


def test_a_link_without_target_is_its_words() -> None:
    """It would lead to the page itself."""
    assert (["no-target"], "<p>a</p>") == (codes("[a]()"), html("[a]()"))


def test_an_anchor_keeps_its_id() -> None:
    """`<a name>` is an id of long ago."""
    assert '<p><a id="{#}x"></a>a</p>' == html('<a name="x"></a>a')
    assert ("x",) == body('<a name="x"></a>a').ids


def test_a_trusted_text_may_link_anywhere() -> None:
    """The site's owner lifted the rule; the link is still counted."""
    assert "<p>{a0}a{/a0}</p>" == trusted('<a href="javascript:x()">a</a>')


def test_braces_are_words() -> None:
    """A body is never a template."""
    assert "<p>{{ a }} {% b %}</p>" == html("{{ a }} {% b %}")
