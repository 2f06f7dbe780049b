"""The first segments of URLs that no section and no standing page may take."""

from __future__ import annotations

import re

RESERVED = frozenset(("tags", "authors", "series", "assets", "corrections", "page"))

_YEAR = re.compile(r"[0-9]{4}", re.ASCII)


def is_reserved(segment: str, language: str) -> bool:
    """Whether Broadsheet needs the segment itself: archives, indexes, a language's home."""
    is_known = segment in RESERVED or _YEAR.fullmatch(segment) is not None
    return is_known or segment.lower() == language.lower()
