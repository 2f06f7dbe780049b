"""What a build that was put in place has to say at its end, and again when nothing has changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from generator.problems import Problem, Severity, Span

if TYPE_CHECKING:
    from generator.build import Made
    from generator.writing import Written


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build that was written has to say at its end; `held` are path and hour, `drafts`
    paths, `addresses` path and URL of those that a preview shows."""

    problems: tuple[Problem, ...]
    stories: int
    files: int
    changed: int
    removed: int
    foreign: tuple[str, ...]
    notes: tuple[str, ...]
    held: tuple[tuple[str, datetime], ...]
    drafts: tuple[str, ...]
    next_due: datetime | None
    timezone: str
    lines: tuple[str, ...] = ()
    addresses: tuple[tuple[str, str], ...] = ()

    def as_data(self) -> dict[str, Any]:
        """What JSON can hold, for `of_data`."""
        return {
            "problems": [asdict(problem) for problem in self.problems],
            "stories": self.stories,
            "files": self.files,
            "foreign": self.foreign,
            "held": [(path, until.isoformat()) for path, until in self.held],
            "drafts": self.drafts,
            "next_due": self.next_due.isoformat() if self.next_due else None,
            "timezone": self.timezone,
            "addresses": self.addresses,
        }

    @staticmethod
    def of_data(data: Mapping[str, Any]) -> Summary:
        """The summary of a build that finds all as that one left it."""
        return Summary(
            tuple(_problem(found) for found in data["problems"]),
            data["stories"],
            data["files"],
            0,
            0,
            tuple(data["foreign"]),
            (),
            tuple((path, datetime.fromisoformat(until)) for path, until in data["held"]),
            tuple(data["drafts"]),
            datetime.fromisoformat(data["next_due"]) if data["next_due"] else None,
            data["timezone"],
            addresses=tuple((path, url) for path, url in data["addresses"]),
        )


def _problem(data: Mapping[str, Any]) -> Problem:
    span = Span(**data["span"]) if data["span"] else None
    return Problem(**{**data, "span": span, "severity": Severity(data["severity"])})


def summary(made: Made, written: Written) -> Summary:
    """The summary of what was made and written."""
    return Summary(
        made.problems,
        made.stories,
        len(made.files),
        len(written.changed),
        len(written.removed),
        written.foreign,
        written.notes,
        tuple((f"content/articles/{wait.identity}.md", wait.until) for wait in made.held),
        made.drafts,
        made.next_due,
        made.timezone,
        addresses=made.addresses,
    )
