"""Slugs and links: how words become addresses, and when two addresses are one.

Inside the generator a URL path is readable Unicode (`/ar/2026/03/…/`); it is percent-encoded once,
by `encoded`, where it enters a page. Nothing here knows the site.
"""

from __future__ import annotations

import re
import unicodedata
from ipaddress import ip_address
from socket import inet_aton
from urllib.parse import SplitResult, quote, unquote, urlsplit

# A file name may have 255 bytes on every common file system (NAME_MAX); the extension and the
# names that tools put beside a file need room too.
SLUG_MAX_BYTES = 200

_HOST = re.compile(r"[\w.-]+|[0-9a-fA-F:.]+")
_BEFORE_PATH = re.compile(r"([A-Za-z+.-]*:?//(?:[^/?#@]*@)?)([^/?#@:]*)")
_BROKEN_ESCAPE = re.compile(r"%(?![0-9a-fA-F]{2})")
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_ASCII_SLUG = re.compile(r"[a-z0-9]++(?:-[a-z0-9]++)*+")  # as nearly all are
_NOT_IN_ASCII_SLUG = re.compile(r"[^a-z0-9]+")
_BLANK_OR_CONTROL = "".join(map(chr, range(33)))
_DROPPED = "'’ʼ\u200b\u200c\u200d\u00ad"  # apostrophes and what is not seen join what they part


def slugify(text: str) -> str:
    """The text as a slug: lower case, letters, marks and digits of any script, single hyphens.

    Empty where the text has no letter or digit. Never transliterates: "القاهرة" stays itself.
    NFC, so that two ways to type a letter are one address.
    """
    if text.isascii():
        return _NOT_IN_ASCII_SLUG.sub("-", text.lower().replace("'", "")).strip("-")
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
    if _ASCII_SLUG.fullmatch(slug) and len(slug) <= SLUG_MAX_BYTES:
        return ""
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
    shown = "a space" if char == " " else shown
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


def page_path_of(old: str) -> str:
    """The URL path at which the page of an old address stands: `/old` is served from `/old/`."""
    path = unquote(old)
    return path if path.endswith("/") or "." in path.rpartition("/")[2] else f"{path}/"


def scheme(target: str) -> str:
    """The scheme of a link's target in lower case, or nothing; white space can't hide one.

    Browsers drop tabs, newlines and leading control characters before they look for the scheme
    (WHATWG URL, "basic URL parser", step 1 and 3): `java\\tscript:` is `javascript:`.
    """
    plain = target
    if not target.isprintable():
        plain = "".join(c for c in target if c not in "\t\n\r")
    match = _SCHEME.match(plain.lstrip(_BLANK_OR_CONTROL))
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
        host = parts.hostname or ""
        is_good = bool(_HOST.fullmatch(host)) and is_host(host)
        return is_good and (parts.port is None or parts.port > 0)
    except ValueError:
        return False


def is_host(host: str) -> bool:
    """Whether a name can be a host's: no empty labels, none with a hyphen at an end (RFC 1123 2.1).

    An address in numbers is one, and a name with the dot of the root at its end.
    """
    labels = host.removesuffix(".").split(".")
    return ":" in host or all(label.strip("-") == label != "" for label in labels)


_MISTAKEN = frozenset("ßẞς\u200c\u200d")  # letters that IDNA 2003 takes for others


def ascii_host(host: str) -> str:
    """A host as it is looked up: in lower case, other scripts in their `xn--` form.

    Empty where there is none: a name with an empty or too long part, or with letters of which the
    two standards (RFC 3490, RFC 5891) make different names.
    """
    if ":" in host:
        return host.lower()
    try:
        found = "" if _MISTAKEN & set(host) else host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return ""
    is_plain = re.fullmatch(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*", found)
    return found if is_plain and is_host(found) else ""


def own_path(target: str, base_url: str) -> str | None:
    """The path (with query and fragment) of an address of the site itself, None for another's.

    However it was typed: with http for https, without a scheme, in capitals, with the usual port,
    in letters or in their escapes.
    """
    if scheme(target) not in ("", "http", "https") or "//" not in target:
        return None
    try:
        typed, own = urlsplit(target), urlsplit(base_url)
        same = typed.netloc and _host_and_port(typed) == _host_and_port(own)
    except ValueError:
        return None
    folders = own.path.rstrip("/").split("/")
    parts = typed.path.split("/")
    if not same or [*map(unquote, parts[: len(folders)])] != [*map(unquote, folders)]:
        return None
    rest = target[target.index("//") + 2 + len(typed.netloc) + len(typed.path) :]
    return "/" + "/".join(parts[len(folders) :]) + rest


def _host_and_port(parts: SplitResult) -> tuple[str, int | None]:
    host = parts.hostname or ""
    return ascii_host(host) or host, None if parts.port in (80, 443) else parts.port


_LOCAL_NAME = re.compile(r"[^.]*|.*\.(?:local|localhost|internal|lan|home\.arpa)")


def closed_to_readers(target: str) -> str:
    """What keeps readers from following a web address, in words; empty where nothing does.

    A password, which is nobody's business either; a host that only the writer's machine or network
    knows: RFC 1918, RFC 6761, RFC 6762, and whatever a browser reads as such a number (`127.1`).
    """
    try:
        parts = urlsplit(target)
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https"):
        return ""
    if parts.username is not None or parts.password is not None:
        return "it holds a user's name or password"
    if not _is_private(host):
        return ""
    return f"{host} is known on your own machine or network only"


def _is_private(host: str) -> bool:
    try:
        is_number = re.fullmatch(r"[0-9a-fx.]*[0-9a-f]", host)
        address = ip_address(inet_aton(host) if is_number else host)
    except (OSError, ValueError):
        return bool(_LOCAL_NAME.fullmatch(host))
    return not address.is_global


def web_address(target: str) -> str:
    """An absolute address with what may not stand in one percent-encoded, escapes kept; a host in
    another script in its `xn--` form."""
    if not target.isascii() and (found := _BEFORE_PATH.match(target)):
        host = ascii_host(found[2])
        target = f"{found[1]}{host or found[2]}{target[found.end() :]}"
    return _BROKEN_ESCAPE.sub("%25", quote(target, safe="/-._~!$&'()*+,;=:@#?%[]"))


def split_fragment(target: str) -> tuple[str, str]:
    """The target before its `#`, and what comes after it."""
    path, _, fragment = target.partition("#")
    return path, fragment
