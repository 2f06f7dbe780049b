"""The laws of a body, for any text at all."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model.body import HOLE, Body
from generator.model.site import RawHtml
from generator.reading.markdown import typeset
from generator.reading.markdown.allowed import TAGS, is_attribute
from generator.reading.markdown.characters import FORBIDDEN, SEAM
from tests.reading.markdown.bodies import reading

FRAGMENTS = """a|b c|*|**|_|`|``|[|]|](|](b)|![|![p](q.jpg)|[^1]|[^1]: |[^|<div>|</div>|
<div markdown="1">|<p markdown="1">|</p>|<p>|<b>|</b>|<i>|</i>|<!--|-->|<?|?>|<![CDATA[|]]>|&amp;|&|
\\|- |1. |> |    |  |:   |# |## x|#### y|*[a]: x|[a]: b|{: .c }|{#i}|{onclick=x}|{href=x id=y}|{|}|~~|
<http://a>|"|'|--|...|<table>|<td markdown="1">|<tr>|<td>|</table>|<li markdown="block">|<li>|<ul>|</ul>|
<hr markdown="1">|<a href="x">|<a id="q">|</a>|<h1>|<h3 id="i">|</h3>|<script>|</script>|<style>|<svg>|
<math>|<iframe src="https://x.org/a">|<img src=x onerror=y>|<img src="https://e.org/x.png">|
<a href="java&#9;script:x">|[z](javascript:y)|&#2;|&#3;|&#xfdd0;|<span lang=fr>|</span>|<details>|
<summary>|<dl>|<dt>|<figure>|<figcaption>|<sup id="fnref:1">|<pre>|</pre>|<code>|<br>|<br/>|<x-y>|"> <|
<b title="|&quot;|&nbsp;|&foo;|é|日本|<ins>|<form><input>|<select><option>|<template>|<noscript>|
<textarea>|<title>""".replace("|\n", "|").split("|")
LINES = [
    "\n",
    "\n\n",
    "\t",
    "\x0c",
    "\r",
    "\u2028",
    "\x85",
    "| a | b |\n|---|--:|\n",
    "---\n",
    "===\n",
    "\n///\n",
    "\n/// aside | T\n",
    "\n//// figure | f.jpg\n    alt: z\n\n",
    "\n////\n",
    "\n/// keypoints\n",
    "\n/// pullquote | w\n",
    "\n```\ncode\n```\n",
    '\n```python\nx="1"\n',
    "\n~~~\n",
    "\x02wzxhzdk:0\x03",
    "\ufdd0c0\ufdd1",
    "\ufffe",
]
NASTY = st.lists(st.sampled_from(FRAGMENTS + LINES), max_size=30).map("".join)
TEXTS = NASTY | st.text(max_size=200)
LANGUAGES = st.sampled_from(["en", "fr", "fr-CH", "de", "he", "sv", "ja", "hu", "xx"])
# What typography may write, and what it may write it for.
SET = re.compile("[\"'“”‘’„‚«»‹›「」『』″′״׳.…–—\\-\\s]")


class Balance(HTMLParser):
    """Notes every tag that is not closed in its turn, and every id."""

    VOID = frozenset(("br", "hr", "img", "wbr", "col"))

    def __init__(self, html: str) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.ids: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        self.faults += self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            self.faults.append(f"<{tag}>")
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            ours = {("pre", "tabindex"), ("div", "tabindex"), ("div", "aria-label")}
            if not is_attribute(tag, name) and (tag, name) not in ours:
                self.faults.append(f"{tag}[{name}]")
            if name in ("href", "src"):
                self.faults.append(f"{tag}[{name}={value}]")
        if tag not in self.VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.faults.append(f"<{tag}/>")

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1] == tag:
            self._open.pop()
        else:
            self.faults.append(f"</{tag}>")

    def handle_comment(self, data: str) -> None:
        self.faults.append(data)


def html_of(body: Body) -> str:
    """All HTML of a body: captions and footnotes are HTML as well."""
    captions = (picture.caption_html or "" for picture in body.pictures)
    return "".join((body.html, *captions, *(note.html for note in body.notes)))


@given(text=TEXTS, language=LANGUAGES)
def test_any_text_becomes_balanced_and_harmless_html(text: str, language: str) -> None:
    """No tag is left open, none is on the page that the allow-list does not have."""
    body = reading(text, language=language).body
    assert [] == Balance(html_of(body)).faults


@given(text=TEXTS)
def test_holes_and_values_belong_together(text: str) -> None:
    """Every link, picture and footnote has its hole, every hole its value, each one once; but a
    footnote may be referred to often."""
    body = reading(text).body
    holes = [name for name in HOLE.findall(html_of(body)) if name[0] not in "#wrn"]
    links = [f"{slash}a{number}" for number in range(len(body.links)) for slash in ("", "/")]
    pictures = [f"p{number}" for number in range(len(body.pictures))]
    assert sorted(links + pictures) == sorted(holes)
    found = HOLE.findall(html_of(body))
    places = [at for name in found if name[0] == "n" for at in name[1:].split()]
    notes = [f"{at}" for at in range(len(body.notes))]
    assert notes == sorted(places, key=int)
    assert {name[1:] for name in found if name[0] == "r"} <= {*notes}


@given(text=TEXTS)
def test_ids_are_given_once_and_all_told(text: str) -> None:
    """Each id of the HTML has the hole before it, and stands in `ids`."""
    body = reading(text).body
    found = [*Balance(html_of(body)).ids, *(f"\x02#\x03{note.id}" for note in body.notes)]
    assert sorted(f"\x02#\x03{name}" for name in body.ids) == sorted(found)
    assert len(set(body.ids)) == len(body.ids)


@given(text=TEXTS)
def test_no_mark_leaves_the_room(text: str) -> None:
    """But for holes, a body has no character that no text may hold."""
    body = reading(text).body
    words = HOLE.sub("", html_of(body)) + body.excerpt + repr(body.pictures) + repr(body.links)
    words += "".join(heading.html + heading.id for heading in body.headings)
    assert None is FORBIDDEN.search(words)


@given(text=TEXTS)
def test_levels_of_headings_have_no_gap(text: str) -> None:
    """The first is an h2, and each at most one level under the one before it."""
    above = 1
    for heading in reading(text).body.headings:
        assert 2 <= heading.level <= above + 1
        above = heading.level


@given(text=TEXTS, first_line=st.integers(1, 50))
def test_every_place_lies_in_the_text(text: str, first_line: int) -> None:
    """Problems have places, links and pictures too, and none is beyond the last line."""
    read = reading(text, first_line=first_line)
    spans = [problem.span for problem in read.problems] + list(read.places.values())
    lines = text.split("\n")
    for span in spans:
        assert span is not None
        assert first_line <= span.line < first_line + len(lines)
        assert span.column - 1 <= len(lines[span.line - first_line])
    assert len(read.places) == len(read.body.links) + len(read.body.pictures)


@given(text=TEXTS)
def test_a_trusted_text_never_raises(text: str) -> None:
    """Nothing is cleaned, yet holes and values belong together."""
    body = reading(text, raw_html=RawHtml.TRUSTED).body
    opened = {name for name in HOLE.findall(html_of(body)) if name.startswith("a")}
    assert {f"a{number}" for number in range(len(body.links))} == opened


@settings(max_examples=40)
@given(first=NASTY, second=NASTY)
def test_no_text_changes_another(first: str, second: str) -> None:
    """What was read before leaves no trace."""
    alone = reading(second)
    reading(first)
    assert alone == reading(second)


@given(
    text=st.text(st.sampled_from("\"' ab1.-«»“?!:;(\u00a0\u202f—é漢א5%"), max_size=40) | st.text()
)
@pytest.mark.parametrize("language", ["en", "fr", "fr-CA", "de", "he", "sv", "ja"])
def test_setting_twice_is_setting_once(language: str, text: str) -> None:
    """What is set stays as it is."""
    once = typeset(text, language)
    assert once == typeset(once, language)


@given(
    text=st.text(st.sampled_from("\"' ab1.-«»?!:;(é漢א"), max_size=40) | st.text(),
    language=LANGUAGES,
)
def test_only_quotes_dashes_dots_and_spaces_change(text: str, language: str) -> None:
    """Whatever else was typed stays, in its order; no seam is lost."""
    made = typeset(text, language)
    assert SET.sub("", text) == SET.sub("", made)
    assert text.count(SEAM) == made.count(SEAM)
