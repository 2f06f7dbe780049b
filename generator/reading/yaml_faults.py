"""A broken header, in a writer's words: which line is to blame, and what to type instead.

YAML's own complaint names what its grammar missed, often lines later. Here the lines are looked at
for the handful of slips that writers make; the parser's words are the last resort.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from yaml import MarkedYAMLError, YAMLError

from generator.problems import Problem
from generator.reading.nodes import Source
from generator.reading.wording import in_quotes, shortened
from generator.reading.yaml_lines import (
    Fault,
    KeyLine,
    is_key_line,
    key_line,
    line_fault,
    tab_fault,
)

_LOOK_BACK = 40
_FLOW = ("while parsing a flow sequence", "while parsing a flow mapping")
_COMMENT = re.compile(r"[\s,\[{]#")
_QUOTE = re.compile("[\"']")
_MARKS = ("while scanning an alias", "while scanning an anchor", "while scanning a tag")


@dataclass(frozen=True, slots=True)
class Complaint:
    """What the parser said: offsets into the header, and the rows that they lie on."""

    words: str
    context: str
    at: int
    row: int
    context_at: int
    context_row: int


def diagnosed(source: Source, fault: YAMLError) -> tuple[Problem, int]:
    """What is wrong, and the row of the header (from 0) that is to blame."""
    complaint = _complaint(source, fault)
    lines = source.text.split("\n")
    found = (
        _at_the_mark(lines, source, complaint)
        or _in_brackets(lines, source, complaint)
        or _near(lines, source, complaint)
        or _in_the_parsers_words(source, complaint)
    )
    start = source.starts[found.row] + found.column
    problem = source.error(found.code, found.message, start, start + found.length, found.cure)
    return problem, found.row


def _complaint(source: Source, fault: YAMLError) -> Complaint:
    words, context, at, context_at = str(fault), "", 0, -1
    if isinstance(fault, MarkedYAMLError):
        words, context = fault.problem or "", fault.context or ""
        mark, context_mark = fault.problem_mark, fault.context_mark
        at = mark.index if mark else 0
        context_at = context_mark.index if context_mark else -1
    at = min(at, len(source.text.rstrip()))
    row = source.row(at)
    return Complaint(
        words, context, at, row, context_at, source.row(context_at) if context_at >= 0 else row
    )


def _at_the_mark(lines: list[str], source: Source, complaint: Complaint) -> Fault | None:
    """What the complaint alone tells: tabs, characters that begin no text, escapes, quotes."""
    row, context_row = complaint.row, complaint.context_row
    if "cannot start any token" in complaint.words:
        char = source.text[complaint.at : complaint.at + 1]
        column = complaint.at - source.starts[row]
        return tab_fault(lines, row) if char == "\t" else _special(lines, row, column)
    if complaint.context.startswith(_MARKS):
        return _special(lines, context_row, complaint.context_at - source.starts[context_row])
    if "node content" in complaint.words and source.text.startswith(",", complaint.at):
        at = complaint.at - source.starts[row]
        return Fault("empty-item", "an item of the list is empty", row, at, 1, "delete the comma")
    if "quoted scalar" not in complaint.context:
        return None
    column = complaint.context_at - source.starts[context_row]
    if "escape" in complaint.words or "hex" in complaint.words:
        return _bad_escape(lines, row, complaint.at - source.starts[row], context_row, column)
    return _unclosed_quote(lines, context_row, column)


def _special(lines: list[str], row: int, column: int) -> Fault:
    text = lines[row][column:].rstrip()
    message = f'a text can\'t begin with "{text[:1]}" unless it is in quotes'
    cure = _written(lines[row], column, text)
    return Fault("special-character", message, row, column, len(text), cure)


def _written(line: str, column: int, text: str) -> str:
    """What to type: the text in quotes, after its key where it has one."""
    found = key_line(line)
    key = f"{found.key}: " if found and found.value_column == column else ""
    return f"write {key}{in_quotes(text)}"


def _bad_escape(lines: list[str], row: int, column: int, quote_row: int, quote: int) -> Fault:
    message = "a backslash in double quotes begins an escape, and this is none"
    cure = r"write \\ for a backslash"
    text = lines[quote_row][quote + 1 :].rstrip()
    if quote_row == row and text.endswith('"') and "'" not in text:
        cure = f"put the text in single quotes: '{text[:-1]}'"
    backslash = max(lines[row].rfind("\\", 0, column + 1), 0)
    return Fault("bad-escape", message, row, backslash, 2, cure)


def _unclosed_quote(lines: list[str], row: int, column: int) -> Fault:
    text = lines[row][column:].rstrip()
    message = "the quote that opens here is never closed"
    cure = _written(lines[row], column, text[1:])
    return Fault("unclosed-quote", message, row, column, len(text), cure)


def _in_brackets(lines: list[str], source: Source, complaint: Complaint) -> Fault | None:
    """A list or mapping in brackets that breaks off: a colon in it, or no bracket at its end."""
    if "flow" in complaint.context and (hidden := _hidden_bracket(lines, complaint)):
        return hidden
    if not complaint.context.startswith(_FLOW):
        return None
    row, column = complaint.context_row, complaint.context_at - source.starts[complaint.context_row]
    opener = lines[row][column]
    closer = "]" if opener == "[" else "}"
    at_colon = source.text.startswith(":", complaint.at)
    if at_colon and not is_key_line(lines[complaint.row]):
        return _colon_in_brackets(lines, source, complaint)
    if at_colon and complaint.row == row:
        return _colon_in_brackets(lines, source, complaint)
    length = len(lines[row].rstrip()) - column
    if complaint.row > row or complaint.at >= len(source.text.rstrip()):
        message = f'the bracket "{opener}" that opens here is never closed'
        return Fault("unclosed-bracket", message, row, column, length, f'end it with "{closer}"')
    at = complaint.at - source.starts[complaint.row]
    message = f'a comma or the closing "{closer}" is missing before this'
    cure = "a text with brackets, quotes or commas in it needs quotes round the whole"
    return Fault("unclosed-bracket", message, complaint.row, at, 1, cure)


def _hidden_bracket(lines: list[str], complaint: Complaint) -> Fault | None:
    """A `#` in a list in brackets: to YAML the rest of the line is a comment."""
    first = complaint.context_row
    while first > 0 and not is_key_line(lines[first]):
        first -= 1
    for row in range(first, complaint.row + 1):
        line = lines[row].rstrip()
        match = _COMMENT.search(line)
        before, hidden = (line[: match.end() - 1], line[match.end() - 1 :]) if match else ("", "")
        end = max(hidden.rfind("]"), hidden.rfind("}"))
        if end > 0 and ("[" in before or "{" in before) and not _QUOTE.search(before):
            start = max(before.rfind(stop) for stop in ",:[{") + 1
            text = re.split(r"[,\]}]", line[start:], maxsplit=1)[0].strip()
            message = f'the # begins a comment, and hides the "{hidden[end]}" of this line'
            cure = f"put the text in quotes: {in_quotes(text)}"
            return Fault("unclosed-bracket", message, row, len(before), len(hidden), cure)
    return None


def _colon_in_brackets(lines: list[str], source: Source, complaint: Complaint) -> Fault:
    at = complaint.at - source.starts[complaint.row]
    line = lines[complaint.row]
    start = max(line.rfind(stop, 0, at) for stop in ",:{}[]") + 1
    text = re.split(r"[,}\]]", line[start:], maxsplit=1)[0]
    start += len(text) - len(text.lstrip())
    text = text.strip()
    message = "a text with a colon in it needs quotes"
    cure = f"write {in_quotes(text)}"
    return Fault("unquoted-colon", message, complaint.row, start, max(1, len(text)), cure)


def _near(lines: list[str], source: Source, complaint: Complaint) -> Fault | None:
    """A slip on the line complained of, or on one of those above it."""
    row = complaint.row
    if "could not find expected ':'" in complaint.words:
        row = complaint.context_row
        return line_fault(lines, row) or _no_colon(lines, row)
    if found := line_fault(lines, row):
        return found
    if "mapping values" in complaint.words and (found := _deeper(lines, row)):
        return found
    for above in range(row - 1, max(-1, row - _LOOK_BACK), -1):
        if lines[above].strip() and (found := line_fault(lines, above, strictly=True)):
            return found
    if found := _no_key(lines, row):
        return found
    line = key_line(lines[row])
    if line and ("expected key" in complaint.words or "'-'" in complaint.words):
        return _misplaced(row, line)
    return _stray_item(lines, row)


def _no_key(lines: list[str], row: int) -> Fault | None:
    match = re.match(r"\s*(?:\?\s*)?(:(?:\s.*|$))", lines[row])
    if not match:
        return None
    message = "there is no key before this colon"
    cure = "write the key; if all of it is text, put it in quotes"
    return Fault("missing-key", message, row, match.start(1), len(match[1].rstrip()), cure)


def _stray_item(lines: list[str], row: int) -> Fault | None:
    text = lines[row].strip()
    if not text.startswith("- "):
        return None
    message = "this item of a list stands under no key"
    cure = "put the key above it (tags:), with nothing after the colon"
    return Fault("bad-list", message, row, len(lines[row]) - len(text), len(text), cure)


def _no_colon(lines: list[str], row: int) -> Fault | None:
    text = lines[row].strip()
    if not text or ":" in text:
        return None
    above = next((line for n in range(row - 1, -1, -1) if (line := key_line(lines[n]))), None)
    if above and above.value[:1] in ("|", ">") and not lines[row][0].isspace():
        message = f"this line is not indented, so that it is no part of `{above.key}`"
        cure = "begin each line of the text with two spaces"
        return Fault("bad-indent", message, row, 0, len(text), cure)
    word, _, rest = text.partition(" ")
    message = "there is no colon on this line"
    cure = f"write {word}: {shortened(rest)}" if rest and word.isalpha() else ""
    cure = cure or "indent the line if it belongs to the text above"
    return Fault("missing-colon", message, row, len(lines[row]) - len(text), len(text), cure)


def _deeper(lines: list[str], row: int) -> Fault | None:
    """An indented line with a colon, under a text: meant as a key, or part of that text."""
    line = key_line(lines[row])
    if line is None or line.column == 0:
        return None
    if " " not in line.key:
        return _misplaced(row, line)
    above = next(
        (key_line(lines[n]) for n in range(row - 1, -1, -1) if is_key_line(lines[n])), None
    )
    name = f"the text of `{above.key}`" if above else "the text"
    message = f"{name} has a colon in it and stands without quotes"
    cure = 'put the whole text in quotes, or begin it with ">-" and the text on the next line'
    return Fault("unquoted-colon", message, row, line.column, line.length, cure)


def _misplaced(row: int, line: KeyLine) -> Fault:
    message = f"`{line.key}` does not begin in the column of the keys around it"
    cure = "keys that belong together begin in one column; a text with a colon needs quotes"
    return Fault("bad-indent", message, row, line.column, len(line.key), cure)


def _in_the_parsers_words(source: Source, complaint: Complaint) -> Fault:
    words = f"{complaint.context}, {complaint.words}" if complaint.context else complaint.words
    message = f"YAML can't be read here: {' '.join(words.split())}"
    column = complaint.at - source.starts[complaint.row]
    cure = "look at this line and the one above: indentation, quotes, brackets"
    return Fault("yaml-syntax", message, complaint.row, column, 1, cure)
