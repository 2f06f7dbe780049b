"""Where things are: what is remembered of a site, the bundled layouts."""

from __future__ import annotations

import os
import sys

from generator.disk import Disk

WORKSPACE = ".broadsheet"


def cache_folder(disk: Disk) -> str:
    """The user's own folder for what costs time only to lose; empty where there is none.

    Where each system wants it: XDG Base Directory Specification, Apple's File System Programming
    Guide, Microsoft's KNOWNFOLDERID.
    """
    home = disk.home_folder()
    usual = os.path.join(home, ".cache") if home else ""
    if sys.platform == "win32":
        usual = os.environ.get("LOCALAPPDATA", "")
    elif sys.platform == "darwin":
        usual = os.path.join(home, "Library", "Caches") if home else ""
    else:
        usual = os.environ.get("XDG_CACHE_HOME") or usual
    return os.path.join(usual, "broadsheet") if os.path.isabs(usual) else ""


def bundled_folder(disk: Disk) -> str:
    """The bundled layouts: inside an installed package, beside it in a checkout."""
    package = os.path.dirname(os.path.abspath(__file__))
    installed = os.path.join(package, "_layouts")
    if disk.stat(installed).kind == "folder":
        return installed
    return os.path.join(os.path.dirname(package), "layouts")
