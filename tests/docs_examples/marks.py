"""The docs as a test reads them: tables, examples and lists behind a mark.

A mark is an HTML comment on a line of its own, right above the thing that it names:

    <!-- keys: an article -->        a table of keys, options, fields…
    <!-- file: post/site.yaml -->    a fence that stands for a file of an example site
    <!-- tags allowed -->            words between backticks

Readers don't see it; whoever edits the docs does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DOCS = Path(__file__).parent.parent.parent / "docs"

_MARK = re.compile(r"<!-- (?P<name>[^:>]+?)(?:: (?P<subject>.+?))? -->")
_FENCE = re.compile(r"(?P<ticks>`{3,})(?P<language>\w*)")
_CELL = re.compile(r"(?<!\\)\|")
_WORD = re.compile(r"`([^`]+)`")


@dataclass(frozen=True)
class Marked:
    """A table, a fence or a paragraph of the docs. `name` is empty where it has no mark."""

    page: str
    line: int
    name: str
    subject: str
    language: str
    text: str

    def __str__(self) -> str:
        return f"docs/{self.page}.md:{self.line}"

    @property
    def rows(self) -> list[list[str]]:
        """A table's cells without its two head lines."""
        lines = self.text.split("\n")[2:]
        return [[cell.strip() for cell in _CELL.split(line)[1:-1]] for line in lines]

    @property
    def words(self) -> list[str]:
        """What stands between backticks."""
        return _WORD.findall(self.text)


def page_text(page: str) -> str:
    """The text of a page of the docs."""
    return (DOCS / f"{page}.md").read_text("utf-8")


@cache
def things(page: str) -> tuple[Marked, ...]:
    """Every fence, table and paragraph of a page, with the mark above it."""
    lines = page_text(page).split("\n")
    found: list[Marked] = []
    name = subject = ""
    at = 0
    while at < len(lines):
        line = lines[at]
        if mark := _MARK.fullmatch(line):
            name, subject = mark["name"], mark["subject"] or ""
            at += 1
            continue
        if not line.strip():
            at += 1
            continue
        fence = _FENCE.fullmatch(line)
        end = at + 1
        if fence:
            while lines[end] != fence["ticks"]:
                end += 1
            text, language = "\n".join(lines[at + 1 : end]), fence["language"]
            end += 1
        else:
            while end < len(lines) and lines[end].strip() and not _MARK.fullmatch(lines[end]):
                end += 1
            text, language = "\n".join(lines[at:end]), ""
        kind = language if fence else ""
        found.append(Marked(page, at + 1, name, subject, kind or ("text" if fence else ""), text))
        name = subject = ""
        at = end
    return tuple(found)


def marked(page: str, name: str) -> list[Marked]:
    """What stands under the marks of that name, in the order of the page."""
    return [thing for thing in things(page) if thing.name == name]


def headings(page: str) -> list[str]:
    """The headings of the second level."""
    return re.findall(r"^## (.+)$", page_text(page), re.MULTILINE)


def linked(page: str) -> Iterator[tuple[str, str]]:
    """The links of a page to pages of the docs, outside of examples: file and anchor."""
    prose = re.sub(r"^(`{3,}).*?^\1$", "", page_text(page), flags=re.MULTILINE | re.DOTALL)
    prose = re.sub(r"`[^`\n]*`", "", prose)
    for target in re.findall(r"\]\(([^)\s]+)\)", prose):
        path, _, anchor = target.partition("#")
        if "://" not in target:
            yield path or f"{page}.md", anchor


def anchors(path: Path) -> set[str]:
    """The ids that GitHub gives the headings of a file."""
    found = re.findall(r"^#+ (.+)$", path.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in found}
