"""Where a build reads, writes and remembers."""

from __future__ import annotations

import os
from typing import NamedTuple


class Place(NamedTuple):
    """Where a build reads, writes and remembers; `asked` is what the command was told."""

    root: str
    output: str
    workspace: str
    name: str
    is_preview: bool
    asked: str

    def kept(self, ending: str) -> str:
        """The file in which something is remembered of builds like this one."""
        return os.path.join(self.workspace, f"{self.name}.{ending}")


class KeptBack(Exception):
    """Why nothing was published, in words for whoever started the build."""
