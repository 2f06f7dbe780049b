"""The lines of the site's files that problems point at."""

from __future__ import annotations

from generator.disk import Disk
from generator.problems import Problem
from generator.site_files import Refused, SiteFiles


class SourceLines:
    """The lines that problems point at, each file read once."""

    def __init__(self, root: str, disk: Disk) -> None:
        self._files = SiteFiles(root, disk)
        self._lines: dict[str, list[str]] = {}

    def of(self, problem: Problem) -> str | None:
        """The line; None where the file has none of that number, or can't be read any more."""
        if problem.span is None:
            return None
        if problem.path not in self._lines:
            self._lines[problem.path] = self._read(problem.path)
        lines = self._lines[problem.path]
        return lines[problem.span.line - 1] if problem.span.line <= len(lines) else None

    def _read(self, path: str) -> list[str]:
        try:
            text = self._files.read(path, 20_000_000).decode("utf-8-sig", "replace")
        except (Refused, OSError):
            return []
        return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
