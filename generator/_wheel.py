"""Build hook: a wheel carries the bundled layouts inside the package."""

from __future__ import annotations

import os
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class LayoutsHook(BuildHookInterface):  # type: ignore[type-arg]
    """Puts `layouts/` at `generator/_layouts/`; an editable install reads the former."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before a wheel is made; `version` is "standard" or "editable"."""
        if version == "editable":
            return
        layouts = os.path.join(self.root, "layouts")
        build_data["force_include"][layouts] = "generator/_layouts"
