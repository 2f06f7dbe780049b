"""The header of a block: `/// name | argument`, and the indented options under it.

/// figure | images/straits.jpg
    alt: A line of ships waits
    credit: "Illustration: graphics desk"
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from generator.problems import Problem, Span, did_you_mean, error, sentences
from generator.reading.markdown.blocks import BLOCK_TYPES, Argument, BlockType
from generator.reading.markdown.source import Source

HEADER = re.compile(r" {0,3}(/{3,})(.*)$")

_NAME = re.compile(r"[ \t]*([\w-]+)[ \t]*(?:\|(.*))?$")
_OPTION = re.compile(r"([\w-]+):(?:[ \t]+(.*))?$")
_INDENT = re.compile(r"(?: {4}|\t)[ \t]*(?=[^ \t])")


@dataclass(slots=True)
class Header:
    """A block's header as it is being read. `kind` is None where the name is unknown."""

    slashes: str
    name: str
    argument: str
    span: Span
    kind: BlockType | None
    argument_span: Span
    options: dict[str, str] = field(default_factory=dict)
    option_spans: dict[str, Span] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    last_option: str = ""
    indent: int = 0


def read_header(source: Source, number: int, match: re.Match[str]) -> Header:
    """The header on a line that `HEADER` matched, with its faults."""
    slashes, rest = match.groups()
    typed = _NAME.match(rest)
    name, argument = (typed[1], (typed[2] or "").strip()) if typed else ("", "")
    kind = BLOCK_TYPES.get(name)
    line_span = source.line_span(number)
    name_span = argument_span = line_span
    if typed:
        name_span = source.line_span(number, match.start(2) + typed.start(1), len(name))
    if typed and argument:
        column = match.group().index(argument, match.start(2) + typed.start(2))
        argument_span = source.line_span(number, column, len(argument))
    header = Header(slashes, name, argument, line_span, kind, argument_span)
    if not typed:
        header.problems.append(_bad_syntax(source, line_span, slashes, rest))
    elif kind is None:
        header.problems.append(_unknown_block(source, name, name_span))
    elif kind.argument is Argument.REQUIRED and not argument:
        header.problems.append(_no_argument(source, kind, name_span, slashes))
    return header


def read_option(header: Header, source: Source, number: int, line: str) -> bool:
    """Whether the line still belongs to the header: it is indented, and no blank line came.

    A line indented further than the first option goes on with the option above it.
    """
    indent = _INDENT.match(line)
    if not indent:
        return _is_outdented_option(header, source, number, line.rstrip())
    typed = line[indent.end() :].rstrip()
    column = indent.end()
    header.indent = header.indent or column
    match = _OPTION.match(typed)
    if header.last_option and column > header.indent:
        header.options[header.last_option] += f" {typed}"
        return True
    if not match:
        message = "a block's option is written `name: value`"
        cure = "leave a line blank between the options and the content"
        span = source.line_span(number, column, len(typed))
        header.problems.append(error("option-syntax", message, source.path, span=span, cure=cure))
        return True
    name, value = match[1], _unquoted((match[2] or "").strip())
    header.problems += _option_faults(header, source, number, (name, value), column)
    header.last_option = name
    header.options[name] = value
    header.option_spans[name] = source.line_span(number, column, len(typed))
    return True


def _is_outdented_option(header: Header, source: Source, number: int, line: str) -> bool:
    """Whether a line at the margin is one of the block's options, which is told."""
    match = _OPTION.match(line)
    if not match or header.kind is None or match[1] not in header.kind.options:
        return False
    message = "a block's options stand four spaces in; at the margin readers would see this line"
    span = source.line_span(number, 0, len(line))
    cure = "put four spaces before it, or a blank line if it is text"
    header.problems.append(error("option-syntax", message, source.path, span=span, cure=cure))
    header.last_option = match[1]
    header.options[match[1]] = _unquoted((match[2] or "").strip())
    return True


def _unquoted(value: str) -> str:
    """The value without the quotes that YAML would want round a colon."""
    if len(value) > 1 and value[0] == value[-1] == '"':
        return re.sub(r'\\(["\\])', r"\1", value[1:-1])
    if len(value) > 1 and value[0] == value[-1] == "'":
        return value[1:-1].replace("''", "'")
    return value


def _option_faults(
    header: Header, source: Source, number: int, option: tuple[str, str], column: int
) -> list[Problem]:
    name, value = option
    if header.kind is None:
        return []
    span = source.line_span(number, column, len(name))
    known = header.kind.options
    if name not in known:
        message = f"`{header.name}` has no option `{name}`"
        listed = ", ".join(f"`{key}`" for key in known)
        cure = sentences(did_you_mean(name, known), f"it has {listed}" if known else "it has none")
        return [error("unknown-option", message, source.path, span=span, cure=cure)]
    if name in header.options:
        message = f"the option `{name}` stands here twice"
        return [error("duplicate-option", message, source.path, span=span, cure="delete one")]
    if known[name].is_number and not re.fullmatch("[1-9][0-9]{0,5}", value):
        message = f'`{name}` can\'t be "{value}"'
        cure = "write a whole number in figures"
        return [error("bad-option-value", message, source.path, span=span, cure=cure)]
    choices = known[name].choices
    if choices and value not in choices:
        message = f'`{name}` can\'t be "{value}"'
        cure = sentences(did_you_mean(value, choices), f"it is one of {', '.join(choices)}")
        return [error("bad-option-value", message, source.path, span=span, cure=cure)]
    return []


def _bad_syntax(source: Source, span: Span, slashes: str, rest: str) -> Problem:
    message = f"a line that begins with {slashes} opens or closes a block; this does neither"
    cure = f"write `{slashes} name | argument`, or begin the line with a backslash if it is text"
    words = rest.partition("|")[0].replace(" ", "").lower()
    if words in BLOCK_TYPES:
        cure = f"write `{slashes} {words}`, in one word"
    return error("block-syntax", message, source.path, span=span, cure=cure)


def _unknown_block(source: Source, name: str, span: Span) -> Problem:
    message = f'no block is called "{name}"'
    cure = sentences(did_you_mean(name, BLOCK_TYPES), f"blocks are {', '.join(BLOCK_TYPES)}")
    return error("unknown-block", message, source.path, span=span, cure=cure)


def _no_argument(source: Source, kind: BlockType, span: Span, slashes: str) -> Problem:
    message = f"the block `{kind.name}` needs {kind.argument_is}"
    cure = f"write `{slashes} {kind.name} | …`"
    return error("missing-argument", message, source.path, span=span, cure=cure)
