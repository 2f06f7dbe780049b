"""The example sites of the docs as files, complete enough to be built."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Mapping

from tests.building import SITE_YAML, picture, story
from tests.docs_examples.marks import Marked, things

Files = dict[str, str | bytes]

# The pages whose examples are files of sites.
PAGES = ("format", "blocks", "layouts")

# What the examples name and no page of text can hold; and texts that they link to.
BESIDE: Mapping[str, Files] = {
    "post": {
        "content/images/straits.jpg": picture(1600, 900, "navy", "JPEG"),
        "content/images/grain.jpg": picture(1600, 900, "gold", "JPEG"),
        "content/images/cover.jpg": picture(1600, 900, "teal", "JPEG"),
        "content/images/passport.jpg": picture(1600, 900, "maroon", "JPEG"),
        "content/images/logo.png": picture(300, 300, "black"),
        "content/images/people/lilly-larkin.jpg": picture(400, 400, "tan", "JPEG"),
        "content/articles/waters/grain-corridor.md": story(
            "The deal that was signed twice",
            "Ships wait.\n\n## Who inspects\n\nFour flags.",
            section="waters",
            date="2026-02-14 08:20",
            slug="grain-corridor",
            image="{src: images/grain.jpg}",
        ),
        "content/files/grain.csv": "year,ships\n2022,1000\n",
        "content/files/ships.csv": "year,ships\n2021,1600\n",
        "content/files/pilot.mp3": b"ID3 a pilot speaks",
        "content/files/night.mp4": b"\0\0\0 ftyp the strait at night",
        "content/files/night.vtt": "WEBVTT\n\n00:00.000 --> 00:02.000\n(a horn)\n",
    },
    "colour": {"content/articles/one.md": story("One")},
    "words": {"content/articles/one.md": story("One", authors="[{name: Ada Obi}]")},
}


def examples() -> list[Marked]:
    """Every fence of the docs that stands for a file or a part of one."""
    return [thing for page in PAGES for thing in things(page) if thing.language]


def site(name: str) -> Files:
    """The files of an example site."""
    files: Files = {"site.yaml": SITE_YAML, **BESIDE.get(name, {})}
    files.update(_written(name, examples()))
    files.update(_linking(name))
    return files


def names() -> list[str]:
    """The example sites of the docs."""
    subjects = (e.subject for e in examples() if e.name in ("file", "body", "header"))
    return sorted({subject.partition("/")[0] for subject in subjects})


def _written(site_name: str, found: Iterable[Marked]) -> Files:
    files: Files = {}
    for number, example in enumerate(found):
        owner, _, path = example.subject.partition("/")
        if owner != site_name:
            continue
        if example.name == "file":
            assert path not in files, f"{example}: {path} stands in the docs twice"
            files[path] = f"{example.text}\n"
        elif example.name in ("body", "header"):
            files[f"content/articles/waters/{path}.md"] = _article(path, example, number)
    return files


def _article(path: str, example: Marked, number: int) -> str:
    """An article round an example of a text or of keys."""
    head = f"title: Example of {path}\ndate: 2025-{1 + number % 12:02}-11 09:00\nsection: waters\n"
    if example.name == "header":
        return f"---\n{head}{example.text}\n---\nText.\n"
    return f"---\n{head}---\n{example.text}\n"


def with_lines(layout: str, found: Iterable[Marked]) -> Files:
    """A site whose layout prints the lines of examples in a block of its own."""
    lines = "\n".join(example.text for example in found)
    text = textwrap.dedent(
        """\
        {{% extends "bundled/{layout}" %}}
        {{% block story_notes %}}
        {lines}
        {{% endblock %}}
        """
    ).format(layout=layout, lines=lines)
    return {
        "site.yaml": SITE_YAML,
        f"layouts/{layout}": text,
        "content/articles/one.md": story("One", authors="[{name: Ada Obi}]"),
        "content/articles/two.md": story("Two", date="2026-03-02"),
    }


def _linking(site_name: str) -> Files:
    """Articles that name others, and link, in each of the ways that a table of the docs shows."""
    files: Files = {}
    tables = [thing for page in PAGES for thing in things(page) if thing.subject == site_name]
    for table in tables:
        typed = [way for row in table.rows for way in re.findall("`([^`]+)`", row[0])]
        if table.name == "names":
            for number, name in enumerate(typed):
                text = story(f"Named {number}", section="waters", related=f"[{name}]")
                files[f"content/articles/waters/named-{number}.md"] = text
        elif table.name == "links":
            body = "## Who may pass\n\n" + "\n".join(f"- {link}" for link in typed)
            files["content/articles/waters/links.md"] = story("Links", body, section="waters")
    return files
