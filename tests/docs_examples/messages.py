"""docs/messages.md, section by section, and what a build really says for each code."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from generator.build import Made, make
from generator.disk import Disk
from generator.engine import InMemory
from generator.outside import outside
from generator.problems import Problem, as_text
from tests.building import NOW
from tests.docs_examples.faults import FAULTS, Fault
from tests.docs_examples.marks import DOCS

PAGE = DOCS / "messages.md"

_SECTION = re.compile(
    r"^## (?P<code>\S+)\n\n\*(?P<severity>[^*]+)\.\* (?P<cause>.+?)\n\n(?P<cure>.+?)\n\n"
    r"```text\n(?P<example>.+?)\n```$",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True)
class Section:
    """What the page says of a code."""

    code: str
    severity: str
    cause: str
    cure: str
    example: str


def sections() -> dict[str, Section]:
    """The sections of the page by their code."""
    found = _SECTION.finditer(PAGE.read_text("utf-8"))
    return {match["code"]: Section(**match.groupdict()) for match in found}


@cache
def _memory() -> InMemory:
    """Answers are right for every site that asks the same; layouts are compiled once."""
    return InMemory()


def said(code: str) -> str:
    """What a build says where the code is reported, as a terminal shows it."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        made = _made(FAULTS[code], root)
        problem = next((p for p in made.problems if p.code == code), None)
        told = "\n".join(p.message for p in made.problems)
        assert problem is not None, f"the site for {code} doesn't show it; it says: {told}"
        lines = as_text(problem, _line(root, problem)).split("\n")
        return "\n".join(line.rstrip() for line in lines)


def _made(fault: Fault, root: Path) -> Made:
    site = str(fault.written(root))
    return make(lambda: outside(site, Disk(), NOW), _memory())


def _line(root: Path, problem: Problem) -> str | None:
    """The line that a problem points at, as the command reads it."""
    file = root / problem.path
    if problem.span is None or not file.is_file():
        return None
    lines = file.read_bytes().decode("utf-8-sig", "replace").split("\n")
    return lines[problem.span.line - 1] if problem.span.line <= len(lines) else None


def refreshed(page: str, examples: Mapping[str, str]) -> str:
    """The page with these examples, by code, in place of those that it has."""

    def section(match: re.Match[str]) -> str:
        example = examples.get(match["code"], match["example"])
        return match.group().replace(f"\n{match['example']}\n", f"\n{example}\n")

    return _SECTION.sub(section, page)
