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
    (
        "kicker: >\ntext here\n",
        "begin each line of the text with two spaces",
        "kicker: >\n  text here",
    ),
    (": kicker", "write the key; if all of it is text, put it in quotes", "kicker: x"),
    ("extra:\n  ? [a]\n  : b", "write one text before the colon; ", "extra:\n  '[a]': b"),
]


@pytest.mark.parametrize(("typed", "cure", "cured"), IN_YAML)
def test_a_slip_of_yaml(typed: str, cure: str, cured: str) -> None:
    """The cure quotes what was typed, in a form that YAML takes."""
    assert cure_of(article(typed)).removeprefix("write ").startswith(cure.removeprefix("write "))
    assert () == article(cured).problems


OF_VALUES = [
    ("image: [{src: a.jpg}]", "there can be one only: write it with", "image: {src: a.jpg}"),
    ("image: [a.jpg]", "write image: {src: a.jpg, alt: ", "image: {src: a.jpg, alt: what}"),
    ("image: [{src: a.jpg}, {src: b.jpg}]", "there can be one only: write", "image: {src: a.jpg}"),
    ("key_points: One, two", 'write key_points: ["One, two"]', 'key_points: ["One, two"]'),
    ("extra: {x: y}\n\u00a0z: a", "use spaces, two for each step", ""),
    ("series: [a, 1]", "write it as series: {id: straits, part: 2}", "series: {id: a, part: 1}"),
    ("series:\n- id: a", "write it as series: {id: straits, part: 2}", "series:\n  id: a"),
    ("tags: {a, b c}", "write tags: [a, b c]", "tags: [a, b c]"),
    ("tags: {a: b}", "begin each item with a hyphen and a space", "tags:\n- a\n- b"),
    ("kicker: {law}", 'write kicker: "{law}"', 'kicker: "{law}"'),
    ("kicker: {a: b}", "write kicker: b", "kicker: b"),
    ("kicker:\n  a: b", 'a text with a colon needs quotes: "a: b"', 'kicker:\n  "a: b"'),
    ("kicker: [a, b]", "write one of them", "kicker: a"),
    ("tags:\n- [a, b]", "make each an item of its own", "tags:\n- a\n- b"),
    ("tags:\n- - a", "write a", "tags:\n- a"),
    (
        "authors: [{name: Ana}, role: x]",
        "what belongs together stands in braces: {name: …, role: …}",
        "",
    ),
    (
        "credits: ana",
        "say what they did, too: write credits: {photography: [ana]}",
        "credits: {photography: [ana]}",
    ),
    (
        "corrections:\n- 2026-03-02: We were wrong",
        'write - {date: 2026-03-02, text: "We were wrong"}',
        'corrections:\n- {date: 2026-03-02, text: "We were wrong"}',
    ),
    (
        "corrections:\n- 2026-03-02 14:10 – We were wrong",
        'write - {date: 2026-03-02 14:10, text: "We were wrong"}',
        'corrections:\n- {date: 2026-03-02 14:10, text: "We were wrong"}',
    ),
    ("updates: [More.]", 'write - {date: YEAR-MONTH-DAY, text: "More."}', ""),
    ("updates: More.", 'write updates: [{date: YEAR-MONTH-DAY, text: "More."}]', ""),
    ('"tags ": [a]', 'did you mean "tags"?', "tags: [a]"),
    ("Key points: [a]", 'did you mean "key_points"?', "key_points: [a]"),
    ("key-points: [a]", 'did you mean "key_points"?', "key_points: [a]"),
    ("Title: Another", "`title` stands here too: keep that one", ""),
    ("tags: [a]\nTags: [b]", "`tags` stands here too: keep that one", "tags: [a, b]"),
    ("description: One.", 'did you mean "summary"?', "summary: One."),
    ("embargo: 2026-03-02", 'did you mean "publish_at"?', "publish_at: 2026-03-02"),
    ("lang: fr", 'did you mean "language"?', "language: fr"),
    ("status: draft", 'did you mean "draft"?', "draft: true"),
    ("slug: " + "a" * 300, "shorten it", ""),
    ("image: {src: 'C:\\a.jpg'}", "put a copy under content/ and name that", ""),
    ("image: {src: ~/a.jpg}", "put a copy under content/ and name that", ""),
    ("canonical: '@ana@a.example'", "write canonical: https://a.example/@ana", ""),
    ("extra: x", "give each value a name: extra: {maps: 3}", "extra: {maps: 3}"),
    ("publish_at: 2 March 2026", "write publish_at: 2026-03-02".replace("publish_at: ", ""), ""),
]


@pytest.mark.parametrize(("typed", "cure", "cured"), OF_VALUES)
def test_a_value_of_another_kind(typed: str, cure: str, cured: str) -> None:
    """One problem for one slip, and what the message shows may be typed."""
    assert cure_of(article(typed)).startswith(cure)
    assert () == article(cured).problems


def test_a_persons_links_are_all_told() -> None:
    """None is dropped in silence."""
    data = (
        b"---\nname: Ana\nlinks: {'': a.example, a b: 'https://a.example', a  b: c.example}\n---\n"
    )
    found = read_author("content/authors/ana.md", data, ReadingOptions())
    assert [("unknown-key", 9), ("duplicate-key", 50)] == [
        (p.code, p.span.column) for p in found.problems if p.span
    ]
    data = b"---\nname: Ana\ntitle: Editor\n---\n"
    found = read_author("content/authors/ana.md", data, ReadingOptions())
    assert 'did you mean "role"?' == cure_of(found)


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
    said = read_article("content/articles/a.md", b"---\ntitle = A\n---\n", options)
    assert "write a colon for the equals sign: title: A" == cure_of(said)
    assert "the file must be" in read_site("site.yaml", b"[title]\n").problems[0].message
