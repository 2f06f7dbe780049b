"""How a site's stories spell a section that site.yaml does not declare.

Two spellings of one address fail a build, so a new story takes the one that is there.
"""

from __future__ import annotations

from contextlib import suppress

from generator import urls
from generator.reading.envelope import opened
from generator.reading.header import read_header
from generator.reading.nodes import Scalar, Source
from generator.reading.text import MAX_BYTES, decoded
from generator.site_files import Refused, SiteFiles

ARTICLES = "content/articles"
# Enough to find a section that is in use; more would make a writer wait.
STORIES_ASKED = 200


def as_others_spell(files: SiteFiles, name: str) -> str:
    """The section as the first of the site's stories names it, else as it was typed."""
    slug = urls.slugify(name)
    stories = [path for path in files.listing(ARTICLES).files if path.endswith(".md")]
    for path in stories[:STORIES_ASKED]:
        with suppress(Refused):
            named = _section_of(path, files.read(path, MAX_BYTES))
            if urls.slugify(named) == slug:
                return named
    return name


def _section_of(path: str, data: bytes) -> str:
    """The section that a story's header names; empty where it can't be read."""
    text, _ = decoded(path, data)
    header = opened(path, text or "").header
    mapping = read_header(Source(path, header)).mapping if header is not None else None
    pairs = mapping.pairs if mapping else ()
    values = [value for key, value in pairs if key.text == "section"]
    return next((value.text.strip() for value in values if isinstance(value, Scalar)), "")
