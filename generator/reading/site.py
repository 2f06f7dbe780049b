"""The publication: the bytes of site.yaml become a `Site` with every default filled in."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from generator.model.body import Body
from generator.model.site import Site
from generator.reading.fields import read_table
from generator.reading.headed import Headed, open_yaml
from generator.reading.nodes import Mapping, Scalar
from generator.reading.result import Reading, ReadingOptions
from generator.reading.site_fields import SITE_TABLE

_REQUIRED = frozenset(("title", "base_url", "language", "timezone"))


def read_site(path: str, data: bytes) -> Reading[Site]:
    """The publication; None where title, address, language or clock can't be known."""
    desk, header = open_yaml(path, data, ReadingOptions())
    values: dict[str, Any] = {}
    if header and header.mapping:
        desk.options = replace(desk.options, typography=_sets_type(header.mapping))
        values = read_table(SITE_TABLE, header.mapping, desk, spoiled=header.spoiled)
    site = Site(**values) if values.keys() >= _REQUIRED else None
    return Headed(desk, values, Body(), is_draft=False).reading(site)


def reading_options(site: Site) -> ReadingOptions:
    """What the reading of every other file may know of the site."""
    markdown = site.markdown
    return ReadingOptions(site.language, site.timezone, markdown.raw_html, markdown.typography)


def _sets_type(mapping: Mapping) -> bool:
    """What `markdown: {typography: …}` says, needed before the file's own texts are set."""
    for key, value in mapping.pairs:
        if key.text == "markdown" and isinstance(value, Mapping):
            said = [entry for name, entry in value.pairs if name.text == "typography"]
            return not any(isinstance(entry, Scalar) and entry.text == "false" for entry in said)
    return True
