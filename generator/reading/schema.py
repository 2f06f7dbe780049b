"""JSON Schemas for editors (draft 2020-12), from the same tables that decode and document.

An editor with a YAML language server completes keys by them and marks what is wrong. They accept
all that reading accepts; reading knows more rules.
"""

from __future__ import annotations

from generator.reading.article_fields import ARTICLE_TABLE
from generator.reading.fields import Schema, Table, object_schema
from generator.reading.front import FRONT_TABLE
from generator.reading.image_fields import PICTURE_TABLE
from generator.reading.page_fields import PAGE_TABLE
from generator.reading.person_fields import AUTHOR_TABLE
from generator.reading.site_fields import SITE_TABLE

# The tables of the files that a site is made of, by the name of their schema.
TABLES: dict[str, Table] = {
    "site": SITE_TABLE,
    "article": ARTICLE_TABLE,
    "author": AUTHOR_TABLE,
    "page": PAGE_TABLE,
    "picture": PICTURE_TABLE,
    "front": FRONT_TABLE,
}


def schema_of(name: str) -> Schema:
    """The JSON Schema of one kind of file, by its name in `TABLES`."""
    rows = TABLES[name]
    dialect = "https://json-schema.org/draft/2020-12/schema"
    return {"$schema": dialect, "title": f"Broadsheet: {rows.noun}", **object_schema(rows)}


def all_schemas() -> dict[str, Schema]:
    """Every schema by its name."""
    return {name: schema_of(name) for name in TABLES}
