"""Our own site: the bundled layouts, two of them copied so that they can be edited."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from tests.benchmarks.corpus import SECTIONS, Story
from tests.benchmarks.sites.site import (
    BASE_URL,
    DESCRIPTION,
    IN_FEED,
    PER_PAGE,
    REPOSITORY,
    TITLE,
    BenchmarkSite,
    LayoutEdit,
    front_matter,
    notices,
    write,
    yaml,
)


class Broadsheet(BenchmarkSite):
    """The code of this checkout, run by the Python that runs the benchmark."""

    name = "broadsheet"
    memory = (".broadsheet",)
    removes_stale = True
    article_layout = LayoutEdit(
        "layouts/article.html", '<div class="story-body">', '<div class="story-body {mark}">'
    )
    shared_partial = LayoutEdit(
        "layouts/partials/footer.html", '<div class="colophon">', '<div class="colophon {mark}">'
    )

    def path(self, story: Story) -> Path:
        return self.root / "content/articles" / story.section.lower() / f"{story.slug}.md"

    def picture_path(self, story: Story) -> Path:
        return self.root / "content" / story.picture

    def source(self, story: Story) -> str:
        alt = f"The scene of {story.title}"
        keys: dict[str, object] = {
            "title": story.title,
            "date": f"{story.date:%Y-%m-%d %H:%M}",
            "section": story.section.lower(),
            "authors": story.authors,
            "editors": story.editors,
            "tags": story.tags,
            "summary": story.summary,
            "series": {"id": story.series[0], "part": story.series[1]} if story.series else None,
            "image": {"src": story.picture, "alt": alt} if story.picture else None,
            "key_points": story.key_points,
            **notices(story),
        }
        return front_matter(keys, story.body_with("article:{}".format))

    def write_rest(self) -> None:
        settings = {
            "title": TITLE,
            "base_url": BASE_URL,
            "language": "en",
            "timezone": "UTC",
            "description": DESCRIPTION,
            "sections": {section.lower(): section for section in SECTIONS},
            "per_page": PER_PAGE,
            "feeds": {"count": IN_FEED},
        }
        lines = "".join(f"{key}: {yaml(value)}\n" for key, value in settings.items())
        write(self.root / "site.yaml", lines)
        for person in self.corpus.people:
            text = front_matter({"name": person.name, "role": person.role}, person.bio + "\n")
            write(self.root / f"content/authors/{person.id}.md", text)
        for edit in (self.article_layout, self.shared_partial):
            write(self.root / edit.path, (REPOSITORY / edit.path).read_bytes())

    def command(self) -> list[str]:
        return [sys.executable, "-m", "generator.commands.cli", "build"]

    def environment(self) -> Mapping[str, str]:
        return {"PYTHONPATH": str(REPOSITORY)}

    def version(self) -> list[str]:
        return [sys.executable, "-m", "generator.commands.cli", "--version"]
