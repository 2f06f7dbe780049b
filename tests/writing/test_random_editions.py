"""The law of writing: whatever stood and happens, one whole edition is there at the end."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.disk import Disk, MachineTrouble
from generator.writing import recover
from generator.writing.paths import clash
from tests.writing.editions import Edition, Room, files_of, look
from tests.writing.faulty_disk import FaultyDisk, Killed, at

NAMES = st.sampled_from(["a", "b", "index.html", "two words", "é", "القاهرة", "x.y", "-", "A b"])
PATHS = st.lists(NAMES, min_size=1, max_size=4).map("/".join)
EDITIONS = st.dictionaries(PATHS, st.binary(max_size=3), max_size=7).filter(
    lambda edition: clash(edition) is None
)
FOREIGN = st.dictionaries(
    st.lists(st.sampled_from(["a", "b", "theirs", "é"]), min_size=1, max_size=3).map(
        lambda parts: "/".join((*parts, "theirs.txt"))
    ),
    st.binary(max_size=2),
    max_size=2,
)
SETTINGS = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@contextmanager
def new_room(folder: Path, old: Edition, foreign: Edition) -> Iterator[Room]:
    place = Path(tempfile.mkdtemp(dir=folder))
    room = Room(place / "site", place / "blobs")
    room.workspace.mkdir(parents=True)
    room.write(old)
    room.foreign({path: data for path, data in foreign.items() if is_free(room, path)})
    yield room
    shutil.rmtree(place)


def is_free(room: Room, path: str) -> bool:
    return not any((room.output / parent).is_file() for parent in Path(path).parents)


def whole(edition: Edition, foreign: Mapping[str, str]) -> dict[str, str]:
    return {**foreign, **{path: data.decode("latin-1") for path, data in edition.items()}}


def without_clash(old: Edition, new: Edition, foreign: Edition) -> Edition:
    """The foreign files that stand in the way of neither edition."""
    fine = {}
    for path, data in foreign.items():
        if all(clash({**edition, path: b""}) is None for edition in (old, new)):
            fine[path] = data
    return fine


@given(EDITIONS, EDITIONS, FOREIGN, st.lists(st.integers(1, 60), min_size=1, max_size=4))
@SETTINGS
def test_killed_again_and_again(
    folder: Path, old: Edition, new: Edition, foreign: Edition, kills: list[int]
) -> None:
    """Any number of kills, while writing and while mending, end in the old edition or the new."""
    with new_room(folder, old, without_clash(old, new, foreign)) as room:
        theirs = {k: v for k, v in files_of(look(room.output)).items() if k not in old}
        with suppress(Killed):
            room.write(new, FaultyDisk(kill_at=kills[0]))
        for kill in kills[1:]:
            with suppress(Killed):
                recover(room.output, room.workspace, FaultyDisk(kill_at=kill // 2 + 1))
        recover(room.output, room.workspace, Disk())
        assert files_of(look(room.output)) in (whole(old, theirs), whole(new, theirs))
        room.write(new)
        assert whole(new, theirs) == files_of(look(room.output))
        assert [] == room.rubbish()


@given(EDITIONS, EDITIONS, FOREIGN, st.sets(st.integers(1, 120), max_size=5))
@SETTINGS
def test_several_operations_fail(
    folder: Path, old: Edition, new: Edition, foreign: Edition, numbers: set[int]
) -> None:
    """Any operations may fail, also those that put things back: the next command makes it whole."""
    with new_room(folder, old, without_clash(old, new, foreign)) as room:
        theirs = {k: v for k, v in files_of(look(room.output)).items() if k not in old}
        before = look(room.output)
        try:
            room.write(new, FaultyDisk(at(*numbers)))
            assert whole(new, theirs) == files_of(look(room.output))
        except MachineTrouble as trouble:
            if str(trouble).endswith("stands as it was"):
                assert before == look(room.output)
        recover(room.output, room.workspace, Disk())
        assert files_of(look(room.output)) in (whole(old, theirs), whole(new, theirs))
        room.write(new)
        assert whole(new, theirs) == files_of(look(room.output))


@given(st.lists(EDITIONS, min_size=1, max_size=4))
@SETTINGS
def test_history_leaves_no_trace(folder: Path, editions: list[Edition]) -> None:
    """After any editions the folder is what the last alone would have made of an empty one."""
    with new_room(folder, {}, {}) as room, new_room(folder, {}, {}) as other:
        for edition in editions:
            room.write(edition)
        other.write(editions[-1])
        assert look(other.output) == look(room.output)
