"""What a build says on terminals, in files, and to tools: parsed, or looked at character by character."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from generator.commands.cli import main
from tests.building import SITE_YAML, story, write_files

CHECKOUT = Path(__file__).parent.parent.parent
EVIL = "evil\n::error::\x1b[2J\u202ename%,:.txt"
BROKEN = "caf\udce9.md"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with odd names in each place where a name is printed."""
    site = write_files(
        tmp_path / "site",
        {
            "site.yaml": SITE_YAML,
            "content/articles/a.md": story("A", "[x](nowhere.md)", kicker='"a\\u202eb"'),
            f"content/articles/{EVIL}": "",
            "content/articles/100%,a:b.md": "no header\n",
            f"output/{EVIL}": "not ours",
        },
    )
    if sys.platform == "linux":
        (site / "content/articles" / BROKEN).write_text(story())
    return site


def healthy(site: Path) -> Path:
    """The same without its faults; the foreign file stays."""
    for path in (site / "content/articles").iterdir():
        path.unlink()
    return write_files(site, {"content/articles/a.md": story("A")})


def is_plain(text: str) -> bool:
    return all(line.isprintable() for line in text.split("\n"))


@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_no_name_moves_the_cursor(
    site: Path, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever files are called: on standard output, on standard error, well or ill."""
    for at in (site, healthy(site)):
        main(["build", str(at), "--format", form])
        said = capsys.readouterr()
        assert is_plain(said.out)
        assert is_plain(said.err)


def test_json_is_read_by_strict_readers(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One list, in ASCII, without halves of characters."""
    assert 1 == main(["build", str(site), "--format", "json"])
    said = capsys.readouterr().out
    assert said.isascii()
    rows = json.loads(said)
    assert all(isinstance(row["path"].encode(), bytes) for row in rows)
    assert r"content/articles/evil\n::error::\x1b[2J\u202ename%,:.txt" in {r["path"] for r in rows}
    if sys.platform == "linux":
        assert r"content/articles/caf\xe9.md" in {r["path"] for r in rows}


def annotations(said: str) -> list[dict[str, str]]:
    """The annotations as GitHub's runner reads them; a line that is none begins with no `::`."""
    found = []
    for line in said.splitlines():
        match = re.fullmatch(r"::(error|warning) ([^:]*)::(.*)", line)
        if match is None:
            assert not line.lstrip().startswith(("::", "##["))
            continue
        pairs = (pair.partition("=")[::2] for pair in match[2].split(","))
        found.append({k: unescaped(v) for k, v in pairs} | {"text": unescaped(match[3])})
    return found


def unescaped(text: str) -> str:
    for code, char in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, char)
    return text


def test_annotations_are_read_by_the_runner(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each is one line; what a name holds ends no property and begins no command."""
    assert 1 == main(["build", str(site), "--format", "github"])
    told = annotations(capsys.readouterr().out)
    files = {row["file"] for row in told}
    assert "content/articles/100%,a:b.md" in files
    assert r"content/articles/evil\n::error::\x1b[2J\u202ename%,:.txt" in files
    assert {"file", "line", "col", "title", "text"} >= {key for row in told for key in row}


def test_annotations_name_files_as_the_repository_does(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A site in a folder of its repository has its mistakes shown beside the right lines."""
    monkeypatch.setenv("GITHUB_WORKSPACE", str(site.parent))
    main(["build", str(site), "--format", "github"])
    assert "site/content/articles/a.md" in {a["file"] for a in annotations(capsys.readouterr().out)}


def test_a_folder_that_is_gone_is_no_place_to_name_others_from(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The output is named from the root of the disk then."""
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    assert 0 == main(["build", str(healthy(site))])
    assert f"in {site}/output/" in capsys.readouterr().out


def on_a_terminal(site: Path, env: dict[str, str]) -> str:
    """What a build that finds a fault prints on a terminal."""
    ours, theirs = pty.openpty()
    plain = {k: v for k, v in os.environ.items() if k not in ("CI", "NO_COLOR", "TERM")}
    words = [sys.executable, "-m", "generator.commands.cli", "build", os.fspath(site)]
    subprocess.run(
        words,
        stdout=theirs,
        stderr=theirs,
        env=plain | {"PYTHONPATH": str(CHECKOUT), "TERM": "xterm"} | env,
        check=False,
    )
    os.close(theirs)
    said = b""
    try:
        while part := os.read(ours, 65536):
            said += part
    except OSError:  # Linux's way to say that nobody holds the other end
        pass
    os.close(ours)
    return said.decode().replace("\r\n", "\n")


@pytest.mark.parametrize(
    ("env", "is_coloured"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True), ({"TERM": "dumb"}, False)],
)
def test_colours_are_for_terminals_that_have_them(
    site: Path, env: dict[str, str], is_coloured: bool
) -> None:
    """NO_COLOR counts where it isn't empty (no-color.org); a dumb terminal gets plain text."""
    said = on_a_terminal(site, env)
    assert is_coloured == ("\033[1;31merror\033[0m[" in said)
    assert is_plain(re.sub("\033\\[[0-9;]*[mK]|\r", "", said))


def test_progress_never_wraps() -> None:
    """On a terminal of twenty columns the line is cut: one that wrapped could not be wiped out."""
    said = on_narrow(20)
    lines = [part for part in re.split("\r|\033\\[K|\n", said) if part]
    assert lines
    assert max(map(len, lines)) < 20


def on_narrow(columns: int) -> str:
    """What the line of progress of a long build prints on a narrow terminal."""
    ours, theirs = pty.openpty()
    script = (
        f"import fcntl, struct, termios; fcntl.ioctl(2, termios.TIOCSWINSZ, struct.pack('HHHH', 9, {columns}, 0, 0))\n"
        "import time; from generator.commands.report import progress_line\n"
        "show = progress_line('text'); time.sleep(1.1)\n"
        "for n in range(100_000, 100_100): show('articles', n, 100_100)\n"
    )
    env = {k: v for k, v in os.environ.items() if k != "CI"}
    env |= {"PYTHONPATH": str(CHECKOUT), "TERM": "xterm"}
    subprocess.run([sys.executable, "-c", script], stderr=theirs, env=env, check=True)
    os.close(theirs)
    said = os.read(ours, 65536).decode()
    os.close(ours)
    return said


def test_no_progress_where_nobody_watches(capsys: pytest.CaptureFixture[str], site: Path) -> None:
    """A log gets the report and nothing else."""
    main(["build", str(healthy(site))])
    assert "\r" not in capsys.readouterr().err
