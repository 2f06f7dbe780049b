"""The YAML of a header: texts stay as typed, the traps of YAML are refused, drafts are known."""

from __future__ import annotations

import pytest

from generator.problems import Problem, Severity, Span
from generator.reading.article import read_article
from generator.reading.header import read_header
from generator.reading.nodes import Mapping, Scalar, Source
from generator.reading.result import Reading, ReadingOptions

MANY_FAULTS = "".join(f"k{n}: a: b\n" for n in range(30))  # too many to read on
GOOD = "title: Kabul\ndate: 2026-03-01\nsection: world\n"


def header(text: str) -> tuple[Mapping | None, tuple[Problem, ...]]:
    found = read_header(Source("a.md", text, 2))
    return found.mapping, found.problems


def codes(text: str) -> list[tuple[str, int, int]]:
    return [(p.code, p.span.line, p.span.column) for p in header(text)[1] if p.span]


def article(text: str) -> Reading[object]:
    return read_article("content/articles/a.md", f"---\n{text}---\n".encode(), ReadingOptions())


@pytest.mark.parametrize(
    "typed",
    ["no", "on", "0123", "12:30", "1e5", "2026", "true", "0x1F", "2026-02-30", ".5", "=", "Null"],
)
def test_a_text_is_what_was_typed(typed: str) -> None:
    """YAML 1.1 takes these for truth values, numbers and times; a headline is a headline."""
    found = article(f"title: {typed}\ndate: 2026-03-01\nsection: {typed}\ntags: [{typed}]\n")
    assert found.value is not None
    assert (typed, typed) == (found.value.title, found.value.section)  # type: ignore[attr-defined]


@pytest.mark.parametrize("typed", ["", "~", "null", '""', "'  '", '"\\u200b"'])
def test_an_empty_value_is_a_key_left_out(typed: str) -> None:
    """For a required key that is an error, for another it is silence."""
    assert () == article(f"{GOOD}summary: {typed}\n").problems
    (problem,) = article(f"title: {typed}\ndate: 2026-03-01\nsection: world\n").problems
    assert ("missing-key", "`title` is empty", Span(2, 1, 5)) == (
        problem.code,
        problem.message,
        problem.span,
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: &x [1]\nb: *x\n", [("yaml-alias", 2, 4), ("yaml-alias", 3, 4)]),
        ("a: &word the text\n", [("yaml-alias", 2, 4)]),
        ("a: !!python/object:os.system x\n", [("yaml-tag", 2, 4)]),
        ("a: !x {b: c}\n", [("yaml-tag", 2, 4)]),
        ("a: {<<: {b: c}}\n", [("yaml-merge", 2, 5)]),
        ("? [a]\n: b\n", [("yaml-key", 2, 3)]),
        ("a: {b: 1, b: 2}\n", [("duplicate-key", 2, 11)]),
        ("a: " + "[" * 30, [("yaml-depth", 2, 23)]),
        ("%YAML 1.1\n", [("yaml-syntax", 2, 10)]),
        ("- a\n- b\n", [("no-mapping", 2, 1)]),
        ("a text\n", [("no-mapping", 2, 1)]),
        ("a: [" + "b," * 6000 + "]\n", [("yaml-size", 2, 9999)]),
    ],
    ids=lambda value: value[:12] if isinstance(value, str) else "",
)
def test_what_has_no_place_in_a_header_is_refused_at_its_place(
    text: str, expected: list[tuple[str, int, int]]
) -> None:
    """Anchors, aliases, tags, merge keys, keys that are no text, depth, number, other shapes."""
    assert expected == codes(text)


def test_an_alias_bomb_costs_no_more_than_its_text() -> None:
    """Each alias is told where it stands; nothing is multiplied."""
    text = "a: &a [x,x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [{','.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(20)
    )
    _, problems = header(text)
    assert {"yaml-alias"} == {p.code for p in problems}
    assert 20 * 9 + 21 == len(problems)


def test_a_separator_from_a_layout_program_is_a_space() -> None:
    """U+2028 ends a line for YAML 1.1; for the author it is inside the headline."""
    found = article("title: Kabul\u2028falls\ndate: 2026-03-01\nsection: world\nkikker: x\n")
    assert ["unknown-key"] == [p.code for p in found.problems]
    assert [Span(5, 1, 6)] == [p.span for p in found.problems]


def test_a_comment_after_quotes_or_a_space_is_a_comment() -> None:
    """Only a `#` that a word touches may have been meant as text."""
    assert () == article('title: "Kabul" #lead\ndate: 2026-03-01 # day\nsection: a\n').problems


def test_a_text_in_quotes_may_go_on_below() -> None:
    """It is not the one to blame for a fault further down."""
    assert [("bad-list", 4, 1)] == codes('summary: "One\n  two"\n- a\n')


def test_after_a_fault_the_other_keys_are_read() -> None:
    """What could not be read is not called missing."""
    mapping, problems = header("title: a: b\nslug: c\ntags: [d\nkind: e\n")
    assert ["unquoted-colon", "unclosed-bracket"] == [p.code for p in problems]
    assert mapping is not None
    assert ["slug", "kind"] == [key.text for key, _ in mapping.pairs]


def test_places_are_the_files_not_the_headers() -> None:
    """A wide character before a value is one column; a value over several lines is its first."""
    text = '𝄞: {b: "c\n  d"}\n'
    mapping, _ = header(text)
    assert mapping is not None
    _, inner = mapping.pairs[0]
    assert isinstance(inner, Mapping)
    source = Source("a.md", text, 2)
    value = inner.pairs[0][1]
    assert isinstance(value, Scalar)
    assert (Span(2, 8, 2), "c d") == (source.span(value.start, value.end), value.text)


@pytest.mark.parametrize(
    ("text", "is_draft"),
    [
        ("draft: true\n", True),
        ("draft: true # until Friday\ntitle: a: b\n", True),
        ('title: "a\ndraft: true\n', True),
        ("draft: true\n- a\n: @\n", True),
        ('{title: a, "draft": true}\n', True),
        ("draft: true\n" + MANY_FAULTS, True),
        ("draft: true\ndraft: false\n" + MANY_FAULTS, False),
        ("draft: false\n", False),
        ('draft: "true"\n', False),
        ("draft: True\n", False),
        ("draft: true\ndraft: false\n", False),
        ("extra: {draft: true}\n", False),
        ("extra:\n  draft: true\ntitle: a: b\n", False),
        ("summary: |\n  draft: true\n", False),
    ],
)
def test_a_draft_is_known_even_by_a_broken_header(text: str, is_draft: bool) -> None:
    """Only `draft: true` itself counts, once, in the outermost place."""
    assert is_draft == read_header(Source("a.md", text, 2)).is_draft


def test_the_faults_of_a_draft_are_warnings() -> None:
    """Half a story stops nobody; it says what it lacks."""
    found = article("draft: true\ntitle: a: b\ntgas: [x]\n")
    assert found.is_draft
    assert not found.is_whole
    assert {Severity.WARNING} == {p.severity for p in found.problems}
    assert {"unquoted-colon", "unknown-key", "missing-key"} == {p.code for p in found.problems}


def test_a_draft_without_an_end_of_its_header_is_a_draft() -> None:
    """The keys that can be seen say so."""
    data = b"---\ntitle: a\ndraft: true\n\nThe story.\n"
    found = read_article("content/articles/a.md", data, ReadingOptions())
    assert found.is_draft
    assert [Severity.WARNING] == [p.severity for p in found.problems]


def test_a_story_that_speaks_of_drafts_is_none() -> None:
    """What stands below the keys of an unclosed header softens nothing."""
    data = b"---\ntitle: a\n\nSet\ndraft: true\n"
    found = read_article("content/articles/a.md", data, ReadingOptions())
    assert not found.is_draft
    assert [Severity.ERROR] == [p.severity for p in found.problems]
