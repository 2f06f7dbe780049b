"""A header's text becomes nodes with places; what has no place in a header is refused and told.

Built on the events of PyYAML's C parser rather than on its nodes: as fast, and hostile nesting is
left after twenty levels (libyaml itself takes minutes over 100,000 open brackets).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, cast

import yaml
from yaml import events

from generator.problems import Problem
from generator.reading.nodes import Mapping, Node, Refused, Scalar, Sequence, Source
from generator.reading.wording import in_quotes

MAX_DEPTH = 20
MAX_NODES = 5_000


@dataclass(frozen=True, slots=True)
class Composition:
    """A header as nodes. `root` is None where it was empty or too much to go on with."""

    root: Node | None
    problems: tuple[Problem, ...] = ()


def composed(source: Source) -> Composition:
    """The nodes of a header. Raises `yaml.YAMLError` where the syntax is broken."""
    composer = _Composer(source)
    try:
        root = composer.document()
    except _TooMuch:
        return Composition(None, tuple(composer.problems))
    return Composition(root, tuple(composer.problems))


class _TooMuch(Exception):
    """Raised when the header is too deep or too large to go on with."""


_SCALAR: type[object] = events.ScalarEvent
_LIST: type[object] = events.SequenceStartEvent
_LIST_END: type[object] = events.SequenceEndEvent
_MAP: type[object] = events.MappingStartEvent
_MAP_END: type[object] = events.MappingEndEvent
_DOCUMENT: type[object] = events.DocumentStartEvent
_END: type[object] = events.StreamEndEvent


class _Mark(Protocol):
    index: int


class _Event(Protocol):
    """What PyYAML's events have in common, and what some of them have (its stubs say less)."""

    start_mark: _Mark
    end_mark: _Mark
    value: str
    style: str | None
    anchor: str | None
    tag: str | None
    flow_style: bool | None


def _events(text: str) -> Callable[[], _Event]:
    """What gives the next event: PyYAML's C parser, or the other where it was built without."""
    loader = yaml.CLoader(text) if yaml.__with_libyaml__ else yaml.Loader(text)
    return cast("Callable[[], _Event]", loader.get_event)


class _Composer:
    """One pass over the events of one header."""

    def __init__(self, source: Source) -> None:
        # The two separators are line ends to YAML 1.1 and plain characters to YAML 1.2 and authors.
        text = source.text.replace("\u2028", " ").replace("\u2029", " ")
        self._next = _events(text)
        self._source = source
        self._count = 0
        self._brackets = 0
        self.problems: list[Problem] = []

    def document(self) -> Node | None:
        """The root of the first document; a second one is a problem."""
        self._next()  # the stream begins
        if not isinstance(self._next(), _DOCUMENT):
            return None
        root = self._node(self._next(), 1)
        self._next()  # the document ends
        event = self._next()
        if not isinstance(event, _END):
            start = event.start_mark.index
            message = "a second YAML document begins here; there may be one"
            self._tell("yaml-documents", message, start, start + 3, "delete this line of ---")
        return root

    def _node(self, event: _Event, depth: int) -> Node:
        self._count += 1
        start = event.start_mark.index
        if depth > MAX_DEPTH:
            cure = f"at most {MAX_DEPTH} levels"
            self._tell("yaml-depth", "lists and mappings are nested too deep", start, start, cure)
            raise _TooMuch
        if self._count > MAX_NODES:
            message = f"the header has more than {MAX_NODES:,} keys and values"
            self._tell("yaml-size", message, start, start, "move the data to a file of its own")
            raise _TooMuch
        kind = event.__class__
        node: Node
        if kind is _SCALAR:
            node = Scalar(start, event.end_mark.index, event.value, event.style or "")
        elif kind is _MAP:
            node = self._mapping(event, start, depth)
        elif kind is _LIST:
            node = self._sequence(event, start, depth)
        else:
            return self._alias(event)
        if event.anchor is not None or event.tag is not None:
            return self._marked(event, node)
        return node

    def _sequence(self, opening: _Event, start: int, depth: int) -> Sequence:
        items: list[Node] = []
        self._brackets += bool(opening.flow_style)
        while (event := self._next()).__class__ is not _LIST_END:
            items.append(self._node(event, depth + 1))
        self._brackets -= bool(opening.flow_style)
        return Sequence(start, event.end_mark.index, tuple(items))

    def _mapping(self, opening: _Event, start: int, depth: int) -> Mapping | Refused:
        is_flow, is_refused = bool(opening.flow_style), False
        pairs: list[tuple[Scalar, Node]] = []
        first: dict[str, Scalar] = {}
        self._brackets += is_flow
        while (event := self._next()).__class__ is not _MAP_END:
            key = self._node(event, depth + 1)
            value = self._node(self._next(), depth + 1)
            if not isinstance(key, Scalar):
                self._strange_key(key)
                is_refused = is_flow
            elif key.text == "<<" and not key.style:
                cure = "write the keys out here"
                self._tell("yaml-merge", "merge keys are not accepted", key.start, key.end, cure)
            elif key.text in first:
                self._twice(key, first[key.text])
            else:
                first[key.text] = key
                pairs.append((key, value))
        self._brackets -= is_flow
        end = event.end_mark.index
        return Refused(start, end) if is_refused else Mapping(start, end, tuple(pairs), is_flow)

    def _twice(self, key: Scalar, first: Scalar) -> None:
        line = self._source.first_line + self._source.row(first.start)
        message = f"`{key.text}` stands here a second time; the first is on line {line}"
        self._tell("duplicate-key", message, key.start, key.end, "keep one of them")

    def _strange_key(self, key: Node) -> None:
        if isinstance(key, Refused):
            return
        if self._source.text.startswith("{", key.start - 1):
            text = self._source.line_rest(key.start - 1)
            message = 'a text can\'t begin with "{" unless it is in quotes'
            cure = f"write {in_quotes(text)}"
            self._tell("special-character", message, key.start - 1, key.end, cure)
        else:
            cure = "write one text before the colon; if all of it is text, put it in quotes"
            self._tell("yaml-key", "a key must be one text", key.start, key.end, cure)

    def _alias(self, event: _Event) -> Refused:
        start, end = event.start_mark.index, event.end_mark.index
        typed = self._source.line_rest(start)
        typed = re.split(r"[,\]}]", typed, maxsplit=1)[0] if self._brackets else typed
        message = "this is an alias of YAML, which is not accepted"
        cure = f"if it is text, put it in quotes: {in_quotes(typed)}"
        self._tell("yaml-alias", message, start, end, cure)
        return Refused(start, end)

    def _marked(self, event: _Event, node: Node) -> Refused:
        """Refuse an anchor (`&x`) or a tag (`!x`): they would swallow a text's first word."""
        start = event.start_mark.index
        is_anchor = event.anchor is not None
        code, noun = ("yaml-alias", "an anchor") if is_anchor else ("yaml-tag", "a tag")
        cure = "delete it"
        if isinstance(node, Scalar) and not node.style:
            typed = self._source.text[start : node.end]
            cure = f"if it is text, put it in quotes: {in_quotes(typed)}"
        message = f"this is {noun} of YAML, which is not accepted"
        first_word = self._source.line_rest(start).split(" ", 1)[0]
        self._tell(code, message, start, start + len(first_word), cure)
        return Refused(node.start, node.end)

    def _tell(self, code: str, message: str, start: int, end: int, cure: str = "") -> None:
        self.problems.append(self._source.error(code, message, start, end, cure))
