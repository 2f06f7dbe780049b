"""Pelican with Markdown extra: folders are categories, read texts are kept between builds."""

from __future__ import annotations

from pathlib import Path

from tests.benchmarks.corpus import Story, slug_of
from tests.benchmarks.sites.site import (
    BenchmarkSite,
    LayoutEdit,
    copy_layouts,
    settings_file,
    style_sheet,
    write,
)


class Pelican(BenchmarkSite):
    """The generator most like ours: Python, Jinja, Python-Markdown."""

    name = "pelican"
    memory = ("cache",)
    article_layout = LayoutEdit(
        "theme/templates/article.html",
        '<div class="story-body">',
        '<div class="story-body {mark}">',
    )
    shared_partial = LayoutEdit(
        "theme/templates/footer.html", '<div class="colophon">', '<div class="colophon {mark}">'
    )

    def path(self, story: Story) -> Path:
        return self.root / "content" / story.section.lower() / f"{story.slug}.md"

    def picture_path(self, story: Story) -> Path:
        return self.root / "content" / story.picture

    def source(self, story: Story) -> str:
        names = {person.id: person.name for person in self.corpus.people}
        keys = {
            "Title": story.title,
            "Date": f"{story.date:%Y-%m-%d %H:%M}",
            "Category": story.section,
            "Slug": story.slug,
            "Authors": "; ".join(names[who] for who in story.authors),
            "Editor": story.editors[0],
            "Tags": ", ".join(story.tags),
            "Summary": story.summary,
            "Series": story.series[0] if story.series else "",
            "Part": story.series[1] if story.series else "",
            "Picture": story.picture,
            "Key_points": "\n    ".join(story.key_points),
            "Update": "".join(f"{n.date:%Y-%m-%d %H:%M} {n.text}" for n in story.updates),
            "Correction": "".join(f"{n.date:%Y-%m-%d %H:%M} {n.text}" for n in story.corrections),
        }
        head = "".join(f"{key}: {value}\n" for key, value in keys.items() if value != "")
        sections = self._sections
        body = story.body_with(lambda slug: f"{{filename}}/{sections[slug]}/{slug}.md")
        return f"{head}\n[TOC]\n\n{body}"

    @property
    def _sections(self) -> dict[str, str]:
        if not hasattr(self, "_found"):
            self._found = {s.slug: s.section.lower() for s in self.corpus.stories}
        return self._found

    def write_rest(self) -> None:
        assert all(person.id == slug_of(person.name) for person in self.corpus.people)
        write(self.root / "site.json", settings_file(self.corpus))
        write(self.root / "theme/static/site.css", style_sheet())
        copy_layouts("pelican", self.root / "theme")
        for name in ("pelicanconf.py", "newsroom.py"):
            (self.root / "theme" / name).rename(self.root / name)

    def command(self) -> list[str]:
        return [*self._python(), "content", "-o", "output", "-s", "pelicanconf.py"]

    def version(self) -> list[str]:
        return [*self._python(), "--version"]

    def _python(self) -> list[str]:
        return [str(self.peers / "pelican/bin/python"), "-m", "pelican"]
