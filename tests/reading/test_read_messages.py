"""The commonest faults of a header, as a tired writer reads them: whole, with line and caret."""

from __future__ import annotations

from textwrap import dedent

import pytest

from generator.problems import as_text
from generator.reading.article import read_article
from generator.reading.result import ReadingOptions

PATH = "content/articles/world/kabul.md"
GOOD = "title: Kabul\ndate: 2026-03-01\nsection: world\n"
OPTIONS = ReadingOptions(timezone="Europe/London")

SAID = {
    "an unquoted colon": (
        "title: Kabul: the fall\ndate: 2026-03-01\nsection: world\n",
        """
        content/articles/world/kabul.md:2:8: error[unquoted-colon]: the text of `title` has a colon in it and stands without quotes
             2 | title: Kabul: the fall
               |        ^^^^^^^^^^^^^^^
            write title: "Kabul: the fall"
        """,
    ),
    "curly quotes for quotes": (
        "title: “Kabul: the fall”\ndate: 2026-03-01\nsection: world\n",
        """
        content/articles/world/kabul.md:2:8: error[unquoted-colon]: the text of `title` has a colon in it; curly quotes are letters to YAML
             2 | title: “Kabul: the fall”
               |        ^^^^^^^^^^^^^^^^^
            write title: "Kabul: the fall"
        """,
    ),
    "a quotation that begins a headline": (
        'title: "No" they said\ndate: 2026-03-01\nsection: world\n',
        """
        content/articles/world/kabul.md:2:8: error[text-after-quote]: the text goes on after its closing quote
             2 | title: "No" they said
               |        ^^^^^^^^^^^^^^
            write title: '"No" they said'
        """,
    ),
    "a quotation at both ends of a headline": (
        'title: "No" they said "never"\ndate: 2026-03-01\nsection: world\n',
        """
        content/articles/world/kabul.md:2:8: error[text-after-quote]: the text goes on after its closing quote
             2 | title: "No" they said "never"
               |        ^^^^^^^^^^^^^^^^^^^^^^
            write title: '"No" they said "never"'
        """,
    ),
    "quotes within quotes": (
        'title: "He said "no" to it"\ndate: 2026-03-01\nsection: world\n',
        """
        content/articles/world/kabul.md:2:8: error[text-after-quote]: the text goes on after its closing quote
             2 | title: "He said "no" to it"
               |        ^^^^^^^^^^^^^^^^^^^^
            write title: 'He said "no" to it'
        """,
    ),
    "an apostrophe in single quotes": (
        "title: 'It's late'\ndate: 2026-03-01\nsection: world\n",
        """
        content/articles/world/kabul.md:2:8: error[text-after-quote]: the text goes on after its closing quote
             2 | title: 'It's late'
               |        ^^^^^^^^^^^
            write title: "It's late"
        """,
    ),
    "a quote never closed": (
        'title: "Kabul\ndate: 2026-03-01\nsection: world\n',
        """
        content/articles/world/kabul.md:2:8: error[unclosed-quote]: the quote that opens here is never closed
             2 | title: "Kabul
               |        ^^^^^^
            write title: "Kabul"
        """,
    ),
    "a quote that the next quote closes": (
        'title: "Kabul\nsummary: He said "no" to it\ndate: 2026-03-01\nsection: world\n',
        """
        content/articles/world/kabul.md:2:8: error[unclosed-quote]: the quote that opens here is never closed
             2 | title: "Kabul
               |        ^^^^^^
            write title: "Kabul"
        """,
    ),
    "a tab": (
        GOOD + "image:\n\tsrc: images/a.jpg\n",
        """
        content/articles/world/kabul.md:6:1: error[tab-indent]: the line is indented with a tab
             6 |  src: images/a.jpg
               | ^
            use spaces, two for each step
        """,
    ),
    "no space after the colon": (
        "title: Kabul\ndate: 2026-03-01\nsection:world\n",
        """
        content/articles/world/kabul.md:4:1: error[missing-space]: a space is missing after `section:`
             4 | section:world
               | ^^^^^^^^
            write section: world
        """,
    ),
    "no colon": (
        "title: Kabul\ndate: 2026-03-01\nsection world\n",
        """
        content/articles/world/kabul.md:4:1: error[missing-colon]: there is no colon on this line
             4 | section world
               | ^^^^^^^^^^^^^
            write section: world
        """,
    ),
    "a bracket never closed": (
        "tags: [war, peace\n" + GOOD,
        """
        content/articles/world/kabul.md:2:7: error[unclosed-bracket]: the bracket "[" that opens here is never closed
             2 | tags: [war, peace
               |       ^^^^^^^^^^^
            end it with "]"
        """,
    ),
    "a colon in a caption in braces": (
        GOOD + "image: {src: a.jpg, alt: He said: no}\n",
        """
        content/articles/world/kabul.md:5:26: error[unquoted-colon]: a text with a colon in it needs quotes
             5 | image: {src: a.jpg, alt: He said: no}
               |                          ^^^^^^^^^^^
            write "He said: no"
        """,
    ),
    "a comma in a caption in braces": (
        GOOD + "image: {src: a.jpg, alt: Ships, boats}\n",
        """
        content/articles/world/kabul.md:5:33: error[unknown-key]: a picture has no key `boats`
             5 | image: {src: a.jpg, alt: Ships, boats}
               |                                 ^^^^^
            if it belongs to the text before the comma, put that text in quotes
        """,
    ),
    "a mention at the beginning": (
        "title: @kabul burns\ndate: 2026-03-01\nsection: world\n",
        """
        content/articles/world/kabul.md:2:8: error[special-character]: a text can't begin with "@" unless it is in quotes
             2 | title: @kabul burns
               |        ^^^^^^^^^^^^
            write title: "@kabul burns"
        """,
    ),
    "a placeholder in braces": (
        "title: {{ title }}\ndate: 2026-03-01\nsection: world\n",
        """
        content/articles/world/kabul.md:2:8: error[special-character]: a text can't begin with "{" unless it is in quotes
             2 | title: {{ title }}
               |        ^^^^^^^^^^
            write "{{ title }}"
        """,
    ),
    "an exclamation mark that is a tag": (
        "title: ! Kabul falls\ndate: 2026-03-01\nsection: world\n",
        """
        content/articles/world/kabul.md:2:8: error[yaml-tag]: this is a tag of YAML, which is not accepted
             2 | title: ! Kabul falls
               |        ^
            if it is text, put it in quotes: "! Kabul falls"
        """,
    ),
    "a list on the line of its key": (
        GOOD + "tags: - war\n",
        """
        content/articles/world/kabul.md:5:7: error[bad-list]: a list begins on the line below its key
             5 | tags: - war
               |       ^^^^^
            write tags: [war]; or, if it is text, in quotes
        """,
    ),
    "a no-break space from a web page": (
        GOOD + "image:\n\u00a0\u00a0src: a.jpg: b\n",
        """
        content/articles/world/kabul.md:6:1: error[tab-indent]: the line is indented with a space that YAML does not know (U+00A0)
             6 | \ufffd\ufffdsrc: a.jpg: b
               | ^
            use spaces, two for each step
        """,
    ),
    "a full-width colon": (
        "title： Kabul\ndate: 2026-03-01\nsection: world\n",
        """
        content/articles/world/kabul.md:2:6: error[missing-colon]: the colon after `title` is a full-width one (：)
             2 | title： Kabul
               |      ^
            write title: Kabul
        """,
    ),
    "a key typed twice": (
        GOOD + "title: Kabul again\n",
        """
        content/articles/world/kabul.md:5:1: error[duplicate-key]: `title` stands here a second time; the first is on line 2
             5 | title: Kabul again
               | ^^^^^
            keep one of them
        """,
    ),
    "a key misspelt": (
        GOOD + "sumary: In short.\n",
        """
        content/articles/world/kabul.md:5:1: error[unknown-key]: an article has no key `sumary`
             5 | sumary: In short.
               | ^^^^^^
            did you mean "summary"?
        """,
    ),
    "a key left out": (
        "title: Kabul\ndate: 2026-03-01\n",
        """
        content/articles/world/kabul.md:1:1: error[missing-key]: an article needs `section`
             1 | ---
               | ^^^
            write one, such as section: world
        """,
    ),
    "30 February": (
        "title: Kabul\ndate: 2026-02-30\nsection: world\n",
        """
        content/articles/world/kabul.md:3:7: error[bad-date]: February 2026 has 28 days; there is no 30
             3 | date: 2026-02-30
               |       ^^^^^^^^^^
            mend the day
        """,
    ),
    "a date in words": (
        "title: Kabul\ndate: 1 March 2026\nsection: world\n",
        """
        content/articles/world/kabul.md:3:7: error[bad-date]: this is no date: "1 March 2026"
             3 | date: 1 March 2026
               |       ^^^^^^^^^^^^
            write 2026-03-01
        """,
    ),
    "an hour that a night has twice": (
        "title: Kabul\ndate: 2026-10-25 01:30\nsection: world\n",
        """
        content/articles/world/kabul.md:3:7: error[time-twice]: Europe/London has 2026-10-25 01:30 twice: the clocks were put back
             3 | date: 2026-10-25 01:30
               |       ^^^^^^^^^^^^^^^^
            write which: 2026-10-25 01:30 +01:00 or 2026-10-25 01:30 +00:00
        """,
    ),
    "one text for a list": (
        GOOD + "tags: war, peace\n",
        """
        content/articles/world/kabul.md:5:7: error[wrong-type]: `tags` takes a list of texts; this is one text
             5 | tags: war, peace
               |       ^^^^^^^^^^
            write tags: [war, peace]
        """,
    ),
    "a list for one text": (
        "title: Kabul\ndate: 2026-03-01\nsection: [world]\n",
        """
        content/articles/world/kabul.md:4:10: error[wrong-type]: `section` takes one text; this is a list
             4 | section: [world]
               |          ^^^^^^^
            write section: world
        """,
    ),
    "a picture by its name alone": (
        GOOD + "image: images/a.jpg\n",
        """
        content/articles/world/kabul.md:5:8: error[wrong-type]: `image` takes a mapping; this is one text
             5 | image: images/a.jpg
               |        ^^^^^^^^^^^^
            write image: {src: images/a.jpg, alt: "what it shows"}
        """,
    ),
    "yes for true": (
        GOOD + "draft: yes\n",
        """
        content/articles/world/kabul.md:5:8: error[wrong-type]: `draft` takes true or false
             5 | draft: yes
               |        ^^^
            write draft: true
        """,
    ),
    "a hash sign in a headline": (
        "title: We are #1 now\ndate: 2026-03-01\nsection: world\n",
        """
        content/articles/world/kabul.md:2:15: warning[comment-in-text]: what follows the # is a comment, not part of `title`
             2 | title: We are #1 now
               |               ^^^^^^
            put the text in quotes: "We are #1 now"; or type a space after the #
        """,
    ),
    "a picture from elsewhere": (
        GOOD + "image: {src: https://example.org/a.jpg, alt: A ship}\n",
        """
        content/articles/world/kabul.md:5:14: error[bad-path]: "https://example.org/a.jpg" leads off the site
             5 | image: {src: https://example.org/a.jpg, alt: A ship}
               |              ^^^^^^^^^^^^^^^^^^^^^^^^^
            put a copy under content/images/ and name that
        """,
    ),
}


@pytest.mark.parametrize("situation", SAID)
def test_a_fault_is_told_with_its_line_and_what_to_type_instead(situation: str) -> None:
    """One slip gives one message: the place, the words, the line, the cure."""
    header, expected = SAID[situation]
    text = f"---\n{header}---\nBody.\n"
    problems = read_article(PATH, text.encode(), OPTIONS).problems
    lines = text.splitlines()
    told = [as_text(p, lines[p.span.line - 1] if p.span else None) for p in problems]
    assert [dedent(expected).strip("\n")] == told


def test_a_header_never_closed_is_told_at_its_first_line() -> None:
    """Where a header should have ended nobody knows; where it begins everybody does."""
    text = "---\ntitle: Kabul\n\nIt was night when they came.\n"
    told = [as_text(p, "---") for p in read_article(PATH, text.encode(), OPTIONS).problems]
    assert [
        "content/articles/world/kabul.md:1:1: error[unclosed-header]: "
        "the header that begins here is never closed\n"
        "     1 | ---\n"
        "       | ^^^\n"
        "    put a line of --- below its last key"
    ] == told


def test_every_fault_of_a_header_is_told_in_one_run() -> None:
    """Broken YAML in four keys hides neither the fifth key's fault nor the body's."""
    header = (
        "title: Kabul: the fall\n"
        'summary: "In short\n'
        "section:world\n"
        "image:\n\tsrc: a.jpg\n"
        "tags: war\n"
        "date: 2026-02-30\n"
    )
    text = f"---\n{header}---\nBody.\n"
    problems = read_article(PATH, text.encode(), OPTIONS).problems
    assert [
        ("unquoted-colon", 2),
        ("unclosed-quote", 3),
        ("missing-space", 4),
        ("tab-indent", 6),
        ("wrong-type", 7),
        ("bad-date", 8),
    ] == [(p.code, p.span.line if p.span else 0) for p in problems]
