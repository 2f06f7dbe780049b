"""The law that the next store rests on: a build with a memory gives a clean build's bytes."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator.build import Made, make
from generator.disk import Disk
from generator.engine import Edition, InMemory
from generator.engine.store import Store
from generator.outside import Outside, outside
from generator.pages.plan import KINDS, planned
from tests.building import NOW, full_site, picture, story, write_files

Edit = Callable[[Path], None]


def changed(path: str, old: str, new: str) -> Edit:
    def edit(root: Path) -> None:
        text = (root / path).read_text("utf-8")
        assert old in text
        (root / path).write_text(text.replace(old, new), "utf-8")

    return edit


def written(path: str, content: str | bytes) -> Edit:
    return lambda root: void(write_files(root, {path: content}))


def removed(path: str) -> Edit:
    return lambda root: (root / path).unlink()


class Kept:
    """The memory of a process that goes on, or of one command after another."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._memory = InMemory()

    def make(self, look: Callable[[], Outside]) -> Made:
        """A build that remembers the one before."""
        if self._path is None:
            return make(look, self._memory)
        with closing(Store(str(self._path), b"version", Disk())) as store:
            return make(look, store)


@pytest.fixture(params=["in memory", "in a file"])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Kept:
    return Kept(tmp_path / "store" if request.param == "in a file" else None)


def void(_: object) -> None:
    return None


WORLD = "content/articles/world/"
EDITS: dict[str, Edit] = {
    "a body": changed(WORLD + "story-1.md", "Text 1", "Other words"),
    "a line above": changed(WORLD + "story-1.md", "## Part one", "\n\n## Part one"),
    "a headline": changed(WORLD + "story-2.md", "Story number 2", "Another headline"),
    "a person renamed": changed("content/authors/ana-b.md", "Ana B.", "Ana Bel"),
    "a bio": changed("content/authors/ana-b.md", "many places", "few places"),
    "a draft published": changed(WORLD + "draft.md", "draft: true", "draft: false"),
    "a slug": changed(WORLD + "story-3.md", "section: world", "section: world\nslug: other"),
    "a story gone": removed("content/articles/ideas/pictures.md"),
    "a story come": written(WORLD + "new.md", story("New", "[one](story-1.md)", tags="[Treaties]")),
    "a picture": written("content/images/one.png", picture(1500, 900, "purple")),
    "picture notes": changed("content/images/one.png.yaml", "A. Painter", "B. Painter"),
    "a layout appears": written("layouts/partials/footer.html", "<footer>new</footer>"),
    "a layout goes": lambda root: (root / "layouts/partials/footer.html").unlink(missing_ok=True),
    "site.yaml": changed("site.yaml", "per_page: 2", "per_page: 3"),
    "a fault": written(WORLD + "bad.md", "---\ntitle: [\n---\n[x](nowhere.md)\n"),
    "a fault mended": written(WORLD + "bad.md", story("Mended", tags="[Treaties]")),
}


@pytest.mark.parametrize("order", ["forward", "backward"])
def test_remembered_answers_give_the_bytes_of_a_clean_build(
    tmp_path: Path, order: str, kept: Kept
) -> None:
    """After each of many edits: the same files, the same problems, the same waiting list."""
    root = write_files(tmp_path / "site", full_site())
    names = list(EDITS) if order == "forward" else ["a body", *reversed(EDITS)][:9]
    for name in names:
        EDITS[name](root)
        look = lambda: outside(str(root), Disk(), NOW)  # noqa: E731
        assert make(look) == kept.make(look), name


def test_the_clock_moves_both_ways(tmp_path: Path, kept: Kept) -> None:
    """A later and an earlier hour give what a clean build of that hour gives."""
    root = write_files(tmp_path / "site", full_site())
    for month in (6, 8, 2, 7, 4):
        now = datetime(2026, month, 2, tzinfo=UTC)
        look = lambda now=now: outside(str(root), Disk(), now)  # noqa: E731
        assert make(look) == kept.make(look), month


def test_every_question_answers_alike_when_asked_twice(tmp_path: Path) -> None:
    """Impure questions would be named."""
    root = write_files(tmp_path, full_site())
    edition = Edition(outside(str(root), Disk(), NOW), twice=True)
    outputs = edition.ask(planned, False)
    digests = [edition.ask(KINDS[output.kind].render, output) for output in outputs]
    assert len(outputs) == len(digests) > 50


def test_a_body_that_changes_wakes_its_page_and_the_feeds_alone(tmp_path: Path) -> None:
    """Lists that print its headline are not made again."""
    root = write_files(tmp_path, full_site())
    memory = InMemory()
    make(lambda: outside(str(root), Disk(), NOW), memory)
    EDITS["a body"](root)
    edition = Edition(outside(str(root), Disk(), NOW), memory)
    for output in edition.ask(planned, False):
        edition.ask(KINDS[output.kind].render, output)
    made = {
        args[0].kind
        for question, args in edition.answered
        if question.name.startswith("pages.") and args and hasattr(args[0], "kind")
    }
    assert {"article", "feed"} == made
