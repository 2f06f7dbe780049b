"""Where the tests of writing keep their thousands of small folders."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.writing.editions import Room

_MEMORY = "/dev/shm"


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """An empty folder, in memory where the system has such a file system."""
    if not os.access(_MEMORY, os.W_OK):
        yield tmp_path
        return
    place = tempfile.mkdtemp(prefix="broadsheet-", dir=_MEMORY)
    yield Path(place)
    shutil.rmtree(place)


@pytest.fixture
def room(folder: Path) -> Room:
    """A site's folder with a workspace and nothing published yet."""
    (folder / "site" / ".broadsheet").mkdir(parents=True)
    return Room(folder / "site", folder / "blobs")
