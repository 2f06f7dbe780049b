"""Whom a command can't tell: a full disk, a pipe that nobody reads, no stream at all."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.building import SITE_YAML, story, write_files

CHECKOUT = Path(__file__).parent.parent.parent
COMMANDS = [["--help"], ["schema"], ["build", "{site}", "--format", "json"], ["build", "--nope"]]
NAMES = [" ".join(words) for words in COMMANDS]

has_full_device = pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with a warning, so that both streams have something to carry."""
    files = {"site.yaml": SITE_YAML, "content/articles/a.md": story("A", "# Heading")}
    return write_files(tmp_path / "site", files)


def run(
    site: Path, words: list[str], streams: str = "", output: int = subprocess.PIPE
) -> subprocess.CompletedProcess[bytes]:
    """The command as a shell runs it with these redirections; output is buffered as usual."""
    env = {k: v for k, v in os.environ.items() if k != "PYTHONUNBUFFERED"}
    env["PYTHONPATH"] = str(CHECKOUT)
    program = [sys.executable, "-m", "generator.commands.cli"]
    typed = [word.format(site=site) for word in words]
    shell = ["sh", "-c", f'"$@" {streams}', "sh", *program, *typed]
    return subprocess.run(
        shell, stdout=output, stderr=subprocess.PIPE, env=env, cwd=site, check=False
    )


@pytest.fixture(scope="module")
def own_codes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, int]:
    """How each command ends when everybody listens."""
    codes = {}
    for name, words in zip(NAMES, COMMANDS, strict=True):
        files = {"site.yaml": SITE_YAML, "content/articles/a.md": story("A", "# Heading")}
        root = write_files(tmp_path_factory.mktemp("site"), files)
        codes[name] = run(root, words).returncode
    return codes


@pytest.mark.parametrize("words", COMMANDS, ids=NAMES)
@pytest.mark.parametrize("streams", [">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_command_without_streams_ends_as_ever(
    site: Path, own_codes: dict[str, int], words: list[str], streams: str
) -> None:
    """Nobody wants to hear: that is no fault, and one stream's words go into no other."""
    ended = run(site, words, streams)
    assert own_codes[" ".join(words)] == ended.returncode
    assert b"Traceback" not in ended.stderr
    if "2>&-" in streams:
        assert b"usage" not in ended.stdout or words == ["--help"]


@has_full_device
@pytest.mark.parametrize("words", COMMANDS, ids=NAMES)
def test_a_full_disk_behind_standard_output_is_told(
    site: Path, own_codes: dict[str, int], words: list[str]
) -> None:
    """Whoever saves the report must know that it isn't there; the command's own fault goes first."""
    ended = run(site, words, ">/dev/full")
    own = own_codes[" ".join(words)]
    says_something_there = words != ["build", "--nope"]
    assert (own or 1) == ended.returncode
    told = b"standard output can't be written: no space left on device\n"
    assert says_something_there == ended.stderr.endswith(told)
    assert b"Traceback" not in ended.stderr
    assert b"Exception" not in ended.stderr


@has_full_device
@pytest.mark.parametrize("words", COMMANDS, ids=NAMES)
def test_a_full_disk_behind_standard_error_changes_nothing(
    site: Path, own_codes: dict[str, int], words: list[str]
) -> None:
    """There is nowhere left to tell it."""
    assert own_codes[" ".join(words)] == run(site, words, "2>/dev/full").returncode


@pytest.mark.parametrize("words", COMMANDS, ids=NAMES)
def test_a_pipe_that_nobody_reads_is_no_fault(
    site: Path, own_codes: dict[str, int], words: list[str]
) -> None:
    """`broadsheet build | head -1`: the site is published, and the exit code says so."""
    reader, writer = os.pipe()
    os.close(reader)
    ended = run(site, words, output=writer)
    os.close(writer)
    assert own_codes[" ".join(words)] == ended.returncode
    assert b"Traceback" not in ended.stderr
    assert b"Exception" not in ended.stderr


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_what_went_wrong_is_told_at_once(unbuffered: str) -> None:
    """Not when a server ends."""
    words = (
        "from generator.commands.outlets import outlets, say, tell; outlets(); tell('a'); say('b')"
    )
    env = os.environ | {"PYTHONPATH": str(CHECKOUT), "PYTHONUNBUFFERED": unbuffered}
    script = f"{words}; import sys; sys.stdin.read()"
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [sys.executable, "-c", script], stdin=pipe, stdout=pipe, stderr=pipe, env=env
    ) as run:
        assert run.stdout is not None
        assert run.stderr is not None
        assert (b"a\n", b"b\n") == (run.stderr.readline(), run.stdout.readline())
        run.communicate()


def test_a_long_report_waits_for_a_slow_reader(site: Path) -> None:
    """More than a pipe holds arrives whole, also where the descriptor doesn't block."""
    text = "---\ntitle: A\ndate: 2026-03-01\nsection: world\n" + "colour: red\n" * 2 + "---\n"
    write_files(
        site, {f"content/articles/{n}.md": text.replace("colour", f"c{n}") for n in range(300)}
    )
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    words = ["build", "{site}", "--format", "json"]
    with ThreadPoolExecutor(1) as pool:
        told = pool.submit(_all_of, reader)
        run(site, words, output=writer)
        os.close(writer)
        assert 300 <= len(json.loads(told.result()))


def _all_of(reader: int) -> bytes:
    time.sleep(3)
    with os.fdopen(reader, "rb") as pipe:
        return pipe.read()
