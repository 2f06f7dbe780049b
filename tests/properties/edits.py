"""What a newsroom does to a site between two builds, one edit each, picked by chance."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.building import picture

Edit = Callable[["Desk"], None]


@dataclass
class Desk:
    """A site's folder, and the chance that picks what is done to it."""

    root: Path
    chance: Random

    def stories(self) -> list[Path]:
        return sorted((self.root / "content/articles").rglob("*.md"))

    def any_story(self) -> Path:
        return self.chance.choice(self.stories())

    def rewrite(self, path: Path, pattern: str, put: str) -> None:
        """Replace the first match in a file that is there; nothing where there is none."""
        if path.is_file():
            text = path.read_text("utf-8")
            path.write_text(re.sub(pattern, lambda _: put, text, count=1, flags=re.M), "utf-8")

    def set_key(self, path: Path, key: str, value: str | None) -> None:
        """Give a header's key another value on one line, or take it out."""
        text = path.read_text("utf-8")
        lines = text.split("\n")
        end = lines.index("---", 1)
        head = [line for line in lines[1:end] if not line.startswith(f"{key}:")]
        head += [f"{key}: {value}"] if value is not None else []
        path.write_text("\n".join(["---", *head, *lines[end:]]), "utf-8")

    def word(self) -> str:
        return self.chance.choice(("harbour", "treaty", "ضيق", "Дунай", "grain", "cable"))


def body(desk: Desk) -> None:
    story = desk.any_story()
    story.write_text(story.read_text("utf-8") + f"\nOne more sentence on {desk.word()}.\n", "utf-8")


def headline(desk: Desk) -> None:
    desk.set_key(desk.any_story(), "title", f'"The {desk.word()} {desk.chance.randrange(9)}"')


def summary(desk: Desk) -> None:
    desk.set_key(desk.any_story(), "summary", f"What the {desk.word()} means.")


def person(desk: Desk) -> None:
    """A name, or what a bio says."""
    people = sorted((desk.root / "content/authors").glob("*.md"))
    if not people:
        return
    chosen = desk.chance.choice(people)
    if desk.chance.random() < 0.5:
        desk.set_key(chosen, "name", f"Ana {desk.word().title()}")
    else:
        chosen.write_text(chosen.read_text("utf-8") + f"\nKnows every {desk.word()}.\n", "utf-8")


def tags(desk: Desk) -> None:
    value = desk.chance.choice((None, "[Straits]", f"[{desk.word().title()}]", "[Straits, C++]"))
    desk.set_key(desk.any_story(), "tags", value)


def section(desk: Desk) -> None:
    desk.set_key(desk.any_story(), "section", desk.chance.choice(("world", "ideas")))


def slug(desk: Desk) -> None:
    desk.set_key(desk.any_story(), "slug", desk.chance.choice((None, "moved", "renamed-story")))


def rename(desk: Desk) -> None:
    story = desk.any_story()
    story.rename(story.with_name(f"file-{desk.chance.randrange(5)}.md"))


def remove(desk: Desk) -> None:
    """A story goes into a drawer, or one comes back from there."""
    drawer = desk.root / "drawer"
    drawer.mkdir(exist_ok=True)
    kept = sorted(drawer.iterdir())
    if kept and desk.chance.random() < 0.6:
        back = desk.chance.choice(kept)
        shutil.move(back, desk.root / "content/articles" / back.name)
    elif len(desk.stories()) > 3:
        story = desk.any_story()
        shutil.move(story, drawer / f"{desk.chance.randrange(99)}-{story.name}")


def draft(desk: Desk) -> None:
    desk.set_key(desk.any_story(), "draft", desk.chance.choice((None, "true")))


def date(desk: Desk) -> None:
    day = desk.chance.choice(("2026-03-01 09:00", "2025-12-24", "2026-06-20 10:00", "2030-01-01"))
    desk.set_key(desk.any_story(), "date", day)


def withdrawal(desk: Desk) -> None:
    hour = desk.chance.choice((None, "2026-05-31", "2026-06-15", "2031-01-01"))
    desk.set_key(desk.any_story(), "expires_at", hour)


def series(desk: Desk) -> None:
    part = desk.chance.randrange(1, 5)
    value = desk.chance.choice((None, f"{{id: straits, part: {part}}}", "{id: straits}"))
    desk.set_key(desk.any_story(), "series", value)


def related(desk: Desk) -> None:
    other = desk.any_story().relative_to(desk.root / "content/articles").as_posix()
    desk.set_key(desk.any_story(), "related", f'["{other}"]')


def layout(desk: Desk) -> None:
    """A layout of the site's own appears, changes or goes."""
    own = {
        "article.html": '{% extends "bundled/article.html" %}\n{% block story_notes %}WORD'
        "{% endblock %}\n",
        "partials/footer.html": "<footer><p>WORD</p></footer>\n",
        "assets/own.css": "/* WORD */ p { margin: 0 }\n",
        "messages/en.yaml": 'nav.skip: "WORD"\n',
    }
    name = desk.chance.choice(sorted(own))
    path = desk.root / "layouts" / name
    if path.exists() and desk.chance.random() < 0.5:
        path.unlink()
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(own[name].replace("WORD", desk.word()), "utf-8")


def photograph(desk: Desk) -> None:
    """Another picture with the size and time of the one before."""
    pictures = sorted((desk.root / "content").rglob("*.png"))
    if not pictures:
        return
    path = desk.chance.choice(pictures)
    before = path.stat()
    data = picture(320, 180, desk.chance.choice(("navy", "teal", "gold")))
    path.write_bytes(data + bytes(max(0, before.st_size - len(data))))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def site(desk: Desk) -> None:
    key, values = desk.chance.choice(
        (
            ("per_page", ("2", "3")),
            ("related", ("0", "4")),
            ("title", ("The Full Post", "The Other Post")),
            ("timezone", ("Europe/London", "Asia/Tokyo")),
        )
    )
    desk.rewrite(desk.root / "site.yaml", rf"^{key}: .*$", f"{key}: {desk.chance.choice(values)}")


def times(desk: Desk) -> None:
    """A checkout: every file has another time and the same bytes."""
    for path in sorted((desk.root / "content").rglob("*")):
        moment = desk.chance.randrange(1_000_000_000)
        os.utime(path, (moment, moment))


def fault(desk: Desk) -> None:
    """A mistake, or one mended: a build that fails leaves no trace in the next."""
    desk.set_key(desk.any_story(), "kind", desk.chance.choice((None, "nonsense")))


def output(desk: Desk) -> None:
    """Somebody's hand in the output: a page altered or gone, a file of theirs."""
    pages = sorted((desk.root / "output").rglob("*.html"))
    if pages:
        page = desk.chance.choice(pages)
        if desk.chance.random() < 0.5:
            page.unlink()
        else:
            page.write_bytes(page.read_bytes() + b"<!-- by hand -->")


def memory(desk: Desk) -> None:
    """What is remembered is cut off, of another version, or gone."""
    kept = [path for path in (desk.root / ".broadsheet").glob("edition.*") if path.is_file()]
    if not kept:
        return
    path = desk.chance.choice(sorted(kept))
    what = desk.chance.choice(("gone", "cut", "foreign"))
    if what == "gone":
        path.unlink()
    elif what == "cut":
        os.truncate(path, path.stat().st_size // 2)
    else:
        path.write_bytes(b"SQLite format 3\x00 of another program")


EDITS: tuple[Edit, ...] = (
    *(body, headline, summary, person, tags, section, slug, rename, remove, draft, date),
    *(withdrawal, series, related, layout, photograph, site, times, fault, output, memory),
)
