"""`broadsheet serve`, from its arguments to its last word."""

from __future__ import annotations

import argparse
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from generator.commands import serve
from generator.serve.server import listening

SITE = """\
title: The Meridian
base_url: https://meridian.example
language: en
timezone: Europe/London
"""
# A shell's background job ignores SIGINT, and so would its children.
PROGRAM = """\
import argparse, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from generator.commands import serve
parser = argparse.ArgumentParser()
serve.add_arguments(parser)
sys.exit(serve.run(parser.parse_args()))
"""
FILM_BYTES = 50_000_000


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A small site with its output and a preview."""
    (tmp_path / "site.yaml").write_text(SITE)
    for folder, page in {"output": "published", ".broadsheet/preview": "preview"}.items():
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "index.html").write_text(page)
    return tmp_path


def parsed(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    serve.add_arguments(parser)
    return parser.parse_args(words)


@contextmanager
def serving(*words: object) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The command at work in a process of its own, and the first line that it says."""
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, *map(str, words)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": os.getcwd(), "PYTHONUTF8": "1"},
    )
    try:
        assert process.stdout is not None
        yield process, process.stdout.readline()
    finally:
        process.kill()
        process.communicate()


def address_in(line: str) -> str:
    found = re.search(r"http://\S+", line)
    assert found, line
    return found.group()


def test_first_word(site: Path) -> None:
    """It says what is where, and how to end it, once pages can be had."""
    with serving(site, "--port", 0) as (_, line):
        expected = r"The Meridian is at http://127\.0\.0\.1:\d+/ – Ctrl-C ends it\.\n"
        assert re.fullmatch(expected, line)
        assert "published" == httpx.get(address_in(line)).text


def test_preview(site: Path) -> None:
    """With --preview it shows what a build with drafts made, and says so."""
    with serving(site, "--preview", "--port", 0) as (_, line):
        assert line.startswith("The preview of The Meridian is at ")
        assert "preview" == httpx.get(address_in(line)).text


def test_site_below_a_path(site: Path) -> None:
    """A path in base_url is part of the address, as it will be when published."""
    (site / "site.yaml").write_text(SITE.replace("example\n", "example/the/news\n"))
    with serving(site, "--port", 0) as (_, line):
        assert address_in(line).endswith("/the/news/")
        assert "published" == httpx.get(address_in(line)).text


def test_broken_site_file(site: Path) -> None:
    """What was built can be looked at while site.yaml is being mended."""
    (site / "site.yaml").write_text("title: [\n")
    with serving(site, "--port", 0) as (_, line):
        assert line.startswith("The site is at ")
        assert "published" == httpx.get(address_in(line)).text


def test_title_in_small_letters(site: Path) -> None:
    """A title is written as its owner writes it."""
    (site / "site.yaml").write_text(SITE.replace("The", "the"))
    with serving(site, "--port", 0) as (_, line):
        assert line.startswith("the Meridian is at ")


def test_title_that_moves_the_cursor(site: Path) -> None:
    """A title can't play tricks with the terminal."""
    (site / "site.yaml").write_text(SITE.replace("The Meridian", "The \u202eMeridian\u202c"))
    with serving(site, "--port", 0) as (_, line):
        assert line.startswith("The \\u202eMeridian\\u202c is at ")


def test_ctrl_c(site: Path) -> None:
    """Ctrl-C ends it at once, as a success and without a word of complaint."""
    with serving(site, "--port", 0) as (process, line):
        assert "published" == httpx.get(address_in(line)).text
        assert_ends_at_once(process)


def test_ctrl_c_right_away(site: Path) -> None:
    """From its first word on, it ends in peace."""
    with serving(site, "--port", 0) as (process, _):
        assert_ends_at_once(process)


def test_ctrl_c_while_a_film_is_sent(site: Path) -> None:
    """It does not wait for a browser that is slow to take a long film."""
    (site / "output" / "film.mp4").write_bytes(bytes(FILM_BYTES))
    with serving(site, "--port", 0) as (process, line):
        host, port = address_in(line).removeprefix("http://").rstrip("/").split(":")
        with socket.create_connection((host, int(port))) as browser:
            browser.sendall(b"GET /film.mp4 HTTP/1.1\r\nHost: localhost\r\n\r\n")
            assert browser.recv(15) == b"HTTP/1.1 200 OK"
            assert_ends_at_once(process)


def assert_ends_at_once(process: subprocess.Popen[str]) -> None:
    started = time.monotonic()
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=10)
    assert (0, "", "") == (process.returncode, out.strip(), err)
    assert time.monotonic() - started < 5  # 0.3 on an idle machine


def test_port_that_is_taken(site: Path) -> None:
    """The next free port is taken, and both are named."""
    with listening(0) as taken:
        port = taken.getsockname()[1]
        with serving(site, "--port", port) as (process, line):
            found = int(address_in(line).rstrip("/").rpartition(":")[2])
            assert port < found <= port + 20
            process.send_signal(signal.SIGINT)
            _, err = process.communicate(timeout=10)
            assert f"port {port} is taken; this is port {found}\n" == err


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((), "there is no output/ yet: run broadsheet build first\n"),
        (
            ("--preview",),
            "there is no preview yet: run broadsheet build --drafts first\n",
        ),
    ],
)
def test_nothing_built(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], message: str
) -> None:
    """Before the first build it says what to do."""
    (tmp_path / "site.yaml").write_text(SITE)
    assert 1 == serve.run(parsed(str(tmp_path), *words))
    assert message == capsys.readouterr().err


def test_output_that_is_a_file(tmp_path: Path) -> None:
    """A file called output is nothing to serve."""
    (tmp_path / "site.yaml").write_text(SITE)
    (tmp_path / "output").write_text("")
    assert 1 == serve.run(parsed(str(tmp_path)))


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is locked for root")
def test_locked_folder(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder that may not be looked into is told by its path."""
    (site / ".broadsheet").chmod(0)
    assert 1 == serve.run(parsed(str(site), "--preview"))
    (site / ".broadsheet").chmod(0o700)
    assert "preview can't be read: permission denied" in capsys.readouterr().err


def test_no_site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder without site.yaml is wrong usage."""
    assert 2 == serve.run(parsed(str(tmp_path)))
    assert "there is no site.yaml in" in capsys.readouterr().err


@pytest.mark.parametrize("port", ["x", "-1", "65536", "8000.0", "²", "٨٠٠٠", "1_0", ""])
def test_bad_port(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What is no port is wrong usage."""
    with pytest.raises(SystemExit) as ended:
        parsed(f"--port={port}")
    assert 2 == ended.value.code
    assert "a port is a number from 1 to 65535" in capsys.readouterr().err


def test_quick_help() -> None:
    """The command's help imports no server."""
    program = "import sys; import generator.commands.serve; print(sorted(sys.modules))"
    loaded = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout
    assert [] == [name for name in ("uvicorn", "starlette", "yaml") if f"'{name}'" in loaded]
