"""Raw HTML: what passes, what goes and is told, and that no article breaks the page round it."""

from __future__ import annotations

import pytest

from generator.model.site import RawHtml
from tests.reading.markdown.bodies import body, codes, html, places, reading, shown, told, trusted

MARKDOWN = """## A *b* `c` "d"

Words [link](x.md "T"){.more} ![p](a.jpg)[^1] ~~gone~~ line <https://example.org/?a=1&b=2> é &copy; &lt;b&gt;

> quote

1. one
2. two

    - deep

* * *

Term
:   Definition

| a | b |
|:--|--:|
| 1 | 2 |

![alone](b.jpg "c")

    code < 1

```python
x = "<b>"
```

/// aside | T
in the box
///

/// pullquote | who
words
///

/// figure | f.jpg
caption
///

The HTML standard.

*[HTML]: Hyper & Text

[^1]: Note.
"""


def test_what_markdown_writes_passes_the_cleaning_unchanged() -> None:
    """Raw HTML elsewhere in a text changes nothing in what Markdown made."""
    plain = html(MARKDOWN)
    cleaned = html(MARKDOWN.replace("## A", "<i>x</i>\n\n## A"))
    assert f"<p><i>x</i></p>\n{plain}" == cleaned


@pytest.mark.parametrize(
    "text",
    [
        "<p>H<sub>2</sub>O x<sup>2</sup> <mark>m</mark> <small>s</small></p>",
        "<details><summary>S</summary><p>a</p></details>",
        "<p><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby></p>",
        '<p><abbr title="T">a</abbr> <time datetime="2026-01-01">day</time> <q cite="https://x.example/">q</q></p>',
        '<section class="x" lang="en" dir="ltr"><p>a</p></section>',
        '<ol start="3" reversed="" type="a"><li value="4">a</li></ol>',
        '<p><del datetime="2026-01-01">a</del> <ins>b</ins> <kbd>c</kbd></p>',
    ],
)
def test_what_a_story_needs_passes(text: str) -> None:
    """The allow-list holds what writers use."""
    assert text == html(text)
    assert [] == codes(text)


def test_a_raw_table_gets_box_and_scopes_like_any_other() -> None:
    """Tables are the same however they are typed."""
    text = '<table><thead><tr><th>a</th></tr></thead><tbody><tr><td align="right">1</td></tr></tbody></table>'
    expected = (
        '<div class="table" role="group" tabindex="0" aria-label="{warticle.table}"><table><thead><tr><th scope="col">a</th></tr></thead><tbody><tr>'
        '<td class="align-right">1</td></tr></tbody></table></div>'
    )
    assert expected == html(text)


def test_alignment_of_markdown_tables_is_a_class() -> None:
    """No inline styles: a page may forbid them."""
    made = html("| a | b |\n|:-:|---|\n| 1 | 2 |")
    assert '<th class="align-center" scope="col">a</th>' in made
    assert '<td class="align-center">1</td>' in made
    assert "style" not in made


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a <script>x()</script>", ["1:3+7 refused-html"]),
        ("<style>p{}</style>", ["1:1+6 refused-html"]),
        ("<form><input></form>", ["1:1+5 refused-tag", "1:7+6 refused-tag"]),
        ("<object data=x></object>", ["1:1+7 refused-html"]),
        ("<video src=a.mp4></video>", ["1:1+6 refused-html"]),
        ("a <b onclick=x()>b</b>", ["1:6+11 event-handler"]),
        ('a <b style="color:red">b</b>', ["1:6+17 refused-attribute"]),
        ('a <b style="background:url(//x)">b</b>', ["1:6+27 external-load"]),
        ('<img src="a.jpg" alt="" srcset="https://x/a 2x">', ["1:25+23 external-load"]),
        ('<p data-x="1">a</p>', ["1:4+10 refused-attribute"]),
        ("a <font>b</font>", ["1:3+5 refused-tag"]),
        ('<iframe src="https://x.org/v"></iframe>', ["1:1+7 embed-card"]),
        ('<iframe src="a.html"></iframe>', ["1:1+7 refused-html"]),
        ("<base href=x>", ["1:1+5 refused-html"]),
        ('<p lang="e n">a</p>', ["1:4+10 bad-attribute"]),
        ("a{onclick=x}", []),
        ("*a*{onclick=x .b}", ["1:5+7 refused-attribute"]),
        ("*a*{style=x}", ["1:5+5 refused-attribute"]),
        ("[a](x.md){href=y}", ["1:11+4 refused-attribute"]),
    ],
)
def test_what_is_lost_is_told_at_its_place(text: str, expected: list[str]) -> None:
    """Nothing disappears in silence."""
    assert expected == told(text)


@pytest.mark.parametrize("text", ["`<script>`", "```\n<script>\n```", "    <style>", "a < b > c"])
def test_html_in_code_is_no_html(text: str) -> None:
    """Code shows HTML and loses none."""
    assert [] == codes(text)


def test_what_is_not_meant_to_be_read_goes_whole() -> None:
    """No rules of a style sheet in the middle of a story."""
    assert "<p>a  b</p>" == html("a <style>p{}</style> b")


def test_a_value_that_an_attribute_can_not_have_goes() -> None:
    """A page with a wrong language, or an id with a space, is not valid."""
    assert '<p class="x">a</p>' == html('<p lang="e n" id="a b" dir="up" class="x">a</p>')


def test_the_words_of_an_unknown_element_stay() -> None:
    """Only the tag goes."""
    assert "<p>a b c</p>" == html("a <font color=red>b</font> c")


def test_a_frame_becomes_a_card_with_a_link() -> None:
    """A reader's click is consent; loading a page is none."""
    text = '<iframe src="https://player.example.org/v?a=1&b=2" title="A film"></iframe>'
    assert '<p class="embed-card">{a0}A film{/a0}</p>' == html(text)
    assert ["https://player.example.org/v?a=1&b=2"] == [
        link.target for link in reading(text).body.links
    ]


def test_a_card_without_title_names_the_host() -> None:
    """The reader sees where a click leads."""
    assert ">{a0}x.org{/a0}<" in html('<iframe src="//x.org/v"></iframe>')


def test_comments_are_for_authors_only() -> None:
    """They are not published."""
    assert ["<p>a</p>", "<p>b</p>"] == html("a\n\n<!-- secret -->\n\nb").split()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("</div></article></main>a", "<p>a</p>"),
        ("<div><p>a", "<div><p>a</p></div>"),
        ("<b>a <i>b</b> c</i>", "<p><b>a <i>b</i></b><i> c</i></p>"),
        ("a <div>b</div> c", "<p>a </p><div>b</div><p> c</p>"),
        ("<ul>a<p>b</p><li>c</ul>", "<ul><li>a<p>b</p></li><li>c</li></ul>"),
        ("<span>a<div>b</div></span>", "<p><span>a</span></p><div>b</div>"),
        ("<li>a</li>", "<p>a</p>"),
        ("<details>a</details>", "<p>a</p>"),
        ("<dl><dt>a</dl>", "<dl><dt>a</dt><dd></dd></dl>"),
        ("<h2>a<p>b</p></h2>", '<h2 id="{#}ab">ab</h2>'),
        (
            "<table><td>a",
            '<div class="table" role="group" tabindex="0" aria-label="{warticle.table}"><table><tbody><tr><td>a</td></tr></tbody></table></div>',
        ),
    ],
)
def test_broken_html_is_mended(text: str, expected: str) -> None:
    """Every element is closed, and stands where it may."""
    assert expected == html(text)


def test_markdown_in_html_is_read_where_it_is_asked_for() -> None:
    """`markdown="1"` opens an element for Markdown; the attribute goes."""
    assert '<div class="x">\n<p>a <em>b</em></p>\n</div>' == html(
        '<div class="x" markdown="1">\na *b*\n</div>'
    )


def test_an_id_in_raw_html_has_a_hole_before_it() -> None:
    """Texts may share a page; what refers to an id is changed with it."""
    text = (
        '<table aria-labelledby="t"><tr><th id="t">c</th><td headers="t none">a</td></tr></table>'
    )
    made = html(text)
    assert ('aria-labelledby="{#}t"' in made, 'headers="{#}t"' in made) == (True, True)
    assert ("t",) == body(text).ids


@pytest.mark.parametrize(
    "forged", ["&#2;a0&#3;", "&#x2;p0&#x3;", "\x02a0\x03", "&#xFDD0;c0&#xFDD1;"]
)
def test_no_hole_can_be_forged(forged: str) -> None:
    """Neither by characters nor by references, in words or in attributes."""
    for text in (f"<div>{forged}</div>", f'<div title="{forged}">a</div>', f"a {forged} <b>c</b>"):
        made = reading(text).body.html
        assert not any(sign in made for sign in "\x02\x03\ufdd0\ufdd1")
        read = reading(text, raw_html=RawHtml.TRUSTED).body.html
        assert not any(sign in read for sign in "\x02\x03\ufdd0\ufdd1")


def test_a_trusted_text_keeps_its_html() -> None:
    """The site's owner lifted the cleaning; scripts are left alone."""
    text = '<div onclick="x()" style="a">b</div>\n\n<script>if (a < b) "c--d"</script>'
    assert text.replace("\n\n", "\n") == trusted(text).replace("\n\n", "\n")
    assert () == reading(text, raw_html=RawHtml.TRUSTED).problems


def test_links_and_pictures_of_a_trusted_text_are_found() -> None:
    """Dead links are dead whoever wrote them."""
    read = reading(
        '<div><a href="x.md">a</a><img src="b.jpg"></div>', raw_html=RawHtml.TRUSTED
    ).body
    assert ("x.md", "b.jpg") == (read.links[0].target, read.pictures[0].src)


def test_lines_are_those_of_the_file() -> None:
    """A header above the body counts."""
    read = reading("a\n\nb <script>c</script>", first_line=10)
    assert ["12:3+7 refused-html"] == places(read.problems)


# --- what is no HTML to Markdown ----------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    [
        '<a href="https://e.example/"title="t">no space</a>',
        "<span class='a'b>words</span>",
        '<a href="https://e.example/>not closed</a>',
        "<a href=https://e.example/it's>a quote in what has none round it</a>",
    ],
)
@pytest.mark.parametrize("before", ["", "Words ", "- "])
def test_a_tag_that_readers_would_see_is_an_error(typed: str, before: str) -> None:
    """Markdown is stricter than browsers; nothing else is said of such a tag."""
    assert ["broken-html"] == codes(f"{before}{typed}")


@pytest.mark.parametrize(
    "typed",
    [
        "<a href=https://e.example/?a&b>no quotes needed</a>",
        "<a href=https://e.example/?a=1&b=2>nor here</a>",
        "<img src=a.png?w=1&h=2 alt=x>",
        "<div class=a=b>\nwords\n</div>",
        "<div>\n<a href=https://e.example/?a=1>in a block</a>\n</div>",
        "`<a href=x?a=1>`",
        "[x](<a b=c=d.md>)",
        "<https://e.example/?a=1&b=2>",
        "if a <b> c=d",
        '<abbr title="a>b">x</abbr>',
        "1 <2 and a<b = c",
    ],
)
def test_what_markdown_takes_as_a_browser_does_is_no_error(typed: str) -> None:
    """In blocks of HTML a browser's rules hold."""
    assert "broken-html" not in codes(typed)


@pytest.mark.parametrize(
    ("target", "typed"),
    [
        ("https://e.example/?a=1&b=2", "x\n<a href=https://e.example/?a=1&b=2>words</a>"),
        ("https://e.example/?a=1&copy=2", "<a id=b=c href=https://e.example/?a=1&copy=2>words</a>"),
        ("https://e.example/?a==1/", "*<a href=https://e.example/?a==1/>words</a>*"),
        ("https://e.example/?a=1&b=2", "- <a href=https://e.example/?a=1&b=2\nid=b>words</a>"),
        ("mailto:ana@e.example?subject=x", "<a\nhref=mailto:ana@e.example?subject=x>words</a>"),
        ("a.pdf?b=_c_=*d*", "| a | b |\n|---|---|\n| <a href=a.pdf?b=_c_=*d*>words</a> | c |"),
    ],
)
@pytest.mark.parametrize("raw_html", list(RawHtml))
def test_a_value_without_quotes_is_read_as_browsers_read_it(
    raw_html: RawHtml, target: str, typed: str
) -> None:
    """Up to the next space or `>`, whatever it holds (HTML 13.2.5.37)."""
    read = reading(typed, raw_html=raw_html)
    assert () == read.problems
    assert [target] == [link.target for link in read.body.links]
    assert "&lt;" not in read.body.html


@pytest.mark.parametrize(
    "value",
    ["[a](b.md)", "`a &lt; b`", "![a](b.jpg)", "&lt;https://e.example/&gt;", "*a* _b_ ~~c~~"],
)
def test_a_value_is_not_read_as_markdown(value: str) -> None:
    """No tag stands in an attribute: it would end at the first quote of that one."""
    read = reading(f'<b title="{value}">words</b>')
    assert (f'<p><b title="{value}">words</b></p>', ()) == (read.body.html, read.problems)
    assert () == read.body.links + read.body.pictures


def test_a_picture_whose_address_has_no_quotes() -> None:
    """Its other attributes count as well."""
    pictures = body("<img src=a.jpg?w=1&h=2 alt=x>").pictures
    assert [("a.jpg?w=1&h=2", "x")] == [(picture.src, picture.alt) for picture in pictures]


@pytest.mark.parametrize(
    ("expected", "typed"),
    [
        ("<div>{a0}Words{/a0}</div>", '<a href="b.md"><div>Words</div></a>'),
        ("<p>{a0}Words{/a0}</p>", "<a href=b.md><p>Words</p></a>"),
        ('<h2 id="{#}words">{a0}Words{/a0}</h2>', "<a href=b.md><h2>Words</h2></a>"),
        (
            "<p><b></b></p><div>{a0}<b>Words</b>{/a0}</div>",
            "<a href=b.md><b><div>Words</div></b></a>",
        ),
        (
            '<div><span id="{#}c">{a0}Words{/a0}</span></div><p>{a1}more{/a1}</p>',
            "<a id=c href=b.md><div>Words</div><p>more</p></a>",
        ),
        ("<figure>{a0}{p0}{/a0}</figure>", "<a href=b.md><figure><img src=c.png></figure></a>"),
        (
            "<div>{a0}Words{/a0}</div>",
            '<a href=b.md aria-label="The words"><div>Words</div></a>',
        ),
    ],
)
def test_a_link_round_a_block_is_one_link_with_its_words(expected: str, typed: str) -> None:
    """The parser ends it where the block begins, and opens it again within: nothing is left of the
    beginning, which holds no words."""
    read = reading(typed)
    assert (expected, ()) == (shown(read.body.html), read.problems)


@pytest.mark.parametrize(
    ("expected", "typed"),
    [
        (["1:9+4 empty-link"], "<a href=b.md></a> and <a href=b.md>words</a>"),
        (["1:4+4 empty-link"], "[](b.md) and [words](b.md)"),
        (["1:9+4 empty-link"], "<a href=b.md><div></div><p> </p></a>"),
        (["1:9+4 empty-link"], "<a href=b.md><b></b><br></a>"),
        (["1:38+4 empty-link"], "<b title='<a href=c.md>'></b><a href=b.md></a>"),
    ],
)
def test_a_link_without_words_is_told_whatever_stands_beside_it(
    expected: list[str], typed: str
) -> None:
    """Once, and though another link leads to the same page, or elements stand in it."""
    read = reading(typed)
    assert expected == places(read.problems)
    assert "\ufdd0" not in read.body.html


def test_a_link_that_no_parser_can_read_is_not_lost() -> None:
    """Beside HTML as without it: whoever follows the links tells what is wrong with each."""
    typed = "[m](https://) [n](http://?x) [o](http:///foo) [p](irc://[) [q](matrix://x:99999)"
    targets = ["https://", "http://?x", "http:///foo", "irc://[", "matrix://x:99999"]
    assert targets == [link.target for link in body(typed).links]
    assert targets == [link.target for link in body(f"<b>x</b> {typed}").links]


def test_a_link_of_a_trusted_author_may_hold_what_is_no_words() -> None:
    """Its look and its name are theirs to judge."""
    assert "{a0}<svg></svg>{/a0}" in trusted("<a href=b.md><svg></svg></a>")


@pytest.mark.parametrize("beside", ["", "<b>x</b> "])
@pytest.mark.parametrize("target", ["irc://[", "http:///x.jpg", "data:x"])
def test_the_fault_of_a_picture_is_told_beside_html_too(beside: str, target: str) -> None:
    """With its name, which the parser of HTML would keep to itself."""
    message = reading(f"{beside}![q]({target})").problems[0].message
    assert f'"{target}"' in message
