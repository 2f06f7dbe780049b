"""What stands on the front page: the desk's choice first, then the newest."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.building import Built, site_of, story

FRONT = "content/front.yaml"


def built_with(tmp_path: Path, front: str | None, count: int = 7, **others: str) -> Built:
    """A site with so many stories, s1 the oldest; `others` are more of them, by name."""
    files: dict[str, str | bytes] = {
        f"content/articles/s{n}.md": story(f"Story {n}.", date=f"2026-02-{n:02} 09:00")
        for n in range(1, count + 1)
    }
    files |= {f"content/articles/{name}.md": text for name, text in others.items()}
    if front is not None:
        files[FRONT] = front
    return site_of(tmp_path, files)


def shown(built: Built, path: str = "index.html") -> list[str]:
    """The stories of the front page, in their order."""
    return re.findall(
        r'href="(?:/\w\w)?/20\d\d/\d\d/([\w-]+)/"', built.text(path).partition("<footer")[0]
    )


def test_without_a_file_the_newest_lead(tmp_path: Path) -> None:
    """Three beside the lead, then whole rows of four, the rest in their section."""
    assert ["s7", "s6", "s5", "s4", "s3", "s2", "s1"] == shown(built_with(tmp_path, None))


def test_what_the_desk_chose_comes_first(tmp_path: Path) -> None:
    front = "lead: s2\nbeside: [s1, s4]\n"
    built = built_with(tmp_path, front)
    assert [] == built.codes
    assert ["s2", "s1", "s4", "s7"] == shown(built)[:4]
    assert sorted(shown(built)) == sorted({*shown(built)})


@pytest.mark.parametrize("text", ["", "\ufeff\n", "# lead: s1\n\n  # beside: [s2]\n"])
def test_a_file_with_nothing_in_it_changes_nothing(tmp_path: Path, text: str) -> None:
    built = built_with(tmp_path / "a", text)
    assert [] == built.codes
    assert shown(built) == shown(built_with(tmp_path / "b", None))


def test_more_may_be_chosen_than_a_row_holds(tmp_path: Path) -> None:
    """What the desk names is there, whatever number makes whole rows."""
    built = built_with(tmp_path, "more: [s1, s2, s3, s4, s5]\n")
    assert {"s1", "s2", "s3", "s4", "s5"} <= {*shown(built)}


LONG = "These are words of a long story. " * 300


def rows(built: Built) -> dict[str, list[str]]:
    """The stories of the rows by their headings' ids."""
    parts = re.findall(
        r'<section class="band" aria-labelledby="home_(\w+)">(.*?)</section>',
        built.text("index.html"),
        re.DOTALL,
    )
    return {name: re.findall(r'/20\d\d/\d\d/([\w-]+)/"', part) for name, part in parts}


def old(title: str, body: str = "Text.", **keys: str) -> str:
    return story(title, body, date="2026-01-0" + title[-1] + " 09:00", section="old", **keys)


def test_long_reads_and_opinion_have_rows_of_their_own(tmp_path: Path) -> None:
    """Of what stands nowhere above, the newest four; an opinion is one however long it is."""
    others = {f"long{n}": old(f"Long {n}", LONG) for n in range(1, 6)}
    others |= {f"view{n}": old(f"View {n}", LONG, kind="opinion") for n in range(1, 4)}
    found = rows(built_with(tmp_path, None, 12, **others))
    assert ["long5", "long4", "long3", "long2"] == found["long_reads"]
    assert ["view3", "view2", "view1"] == found["opinion"]
    assert ["long1"] == found["section_1"]


def test_a_row_of_two_is_none(tmp_path: Path) -> None:
    """Unless the desk wants it."""
    others = {f"long{n}": old(f"Long {n}", LONG) for n in (1, 2)}
    assert "long_reads" not in rows(built_with(tmp_path / "a", None, 12, **others))
    built = built_with(tmp_path / "b", "long_reads: [s1]\nopinion: long2\n", 13, **others)
    assert [] == built.codes
    assert {"long_reads": ["s1", "long1"], "opinion": ["long2"]} == {
        n: s for n, s in rows(built).items() if "section" not in n
    }


@pytest.mark.parametrize("place", ["lead", "beside", "more", "long_reads", "opinion"])
def test_all_that_the_desk_names_is_shown_once(tmp_path: Path, place: str) -> None:
    """Also where nothing is left to lead, and more than there is room for."""
    names = [f"s{n}" for n in range(1, 8)]
    built = built_with(tmp_path, f"{place}: [{', '.join(names)}]\n")
    assert [] == built.codes
    assert names == shown(built)


@pytest.mark.parametrize(
    "text",
    [
        story("Later", publish_at="2030-01-01 09:00"),
        story("Draft", draft="true"),
    ],
)
def test_what_is_not_out_yet_waits_without_a_word(tmp_path: Path, text: str) -> None:
    """Tonight's lead may be named in the morning; the next in the list stands in."""
    built = built_with(tmp_path, "lead: [tonight, s3]\n", tonight=text)
    assert [] == built.codes
    assert "s3" == shown(built)[0]
    assert [] == [path for path in built.holding("tonight") if path.endswith(".html")]


def test_what_was_withdrawn_leaves_the_front_page(tmp_path: Path) -> None:
    gone = story("Gone", expires_at="2026-02-20 09:00", date="2026-02-01")
    built = built_with(tmp_path, "lead: gone\n", gone=gone)
    assert ["link-to-withdrawn"] == built.codes
    assert "s7" == shown(built)[0]


def test_each_language_takes_its_own(tmp_path: Path) -> None:
    """By slug a translation stands for its story; one that there is none of is passed over."""
    french = {
        "s2-fr": story("Deux", language="fr", translation_of="s2", slug="s2", date="2026-02-01"),
        "s9-fr": story("Neuf", language="fr", slug="s9", date="2026-02-03"),
    }
    built = built_with(tmp_path, "lead: [s2, s9]\nbeside: [s4]\n", **french)
    assert [] == built.errors
    assert ["s2", "s4"] == shown(built)[:2]
    assert ["s2", "s9"] == shown(built, "fr/index.html")


def test_a_name_that_no_story_has_is_told_at_its_place(tmp_path: Path) -> None:
    built = built_with(tmp_path, "lead: s1\nbeside:\n  - s2\n  - story-3\n")
    (problem,) = built.made.problems
    assert ("unknown-article", FRONT, 4) == (
        problem.code,
        problem.path,
        problem.span.line if problem.span else 0,
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("leed: s1\n", "unknown-key"),
        ("lead: {a: b}\n", "wrong-type"),
        ("lead: [s1, s1]\n", "duplicate-item"),
        ("- s1\n", "no-mapping"),
        ("lead: [s1\n", "unclosed-bracket"),
    ],
)
def test_what_is_typed_wrongly_is_told(tmp_path: Path, text: str, code: str) -> None:
    built = built_with(tmp_path, text)
    assert [code] == built.codes
    assert FRONT == built.made.problems[0].path


@pytest.mark.parametrize("name", ["front.yml", "Front.yaml", "frontpage.yaml"])
def test_a_file_that_is_nearly_named_so_is_told(tmp_path: Path, name: str) -> None:
    built = site_of(tmp_path, {"content/articles/a.md": story(), f"content/{name}": "lead: a\n"})
    assert ["unread-notes"] == built.codes
    assert "rename it to front.yaml" in built.report()
