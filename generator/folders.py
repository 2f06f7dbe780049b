"""Where things are: what is remembered of a site, the bundled layouts."""

from __future__ import annotations

import os

from generator.disk import Disk

WORKSPACE = ".broadsheet"


def bundled_folder(disk: Disk) -> str:
    """The bundled layouts: inside an installed package, beside it in a checkout."""
    package = os.path.dirname(os.path.abspath(__file__))
    installed = os.path.join(package, "_layouts")
    if disk.stat(installed).kind == "folder":
        return installed
    return os.path.join(os.path.dirname(package), "layouts")
