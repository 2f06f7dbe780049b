"""What a message about a name or a path says to type, and that it helps."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.building import Built, picture, site_of, story

FILES: dict[str, str | bytes] = {
    "content/articles/world/grain-corridor.md": story("Grain"),
    "content/articles/world/treaty/index.md": story("Treaty", date="2026-03-02"),
    "content/articles/twice/b.md": story("B", date="2026-03-03"),
    "content/articles/b.md": story("B again", date="2026-04-03", slug="again"),
    "content/articles/twice/r.md": story("R", date="2026-03-04"),
    "content/articles/once/r.md": story("R again", date="2026-04-04"),
    "content/articles/twice/m.csv": "a,b\n",
    "content/m.csv": "a,b\n",
    "content/authors/ab.md": "---\nname: Ana Berg\n---\n",
    "content/images/straits.jpg": picture(9, 9, form="JPEG"),
    "content/pages/about.md": "---\ntitle: About\n---\nWords.\n",
}

NEAR = "paths count from this file's folder, or from content/"
BY_SLUG = "an article is named by its slug or its path"
GRAIN, STRAITS = "articles/world/grain-corridor.md", "images/straits.jpg"
TREATY, ABOUT, BESIDE = (
    "articles/world/treaty/index.md",
    "pages/about.md",
    "../world/grain-corridor.md",
)
IN_TEXTS = [
    ("grain-corridor.md", f'did you mean "{GRAIN}"? {NEAR}', [GRAIN]),
    ("../world/grain-coridor.md", f'did you mean "{BESIDE}"? {NEAR}', [BESIDE]),
    ("treaty.md", f'did you mean "{TREATY}"? {NEAR}', [TREATY]),
    ("abuot.md", f'did you mean "{ABOUT}"? {NEAR}', [ABOUT]),
    ("straits.jpeg", f'did you mean "{STRAITS}"? {NEAR}', [STRAITS]),
    (
        "b.md",
        "write /articles/twice/b.md or /articles/b.md, or rename one of them",
        ["/articles/twice/b.md", "/articles/b.md"],
    ),
    (
        "m.csv",
        "write /articles/twice/m.csv or /m.csv, or rename one of them",
        ["/articles/twice/m.csv", "/m.csv"],
    ),
    (
        "article:r",
        "name it by its path, such as /articles/once/r.md",
        ["/articles/once/r.md", "article:/articles/once/r.md"],
    ),
]


def built(tmp_path: Path, body: str = "", **keys: str) -> Built:
    """A site with a story in content/articles/twice/ that has this text and these keys."""
    told = {"content/articles/twice/s.md": story("S", body, **keys)}
    return site_of(tmp_path, {**FILES, **told})


@pytest.mark.parametrize(("target", "cure", "good"), IN_TEXTS)
def test_a_path_that_leads_nowhere_or_to_two_files(
    tmp_path: Path, target: str, cure: str, good: list[str]
) -> None:
    """The cure is a path that may be typed where the fault is."""
    (problem,) = built(tmp_path / "faulty", f"[words]({target})").made.problems
    assert cure == problem.cure
    text = " ".join(f"[words]({path})" for path in good)
    assert [] == built(tmp_path / "good", text).codes


@pytest.mark.parametrize(
    ("name", "cure"),
    [
        ("Grain corridor", f'did you mean "grain-corridor"? {BY_SLUG}'),
        ("/2026/03/treaty/", f"{BY_SLUG}: write treaty"),
        ("grain-coridor.md", f'did you mean "{GRAIN}"? {NEAR}'),
        ("r", "name it by its path, such as /articles/once/r.md"),
    ],
)
def test_a_related_article_that_is_none(tmp_path: Path, name: str, cure: str) -> None:
    """The name is shown as it was typed."""
    (problem,) = built(tmp_path, related=f"[{name}]").made.problems
    assert cure == problem.cure
    assert f'"{name}"' in problem.message


@pytest.mark.parametrize(
    ("who", "cure"),
    [
        ("Ana Berg", 'did you mean "ab"? authors are the files in content/authors/'),
        (
            "Bo Chen",
            "authors are the files in content/authors/; "
            "somebody without a file is written out: {name: Bo Chen}",
        ),
        ("xyz", "authors are the files in content/authors/"),
    ],
)
def test_a_person_that_is_unknown(tmp_path: Path, who: str, cure: str) -> None:
    """A name leads to the id, and a guest is written out."""
    (problem,) = built(tmp_path, authors=f"[{who}]").made.problems
    assert cure == problem.cure


def test_a_layout_that_is_near_another(tmp_path: Path) -> None:
    """It is named."""
    (problem,) = built(tmp_path, layout="artcle").made.problems
    assert problem.cure.startswith('did you mean "article.html"? ')


def test_an_old_address_that_is_the_storys_own(tmp_path: Path) -> None:
    """It is not said to belong to another."""
    (problem,) = built(tmp_path, aliases="[/old/, /2026/03/s/]").made.problems
    assert ("/2026/03/s/ would lead to itself", "delete it") == (problem.message, problem.cure)


def test_a_section_spelled_twice_names_a_file_of_each(tmp_path: Path) -> None:
    """Both can be opened."""
    report = built(tmp_path, section="World").report()
    assert (
        'the section "world" has the same address as "World" in content/articles/twice/s.md'
        in report
    )
