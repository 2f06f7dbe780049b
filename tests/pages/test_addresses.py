"""Addresses of outputs: permalinks, numbered lists, redirects, collisions."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.disk import Disk
from generator.engine import Edition
from generator.library.addresses import listings, page_count, page_slice
from generator.outside import outside
from generator.pages.plan import planned
from tests.building import NOW, SITE_YAML, build, full_site, site_of, story, write_files


@pytest.mark.parametrize(
    ("path", "pattern"),
    [
        ("2026/03/a/index.html", "/{year}/{month}/{slug}/"),
        ("world/a/index.html", "/{section}/{slug}/"),
        ("2026/03/01/a/index.html", "/{year}/{month}/{day}/{slug}/"),
    ],
)
def test_a_permalink_follows_the_pattern(tmp_path: Path, path: str, pattern: str) -> None:
    """Year, month, day, section, slug."""
    site = SITE_YAML + f"permalink: {pattern}\n"
    assert path in site_of(tmp_path, {"content/articles/a.md": story()}, site).files


def test_the_day_of_a_permalink_is_the_sites_day(tmp_path: Path) -> None:
    """Late evening in UTC is tomorrow in Auckland."""
    site = SITE_YAML.replace("Europe/London", "Pacific/Auckland")
    built = site_of(tmp_path, {"content/articles/a.md": story(date="2026-03-31 23:30+00:00")}, site)
    assert "2026/04/a/index.html" in built.files


@pytest.mark.parametrize("count", range(12))
def test_a_numbered_page_keeps_its_stories_when_new_ones_come(count: int) -> None:
    """Pages are cut from the oldest; the newest takes the remainder, and none is nearly empty."""
    stories = list(range(count, 0, -1))
    total = page_count(count, 3)
    pages = [stories[page_slice(count, 3, number)] for number in range(1, total + 1)]
    assert stories == [s for page in reversed(pages) for s in page]
    assert all(len(page) == 3 for page in pages[:-1])
    assert count < 3 or 3 <= len(pages[-1]) < 6


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"slug": "same"}, {"slug": "same"}),
        ({"aliases": "[/old/]"}, {"aliases": "[/old/]"}),
        ({"aliases": "[/2026/03/b/]"}, {}),
        ({"aliases": "[/world/]"}, {}),
        ({"aliases": "[/x.html]"}, {"aliases": "[/x.html/y/]"}),
        ({"aliases": "[/Caf\u00e9/]"}, {"aliases": "[/cafe\u0301/]"}),
        ({"aliases": "[/build.json]"}, {}),
    ],
)
def test_two_outputs_at_one_address_are_an_error(
    tmp_path: Path, first: dict[str, str], second: dict[str, str]
) -> None:
    """By URL, letter case, Unicode form, or one the other's folder; both sources are named."""
    files = {
        "content/articles/a.md": story("A", **first),
        "content/articles/b.md": story("B", **second),
    }
    built = site_of(tmp_path, files)
    assert {"same-url"} == set(built.codes)


def test_a_collision_with_a_story_that_is_held_is_found_today(tmp_path: Path) -> None:
    """A release at 6 a.m. cannot break a build."""
    files = {
        "content/articles/x/a.md": story("A"),
        "content/articles/y/a.md": story(
            "A", date="2026-03-02", publish_at="2026-03-09 06:00", expires_at="2026-04-01"
        ),
    }
    built = site_of(tmp_path, files)
    assert ["same-url"] == built.codes
    assert "content/articles/x/a.md" in built.report()
    assert "content/articles/y/a.md" in built.report()


def test_a_redirect_stands_at_each_old_address(tmp_path: Path) -> None:
    """A page for hosts that know no rules, a rule for those that do; queries go to the rules only."""
    aliases = "[/old.html, /older/, '/oldest?id=7']"
    built = site_of(tmp_path, {"content/articles/a.md": story(aliases=aliases)})
    for path in ("old.html", "older/index.html"):
        assert 'href="https://post.example/2026/03/a/"' in built.text(path)
    assert "/oldest id=7 /2026/03/a/ 301\n" in built.text("_redirects")
    assert [] == built.holding("oldest?")


def test_the_address_book_of_lists_is_the_plan(tmp_path: Path) -> None:
    """What links may lead to is exactly what pages are made at."""
    root = write_files(tmp_path, full_site())
    edition = Edition(outside(str(root), Disk(), NOW))
    kinds = {"home", "section", "tag", "series", "month", "year", "tags", "authors", "person"}
    kinds |= {"corrections", "404"}
    for ever in (False, True):
        outputs = {(o.url, o.kind) for o in edition.ask(planned, ever) if o.kind in kinds}
        assert outputs == set(edition.ask(listings, ever))


def test_files_of_others_in_the_output_stay(tmp_path: Path) -> None:
    """A CNAME that somebody put there is kept and told."""
    root = write_files(tmp_path, {"site.yaml": SITE_YAML, "content/articles/a.md": story()})
    build(root)
    write_files(root, {"output/CNAME": "post.example\n"})
    again = build(root)
    assert again.written is not None
    assert ("CNAME",) == again.written.foreign
    assert "post.example\n" == (root / "output/CNAME").read_text()


def test_of_two_stories_with_one_address_the_later_is_told(tmp_path: Path) -> None:
    """The one that stood there first is not to move."""
    files = {
        "content/articles/a.md": story("A", slug="same", date="2026-03-02"),
        "content/articles/b.md": story("B", slug="same", date="2026-03-01"),
    }
    built = site_of(tmp_path, files)
    assert ["content/articles/a.md"] == [problem.path for problem in built.errors]


BELOW_A_PATH = SITE_YAML.replace("post.example", "post.example/news%20room")


def test_an_old_address_is_a_path_of_the_site(tmp_path: Path) -> None:
    """Typed without the path of base_url, which stands before it for hosts and browsers."""
    aliases = "[/old-name/, /a%20b*:c, '/page?id=7']"
    built = site_of(tmp_path, {"content/articles/a.md": story(aliases=aliases)}, BELOW_A_PATH)
    assert [] == built.codes
    assert [
        "/news%20room/a%20b%2A%3Ac /news%20room/2026/03/a/ 301",
        "/news%20room/old-name/ /news%20room/2026/03/a/ 301",
        "/news%20room/page id=7 /news%20room/2026/03/a/ 301",
    ] == built.text("_redirects").splitlines()
    target = "https://post.example/news%20room/2026/03/a/"
    for page in ("old-name/index.html", "a b*:c/index.html"):
        assert f'url={target}"' in built.text(page)


def test_an_old_address_with_the_path_of_base_url_is_doubted(tmp_path: Path) -> None:
    """It is followed as typed, since there may have been such a folder."""
    aliases = "[/old/, /news%20room/old/, /news%20room2/x/, /news%20room]"
    built = site_of(
        tmp_path,
        {
            "content/articles/a.md": story(aliases=aliases),
            "content/pages/p.md": "---\ntitle: P\naliases: ['/news%20room/q?x=1']\n---\n",
        },
        BELOW_A_PATH,
    )
    assert ["alias-with-base-path"] * 3 == built.codes
    places = [(p.path, p.span and p.span.column) for p in built.made.problems]
    assert [
        ("content/articles/a.md", 18),
        ("content/articles/a.md", 55),
        ("content/pages/p.md", 11),
    ] == places
    assert "news room/old/index.html" in built.files
