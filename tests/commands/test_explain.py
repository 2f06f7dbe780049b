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


REASONS = {
    "a body": (
        edited(A, "Words.", "Other words."),
        "/2026/03/a/ again, since the text of content/articles/a.md changed",
    ),
    "a headline": (
        edited(A, "First", "Another"),
        "/tags/x/ again, since `title` of content/articles/a.md changed",
    ),
    "a name": (
        edited("content/authors/ana.md", "Ana B.", "Ana C."),
        "/2026/03/b/ again, since `name` of content/authors/ana.md changed",
    ),
    "a layout": (
        lambda root: write_files(root, {"layouts/partials/footer.html": "<p>x</p>"}),
        "/2026/03/a/ again, since files came to layouts/ or went",
    ),
    "site.yaml": (
        edited("site.yaml", "The Evening Post", "The Morning Post"),
        "/2026/03/a/ again, since `title` of site.yaml changed",
    ),
    "a story come": (
        lambda root: write_files(root, {"content/articles/c.md": story("C", tags="[x]")}),
        "/2026/03/c/ is new",
    ),
}


@pytest.mark.parametrize("edit", REASONS)
def test_each_page_made_again_is_explained(
    site: Path, capsys: pytest.CaptureFixture[str], edit: str
) -> None:
    """The key, file or hour that is behind it, and the questions on the way."""
    change, expected = REASONS[edit]
    change(site)
    assert main(["build", str(site), "--explain", "--verify"]) == 0
    out = capsys.readouterr().out
    assert expected in out
    assert "verified: a clean build gives the same" in out
    written = int(re.findall(r"  ([0-9]+) written", out)[0])
    assert written <= len(re.findall(r" again, since | is new", out)) <= 2 * written


def test_an_hour_is_explained(
    site: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An embargo that fell due."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    assert main(["build", str(site), "--explain"]) == 0
    out = capsys.readouterr().out
    assert "/2026/05/late/ is new" in out
    assert "/world/ again, since the clock passed 2026-05-01 08:00 UTC" in out


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
