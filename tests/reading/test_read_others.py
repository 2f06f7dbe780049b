"""People, standing pages and pictures' own files."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from generator.model.article import StandingPage
from generator.model.people import Author
from generator.model.values import FrozenMap, ImageRef, Moment
from generator.problems import Problem, Severity
from generator.reading.author import read_author
from generator.reading.page import read_page
from generator.reading.picture_notes import read_picture_notes
from generator.reading.result import ReadingOptions

OPTIONS = ReadingOptions(language="en")
NAMED = b"---\nname: Ana\n---\n"
TITLED = b"---\ntitle: About\n---\n"


def only(problems: tuple[Problem, ...]) -> Problem:
    (problem,) = problems
    return problem


def test_a_person_is_a_name_and_a_file() -> None:
    """The file's name is the id; the text below the header is the bio."""
    found = read_author("content/authors/ana-b.md", NAMED + b"Ana *writes*.\n", OPTIONS)
    assert Author("ana-b", "Ana") == found.value
    assert found.body.words == 2
    assert () == found.problems


def test_every_key_of_a_person() -> None:
    """All of them, as FORMAT shows them."""
    data = b"""---
name: Lilly O'Hara
role: Foreign correspondent
image: {src: images/people/lilly.jpg, alt: Lilly}
email: lilly@example.org
signal: lilly.42
links: {mastodon: https://example.social/@lilly, website: http://example.org}
languages: [en, TH]
noindex: true
extra: {beat: borders}
---
"""
    found = read_author("content/authors/lilly.md", data, OPTIONS)
    assert () == found.problems
    assert found.value == Author(
        id="lilly",
        name="Lilly O'Hara",
        role="Foreign correspondent",
        image=ImageRef("images/people/lilly.jpg", "Lilly"),
        email="lilly@example.org",
        signal="lilly.42",
        links=FrozenMap(
            {"mastodon": "https://example.social/@lilly", "website": "http://example.org"}
        ),
        languages=("en", "th"),
        noindex=True,
        extra=FrozenMap({"beat": "borders"}),
    )


@pytest.mark.parametrize(
    ("path", "cure"),
    [
        ("content/authors/Ana B.md", "rename it to ana-b.md"),
        ("content/authors/desk/ana.md", "move it to content/authors/ana.md"),
        ("content/authors/+.md", "rename the file"),
    ],
)
def test_a_file_whose_name_is_no_id_is_told(path: str, cure: str) -> None:
    """The id is typed in articles and stands in the URL."""
    problem = only(read_author(path, NAMED, OPTIONS).problems)
    assert ("bad-file-name", cure) == (problem.code, problem.cure)


@pytest.mark.parametrize(
    ("line", "code", "cure"),
    [
        ("email: mailto:a@b.org", "bad-address", "write it without mailto:"),
        ("email: ana", "bad-address", ""),
        ("links: https://a.b/", "wrong-type", "write links: {website: https://example.org}"),
        (
            "links: {website: example.org/ana}",
            "bad-address",
            "write website: https://example.org/ana",
        ),
        ("languages: [ua]", "bad-language", "write uk"),
        ("languages: en", "wrong-type", "write languages: [en]"),
        ("mail: a@b.org", "unknown-key", 'did you mean "email"?'),
    ],
)
def test_a_bad_value_in_a_persons_file_is_told(line: str, code: str, cure: str) -> None:
    """With what to type instead."""
    data = f"---\nname: Ana\n{line}\n---\n".encode()
    problem = only(read_author("content/authors/ana.md", data, OPTIONS).problems)
    assert (code, cure) == (problem.code, problem.cure)


def test_a_person_is_never_a_draft() -> None:
    """`draft` is no key of a person, so it softens nothing."""
    data = b"---\nname: Ana\ndraft: true\n---\n"
    found = read_author("content/authors/ana.md", data, OPTIONS)
    assert not found.is_draft
    assert ("unknown-key", Severity.ERROR) == (
        only(found.problems).code,
        only(found.problems).severity,
    )


def test_a_standing_page_is_a_title_and_a_path() -> None:
    """Its URL comes from its path."""
    found = read_page("content/pages/about/team.md", TITLED + b"We.\n", OPTIONS)
    assert StandingPage("about/team", "About") == found.value
    assert () == found.problems


def test_every_key_of_a_standing_page() -> None:
    """All of them."""
    data = b"""---
title: About
summary: Us
updated: 2026-03-01
image: {src: images/a.jpg}
draft: true
aliases: [/us/]
language: de
layout: plain.html
noindex: false
canonical: https://example.org/
social: {title: T}
toc: true
extra: {a: 1}
---
"""
    found = read_page("content/pages/about.md", data, OPTIONS)
    assert () == found.problems
    assert found.value is not None
    assert Moment(datetime(2026, 3, 1, tzinfo=UTC), is_date=True) == found.value.updated
    assert ("de", "plain.html", True) == (found.value.language, found.value.layout, found.value.toc)
    assert found.is_draft


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("About Us", "bad-file-name"),
        ("a/Über uns/b", "bad-file-name"),
        ("tags/x", "reserved-name"),
        ("corrections", "reserved-name"),
        ("2026/x", "reserved-name"),
        ("en", "reserved-name"),
        ("index", "reserved-name"),
    ],
)
def test_a_page_whose_path_can_be_no_url_is_told(path: str, code: str) -> None:
    """Capitals and spaces, and the first segments that Broadsheet needs itself."""
    problem = only(read_page(f"content/pages/{path}.md", TITLED, OPTIONS).problems)
    assert code == problem.code


def test_an_index_stands_for_its_folder() -> None:
    """about/index.md is /about/, and nothing is wrong with its name."""
    assert () == read_page("content/pages/about/index.md", TITLED, OPTIONS).problems


def test_a_pictures_own_file_tells_of_the_picture() -> None:
    """Typed once for every use; no key is required."""
    data = b"alt: A gate\ncaption: It's a gate.\ncredit: Ana O'Hara\nlicence: CC0\nfocus: [0, .5]\n"
    found = read_picture_notes("content/images/x.jpg.yaml", data, OPTIONS)
    assert () == found.problems
    assert found.value == ImageRef(
        "content/images/x.jpg", "A gate", "It’s a gate.", "Ana O'Hara", "CC0", (0.0, 0.5)
    )


def test_quotes_round_nothing_mark_decoration() -> None:
    """An `alt` of no words is said on purpose; one left empty is not said."""
    path = "content/images/x.jpg.yaml"
    typed, left = (read_picture_notes(path, data, OPTIONS).value for data in (b'alt: ""', b"alt:"))
    assert typed is not None
    assert left is not None
    assert ("", None) == (typed.alt, left.alt)


@pytest.mark.parametrize(
    "data", [b"alt: [A map]", b"alt: A map: a strait", b"- alt: A map", b"", b"alt: caf\xe9"]
)
def test_an_alt_that_cant_be_read_is_not_missing_too(data: bytes) -> None:
    """One slip is told once, in the picture's own file and not at each use of the picture."""
    found = read_picture_notes("content/images/x.jpg.yaml", data, OPTIONS)
    assert 1 == len(found.problems)
    assert found.value is not None
    assert "" == found.value.alt


def test_a_pictures_own_file_knows_its_keys() -> None:
    """`src` is the file's own name, not a key."""
    problem = only(read_picture_notes("content/x.jpg.yaml", b"src: y.jpg\n", OPTIONS).problems)
    assert ("unknown-key", "its keys: alt, caption, credit, licence, focus") == (
        problem.code,
        problem.cure,
    )
