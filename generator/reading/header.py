"""A header becomes one mapping of nodes, and every fault of its YAML is told, not the first alone.

After a fault, the entry it lies in is blanked and the rest is read again: an unquoted colon in the
headline must not hide a misspelt key below, nor the `draft: true` that softens both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from yaml import YAMLError

from generator.problems import Problem
from generator.reading.compose import composed
from generator.reading.nodes import Mapping, Node, Scalar, Sequence, Source
from generator.reading.wording import kind_of, shortened
from generator.reading.yaml_faults import diagnosed
from generator.reading.yaml_lines import line_fault

_MAX_REPAIRS = 12
_REPAIRABLE = 20_000  # characters: beyond that, reading a broken header again and again costs
_ENTRY_START = re.compile(r"[^\s#\-\]}]")
_EQUALS = re.compile(r"(\w+)[ \t]*=[ \t]*(.+)")
_DRAFT_KEY = re.compile(r"^draft[ \t]*:", re.MULTILINE)
_DRAFT = re.compile(r"^draft:[ \t]+(\S+)[ \t]*(?:#.*)?$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Header:
    """A header's keys and values. `spoiled` names the keys whose entries could not be read.

    `mapping` is None where no key could be read: what is missing is then not worth telling.
    """

    source: Source
    mapping: Mapping | None
    problems: tuple[Problem, ...] = ()
    spoiled: frozenset[str] = frozenset()
    is_draft: bool = False


def read_header(source: Source) -> Header:
    """The header as a mapping, without what could not be read."""
    problems: list[Problem] = []
    spoiled: set[str] = set()
    current = source
    for _ in range(_MAX_REPAIRS):
        try:
            composition = composed(current)
        except YAMLError as fault:
            problem, row = diagnosed(current, fault)
            problems.append(problem)
            rest = _without_entry(current, row, spoiled)
            if rest.text == current.text or len(source.text) > _REPAIRABLE:
                break
            current = rest
        else:
            problems.extend(composition.problems)
            mapping, faults = _as_mapping(current, composition.root, bool(problems))
            is_draft = _says_draft(mapping, source.text) if mapping else has_draft_line(source.text)
            found = (*problems, *faults)
            return Header(source, mapping, found, frozenset(spoiled), is_draft)
    return Header(source, None, tuple(problems), is_draft=has_draft_line(source.text))


def _without_entry(source: Source, row: int, spoiled: set[str]) -> Source:
    """The source with the outermost entry round a row blanked, every other offset kept."""
    lines = source.text.split("\n")
    first = row
    while first > 0 and not _ENTRY_START.match(lines[first]):
        first -= 1
    last = max(first, row)
    while last + 1 < len(lines) and not _ENTRY_START.match(lines[last + 1]):
        last += 1
    spoiled.add(re.split(r"[:：\s]", lines[first], maxsplit=1)[0])
    lines[first : last + 1] = [" " * len(line) for line in lines[first : last + 1]]
    return replace(source, text="\n".join(lines))


def _as_mapping(
    source: Source, root: Node | None, is_told: bool
) -> tuple[Mapping | None, list[Problem]]:
    """The root where it is a mapping; an empty header is one without keys."""
    if isinstance(root, Mapping):
        return root, []
    if root is None or (isinstance(root, Scalar) and not root.text):
        return (None if is_told else Mapping(0, 0, (), False)), []
    return None, [] if is_told else _no_mapping(source, root)


def _no_mapping(source: Source, root: Node) -> list[Problem]:
    lines = source.text.split("\n")
    slips = [found for row in range(len(lines)) if (found := line_fault(lines, row))]
    if isinstance(root, Scalar) and not root.style and slips:
        return [
            source.error(slip.code, slip.message, start, start + slip.length, slip.cure)
            for slip in slips
            for start in (source.starts[slip.row] + slip.column,)
        ]
    what = "header" if source.first_line > 1 else "file"
    message = f"the {what} must be keys with values; this is {kind_of(root)}"
    cure = "write lines of key: value"
    if match := _EQUALS.match(source.text, root.start):
        cure = f"write a colon for the equals sign: {match[1]}: {shortened(match[2])}"
    if isinstance(root, Sequence):
        cure = f"{cure}, without the {'hyphens' if source.text[root.start] == '-' else 'brackets'}"
    return [source.error("no-mapping", message, root.start, root.end, cure)]


def _says_draft(mapping: Mapping, text: str) -> bool:
    """Whether the one `draft` says `true`, plainly; a contradiction is no draft."""
    values = [value for key, value in mapping.pairs if key.text == "draft"]
    is_true = any(isinstance(v, Scalar) and v.text == "true" and not v.style for v in values)
    return is_true and len(_DRAFT_KEY.findall(text)) <= 1


def has_draft_line(text: str) -> bool:
    """Whether a header that is broken says `draft: true` on a line of its own, and nothing else."""
    return set(_DRAFT.findall(text)) == {"true"}
