"""Language tags: well-formed ones in their customary letters, the rest told."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.problems import Problem
from generator.reading.language_tags import language_tag
from generator.reading.page import read_page
from generator.reading.result import ReadingOptions


@pytest.mark.parametrize(
    ("typed", "tag"),
    [
        ("en", "en"),
        ("PT-br", "pt-BR"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("es-419", "es-419"),
        ("sl-rozaj-biske", "sl-rozaj-biske"),
        ("zh-yue", "zh-yue"),
        ("de-ch-1996", "de-CH-1996"),
        ("ar-u-nu-latn", "ar-u-nu-latn"),
        ("no", "no"),
    ],
)
def test_a_tag_gets_its_customary_letters(typed: str, tag: str) -> None:
    """RFC 5646, 2.1.1: language low, script in title case, region high."""
    assert tag == language_tag(typed)


@pytest.mark.parametrize(
    "typed", ["", "e", "english", "en_GB", "en-", "-en", "e n", "x-private", "en-g", "ua", "é"]
)
def test_a_word_that_is_no_tag_is_none(typed: str) -> None:
    """Names of languages, underscores, codes of countries."""
    assert language_tag(typed) is None


def only(language: str) -> Problem:
    data = f"---\ntitle: About\nlanguage: {language}\n---\n".encode()
    (problem,) = read_page("content/pages/about.md", data, ReadingOptions()).problems
    return problem


@pytest.mark.parametrize(
    ("typed", "cure"),
    [
        ("en_us", "write language: en-US"),
        ("ua", "write language: uk"),
        ("en-UK", "write language: en-GB"),
        ("jp", "write language: ja"),
        ("en_US.UTF-8", "write language: en-US"),
        ("english", "write language: en"),
        ("Ukrainian", "write language: uk"),
        ("words", "write a tag such as en, pt-BR or zh-Hant"),
    ],
)
def test_a_near_miss_is_shown_as_it_should_be_typed(typed: str, cure: str) -> None:
    """Underscores, locales of an operating system, countries taken for languages."""
    assert ("bad-language", cure) == (only(typed).code, only(typed).cure)


@settings(deadline=None)
@given(st.text(alphabet="abcxXZ019-", max_size=40))
def test_a_tag_that_is_accepted_is_accepted_again_unchanged(typed: str) -> None:
    """Customary letters are a fixed point."""
    tag = language_tag(typed)
    assert tag is None or tag == language_tag(tag)
