"""From the events of a file system to "these may have changed": when a burst of them is over.

An editor's save is up to eight events, the change of a branch thousands. Nothing is told while more
are coming, but not for ever either: whoever builds too early is told again.
"""

from __future__ import annotations

# A file that was closed, moved or removed is as its writer wants it; one that was only begun or
# written to will be closed soon, if the system tells of that at all.
_QUIET_S, _OPEN_QUIET_S = 0.01, 0.1
# Many at once are somebody's tool at work, which pauses for longer.
_MANY, _MANY_QUIET_S = 20, 0.1
_AT_MOST_S = 1.0


class Settling:
    """The paths that events named, until they are to be told; times are seconds of any one clock.

    A path of None is for any.
    """

    def __init__(self) -> None:
        self._since: float | None = None
        self._last = 0.0
        self._open: set[str] = set()
        self._paths: set[str] = set()
        self._is_any = False

    def note(self, now: float, *paths: str | None, is_done: bool = True) -> None:
        """An event: `is_done` unless its file is still being written."""
        self._since = now if self._since is None else self._since
        self._last = now
        for path in paths:
            if path is None:
                self._is_any = True
                continue
            self._paths.add(path)
            if is_done:
                self._open.discard(path)
            else:
                self._open.add(path)

    def due(self) -> float | None:
        """When to tell; None while there is nothing to tell."""
        if self._since is None:
            return None
        quiet = _OPEN_QUIET_S if self._open else _QUIET_S
        if len(self._paths) >= _MANY or self._is_any:
            quiet = max(quiet, _MANY_QUIET_S)
        return min(self._last + quiet, self._since + _AT_MOST_S)

    def taken(self) -> frozenset[str] | None:
        """What is to be told, which is then forgotten; None is for any path."""
        told = None if self._is_any else frozenset(self._paths)
        self._since, self._is_any = None, False
        self._paths.clear()
        self._open.clear()
        return told
