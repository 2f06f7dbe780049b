"""build.json: what it says, and that nobody can make us remove a file by writing one."""

from __future__ import annotations

import json
import os

import pytest

from generator.writing import ForeignInTheWay
from tests.writing.editions import BASE, Room


def test_build_json(room: Room) -> None:
    """build.json lists path and digest of everything but itself, sorted, a line for each."""
    room.write({"b.html": b"b", "Ä/a.html": b"a", "a.html": b"a"})
    text = (room.output / "build.json").read_text("utf-8")
    digests = room.keep({"a.html": b"a", "b.html": b"b", "Ä/a.html": b"a"})
    assert {"format": 1, "files": digests} == json.loads(text)
    assert list(digests) == list(json.loads(text)["files"])
    assert '    "Ä/a.html": ' in text.splitlines()[5]
    assert text.endswith("\n  }\n}\n")


SUSPICIOUS = {
    "no JSON": b'{"format": 1, "fi',
    "no UTF-8": b"\xff\xfe",
    "a list": b"[]",
    "another format": b'{"format": 2, "files": {}}',
    "of another tool": b'{"files": {"precious": {"size": 1}}}',
    "a path upwards": json.dumps({"format": 1, "files": {"../precious": "0" * 64}}).encode(),
    "an absolute path": json.dumps({"format": 1, "files": {"/precious": "0" * 64}}).encode(),
    "no digest": json.dumps({"format": 1, "files": {"precious": "x"}}).encode(),
    "a number": json.dumps({"format": 1, "files": {"precious": 1}}).encode(),
    "files as text": b'{"format": 1, "files": "precious"}',
    "a file in a file": json.dumps(
        {"format": 1, "files": {"a": "0" * 64, "a/b": "0" * 64}}
    ).encode(),
    "itself": json.dumps({"format": 1, "files": {"build.json": "0" * 64}}).encode(),
    "the staging area": json.dumps(
        {"format": 1, "files": {".broadsheet-staging/journal": "0" * 64}}
    ).encode(),
    "nested deeply": b"[" * 100_000,
    "a long number": b'{"format": ' + b"1" * 10_000 + b"}",
}


@pytest.mark.parametrize("content", SUSPICIOUS.values(), ids=SUSPICIOUS)
def test_suspicious_build_json(room: Room, content: bytes) -> None:
    """A build.json that is not exactly ours makes nothing in the output folder ours."""
    room.foreign({"build.json": content, "precious": b"1", "a": b"2"})
    (room.folder / "precious").write_bytes(b"3")
    written = room.write(BASE)
    assert ("a", "precious") == written.foreign
    assert "no file there counts as ours" in written.notes[0]
    assert b"3" == (room.folder / "precious").read_bytes()
    assert () == room.write(BASE).notes


def test_build_json_is_too_large(room: Room) -> None:
    """A build.json of gigabytes is not read."""
    room.foreign({"build.json": b"", "precious": b"1"})
    os.truncate(room.output / "build.json", 65 << 20)
    written = room.write(BASE)
    assert ("precious",) == written.foreign
    assert "it is larger than" in written.notes[0]


def test_build_json_is_a_link(room: Room) -> None:
    """A link called build.json is not believed; it is replaced, and what it leads to is left."""
    listed = json.dumps({"format": 1, "files": {"precious": room.keep({"": b"1"})[""]}})
    (room.folder / "theirs.json").write_text(listed)
    room.foreign({"precious": b"1"})
    (room.output / "build.json").symlink_to("../theirs.json")
    written = room.write(BASE)
    assert ("precious",) == written.foreign
    assert "it is a link" in written.notes[0]
    assert listed == (room.folder / "theirs.json").read_text()
    assert not (room.output / "build.json").is_symlink()


def test_folder_called_build_json(room: Room) -> None:
    """A folder of that name is in the way."""
    (room.output / "build.json").mkdir(parents=True)
    with pytest.raises(ForeignInTheWay):
        room.write(BASE)
