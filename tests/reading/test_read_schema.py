"""The JSON Schemas and the reference are the tables: what reading takes, they take."""

from __future__ import annotations

from typing import ClassVar

import pytest
import yaml
from jsonschema import Draft202012Validator

from generator.problems import Severity
from generator.reading.article import read_article
from generator.reading.author import read_author
from generator.reading.desk import Desk
from generator.reading.documented import documented
from generator.reading.fields import Table, read_table
from generator.reading.front import read_front
from generator.reading.header import read_header
from generator.reading.nodes import Source
from generator.reading.page import read_page
from generator.reading.picture_notes import read_picture_notes
from generator.reading.result import ReadingOptions
from generator.reading.schema import TABLES, all_schemas, schema_of
from generator.reading.site import read_site

OPTIONS = ReadingOptions()


class CoreLoader(yaml.SafeLoader):
    """YAML as editors' language servers read it: the core schema of YAML 1.2, dates as texts."""

    yaml_implicit_resolvers: ClassVar = {
        first: [(tag, regexp) for tag, regexp in resolvers if "timestamp" not in tag]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def data(text: str) -> object:
    return yaml.load(text, CoreLoader)


def problems(name: str, text: str) -> list[str]:
    header = f"---\n{text}---\nBody.\n".encode()
    found = {
        "article": lambda: read_article("content/articles/a.md", header, OPTIONS),
        "author": lambda: read_author("content/authors/a.md", header, OPTIONS),
        "page": lambda: read_page("content/pages/a.md", header, OPTIONS),
        "picture": lambda: read_picture_notes("content/a.jpg.yaml", text.encode(), OPTIONS),
        "front": lambda: read_front("content/front.yaml", text.encode(), OPTIONS),
        "site": lambda: read_site("site.yaml", text.encode()),
    }[name]()
    return [p.message for p in found.problems if p.severity is Severity.ERROR]


def examples(rows: Table) -> list[str]:
    """One text for each key: its example, and the required ones beside it."""
    needed = [row for row in rows.fields if row.required]
    return [
        "".join(f"{r.name}: {r.example}\n" for r in (row, *(n for n in needed if n is not row)))
        for row in rows.fields
    ]


SAMPLES = [(name, text) for name, rows in TABLES.items() for text in examples(rows)] + [
    ("article", "title: 2026\ndate: 2026-03-01 09:00\nsection: no\ntags: [1, true, x]\nsummary:\n"),
    ("article", "title: a\ndate: 2026-03-01T09:00:00Z\nsection: b\nimage: {src: a.jpg, alt: ''}\n"),
    (
        "article",
        "title: a\ndate: 2026-03-01\nsection: b\nseries: x\nkind: opinion\nextra: {a: [{}]}\n",
    ),
    ("article", "title: a\ndate: 2026-03-01\nsection: b\ncredits: {x: [a, {name: b}], y: }\n"),
    (
        "site",
        "title: a\nbase_url: http://a\nlanguage: en\ntimezone: UTC\nsections: [a, B c]\nmenu: []\n",
    ),
    (
        "site",
        "title: a\nbase_url: http://a\nlanguage: en\ntimezone: UTC\nsections: {a: , b: C}\ntags: {d: E}\n",
    ),
]


@pytest.mark.parametrize(("name", "text"), SAMPLES)
def test_what_reading_takes_the_schema_takes(name: str, text: str) -> None:
    """Each key's own example among them."""
    assert [] == problems(name, text)
    assert [] == [e.message for e in Draft202012Validator(schema_of(name)).iter_errors(data(text))]


def inner_examples(rows: Table, above: str = "") -> list[tuple[str, str]]:
    """The examples of every nested table, as `key: {…}` in a mapping that has all of its keys."""
    found = []
    for row in rows.fields:
        inner = row.decoder.inner
        if inner is not None:
            found.append((f"{above}{row.name}", inner))
            found += inner_examples(inner, f"{above}{row.name}.")
    return found


@pytest.mark.parametrize(
    ("key", "inner"),
    [pair for rows in TABLES.values() for pair in inner_examples(rows)],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_examples_of_a_mappings_own_keys_fit_its_decoder(key: str, inner: Table) -> None:
    """Read as a mapping by themselves, they have no fault."""
    text = "".join(f"{row.name}: {row.example}\n" for row in inner.fields)
    header = read_header(Source("content/a.md", text))
    desk = Desk(header.source, OPTIONS)
    assert header.mapping is not None
    values = read_table(inner, header.mapping, desk)
    assert [] == [p.message for p in desk.problems]
    assert [row.name for row in inner.fields] == list(values)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("article", "title: a\nsection: b\n"),
        ("article", "title: a\ndate: 1 March\nsection: b\n"),
        ("article", "title: a\ndate: 2026-03-01\nsection: b\ntitel: c\n"),
        ("article", "title: a\ndate: 2026-03-01\nsection: b\ntags: c\n"),
        ("article", "title: a\ndate: 2026-03-01\nsection: b\nkind: essay\n"),
        ("article", "title: a\ndate: 2026-03-01\nsection: b\nimage: {alt: c}\n"),
        ("article", "title: a\ndate: 2026-03-01\nsection: b\nslug: A b\n"),
        ("author", "role: a\n"),
        ("picture", "src: a\n"),
        ("site", "title: a\n"),
        ("site", "title: a\nbase_url: b\nlanguage: en\ntimezone: UTC\n"),
    ],
)
def test_the_commonest_faults_are_marked_in_the_editor_too(name: str, text: str) -> None:
    """What the schema refuses, reading refuses."""
    assert [] != problems(name, text)
    assert list(Draft202012Validator(schema_of(name)).iter_errors(data(text)))


def test_the_schemas_are_schemas() -> None:
    """Of draft 2020-12, one for each kind of file, with a description of every key."""
    assert {"site", "article", "author", "page", "picture", "front"} == set(all_schemas())
    for schema in all_schemas().values():
        Draft202012Validator.check_schema(schema)
        properties = schema["properties"]
        assert isinstance(properties, dict)
        assert all(entry["description"] for entry in properties.values())


def test_the_reference_has_a_row_for_every_key() -> None:
    """Nested ones by their whole name."""
    rows = {row.key: row for row in documented(TABLES["article"])}
    assert {"title", "image.src", "authors.name", "updates.date", "social.image.alt"} <= set(rows)
    assert rows["title"].is_required
    assert "tags: [treaties, Black Sea]" == rows["tags"].example
    assert ("a list of texts", "news") == (rows["tags"].type, rows["kind"].default)
