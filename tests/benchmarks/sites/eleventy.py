"""Eleventy with Nunjucks and markdown-it: lists are collections, paged by the usual idiom.

Its one-off `--incremental=FILE` renders what that file alone touches; it must be told the file, so it
stands beside none of our rows. Links to stories are written as addresses, which nothing checks: the
plugin that would look them up reads all HTML again.
"""

from __future__ import annotations

from pathlib import Path

from tests.benchmarks.corpus import Story
from tests.benchmarks.sites.site import (
    BenchmarkSite,
    LayoutEdit,
    copy_layouts,
    front_matter,
    notices,
    settings_file,
    style_sheet,
    write,
)


class Eleventy(BenchmarkSite):
    """The generator of many small newsrooms."""

    name = "eleventy"
    article_layout = LayoutEdit(
        "layouts/article.njk", '<div class="story-body">', '<div class="story-body {mark}">'
    )
    shared_partial = LayoutEdit(
        "layouts/footer.njk", '<div class="colophon">', '<div class="colophon {mark}">'
    )

    def path(self, story: Story) -> Path:
        return self.root / "content/articles" / story.section.lower() / f"{story.slug}.md"

    def picture_path(self, story: Story) -> Path:
        return self.root / "static" / story.picture

    def source(self, story: Story) -> str:
        keys: dict[str, object] = {
            "title": story.title,
            "date": f"{story.date:%Y-%m-%dT%H:%M:%SZ}",
            "section": story.section,
            "authors": story.authors,
            "editors": story.editors,
            "tags": story.tags,
            "summary": story.summary,
            "series": story.series[0] if story.series else None,
            "part": story.series[1] if story.series else None,
            "picture": story.picture,
            "key_points": story.key_points,
            **notices(story),
        }
        return front_matter(keys, story.body_with(self._urls.__getitem__))

    @property
    def _urls(self) -> dict[str, str]:
        if not hasattr(self, "_found"):
            self._found = {story.slug: story.url for story in self.corpus.stories}
        return self._found

    def write_rest(self) -> None:
        write(self.root / "site.json", settings_file(self.corpus))
        write(self.root / "package.json", '{"type": "module", "private": true}\n')
        write(self.root / "static/site.css", style_sheet())
        copy_layouts("eleventy", self.root / "layouts")
        layouts, content = self.root / "layouts", self.root / "content"
        (layouts / "eleventy.config.js").rename(self.root / "eleventy.config.js")
        (layouts / "articles.11tydata.js").rename(content / "articles/articles.11tydata.js")
        (layouts / "pages").rename(content / "pages")
        (self.root / "node_modules").symlink_to(self.peers / "eleventy/node_modules")

    def command(self) -> list[str]:
        return ["node", str(self.peers / "eleventy/node_modules/@11ty/eleventy/cmd.cjs")]

    def version(self) -> list[str]:
        return [*self.command(), "--version"]
