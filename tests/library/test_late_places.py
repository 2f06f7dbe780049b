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
    "an old address with a query": (
        "same-url",
        {
            "content/articles/a.md": story(aliases="['/old?id=7']"),
            "content/articles/b.md": story("B", aliases="[/b/, ⟦'/old?id=7'⟧]"),
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


A, B = "content/articles/a.md", "content/articles/b.md"
DECLARED = SITE_YAML + "sections: {world: World}\n"

AMONG_OTHERS = {
    "a section": ("unknown-section", {A: story(section="⟦wrold⟧"), "site.yaml": DECLARED}),
    "a section of another's name": ("reserved-section", {A: story(section="⟦Tags⟧")}),
    "a section spelled twice": (
        "section-spelled-twice",
        {A: story(section="Seas"), B: story("B", section="⟦seas⟧")},
    ),
    "a section of signs": ("section-without-letters", {A: story(section="⟦'?!'⟧")}),
    "a tag spelled twice": (
        "tag-spelled-twice",
        {A: story(tags="[Black Sea]"), B: story("B", tags="[ice, ⟦black sea⟧]")},
    ),
    "a part": (
        "part-twice",
        {
            A: story(series="{id: x, part: 1}"),
            B: story("B", series="\n  part: ⟦1⟧\n  id: x"),
        },
    ),
    "a translation of itself": ("translation-of-itself", header("translation_of: ⟦a⟧\n")),
    "a second translation": (
        "translation-twice",
        {A: story(), B: story("B", translation_of="⟦a⟧", language="en")},
    ),
    "a circle of translations": (
        "translation-circle",
        {
            A: story(language="fr", translation_of="⟦b⟧"),
            B: story("B", language="de", translation_of="⟦a⟧"),
        },
    ),
    "an update to come": ("future-update", {A: story(updated="⟦2027-01-01⟧")}),
    "a page's update to come": (
        "future-update",
        {PAGE: "---\ntitle: About\nupdated: ⟦2027-01-01⟧\n---\n"},
    ),
    "a link of a text": ("dead-link", {A: story(body="One [a](other.md) [b](⟦no.md⟧).")}),
    "a link of a page": (
        "link-to-draft",
        {PAGE: "---\ntitle: About\n---\n\n[a](⟦/articles/b.md⟧)\n", B: story(draft="true")},
    ),
    "a link of a person": ("dead-link", {PERSON: "---\nname: Ana\n---\nSee [a](⟦no.md⟧).\n"}),
    "a link in a bio to a draft": (
        "link-to-draft",
        {**header(f"{GUEST}See [a](⟦b.md⟧).\n"), B: story(draft="true")},
    ),
    "a link in a bio to what is withdrawn": (
        "link-to-withdrawn",
        {**header(f"{GUEST}See [a](⟦b.md⟧).\n"), B: story("B", expires_at="2026-04-01")},
    ),
    "a related address of the site": (
        "dead-link",
        header("related:\n  - other\n  - ⟦'https://post.example/no/'⟧\n"),
    ),
    "a picture of a text": ("missing-file", {A: story(body="![a](⟦a.png⟧) ![b](⟦b.png⟧)")}),
    "a picture in a block": (
        "missing-file",
        {A: story(body="/// figure | ⟦a.png⟧\n    alt: A map\n///")},
    ),
    "a part of a text": ("dead-anchor", {A: story(body="## One\n\n[a](⟦#two⟧)")}),
}


@pytest.mark.parametrize("name", AMONG_OTHERS)
def test_what_only_other_files_show_is_told_at_its_place(tmp_path: Path, name: str) -> None:
    """Line, column and length of the value, in the file whose author must act."""
    code, files = AMONG_OTHERS[name]
    wanted, found = told(tmp_path, code, files)
    assert wanted == found


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
