"""Files of content/ that nothing reads are told, so that no story is missed too late."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.problems import Severity
from tests.building import SITE_YAML, picture, site_of, story

A = {"content/articles/a.md": story(body="[The notes](notes.txt)")}
A |= {"content/articles/notes.txt": "Words.\n", "content/images/map.jpg": picture(9, 9)}


def told(tmp_path: Path, *paths: str, site: str = "") -> list[tuple[str, str, str]]:
    """What a build says of these files beside a story, a picture and a document that is linked."""
    files = {path: picture(9, 9) if path.endswith("g") else "alt: A map\n" for path in paths}
    built = site_of(tmp_path, {**A, **files}, SITE_YAML + site)
    return [(problem.path, problem.code, problem.cure) for problem in built.made.problems]


@pytest.mark.parametrize(
    ("path", "cure"),
    [
        ("content/articles/b.MD", "rename it to b.md"),
        ("content/articles/x/b.markdown", "rename it to b.md"),
        ("content/articles/b.md.txt", "rename it to b.md"),
        ("content/articles/b.md ", "rename it to b.md"),
        ("content/articles/a.Md", "a.md stands beside it: delete or rename one of them"),
        ("content/authors/ana.mdown", "rename it to ana.md"),
        ("content/pages/about.mkd", "rename it to about.md"),
        ("content/b.md", "move it to content/articles/b.md"),
        ("content/article/x/b.md", "move it to content/articles/x/b.md"),
        ("content/Articles/b.md", "move it to content/articles/b.md"),
        ("content/author/ana.md", "move it to content/authors/ana.md"),
        ("content/page/about.md", "move it to content/pages/about.md"),
        ("content/news/b.MD", "move it to content/articles/news/b.MD"),
    ],
)
def test_a_text_that_nothing_would_read_is_an_error(tmp_path: Path, path: str, cure: str) -> None:
    """Its author wants it published, and only this build can say that it would not be."""
    assert [(path, "unread-text", cure)] == told(tmp_path, path)


@pytest.mark.parametrize(
    "path",
    [
        "content/articles/b.docx",
        "content/articles/b.txt",
        "content/pages/about.html",
        "content/authors/ana.yaml",
        "content/images/b.md",
        "content/files/b.md",
    ],
)
def test_a_file_that_may_be_a_text_is_a_warning(tmp_path: Path, path: str) -> None:
    """What is linked is a document, and what stands beside its story was written in it."""
    built = site_of(tmp_path, {**A, path: "words\n"})
    assert [("unread-file", Severity.WARNING, path)] == [
        (p.code, p.severity, p.path) for p in built.made.problems
    ]


@pytest.mark.parametrize(
    ("path", "code", "cure"),
    [
        ("content/images/map.jpg.yml", "unread-notes", "rename it to map.jpg.yaml"),
        ("content/images/map.jpg.YAML", "unread-notes", "rename it to map.jpg.yaml"),
        ("content/images/map.yaml", "unread-notes", "rename it to map.jpg.yaml"),
        ("content/images/Map.JPEG.yaml", "unread-notes", "rename it to map.jpg.yaml"),
        (
            "content/articles/map.jpg.yaml",
            "notes-without-picture",
            "delete it, or give it the picture's whole name and .yaml behind it",
        ),
    ],
)
def test_notes_that_no_picture_has_are_told(
    tmp_path: Path, path: str, code: str, cure: str
) -> None:
    """A credit that nobody reads would not be printed."""
    assert [(path, code, cure)] == told(tmp_path, path)


def test_notes_that_two_files_tell_are_one(tmp_path: Path) -> None:
    """The one that is read is named."""
    found = told(tmp_path, "content/images/map.jpg.yml", "content/images/map.jpg.yaml")
    cure = "map.jpg.yaml stands beside it: put what is missing there, and delete this one"
    assert [("content/images/map.jpg.yml", "unread-notes", cure)] == found


def test_what_has_its_use_or_is_nobodys_text_is_left_alone(tmp_path: Path) -> None:
    """Pictures with notes, documents, a README, a manuscript beside its story, backups."""
    paths = ["content/images/map.jpg.yaml", "content/articles/b.png", "content/articles/b.png.yaml"]
    paths += ["content/README.md", "content/images/Readme.md", "content/articles/a.docx"]
    paths += ["content/files/data.yaml", "content/files/data.png", "content/articles/data.csv"]
    paths += ["content/articles/.#x.md", "content/articles/x.md~", "content/articles/.x.md.swp"]
    paths += ["content/articles/#x.md#", "content/articles/.DS_Store", "content/articles/._x.md"]
    assert [] == told(tmp_path, *paths)


def test_a_document_that_only_a_draft_links_is_no_stray(tmp_path: Path) -> None:
    """Nor one that a held story does."""
    files = {
        "content/articles/b.md": story("B", "[words](b.txt)", draft="true"),
        "content/articles/b.txt": "words\n",
        "content/articles/c.md": story("C", "[words](d.txt)", date="2027-01-01"),
        "content/articles/d.txt": "words\n",
    }
    assert [] == site_of(tmp_path, files).codes


@pytest.mark.parametrize(
    ("pattern", "cure"),
    [
        ("files/mop.csv", 'did you mean "files/map.csv"? '),
        ("file/*.csv", ""),
        ("images/map.jpg", None),
        ("files/*", None),
        ("files/*.md", "texts and notes (.md, .yaml) are never published: "),
    ],
)
def test_a_pattern_that_no_file_answers_to_is_told(
    tmp_path: Path, pattern: str, cure: str | None
) -> None:
    """A document that must be there would be missing."""
    files = {**A, "content/files/map.csv": "a,b\n"}
    site = f'{SITE_YAML}files:\n  always: ["images/map.jpg", "{pattern}"]\n'
    built = site_of(tmp_path, files, site)
    if cure is None:
        assert not {"unmatched-pattern"} & set(built.codes)
        return
    assert ["unmatched-pattern"] == built.codes
    assert "site.yaml:6:30: warning[unmatched-pattern]" in built.report()
    assert built.made.problems[0].cure.startswith(cure)
