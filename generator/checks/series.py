"""Series: no two stories of one language are the same part.

Looked at with the gate open, but where one was withdrawn before the other came they never met.
"""

from __future__ import annotations

from generator.engine import Ask, question
from generator.library.index import index_line
from generator.library.texts import article_path, articles, desk_line
from generator.problems import error, softened


@question
def series_checked(ask: Ask) -> tuple[str, ...]:
    """Reports parts that two stories have; answers with the second of each two."""
    parts: dict[tuple[str, str], dict[int, list[str]]] = {}
    twice: list[str] = []
    for identity in sorted(ask(articles), key=lambda i: ask(desk_line, i).draft):
        line = ask(index_line, identity)
        if line.series is None or line.part is None:
            continue
        taken = parts.setdefault((line.language, line.series), {})
        same = taken.setdefault(line.part, [])
        first = next((other for other in same if _meet(ask, other, identity)), None)
        same.append(identity)
        if first is not None:
            twice.append(identity)
            free = next(n for n in range(1, len(taken) + 2) if n not in taken)
            message = f"{article_path(first)} is part {line.part} of this series too"
            cure = f"give one of them another number: {free} is free"
            path = article_path(identity)
            problem = error("part-twice", message, path, key="series.part", cure=cure)
            ask.report(softened(problem) if ask(desk_line, identity).draft else problem)
    return tuple(twice)


def _meet(ask: Ask, one: str, other: str) -> bool:
    """Whether there may be an hour at which both are out."""
    first, second = ask(desk_line, one), ask(desk_line, other)
    return (first.expires_at is None or first.expires_at > second.released) and (
        second.expires_at is None or second.expires_at > first.released
    )
