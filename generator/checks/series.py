"""Series: each is one that site.yaml declares, if it declares any, and no part is told twice.

Looked at with the gate open: what a release would bring together is told today.
"""

from __future__ import annotations

from generator.engine import Ask, question
from generator.library.index import IndexLine, index_line
from generator.library.texts import article_path, articles, desk_line, site
from generator.problems import Problem, did_you_mean, error, sentences, softened, warning


@question
def series_checked(ask: Ask) -> tuple[str, ...]:
    """Reports unknown series and two stories that are the same part; answers with their places."""
    found: dict[str, str] = {}
    faulty: list[str] = []
    for identity in sorted(ask(articles), key=lambda i: _age(ask, i)):
        line = ask(index_line, identity)
        if line.series is None:
            continue
        problem = _unknown(ask, identity, line.series)
        if problem is None and line.part is not None:
            place = f"{line.language} {line.series} {line.part}"
            first = found.setdefault(place, identity)
            problem = _second(identity, first, line) if first != identity else None
        if problem is not None:
            faulty.append(identity)
            ask.report(softened(problem) if ask(desk_line, identity).draft else problem)
    return tuple(faulty)


def _age(ask: Ask, identity: str) -> tuple[bool, object, str]:
    """What puts drafts last and the oldest first: the later of two is the one to mend."""
    line = ask(desk_line, identity)
    return line.draft, line.released, identity


def _unknown(ask: Ask, identity: str, series: str) -> Problem | None:
    declared = [rule.id for rule in ask(site).series]
    if not declared or series in declared:
        return None
    cure = sentences(did_you_mean(series, declared), f"site.yaml declares {', '.join(declared)}")
    message = f'no series called "{series}"'
    return error("unknown-series", message, article_path(identity), key="series.id", cure=cure)


def _second(identity: str, first: str, line: IndexLine) -> Problem:
    message = f'{article_path(first)} is part {line.part} of "{line.series}" too'
    cure = "give each story a number of its own"
    return warning("part-twice", message, article_path(identity), key="series.part", cure=cure)
