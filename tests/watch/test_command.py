"""`broadsheet watch` and `build --watch`, from their arguments to their last word."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import httpx
import pytest

from generator.commands.cli import main
from tests.benchmarks.measure import tree
from tests.building import SITE_YAML, read_folder, story, write_files
from tests.watch.following import following

STORY = "content/articles/a.md"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write_files(tmp_path / "site", {"site.yaml": SITE_YAML, STORY: story("A")})


def is_alive(command_line: Path) -> bool:
    """Whether a process goes on; of one that ended and was not asked for, nothing can be read."""
    with suppress(OSError):
        return bool(command_line.read_text())
    return False


def test_ctrl_c_ends_all_of_it(site: Path) -> None:
    """Also while a browser listens; the exit code is that of a command that did its work."""
    with following(site) as watch, httpx.Client() as client:
        with client.stream("GET", f"{watch.address}/__broadsheet/events") as stream:
            assert next(stream.iter_lines()).startswith("data: ")
            _, *children = tree(watch.process.pid)
            watch.interrupt()
        assert watch.process.returncode == 0
        left = [Path(f"/proc/{child}/cmdline") for child in children]
        for _ in range(100):
            left = [place for place in left if is_alive(place)]
            time.sleep(0.01)
        assert not left
    assert not any("Traceback" in line for line in watch.lines)


def test_a_taken_port_leads_to_the_next(site: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with following(site, "--port", str(port)) as watch:
            said = "\n".join(watch.lines)
    assert f"port {port} is taken" in said


def test_a_preview_never_touches_the_output(site: Path) -> None:
    assert main(["build", str(site)]) == 0
    before = read_folder(site / "output")
    with following(site, "--drafts") as watch:
        write_files(
            site, {STORY: story("Another"), "content/articles/d.md": story("D", draft="true")}
        )
        watch.wait_for("files")
    assert before == read_folder(site / "output")
    assert not list((site / "output").rglob("d"))


def test_drafts_are_shown_where_asked_for_only(site: Path) -> None:
    write_files(site, {"content/articles/d.md": story("The draft", draft="true")})
    with following(site) as watch:
        assert "The draft" not in httpx.get(f"{watch.address}/").text
        assert "content/articles/d.md: draft" in httpx.get(f"{watch.address}/__broadsheet/").text
    with following(site, "--drafts") as watch:
        assert "The draft" in httpx.get(f"{watch.address}/").text
        status = httpx.get(f"{watch.address}/__broadsheet/").text
        assert '<a href="/2026/03/d/">content/articles/d.md</a>: draft' in status


def test_two_previews_and_builds_of_one_site_get_along(site: Path) -> None:
    with following(site, "--drafts") as one, following(site, "--drafts") as two:
        write_files(site, {STORY: story("Seen by both")})
        assert main(["build", str(site)]) == 0
        for watch in (one, two):
            for _ in range(200):
                if "Seen by both" in httpx.get(f"{watch.address}/").text:
                    break
                time.sleep(0.05)
            assert "Seen by both" in httpx.get(f"{watch.address}/").text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--now", "2027-01-01"], "leave --now out"),
        (["--verify", "--profile"], "leave --verify and --profile out"),
        (["--format", "json"], "leave --format out"),
        (["--drafts", "--output", "x"], "leave --output out"),
    ],
)
def test_what_is_for_one_build_is_refused(
    site: Path, words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", str(site), "--watch", *words]) == 2
    assert said in capsys.readouterr().err


def test_where_no_site_is_nothing_is_watched(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["watch", str(tmp_path)]) == 2
    assert "site.yaml" in capsys.readouterr().err


def test_the_process_that_answers_the_browser_never_loads_the_engine() -> None:
    """It begins in no time, and is small."""
    code = "import sys, generator.watch.session; print(*sorted(sys.modules))"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(said.stdout.split())
    assert "generator.watch.app" in loaded
    assert not loaded & {"jinja2", "markdown", "yaml", "sqlite3", "pygments", "generator.engine"}


def test_a_preview_folder_that_leads_elsewhere_is_refused(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In words, before anything is begun."""
    (site / ".broadsheet").mkdir()
    (site / ".broadsheet/preview").symlink_to(site / "content")
    assert main(["watch", str(site), "--port", "0"]) == 2
    assert "can't be the output folder" in capsys.readouterr().err
