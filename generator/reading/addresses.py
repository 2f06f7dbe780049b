"""Decoders of what leads somewhere: web addresses, paths of pictures, old URLs, slugs, layouts.

Only the form is looked at; whether anything stands there is known floors above.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

from generator import urls
from generator.reading.decoders import TEXT_SCHEMA, parsed
from generator.reading.desk import Desk
from generator.reading.fields import Decoder, Schema
from generator.reading.nodes import Node
from generator.reading.telling import cure_with_key
from generator.reading.text import CONTROL
from generator.reading.wording import named, shortened

WEB_SCHEMA: Schema = {"type": "string", "pattern": "^[Hh][Tt][Tt][Pp][Ss]?://"}

HOST = re.compile(r"(?:www\.)?[\w-]+(?:\.[\w-]+)+(?:[/?#].*)?")
_HANDLE = re.compile(r"@([\w.-]+)@([\w-]+(?:\.[\w-]+)+)")  # Mastodon: @name@host
_EMAIL = re.compile(r"[^\s@<>\"(),:;]+@[\w-]+(?:\.[\w-]+)+")
_LAYOUT = re.compile(r"(?P<name>\w[\w-]*(?:/\w[\w-]*)*)(?:\.html)?")


def _web_address(text: str, node: Node, desk: Desk, at: str) -> str | None:
    if urls.is_web_address(text):
        fault = urls.closed_to_readers(text)
        if fault:
            message = f"readers can't follow this address: {fault}"
            desk.error("private-link", message, node, at, "write that of the public page")
        return None if fault else text
    cure = cure_with_key(at, f"https://{text}") if HOST.fullmatch(text) else ""
    if handle := _HANDLE.fullmatch(text):
        cure = cure_with_key(at, f"https://{handle[2]}/@{handle[1]}")
    message = f'{named(at)} takes a web address; "{shortened(text)}" is none'
    desk.error("bad-address", message, node, at, cure or "it begins with https:// or http://")
    return None


# An absolute http or https address.
WEB_ADDRESS: Decoder[str] = parsed("a web address", _web_address, WEB_SCHEMA)


def _email(text: str, node: Node, desk: Desk, at: str) -> str | None:
    if _EMAIL.fullmatch(text):
        return text
    message = f'{named(at)} takes an e-mail address; "{shortened(text)}" is none'
    cure = "write it without mailto:" if urls.scheme(text) == "mailto" else ""
    desk.error("bad-address", message, node, at, cure)
    return None


EMAIL: Decoder[str] = parsed("an e-mail address", _email, {"type": "string", "pattern": "@"})


def _slug(text: str, node: Node, desk: Desk, at: str) -> str | None:
    fault = urls.slug_fault(text)
    if not fault:
        return text
    meant = urls.slugify(text)
    cure = "write lower-case letters and digits, with hyphens between words"
    if meant and urls.slug_fault(meant):
        cure = "shorten it"
    elif meant:
        cure = cure_with_key(at, meant)
    desk.error("bad-slug", f'"{shortened(text)}" is no slug: {fault}', node, at, cure)
    return None


SLUG: Decoder[str] = parsed("a slug", _slug, {**TEXT_SCHEMA, "pattern": r"^[^\sA-Z/_]+$"})


def leads_out(target: str, path: str) -> bool:
    """Whether a target typed in the file `path` climbs out of content/."""
    folders = path.split("/")[1:-1] if path.startswith("content/") else []
    depth = 0 if target.startswith("/") else len(folders)
    for part in target.split("/"):
        if part == "..":
            depth -= 1
            if depth < 0:
                return True
        elif part not in ("", "."):
            depth += 1
    return False


def _file(text: str, node: Node, desk: Desk, at: str) -> str | None:
    """A file under content/, beside the text or from content/: nothing from elsewhere."""
    fault, cure = "", ""
    if re.match(r"[A-Za-z]:[\\/]|~/|file:", text):
        fault, cure = "is a place on your own computer", "put a copy under content/ and name that"
    elif "\\" in text:
        fault, cure = "has a backslash in it", cure_with_key(at, text.replace("\\", "/"))
    elif urls.scheme(text) or text.startswith("//"):
        fault, cure = "leads off the site", "put a copy under content/images/ and name that"
    elif leads_out(text, desk.path):
        fault, cure = "leads out of content/", "put the file under content/"
    elif text.endswith("/"):
        fault, cure = "is a folder", "name a file in it"
    if fault:
        desk.error("bad-path", f'"{shortened(text)}" {fault}', node, at, cure)
        return None
    return text


FILE: Decoder[str] = parsed("the path of a file", _file, TEXT_SCHEMA)


def _alias(text: str, node: Node, desk: Desk, at: str) -> str | None:
    plain = unquote(text.split("?", 1)[0])
    fault, cure = "", ""
    if urls.scheme(text) or text.startswith("//"):
        fault, cure = "is a whole address", "write its path alone, from the first / after the host"
    elif not text.startswith("/"):
        fault, cure = "does not begin with /", cure_with_key(at, f"/{text}")
    elif "#" in text:
        fault, cure = "has a # in it, which never reaches a server", "end it before the #"
    elif "\\" in text or CONTROL.search(plain) or ".." in plain.split("/"):
        fault, cure = "is no path of a page", "write it as browsers showed it: /2019/05/old-name/"
    elif re.search(r"\s", text):
        fault, cure = "has a space in it", cure_with_key(at, text.replace(" ", "%20"))
    if fault:
        desk.error("bad-alias", f'the old URL "{shortened(text)}" {fault}', node, at, cure)
        return None
    return text


ALIAS: Decoder[str] = parsed("a path", _alias, {"type": "string", "pattern": "^/"})


def _layout(text: str, node: Node, desk: Desk, at: str) -> str | None:
    match = _LAYOUT.fullmatch(text)
    if match:
        return f"{match['name']}.html"
    message = f'"{shortened(text)}" is no name of a layout'
    cure = "write the name of a file in layouts/, such as longread"
    desk.error("bad-layout", message, node, at, cure)
    return None


# The name of a layout, always with `.html` at its end.
LAYOUT: Decoder[str] = parsed("the name of a layout", _layout, TEXT_SCHEMA)


def _reference(text: str, node: Node, desk: Desk, at: str) -> str | None:
    """Another article as FORMAT names it: a slug, or a path; never an address."""
    if "\\" in text or urls.is_external(text):
        message = f'{named(at)} takes an article; "{shortened(text)}" is none'
        desk.error("bad-reference", message, node, at, "write its slug, or the path of its file")
        return None
    return text


ARTICLE: Decoder[str] = parsed("an article's slug or path", _reference, TEXT_SCHEMA)
