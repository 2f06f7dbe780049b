"""Small whole sites for tests: written as text, built in this process, looked at as bytes."""

from __future__ import annotations

import io
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from PIL import Image

from generator.build import Made, make
from generator.disk import Disk
from generator.engine import InMemory
from generator.outside import outside, staging_of
from generator.problems import Problem, Severity, as_text
from generator.writing import Written, write_edition

NOW = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)

SITE_YAML = """\
title: The Evening Post
base_url: https://post.example
language: en
timezone: Europe/London
"""


@dataclass(frozen=True)
class Built:
    """What a build came to: its problems, and the output folder as path → bytes."""

    made: Made
    written: Written | None
    root: Path
    files: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def codes(self) -> list[str]:
        """The codes of all problems, in the order of the report."""
        return [problem.code for problem in self.made.problems]

    @property
    def errors(self) -> list[Problem]:
        return [p for p in self.made.problems if p.severity is Severity.ERROR]

    def text(self, path: str) -> str:
        """A file of the output as text."""
        return self.files[path].decode("utf-8")

    def report(self) -> str:
        """All problems as a terminal shows them."""
        return "\n".join(as_text(p, self._line(p)) for p in self.made.problems)

    def _line(self, problem: Problem) -> str | None:
        file = self.root / problem.path
        if problem.span is None or not file.is_file():
            return None
        lines = file.read_bytes().decode("utf-8-sig", "replace").splitlines()
        return lines[problem.span.line - 1] if problem.span.line <= len(lines) else None

    def holding(self, words: str) -> list[str]:
        """The paths of the output that hold the words, in their bytes or in their name."""
        data = words.encode()
        return [path for path, content in self.files.items() if data in content or words in path]


def write_files(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files below a folder; names use slashes."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return root


def build(
    root: Path, now: datetime = NOW, *, drafts: bool = False, memory: InMemory | None = None
) -> Built:
    """Build a site as the command does; the output is read back from the disk."""
    disk = Disk()
    site = os.fspath(root)
    made = make(lambda: outside(site, disk, now, drafts), InMemory() if memory is None else memory)
    if made.has_errors:
        return Built(made, None, root)
    output = root / "output"
    written = write_edition(output, root / ".broadsheet", made.files, staging_of(site, disk), disk)
    return Built(made, written, root, read_folder(output))


def read_folder(folder: Path) -> dict[str, bytes]:
    """Every file below a folder as relative path → bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def site_of(root: Path, files: Mapping[str, str | bytes], site_yaml: str = SITE_YAML) -> Built:
    """Write a site and build it."""
    return build(write_files(root, {"site.yaml": site_yaml, **files}))


def story(title: str = "A quiet day", body: str = "Nothing happened.", **keys: str) -> str:
    """An article's text; keys are YAML as typed."""
    head = {"title": title, "date": "2026-03-01 09:00", "section": "world", **keys}
    lines = [f"{key}: {value}" for key, value in head.items() if value is not None]
    return "---\n" + "\n".join(lines) + "\n---\n\n" + body + "\n"


def picture(width: int = 1280, height: int = 720, colour: str = "navy", form: str = "PNG") -> bytes:
    """The bytes of a plain picture."""
    out = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(out, form)
    return out.getvalue()


def full_site() -> dict[str, str | bytes]:
    """A site with every kind of page, two languages, held, expired and draft stories."""
    files: dict[str, str | bytes] = {
        "site.yaml": """\
title: The Full Post
base_url: https://full.example/news
language: en
timezone: Europe/London
description: A publication that has one of everything, so that nothing can hide from the tests.
logo: images/logo.png
image: images/cover.png
per_page: 2
sections:
  world: {title: World, description: "What happens elsewhere, told at length and with care."}
  ideas: Ideas
tags:
  c-plus-plus: {title: C++, aliases: [cpp]}
publisher:
  name: The Full Post Trust
  email: desk@full.example
  policies: {about: about, corrections: policies/corrections, ethics: about, contact: about}
menu: [world, {title: About us, to: pages/about.md}]
files: {always: ["files/always.txt"], uncleaned: ["files/*.pdf"]}
""",
        "content/images/logo.png": picture(300, 300, "black"),
        "content/images/cover.png": picture(1280, 720, "teal"),
        "content/images/one.png": picture(1600, 900, "olive"),
        "content/images/one.png.yaml": "alt: A plain green field\ncredit: A. Painter\nlicence: CC BY 4.0\n",
        "content/images/face.png": picture(400, 400, "tan"),
        "content/files/always.txt": "Always here.\n",
        "content/files/report.csv": "a,b\n1,2\n",
        "content/files/scan.pdf": b"%PDF-1.4 pretend",
        "content/authors/ana-b.md": "---\nname: Ana B.\nrole: Reporter\nimage: {src: images/face.png, alt: A face}\n"
        "email: ana@full.example\nlinks: {website: 'https://ana.example/'}\nlanguages: [en, ar]\n---\n"
        + "Ana has reported from many places. " * 4
        + "\n",
        "content/authors/bo-c.md": "---\nname: Bo C.\nrole: Editor\n---\n",
        "content/pages/about.md": "---\ntitle: About\nsummary: What this publication is for, and who is behind it all.\n---\n## Who we are\n\nWe are few. See [our corrections](policies/corrections.md).\n",
        "content/pages/policies/corrections.md": "---\ntitle: How we correct\nupdated: 2026-01-02\naliases: [/oops/, '/old?x=1']\n---\nWe say so.\n",
    }
    for number in range(1, 8):
        files[f"content/articles/world/story-{number}.md"] = story(
            f"Story number {number}",
            f"## Part one\n\nText {number} with a [link](story-{1 + number % 7}.md#part-one) and a note.[^1]\n\n"
            f"## Part two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n[^1]: A note on {number}.",
            date=f"2026-0{1 + number % 5}-1{number} 08:30",
            authors="[ana-b]",
            editors="[bo-c]",
            tags=f"[Treaties, C++, Place {number % 3}]",
            summary=f"The standfirst of story number {number}, long enough to be a description.",
            series=f"{{id: waterways, part: {number}}}" if number < 4 else "",
        )
    files["content/articles/ideas/pictures.md"] = story(
        "Pictures & <documents>",
        '![](images/one.png "A field in spring")\n\nRead [the numbers](files/report.csv) and [the scan](files/scan.pdf).\n\n'
        "/// pullquote | Somebody\nA quote.\n///\n\n/// aside | Beside\nMore.\n///\n\n/// keypoints\n- one\n- two\n///\n",
        date="2026-02-03",
        section="Ideas",
        kind="opinion",
        authors="[{name: 'Guest \"G\" <x>', role: Guest, bio: 'Writes *often*.', url: 'https://guest.example/'}]",
        image="{src: images/one.png}",
        related="[story-1, 'https://elsewhere.example/report']",
        corrections="[{date: 2026-02-05, text: 'A number was wrong.'}]",
        updated="2026-02-06 10:00",
        updates="[{date: 2026-02-06 10:00, text: 'New figures.'}]",
        credits="{photography: [bo-c], data: [ana-b]}",
        key_points="[First, Second]",
        aliases="[/2019/old-pictures.html, /old/pictures]",
        kicker="Seen",
        dateline="LVIV, Ukraine",
    )
    files["content/articles/world/story-1-ar.md"] = story(
        "القصة الأولى",
        "النص الأول.\n",
        date="2026-02-11 09:00",
        language="ar",
        translation_of="story-1",
        slug="القصة",
        authors="[ana-b]",
        tags="[معاهدات]",
    )
    files["content/articles/world/held.md"] = story(
        "Heldcanary headline",
        "Heldcanary body.",
        date="2026-05-01",
        publish_at="2026-07-01 06:00",
        tags="[heldcanarytag]",
        slug="heldcanary-slug",
        image="{src: images/heldcanary.png, alt: x}",
        authors="[heldcanary-person]",
        aliases="[/heldcanary-alias/]",
    )
    files["content/authors/heldcanary-person.md"] = (
        "---\nname: Heldcanary Person\n---\nHeldcanary bio.\n"
    )
    files["content/images/heldcanary.png"] = picture(500, 500, "red")
    files["content/articles/world/draft.md"] = story(
        "Draftcanary headline",
        "Draftcanary [doc](files/draftcanary.csv).",
        draft="true",
        tags="[draftcanarytag]",
        slug="draftcanary-slug",
        section="world",
    )
    files["content/files/draftcanary.csv"] = "draftcanary\n"
    files["content/articles/world/expired.md"] = story(
        "Expiredcanary headline",
        "Expiredcanary body.",
        date="2026-01-01",
        expires_at="2026-05-01",
        tags="[expiredcanarytag]",
        slug="expiredcanary-slug",
    )
    return files
