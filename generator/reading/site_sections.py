"""What site.yaml says of sections, tags and series: addresses, and that no two share one."""

from __future__ import annotations

from typing import Any

from generator import urls
from generator.model.site import Section, SeriesRule, TagRule
from generator.reading.decoders import LINE, ONE_TEXT, PROSE, items, list_instead, list_of, text_of
from generator.reading.desk import Desk
from generator.reading.fields import Decoder, Field, Schema, Table, object_schema, read_table, table
from generator.reading.nodes import Mapping, Node, Scalar, Sequence, is_blank
from generator.reading.reserved import is_reserved
from generator.reading.telling import wrong_type
from generator.reading.wording import as_item, shortened

SECTION_TABLE = table(
    "a section",
    Field("title", LINE, "The name that readers see", "World News", default="the id"),
    Field("description", PROSE, "A line about it", "Wars, departures and bargains."),
)
TAG_TABLE = table(
    "a tag",
    Field("title", LINE, "The spelling that readers see", "Treaties", default="the id"),
    Field("description", PROSE, "A line about it", "Read clause by clause."),
    Field(
        "aliases",
        list_of(LINE, "a list of texts"),
        "Other spellings that mean this tag",
        "[Treaty, International agreements]",
    ),
)

SERIES_TABLE = table(
    "a declared series",
    Field("title", LINE, "The name that readers see", "The Straits Papers", default="the id"),
    Field("description", PROSE, "A line about it", "Who may pass, and who decides."),
)


def _sections(node: Node, desk: Desk, at: str) -> tuple[Section, ...] | None:
    if isinstance(node, Sequence):
        return _listed_sections(node, desk, at)
    if isinstance(node, Mapping):
        rows = _named_rows(node, desk, at, SECTION_TABLE)
        found = [Section(id=name, **{"title": name, **values}) for name, values in rows]
        _check_names(found, desk, at)
        return tuple(kept for kept in found if _is_free(kept.id, desk, f"{at}.{kept.id}"))
    wrong_type(node, desk, at, "a list of names", list_instead(node, at))
    return None


def _check_names(sections: list[Section], desk: Desk, at: str) -> None:
    """No name may be that of two sections, or the id of another: articles use either."""
    owners = {section.id: section.id for section in sections}
    for section in sections:
        owner = owners.setdefault(section.title, section.id)
        if owner != section.id:
            place = f"{at}.{section.id}"
            message = f'the section `{owner}` has the name "{shortened(section.title)}" too'
            where = desk.places[place]
            desk.error("duplicate-section", message, where, place, "give one another title")


def _listed_sections(node: Sequence, desk: Desk, at: str) -> tuple[Section, ...]:
    """Sections given by name alone, whose ids are their slugs."""
    found: dict[str, Section] = {}
    for place, item in items(node, desk, at, found):
        if isinstance(item, Mapping):
            cure = "with ids of your own there are no hyphens: sections: {world: World News}"
            wrong_type(item, desk, place, ONE_TEXT, cure)
            continue
        name = text_of(item, desk, place)
        if name is None:
            continue
        slug = urls.slugify(name)
        if fault := urls.slug_fault(slug):
            message = f'"{shortened(name)}" gives no address: {fault}'
            desk.error("bad-slug", message, item, place, "list the sections as id: name")
        elif slug in found:
            message = f'two sections have the address "{slug}"'
            desk.error("duplicate-section", message, item, place, "delete one of them")
        elif _is_free(slug, desk, place):
            desk.places[f"{at}.{slug}"] = desk.span(item)
            found[slug] = Section(slug, name)
    return tuple(found.values())


def _is_free(slug: str, desk: Desk, at: str) -> bool:
    """Whether a section may have the address; one that Broadsheet needs itself is told."""
    if not is_reserved(slug, desk.language):
        return True
    message = f'"/{slug}/" is kept for pages that Broadsheet makes'
    desk.error("reserved-name", message, desk.places[at], at, "give the section another id")
    return False


def _named_rows(
    node: Mapping, desk: Desk, at: str, rows: Table
) -> list[tuple[str, dict[str, Any]]]:
    """The ids of a mapping that are slugs, each with what its text or mapping says."""
    found: list[tuple[str, dict[str, Any]]] = []
    for key, value in node.pairs:
        place = f"{at}.{key.text}"
        desk.places[place] = desk.span(key)
        if fault := urls.slug_fault(key.text):
            meant = urls.slugify(key.text)
            cure = f"write {meant}: {{title: {as_item(key.text)}}}"
            cure = cure if meant and not urls.slug_fault(meant) else "write an id: and its name"
            message = f'"{shortened(key.text)}" is no slug: {fault}'
            desk.error("bad-slug", message, key, place, cure)
        elif is_blank(value):
            found.append((key.text, {}))
        elif isinstance(value, Mapping):
            found.append((key.text, read_table(rows, value, desk, place)))
        elif isinstance(value, Scalar):
            title = text_of(value, desk, place)
            found.append((key.text, {"title": title} if title else {}))
        else:
            cure = f"write {key.text}: and its name"
            wrong_type(value, desk, place, "a title, or a mapping", cure)
    return found


def _row_schema(rows: Table) -> Schema:
    return {"anyOf": [LINE.schema, object_schema(rows), {"type": "null"}]}


SECTIONS: Decoder[tuple[Section, ...]] = Decoder(
    "a list of names, or a mapping of ids",
    _sections,
    {
        "anyOf": [
            {"type": "array", "items": LINE.schema},
            {"type": "object", "additionalProperties": _row_schema(SECTION_TABLE)},
        ]
    },
    SECTION_TABLE,
)


def _tags(node: Node, desk: Desk, at: str) -> tuple[TagRule, ...] | None:
    if not isinstance(node, Mapping):
        cure = "name each by an id, such as tags: {treaties: {title: Treaties, aliases: [Treaty]}}"
        wrong_type(node, desk, at, "a mapping of ids", cure)
        return None
    rules = [
        TagRule(id=name, **{"title": name, **values})
        for name, values in _named_rows(node, desk, at, TAG_TABLE)
    ]
    _check_spellings(rules, desk, at)
    return tuple(rules)


def _check_spellings(rules: list[TagRule], desk: Desk, at: str) -> None:
    """No spelling may belong to two tags, and each must leave something for an address."""
    owners = {rule.id: rule.id for rule in rules}
    for rule in rules:
        keys = ("title", *(f"aliases[{number}]" for number in range(len(rule.aliases))))
        for spelling, key in zip((rule.title, *rule.aliases), keys, strict=True):
            place = f"{at}.{rule.id}.{key}"
            where = desk.places.get(place, desk.places[f"{at}.{rule.id}"])
            slug = urls.slugify(spelling)
            owner = owners.setdefault(spelling.casefold(), rule.id) if slug else rule.id
            if not slug and spelling != rule.title:
                message = f'the spelling "{shortened(spelling)}" has no letter or digit'
                desk.error("bad-slug", message, where, place, "delete it")
            elif owner != rule.id:
                message = f'the spelling "{shortened(spelling)}" belongs to the tag `{owner}` too'
                desk.error("duplicate-tag", message, where, place, "keep it with one of them")


TAGS: Decoder[tuple[TagRule, ...]] = Decoder(
    "a mapping of ids",
    _tags,
    {"type": "object", "additionalProperties": _row_schema(TAG_TABLE)},
    TAG_TABLE,
)


def _series(node: Node, desk: Desk, at: str) -> tuple[SeriesRule, ...] | None:
    if not isinstance(node, Mapping):
        cure = "name each by an id, such as series: {straits: {title: The Straits Papers}}"
        wrong_type(node, desk, at, "a mapping of ids", cure)
        return None
    rows = _named_rows(node, desk, at, SERIES_TABLE)
    return tuple(SeriesRule(id=name, **values) for name, values in rows)


DECLARED_SERIES: Decoder[tuple[SeriesRule, ...]] = Decoder(
    "a mapping of ids",
    _series,
    {"type": "object", "additionalProperties": _row_schema(SERIES_TABLE)},
    SERIES_TABLE,
)
