"""A site's file of words: every slip at its place, and the bundled words stand in."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.disk import Disk
from generator.engine import Edition
from generator.library.languages import locale_of
from generator.model.values import FrozenMap
from generator.outside import outside
from generator.problems import Problem, Span
from generator.reading.messages import PLURALS, Expected, read_messages
from generator.rendering.words import bundled_words
from tests.building import NOW, SITE_YAML, write_files

PATH = "layouts/messages/en.yaml"
BUNDLED = {
    "nav.skip": "Skip",
    "names.and": " and ",
    "pager.page": "Page {number}",
    "series.part": "Part {number} of {total}",
    "byline.others": FrozenMap({"one": "{count} other", "other": "{count} others"}),
}
EXPECTED = Expected(BUNDLED, frozenset({"own.words", "beat."}), ("one", "other"))


def read(text: str) -> tuple[FrozenMap, tuple[Problem, ...]]:
    return read_messages(PATH, text.encode(), EXPECTED)


@pytest.mark.parametrize(
    ("text", "code", "span", "cure"),
    [
        ("nav.skpi: Skip", "unknown-key", Span(1, 1, 8), 'did you mean "nav.skip"?'),
        ("own.word: Own", "unknown-key", Span(1, 1, 8), 'did you mean "own.words"?'),
        ("zebra: Own", "unknown-key", Span(1, 1, 5), "no layout asks for it: docs/layouts.md "),
        ("nav.skip: ''", "empty-message", Span(1, 11, 2), "write some, or delete the line: "),
        ("nav.skip:", "empty-message", Span(1, 10, 1), "write some, or delete the line: "),
        ("nav.skip: ' '", "empty-message", Span(1, 11, 3), "write some, or delete the line: "),
        ("names.and: ''", "empty-message", Span(1, 12, 2), "write some, or delete the line: "),
        ("pager.page: P. {nubmer}", "message-name", Span(1, 16, 8), "it may hold {number}"),
        ("series.part: '{a} {total}'", "message-name", Span(1, 15, 3), "it may hold {number} or {"),
        ("pager.page: P. {number", "message-name", Span(1, 16, 1), "it may hold {number}"),
        ("pager.page: P. { number }", "message-name", Span(1, 16, 10), "it may hold {number}"),
        ("nav.skip: 'Skip {'", "message-name", Span(1, 17, 1), "take the brace out: "),
        ("nav.skip: [Skip]", "wrong-type", Span(1, 11, 6), "write nav.skip: and the words"),
        ("nav.skip: {other: Skip}", "wrong-type", Span(1, 11, 13), "write nav.skip: and the words"),
        ("byline.others: {one: x}", "plural-form", Span(1, 16, 8), "write other: and the words"),
        (
            "byline.others: {othr: x, other: y}",
            "plural-form",
            Span(1, 17, 4),
            'did you mean "other"? it has one or other',
        ),
        ("byline.others: {few: x, other: y}", "plural-form", Span(1, 17, 3), "it has one or other"),
        ("byline.others: {other: [y]}", "wrong-type", Span(1, 24, 3), "write other: and the words"),
        ("byline.others: {other: ''}", "empty-message", Span(1, 24, 2), "write some, or delete "),
        ("byline.others: {other: '{n}'}", "message-name", Span(1, 25, 3), "it may hold {count}"),
        ("nav.skip: Skip #1", "comment-in-text", Span(1, 16, 2), "put the text in quotes: "),
        ('nav.skip: "a\\x01b"', "control-character", Span(1, 11, 8), "delete it"),
        ("nav.skip: A\nnav.skip: B", "duplicate-key", Span(2, 1, 8), "keep one of them"),
        ("nav.skip: A: B", "unquoted-colon", Span(1, 11, 4), 'write nav.skip: "A: B"'),
    ],
)
def test_a_slip_is_told_at_its_place(text: str, code: str, span: Span, cure: str) -> None:
    """One problem, with the caret under what is wrong."""
    _, problems = read(f"{text}\n")
    assert [(code, span)] == [(p.code, p.span) for p in problems]
    assert problems[0].cure.startswith(cure)


def test_words_that_are_right_are_taken_as_typed() -> None:
    """Keys of the site's own layouts and roles are welcome, and names may be left out."""
    text = """\
nav.skip: 5
names.and: " "
series.part: "No. {number}"
byline.others: {one: one more, other: "{count} more"}
own.words: "{anything}"
beat.war: War
role.fixer: Fixer
"""
    words, problems = read(text)
    assert () == problems
    assert dict(words) == {
        "nav.skip": "5",
        "names.and": " ",
        "series.part": "No. {number}",
        "byline.others": FrozenMap({"one": "one more", "other": "{count} more"}),
        "own.words": "{anything}",
        "beat.war": "War",
        "role.fixer": "Fixer",
    }


def test_one_text_may_stand_for_all_plural_forms() -> None:
    """Some languages have one form."""
    assert {"byline.others": "{count} more"} == dict(read('byline.others: "{count} more"\n')[0])


def test_faulty_words_are_left_out() -> None:
    """The rest of the file is taken."""
    words, problems = read("nav.skip: ''\npager.page: '{number}'\nseries.part: [a]\n")
    assert {"pager.page": "{number}"} == dict(words)
    assert 2 == len(problems)


@pytest.mark.parametrize(
    "text", ["- a\n", "words\n", "a: [\n", "\tnav.skip: a\n", "é".encode("cp1252")]
)
def test_a_file_that_is_none_is_told_at_its_line(text: str | bytes) -> None:
    """Whatever it is."""
    data = text if isinstance(text, bytes) else text.encode()
    words, problems = read_messages(PATH, data, EXPECTED)
    assert {} == dict(words)
    assert [1] == [p.span.line for p in problems if p.span]


@pytest.mark.parametrize(
    "language", sorted(path.stem for path in Path("layouts/messages").glob("*.yaml"))
)
def test_the_bundled_words_are_held_to_the_same_rules(tmp_path: Path, language: str) -> None:
    """Every key of English, no other, and nothing that is never filled."""
    root = write_files(tmp_path, {"site.yaml": SITE_YAML})
    edition = Edition(outside(str(root), Disk(), NOW))
    english = edition.ask(bundled_words, "en")
    data = Path(f"layouts/messages/{language}.yaml").read_bytes()
    forms = locale_of(language).plural_form.tags | {"other"}
    expected = Expected(english, forms=tuple(form for form in PLURALS if form in forms))
    words, problems = read_messages(f"{language}.yaml", data, expected)
    assert () == problems
    assert set(english) == set(words)
