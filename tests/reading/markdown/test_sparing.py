"""The shorter ways through Python-Markdown, held against its own: the same to the byte."""

from __future__ import annotations

import ast
import os
import tarfile
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown.util import Registry

from generator.reading.markdown import converter
from generator.reading.markdown.characters import without_forbidden
from generator.reading.markdown.converter import Library
from generator.reading.markdown.draft import Draft
from generator.reading.markdown.outline import outline
from generator.reading.markdown.source import Source
from tests.reading.markdown.test_markdown_laws import FRAGMENTS, LINES

HOUSE = Path(__file__).parents[3]
# The least that each part of the library has something to do with.
LEAST = r"""
# a
%
a
## b #
%
a
===
%
a
---
b
%
a
-|---
%
a
 ***
%
a
___
%
 - - -
%
1. a
%
  2. b
3. c
%
1. a

2. b
%
٣. a
%
 ٤. a
%
- a
%
- a
    - b
%
   * a

    b
%
+ a
b
%
    a
%
a
    b
%
> a
%
a
   > b
%
> - a

> b
%
a
: b
%
a

:   b
%
a

  : b

    c
%
  a
:  b
: c
%
[^1]: a
%
x[^1]

[^1]: a

    b
%
*[a]: b

a
%
*[a] : b
a
%
[a]: b

[a]
%
[a][b] ![b][] [b] [a]  [b]

[b]: c 'd'
%
![a]

  [a]:
  b
%
[a](b) ![a](b)
%
[a](<b c> "d")
%
[a [b](c) d](e) [a <http://b.c>](d)
%
!\[a](b) \[a](b) [a]\(b)
%
*a*{.b} *c*{onclick=x}
%
# a {#b}
%
- a {.b}
%
a
{: .b }
%
![a](b){alt=""}
%
<http://a.b> <a@b.c>
%
a  \nb
%
a<b>c</b> <b
>
%
a & b &amp; &#38;c &#38 d
%
`a` ``a`b`` \`a` \\`a`
%
*a* _b_ ***c** d* *e f*
%
\*a* \.
%
~~a~~
%
<div>a</div>
%
<div markdown="1">a</div>
%
<p markdown="1">*a*</p>
%
<div markdown="1">
# a
<p>b</p></div>
%
<!-- a -->
%
<!--
%
<hr>
%
</p>
%
a\tb
%
\ta
%
a
 \t
b
%
a\r\nb\rc
%
|a|b|
|-|-|
%
a|b
-|:-:
c|d
%
|a|
|-|
%
a
|-|
%
a|b
-|-
`c|d`|e
%
| a {.b} |
|---|
| c |
%
/// aside | b
*a*
///
%
/// pullquote | {.b}
a
///
%
/// pullquote | \*b
a
///
%
/// keypoints
- a {.b}
///
%
/// aside
a

    b
///
"""
TEXTS_OF_LEAST = [
    text.replace(r"\n", "\n").replace(r"\t", "\t").replace(r"\r", "\r")
    for text in LEAST[1:-1].split("\n%\n")
]

WORDS = r"""
the Treaty
it's
"said"
5 %
snake_case_x
2*3*4
***b***
*a **b** c*
__s__
[w *x*](u)
![a *b*](c.png "t")
[x][b]
[^x y]
\*
\[
\`
\\
\{
AT&T
&copy;
{.c}
{: #i }
](
]:
[^
*[
://
|
a | b
—
é
漢
م
"""
STARTS = [*[""] * 9, "# ", "#", "> ", ">", "- ", "* ", "+ ", "1. ", "2024. ", "٣. ", "1.", "-", "*"]
STARTS += ["    ", "        ", "  ", "\t", "    - ", "  - ", "      1. ", ": ", ":   ", "   : "]
STARTS += ["[^1]: ", "[^x y]: ", "   [^1]: ", "[b]: <x y> 'z'", "[b]:", "*[HTML]: ", "|", "| "]
STARTS += [
    "> - ",
    "- > ",
    "> # ",
    "- # ",
    "- - ",
    "---",
    "* * *",
    "===",
    " ---",
    "> ---",
    "|---|---|",
]
STARTS += ["--|--", ":-:|--:", "    {: .c }", "&", "\\", "<div>", "<!--", "</", "<"]
ENDS = [*["\n", "\n\n"] * 3, "\n\n\n", "  \n", " \n\n", "\n \n", "\n    \n", "\n\t\n", "", "\r\n"]

PIECES = st.sampled_from(WORDS.split("\n")) | st.sampled_from(FRAGMENTS)
A_LINE = st.builds(
    lambda start, pieces, between, end: start + between.join(pieces) + end,
    st.sampled_from(STARTS),
    st.lists(PIECES, max_size=6),
    st.sampled_from(["", " "]),
    st.sampled_from(ENDS),
)
LEAST_ONES = st.builds(str.__add__, st.sampled_from(TEXTS_OF_LEAST), st.sampled_from(ENDS))
TEXTS = st.lists(A_LINE | LEAST_ONES | st.sampled_from(LINES), max_size=12).map("".join)


def draft(library: Library, text: str, *, is_trusted: bool = False) -> Draft | str:
    """What the library makes of a text, or the words in which it gives up."""
    source, _ = without_forbidden(Source("a.md", text))
    try:
        return library.convert(outline(source), (), is_trusted=is_trusted)
    except Exception as fault:
        return f"{type(fault).__name__}: {fault}"


def assert_same(text: str, *, is_trusted: bool = False) -> None:
    long_way = draft(Library(is_sparing=False), text, is_trusted=is_trusted)
    assert long_way == draft(Library(is_sparing=True), text, is_trusted=is_trusted)


def test_the_library_is_one_that_this_was_proved_with() -> None:
    """Another version goes its own way, which is slow: widen `IS_PROVED` when these tests pass."""
    assert converter.IS_PROVED


@pytest.mark.parametrize("text", TEXTS_OF_LEAST)
def test_the_least_text_is_read_as_the_library_reads_it(text: str) -> None:
    """Alone, under a paragraph, in a quote, and twice."""
    assert_same(text)
    assert_same(f"a\n\n{text}\n\nb\n{text}")
    assert_same("\n".join(f"> {line}" for line in text.split("\n")))


@settings(max_examples=400)
@given(text=TEXTS, is_trusted=st.booleans())
def test_any_text_is_read_as_the_library_reads_it(text: str, is_trusted: bool) -> None:
    """Quotes in lists, runs of stars, half a link, digits of other scripts: what helps nobody."""
    assert_same(text, is_trusted=is_trusted)


@pytest.mark.parametrize(
    "path",
    [*HOUSE.glob("content/**/*.md"), *HOUSE.glob("docs/*.md"), HOUSE / "README.md"],
    ids=lambda path: str(path.relative_to(HOUSE)),
)
def test_what_we_wrote_is_read_as_the_library_reads_it(path: Path) -> None:
    """The demonstration and the manual."""
    assert_same(path.read_text())


def test_what_the_library_tests_itself_with_is_read_alike() -> None:
    """Every text in its own tests, the expected HTML included: it is Markdown, too."""
    version = markdown.__version__
    packed = Path(os.environ.get("MARKDOWN_SOURCES", f"markdown-{version}.tar.gz"))
    if not packed.is_file():
        pytest.skip(
            f"no sources of Python-Markdown: `pip download --no-deps --no-binary markdown "
            f"markdown=={version}`, and MARKDOWN_SOURCES=markdown-{version}.tar.gz"
        )
    texts = list(library_texts(packed))
    assert len(texts) > 1_000
    different = [text for text in texts if not is_same(text)]
    assert [] == different


def is_same(text: str) -> bool:
    return draft(Library(is_sparing=False), text) == draft(Library(is_sparing=True), text)


def library_texts(packed: Path) -> set[str]:
    """The text files of its tests, and every text in their code."""
    found: set[str] = set()
    with tarfile.open(packed) as files:
        for member in files:
            _, _, path = member.name.partition("/")
            stored = files.extractfile(member) if path.startswith("tests/") else None
            if stored and path.endswith((".txt", ".html", ".md")):
                found.add(stored.read().decode())
            elif stored and path.endswith(".py"):
                nodes = ast.walk(ast.parse(stored.read()))
                texts = (node.value for node in nodes if isinstance(node, ast.Constant))
                found.update(text for text in texts if isinstance(text, str))
    return found


@pytest.mark.parametrize("text", TEXTS_OF_LEAST)
def test_a_library_that_read_the_least_text_is_as_new(text: str) -> None:
    """Whatever it remembers of a text would be in the next one."""
    assert_forgotten(text, is_trusted=False)


@given(text=TEXTS, is_trusted=st.booleans())
def test_a_library_that_read_a_text_is_as_new(text: str, is_trusted: bool) -> None:
    """However much was in it."""
    assert_forgotten(text, is_trusted=is_trusted)


def assert_forgotten(text: str, *, is_trusted: bool) -> None:
    used = Library(is_sparing=True)
    if isinstance(draft(used, text, is_trusted=is_trusted), str):
        return  # one that gave up is not used again
    used.forget()
    assert remembered(Library(is_sparing=True)) == remembered(used)


# What is written before it is read, text by text or block by block.
_WRITTEN_FIRST = frozenset(
    ("border", "separator", "match", "STARTSWITH", "parent_map", "stashed_nodes", "ancestors")
    + ("lines", "root", "is_trusted", "is_needed", "RE")
)
# What was found about the library itself, and how often.
_OF_NO_TEXT = frozenset(("_plans", "_patterns", "unique_prefix"))


def remembered(thing: Any, seen: dict[int, Any] | None = None) -> Any:
    """All that can be reached from a thing, as plain data."""
    seen = {} if seen is None else seen
    if isinstance(thing, str | int | float | None):
        return thing
    if isinstance(thing, Element):
        return thing.tag
    if id(thing) in seen:
        return "seen"
    seen[id(thing)] = thing
    if isinstance(thing, dict):
        return {str(key): remembered(value, seen) for key, value in thing.items()}
    if isinstance(thing, list | tuple | set | frozenset | Registry):
        return [remembered(item, seen) for item in thing]
    if not hasattr(thing, "__dict__"):
        return repr(thing)
    return {
        name: remembered(value, seen)
        for name, value in vars(thing).items()
        if name not in _WRITTEN_FIRST and name not in _OF_NO_TEXT
    }
