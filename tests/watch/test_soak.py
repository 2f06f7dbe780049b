"""A day of saves, one right after the other: nothing grows, and no page is stale at the end.

`make soak` makes eight hours' worth of them; here stands a share.
"""

from __future__ import annotations

import os
import sys
import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import NamedTuple

import httpx
import pytest

from generator.build import make
from generator.digest import of_bytes
from generator.disk import Disk
from generator.outside import outside
from tests.benchmarks.measure import held_kb, tree
from tests.building import full_site, read_folder, story, write_files
from tests.properties.ledger import SEED
from tests.watch.following import PATIENCE_S, Following, following

SAVES = int(os.environ.get("SOAK_SAVES", "60"))
# What a process may hold more than after two thirds of its day, when its caches are full.
GROWTH_KB = 8_000
REST_LOOKS = 40
HEADLINES = "content/articles/soak.md"


class Held(NamedTuple):
    """What the processes of a preview hold."""

    memory_kb: int
    threads: int
    files: int

    @staticmethod
    def by(pid: int) -> Held:
        numbers = [n for n in tree(pid) if Path(f"/proc/{n}/cmdline").read_text()]
        return Held(
            held_kb(pid),
            sum(len(os.listdir(f"/proc/{number}/task")) for number in numbers),
            sum(len(os.listdir(f"/proc/{number}/fd")) for number in numbers),
        )

    @staticmethod
    def at_rest(pid: int) -> Held:
        """The least that is held within some seconds: what is under way holds something more."""
        found = []
        for _ in range(REST_LOOKS):
            with suppress(OSError):  # a process ended while it was looked at
                found.append(Held.by(pid))
            time.sleep(0.1)
        return Held(*map(min, zip(*found, strict=True)))


def save(root: Path, number: int, chance: Random) -> None:
    """One of a day's saves: words, a headline, a fault, a story that comes or goes, a layout."""
    path, words = root / HEADLINES, f"Words {number}. " * chance.randrange(1, 60)
    match chance.randrange(8):
        case 0:
            path.write_text(story(f"Headline {number}", words))
        case 1:
            path.write_text(story("A fault", words, sumary="x"))
        case 2:
            other = root / f"content/articles/other-{chance.randrange(4)}.md"
            if other.exists():
                other.unlink()
            else:
                other.write_text(story(f"Other {number}", words))
        case 3:
            write_files(root, {"layouts/partials/footer.html": f"<footer>foot {number}</footer>"})
        case 4:
            write_files(root, {"layouts/assets/site.css": f"body {{ order: {number}; }}"})
        case _:
            path.write_text(story("A headline", words))


def looked_at(watch: Following) -> None:
    """A tab is opened, listens for a moment, and is closed."""
    with (
        httpx.Client() as client,
        client.stream("GET", f"{watch.address}/__broadsheet/events") as news,
    ):
        assert next(news.iter_lines())
    assert httpx.get(f"{watch.address}/", follow_redirects=True).status_code == 200


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells what a process holds")
def test_a_day_of_saves_leaves_nothing_behind(tmp_path: Path) -> None:
    root, chance = write_files(tmp_path / "site", full_site()), Random(f"{SEED} soak")
    early: Held | None = None
    with following(root, "--drafts") as watch:
        for number in range(SAVES):
            save(root, number, chance)
            watch.wait_for(r"^\d\d:\d\d:\d\d  ")
            if number % 5 == 0:
                looked_at(watch)
            if number == 2 * SAVES // 3:
                early = Held.at_rest(watch.process.pid)
        write_files(root, {HEADLINES: story("The last one", "Its words.")})
        made = make(lambda: outside(str(root), Disk(), datetime.now(UTC), True, True), workers=1)
        until = time.monotonic() + PATIENCE_S
        while shown(root) != made.files and time.monotonic() < until:
            time.sleep(0.1)
        late = Held.at_rest(watch.process.pid)
    assert made.files == shown(root)
    assert early is not None
    assert late.memory_kb < early.memory_kb + GROWTH_KB
    assert (late.threads, late.files) == (early.threads, early.files)


def shown(root: Path) -> dict[str, str]:
    """The preview's files, or nothing where they change while they are looked at."""
    with suppress(FileNotFoundError):
        found = read_folder(root / ".broadsheet/preview")
        return {path: of_bytes(data) for path, data in found.items() if path != "build.json"}
    return {}
