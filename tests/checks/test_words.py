"""Files of words that nothing reads are told, and so are the slips of words."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.problems import Severity
from tests.building import Built, site_of, story


def built(tmp_path: Path, *paths: str, **keys: str) -> Built:
    """A site with a story that has these keys, and with files in layouts/ that hold little."""
    files = {f"layouts/{path}": "nav.tags: Themes\n" for path in paths}
    return site_of(tmp_path, {"content/articles/a.md": story(**keys), **files})


@pytest.mark.parametrize(
    ("path", "cure"),
    [
        ("messages/en.yml", "rename it to en.yaml"),
        ("messages/EN.yaml", "rename it to en.yaml"),
        ("messages/pt_BR.yaml", "rename it to pt-BR.yaml"),
        ("messages/ua.yaml", "rename it to uk.yaml"),
        ("messages/german.yaml", "rename it to de.yaml"),
        ("messages/words.yaml", "its name is a language tag: pt-BR.yaml"),
        ("messages/en-GB.yaml", "rename it to en.yaml"),
    ],
)
def test_a_file_that_nothing_reads_is_told(tmp_path: Path, path: str, cure: str) -> None:
    """What its developer wants changed would stay as it was."""
    (problem,) = built(tmp_path, path).made.problems
    assert ("unread-words", Severity.WARNING) == (problem.code, problem.severity)
    assert (f"layouts/{path}", cure) == (problem.path, problem.cure)


@pytest.mark.parametrize(
    ("path", "cure"),
    [
        ("messages/zh.yaml", "the words for zh-TW are in zh-Hant.yaml"),
        ("messages/zh-Hans.yaml", "the words for zh-TW are in zh-Hant.yaml"),
        ("messages/zh-HK.yaml", "rename it to zh-Hant.yaml"),
    ],
)
def test_words_in_another_script_are_told(tmp_path: Path, path: str, cure: str) -> None:
    """Nobody would see them."""
    (problem,) = built(tmp_path, path, language="zh-TW").made.problems
    assert ("unread-words", cure) == (problem.code, problem.cure)


def test_words_of_a_script_are_read(tmp_path: Path) -> None:
    """By all who write it."""
    assert [] == built(tmp_path, "messages/zh-Hant.yaml", language="zh-TW").codes


def test_words_are_told_whether_a_text_is_in_their_language_or_not(tmp_path: Path) -> None:
    """At their line, once."""
    files = {
        "content/articles/a.md": story(),
        "layouts/messages/en.yaml": "# Ours\nnav.skip: ''\n",
        "layouts/messages/de.yaml": "nav.skpi: Zum Inhalt\n",
    }
    report = site_of(tmp_path, files).report()
    assert 1 == report.count("layouts/messages/en.yaml:2:11: error[empty-message]")
    assert 1 == report.count("layouts/messages/de.yaml:1:1: error[unknown-key]")


def test_words_that_the_sites_own_layouts_ask_for_are_known(tmp_path: Path) -> None:
    """In whole, or by their beginning."""
    files = {
        "content/articles/a.md": story(),
        "layouts/messages/en.yaml": "desk.call: Call {name}\nbeat.war: War\ndesk.cal: Call\n",
        "layouts/partials/toc.html": '{{ t("desk.call", name="us") }}{{ t("beat." ~ "war") }}',
    }
    found = site_of(tmp_path, files)
    assert ["unknown-key"] == found.codes
    assert 'did you mean "desk.call"?' in found.report()
