"""The process that builds, as the one that watches has it."""

from __future__ import annotations

import os
import queue
import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.disk import Disk
from generator.watch import news, process
from generator.watch.process import Builder
from generator.watch.session import Session
from tests.building import SITE_YAML, story, write_files

STORY = "content/articles/a.md"
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of that kind are POSIX")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write_files(tmp_path, {"site.yaml": SITE_YAML, STORY: story("A")})


@pytest.fixture
def heard() -> queue.Queue[Any]:
    return queue.Queue()


@pytest.fixture
def builder(site: Path, heard: queue.Queue[Any]) -> Iterator[Builder]:
    """One whose first edition is made."""
    made = Builder(news.Order(str(site), preview=True), heard.put)
    wait_for(heard, news.Done)
    yield made
    made.end()


def wait_for(heard: queue.Queue[Any], kind: type) -> Any:
    while not isinstance(found := heard.get(timeout=60), kind):
        pass
    return found


def test_what_a_builder_was_told_holds_for_the_next_one(
    site: Path, builder: Builder, heard: queue.Queue[Any]
) -> None:
    """Which page is looked at, and that no events come: it finds what nobody tells it of."""
    builder.tell(news.Shown(frozenset(("2026/03/a/index.html",))))
    builder.tell(news.Patience(0.2))
    os.kill(builder._process.pid or 0, signal.SIGKILL)
    wait_for(heard, news.Trouble)
    builder.tell(news.Saved(None))
    write_files(site, {STORY: story("B")})
    assert wait_for(heard, news.PageMade).path == "2026/03/a/index.html"
    write_files(site, {STORY: story("C")})
    assert wait_for(heard, news.Found).paths == {STORY}


def test_one_that_has_lived_is_begun_again_by_itself(
    site: Path, builder: Builder, heard: queue.Queue[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where no events come, nobody would ever tell the next one anything."""
    monkeypatch.setattr(process, "_LIVED_S", 0.0)
    builder.tell(news.Patience(0.2))
    os.kill(builder._process.pid or 0, signal.SIGKILL)
    wait_for(heard, news.Trouble)
    write_files(site, {STORY: story("B")})
    assert "index.html" in wait_for(heard, news.Done).changed


def test_one_that_does_not_listen_is_ended_all_the_same(builder: Builder) -> None:
    """Also while a thread waits until it takes what it is told."""
    os.kill(builder._process.pid or 0, signal.SIGSTOP)
    many = frozenset(f"content/articles/{number}.md" for number in range(20_000))
    teller = threading.Thread(target=builder.tell, args=(news.Saved(many),))
    teller.start()
    time.sleep(0.3)
    assert teller.is_alive()
    builder.end()
    teller.join(20)
    assert not teller.is_alive()
    assert not builder._process.is_alive()


def test_nothing_is_built_before_everybody_hears(site: Path, heard: queue.Queue[Any]) -> None:
    """Else the first edition would be told to nobody."""
    session = Session(news.Order(str(site), preview=True), lambda said: None, Disk())
    time.sleep(1)
    assert not (site / ".broadsheet").exists()
    session.joins(heard.put)
    session.begin()
    try:
        assert wait_for(heard, news.Done).is_in_place
    finally:
        session.end()
