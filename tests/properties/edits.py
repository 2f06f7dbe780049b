"""What a newsroom does to a site between two builds, one edit each, picked by chance.

What happens to the output and to what is remembered stands in `accidents`.
"""

from __future__ import annotations

import os
import re
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from generator.disk import Disk
from generator.folders import bundled_folder
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

    def any_of(self, pattern: str) -> Path:
        """A file of content/; those that the site has always are never taken away."""
        return self.chance.choice(sorted((self.root / "content").rglob(pattern)))

    def with_key(self, key: str) -> list[Path]:
        """The stories whose header gives a key a value."""
        return [path for path in self.stories() if self.value(path, key)]

    def value(self, path: Path, key: str) -> str:
        """What stands behind a header's key on its line; empty where it has none."""
        found = re.search(rf"^{key}: (.+)$", path.read_text("utf-8"), re.M)
        return found[1] if found else ""

    def set_key(self, path: Path, key: str, value: str | None) -> None:
        """Give a header's key another value on one line, or take it out."""
        lines = path.read_text("utf-8").split("\n")
        end = lines.index("---", 1)
        head = [line for line in lines[1:end] if not line.startswith(f"{key}:")]
        head += [f"{key}: {value}"] if value is not None else []
        path.write_text("\n".join(["---", *head, *lines[end:]]), "utf-8")

    def switch(self, path: Path, key: str, value: str) -> None:
        """Set a key that is not there, or take it out again."""
        self.set_key(path, key, None if self.value(path, key) else value)

    def add(self, path: Path, words: str) -> None:
        """A paragraph more."""
        path.write_text(f"{path.read_text('utf-8')}\n{words}\n", "utf-8")

    def lead_to(self, story: Path, new: Path | None) -> None:
        """Links of others to a story lead to its new file, or become text where it has none."""
        name = story.name
        for path in self.stories():
            text = path.read_text("utf-8")
            if new is None:
                changed = re.sub(rf"\[([^]]*)\]\({re.escape(name)}[^)]*\)", r"\1", text)
                changed = re.sub(
                    rf"^(related|translation_of): .*{story.stem}.*\n", "", changed, flags=re.M
                )
            else:
                changed = re.sub(rf"\b{story.stem}\b", new.stem, text)
            if changed != text:
                path.write_text(changed, "utf-8")

    def word(self) -> str:
        return self.chance.choice(("harbour", "treaty", "ضيق", "Дунай", "grain", "cable"))


def body(desk: Desk) -> None:
    desk.add(desk.any_story(), f"One more sentence on {desk.word()}.")


def headline(desk: Desk) -> None:
    desk.set_key(desk.any_story(), "title", f'"The {desk.word()} {desk.chance.randrange(9)}"')


def summary(desk: Desk) -> None:
    desk.set_key(desk.any_story(), "summary", f"What the {desk.word()} means.")


def correction(desk: Desk) -> None:
    """A mistake is admitted, or the notice taken back."""
    desk.switch(
        desk.any_story(), "corrections", f"[{{date: 2026-05-14, text: 'No {desk.word()}.'}}]"
    )


def byline(desk: Desk) -> None:
    desk.set_key(desk.any_story(), "authors", desk.chance.choice(("[ana-b]", "[ana-b, bo-c]")))


def person_renamed(desk: Desk) -> None:
    name = f"Ana {desk.word().title()} {desk.chance.randrange(9)}"
    desk.set_key(desk.any_of("authors/*.md"), "name", name)


def bio(desk: Desk) -> None:
    desk.add(desk.any_of("authors/*.md"), f"Knows every {desk.word()}.")


def tags(desk: Desk) -> None:
    value = desk.chance.choice((None, "[Straits]", f"[{desk.word().title()}]", "[Straits, C++]"))
    desk.set_key(desk.any_story(), "tags", value)


def last_of_a_tag(desk: Desk) -> None:
    """The only story of a tag loses it; where each tag has more of them, one gets a new tag."""
    words = Counter(desk.value(path, "tags") for path in desk.with_key("tags"))
    alone = [path for path in desk.with_key("tags") if words[desk.value(path, "tags")] == 1]
    if alone:
        desk.set_key(desk.chance.choice(alone), "tags", None)
    else:
        desk.set_key(desk.any_story(), "tags", f"[Only {desk.word()}]")


def section(desk: Desk) -> None:
    story = desk.any_story()
    is_world = desk.value(story, "section").lower() == "world"
    desk.set_key(story, "section", "ideas" if is_world else "world")


def slug(desk: Desk) -> None:
    slugs = (None, f"moved-{desk.chance.randrange(9)}", "renamed-story")
    desk.set_key(desk.any_story(), "slug", desk.chance.choice(slugs))


def alias(desk: Desk) -> None:
    """An old address leads to a story, or no longer."""
    desk.switch(desk.any_story(), "aliases", f"[/was/{desk.chance.randrange(99)}/]")


def file_renamed(desk: Desk) -> None:
    """Links follow: they name files."""
    story = desk.any_story()
    new = story.with_name(f"file-{desk.chance.randrange(99)}.md")
    if not new.exists():
        story.rename(new)
        desk.lead_to(story, new)


def file_gone_or_back(desk: Desk) -> None:
    """A story goes into a drawer, or one comes back from there."""
    drawer = desk.root / "drawer"
    drawer.mkdir(exist_ok=True)
    kept = sorted(drawer.iterdir())
    if kept and desk.chance.random() < 0.6:
        back = desk.chance.choice(kept)
        shutil.move(back, desk.root / "content/articles" / back.name)
    elif len(desk.stories()) > 4:
        story = desk.any_story()
        shutil.move(story, drawer / f"{desk.chance.randrange(99)}-{story.name}")
        desk.lead_to(story, None)


def draft(desk: Desk) -> None:
    story = desk.any_story()
    desk.switch(story, "draft", "true")
    desk.lead_to(story, None)


def date(desk: Desk) -> None:
    """Into the future, and back."""
    story = desk.any_story()
    days = ("2026-03-01 09:00", "2025-12-24", "2026-06-20 10:00", "2030-01-01")
    value = desk.value(story, "date")
    desk.set_key(story, "date", desk.chance.choice([day for day in days if day != value]))
    for key in ("updated", "updates", "corrections"):  # else they come before it
        desk.set_key(story, key, None)
    desk.lead_to(story, None)


def withdrawal(desk: Desk) -> None:
    story = desk.any_story()
    hours = (None, "2026-05-31", "2026-06-15", "2031-01-01")
    value = desk.value(story, "expires_at") or None
    desk.set_key(story, "expires_at", desk.chance.choice([hour for hour in hours if hour != value]))


def series(desk: Desk) -> None:
    """Two parts change places, or a story comes to a series."""
    parts = desk.with_key("series")
    if len(parts) < 2 or desk.chance.random() < 0.3:
        part = desk.chance.choice((f"{{id: waterways, part: {desk.chance.randrange(4, 9)}}}", None))
        desk.set_key(desk.any_story(), "series", part)
        return
    one, other = desk.chance.sample(parts, 2)
    first, second = desk.value(one, "series"), desk.value(other, "series")
    desk.set_key(one, "series", second)
    desk.set_key(other, "series", first)


def related(desk: Desk) -> None:
    desk.set_key(desk.any_story(), "related", f'["{_name(desk, desk.any_story())}"]')


def related_withdrawn(desk: Desk) -> None:
    """The story that another names as related expires, or comes back."""
    named = {_name(desk, path): path for path in desk.stories()}
    wanted = {desk.value(path, "related") for path in desk.with_key("related")}
    targets = [path for name, path in named.items() if any(name in words for words in wanted)]
    if targets:
        desk.switch(desk.chance.choice(targets), "expires_at", "2026-05-31")
    else:
        related(desk)


def front(desk: Desk) -> None:
    """The desk puts stories on the front page, held ones and drafts too, or leaves it to the rules."""
    file = desk.root / "content/front.yaml"
    if file.exists() and desk.chance.random() < 0.2:
        file.unlink()
        return
    named = desk.chance.sample(desk.stories(), min(3, len(desk.stories())))
    lead, *beside = (f'"{_name(desk, story)}"' for story in named)
    file.write_text(f"lead: {lead}\nbeside: [{', '.join(beside)}]\n", "utf-8")


def _name(desk: Desk, story: Path) -> str:
    return story.relative_to(desk.root / "content/articles").as_posix()


def standing_page(desk: Desk) -> None:
    desk.add(desk.any_of("pages/**/*.md"), f"We like the {desk.word()}.")


def document(desk: Desk) -> None:
    """A document, a picture's notes: files beside the texts."""
    if desk.chance.random() < 0.5:
        desk.add(desk.any_of("files/*.csv"), f"{desk.chance.randrange(99)},2")
        return
    notes = desk.root / "content/images/one.png.yaml"
    notes.write_text(f"alt: A field\ncredit: A {desk.word()}\nlicence: CC BY 4.0\n", "utf-8")


def layout(desk: Desk) -> None:
    """A layout of the site's own appears, changes or goes."""
    text = '{% extends "bundled/article.html" %}\n{% block story_notes %}WORD{% endblock %}\n'
    _own(desk, "article.html", text)


def partial(desk: Desk) -> None:
    _own(desk, "partials/footer.html", "<footer><p>WORD</p></footer>\n")


def macro(desk: Desk) -> None:
    """The bundled macros with another word in them, or without it."""
    name = "macros/cards.html"
    text = (Path(bundled_folder(Disk())) / name).read_text("utf-8")
    _own(desk, name, text.replace('class="meta"', 'class="meta WORD"'))


def style_or_words(desk: Desk) -> None:
    """A style sheet of the site's own, or its words for something."""
    own = {"assets/own.css": "/* WORD */ p { margin: 0 }\n", "messages/en.yaml": 'nav.skip: "WORD"'}
    name = desk.chance.choice(sorted(own))
    _own(desk, name, own[name])


def _own(desk: Desk, name: str, text: str) -> None:
    path = desk.root / "layouts" / name
    if path.exists() and desk.chance.random() < 0.4:
        path.unlink()
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text.replace("WORD", f"{desk.word()}-{desk.chance.randrange(9)}"), "utf-8")


def photograph(desk: Desk) -> None:
    """Another picture with the size and time of the one before."""
    path = desk.any_of("*.png")
    before = path.stat()
    data = picture(320, 180, desk.chance.choice(("navy", "teal", "gold", "plum", "peru")))
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
    path = desk.root / "site.yaml"
    before = desk.value(path, key)
    kept = re.sub(rf"^{key}: .*\n", "", path.read_text("utf-8"), count=1, flags=re.M)
    value = desk.chance.choice([value for value in values if value != before])
    path.write_text(f"{key}: {value}\n{kept}", "utf-8")


def times(desk: Desk) -> None:
    """A checkout: every file has another time and the same bytes."""
    for path in sorted((desk.root / "content").rglob("*")):
        moment = desk.chance.randrange(1_000_000_000)
        os.utime(path, (moment, moment))


def fault(desk: Desk) -> None:
    """A mistake that keeps the edition back, until the law undoes what broke the site."""
    desk.set_key(desk.any_story(), "kind", "nonsense")


EDITS: tuple[Edit, ...] = (
    *(body, headline, summary, correction, byline, person_renamed, bio, tags, last_of_a_tag),
    *(section, slug, alias, file_renamed, file_gone_or_back, draft, date, withdrawal, series),
    *(
        related,
        related_withdrawn,
        front,
        standing_page,
        document,
        layout,
        partial,
        macro,
        style_or_words,
    ),
    *(photograph, site, times, fault),
)

# After these a clean build gives the same bytes as before.
SILENT: frozenset[Edit] = frozenset((times, fault))
