"""Code: what is coloured, what is plain, and what is said of fences."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.reading.markdown.bodies import body, codes, html, told

PLAIN = '<pre class="highlight" tabindex="0"><code>'


def test_a_fence_that_names_its_language_is_coloured_by_classes() -> None:
    """Colours are classes, never styles: a page may forbid inline styles."""
    made = html("```python\nx = 1\n```")
    assert '<code class="language-python"><span class="n">x</span>' in made
    assert "style=" not in made


def test_a_fence_without_language_is_not_guessed_at() -> None:
    """Without a language code stays plain."""
    assert f"{PLAIN}import os\n</code></pre>" == html("```\nimport os\n```")


def test_indented_code_is_plain() -> None:
    """Four spaces make code, and no language."""
    assert '<pre tabindex="0"><code>x &lt; 1\n</code></pre>' == html("    x < 1")


def test_an_unknown_language_is_told_and_the_code_stays() -> None:
    """A wrong language costs the colours only."""
    text = "a\n\n```pyhton\nx\n```"
    assert ["3:4+6 unknown-language"] == told(text)
    assert "x\n</code>" in html(text)


def test_very_long_code_is_plain() -> None:
    """Beyond 20,000 characters no lexer is let loose."""
    for lines, is_coloured in ((3_000, True), (4_000, False)):
        text = "```python\n" + "x = 1\n" * lines + "```"
        assert is_coloured == ("<span" in html(text))


def test_tabs_in_code_stay_tabs() -> None:
    """A makefile without tabs is none."""
    assert "\tb" in html("```\na:\n\tb\n```")


def test_marked_lines_are_marked() -> None:
    """`hl_lines` names the lines to stress."""
    assert 'class="hll"' in html('```{.python hl_lines="1"}\nx\n```')


def test_classes_and_id_of_a_fence_are_kept() -> None:
    """The first class is the language, the others are classes."""
    made = html("```{.python .wide #here}\nx\n```")
    assert '<pre class="highlight wide" id="{#}here" tabindex="0">' in made


def test_code_is_never_typeset() -> None:
    """Quotes and dashes in code mean something."""
    for text in ('`a--b "c"`', '    a--b "c"', '<kbd>a--b "c"</kbd>'):
        assert 'a--b "c"' in html(text)


def test_code_is_escaped() -> None:
    """HTML in code is shown."""
    assert "&lt;script&gt;" in html("```\n<script>\n```")
    assert "<code>&lt;script&gt;</code>" in html("`<script>`")


def test_an_unclosed_fence_is_told_where_it_opens() -> None:
    """All that follows is code, which its author would not find otherwise."""
    assert ["3:1+3 fence-not-closed"] == told("a\n\n```\nb\n\nc")


def test_a_longer_fence_closes_none_that_is_shorter() -> None:
    """A fence ends with one at least as long."""
    assert f"{PLAIN}```\n</code></pre>" == html("````\n```\n````")


def test_backticks_within_a_line_open_no_fence() -> None:
    """Three backticks round words are code in the line."""
    assert "<p><code>a</code></p>" == html("```a```")


def test_a_fence_ends_the_paragraph_above() -> None:
    """No blank line is needed before a fence."""
    assert "<p>a</p>\n<pre" in html("a\n```\nb\n```")


def test_code_in_raw_html_is_code() -> None:
    """Where Markdown is not read, a fence still is."""
    assert '<div>\n\n<pre class="highlight"' in html("<div>\n```\na\n```\n</div>")


@pytest.mark.parametrize("text", ["# `a` and b", "## a `b` c"])
def test_the_words_of_code_are_words_of_a_heading(text: str) -> None:
    """A heading's id has its code in it."""
    assert body(text.replace("# ", "## ", 1).replace("###", "##")).ids[0] in ("a-and-b", "a-b-c")


def test_code_without_faults_is_silent() -> None:
    """Nobody is told of what is right."""
    assert [] == codes("```python\n# #hash\n- a\n**b\n```\n\n~~~\n2024. x\n~~~")


def test_an_article_without_code_needs_no_pygments() -> None:
    """It takes longer to load than an article to read."""
    program = """
import sys
from tests.reading.markdown.bodies import html
html("a `b`\\n\\n    c\\n\\n```\\nd\\n```")
assert "pygments" not in sys.modules
html("```python\\nx\\n```")
assert "pygments" in sys.modules
"""
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert "" == run.stderr
