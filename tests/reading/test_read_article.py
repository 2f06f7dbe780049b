"""An article's header, key by key: what each takes, and what is told of the rest."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from generator.model.article import Article, Kind
from generator.model.people import Credit, Guest
from generator.model.values import (
    FrozenMap,
    ImageRef,
    Moment,
    Notice,
    RelatedRef,
    SeriesPart,
    Social,
)
from generator.problems import Problem, Severity, Span
from generator.reading.article import read_article
from generator.reading.result import Reading, ReadingOptions

GOOD = "title: Kabul\ndate: 2026-03-01 09:00\nsection: world\n"
PATH = "content/articles/world/kabul.md"


def read(header: str, path: str = PATH, options: ReadingOptions | None = None) -> Reading[Article]:
    data = f"---\n{header}---\nBody.\n".encode()
    return read_article(path, data, options or ReadingOptions())


def value(header: str) -> Article:
    found = read(GOOD + header)
    assert () == found.problems
    assert found.value is not None
    return found.value


def only(header: str) -> Problem:
    (problem,) = read(GOOD + header).problems
    return problem


def day(text: str) -> Moment:
    return Moment(datetime.fromisoformat(text).replace(tzinfo=UTC), is_date=len(text) == 10)


def test_three_keys_are_an_article() -> None:
    """Everything else has a default; the name of the file is the slug."""
    assert Article("world/kabul", "kabul", "Kabul", day("2026-03-01 09:00"), "world") == value("")


def test_every_key_of_an_article() -> None:
    """One header with all of them, as FORMAT shows them."""
    header = """
publish_at: 2026-03-02 06:00
expires_at: 2027-03-01
authors: [lilly-larkin, {name: Ada Obi, role: Lawyer, url: https://example.org/ada}]
editors: [k-khan]
credits: {photography: [ana-berg], data: []}
byline: By our desk
slug: fall-of-kabul
id: tag:example.org,2026:1
summary: In short.
kicker: Afghanistan
dateline: KABUL
kind: analysis
tags: [war, Black Sea]
series: {id: wars, part: 2}
image: {src: images/a.jpg, alt: A gate, caption: The gate., credit: AP, licence: CC0, focus: [0.4, 1]}
related: [grain, ../waters/x.md, 'article:y', https://example.org/, {url: 'http://a.b/', title: C}]
key_points: [One., Two.]
updated: 2026-03-03
updates: [{date: 2026-03-03, text: More.}]
corrections: [{date: 2026-03-04 10:00, text: Less.}]
draft: false
aliases: [/old/, '/a?p=1']
language: pt-br
translation_of: kabul-en
layout: longread
noindex: true
canonical: https://example.org/first
social: {title: S, description: D, image: {src: /images/s.jpg, alt: ""}}
toc: false
extra: {a: [1, no, null, {b: 0.5}], c: "1", d: 0123}
"""
    assert value(header) == Article(
        identity="world/kabul",
        slug="fall-of-kabul",
        title="Kabul",
        date=day("2026-03-01 09:00"),
        section="world",
        publish_at=day("2026-03-02 06:00"),
        expires_at=day("2027-03-01"),
        authors=("lilly-larkin", Guest("Ada Obi", "Lawyer", url="https://example.org/ada")),
        editors=("k-khan",),
        credits=(Credit("photography", ("ana-berg",)),),
        byline="By our desk",
        id="tag:example.org,2026:1",
        summary="In short.",
        kicker="Afghanistan",
        dateline="KABUL",
        kind=Kind.ANALYSIS,
        tags=("war", "Black Sea"),
        series=SeriesPart("wars", 2),
        image=ImageRef("images/a.jpg", "A gate", "The gate.", "AP", "CC0", (0.4, 1.0)),
        related=(
            RelatedRef("grain"),
            RelatedRef("../waters/x.md"),
            RelatedRef("article:y"),
            RelatedRef("https://example.org/"),
            RelatedRef("http://a.b/", "C"),
        ),
        key_points=("One.", "Two."),
        updated=day("2026-03-03"),
        updates=(Notice(day("2026-03-03"), "More."),),
        corrections=(Notice(day("2026-03-04 10:00"), "Less."),),
        aliases=("/old/", "/a?p=1"),
        language="pt-BR",
        translation_of="kabul-en",
        layout="longread.html",
        noindex=True,
        canonical="https://example.org/first",
        social=Social("S", "D", ImageRef("/images/s.jpg", "")),
        toc=False,
        extra=FrozenMap({"a": (1, "no", None, FrozenMap({"b": 0.5})), "c": "1", "d": "0123"}),
    )


@pytest.mark.parametrize(
    ("path", "identity", "slug"),
    [
        ("content/articles/kabul.md", "kabul", "kabul"),
        ("content/articles/a/My Story.md", "a/My Story", "my-story"),
        ("content/articles/a/القاهرة.md", "a/القاهرة", "القاهرة"),
        ("content/articles/a/kabul/index.md", "a/kabul/index", "kabul"),
    ],
)
def test_the_slug_is_the_files_name(path: str, identity: str, slug: str) -> None:
    """An index.md has its folder's name; the identity is always the path."""
    found = read(GOOD, path).value
    assert found is not None
    assert (identity, slug) == (found.identity, found.slug)


@pytest.mark.parametrize(
    "path",
    ["content/articles/+++.md", "content/articles/index.md", f"content/articles/{'a' * 300}.md"],
)
def test_a_file_whose_name_gives_no_slug_is_told(path: str) -> None:
    """Unless its header has one."""
    found = read(GOOD, path)
    assert (False, ["bad-slug"]) == (found.is_whole, [p.code for p in found.problems])
    assert () == read(GOOD + "slug: kabul\n", path).problems


@pytest.mark.parametrize(
    ("slug", "cure"),
    [
        ("Fall of Kabul", "write slug: fall-of-kabul"),
        ("../x", "write slug: x"),
        ("a/b", "write slug: a-b"),
        ('"a\\u202eb\\u202c"', "write slug: a-b"),
        ("a--b", "write slug: a-b"),
        ("///", "write lower-case letters and digits, with hyphens between words"),
        ("a" * 300, "shorten it"),
    ],
)
def test_a_slug_that_is_none_is_told_and_the_files_name_stands_in(slug: str, cure: str) -> None:
    """So that links to the article are not called dead in the same run."""
    found = read(f"{GOOD}slug: {slug}\n")
    assert [("bad-slug", cure)] == [(p.code, p.cure) for p in found.problems]
    assert found.value is not None
    assert "kabul" == found.value.slug


def test_texts_are_set_in_the_articles_language_and_names_are_not() -> None:
    """Apostrophes of prose are curled; those of people, tags and sections stay as typed."""
    found = value("summary: It's late\ntags: [it's]\nauthors: [{name: O'Hara}]\n")
    assert "It’s late" == found.summary
    assert ("it's",) == found.tags
    assert (Guest("O'Hara"),) == found.authors


def test_the_articles_own_language_sets_its_texts() -> None:
    """Wherever in the header it is named."""
    found = value('summary: Sie sagte "nein" dazu\nlanguage: de\n')
    assert "Sie sagte „nein“ dazu" == found.summary


def test_without_typography_texts_stay_as_typed() -> None:
    """`markdown: {typography: false}` in site.yaml."""
    found = read(f"{GOOD}summary: It's late\n", options=ReadingOptions(typography=False)).value
    assert found is not None
    assert "It's late" == found.summary


def test_a_text_over_several_lines_is_one_line() -> None:
    """Line ends and runs of spaces fold; a no-break space is meant and stays."""
    assert "One two\u00a0km" == value("summary: >-\n  One\n\n  two\u00a0km\n").summary


@pytest.mark.parametrize(
    ("header", "code", "span"),
    [
        ("kind: analisys\n", "unknown-value", Span(5, 7, 8)),
        ("toc: 1\n", "wrong-type", Span(5, 6, 1)),
        ("noindex: True\n", "wrong-type", Span(5, 10, 4)),
        ("series: {id: A b}\n", "bad-slug", Span(5, 14, 3)),
        ("series: {part: 1}\n", "missing-key", Span(5, 9, 9)),
        ("series: {id: a, part: 01}\n", "bad-number", Span(5, 23, 2)),
        ("series: {id: a, part: '1'}\n", "bad-number", Span(5, 23, 3)),
        ("tags: [a, , b]\n", "empty-item", Span(5, 11, 1)),
        ("tags:\n  - a\n  -\n", "empty-item", Span(7, 4, 1)),
        (f"tags: [{'a' * 300}]\n", "bad-tag", Span(5, 8, 300)),
        ("tags: [{a: b}]\n", "wrong-type", Span(5, 8, 6)),
        ("image: {alt: x}\n", "missing-key", Span(5, 8, 8)),
        ("image: {src: ../../../a.jpg}\n", "bad-path", Span(5, 14, 14)),
        ("image: {src: 'a\\b.jpg'}\n", "bad-path", Span(5, 14, 9)),
        ("image: {src: //example.org/a.jpg}\n", "bad-path", Span(5, 14, 19)),
        ("image: {src: 'data:image/png,x'}\n", "bad-path", Span(5, 14, 18)),
        ("image: {src: a.jpg, focus: [0,4, 0,3]}\n", "bad-focus", Span(5, 28, 10)),
        ("image: {src: a.jpg, focus: [1.5, 0]}\n", "bad-focus", Span(5, 28, 8)),
        ("related: ['javascript:alert(1)']\n", "bad-reference", Span(5, 11, 21)),
        ("related: [{url: grain}]\n", "bad-address", Span(5, 17, 5)),
        ("related: ['https://']\n", "bad-address", Span(5, 11, 10)),
        ("canonical: /a\n", "bad-address", Span(5, 12, 2)),
        ("authors: [{role: x}]\n", "missing-key", Span(5, 11, 9)),
        ("authors: [{name: A, url: ftp://a.b}]\n", "bad-address", Span(5, 26, 9)),
        ("credits: [a]\n", "wrong-type", Span(5, 10, 3)),
        ("credits: {authors: [a]}\n", "unknown-key", Span(5, 11, 7)),
        ("credits: {photo: ana}\n", "wrong-type", Span(5, 18, 3)),
        ("credits: {fact check: [a], fact  check: [b]}\n", "duplicate-key", Span(5, 28, 11)),
        ("credits: {'': [a]}\n", "unknown-key", Span(5, 11, 2)),
        ("layout: ../../etc/passwd\n", "bad-layout", Span(5, 9, 16)),
        ("translation_of: https://a.b/\n", "bad-reference", Span(5, 17, 12)),
        ("updates: [More.]\n", "wrong-type", Span(5, 11, 5)),
        ("updates: [{date: 2026-03-02}]\n", "missing-key", Span(5, 11, 18)),
        ("extra: 3\n", "wrong-type", Span(5, 8, 1)),
        ('byline: "a\\x02b"\n', "control-character", Span(5, 9, 8)),
        ('byline: "a\\u202eb"\n', "direction-mark", Span(5, 9, 10)),
        ('extra: {a: "\\x03"}\n', "control-character", Span(5, 12, 6)),
    ],
)
def test_a_value_that_its_key_does_not_take_is_told_at_its_place(
    header: str, code: str, span: Span
) -> None:
    """One problem, whose caret stands under the value."""
    found = read(GOOD + header)
    assert [(code, span)] == [(p.code, p.span) for p in found.problems]
    assert found.value is not None


@pytest.mark.parametrize(
    ("alias", "cure"),
    [
        ("old", "write /old"),
        ("https://example.org/old", "write its path alone, from the first / after the host"),
        ("//example.org/old", "write its path alone, from the first / after the host"),
        ("/old#part", "end it before the #"),
        ("/a/../b", "write it as browsers showed it: /2019/05/old-name/"),
        ("/a/%2e%2E/b", "write it as browsers showed it: /2019/05/old-name/"),
        ("/a%00b", "write it as browsers showed it: /2019/05/old-name/"),
        ("/a b", "write /a%20b"),
    ],
)
def test_an_old_url_that_is_no_path_is_told(alias: str, cure: str) -> None:
    """An alias is a path of this site, as its server would see it."""
    problem = only(f'aliases: ["{alias}"]\n')
    assert ("bad-alias", cure, "aliases[0]") == (problem.code, problem.cure, problem.key)


def test_a_tag_of_signs_alone_is_handed_on() -> None:
    """site.yaml may give it an address; whether it does is seen floors above."""
    assert ("///", "C++", "C#") == value('tags: [///, C++, "C#"]\n').tags


@pytest.mark.parametrize(
    "marks", ["\u2066a\u2069", "\u202ba\u202c", "\u2067\u202aa\u2069", "\u200fa", "a\u202cb\u2069"]
)
def test_marks_of_direction_that_end_are_welcome(marks: str) -> None:
    """The end of an isolate ends what was opened in it; an end alone harms nothing."""
    assert marks == value(f"kicker: {marks}\n").kicker


@pytest.mark.parametrize("src", ["a.jpg", "../images/a.jpg", "../../images/a.jpg", "/images/a.jpg"])
def test_a_picture_may_lie_anywhere_under_content(src: str) -> None:
    """Beside the article, or above it as far as content/."""
    found = value(f"image: {{src: {src}}}\n")
    assert found.image == ImageRef(src)


@pytest.mark.parametrize(
    ("header", "key", "severity"),
    [
        ("publish_at: 2026-02-28\n", "publish_at", Severity.ERROR),
        ("expires_at: 2026-03-01 09:00\n", "expires_at", Severity.ERROR),
        ("publish_at: 2026-04-01\nexpires_at: 2026-03-15\n", "expires_at", Severity.ERROR),
        ("updated: 2026-02-01\n", "updated", Severity.WARNING),
    ],
)
def test_dates_out_of_order_are_told(header: str, key: str, severity: Severity) -> None:
    """An embargo before the date, an end before the beginning, an update before the release."""
    problem = only(header)
    assert ("date-order", key, severity) == (problem.code, problem.key, problem.severity)
    assert problem.span is not None
    assert header.count("\n") + 4 == problem.span.line


def test_an_embargo_may_end_when_the_story_begins() -> None:
    """The same instant twice is no contradiction."""
    found = value("publish_at: 2026-03-01T09:00Z\nupdated: 2026-03-01 09:00\n")
    assert found.date == found.released == found.updated


@pytest.mark.parametrize(
    "header",
    [
        "tags: [a, b, a]\n",
        "authors: [a, b, a]\n",
        "aliases: [/a, /b, /a]\n",
        "related: [a, b, a]\n",
    ],
)
def test_an_item_typed_twice_is_kept_once_with_a_warning(header: str) -> None:
    """It harms nobody, but one of the two was meant to be something else."""
    found = read(GOOD + header)
    assert [("duplicate-item", Severity.WARNING)] == [(p.code, p.severity) for p in found.problems]
    assert found.value is not None
    key = header.split(":")[0]
    assert 2 == len(getattr(found.value, key))


def test_a_long_title_is_a_warning() -> None:
    """300 characters are a headline all the same."""
    found = read(f"title: {'a' * 300}\ndate: 2026-03-01\nsection: world\n")
    assert ["long-title"] == [p.code for p in found.problems]
    assert found.value is not None
    assert 300 == len(found.value.title)


def test_problems_come_in_the_order_of_the_file() -> None:
    """What is missing at the top before what is wrong below, the header before the body."""
    found = read("date: 2026-03-01\ntgas: [a]\nkind: x\nsection: world\n")
    lines = [p.span.line for p in found.problems if p.span]
    assert ["missing-key", "unknown-key", "unknown-value"] == [p.code for p in found.problems]
    assert [1, 3, 4] == lines


def test_places_tell_where_each_value_stands() -> None:
    """Later floors name a key; the file's places give the caret."""
    found = read(
        GOOD + "authors: [ana, {name: Bo}]\nimage: {src: a.jpg}\ncredits: {photo: [c, d]}\n"
    )
    places = found.places
    assert Span(2, 8, 5) == places["title"]
    assert Span(5, 11, 3) == places["authors[0]"]
    assert Span(5, 16, 10) == places["authors[1]"]
    assert Span(5, 23, 2) == places["authors[1].name"]
    assert Span(6, 14, 5) == places["image.src"]
    assert Span(7, 22, 1) == places["credits.photo[1]"]


def test_an_item_that_is_dropped_leaves_no_place() -> None:
    """Keys count the values that were kept, so that a later floor's number finds its value."""
    found = read(GOOD + "authors:\n  - {role: x, url: 'https://a.example'}\n  - bo\n")
    assert found.value is not None
    assert ("bo",) == found.value.authors
    places = {key: span for key, span in found.places.items() if key.startswith("authors[")}
    assert {"authors[0]": Span(7, 5, 2)} == places


def test_the_bodys_links_have_their_places_too() -> None:
    """`link[0]` is the first link of the body, on its line of the file."""
    data = f"---\n{GOOD}---\nA [link](grain.md).\n".encode()
    found = read_article(PATH, data, ReadingOptions())
    assert 6 == found.places["link[0]"].line
    assert "grain.md" == found.body.links[0].target


def test_a_guests_bio_is_markdown_and_its_links_have_places() -> None:
    """However the text is typed; only escapes make the whole value the place."""
    block = "authors:\n  - name: Ada\n    bio: |\n      Of the\n      [court](court.md).\n"
    plain = "authors: [{name: Ada, bio: 'Of the [court](court.md).'}]\n"
    escaped = "authors: [{name: Ada, bio: 'The court''s [page](court.md).'}]\n"
    inside = read(GOOD + block).places["authors[0].bio.link[0]"]
    assert Span(9, 15, 8) == inside
    assert Span(5, 44, 8) == read(GOOD + plain).places["authors[0].bio.link[0]"]
    assert Span(5, 28, 32) == read(GOOD + escaped).places["authors[0].bio.link[0]"]


@pytest.mark.parametrize("key", ["draft", "publish_at", "expires_at"])
@pytest.mark.parametrize("nothing", ["", " ~", " ''", " # later"])
def test_what_holds_a_story_back_may_not_be_empty(key: str, nothing: str) -> None:
    """Somebody meant to write something there; other keys count as left out."""
    problem = only(f"noindex:\nsummary:\n{key}:{nothing}\n")
    assert ("missing-key", Span(7, 1, len(key))) == (problem.code, problem.span)
    assert problem.cure.endswith(", or delete the line")


@pytest.mark.parametrize(
    ("text", "line", "cure"),
    [
        ("draft: true\n---\nText.", 6, "delete the line of --- above it: the header goes on"),
        ("tags:\n- a\n\nextra:\n  b: c\n---\n", 6, "delete the line of --- above it: "),
        ("\n\ndraft: true\n\nText.", 8, "move it above the line of ---"),
        ("summary: A\nText.\n---\n", 6, "move it above the line of ---"),
    ],
)
def test_a_key_below_the_header_is_told(text: str, line: int, cure: str) -> None:
    """A line of --- too many would publish a draft."""
    data = f"---\n{GOOD}---\n{text}\n".encode()
    found = read_article(PATH, data, ReadingOptions())
    (problem,) = [p for p in found.problems if p.code == "key-below-header"]
    assert problem.span is not None
    assert line == problem.span.line
    assert problem.cure.startswith(cure)


@pytest.mark.parametrize(
    "text", ["Updated: today.", "note: x\n---", "  draft: true", "", "\n" * 999]
)
def test_a_text_may_begin_with_a_word_and_a_colon(text: str) -> None:
    """Only a key of the header is taken for one."""
    data = f"---\n{GOOD}---\n{text}\nText.\n".encode()
    found = read_article(PATH, data, ReadingOptions())
    assert "key-below-header" not in [p.code for p in found.problems]


def test_the_body_of_a_broken_header_is_read() -> None:
    """Header and body tell their faults in one run."""
    for header in ("- a", f"title: {'a' * 200_000}"):
        data = f"---\n{header}\n---\nA [link](grain.md).\n".encode()
        found = read_article(PATH, data, ReadingOptions())
        assert found.value is None
        assert 1 == len(found.body.links)


@pytest.mark.parametrize("missing", ["title", "date", "section"])
def test_without_its_three_keys_there_is_no_article(missing: str) -> None:
    """One that is there and bad is as good as missing, and told once."""
    header = "".join(line for line in GOOD.splitlines(True) if not line.startswith(missing))
    assert ["missing-key"] == [p.code for p in read(header).problems]
    assert not read(header).is_whole
    assert ["wrong-type"] == [p.code for p in read(f"{header}{missing}: [a, b]\n").problems]
