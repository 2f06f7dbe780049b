"""The store is never trusted blindly, never fatal, and always safe to delete."""

from __future__ import annotations

import pickle
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from generator.build import make
from generator.disk import Disk
from generator.engine import InMemory
from generator.engine.pickling import Unfit, pickled, unpickled
from generator.engine.store import Store, opened
from generator.model.values import FrozenMap, Moment
from generator.outside import outside
from tests.building import NOW, SITE_YAML, story, write_files
from tests.writing.faulty_disk import FaultyDisk, since


def no_damage(path: Path) -> None:
    assert path.stat().st_size > 10_000


def run(statement: str) -> Callable[[Path], None]:
    def damage(path: Path) -> None:
        with closing(sqlite3.connect(path)) as db:
            db.execute(statement)
            db.commit()

    return damage


def halved(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def overwritten(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[8192:40_000] = b"\xa5" * (40_000 - 8192)
    path.write_bytes(bytes(data))


DAMAGES = {
    "none": no_damage,
    "gone": Path.unlink,
    "empty": lambda path: path.write_bytes(b"") and None,
    "text": lambda path: path.write_text("not a database at all" * 500) and None,
    "cut off": halved,
    "overwritten": overwritten,
    "another version": run("UPDATE meta SET value = x'00'"),
    "no version": run("DELETE FROM meta"),
    "no table": run("DROP TABLE root"),
    "nobody asks": run("UPDATE trace SET askers = NULL"),
    "others ask": run("UPDATE trace SET askers = x'ffffff00'"),
    "no traces": run("DELETE FROM trace WHERE NOT is_source"),
    "bad answers": run("UPDATE trace SET answer = x'7001020304' WHERE answer IS NOT NULL"),
    "bad arguments": run("UPDATE trace SET arguments = x'70'"),
    "unknown questions": run("UPDATE question SET name = 'nobody.' || name"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_store_costs_time_and_nothing_else(tmp_path: Path, damage: str) -> None:
    """The next build is a clean one, and leaves a store that is sound."""
    files = {f"content/articles/a{n}.md": story(f"Story {n}", "[x](a0.md)") for n in range(3)}
    root = write_files(tmp_path / "site", {"site.yaml": SITE_YAML, **files})
    look = lambda: outside(str(root), Disk(), NOW)  # noqa: E731
    path = tmp_path / "store"
    for text in ("Story 1", "Another headline", "A third one"):
        write_files(root, {"content/articles/a1.md": story(text)})
        with closing(opened(str(path), b"v", Disk())) as store:
            assert isinstance(store, Store)
            assert make(look) == make(look, store)
        if text == "Story 1":
            DAMAGES[damage](path)


def test_a_disk_that_takes_no_store_costs_time_and_nothing_else(tmp_path: Path) -> None:
    """The memory lasts as long as the process then."""
    root = write_files(
        tmp_path / "site", {"site.yaml": SITE_YAML, "content/articles/a.md": story()}
    )
    look = lambda: outside(str(root), Disk(), NOW)  # noqa: E731
    (tmp_path / "taken").write_text("a file where the folder should be")
    assert isinstance(opened(str(tmp_path / "taken" / "store"), b"v", Disk()), InMemory)
    for k in range(1, 12):
        store = opened(str(tmp_path / f"s{k}" / "store"), b"v", FaultyDisk(since(k)))
        assert make(look) == make(look, store)
        store.close()


@dataclass(frozen=True)
class Stranger:
    """A value of no room of ours."""

    word: str = "x"
    more: dict[str, Any] = field(default_factory=dict)


def test_only_our_own_values_come_out_of_a_store() -> None:
    """What could run, or is not ours, is refused."""
    for value in ((1, "a", None), Moment(NOW), FrozenMap({"a": (1, 2)}), "x" * 10_000):
        assert value == unpickled(pickled(value))
    for value in (print, Stranger(), Path("/etc"), make):
        with pytest.raises(Unfit):
            unpickled(b"p" + pickle.dumps(value))
    for data in (b"", b"p", b"zx", b"p" + b"\x80" * 50):
        with pytest.raises(Unfit):
            unpickled(data)
