"""The bytes of a file become text, or a problem at the byte's line and column.

UTF-8 with or without a byte order mark, any line end. What later floors must never meet is stopped
here: other encodings, NUL bytes, control characters (the holes of a `Body` are made of two).
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from itertools import islice

from generator.problems import Problem, Span, error

MAX_BYTES = 5_000_000

# What neither XML 1.0 (2.2, Char) nor HTML ("control characters in the input stream") accepts.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
# The bytes in UTF-8 that every such character has one of: without them there is none.
_SUSPECT_BYTES = bytes((*range(9), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F, 0xC2, 0xEF))

_WIDE = (BOM_UTF32_LE, BOM_UTF32_BE, BOM_UTF16_LE, BOM_UTF16_BE)
_MAX_TOLD = 20
_SAVE_AS = "save the file as UTF-8"

_EMPTY = "write what belongs there, or delete the file"


def decoded(path: str, data: bytes) -> tuple[str | None, list[Problem]]:
    """The text of the file with `\\n` at line ends, and its problems; None where it has no text.

    Control characters are told and stand in the text as U+FFFD, so that every place stays right.
    """
    if len(data) > MAX_BYTES:
        return None, [_too_large(path, len(data))]
    if data.startswith(_WIDE):
        message = "the file is UTF-16 or UTF-32, not UTF-8"
        return None, [error("encoding", message, path, span=Span(1), cure=_SAVE_AS)]
    data = data.removeprefix(BOM_UTF8)
    nul = data.find(0)
    if nul >= 0:
        return None, [_nul(path, data, nul)]
    try:
        text = _with_line_feeds(data.decode("utf-8"))
    except UnicodeDecodeError as fault:
        return None, [_not_utf8(path, data, fault.start)]
    if not text.strip():
        return None, [error("empty-file", "the file is empty", path, span=Span(1), cure=_EMPTY)]
    if len(data.translate(None, _SUSPECT_BYTES)) < len(data) and CONTROL.search(text):
        return CONTROL.sub("\N{REPLACEMENT CHARACTER}", text), _controls(path, text)
    return text, []


def _too_large(path: str, size: int) -> Problem:
    message = f"the file has {size / 1e6:.1f} MB; a text may have {MAX_BYTES // 1_000_000}"
    cure = "split it; pictures and documents belong in files of their own"
    return error("file-too-large", message, path, span=Span(1), cure=cure)


def _nul(path: str, data: bytes, start: int) -> Problem:
    message = "there is a NUL byte here, which no text has"
    cure = _SAVE_AS if data.count(0) > len(data) // 4 else "delete it, or restore the file"
    return error("nul-byte", message, path, span=_place(data, start), cure=cure)


def _not_utf8(path: str, data: bytes, start: int) -> Problem:
    byte = data[start]
    message = f"the byte {byte:02X} here is not UTF-8"
    legacy = bytes([byte]).decode("cp1252", "replace")
    hint = f' (in Windows-1252 it would be "{legacy}")' if legacy.isprintable() else ""
    return error("encoding", message + hint, path, span=_place(data, start), cure=_SAVE_AS)


def _place(data: bytes, start: int) -> Span:
    """The line and column of a byte; what precedes it is readable."""
    before = _with_line_feeds(data[:start].decode("utf-8", "replace"))
    return Span(before.count("\n") + 1, len(before) - before.rfind("\n"))


def _controls(path: str, text: str) -> list[Problem]:
    first = islice(CONTROL.finditer(text), _MAX_TOLD)
    problems = [_control(path, text, match.start()) for match in first]
    count = len(CONTROL.findall(text))
    if count > _MAX_TOLD:
        message = f"the file has {count - _MAX_TOLD} more control characters"
        problems.append(error("control-character", message, path, span=Span(1)))
    return problems


def _control(path: str, text: str, start: int) -> Problem:
    char = text[start]
    span = Span(text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start))
    meant = char.encode("latin-1").decode("cp1252", "replace") if "\x80" <= char <= "\x9f" else ""
    cure = f'delete it, or type "{meant}"' if meant.isprintable() and meant else "delete it"
    message = f"there is a control character here (U+{ord(char):04X})"
    return error("control-character", message, path, span=span, cure=cure)


def _with_line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
