"""Articles read ahead by other processes: the same bytes, whatever becomes of those."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator import ahead
from generator.ahead import Ahead
from generator.build import Made, make
from generator.disk import Disk
from generator.engine import together
from generator.library import texts
from generator.outside import outside
from generator.reading.article import read_article
from generator.reading.result import ReadingOptions
from tests.building import NOW, SITE_YAML, story, write_files

STORIES = 60


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Enough stories for other processes to be worth it, one of them faulty."""
    monkeypatch.setattr(ahead, "WORTH_SPAWNING", STORIES)  # tests may run beside threads
    files = {
        f"content/articles/s{number:02}.md": story(
            f"Story {number}", f"Words {number}. [next](s{(number + 1) % STORIES:02}.md)"
        )
        for number in range(STORIES)
    }
    files["content/articles/s07.md"] = story("Story 7", "[TOC]")
    return write_files(tmp_path / "site", {"site.yaml": SITE_YAML, **files})


def made(site: Path, workers: int) -> Made:
    """A build whose texts are read by so many processes."""
    return make(lambda: replace(outside(str(site), Disk(), NOW), ahead=Ahead(str(site), workers)))


@pytest.mark.parametrize("workers", [2, 5])
def test_any_number_of_processes_gives_the_same_bytes(site: Path, workers: int) -> None:
    """The same problems too."""
    alone = made(site, 1)
    assert ["toc-marker"] == [problem.code for problem in alone.problems]
    assert alone == made(site, workers)


def read_some_and_die(*args: Any) -> Any:
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_process_that_dies_costs_time_and_nothing_else(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it had is read here."""
    alone = made(site, 1)
    monkeypatch.setattr(ahead, "_read_some", read_some_and_die)
    assert alone == made(site, 2)


MAKER = """
import multiprocessing, sys
from generator.ahead import Ahead
from generator.reading.result import ReadingOptions
some = Ahead(sys.argv[1], 2)
some.start([f"content/articles/s{number:02}.md" for number in range(60)], ReadingOptions())
children = [child.pid for child in multiprocessing.active_children()]
print(*children, flush=True)
sys.stdin.read()
"""


def test_processes_end_with_the_one_that_made_them(site: Path) -> None:
    """Also where that is killed and can say nothing."""
    command = [sys.executable, "-c", MAKER, str(site)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as maker:
        assert maker.stdout
        children = [int(number) for number in maker.stdout.readline().split()]
        maker.kill()
    assert children
    for _ in range(200):
        if not any(lives(child) for child in children):
            break
        time.sleep(0.1)
    assert [] == [child for child in children if lives(child)]


# Ready, in one step, to be interrupted at any time after it says so.
INTERRUPTED = """
import time
try:
    print(*children, flush=True)
    time.sleep(600)
except KeyboardInterrupt:
    some.close()
    print("closed", flush=True)
"""


def test_an_interrupt_is_for_the_process_that_the_terminal_knows(site: Path) -> None:
    """Ctrl-C goes to all of them: none dies of it, says anything, or is waited for in vain."""
    script = MAKER.partition("print(")[0] + INTERRUPTED
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [sys.executable, "-c", script, str(site)],
        stdout=pipe,
        stderr=pipe,
        text=True,
        start_new_session=True,
    ) as maker:
        assert maker.stdout
        children = [int(number) for number in maker.stdout.readline().split()]
        os.killpg(maker.pid, signal.SIGINT)
        try:
            said = maker.communicate(timeout=120)
        finally:
            maker.kill()
    assert children
    assert ("closed\n", "") == said
    assert [] == [child for child in children if lives(child)]


def lives(process: int) -> bool:
    """Whether a process is there, and more than an entry that nobody collected."""
    stat = Path(f"/proc/{process}/stat")
    if stat.parent.parent.is_dir():
        return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] != "Z"
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_what_was_read_ahead_is_taken_for_the_same_bytes_and_options_only(site: Path) -> None:
    """A file may be saved in between."""
    path, options = "content/articles/s00.md", ReadingOptions()
    data = (site / path).read_bytes()
    paths = [f"content/articles/s{number:02}.md" for number in range(STORIES)]
    for digest, asked, is_taken in (
        (Disk().digest(site / path), options, True),
        ("0" * 64, options, False),
        (Disk().digest(site / path), replace(options, typography=not options.typography), False),
    ):
        some = Ahead(str(site), 2)
        some.start(paths, options)
        found = some.take(path, digest, asked)
        some.close()
        assert (found == read_article(path, data, options)) is is_taken
        assert (found is None) is not is_taken


def test_few_texts_are_read_here(site: Path) -> None:
    """Making a process takes longer."""
    some = Ahead(str(site), 8)
    some.start(["content/articles/s00.md"], ReadingOptions())
    assert some.take("content/articles/s00.md", "", ReadingOptions()) is None


def test_all_are_read_ahead_in_the_order_in_which_they_are_asked_for(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else this process would read what the others do too."""
    monkeypatch.setattr(together, "TOGETHER", 3)
    monkeypatch.setattr(ahead, "CHUNK", 2)
    monkeypatch.setattr(ahead, "CHUNKS_EACH", 1)
    here: list[str] = []

    def read_here(path: str, data: bytes, options: ReadingOptions) -> Any:
        here.append(path)
        return read_article(path, data, options)

    monkeypatch.setattr(texts, "read_article", read_here)
    made(site, 2)
    assert [] == here
