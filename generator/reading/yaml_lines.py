"""The slips that one line of a header shows by itself: a missing space, a colon, a stray quote."""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.reading.wording import as_item, in_quotes, shortened

# No two parts that match the same characters stand side by side: hostile lines cost no more.
_KEY_LINE = re.compile(r"[ ]*(?:-[ ]+)*(?P<key>\w[^:]*):(?:[ \t]+(?P<value>\S.*))?")
_NO_SPACE = re.compile(r"(?P<lead>[ ]*(?:-[ ]+)*)(?P<key>[A-Za-z_][\w-]*):(?P<value>[^\s:/].*)")
_NO_SPACE_AFTER_DASH = re.compile(r"(?P<lead>[ ]*)-(?P<value>[^\s-].*)")
_STRANGE_SPACE = re.compile(r"[ ]*([\t\u00a0\u2000-\u200b\u202f\u3000\ufeff])")
_WIDE_COLON = re.compile(r"(?P<lead>[ ]*(?:-[ ]+)*)(?P<key>[A-Za-z_][\w-]*)：(?P<value>.*)")
_CURLY = "“”„«»‘’‚"
_NO_BEGINNING = re.compile(r"[@`%*&!,\]}]|[|>][^\n]*[^\s+\-0-9]|\? ")
_INNER_COLON = re.compile(r":(?:\s|$)")
# `src: x.jpg`, `id: x, part: 1`: what would be a mapping in braces.
_INNER_KEY = re.compile(r"([a-z_]+): (?:[^,:]|:(?! ))+(?:, ?[a-z_]+: (?:[^,:]|:(?! ))+)*$")


@dataclass(frozen=True, slots=True)
class Fault:
    """A slip and its place in the header: row and column from 0."""

    code: str
    message: str
    row: int
    column: int
    length: int
    cure: str


@dataclass(frozen=True, slots=True)
class KeyLine:
    """A line `key: value`, and the columns (from 0) of both. `value` is empty where none is."""

    key: str
    column: int
    value: str
    value_column: int
    length: int


def key_line(line: str) -> KeyLine | None:
    """The line's key and value, if it has the shape."""
    line = line.rstrip()
    match = _KEY_LINE.fullmatch(line)
    if not match:
        return None
    value = match["value"] or ""
    column = match.start("key")
    value_column = match.start("value") if value else len(line)
    return KeyLine(match["key"].rstrip(), column, value, value_column, len(line) - column)


def is_key_line(line: str) -> bool:
    """Whether the line begins with a key of the outermost level."""
    found = key_line(line)
    return found is not None and found.column == 0


def line_fault(lines: list[str], row: int, *, strictly: bool = False) -> Fault | None:
    """The slip on a line; `strictly` tells only those that no correct header could show."""
    text = lines[row]
    found = tab_fault(lines, row) or _missing_space(text, row)
    line = key_line(text)
    if found or line is None or not line.value:
        return found
    found = _quote(lines, row, line)
    if found or strictly or line.value[0] in "\"'":
        return found
    if line.value.startswith("- "):
        message = "a list begins on the line below its key"
        items = line.value.removeprefix("- ")
        cure = f"write {line.key}: [{as_item(items)}]; or, if it is text, in quotes"
        return Fault("bad-list", message, row, line.value_column, len(line.value), cure)
    if _NO_BEGINNING.match(line.value) or _goes_on_after_bracket(line.value):
        message = f'a text can\'t begin with "{line.value[0]}" unless it is in quotes'
        return _of_value("special-character", message, row, line, in_quotes(line.value))
    if line.value[0] not in "[{|>" and _INNER_COLON.search(line.value):
        return _unquoted_colon(text, row, line)
    return None


def tab_fault(lines: list[str], row: int) -> Fault | None:
    """A tab, or a space that is none, among those that a line begins with."""
    match = _STRANGE_SPACE.match(lines[row])
    if not match or not lines[row].strip():
        return None
    char = match[1]
    what = "a tab" if char == "\t" else f"a space that YAML does not know (U+{ord(char):04X})"
    message = f"the line is indented with {what}"
    cure = "use spaces, two for each step"
    return Fault("tab-indent", message, row, match.start(1), 1, cure)


def _missing_space(text: str, row: int) -> Fault | None:
    if match := _WIDE_COLON.fullmatch(text):
        message = f"the colon after `{match['key']}` is a full-width one (：)"
        cure = f"write {match['key']}: {shortened(match['value'])}"
        return Fault("missing-colon", message, row, match.end("key"), 1, cure)
    if match := _NO_SPACE.fullmatch(text):
        message = f"a space is missing after `{match['key']}:`"
        value = shortened(match["value"])
        value = in_quotes(value) if _INNER_COLON.search(value) else value
        cure = f"write {match['key']}: {value}"
        length = len(match["key"]) + 1
        return Fault("missing-space", message, row, match.start("key"), length, cure)
    if match := _NO_SPACE_AFTER_DASH.fullmatch(text):
        cure = f"write - {shortened(match['value'])}"
        message = "a space is missing after the hyphen of this item"
        return Fault("missing-space", message, row, len(match["lead"]), 1, cure)
    return None


def _quote(lines: list[str], row: int, line: KeyLine) -> Fault | None:
    """A text in quotes that goes on after them, or whose quotes are not closed before a key."""
    quote = line.value[0]
    if quote not in "\"'":
        return None
    end = _closing(line.value, quote)
    if end < 0:
        following = next((text for text in lines[row + 1 :] if text.strip()), "x:")
        if not is_key_line(following):
            return None
        message = "the quote that opens here is never closed"
        return _of_value("unclosed-quote", message, row, line, in_quotes(line.value[1:]))
    rest = line.value[end + 1 :].strip()
    if not rest or rest.startswith("#"):
        return None
    is_wrapped = line.value.endswith(quote) and line.value[end + 1].isalnum()
    meant = line.value[1:-1] if is_wrapped else line.value
    meant = meant.replace('\\"', '"') if quote == '"' else meant
    message = "the text goes on after its closing quote"
    return _of_value("text-after-quote", message, row, line, in_quotes(meant))


def _closing(value: str, quote: str) -> int:
    """Where the quotes round a text end (YAML 1.2, 7.3.1 and 7.3.2), or -1."""
    pattern = r'(?:[^"\\]|\\.)*"' if quote == '"' else r"(?:[^']|'')*'(?!')"
    match = re.compile(pattern).match(value, 1)
    return match.end() - 1 if match else -1


def _goes_on_after_bracket(value: str) -> bool:
    """Whether a text begins with a bracketed word: `[Opinion] The fall`."""
    return re.fullmatch(r"\[[^\[\]]*\]\s*[^\s#,\]].*|\{[^{}]*\}\s*[^\s#,}].*", value) is not None


def _unquoted_colon(text: str, row: int, line: KeyLine) -> Fault:
    if "-" in text[: line.column] and not line.key.islower():
        whole = text[line.column :].rstrip()
        message = "a text with a colon in it needs quotes"
        cure = f"write - {in_quotes(whole)}"
        return Fault("unquoted-colon", message, row, line.column, line.length, cure)
    meant = line.value.strip(_CURLY) if line.value[0] in _CURLY else line.value
    message = f"the text of `{line.key}` has a colon in it and stands without quotes"
    if inner := _INNER_KEY.match(meant):
        cure = f"write {line.key}: {in_quotes(meant)} if it is text, "
        cure += f"{line.key}: {{{shortened(meant)}}} if `{inner[1]}` is a key of its own"
        column, length = line.value_column, len(line.value)
        return Fault("unquoted-colon", message, row, column, length, cure)
    if meant != line.value:
        message = f"the text of `{line.key}` has a colon in it; curly quotes are letters to YAML"
    return _of_value("unquoted-colon", message, row, line, in_quotes(meant))


def _of_value(code: str, message: str, row: int, line: KeyLine, cured: str) -> Fault:
    cure = f"write {line.key}: {cured}"
    return Fault(code, message, row, line.value_column, len(line.value), cure)
