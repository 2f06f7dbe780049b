"""Why a page was made again, and that it is what a clean build makes."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import blobs
from generator.commands.cli import main
from tests.building import SITE_YAML, story, write_files

A, B = "content/articles/a.md", "content/articles/b.md"


@pytest.fixture
def site(tmp_path: Path, clock: None, capsys: pytest.CaptureFixture[str]) -> Path:
    """Two stories, the first with an hour before it."""
    files = {
        A: story("First", "Words.", authors="[ana]", tags="[x]"),
        B: story("Second", "[a](a.md)", authors="[ana]", tags="[x]"),
        "content/articles/late.md": story("Late", publish_at="2026-05-01 09:00"),
        "content/authors/ana.md": "---\nname: Ana B.\n---\nA bio.\n",
    }
    root = write_files(tmp_path / "site", {"site.yaml": SITE_YAML, **files})
    assert main(["build", str(root), "--explain"]) == 0
    assert "everything is made: nothing was remembered" in capsys.readouterr().out
    return root


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """An hour that stands."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1775000000")


def edited(path: str, old: str, new: str) -> Callable[[Path], object]:
    def edit(root: Path) -> None:
        text = (root / path).read_text()
        assert old in text
        (root / path).write_text(text.replace(old, new))

    return edit


def of_all_layouts(root: Path) -> None:
    write_files(root, {"layouts/partials/footer.html": "<p>one</p>\n<p>two</p>\n"})


TITLE = "`title` (line 2) of content/articles/a.md changed"
REASONS: dict[str, tuple[Callable[[Path], object], tuple[str, ...]]] = {
    "a body": (
        edited(A, "Words.", "Other words."),
        (
            "7 pages were made again because the text of content/articles/a.md changed:",
            "/2026/03/a/ by way of what the page shows of the story",
        ),
    ),
    "a headline": (
        edited(A, "First", "Another"),
        (
            f"pages were made again because {TITLE}:",
            "/2026/03/a/ at first hand",
            "by way of the story's card in lists: /2026/03/, /tags/x/, /world/",
            "by way of the story's entry in feeds: /authors/ana/feed.xml,",
        ),
    ),
    "a tag": (
        edited(A, "tags: [x]", "tags: [x, y]"),
        (
            "2 pages are new: /tags/y/, /tags/y/feed.xml",
            "`tags` (line 6) of content/articles/a.md changed:",
        ),
    ),
    "a name": (
        edited("content/authors/ana.md", "Ana B.", "Ana C."),
        (
            "because `name` (line 2) of content/authors/ana.md changed:",
            "2 pages by way of the person's byline, then the story's card in lists, then the "
            "stories of the front page: /, /404.html",
        ),
    ),
    "a layout come": (
        of_all_layouts,
        (
            "because layouts/partials/footer.html came, by way of a layout that the page's own "
            "includes or extends: /, /2026/, /2026/03/, /2026/03/a/, /2026/03/b/ and 7 more",
        ),
    ),
    "site.yaml": (
        edited("site.yaml", "The Evening Post", "The Morning Post"),
        ("because `title` (line 1) of site.yaml changed:",),
    ),
    "a story come": (
        lambda root: write_files(root, {"content/articles/c.md": story("C", tags="[x]")}),
        (
            "/2026/03/c/ is new",
            "because content/articles/c.md came:",
            "2 pages by way of what is published, then the order of the tag: /tags/x/, "
            "/tags/x/feed.xml",
        ),
    ),
    "a story gone": (
        lambda root: (root / B).unlink(),
        (
            "because content/articles/b.md went:",
            "2026/03/b/index.html went: no page is made there any more",
        ),
    ),
    "words of the site": (
        lambda root: write_files(root, {"layouts/messages/en.yaml": 'nav.skip: "Jump"'}),
        ("because layouts/messages/en.yaml came",),
    ),
    "a page altered": (
        lambda root: (root / "output/2026/03/a/index.html").write_text("By hand."),
        ("2026/03/a/index.html was put back as made before: in the output it was another or gone",),
    ),
    "the store of another version": (
        lambda root: (root / ".broadsheet/edition.store").write_text("Another version's."),
        ("everything is made: what was remembered is another version's of Broadsheet, or damaged",),
    ),
}


@pytest.mark.parametrize("edit", REASONS)
def test_each_page_made_again_is_explained(
    site: Path, capsys: pytest.CaptureFixture[str], edit: str
) -> None:
    """The key, line, file or hour that is behind it, and what it came by way of."""
    change, expected = REASONS[edit]
    change(site)
    assert main(["build", str(site), "--explain", "--verify"]) == 0
    out = capsys.readouterr().out
    assert [] == [words for words in expected if words not in out], out
    assert "verified: a clean build gives the same" in out


SECOND: dict[str, tuple[Callable[[Path], object], str]] = {
    "a line of a layout": (
        edited("layouts/partials/footer.html", "two", "three"),
        "12 pages were made again because line 2 of layouts/partials/footer.html changed",
    ),
    "a layout gone": (
        lambda root: (root / "layouts/partials/footer.html").unlink(),
        "12 pages were made again because layouts/partials/footer.html went",
    ),
    "a word of the site's": (
        edited("layouts/messages/en.yaml", "Jump", "Leap"),
        "because `nav.skip` of layouts/messages/en.yaml changed",
    ),
}


@pytest.mark.parametrize("edit", SECOND)
def test_the_line_of_a_layout_is_told(
    site: Path, capsys: pytest.CaptureFixture[str], edit: str
) -> None:
    """Where the layout as it was is remembered."""
    of_all_layouts(site)
    write_files(site, {"layouts/messages/en.yaml": 'nav.skip: "Jump"\n'})
    assert main(["build", str(site)]) == 0
    change, expected = SECOND[edit]
    change(site)
    assert main(["build", str(site), "--explain"]) == 0
    assert expected in capsys.readouterr().out


def test_every_page_that_was_written_is_named_or_counted(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each once, with one cause."""
    edited(A, "First", "Another")(site)
    assert main(["build", str(site), "--explain"]) == 0
    out = capsys.readouterr().out
    written = int(re.findall(r"  ([0-9]+) written", out)[0])
    (made,) = re.findall(r"([0-9]+) pages were made again because", out)
    ways = re.findall(r"^    (?:([0-9]+) pages|/\S+) (?:by way of|at first hand)", out, re.M)
    assert int(made) == sum(int(count or 1) for count in ways)
    assert written - 1 <= int(made) <= written + 3  # build.json, and pages that came out the same


def test_an_hour_is_explained(
    site: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An embargo that fell due, and a clock that was set back."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    assert main(["build", str(site), "--explain"]) == 0
    out = capsys.readouterr().out
    assert "2 pages are new: /2026/05/, /2026/05/late/" in out
    assert "because 2026-05-01 08:00 UTC has come:" in out
    assert "by way of what is published, then the order of the section: /world/" in out
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1775000000")
    assert main(["build", str(site), "--explain"]) == 0
    out = capsys.readouterr().out
    assert "because the clock stands before 2026-05-01 08:00 UTC again:" in out
    assert "2 files went: 2026/05/index.html, 2026/05/late/index.html" in out


def test_where_the_time_went(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Rooms of ours and packages, the longest first; nothing where nothing was done."""
    edited(A, "First", "Another")(site)
    assert main(["build", str(site), "--profile"]) == 0
    out = capsys.readouterr().out
    assert "where the time went" in out
    shares = [float(line.split()[0]) for line in out.split("went (")[1].split("\n")[1:] if line]
    assert len(shares) > 5
    assert sorted(shares, reverse=True) == shares
    assert "generator/engine" in out
    assert main(["build", str(site), "--profile"]) == 0
    assert "where the time went" not in capsys.readouterr().out


def test_another_edition_than_a_clean_one_is_not_published(
    site: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would be a mistake of ours, and is told as one."""
    before = (site / "output/index.html").read_bytes()
    edited(A, "First", "Another")(site)
    real, calls = blobs.Blobs.put, []

    def put(self: blobs.Blobs, data: bytes) -> str:
        calls.append(data)
        return real(self, data + b"<!-- -->" if len(calls) == 1 else data)

    monkeypatch.setattr(blobs.Blobs, "put", put)
    assert main(["build", str(site), "--verify"]) == 1
    err = capsys.readouterr().err
    assert "a mistake of Broadsheet's" in err
    assert "nothing was published" in err
    assert before == (site / "output/index.html").read_bytes()
