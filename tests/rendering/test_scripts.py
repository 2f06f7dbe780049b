"""The script that a language is written in, and pages with the words that their readers can read."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.library.languages import direction, script_of
from generator.rendering.page_view import og_locale
from generator.rendering.words import files_of
from tests.building import Built, site_of, story

PAGE = "2026/03/a/index.html"


def built_in(tmp_path: Path, language: str, files: dict[str, str] | None = None) -> Built:
    """A site in one language, with a story."""
    site = f"title: P\nbase_url: https://p.example\nlanguage: {language}\ntimezone: UTC\n"
    return site_of(tmp_path, {"content/articles/a.md": story(), **(files or {})}, site)


@pytest.mark.parametrize(
    ("tag", "script", "runs"),
    [
        ("zh", "Hans", "ltr"),
        ("zh-TW", "Hant", "ltr"),
        ("zh-Hant-HK", "Hant", "ltr"),
        ("sr", "Cyrl", "ltr"),
        ("sr-ME", "Latn", "ltr"),
        ("sr-Latn-RS", "Latn", "ltr"),
        ("de-1996", "Latn", "ltr"),
        ("ar", "Arab", "rtl"),
        ("pa", "Guru", "ltr"),
        ("pa-PK", "Arab", "rtl"),
        ("iw", "Hebr", "rtl"),
        ("prs", "Arab", "rtl"),
        ("az-Cyrl", "Cyrl", "ltr"),
        ("qaa", "", "ltr"),
    ],
)
def test_the_script_of_a_language_is_named_or_likely(tag: str, script: str, runs: str) -> None:
    """CLDR's likely subtags tell, the region with the language."""
    assert (script, runs) == (script_of(tag), direction(tag))


@pytest.mark.parametrize(
    ("language", "files"),
    [
        ("pt-BR", ("pt-BR", "pt-Latn", "pt")),
        ("zh", ("zh",)),
        ("zh-Hans", ("zh-Hans", "zh")),
        ("zh-TW", ("zh-TW", "zh-Hant")),
        ("zh-Hant-HK", ("zh-Hant-HK", "zh-Hant")),
        ("sr-Latn", ("sr-Latn",)),
        ("sr-Cyrl", ("sr-Cyrl", "sr")),
        ("en-Shaw", ("en-Shaw",)),
        ("qaa-x-own", ("qaa-x-own", "qaa")),
    ],
)
def test_words_come_from_files_in_the_same_script(language: str, files: tuple[str, ...]) -> None:
    """The nearest first."""
    assert files == files_of(language)


@pytest.mark.parametrize("language", ["zh-TW", "zh-HK", "zh-Hant"])
def test_a_page_in_traditional_characters_has_words_in_them(tmp_path: Path, language: str) -> None:
    """Not the simplified ones of zh.yaml."""
    built = built_in(tmp_path, language)
    assert [] == built.codes
    page = built.text(PAGE)
    assert "關於我們" in page or "複製連結" in page
    assert "复制链接" not in page


def test_a_page_in_a_script_without_words_says_so(tmp_path: Path) -> None:
    """English stands in, not words that the reader can't read."""
    built = built_in(tmp_path, "sr-Latn", {"layouts/messages/sr.yaml": 'nav.skip: "На текст"\n'})
    assert ["missing-message", "unread-words"] == sorted(built.codes)
    assert "Skip to the main content" in built.text(PAGE)


@pytest.mark.parametrize(
    ("language", "locale"), [("zh-Hant", "zh_TW"), ("zh", "zh_CN"), ("sr-Latn", "sr_RS")]
)
def test_the_likely_territory_goes_by_the_script(language: str, locale: str) -> None:
    """What shared links are told."""
    assert locale == og_locale(language)
