"""What stands before the names, on a story's own page and in lists."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.building import Built, site_of, story

PAGE = "2026/03/a/index.html"


def built_in(tmp_path: Path, language: str, files: dict[str, str] | None = None) -> Built:
    """A site in one language, with a story by two guests."""
    site = f"title: P\nbase_url: https://p.example\nlanguage: {language}\ntimezone: UTC\n"
    text = story(authors="[{name: Ada Obi}, {name: Bo Cho}]")
    return site_of(tmp_path, {"content/articles/a.md": text, **(files or {})}, site)


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "By "), ("ja", "執筆："), ("zh", "撰文："), ("zh-TW", "撰文："), ("fa", "نوشتهٔ ")],
)
def test_what_stands_before_the_names_is_set_as_the_language_sets_it(
    tmp_path: Path, language: str, said: str
) -> None:
    """A space, or a colon where none is written."""
    built = built_in(tmp_path, language)
    assert [] == built.codes
    (line,) = [x for x in built.text(PAGE).splitlines() if ">Ada Obi<" in x][:1]
    assert line.lstrip().startswith(f"{said}<")
    assert f"{said}<bdi>Ada Obi</bdi>" in built.text("index.html")


def test_a_byline_in_words_of_the_sites_own_keeps_its_space(tmp_path: Path) -> None:
    """A file that was written before `byline.between` was there says what it said."""
    words = {"layouts/messages/en.yaml": 'byline.by: "Words:"\n'}
    assert "Words: <a" in built_in(tmp_path, "en", words).text(PAGE)
