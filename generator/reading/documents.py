"""Documents: the bytes of a file for download become what may be published, or a problem.

Plain text hides nothing and passes as it is; pictures are cleaned; what we can't clean is refused
unless the owner names it in site.yaml. This room must never change a document's content.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import PurePosixPath

from generator.model.site import FileOptions, ImageOptions
from generator.problems import Failure, Problem, Span, error
from generator.reading.pictures import clean_picture


def clean_document(
    path: str, data: bytes, options: FileOptions, images: ImageOptions = ImageOptions()
) -> bytes:
    """The document without private data, or a `Failure`; `path` is relative to the site's folder.

    What `options.uncleaned` names is published byte for byte, whatever its type; only what a web
    server would run or obey (`.php`, `.htaccess`) never is.
    """
    name = PurePosixPath(path).name.lower()
    extension = PurePosixPath(name).suffix or name
    if not OBEYED.isdisjoint((name, *PurePosixPath(name).suffixes)):
        raise Failure(_obeyed(path, name))
    if is_named_by(path, options.uncleaned):
        return data
    if extension in TEXT:
        if fault := _text_fault(path, data):
            raise Failure(fault)
        return data
    if extension in PICTURES:
        return clean_picture(path, data, images).data
    raise Failure(_unclean(path, extension))


# What is in these is what a reader sees. Calendars (.ics) name who was invited: not among them.
TEXT = frozenset((".txt", ".csv", ".tsv", ".json", ".geojson", ".md", ".vtt", ".srt"))
PICTURES = frozenset((".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg"))
# Files that a common web server or host runs or takes as settings, and so never hands out; one
# such ending anywhere in a name is enough for some (Apache's AddHandler).
OBEYED = frozenset(
    (".php", ".php3", ".php4", ".php5", ".php7", ".php8", ".phtml", ".phar", ".cgi", ".fcgi")
    + (".asp", ".aspx", ".ashx", ".jsp", ".jspx", ".shtml", ".shtm", ".stm", ".htaccess")
    + (".htpasswd", ".htgroup", ".user.ini", "web.config", "_headers", "_redirects", "_worker.js")
)


def is_named_by(path: str, globs: Iterable[str]) -> bool:
    """Whether one of the globs names the whole path; `content/` may be left out of both.

    `*` stands for anything within a folder's or file's name, `?` for one character of it, `**` for
    any number of folders, none included. All else stands for itself; upper and lower case differ.
    """
    wanted = _from_content(path)
    return any(_pattern(_from_content(glob)).fullmatch(wanted) for glob in globs)


def _from_content(path: str) -> str:
    """The path from content/ on, in one Unicode form: file systems differ in theirs."""
    return unicodedata.normalize("NFC", path).removeprefix("/").removeprefix("content/")


@cache
def _pattern(glob: str) -> re.Pattern[str]:
    parts = []
    for part in re.split(r"((?<![^/])\*\*/|/\*\*$|^\*\*$|\*+|\?)", glob):
        if part in _WILD:
            parts.append(_WILD[part])
        else:
            parts.append("[^/]*" if part.startswith("*") else re.escape(part))
    return re.compile("".join(parts), re.DOTALL)


_WILD = {"**/": "(?:[^/]+/)*", "/**": "/.+", "**": ".+", "?": "[^/]"}


def _text_fault(path: str, data: bytes) -> Problem | None:
    """What keeps a file from being UTF-8 text, at its line; None when it is."""
    cure = f"save the file as UTF-8 text, or publish it as it is: {_named(path)}"
    nul = data.find(0)
    if nul >= 0:
        span = Span(data.count(b"\n", 0, nul) + 1)
        return error("document-nul", "the text holds a NUL byte", path, span=span, cure=cure)
    try:
        data.decode()
    except UnicodeDecodeError as fault:
        span = Span(data.count(b"\n", 0, fault.start) + 1)
        message = f"the text is not UTF-8: there is a byte {data[fault.start]:02X}"
        return error("document-encoding", message, path, span=span, cure=cure)
    return None


def _unclean(path: str, extension: str) -> Problem:
    message = f"{extension} files can't be cleaned of private data (names, history, positions)"
    cure = f"when you have made sure of it yourself, write in site.yaml: {_named(path)}"
    return error("document-unclean", message, path, cure=cure)


def _named(path: str) -> str:
    """The line of site.yaml that lets this one file through."""
    return f"`files: {{uncleaned: [{json.dumps(path, ensure_ascii=False)}]}}`"


def _obeyed(path: str, name: str) -> Problem:
    message = f"a web server would run or obey {name} instead of handing it out"
    cure = "give it another name, such as one that ends in .txt, or pack it into an archive"
    return error("document-obeyed", message, path, cure=cure)
