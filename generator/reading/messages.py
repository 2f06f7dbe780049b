"""A message file: the words of the interface in one language, with plural forms."""

from __future__ import annotations

import yaml

from generator.model.values import FrozenMap
from generator.problems import Problem, Span, error

PLURALS = frozenset({"zero", "one", "two", "few", "many", "other"})


def read_messages(path: str, data: bytes) -> tuple[FrozenMap, tuple[Problem, ...]]:
    """Key to text, or to a map of CLDR plural categories to texts; and what is wrong."""
    try:
        loaded = yaml.load(data.decode("utf-8-sig"), Loader=yaml.BaseLoader)
    except (UnicodeDecodeError, yaml.YAMLError, RecursionError) as fault:
        return FrozenMap(), (_unreadable(path, fault),)
    if loaded in (None, ""):
        return FrozenMap(), ()
    if not isinstance(loaded, dict):
        return FrozenMap(), (error("message-file", "a message file maps keys to words", path),)
    problems = []
    words: dict[str, str | FrozenMap] = {}
    for key, value in loaded.items():
        if isinstance(value, str):
            words[str(key)] = value
        elif isinstance(value, dict) and "other" in value and set(value) <= PLURALS:
            words[str(key)] = FrozenMap({k: str(v) for k, v in value.items()})
        else:
            problems.append(
                error(
                    "message-file",
                    f'"{key}" takes words, or a form for "other" and others of CLDR\'s plurals',
                    path,
                )
            )
    return FrozenMap(words), tuple(problems)


def _unreadable(path: str, fault: Exception) -> Problem:
    mark = getattr(fault, "problem_mark", None)
    span = Span(mark.line + 1, mark.column + 1) if mark else None
    reason = getattr(fault, "problem", None) or "it is no UTF-8 text"
    return error("message-file", f"this message file can't be read: {reason}", path, span=span)
