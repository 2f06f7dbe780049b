"""The code of layouts, kept from one build to the next in the user's own cache.

Not beside the site: a site may come from others, with its `.broadsheet/`, and code that is loaded
is code that runs.
"""

from __future__ import annotations

import os
from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from generator import records
from generator.disk import Disk, make_folders
from generator.folders import cache_folder
from generator.rendering.compiled import COMPILED

_FILE = "layouts"


@contextmanager
def compiled_layouts(program: bytes, disk: Disk) -> Iterator[None]:
    """Within this, layouts that this program compiled before are not compiled again."""
    folder = cache_folder(disk)
    path = os.path.join(folder, _FILE)
    if folder and disk.is_ours_alone(path):
        with suppress(ValueError, TypeError, AttributeError):  # another version's record
            found, _ = records.kept(path, disk) or ({}, [])
            if found.get("program") == program.hex():
                COMPILED.begin_with({key: b64decode(code) for key, code in found["code"].items()})
    yield
    if folder and COMPILED.has_news:
        code = {key: b64encode(code).decode() for key, code in COMPILED.code.items()}
        with suppress(OSError):
            make_folders(folder, disk)
            records.keep(path, {"program": program.hex(), "code": code}, disk)
