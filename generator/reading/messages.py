"""A message file: the words of the interface in one language, with plural forms."""

from __future__ import annotations

import re
from collections.abc import Mapping as Lookup
from dataclasses import dataclass

from generator.model.values import FrozenMap
from generator.problems import Problem, did_you_mean, sentences
from generator.reading.decoders import is_clean
from generator.reading.desk import Desk
from generator.reading.headed import open_yaml
from generator.reading.nodes import Mapping, Node, Refused, Scalar
from generator.reading.result import ReadingOptions
from generator.reading.telling import tell_comment
from generator.reading.wording import kind_of, listed, shortened

PLURALS = ("zero", "one", "two", "few", "many", "other")
COUNT = "count"
# A role that only one newsroom has, such as `role.fixer`, may have words like all others.
OWN_ROLE = "role."
_NAME = re.compile(r"\{([a-z_]+)\}")

Words = str | FrozenMap


@dataclass(frozen=True, slots=True)
class Expected:
    """What a site's message file may hold: the bundled keys with their English words, keys that
    the site's own layouts ask for, the plural forms of the language."""

    bundled: Lookup[str, Words]
    asked: frozenset[str] = frozenset()
    forms: tuple[str, ...] = PLURALS


def read_messages(
    path: str, data: bytes, expected: Expected | None = None
) -> tuple[FrozenMap, tuple[Problem, ...]]:
    """Key to text, or to a map of CLDR plural categories to texts; and what is wrong.

    Faulty words are left out, so that the bundled ones stand in. Without `expected` keys and
    `{names}` are free: so the bundled files are read.
    """
    desk, header = open_yaml(path, data, ReadingOptions(typography=False))
    words: dict[str, Words] = {}
    pairs = header.mapping.pairs if header and header.mapping else ()
    for key, value in pairs:
        if expected and not _is_known(key, desk, expected):
            continue
        found = _words(key.text, value, desk, expected)
        if found is not None:
            words[key.text] = found
    return FrozenMap(words), tuple(sorted(desk.problems, key=Problem.sort_key))


def _is_known(key: Scalar, desk: Desk, expected: Expected) -> bool:
    known = (*expected.bundled, *expected.asked)
    beginnings = (OWN_ROLE, *(text for text in expected.asked if text.endswith(".")))
    if key.text in known or key.text.startswith(beginnings):
        return True
    near = did_you_mean(key.text, known)
    cure = near or "no layout asks for it: docs/layouts.md lists the keys that there are"
    desk.error("unknown-key", f"no message is called `{shortened(key.text)}`", key, key.text, cure)
    return False


def _words(key: str, value: Node, desk: Desk, expected: Expected | None) -> Words | None:
    if isinstance(value, Mapping):
        return _forms(key, value, desk, expected)
    if isinstance(value, Scalar):
        return _text(key, value, desk, expected)
    if not isinstance(value, Refused):
        message = f"`{shortened(key)}` takes words; this is {kind_of(value)}"
        desk.error("wrong-type", message, value, key, f"write {shortened(key)}: and the words")
    return None


def _forms(key: str, value: Mapping, desk: Desk, expected: Expected | None) -> FrozenMap | None:
    """A text for each plural form."""
    told = len(desk.problems)
    if expected and isinstance(expected.bundled.get(key), str):
        message = f"`{key}` takes one text: it has no plural forms"
        desk.error("wrong-type", message, value, key, f"write {key}: and the words")
        return None
    found: dict[str, str] = {}
    forms = expected.forms if expected else PLURALS
    for form, words in value.pairs:
        place = f"{key}.{form.text}"
        if form.text not in forms:
            message = f"this language has no plural form `{shortened(form.text)}`"
            cure = sentences(did_you_mean(form.text, forms), f"it has {listed(forms)}")
            desk.error("plural-form", message, form, place, cure)
        elif isinstance(words, Scalar):
            text = _text(key, words, desk, expected)
            if text is not None:
                found[form.text] = text
        elif not isinstance(words, Refused):
            message = f"`{form.text}` takes words; this is {kind_of(words)}"
            desk.error("wrong-type", message, words, place, f"write {form.text}: and the words")
    if "other" not in found and len(desk.problems) == told:
        message = f"`{shortened(key)}` has no form `other`, for all that have none of their own"
        desk.error("plural-form", message, value, key, "write other: and the words")
    return FrozenMap(found) if "other" in found else None


def _text(key: str, value: Scalar, desk: Desk, expected: Expected | None) -> str | None:
    """The words as typed; spaces at their ends are meant (`" and "`)."""
    bundled = expected.bundled.get(key, "") if expected else ""
    may_be_blank = _parts(bundled) if expected else True
    tell_comment(value, desk, key)
    if not value.text.strip() and not (value.text and may_be_blank):
        message = f"the words of `{shortened(key)}` are empty"
        cure = "write some, or delete the line: then the bundled words stand in"
        desk.error("empty-message", message, value, key, cure)
        return None
    if not is_clean(value.text, value, desk, key):
        return None
    if bundled and (fault := _strange_name(value.text, bundled)):
        names = tuple(f"{{{name}}}" for name in sorted(_names(bundled)))
        cure = "take the brace out: these words have nothing to fill in"
        message = f'nothing fills "{shortened(fault)}" in `{key}`'
        cure = f"it may hold {listed(names)}" if names else cure
        start = value.start + max(desk.source.text[value.start : value.end].find(fault), 0)
        where = desk.source.span(start, start + len(fault))
        desk.error("message-name", message, where, key, cure)
        return None
    return value.text


def _parts(bundled: Words) -> bool:
    """Whether words stand between others, so that white space alone may do."""
    return isinstance(bundled, str) and bundled != bundled.strip()


def _names(bundled: Words) -> set[str]:
    """What is filled in: the names of the English words, in any of their forms."""
    if isinstance(bundled, str):
        return set(_NAME.findall(bundled))
    return {COUNT}.union(*(_NAME.findall(text) for text in bundled.values()))


def _strange_name(text: str, bundled: Words) -> str:
    """The first `{name}` or brace that nothing fills; empty where there is none."""
    known = _names(bundled)
    for match in re.finditer(r"\{[^{}]*\}|[{}]", text):
        if match.group()[1:-1] not in known or len(match.group()) < 3:
            return match.group()
    return ""
