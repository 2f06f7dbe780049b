"""Faults that are found long after a file was read: told at the place that the author typed.

`⟦…⟧` marks the place in a text; the marks are taken out before the text is written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from generator.problems import Span
from tests.building import SITE_YAML, site_of, story

HEAD = "---\ntitle: A quiet day\ndate: 2026-03-01 09:00\nsection: world\n"
Place = tuple[str, Span]


def header(keys: str) -> dict[str, str]:
    """An article with these keys beside the three that it needs."""
    return {"content/articles/a.md": f"{HEAD}{keys}---\nText.\n"}


def told(tmp_path: Path, code: str, files: Mapping[str, str]) -> tuple[set[Place], set[Place]]:
    """Where the texts are marked, and where a build tells that fault."""
    clean = {path: re.sub("[⟦⟧]", "", text) for path, text in files.items()}
    wanted = {(path, span) for path, text in files.items() for span in _marks(text)}
    assert wanted
    built = site_of(
        tmp_path,
        {"content/articles/other.md": story("Other"), **clean},
        clean.get("site.yaml", SITE_YAML),
    )
    problems = [problem for problem in built.made.problems if problem.code == code]
    return wanted, {(p.path, p.span) for p in problems if p.span}


def _marks(text: str) -> list[Span]:
    spans = []
    for number, line in enumerate(text.split("\n"), 1):
        for match in re.finditer("⟦([^⟧]*)⟧", line):
            before = re.sub("[⟦⟧]", "", line[: match.start()])
            spans.append(Span(number, len(before) + 1, len(match[1])))
    return spans


AFTER_A_FAULTY_ITEM = {
    "authors": ("unknown-author", "authors:\n  - {role: Lawyer}\n  -\n  - ⟦ana⟧\n  - ⟦bo⟧\n"),
    "an author typed twice": ("unknown-author", "authors: [⟦ana⟧, ana, ⟦bo⟧]\n"),
    "a refused author": ("unknown-author", "authors:\n  - *ana\n  - ⟦bo⟧\n"),
    "credits": ("unknown-author", "credits:\n  data:\n    - [ana]\n    - ⟦bo⟧\n"),
    "a role with spaces": ("unknown-author", "credits:\n  fact  checking:\n    - ⟦bo⟧\n"),
    "tags": ("tag-without-letters", "tags: [[a], '', ⟦'///'⟧]\n"),
    "related": ("unknown-article", "related: [{title: No address}, ⟦nowhere⟧]\n"),
    "corrections": (
        "future-update",
        "corrections:\n  - {date: yesterday, text: A}\n  - {date: ⟦2027-01-01⟧, text: B}\n",
    ),
    "updates": (
        "future-update",
        "updates:\n  - {date: 2026-04-01}\n  - {date: ⟦2027-01-01⟧, text: B}\n",
    ),
}


@pytest.mark.parametrize("name", AFTER_A_FAULTY_ITEM)
def test_an_item_that_is_left_out_moves_no_other(tmp_path: Path, name: str) -> None:
    """A later item of the list is told where it stands, not where the faulty one does."""
    code, keys = AFTER_A_FAULTY_ITEM[name]
    wanted, found = told(tmp_path, code, header(keys))
    assert wanted == found


PAGE = "content/pages/about.md"
PERSON = "content/authors/ana.md"
GUEST = "authors:\n  - name: Ada Obi\n    bio: "

DEEP_IN_A_HEADER = {
    "the picture of a story": ("missing-file", header("image:\n  alt: A\n  src: ⟦no.png⟧\n")),
    "a card's picture": ("missing-file", header("social:\n  image: {alt: A, src: ⟦no.png⟧}\n")),
    "a guest's picture": (
        "missing-file",
        header("editors:\n  - name: Ada\n    image:\n      alt: A\n      src: ⟦no.png⟧\n"),
    ),
    "a person's picture": (
        "missing-file",
        {PERSON: "---\nname: Ana\nimage:\n  alt: Ana\n  src: ⟦no.png⟧\n---\n"},
    ),
    "a page's picture": (
        "missing-file",
        {PAGE: "---\ntitle: About\nimage:\n  alt: A\n  src: ⟦no.png⟧\n---\n"},
    ),
    "an old address of two": ("same-url", header("aliases: [/a/, /b/, ⟦/2026/03/other/⟧]\n")),
    "old addresses one by one": (
        "same-url",
        header("aliases:\n  - ⟦/2026/03/other/⟧\n  - ⟦/2026/03/other⟧\n"),
    ),
    "an old address too long": (
        "url-too-long",
        header(f"aliases: [/a/, ⟦/{'b' * 300}/⟧]\n"),
    ),
    "a page's old address": (
        "same-url",
        {PAGE: "---\ntitle: About\naliases: [/a/, ⟦/2026/03/other/⟧]\n---\n"},
    ),
    "a section with the tag of a language": (
        "same-url",
        {
            "content/articles/b.md": story(section="⟦UK⟧"),
            "content/articles/uk.md": story(language="uk"),
        },
    ),
    "a slug": ("same-url", {"content/articles/z.md": story(slug="⟦other⟧")}),
    "a layout": ("unknown-layout", header("layout: ⟦longread⟧\n")),
    "an original": ("unknown-article", header("translation_of: ⟦nothing⟧\n")),
    "a link in a bio, literal": (
        "dead-link",
        header(f"{GUEST}|\n      Teaches.\n\n      - a\n        [b](⟦no.md⟧)\n"),
    ),
    "a link in a bio, folded": (
        "dead-link",
        header(f"{GUEST}>-  # short\n      Teaches [a](⟦no.md⟧)\n      and [b](⟦no.md⟧).\n"),
    ),
    "a link in a bio, plain": (
        "dead-link",
        header(f"{GUEST}Teaches\n      with [a](⟦no.md⟧)\n      and [b](⟦none.md⟧).\n"),
    ),
    "a link in a bio, quoted": (
        "dead-link",
        header(f'{GUEST}"[a](⟦no.md⟧), [b](⟦none.md⟧)"\n'),
    ),
    "a link in a bio with escapes": (
        "dead-link",
        header("authors:\n  - name: Ada\n    bio: ⟦'Ada''s [page](no.md)'⟧\n"),
    ),
    "a picture in a bio": (
        "picture-in-bio",
        header(f"{GUEST}|\n      One\n      ![a](⟦a.png⟧) ![b](⟦b.png⟧)\n"),
    ),
    "html in a bio": (
        "event-handler",
        header(f"{GUEST}|\n      One\n\n      <p ⟦onclick='x()'⟧>Two</p>\n"),
    ),
}


@pytest.mark.parametrize("name", DEEP_IN_A_HEADER)
def test_a_value_within_a_value_is_told_itself(tmp_path: Path, name: str) -> None:
    """The path of the picture, the one old address, the link in the bio: not what holds them."""
    code, files = DEEP_IN_A_HEADER[name]
    wanted, found = told(tmp_path, code, files)
    assert wanted == found


IN_SITE_YAML = {
    "the target of a line of the menu": (
        "dead-link",
        "menu:\n  - world\n  - title: About\n    to: ⟦/about/⟧\n  - ⟦pages/no.md⟧\n",
    ),
    "a line of the menu after a faulty one": (
        "dead-link",
        "menu:\n  - to: ftp://a.example\n  - ⟦/about/⟧\n",
    ),
    "a section with the tag of a language": (
        "same-url",
        "sections: {world: World, ⟦fr⟧: France}\n",
    ),
    "one of a list": ("same-url", "sections:\n  - World\n  - ⟦FR⟧\n"),
    "the logo": ("missing-file", "logo: ⟦no.png⟧\n"),
    "the picture that stands in": ("missing-file", "image: ⟦no.png⟧\n"),
    "the icon": ("missing-file", "theme:\n  accent: '#123456'\n  icon: ⟦no.png⟧\n"),
    "the page of a policy": (
        "unknown-page",
        "publisher:\n  policies:\n    about: ⟦no⟧\n    ethics: ⟦none⟧\n",
    ),
}


@pytest.mark.parametrize("name", IN_SITE_YAML)
def test_what_site_yaml_names_is_told_there(tmp_path: Path, name: str) -> None:
    """Down to the value."""
    code, keys = IN_SITE_YAML[name]
    french = {"content/articles/fr.md": story(language="fr")}
    wanted, found = told(tmp_path, code, {"site.yaml": SITE_YAML + keys, **french})
    assert wanted == found
