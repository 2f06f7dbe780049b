"""Links: where they lead, and what time may and may not do to them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.building import Built, build, picture, site_of, story

PAGE = "2026/03/a/index.html"


def linking(tmp_path: Path, target: str, **files: str) -> Built:
    """A site whose article `a` links to the target; keys are other articles' texts."""
    texts = {f"content/articles/{name}.md": text for name, text in files.items()}
    return site_of(
        tmp_path,
        {"content/articles/a.md": story("A", f"See [the word]({target}) here."), **texts},
    )


@pytest.mark.parametrize(
    ("target", "href"),
    [
        ("b.md", "/2026/03/b/"),
        ("/articles/b.md", "/2026/03/b/"),
        ("articles/b.md", "/2026/03/b/"),
        ("article:b", "/2026/03/b/"),
        ("/2026/03/b/", "/2026/03/b/"),
        ("/2026/03/b", "/2026/03/b/"),
        ("b.md#a-part", "/2026/03/b/#a-part"),
        ("https://post.example/2026/03/b/", "/2026/03/b/"),
        ("/world/", "/world/"),
        ("/feed.xml", "/feed.xml"),
        ("https://elsewhere.example/x?y=1&z=2", "https://elsewhere.example/x?y=1&amp;z=2"),
        ("mailto:desk@post.example", "mailto:desk@post.example"),
    ],
)
def test_a_link_leads_where_its_author_means(tmp_path: Path, target: str, href: str) -> None:
    """Paths, slugs, addresses of our own and of others."""
    built = linking(tmp_path, target, b=story("B", "## A part\n\nText."))
    assert [] == built.codes
    assert f'<a href="{href}">the word</a>' in built.text(PAGE)


@pytest.mark.parametrize(
    ("code", "target"),
    [
        ("dead-link", "nowhere.md"),
        ("unknown-article", "article:nowhere"),
        ("dead-link", "/no/such/page/"),
        ("dead-link", "plain-words"),
        ("missing-file", "files/none.csv"),
        ("dead-anchor", "#none"),
        ("dead-anchor", "b.md#none"),
        ("dead-link", "../../../etc/passwd.md"),
        ("missing-file", "../../../etc/passwd.txt"),
    ],
)
def test_a_dead_link_is_an_error_at_its_line(tmp_path: Path, code: str, target: str) -> None:
    """Told with file, line and column of the target."""
    built = linking(tmp_path, target, b=story("B"))
    assert [code] == built.codes
    (problem,) = built.errors
    assert ("content/articles/a.md", 7) == (problem.path, problem.span and problem.span.line)


def test_a_near_miss_is_suggested(tmp_path: Path) -> None:
    """The message ends with what was probably meant."""
    built = linking(tmp_path, "article:straigts", straits=story("B"))
    assert 'did you mean "straits"?' in built.report()


def test_a_link_to_a_held_story_says_from_when_it_is_right(tmp_path: Path) -> None:
    """The author learns the hour, in the site's zone."""
    built = linking(tmp_path, "b.md", b=story("B", date="2026-07-01 06:00"))
    assert ["link-to-held"] == built.codes
    assert "link it from 2026-07-01 06:00 BST on" in built.report()


def test_a_held_story_may_link_to_one_that_comes_no_later(tmp_path: Path) -> None:
    """No hour shows a dead link: both wait, the target not longer."""
    files = {
        "content/articles/a.md": story("A", "[b](b.md)", date="2026-07-02"),
        "content/articles/b.md": story("B", "[a](a.md)", date="2026-07-02"),
    }
    assert [] == site_of(tmp_path, files).codes
    built = build(tmp_path, datetime(2026, 7, 2, tzinfo=UTC))
    assert 'href="/2026/07/b/"' in built.text("2026/07/a/index.html")


def test_a_held_story_may_not_link_to_one_that_comes_later(tmp_path: Path) -> None:
    """Found today, not at the hour of the release."""
    files = {
        "content/articles/a.md": story("A", "[b](b.md)", date="2026-07-01"),
        "content/articles/b.md": story("B", date="2026-07-02"),
    }
    assert ["link-to-held"] == site_of(tmp_path, files).codes


def test_a_link_to_a_withdrawn_story_becomes_its_text(tmp_path: Path) -> None:
    """A warning, no error, and no dead link on the page."""
    built = linking(tmp_path, "b.md", b=story("B", expires_at="2026-05-01"))
    assert (["link-to-withdrawn"], []) == (built.codes, built.errors)
    assert "<p>See the word here.</p>" in built.text(PAGE)


def test_a_link_to_a_list_that_emptied_becomes_its_text(tmp_path: Path) -> None:
    """The tag's last story expired: nobody has to edit anything at night."""
    built = linking(tmp_path, "/tags/rare/", b=story("B", expires_at="2026-05-01", tags="[Rare]"))
    assert (["link-to-empty-list"], []) == (built.codes, built.errors)
    assert "<p>See the word here.</p>" in built.text(PAGE)


def test_a_link_to_a_draft_is_an_error(tmp_path: Path) -> None:
    """A draft has no hour."""
    assert ["link-to-draft"] == linking(tmp_path, "b.md", b=story("B", draft="true")).codes


def test_two_articles_with_one_slug_are_told_apart_by_language(tmp_path: Path) -> None:
    """The referrer's own language wins, then the original; else the author must choose."""
    files = {
        "content/articles/en/b.md": story("English b"),
        "content/articles/fr/b.md": story("French b", language="fr"),
        "content/articles/a.md": story("A", "[b](article:b)"),
        "content/articles/c.md": story("C", "[b](article:b)", language="fr"),
    }
    built = site_of(tmp_path, files)
    assert [] == built.errors
    assert 'href="/2026/03/b/"' in built.text("2026/03/a/index.html")
    assert 'href="/fr/2026/03/b/"' in built.text("fr/2026/03/c/index.html")


def test_a_slug_that_several_answer_to_lists_them(tmp_path: Path) -> None:
    """Nothing is guessed."""
    files = {
        "content/articles/x/b.md": story("B", date="2026-01-01"),
        "content/articles/y/b.md": story("B", date="2026-02-01"),
        "content/articles/a.md": story("A", "[b](article:b)"),
    }
    built = site_of(tmp_path, files)
    assert ["ambiguous-article"] == built.codes
    assert "content/articles/x/b.md, content/articles/y/b.md" in built.report()


def test_a_linked_document_is_published_under_its_digest(tmp_path: Path) -> None:
    """Only what something published refers to is published."""
    files = {
        "content/articles/a.md": story("A", "[numbers](files/n.csv)"),
        "content/files/n.csv": "a,b\n",
        "content/files/other.csv": "c,d\n",
    }
    built = site_of(tmp_path, files)
    (path,) = [path for path in built.files if path.endswith(".csv")]
    assert path.startswith("assets/n.")
    assert b"a,b\n" == built.files[path]
    assert f'href="/{path}"' in built.text(PAGE)


def test_a_picture_may_lie_beside_the_article_or_in_content(tmp_path: Path) -> None:
    """Beside the article first, then from content/."""
    files = {
        "content/articles/a.md": story("A", "![One](one.png)\n\n![Two](images/two.png)"),
        "content/articles/one.png": picture(40, 30, "red"),
        "content/images/two.png": picture(50, 20, "blue"),
    }
    page = site_of(tmp_path, files).text(PAGE)
    assert 'width="40" height="30"' in page
    assert 'width="50" height="20"' in page


def test_a_base_path_precedes_every_address(tmp_path: Path) -> None:
    """A site below a path has it in links, and not in the names of its files."""
    files = {
        "content/articles/a.md": story("A", "[b](b.md) [c](/2026/03/b/)"),
        "content/articles/b.md": story("B"),
    }
    site = "title: P\nbase_url: https://p.example/news/\nlanguage: en\ntimezone: UTC\n"
    built = site_of(tmp_path, files, site)
    assert '<a href="/news/2026/03/b/">b</a> <a href="/news/2026/03/b/">c</a>' in built.text(PAGE)
    assert 'href="/2026' not in built.text(PAGE)


def test_a_link_to_an_old_address_goes_straight(tmp_path: Path) -> None:
    """To the story that names the address as its own of old, with or without a query."""
    for typed in ("/2009/old.html", "/old", "/old/", "https://post.example/old/", "/?p=123"):
        built = linking(tmp_path, typed, b=story("B", aliases="[/2009/old.html, /old, '/?p=123']"))
        assert [] == built.codes, typed
        assert '<a href="/2026/03/b/">the word</a>' in built.text(PAGE)


def test_a_feed_of_a_list_that_emptied_becomes_its_text(tmp_path: Path) -> None:
    """Time alone breaks no build; the feed of a person or the build's record can be linked."""
    expiring = story("B", section="only", authors="[ana]", expires_at="2026-06-02")
    for url in ("/only/feed.xml", "/authors/ana/feed.xml"):
        files = {
            "content/articles/a.md": story("A", f"[x]({url}) [y](/build.json)"),
            "content/articles/b.md": expiring,
            "content/authors/ana.md": "---\nname: Ana\n---\n",
        }
        built = site_of(tmp_path, files)
        assert [] == built.codes
        assert f'<a href="{url}">x</a> <a href="/build.json">y</a>' in built.text(PAGE)
        later = build(tmp_path, datetime(2026, 6, 3, tzinfo=UTC))
        assert ["link-to-empty-list"] == later.codes
        assert '<p>x <a href="/build.json">y</a></p>' in later.text(PAGE)


def test_a_menu_line_of_a_section_that_emptied_is_left_out(tmp_path: Path) -> None:
    """Also where site.yaml declares no sections; a section of no story at all is an error."""
    site = "title: T\nbase_url: https://post.example\nlanguage: en\ntimezone: UTC\nmenu: [world, only]\n"
    files = {
        "content/articles/a.md": story("A"),
        "content/articles/b.md": story("B", section="only", expires_at="2026-06-02"),
    }
    assert [] == site_of(tmp_path, files, site).codes
    later = build(tmp_path, datetime(2026, 6, 3, tzinfo=UTC))
    assert ["link-to-empty-list"] == later.codes
    assert [] == later.errors
    assert [] == later.holding('href="/only/"')
    (tmp_path / "content/articles/b.md").unlink()
    assert ["unknown-section"] == [problem.code for problem in build(tmp_path).errors]


@pytest.mark.parametrize(
    ("target", "offered"),
    [
        ("bb.md", "b.md"),
        ("sub/deap.md", "sub/deep.md"),
        ("../articles/sub/deap.md", "sub/deep.md"),
        ("/articles/sub/deap.md", "/articles/sub/deep.md"),
        ("abuot.md", "pages/about.md"),
        ("/pages/abuot.md", "/pages/about.md"),
        ("sub/deep", "sub/deep.md"),
        ("deep", "article:deep"),
        ("harbor.csv", "files/harbour.csv"),
    ],
)
def test_what_is_offered_can_be_typed_as_it_stands(
    tmp_path: Path, target: str, offered: str
) -> None:
    """A near file's path from this text, in the manner of what was typed; and then it leads there."""
    files = {
        "content/articles/b.md": story("B"),
        "content/articles/sub/deep.md": story("Deep"),
        "content/pages/about.md": "---\ntitle: About\n---\nx\n",
        "content/files/harbour.csv": "a,b\n",
    }
    built = site_of(tmp_path, {**files, "content/articles/a.md": story("A", f"[x]({target})")})
    assert [1] == [len(built.errors)]
    assert f'did you mean "{offered}"?' in built.errors[0].cure
    mended = site_of(tmp_path, {"content/articles/a.md": story("A", f"[x]({offered})")})
    assert [] == mended.codes


def test_a_host_without_its_scheme_is_told_apart_from_a_file(tmp_path: Path) -> None:
    """Nobody has a file called www.example.org."""
    built = linking(tmp_path, "www.example.org")
    assert "if it is an address elsewhere, write https://www.example.org" == built.errors[0].cure
