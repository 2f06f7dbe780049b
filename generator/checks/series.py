"""Series: each is one that site.yaml declares, if it declares any, and no part is told twice.

Looked at with the gate open, but where one was withdrawn before the other came they never met.
"""

from __future__ import annotations

from collections.abc import Collection

from generator.engine import Ask, question
from generator.library.index import index_line
from generator.library.texts import DeskLine, article_path, articles, desk_line, site
from generator.problems import Problem, did_you_mean, error, sentences, softened


@question
def series_checked(ask: Ask) -> tuple[str, ...]:
    """Reports unknown series and two stories that are the same part; answers with their places.

    Drafts come last and the oldest first: the later of two is the one to mend.
    """
    found: dict[tuple[str, str], dict[int, list[str]]] = {}
    faulty: list[str] = []
    desk, lines = ask.each(desk_line, ask(articles)), ask.each(index_line, ask(articles))
    for identity in sorted(lines, key=lambda i: (desk[i].draft, desk[i].released, i)):
        line = lines[identity]
        if line.series is None:
            continue
        problem = _unknown(ask, identity, line.series)
        if problem is None and line.part is not None:
            taken = found.setdefault((line.language, line.series), {})
            same = taken.setdefault(line.part, [])
            first = next((other for other in same if _meet(desk[other], desk[identity])), None)
            same.append(identity)
            problem = _second(identity, first, line.part, taken) if first else None
        if problem is not None:
            faulty.append(identity)
            ask.report(softened(problem) if desk[identity].draft else problem)
    return tuple(faulty)


def _unknown(ask: Ask, identity: str, series: str) -> Problem | None:
    declared = [rule.id for rule in ask(site).series]
    if not declared or series in declared:
        return None
    cure = sentences(did_you_mean(series, declared), f"site.yaml declares {', '.join(declared)}")
    message = f'no series called "{series}"'
    return error("unknown-series", message, article_path(identity), key="series.id", cure=cure)


def _meet(first: DeskLine, second: DeskLine) -> bool:
    """Whether there may be an hour at which both are out."""
    return (first.expires_at is None or first.expires_at > second.released) and (
        second.expires_at is None or second.expires_at > first.released
    )


def _second(identity: str, first: str, part: int, taken: Collection[int]) -> Problem:
    free = next(n for n in range(1, len(taken) + 2) if n not in taken)
    message = f"{article_path(first)} is part {part} of this series too"
    cure = f"give one of them another number: {free} is free"
    return error("part-twice", message, article_path(identity), key="series.part", cure=cure)
