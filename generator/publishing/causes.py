"""What is behind a page that was made again: the key, line, file or hour, and the way up from it.

An edition knows of each answer what it asked, and which of that is other than it was. From the page
this leads down to a source; on the way up each question is named in a newsroom's words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from generator.engine import Edition, Question
from generator.engine.memory import NOT_KEPT, Key
from generator.engine.together import answers_of
from generator.library import sources, texts
from generator.model.values import FrozenMap
from generator.rendering.layouts import Layout, layout
from generator.rendering.words import MESSAGES, own_words

# Questions whose answer is a noun with the keys of a header, and the file of that.
_HEADERS: dict[Question[..., Any], str] = {
    texts.article: texts.ARTICLES + "{}.md",
    texts.author: texts.AUTHORS + "{}.md",
    texts.page: texts.PAGES + "{}.md",
    texts.notes_reading: "{}",
    texts.site: texts.SITE_FILE,
}
# What stands between a page and a source, in a newsroom's words; nothing for a step that says no
# more than its neighbours. A question that isn't here is told by its name.
_WORDS = {
    "article_view": "what the page shows of the story",
    "card": "the story's card in lists",
    "home_view": "the stories of the front page",
    "work_groups": "the list of the person's work",
    "related": "the related stories",
    "previous_next": "the stories before and after it",
    "series_place": "the story's place in its series",
    "lead_picture": "the picture above the story",
    "filled_body": "the text with its links and pictures",
    "feed_entry": "the story's entry in feeds",
    "news_entry": "the story's entry in the news sitemap",
    "recent_news": "the news of two days",
    "reached": "a layout that the page's own includes or extends",
    "published": "what is published",
    "newest": "the newest stories",
    "section_order": "the order of the section",
    "tag_order": "the order of the tag",
    "counted_tag": "how many stories the tag has",
    "tag_spelling": "how the tag is spelt",
    "series_order": "the order of the series",
    "month_order": "the order of the month",
    "months_of": "how many stories each month has",
    "by_person": "who worked on what",
    "person_work": "the person's work",
    "person_card": "the person's byline",
    "known_person": "what pages say of the person",
    "languages": "the languages of the site",
    "language_homes": "the front pages of the languages",
    "home_crumb": "the way back to the front page",
    "site_view": "what every page shows of the site",
    "corrections": "all corrections",
    "permalink": "the story's address",
    "list_title": "the titles of lists",
    "entries": "the list of all pages",
    **dict.fromkeys(("features", "features_of_month", "alike"), "what stories have in common"),
}
_UNSPOKEN = frozenset(
    (
        "article",
        "author",
        "page",
        "site",
        "body",
        "body_facts",
        "layout",
        "messages",
        "own_words",
        "exists",
    )
    + ("listing", "listed_part", "listed_parts", "file_digest", "bundled_digest")
    + ("bundled_listing", "is_past", "status", "is_published", "desk_line", "index_line", "part")
    + ("is_article_readable", "article_files", "author_files", "page_files", "picture_notes")
    + ("parts", "planned", "own_layouts", "all_layouts", "outline", "references", "shown_picture")
    + ("reading_options", "articles", "authors", "pages", "shows_drafts", "is_preview")
    + ("timeline", "by_section", "by_tag", "by_series", "by_month", "sharers_in_parts")
    + ("sharers_in_part", "sharers")
    + ("byline_people", "story_people", "list_changes", "month_counts")
    + ("part_of_list", "length", "pages_of")
)


@dataclass(frozen=True, slots=True)
class Cause:
    """What changed, as the end of "because …", and by way of what it came to the page."""

    what: str
    way: tuple[str, ...] = ()


def cause_of(edition: Edition, page: Key) -> Cause:
    """Why a page was made again; ask before the edition is committed."""
    chain = list(_down(edition, page))
    names = [name for key in reversed(chain[1:]) if _is_told(name := _name(key))]
    way = dict.fromkeys(_WORDS.get(name, name.replace("_", " ")) for name in names)
    return Cause(_what(edition, chain), tuple(way))


def _is_told(name: str) -> bool:
    return name not in _UNSPOKEN and not name.endswith("_reading")


def _name(key: Key) -> str:
    return key[0].name.rpartition(".")[2]


def _down(edition: Edition, key: Key) -> Iterator[Key]:
    """From a page to a source, each step something asked that is other than it was.

    What was asked before as well tells more than what is asked for the first time.
    """
    seen: set[Key] = set()
    while key not in seen:
        seen.add(key)
        if key[0] is not answers_of:
            yield key
        asked = [*edition.asked(key), *_asked_before(edition, key)]
        changed = [below for below in asked if below in edition.changed]
        known = (below for below in changed if edition.memory.recall(below) is not None)
        below = next(known, changed[0] if changed else None)
        if below is None:
            return
        key = below


def _asked_before(edition: Edition, key: Key) -> Iterable[Key]:
    return edition.memory.asked(key) if edition.memory.recall(key) else ()


def _what(edition: Edition, chain: list[Key]) -> str:
    for key in reversed(chain):
        question, args = key
        if question in _HEADERS:
            return _keys(edition, key, _HEADERS[question].format(*args))
        if question is layout:
            return _layout(edition, key)
        if question is own_words:
            return _message(edition, key)
        if question is sources.exists:
            return _came_or_went(edition.answer_in_use(key), args[0])
    return _source(edition, chain)


def _source(edition: Edition, chain: list[Key]) -> str:
    key = chain[-1]
    question, args = key
    if question is sources.file_digest:
        is_text = any(step[0] in (texts.body, texts.body_facts) for step in chain)
        return f"the text of {args[0]} changed" if is_text else f"{args[0]} changed"
    if question is sources.bundled_digest or question is sources.bundled_listing:
        return "the bundled layouts changed"
    if question is sources.listing:
        return _listed(edition, chain)
    if question is sources.is_past:
        hour = f"{args[0]:%Y-%m-%d %H:%M} UTC"
        is_past = edition.answer_in_use(key)
        return f"{hour} has come" if is_past else f"the clock stands before {hour} again"
    if question is sources.shows_drafts or question is sources.is_preview:
        return "drafts are shown, or no longer"
    return f"it asks for something else than before ({_name(key)})"


def _listed(edition: Edition, chain: list[Key]) -> str:
    """Which files came or went, where a listing that was short enough is remembered."""
    for key in reversed(chain):
        if key[0] in (sources.listing, sources.listed_part, texts.article_files):
            old, new = edition.answer_before(key), edition.answer_in_use(key)
            if old is not None and new is not None:
                folder = texts.ARTICLES if key[0] is texts.article_files else ""
                ending = ".md" if folder else ""
                gone, come = sorted({*old} - {*new}), sorted({*new} - {*old})
                told = [_came_or_went(True, f"{folder}{name}{ending}") for name in come]
                told += [_came_or_went(False, f"{folder}{name}{ending}") for name in gone]
                return _counted(told) or f"files of {chain[-1][1][0]}/ came or went"
    return f"files of {chain[-1][1][0]}/ came or went"


def _counted(told: list[str], most: int = 2) -> str:
    if len(told) <= most:
        return " and ".join(told)
    return f"{', '.join(told[:most])} and {len(told) - most:,} more came or went"


def _came_or_went(is_there: bool, path: str) -> str:
    return f"{path} {'came' if is_there else 'went'}"


def _keys(edition: Edition, key: Key, path: str) -> str:
    """The keys of a header that differ, as authors type them, with their lines."""
    before, new = edition.answer_before(key), edition.answer_in_use(key)
    before, new = getattr(before, "value", before), getattr(new, "value", new)
    if before is None and edition.memory.recall(key) is None:
        return f"{path} came"
    if not is_dataclass(before) or type(before) is not type(new):
        return f"the header of {path} changed" if path.endswith(".md") else f"{path} changed"
    names = [f.name for f in fields(before) if getattr(before, f.name) != getattr(new, f.name)]
    lines = _places(edition, path)
    told = [f"`{name}`" + (f" (line {lines[name]})" if name in lines else "") for name in names]
    if not told:
        return f"{path} changed"
    more = " and more" if len(told) > 3 else ""
    return f"{', '.join(told[:3])}{more} of {path} changed"


def _places(edition: Edition, path: str) -> dict[str, int]:
    """The lines of the keys of a file."""
    found = edition.answer_in_use((texts.places, (path,))) or {}
    return {key: span.line for key, span in found.items()}


def _layout(edition: Edition, key: Key) -> str:
    """The first line of a layout that is another, where the old text is remembered."""
    old, new = edition.answer_before(key), edition.answer_in_use(key)
    if new is None:
        return f"{old.path if old else key[1][0]} went"
    if old is None:
        was = edition.memory.recall(key)
        is_new = new.is_own and (was is None or was.answer is not NOT_KEPT)
        return f"{new.path} {'came' if is_new else 'changed'}"
    if old.path != new.path:
        return f"{new.path} came" if new.is_own else f"{old.path} went"
    return f"line {_first_other(old, new)} of {new.path} changed"


def _first_other(old: Layout, new: Layout) -> int:
    pairs = zip(old.text.split("\n"), new.text.split("\n"), strict=False)
    same = 0
    for before, after in pairs:
        if before != after:
            break
        same += 1
    return same + 1


def _message(edition: Edition, key: Key) -> str:
    """The words of the site's own that are others."""
    path = f"layouts/{MESSAGES}{key[1][0]}.yaml"
    old, new = edition.answer_before(key), edition.answer_in_use(key)
    if not isinstance(old, FrozenMap) or not isinstance(new, FrozenMap):
        return f"{path} changed"
    names = [name for name in {**old, **new} if new.get(name) != old.get(name)]
    more = " and more" if len(names) > 3 else ""
    told = ", ".join(f"`{name}`" for name in names[:3])
    return f"{told}{more} of {path} changed" if names else f"{path} changed"
