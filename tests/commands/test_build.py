"""`broadsheet build` as a writer meets it: what it says, how it ends."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from generator.commands import build
from generator.commands.cli import main, parser
from generator.disk import Disk, Where
from tests.building import SITE_YAML, read_folder, story, write_files


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site of one story."""
    files = {"site.yaml": SITE_YAML, "content/articles/a.md": story("A")}
    return write_files(tmp_path / "site", files)


def test_a_build_says_what_it_made_and_where(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Stories, files, the folder, and that a second build has nothing to do."""
    assert 0 == main(["build", str(site)])
    said = capsys.readouterr().out
    assert "1 story" in said
    assert "output/" in said
    assert 0 == main(["build", str(site)])
    assert "nothing to do" in capsys.readouterr().out


def test_a_site_with_a_fault_is_not_published(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 1, every fault told, the previous edition stands byte for byte."""
    main(["build", str(site)])
    before = read_folder(site / "output")
    write_files(site, {"content/articles/b.md": "---\ntitel: B\n---\n[x](nowhere.md)\n"})
    assert 1 == main(["build", str(site)])
    said = capsys.readouterr().err
    assert 'did you mean "title"?' in said
    assert "nothing was published" in said
    assert before == read_folder(site / "output")


def test_problems_come_as_json_for_tools(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """stdout is one JSON list and nothing else."""
    write_files(site, {"content/articles/b.md": "no header\n"})
    assert 1 == main(["build", str(site), "--format", "json"])
    rows = json.loads(capsys.readouterr().out)
    assert ["content/articles/b.md"] == sorted({row["path"] for row in rows})


def test_problems_come_as_annotations_for_github(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Workflow commands on stdout."""
    write_files(site, {"content/articles/b.md": "no header\n"})
    main(["build", str(site), "--format", "github"])
    assert capsys.readouterr().out.startswith("::error file=content/articles/b.md,line=1,")


def test_strict_lets_no_warning_pass(site: Path) -> None:
    """A warning that an author can mend fails the build when asked for."""
    write_files(site, {"content/articles/b.md": story("B", "# A heading of its own")})
    assert 0 == main(["build", str(site)])
    assert 1 == main(["build", str(site), "--strict"])


def test_strict_forgives_what_time_alone_did(site: Path) -> None:
    """A withdrawn story never fails a build."""
    files = {
        "content/articles/b.md": story("B", expires_at="2026-03-02"),
        "content/articles/c.md": story("C", "[b](b.md)"),
    }
    write_files(site, files)
    assert 0 == main(["build", str(site), "--strict"])


def test_strict_forgives_the_faults_of_drafts(site: Path) -> None:
    """What somebody has not finished must not keep an embargo from lifting."""
    text = story("B", "[x](nowhere.md)\n\n# A heading of its own", draft="true", tags="[x, x]")
    write_files(site, {"content/articles/b.md": text})
    assert 0 == main(["build", str(site), "--strict"])


def test_a_build_ends_with_what_is_not_published(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Embargoes with their hour, drafts of stories and pages; so does one with nothing to do."""
    files = {
        "content/articles/b.md": story("B", date="2998-01-01"),
        "content/articles/c.md": story("C", draft="true"),
        "content/pages/d.md": "---\ntitle: D\ndraft: true\n---\n",
    }
    write_files(site, files)
    for _ in range(2):
        main(["build", str(site)])
        said = capsys.readouterr().out
        assert (
            "not published:\n"
            "  until 2998-01-01 00:00 GMT (Europe/London): content/articles/b.md\n"
            "  draft: content/articles/c.md\n"
            "  draft: content/pages/d.md\n"
        ) in said
    main(["build", str(site), "--drafts"])
    assert "shown here, not published:\n" in capsys.readouterr().out


def test_drafts_go_to_the_preview_and_never_to_the_output(site: Path) -> None:
    """--drafts builds into .broadsheet/preview/, marked and noindex."""
    write_files(site, {"content/articles/b.md": story("B", draft="true")})
    assert 0 == main(["build", str(site), "--drafts"])
    assert not (site / "output").exists()
    page = (site / ".broadsheet/preview/2026/03/b/index.html").read_text("utf-8")
    assert "noindex" in page


def test_a_time_ahead_of_the_clock_makes_a_preview(site: Path) -> None:
    """--now with a later time shows what will be, and publishes nothing."""
    write_files(site, {"content/articles/b.md": story("B", date="2990-01-01")})
    assert 0 == main(["build", str(site), "--now", "2990-06-01"])
    assert not (site / "output").exists()
    assert (site / ".broadsheet/preview/2990/01/b/index.html").exists()


def test_an_earlier_time_makes_the_edition_of_that_time(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """--now in the past is said aloud; what was not out then is held."""
    assert 0 == main(["build", str(site), "--now", "2026-02-01"])
    said = capsys.readouterr().out
    assert "built as of 2026-02-01 00:00 UTC (--now)" in said
    assert "until 2026-03-01 09:00 GMT (Europe/London): content/articles/a.md" in said
    assert not (site / "output/2026/03/a").exists()


def test_source_date_epoch_sets_the_clock(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The common way to say when a reproducible build happened."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert 0 == main(["build", str(site)])
    assert not (site / "output/2026/03/a").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["build", "nowhere-at-all"],
        ["build", "{site}", "--now", "tomorrow"],
        ["build", "{site}", "--now", "2026-13-01"],
        ["build", "{site}", "--now", "2026-W10"],
        ["build", "{site}", "--now", "0001-01-01"],
        ["build", "{site}", "--now", "2026-03-01T09:00+99:00"],
        ["build", "{site}", "--output", "{site}"],
        ["build", "{site}", "--output", "{site}/content/x"],
        ["build", "{site}", "--output", "/"],
        ["build", "{site}", "--drafts", "--output", "elsewhere"],
    ],
)
def test_wrong_usage_ends_with_two(
    site: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """A plain sentence says what was wrong; the sources are as they were."""
    before = read_folder(site)
    assert 2 == main([word.format(site=site) for word in arguments])
    assert capsys.readouterr().err.strip()
    assert before == read_folder(site)


@pytest.mark.parametrize(
    "arguments",
    [
        ["build", ""],
        ["build", "{site}", "--now", ""],
        ["build", "{site}", "--now="],
        ["build", "{site}", "--now", " "],
        ["build", "{site}", "--output", ""],
        ["new", ""],
        ["new", "A headline", ""],
        ["new", "A headline", "{site}", "--slug", ""],
        ["new", "A headline", "{site}", "--section", ""],
        ["new", "A headline", "{site}", "--author", ""],
        ["serve", ""],
    ],
)
def test_an_empty_argument_is_never_passed_over(
    site: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """`--now "$WHEN"` without a WHEN must not publish as of now."""
    before = read_folder(site)
    with pytest.raises(SystemExit) as ended:
        main([word.format(site=site) for word in arguments])
    assert 2 == ended.value.code
    can_be_left_out = arguments != ["new", ""]
    told = capsys.readouterr().err
    assert "is empty: say what it is" in told
    assert (", or leave it out" in told) is can_be_left_out
    assert before == read_folder(site)


@pytest.mark.parametrize(
    "epoch", ["", " ", "x", "-1", "1e9", "1700000000.5", "1_000", "+5", "١٢٣", "9" * 30]
)
def test_a_source_date_epoch_that_is_no_time_ends_with_two(
    site: Path, epoch: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The specification asks for that; nothing is published as of another time instead."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert 2 == main(["build", str(site)])
    assert "SOURCE_DATE_EPOCH" in capsys.readouterr().err
    assert not (site / "output").exists()


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (
            "2026-03-29 01:30",
            "had no 2026-03-29 01:30: the clocks were put forward; write 2026-03-29 02:30",
        ),
        ("2026-10-25 01:30", "has 2026-10-25 01:30 twice: the clocks were put back; write which"),
    ],
)
def test_a_time_that_the_zone_has_twice_or_never_is_not_guessed(
    site: Path, typed: str, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """--now is read as the times in a story's header are."""
    assert 2 == main(["build", str(site), "--now", typed])
    assert says in capsys.readouterr().err
    assert 0 == main(["build", str(site), "--now", "2025-10-26 01:30 +00:00"])
    assert "built as of 2025-10-26 01:30 UTC" in capsys.readouterr().out


def test_what_was_typed_moves_no_cursor(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Control characters of an argument are shown, not sent to the terminal."""
    with pytest.raises(SystemExit):
        main(["build", str(site), "\033[2J"])
    assert "\033" not in capsys.readouterr().err


def test_a_source_that_never_rests_is_told(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Somebody writes it all the time: nothing is published of a mixture."""

    class Restless(Disk):
        def read_bytes(self, path: Where, limit: int) -> bytes:
            data = super().read_bytes(path, limit)
            return data + b"\n" if os.fspath(path).endswith("a.md") else data

    args = parser("build").parse_args(["build", str(site)])
    assert 1 == build.run(args, Restless())
    assert "content/articles/a.md changed whenever it was read" in capsys.readouterr().err
    assert not (site / "output").exists()


def test_an_unknown_option_ends_with_two(site: Path) -> None:
    """argparse says it; no command guesses an abbreviation."""
    with pytest.raises(SystemExit) as ended:
        main(["build", str(site), "--draft"])
    assert 2 == ended.value.code


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    """A writer finds the way."""
    with pytest.raises(SystemExit):
        main(["--help"])
    said = capsys.readouterr().out
    assert all(f"  {name} " in said for name in ("build", "serve", "new", "schema"))


def test_colours_are_for_terminals_only(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A log file gets plain text."""
    write_files(site, {"content/articles/b.md": "no header\n"})
    main(["build", str(site)])
    assert "\033" not in capsys.readouterr().err
