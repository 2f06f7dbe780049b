"""Where a build reads, writes and remembers."""

from __future__ import annotations

import os
from typing import NamedTuple

from generator.folders import WORKSPACE


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


def place_of(
    root: str,
    output: str = "",
    *,
    drafts: bool = False,
    strict: bool = False,
    preview: bool = False,
) -> Place:
    """The place of a build that was told so. Without an `output` it is the site's own, or that of
    previews, and what shows drafts is one: they never touch what is published."""
    is_preview = drafts or preview
    workspace = os.path.join(root, WORKSPACE)
    own = os.path.join(workspace, "preview") if is_preview else os.path.join(root, "output")
    name = "preview" if is_preview else "edition"
    asked = f"{os.path.abspath(output or own)}\0{drafts}\0{strict}"
    return Place(root, output or own, workspace, name, is_preview, asked)


class KeptBack(Exception):
    """Why nothing was published, in words for whoever started the build."""
