"""What makes a published page one that follows its source: a script's tag, and leave for it.

It is put into what the browser is sent, never into a file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

PLACE = "/__broadsheet"
_TAG = '<script type="module" src="{place}/client/preview.js" data-broadsheet="{digest}"></script>'
_COMMENT_OR_END_OF_HEAD = re.compile(rb"<!--.*?-->|(?P<end></head\s*>)", re.IGNORECASE | re.DOTALL)
_POLICY = "content-security-policy"
# What the script needs: itself, the stream of news, the worker that shares it between tabs.
_NEEDED = ("script-src", "connect-src", "worker-src", "style-src")


def with_script(page: bytes, digest: str) -> bytes:
    """The page with the tag of our script, which learns from it which page it is in."""
    tag = _TAG.format(place=PLACE, digest=digest).encode()
    ends = (m.start() for m in _COMMENT_OR_END_OF_HEAD.finditer(page) if m["end"])
    at = next(ends, 0)
    return page[:at] + tag + page[at:]


def with_leave(headers: Mapping[str, str]) -> dict[str, str]:
    """The headers of the page, with leave for our script if they have a policy (CSP, level 3)."""
    found = dict(headers)
    if policy := found.get(_POLICY):
        found[_POLICY] = _permitting(policy)
    return found


def _permitting(policy: str) -> str:
    directives: dict[str, list[str]] = {}
    for part in policy.split(";"):
        words = part.split()
        if words:
            directives.setdefault(words[0].lower(), words[1:])  # of two, the first counts
    fallback = directives.get("default-src")
    for name in _NEEDED:
        base = directives.get(name)
        if base is None and name == "worker-src":
            base = directives.get("child-src", directives.get("script-src"))
        if base is None and fallback is None:
            continue
        allowed = [source for source in (base or fallback or []) if source.lower() != "'none'"]
        directives[name] = allowed if "'self'" in allowed else [*allowed, "'self'"]
    return "; ".join(" ".join((name, *sources)) for name, sources in directives.items())
