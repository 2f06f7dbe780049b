"""`broadsheet new`: what is written, where, and what is refused."""

from __future__ import annotations

import argparse
import os
import re
import stat
import unicodedata
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.commands import new
from generator.commands.new import CantBegin, Wish, begin
from generator.disk import Disk, Where
from generator.reading.article import read_article
from generator.reading.result import ReadingOptions

NOW = datetime(2026, 7, 1, 22, 5, 59, tzinfo=UTC)
SITE = """\
title: The Meridian
base_url: https://meridian.example
language: en
timezone: Europe/Kyiv
"""
SECTIONS = """\
sections:
  world: World News
  borders: Borders
"""
OPTIONS = ReadingOptions(language="en", timezone="Europe/Kyiv")


def site_of(folder: Path, more: str = "", authors: tuple[str, ...] = ()) -> str:
    """A site with these lines in its site.yaml, and these people."""
    folder.mkdir(exist_ok=True)
    (folder / "site.yaml").write_text(SITE + more, "utf-8")
    for author in authors:
        path = folder / "content" / "authors" / f"{author}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("---\nname: Somebody\n---\n")
    return str(folder)


def parsed(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    new.add_arguments(parser)
    return parser.parse_args(words)


def written(root: str, path: str) -> str:
    return Path(root, path).read_text("utf-8")


def test_whole_file(tmp_path: Path) -> None:
    """The file has every key that a writer begins with, and is a draft."""
    root = site_of(tmp_path, SECTIONS, ("lilly-larkin",))
    begun = begin(root, Wish("How a frozen treaty keeps the straits open"), NOW, Disk())
    path = "content/articles/world/how-a-frozen-treaty-keeps-the-straits-open.md"
    assert path == begun.path
    expected = """\
---
title: "How a frozen treaty keeps the straits open"
date: 2026-07-02 01:05
draft: true  # delete this line to publish the story
section: world
authors: [lilly-larkin]
tags: []
summary:  # one or two sentences: the standfirst, in feeds and searches too
---

Write the story here.
"""
    assert expected == written(root, path)


def test_file_that_others_may_read(tmp_path: Path) -> None:
    """The file is one that colleagues and servers can read, whatever the umask is."""
    root = site_of(tmp_path)
    old = os.umask(0o077)
    try:
        begun = begin(root, Wish("A story"), NOW, Disk())
    finally:
        os.umask(old)
    assert 0o644 == stat.S_IMODE(os.stat(os.path.join(root, begun.path)).st_mode)


def test_everything_asked_for(tmp_path: Path) -> None:
    """Section, people, language and slug are taken as asked."""
    root = site_of(tmp_path, SECTIONS, ("ana-b", "bo-c", "no"))
    wish = Wish("مضيق", "Borders", ("bo-c", "no", "bo-c"), "AR", "straits")
    begun = begin(root, wish, NOW, Disk())
    assert "content/articles/borders/straits.md" == begun.path
    text = written(root, begun.path)
    for line in ('title: "مضيق"', "section: borders", "language: ar", 'authors: [bo-c, "no"]'):
        assert f"\n{line}\n" in text
    value = read_article(begun.path, text.encode(), OPTIONS).value
    assert value is not None
    assert ("bo-c", "no") == value.authors


def test_language_of_the_site(tmp_path: Path) -> None:
    """The site's own language need not be written."""
    root = site_of(tmp_path)
    assert "language" not in written(root, begin(root, Wish("A", language="EN"), NOW, Disk()).path)


@pytest.mark.parametrize(
    ("more", "section", "folder", "line"),
    [
        (SECTIONS, None, "world/", "section: world"),
        (SECTIONS, "borders", "borders/", "section: borders"),
        (SECTIONS, "WORLD news", "world/", "section: world"),
        ("sections: [Borders]\n", None, "borders/", "section: borders"),
        ("", None, "", "section: News"),
        ("", "World News", "world-news/", "section: World News"),
        ("", "C: drive", "c-drive/", 'section: "C: drive"'),
    ],
)
def test_section(tmp_path: Path, more: str, section: str | None, folder: str, line: str) -> None:
    """The section asked for, else the first declared, else News; its id is the folder."""
    root = site_of(tmp_path, more)
    begun = begin(root, Wish("A story", section), NOW, Disk())
    assert f"content/articles/{folder}a-story.md" == begun.path
    assert f"\n{line}\n" in written(root, begun.path)


@pytest.mark.parametrize(
    ("asked", "line", "note"),
    [
        (None, "section: News", 'section: News; "--section NAME" takes another'),
        ("news", "section: News", "section: News, as other stories spell it"),
        ("News", "section: News", None),
        ("world news", 'section: "World: News"', "section: World: News, as other stories spell it"),
        ("Sport", "section: Sport", None),
    ],
)
def test_section_as_other_stories_spell_it(
    tmp_path: Path, asked: str | None, line: str, note: str | None
) -> None:
    """Two spellings of one address would fail the build; broken stories are passed over."""
    root = site_of(tmp_path)
    stories = tmp_path / "content" / "articles"
    stories.mkdir(parents=True)
    for name, section in (("a", "News"), ("b", '"World: News"'), ("c", "[x]"), ("d", "{")):
        (stories / f"{name}.md").write_text(f"---\ntitle: A\nsection: {section}\n---\n")
    (stories / "0.md").write_bytes(b"\xff")
    (stories / "1.md").write_text("no header")
    begun = begin(root, Wish("A story", asked), NOW, Disk())
    assert line in written(root, begun.path)
    assert ((note,) if note else ()) == begun.notes


def test_section_that_was_chosen(tmp_path: Path) -> None:
    """Where there were others to choose from, the choice is told."""
    root = site_of(tmp_path, SECTIONS)
    assert "section: world, the first in site.yaml" in begin(root, Wish("A"), NOW, Disk()).notes[0]
    assert () == begin(root, Wish("B", "world"), NOW, Disk()).notes
    only = site_of(tmp_path, "sections: [World]\n")
    assert () == begin(only, Wish("C"), NOW, Disk()).notes


def test_long_headline(tmp_path: Path) -> None:
    """What a build would warn of is told at once, and is no obstacle."""
    notes = begin(site_of(tmp_path), Wish("word " * 60), NOW, Disk()).notes
    assert any("the title has 299 characters" in note for note in notes)


def test_headline_on_several_lines(tmp_path: Path) -> None:
    """A headline is one line; its no-break spaces stay."""
    root = site_of(tmp_path)
    begun = begin(root, Wish("\n A\r\n\tlong\u2028one,\x8510\u00a0km "), NOW, Disk())
    assert '\ntitle: "A long one, 10\u00a0km"\n' in written(root, begun.path)


def test_several_people_to_choose_from(tmp_path: Path) -> None:
    """Nobody is picked out of several; the line says where their names are found."""
    root = site_of(tmp_path, "", ("ana-b", "bo-c"))
    text = written(root, begin(root, Wish("A story"), NOW, Disk()).path)
    assert "\nauthors: []  # the names of files in content/authors/, without .md\n" in text


@pytest.mark.parametrize(
    ("wish", "message"),
    [
        (Wish("A", "border"), r'no section called "border"; did you mean "borders"\?'),
        (Wish("A", "sport"), 'no section called "sport"; site.yaml declares world, borders'),
        (Wish("A", authors=("ana",)), r'no author called "ana"; did you mean "ana-b"\?'),
        (Wish("A", authors=("../x",)), r'no author called "\.\./x"; authors are the files in'),
        (Wish("A", language="english"), '"english" is no language tag; write one such as en'),
        (Wish(""), "the headline is empty"),
        (Wish(" \n\t"), "the headline is empty"),
        (Wish("?!"), "no letter or digit to make an address of; give one with --slug"),
        (Wish("A", slug="A Story"), r"is no slug: .*; did you mean --slug a-story\?"),
        (Wish("A", slug=""), "is no slug: it is empty; give one with --slug"),
        (Wish("A", slug="../a"), r"is no slug: .*; did you mean --slug a\?"),
        (Wish("A", slug="index"), '"index" is kept'),
        (Wish("Index"), '"index" is kept'),
        (Wish("a\x07b"), r"the headline holds a control character \(U\+0007\)"),
        (Wish("a\udc80b"), "the headline is not valid UTF-8"),
        (Wish("a\u202eb"), r"opens a direction of writing \(U\+202E\), never closed"),
    ],
)
def test_wrong_wish(tmp_path: Path, wish: Wish, message: str) -> None:
    """What can't be is refused with what to type instead, and nothing is written."""
    root = site_of(tmp_path, SECTIONS, ("ana-b", "bo-c"))
    with pytest.raises(CantBegin, match=message) as refused:
        begin(root, wish, NOW, Disk())
    assert 2 == refused.value.code
    assert not (tmp_path / "content" / "articles").exists()


@pytest.mark.parametrize(
    ("section", "message"),
    [
        ("!!!", "gives no address: it is empty"),
        ("Tags", "would have the address /tags/, which is kept"),
        ("2026", "would have the address /2026/, which is kept"),
        ("a\x00b", "the section holds a control character"),
        ("a\udcffb", "the section is not valid UTF-8"),
    ],
)
def test_section_that_can_not_be(tmp_path: Path, section: str, message: str) -> None:
    """Where none are declared, a section may have any name that gives a free address."""
    with pytest.raises(CantBegin, match=message):
        begin(site_of(tmp_path), Wish("A", section), NOW, Disk())


def test_person_with_an_unusable_name(tmp_path: Path) -> None:
    """What a build would refuse to read is not written."""
    root = site_of(tmp_path, "", ("a\u202eb",))
    with pytest.raises(CantBegin, match="an item of `authors` opens a direction of writing"):
        begin(root, Wish("A"), NOW, Disk())


def test_name_that_is_taken(tmp_path: Path) -> None:
    """An existing file stays as it is."""
    root = site_of(tmp_path)
    path = tmp_path / begin(root, Wish("A story"), NOW, Disk()).path
    path.write_text("a day's work")
    with pytest.raises(CantBegin, match=r"articles/a-story\.md is there already") as refused:
        begin(root, Wish("A story!"), NOW, Disk())
    assert (1, "a day's work") == (refused.value.code, path.read_text())


class HastyColleague(Disk):
    """A disk on which a colleague writes the same file a moment earlier."""

    def write_bytes_new(self, path: Where, data: bytes, mode: int = 0o600) -> None:
        super().write_bytes_new(path, b"a colleague's work", mode)
        super().write_bytes_new(path, data, mode)


def test_name_that_is_taken_just_then(tmp_path: Path) -> None:
    """A file that appears at the last moment stays as it is."""
    with pytest.raises(CantBegin, match="is there already"):
        begin(site_of(tmp_path), Wish("A story"), NOW, HastyColleague())
    path = tmp_path / "content" / "articles" / "a-story.md"
    assert "a colleague's work" == path.read_text()


class FullDisk(Disk):
    """A disk that takes the beginning of a file."""

    def write_bytes_new(self, path: Where, data: bytes, mode: int = 0o600) -> None:
        super().write_bytes_new(path, data[:10], mode)
        raise OSError(28, "No space left on device", os.fspath(path))


def test_full_disk(tmp_path: Path) -> None:
    """A file that could not be written whole is not left behind."""
    with pytest.raises(CantBegin, match=r"a-story\.md can't be written: no space left") as refused:
        begin(site_of(tmp_path), Wish("A story"), NOW, FullDisk())
    assert (1, []) == (refused.value.code, list((tmp_path / "content" / "articles").iterdir()))


def test_articles_folder_that_leads_out(tmp_path: Path) -> None:
    """A link out of the site is not followed."""
    root = site_of(tmp_path / "site")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "site" / "content").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(CantBegin, match="the link leaves the site's folder"):
        begin(root, Wish("A story"), NOW, Disk())
    assert [] == list((tmp_path / "elsewhere").iterdir())


def test_file_in_the_place_of_a_folder(tmp_path: Path) -> None:
    """A file where a folder is needed is told by its path."""
    root = site_of(tmp_path)
    (tmp_path / "content").write_text("")
    with pytest.raises(CantBegin, match=r"content/articles/a-story\.md can't be written"):
        begin(root, Wish("A story"), NOW, Disk())


def test_same_slug_elsewhere(tmp_path: Path) -> None:
    """Another article with that slug is named, and no obstacle."""
    root = site_of(tmp_path, SECTIONS)
    begin(root, Wish("A story", "borders"), NOW, Disk())
    folder = tmp_path / "content" / "articles" / "archive" / "a-story"
    folder.mkdir(parents=True)
    (folder / "index.md").write_text("")
    notes = begin(root, Wish("A story", "world"), NOW, Disk()).notes
    told = ("content/articles/archive/a-story/index.md", "content/articles/borders/a-story.md")
    assert told == tuple(note.partition(" ")[0] for note in notes)


def test_broken_site_file(tmp_path: Path) -> None:
    """A site.yaml without what is needed is told with its lines, as a build does."""
    root = site_of(tmp_path, "timezone: Nowhere/At-all\n")
    (tmp_path / "site.yaml").write_text(SITE.replace("Kyiv", "Kiyv"))
    with pytest.raises(CantBegin, match=r'(?s)site\.yaml:4:.*"Europe/Kyiv".*mend site') as refused:
        begin(root, Wish("A story"), NOW, Disk())
    assert 1 == refused.value.code


HEADLINES = st.one_of(
    st.text(min_size=1),
    st.lists(
        st.sampled_from(
            ["no", "2026", "'", '"', "\\", ": ", " #", "- ", "[", "{", "&x", "*x", "!x", "|", ">"]
            + [
                "%",
                "@",
                "`",
                "---",
                "...",
                "\n",
                "\u00a0",
                "\u2028",
                "القاهرة",
                "🙂",
                "é",
                "~",
                "null",
            ]
            + ["\ufeff", "\u200f", "\u2066", "\u2069", "</script>", "{{ x }}", "draft: true"]
        )
    ).map("".join),
)


# Control characters, and marks that open a direction of writing, which need their ends.
UNUSABLE = re.compile("[\x00-\x1f\x7f-\x9f\ufffe\uffff\u202a\u202b\u202d\u202e\u2066-\u2068]")


@settings(deadline=None)
@given(headline=HEADLINES)
@example(headline="\n---\ndraft: false")
@example(headline="draft: true")
@example(headline="\ufeffA")
def test_any_headline(headline: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """What is written for any headline is read back as a draft without a fault, or refused."""
    root = site_of(tmp_path_factory.mktemp("site"))
    try:
        begun = begin(root, Wish(headline, slug="a-story"), NOW, Disk())
    except CantBegin:
        assert UNUSABLE.search(headline) or not is_visible(headline)
        return
    reading = read_article(begun.path, written(root, begun.path).encode(), OPTIONS)
    assert [] == [problem for problem in reading.problems if problem.code != "long-title"]
    assert reading.is_draft
    assert reading.value is not None
    assert ("a-story", "News", True) == (
        reading.value.slug,
        reading.value.section,
        reading.value.draft,
    )
    assert letters(headline) == letters(reading.value.title)


def is_visible(text: str) -> bool:
    """Whether the text has anything but blanks, controls and marks of format."""
    return any(unicodedata.category(char)[0] not in "CZ" for char in text)


def letters(text: str) -> str:
    """The text without what typography may set otherwise."""
    return "".join(char for char in text if char.isalnum())


def test_last_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command says where the file is and, in two lines, what to do next."""
    site_of(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert 0 == new.run(parsed("A story"))
    assert capsys.readouterr().out == (
        f"{os.path.join('content', 'articles', 'a-story.md')}\n"
        "It is a draft: nothing of it is published until you delete the line draft: true.\n"
        "To see it: broadsheet build --drafts, then broadsheet serve --preview\n"
    )


def test_site_elsewhere(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """For a site that was named, the next commands name it too."""
    root = site_of(tmp_path / "my site")
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert 0 == new.run(parsed("A story", root))
    out = capsys.readouterr().out
    assert out.startswith(os.path.join(root, "content", "articles", "a-story.md"))
    assert f"broadsheet build '{root}' --drafts" in out


def test_headline_without_quotes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A second word is taken for a site, and the message guesses why."""
    assert 2 == new.run(parsed("Frozen", str(tmp_path / "treaty")))
    assert "a headline of several words needs quotes" in capsys.readouterr().err


def test_refusal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A refusal goes to the error stream, with its exit code."""
    root = site_of(tmp_path)
    assert 2 == new.run(parsed("?", root))
    assert 0 == new.run(parsed("?", root, "--slug", "a"))
    assert 1 == new.run(parsed("?", root, "--slug", "a"))
    assert "content/articles/a.md is there already" in capsys.readouterr().err
