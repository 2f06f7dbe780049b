"""What a benchmark needs to know of a site, whoever builds it.

Addresses are the same everywhere: `/YYYY/MM/SLUG/`, `/SECTION/`, `/tags/TAG/`, `/authors/ID/`, older
pages at `page/N/` below a list, feeds at `feed.xml` beside it, `/sitemap.xml`.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path
from typing import ClassVar

from tests.benchmarks.corpus import SECTIONS, Corpus, Story

REPOSITORY = Path(__file__).resolve().parents[3]
ASSETS = REPOSITORY / "layouts/assets"
PEERS_LAYOUTS = REPOSITORY / "tests/benchmarks/layouts"
TITLE = "The Long Post"
DESCRIPTION = "Long reads on borders, water and the rules that hold the world together."
BASE_URL = "https://post.example"
PER_PAGE = 20
IN_FEED = 30


def style_sheet() -> bytes:
    """Our style sheet for others, without the faces."""
    parts = (path for path in sorted(ASSETS.glob("_*.css")) if path.name != "_faces.css")
    return b"".join(path.read_bytes() for path in parts)


@dataclass(frozen=True, slots=True)
class LayoutEdit:
    """A place in a layout file; {mark} in `new` becomes the words of one edit."""

    path: str
    old: str
    new: str


@dataclass
class BenchmarkSite:
    """A folder with the corpus written for one generator."""

    corpus: Corpus
    root: Path
    peers: Path = field(default=Path("."), kw_only=True)

    name: ClassVar[str]
    # Folders that a build leaves for the next one, besides output/.
    memory: ClassVar[tuple[str, ...]] = ()
    # Whether a build takes away by itself what an earlier one wrote and nothing asks for now.
    removes_stale: ClassVar[bool] = False
    article_layout: ClassVar[LayoutEdit]
    shared_partial: ClassVar[LayoutEdit]

    @property
    def output(self) -> Path:
        """Where the finished site stands."""
        return self.root / "output"

    def layout_as_written(self, edit: LayoutEdit) -> str:
        """A layout's text before any edit."""
        return self._layouts[edit.path]

    @cached_property
    def _layouts(self) -> dict[str, str]:
        edits = (self.article_layout, self.shared_partial)
        return {edit.path: (self.root / edit.path).read_text("utf-8") for edit in edits}

    def write(self) -> None:
        """Make the sources of the whole site."""
        for story in self.corpus.stories:
            self.put(story)
            if story.picture:
                write(self.picture_path(story), self.corpus.picture_bytes(story))
        self.write_rest()
        self._layouts  # noqa: B018  known before the first edit

    def put(self, story: Story) -> None:
        """Write a story's file, over the one that is there."""
        write(self.path(story), self.source(story))

    def path(self, story: Story) -> Path:
        """The file of a story: a folder for each section."""
        return self.root / "content" / story.section.lower() / f"{story.slug}.md"

    def picture_path(self, story: Story) -> Path:
        """The file of a story's picture."""
        raise NotImplementedError

    def source(self, story: Story) -> str:
        """The text of a story's file."""
        raise NotImplementedError

    def write_rest(self) -> None:
        """Everything but stories: settings, people, layouts."""
        raise NotImplementedError

    def command(self) -> list[str]:
        """What makes the site; it is run in the site's folder."""
        raise NotImplementedError

    def environment(self) -> Mapping[str, str]:
        """What the command's environment has besides ours."""
        return {}

    def version(self) -> list[str]:
        """The command that tells the version."""
        raise NotImplementedError


def write(path: Path, content: str | bytes) -> None:
    """A file with its folders."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))


def yaml(value: object) -> str:
    """A value as one line of YAML: JSON is a part of it."""
    return json.dumps(value, ensure_ascii=False)


def front_matter(keys: Mapping[str, object], body: str) -> str:
    """A Markdown file with YAML on top; keys without a value are left out."""
    lines = (f"{key}: {yaml(value)}" for key, value in keys.items() if value not in (None, (), ""))
    return "---\n" + "\n".join(lines) + "\n---\n\n" + body


def notices(story: Story) -> dict[str, object]:
    """Updates and corrections of a story as front matter."""
    return {
        key: tuple({"date": f"{n.date:%Y-%m-%d %H:%M}", "text": n.text} for n in found)
        for key, found in (("updates", story.updates), ("corrections", story.corrections))
    }


def settings_file(corpus: Corpus) -> str:
    """The publication and its people as JSON, for generators whose settings are programs."""
    site = {
        "title": TITLE,
        "base_url": BASE_URL,
        "description": DESCRIPTION,
        "sections": SECTIONS,
        "per_page": PER_PAGE,
        "in_feed": IN_FEED,
        "people": [asdict(person) for person in corpus.people],
    }
    return json.dumps(site, indent=1)


def copy_layouts(peer: str, folder: Path) -> None:
    """A peer's layouts as they stand in this folder's neighbour."""
    shutil.copytree(PEERS_LAYOUTS / peer, folder, dirs_exist_ok=True)
