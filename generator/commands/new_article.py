"""The text of a new article's file, and the name that it gets.

Pure: knows neither the site nor the disk. Whatever a headline holds, the YAML round it is sound.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from generator import urls

# A name that still fits a line of a listing, in any script; a slug may have 200 bytes.
SLUG_BYTES = 80
PLACEHOLDER = "Write the story here."


@dataclass(frozen=True, slots=True)
class NewArticle:
    """What is known of an article before it is written; `language` None is the site's."""

    headline: str
    date: str
    section: str
    authors: tuple[str, ...] = ()
    language: str | None = None

    def text(self, *, is_draft: bool = True) -> str:
        """The file: a draft, since nothing may be published before somebody says so."""
        return "\n".join(
            [
                "---",
                f"title: {quoted(self.headline)}",
                f"date: {self.date}",
                *(["draft: true  # delete this line to publish the story"] if is_draft else []),
                f"section: {bare_or_quoted(self.section)}",
                *([f"language: {self.language}"] if self.language else []),
                _authors_line(self.authors),
                "tags: []",
                "summary:  # one or two sentences: the standfirst, in feeds and searches too",
                "---",
                "",
                PLACEHOLDER,
                "",
            ]
        )


def _authors_line(authors: tuple[str, ...]) -> str:
    if not authors:
        return "authors: []  # the names of files in content/authors/, without .md"
    return f"authors: [{', '.join(bare_or_quoted(author) for author in authors)}]"


def quoted(text: str) -> str:
    """One line of text as YAML that means nothing else, whatever it holds."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    doubled = text.replace("'", "''")
    return f"'{doubled}'"


_WORDS_OF_YAML = frozenset(("true", "false", "yes", "no", "on", "off", "y", "n", "null"))


def bare_or_quoted(word: str) -> str:
    """An id as it may stand in YAML, also between brackets: bare where that is safe."""
    plain = word.replace("-", "").replace(" ", "")
    is_safe = plain.isalpha() and word == word.strip("- ") and word.lower() not in _WORDS_OF_YAML
    return word if is_safe else quoted(word)


def local_minute(now: datetime, timezone: str) -> str:
    """The minute in the zone as front matter has it; with the offset where clocks show it twice."""
    local = now.astimezone(ZoneInfo(timezone)).replace(second=0, microsecond=0)
    is_twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
    return (local if is_twice else local.replace(tzinfo=None)).isoformat(" ", "minutes")


def short_slug(text: str) -> str:
    """The text's slug, cut after a word where it is longer than 80 bytes.

    Where that leaves little (scripts without spaces), between letters, never before a mark.
    """
    slug = urls.slugify(text)
    if len(slug.encode()) <= SLUG_BYTES:
        return slug
    start = slug.encode()[: SLUG_BYTES + 1].decode(errors="ignore")
    words = start.rpartition("-")[0]
    if len(words.encode()) >= SLUG_BYTES // 2:
        return words
    end = len(slug.encode()[:SLUG_BYTES].decode(errors="ignore"))
    while end and unicodedata.category(slug[end]).startswith("M"):
        end -= 1
    return slug[:end]
