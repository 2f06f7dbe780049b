"""Slugs and links: how words become addresses, and when two addresses are one.

Inside the generator a URL path is readable Unicode (`/ar/2026/03/…/`); it is percent-encoded once,
by `encoded`, where it enters a page. Nothing here knows the site.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote, urlsplit

# A file name may have 255 bytes on every common file system (NAME_MAX); the extension and the
# names that tools put beside a file need room too.
SLUG_MAX_BYTES = 200

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_DROPPED = "'’ʼ\u200b\u200c\u200d\u00ad"  # apostrophes and what is not seen join what they part


def slugify(text: str) -> str:
    """The text as a slug: lower case, letters, marks and digits of any script, single hyphens.

    Empty where the text has no letter or digit. Never transliterates: "القاهرة" stays itself.
    NFC, so that two ways to type a letter are one address.
    """
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text).lower())
    kept: list[str] = []
    for char in folded:
        if char in _DROPPED:
            continue
        if is_slug_character(char):
            kept.append(char)
        elif kept and kept[-1] != "-":
            kept.append("-")
    return "".join(kept).strip("-")


def is_slug_character(char: str) -> bool:
    """Whether a slug may hold the character: a lower-case letter, a mark, a decimal digit."""
    category = unicodedata.category(char)
    return category in ("Ll", "Lo", "Lm", "Mn", "Mc", "Nd") and char == char.lower()


def slug_fault(slug: str) -> str:
    """What keeps a text from being a slug, in words; empty when it is one."""
    if not slug:
        return "it is empty"
    if len(slug.encode("utf-8", "surrogatepass")) > SLUG_MAX_BYTES:
        return f"it is longer than {SLUG_MAX_BYTES} bytes"
    if slug != unicodedata.normalize("NFC", slug):
        return "its letters are written in a decomposed form"
    wrong = next((c for c in slug if c != "-" and not is_slug_character(c)), "")
    if wrong:
        return f"it holds {_named(wrong)}"
    if slug.startswith("-") or slug.endswith("-") or "--" in slug:
        return "it has a hyphen at an end, or two in a row"
    return ""


def _named(char: str) -> str:
    shown = f'"{char}"' if char.isprintable() and not char.isspace() else f"U+{ord(char):04X}"
    return f"{shown} (a capital)" if char.lower() != char else shown


def collision_key(path: str) -> str:
    """Equal for two paths that some file system or host would take for one."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def encoded(path: str) -> str:
    """A URL path (or path with fragment) percent-encoded as UTF-8 (RFC 3986, RFC 3987 3.1)."""
    return quote(path, safe="/-._~!$&'()*+,;=:@#")


def file_path(url: str) -> str:
    """The file in the output folder that a URL path is served from: `/a/` is `a/index.html`."""
    return url.lstrip("/") + "index.html" if url.endswith("/") else url.lstrip("/")


def scheme(target: str) -> str:
    """The scheme of a link's target in lower case, or nothing; white space can't hide one.

    Browsers drop tabs, newlines and leading control characters before they look for the scheme
    (WHATWG URL, "basic URL parser", step 1 and 3): `java\\tscript:` is `javascript:`.
    """
    plain = "".join(c for c in target if c not in "\t\n\r").lstrip("".join(map(chr, range(33))))
    match = _SCHEME.match(plain)
    return match.group()[:-1].lower() if match else ""


SAFE_SCHEMES = frozenset(
    ("http", "https", "mailto", "tel", "sms", "xmpp", "irc", "ircs", "matrix", "magnet", "signal")
    + ("sgnl", "geo")
)


def is_external(target: str) -> bool:
    """Whether a target leads off the site: it has a scheme other than ours, or a host."""
    return target.startswith("//") or scheme(target) not in ("", "article")


def is_web_address(target: str) -> bool:
    """Whether the target is an absolute http or https address with a plausible host."""
    if scheme(target) not in ("http", "https") or re.search(r"[\s<>\"\x00-\x1f\x7f]", target):
        return False
    try:
        parts = urlsplit(target)
        return bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False


def web_address(target: str) -> str:
    """An absolute address with what may not stand in one percent-encoded, escapes kept."""
    return quote(target, safe="/-._~!$&'()*+,;=:@#?%[]")


def split_fragment(target: str) -> tuple[str, str]:
    """The target before its `#`, and what comes after it."""
    path, _, fragment = target.partition("#")
    return path, fragment
