"""What a message says to type, and that whoever types it is rid of the fault."""

from __future__ import annotations

import pytest

from generator.reading.article import read_article
from generator.reading.author import read_author
from generator.reading.picture_notes import read_picture_notes
from generator.reading.result import Reading, ReadingOptions
from generator.reading.site import read_site

GOOD = "title: A quiet day\ndate: 2026-03-01\nsection: world\n"
SITE = "title: The Post\nbase_url: https://post.example\nlanguage: en\ntimezone: Europe/London\n"


def article(keys: str) -> Reading[object]:
    data = f"---\n{GOOD}{keys}\n---\nText.\n".encode()
    return read_article("content/articles/a.md", data, ReadingOptions())


def cure_of(reading: Reading[object]) -> str:
    """The cure of the one problem of a file."""
    (problem,) = reading.problems
    return problem.cure


IN_YAML = [
    ("image: src: x.jpg", 'image: "src: x.jpg" if it is text, ', "image: {src: x.jpg}"),
    ("kicker: so: it goes", 'kicker: "so: it goes" if it is text, ', 'kicker: "so: it goes"'),
    ("series: id: x, part: 1", 'series: "id: x, part: 1" if ', "series: {id: x, part: 1}"),
    ("kicker: So: it: goes", 'kicker: "So: it: goes"', 'kicker: "So: it: goes"'),
    ("tags: [a, #b]", 'put the text in quotes: "#b"', 'tags: [a, "#b"]'),
    ("tags: [a #b, c]", 'put the text in quotes: "a #b"', 'tags: ["a #b", c]'),
    ("extra: {x: #fff, y: z}", 'put the text in quotes: "#fff"', 'extra: {x: "#fff", y: z}'),
    ("tags: [*a, b]", 'if it is text, put it in quotes: "*a"', 'tags: ["*a", b]'),
    ("extra: {x: *a, y: b}", 'if it is text, put it in quotes: "*a"', 'extra: {x: "*a", y: b}'),
    ("kicker: *a", 'if it is text, put it in quotes: "*a"', 'kicker: "*a"'),
    (": kicker", "write the key; if all of it is text, put it in quotes", "kicker: x"),
    ("extra:\n  ? [a]\n  : b", "write one text before the colon; ", "extra:\n  '[a]': b"),
]


@pytest.mark.parametrize(("typed", "cure", "cured"), IN_YAML)
def test_a_slip_of_yaml(typed: str, cure: str, cured: str) -> None:
    """The cure quotes what was typed, in a form that YAML takes."""
    assert cure_of(article(typed)).removeprefix("write ").startswith(cure.removeprefix("write "))
    assert () == article(cured).problems


def test_what_a_file_should_begin_with_is_its_own() -> None:
    """A person's file needs a name, an article a title; a file of YAML has no header."""
    path, options = "content/authors/ana.md", ReadingOptions()
    assert "(name: …)" in cure_of(read_author(path, b"Ana writes.\n", options))
    data = b"Text.\n"
    assert "(title: …)" in cure_of(read_article("content/articles/a.md", data, options))
    listed = read_picture_notes("content/images/a.jpg.yaml", b"- alt: A map\n", options)
    assert ["the file must be keys with values; this is a list"] == [
        p.message for p in listed.problems
    ]
    assert "write lines of key: value, without the hyphens" == cure_of(listed)
    assert "the file must be" in read_site("site.yaml", b"[title]\n").problems[0].message
