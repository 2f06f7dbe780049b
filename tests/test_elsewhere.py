"""Articles and pages by other processes: the same bytes, whatever becomes of those."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from generator.build import Made, make
from generator.disk import Disk
from generator.engine import elsewhere
from generator.outside import outside
from tests.building import NOW, SITE_YAML, story, write_files

STORIES = 60


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Enough stories for other processes to be worth it, one of them faulty."""
    files = {
        f"content/articles/s{number:02}.md": story(
            f"Story {number}", f"Words {number}. [next](s{(number + 1) % STORIES:02}.md)"
        )
        for number in range(STORIES)
    }
    files["content/articles/s07.md"] = story("Story 7", "[TOC]")
    return write_files(tmp_path / "site", {"site.yaml": SITE_YAML, **files})


def made(site: Path, workers: int) -> Made:
    """A build by so many processes."""
    return make(lambda: outside(str(site), Disk(), NOW), workers=workers)


def said(build: Made) -> list[Any]:
    """What a build came to, as `BUILDER` tells it."""
    return [build.files, [str(problem) for problem in build.problems]]


# In a process of its own, since one that runs tests has threads, and then nothing is forked.
BUILDER = """
import json, os, signal, sys
from generator.build import Onlooker, make
from generator.disk import Disk
from generator.engine import Edition, InMemory, elsewhere
from generator.outside import outside
from tests.building import NOW, story
site, workers = sys.argv[1], int(sys.argv[2])
memory, lost, used = InMemory(), [], []
start = elsewhere.Elsewhere.start
def watched(self, edition, keys, *rest):
    start(self, edition, keys, *rest)
    used.append(self._executor is not None)
elsewhere.Elsewhere.start = watched
def build():
    made = make(
        lambda: outside(site, Disk(), NOW), memory, Onlooker(lost=lost.append), workers=workers
    )
    return [made.files, [str(problem) for problem in made.problems]]
"""


def built(site: Path, workers: int, script: str) -> Any:
    """What a script says that has `build` and the rest at hand."""
    command = [sys.executable, "-c", BUILDER + script, str(site), str(workers)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("workers", [2, 5])
def test_any_number_of_processes_gives_the_same_bytes(site: Path, workers: int) -> None:
    """The same problems too; articles are read and pages made by others."""
    alone = made(site, 1)
    assert ["toc-marker"] == [problem.code for problem in alone.problems]
    script = "print(json.dumps([build(), used, lost]))"
    assert built(site, workers, script) == [said(alone), [True, True], []]


def test_many_pages_that_change_are_made_by_others(site: Path) -> None:
    """A layout that all pages have in common changed, and a story that many name."""
    write_files(site, {"layouts/partials/footer.html": "<footer>As it was"})
    script = """
first = build()
open(site + "/layouts/partials/footer.html", "w").write("<footer>As it is")
open(site + "/content/articles/s00.md", "w").write(story("Another headline", "Other words."))
print(json.dumps([first, build(), used, lost]))
"""
    first, second, used, lost = built(site, 2, script)
    clean = made(site, 1)
    assert first[0].keys() == second[0].keys()
    assert second == said(clean) != first
    assert (used, lost) == ([True, True, False, True], [])


def test_where_nothing_can_be_forked_articles_are_read_by_others(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those begin with nothing; pages are made here."""
    alone = made(site, 1)
    taken: list[int] = []
    take = elsewhere.Elsewhere.take

    def counted(self: elsewhere.Elsewhere, key: Any) -> elsewhere.Found:
        found = take(self, key)
        taken.append(len(found))
        return found

    monkeypatch.setattr(elsewhere, "WORTH_SPAWNING", STORIES)
    monkeypatch.setattr(elsewhere, "can_fork", lambda: False)
    monkeypatch.setattr(elsewhere.Elsewhere, "take", counted)
    assert alone == made(site, 2)
    assert STORIES < sum(taken)


def test_a_process_that_dies_is_told_with_what_it_had(site: Path) -> None:
    """What it had is done here."""
    alone = made(site, 1)
    script = """
from generator.library import texts
from generator.pages.article import render
mother = os.getpid()
def dying(real, word):
    def work(*args):
        if os.getpid() != mother and word in str(args):
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*args)
    return work
alive, texts.read_article = texts.read_article, dying(texts.read_article, "Words 11.")
found = build()
memory.forget()
texts.read_article = alive
object.__setattr__(render, "answer", dying(render.answer, "/s22/"))
print(json.dumps([found, build() == found, lost]))
"""
    found, is_same, lost = built(site, 2, script)
    assert found == said(alone)
    assert is_same
    assert [path for path in lost if "s11" in path] == ["content/articles/s11.md"]
    assert [path for path in lost if "s22" in path] == ["/2026/03/s22/"]
    assert len(lost) == 2


@pytest.mark.parametrize("most", [0, 1])
def test_a_machine_that_makes_no_processes_does_without(site: Path, most: int) -> None:
    """It may make one, and refuse the next: then that one ends."""
    script = f"""
import multiprocessing
made, fork = [], os.fork
def refusing():
    if len(made) == {most}:
        raise BlockingIOError(11, "Resource temporarily unavailable")
    made.append(fork())
    return made[-1]
os.fork = refusing
found = build()
for child in multiprocessing.active_children():
    child.join(60)
print(json.dumps([found, len(made), len(multiprocessing.active_children())]))
"""
    assert built(site, 2, script) == [said(made(site, 1)), most, 0]


MAKER = """
import multiprocessing, sys
from generator.disk import Disk
from generator.engine import Edition
from generator.library.texts import article_reading
from generator.outside import outside
from tests.building import NOW
some = Edition(outside(sys.argv[1], Disk(), NOW), workers=2)
some.begin([(article_reading, (f"s{number:02}",)) for number in range(60)], 60)
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
