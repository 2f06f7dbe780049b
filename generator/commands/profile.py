"""Where the time of a build went, by rooms of the house and packages that it stands on."""

from __future__ import annotations

import cProfile
import os
import pstats
from collections import Counter
from collections.abc import Callable
from typing import Any, TypeVar

R = TypeVar("R")

_OURS = os.sep + "generator" + os.sep
_PACKAGES = os.sep + "site-packages" + os.sep
_MOST = 12


def profiled(work: Callable[[], R]) -> tuple[R, tuple[str, ...]]:
    """What the work gives, and a line for each room or package that took a share of its time.

    Watching takes time too, most where many small things are called: compare the shares.
    """
    profile = cProfile.Profile()
    found = profile.runcall(work)
    spent: Counter[str] = Counter()
    stats: Any = pstats.Stats(profile)
    for (path, _, _), (_, _, seconds, _, _) in stats.stats.items():
        spent[_room(path)] += seconds
    total = sum(spent.values()) or 1
    lines = (
        f"{seconds:7.2f} s {seconds / total:4.0%}  {name}"
        for name, seconds in spent.most_common(_MOST)
    )
    return found, ("where the time went (watched, so longer than usual):", *lines)


def _room(path: str) -> str:
    """The room of ours, the package, or Python itself, that a function's file belongs to."""
    if _OURS in path:
        return "generator/" + path.rpartition(_OURS)[2].split(os.sep)[0].removesuffix(".py")
    if _PACKAGES in path:
        return path.rpartition(_PACKAGES)[2].split(os.sep)[0].removesuffix(".py")
    return "layouts" if path.endswith("(bundled)") or path.startswith("layouts/") else "Python"
