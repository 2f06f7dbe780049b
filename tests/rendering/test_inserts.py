"""Blocks of a text that show something of the site, or what is elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.library.providers import provider_of
from tests.building import SITE_YAML, Built, picture, site_of, story

PAGE = "2026/03/a/index.html"
UNCLEANED = SITE_YAML + 'files: {uncleaned: ["files/*.mp?"]}\n'
TARGET = "content/articles/other.md"


def told(tmp_path: Path, body: str, **others: str | bytes) -> Built:
    """A site with this text; `others` are files by their path in content/, `__` for a dot."""
    files: dict[str, str | bytes] = {
        f"content/{path.replace('___', '/').replace('__', '.')}": data
        for path, data in others.items()
    }
    files["content/articles/a.md"] = story("A", body)
    return site_of(tmp_path, files, UNCLEANED)


def test_a_related_story_is_shown_by_its_headline(tmp_path: Path) -> None:
    """In the feed its address is whole."""
    text = "One.\n\n/// related | other.md\nWhy it *matters*.\n///\n"
    built = told(tmp_path, text, articles___other__md=story("The other <story>"))
    assert [] == built.codes
    page = built.text(PAGE)
    assert '<a href="/2026/03/other/">The other &lt;story&gt;</a>' in page
    assert "Why it <em>matters</em>." in page
    assert '<a href="https://post.example/2026/03/other/">The other' in (
        built.text("feed.json").replace('\\"', '"').replace("\\u003c", "<").replace("\\u003e", ">")
    )


def test_a_related_story_is_named_by_its_slug_as_in_a_header(tmp_path: Path) -> None:
    """Elsewhere in the text a bare word is the address of a page; a path stays one."""
    blocks = "/// related | other\n///\n\n/// related | article:other\n///\n"
    built = told(tmp_path, f"One.\n\n{blocks}", articles___world___other__md=story("Other"))
    assert [] == built.codes
    assert 2 == built.text(PAGE).count('<a href="/2026/03/other/">Other</a>')
    wrong = told(tmp_path, "[One](other).\n", articles___world___other__md=story("Other"))
    assert ["dead-link"] == wrong.codes


def test_a_story_that_is_withdrawn_takes_its_block_with_it(tmp_path: Path) -> None:
    other = story("Secretcanary", expires_at="2026-03-02 10:00")
    built = told(tmp_path, "One.\n\n/// related | other.md\n///\n", articles___other__md=other)
    assert ["link-to-withdrawn"] == built.codes
    assert "related-story" not in built.text(PAGE)
    assert [] == built.holding("Secretcanary")


def test_a_story_that_is_held_must_not_be_named(tmp_path: Path) -> None:
    other = story("Later", publish_at="2030-01-01 10:00")
    built = told(tmp_path, "One.\n\n/// related | other.md\n///\n", articles___other__md=other)
    assert ["link-to-held"] == built.codes


def test_a_document_has_its_type_and_size(tmp_path: Path) -> None:
    """It is published, and its size is that of what is published."""
    table = "a,b\n" * 400
    text = "One.\n\n/// document | files/ships.csv\n    title: Every ship\n///\n"
    built = told(tmp_path, text, files___ships__csv=table)
    assert [] == built.codes
    page = built.text(PAGE)
    assert '.csv">Every ship</a>' in page
    assert '<p class="meta"><span>CSV</span> <span>2 kB</span></p>' in page
    assert [table] == [built.text(path) for path in built.files if path.endswith(".csv")]


def test_a_document_may_say_how_long_it_is(tmp_path: Path) -> None:
    text = "One.\n\n/// document | files/ships.csv\n    pages: 12\n///\n"
    page = told(tmp_path, text, files___ships__csv="a\n").text(PAGE)
    assert "<span>12 pages</span>" in page


def test_a_film_has_a_still(tmp_path: Path) -> None:
    """Which is no caption: a film with a still alone is told."""
    text = "One.\n\n/// video | files/a.mp4\n    poster: images/a.png\n///\n"
    built = told(tmp_path, text, files___a__mp4=b"film", images___a__png=picture(9, 9))
    assert ["no-transcript"] == built.codes
    (still,) = [path for path in built.files if path.endswith(".png") and "/a." in path]
    assert f' poster="/{still}">' in built.text(PAGE)


@pytest.mark.parametrize(("kind", "ending"), [("audio", "mp3"), ("video", "mp4")])
def test_what_is_played_is_loaded_when_it_is_wanted(tmp_path: Path, kind: str, ending: str) -> None:
    text = f"One.\n\n/// {kind} | files/talk.{ending}\n    title: A talk\n\nGood *evening*.\n///\n"
    built = told(tmp_path, text, **{f"files___talk__{ending}": b"sound"})
    assert [] == built.codes
    (file,) = [path for path in built.files if path.endswith(f".{ending}")]
    page = built.text(PAGE)
    assert f'<{kind} controls preload="none" src="/{file}" aria-label="A talk">' in page
    assert "<summary>Transcript</summary>\n<p>Good <em>evening</em>.</p>" in page


def test_who_can_not_hear_it_is_thought_of(tmp_path: Path) -> None:
    """A film with captions needs no transcript."""
    text = "One.\n\n/// video | files/a.mp4\n///\n"
    assert ["no-transcript"] == told(tmp_path / "a", text, files___a__mp4=b"film").codes
    text = "One.\n\n/// video | files/a.mp4\n    captions: files/a.vtt\n///\n"
    files = {"files___a__mp4": b"film", "files___a__vtt": "WEBVTT\n"}
    built = told(tmp_path / "b", text, **files)
    assert [] == built.codes
    (captions,) = [path for path in built.files if path.endswith(".vtt")]
    assert f'<track kind="captions" srclang="en" src="/{captions}" default>' in built.text(PAGE)


@pytest.mark.parametrize(
    ("block", "codes"),
    [
        ("document | https://elsewhere.example/a.pdf", ["not-a-site-file"]),
        ("document | files/gone.csv", ["missing-file"]),
        ("audio | article:a", ["not-a-site-file"]),
        ("video | files/a.mp4\n    captions: files/a.mp4", ["not-a-site-file"]),
        ("video | files/a.mp4\n    poster: files/a.mp4", ["not-a-site-file"]),
        ("document | files/a.mp4\n    pages: many", ["bad-option-value"]),
        ("video | files/a.mp4\n    captions: files/gone.vtt", ["missing-file"]),
        ("related | authors/nobody.md", ["dead-link"]),
        ("related | nothing-of-that-name", ["unknown-article"]),
        ("related | https://elsewhere.example/", ["not-a-story"]),
        ("related | javascript:alert(1)", ["unsafe-link"]),
        ("embed | article:a", ["not-elsewhere"]),
        ("embed | mailto:a@elsewhere.example", ["not-elsewhere"]),
        ("embed | https://vimeo.com/", ["bad-embed"]),
    ],
)
def test_what_can_not_be_shown_is_told_at_its_line(
    tmp_path: Path, block: str, codes: list[str]
) -> None:
    built = told(tmp_path, f"One.\n\n/// {block}\n\nWords.\n///\n", files___a__mp4=b"film")
    assert codes == built.codes
    (problem,) = built.made.problems
    assert "content/articles/a.md" == problem.path
    assert problem.span is not None
    assert problem.span.line == 9 + block.count("\n")


@pytest.mark.parametrize("key", ["publish_at: 2030-01-01 09:00", "draft: true"])
def test_a_fault_is_told_before_its_hour(tmp_path: Path, key: str) -> None:
    """Else the build would break when the story falls due; in a draft it is a warning."""
    name, _, value = key.partition(": ")
    held = story("Held", "/// embed | https://vimeo.com/\n///\n", **{name: value})
    built = told(tmp_path, "One.", articles___held__md=held)
    assert ["bad-embed"] == built.codes
    assert bool(built.errors) == (name != "draft")


NEWSLETTER = (
    "newsletter: {action: https://News.example/in?a=1, field: EMAIL, hidden: {list: '<w>'}}\n"
)


def test_readers_sign_up_at_the_address_of_the_site(tmp_path: Path) -> None:
    """Two boxes of one page are two forms; a feed has none, and pages may send there."""
    text = 'One.\n\n/// signup | On "Fridays"\nOne *story*.\n///\n\n/// signup\n///\n'
    built = site_of(tmp_path, {"content/articles/a.md": story("A", text)}, SITE_YAML + NEWSLETTER)
    assert [] == built.codes
    page = built.text(PAGE)
    assert 2 == page.count(
        '<form class="signup" method="post" action="https://News.example/in?a=1">'
    )
    assert '<p class="signup-title">On “Fridays”</p>\n<p>One <em>story</em>.</p>' in page
    assert '<label for="signup_0">' in page
    assert '<input id="signup_1" type="email" name="EMAIL" autocomplete="email" required' in page
    assert '<input type="hidden" name="list" value="&lt;w&gt;">' in page
    assert "form-action 'self' https://news.example;" in built.text("_headers")
    assert [] == [path for path in built.holding("signup_") if "feed" in path]


def test_a_box_for_no_newsletter_is_told_at_its_line(tmp_path: Path) -> None:
    built = told(tmp_path, "One.\n\n/// signup | A\n///\n\n/// signup | B\n///\n")
    assert ["no-newsletter"] * 2 == built.codes
    assert [(9, 14), (12, 14)] == [(p.span.line, p.span.column) for p in built.errors if p.span]


def test_a_form_is_sent_so_that_nobody_can_read_it(tmp_path: Path) -> None:
    keys = "newsletter: {action: http://news.example/in}\n"
    built = site_of(tmp_path, {"content/articles/a.md": story()}, SITE_YAML + keys)
    assert ["bad-address"] == built.codes


def test_a_newsletter_that_is_typed_wrong_is_told_once(tmp_path: Path) -> None:
    """Not again at each box for it."""
    files = {"content/articles/a.md": story("A", "/// signup | Fridays\n///\n")}
    built = site_of(tmp_path, files, SITE_YAML + "newsletter: https://news.example/in\n")
    assert ["wrong-type"] == built.codes
    assert "write newsletter: {action: https://news.example/in}" in built.report()


def test_a_bio_holds_no_blocks(tmp_path: Path) -> None:
    """They would be lost without a word."""
    guest = '[{name: Guest, bio: "/// related | a.md\\n///"}]'
    built = site_of(tmp_path, {"content/articles/a.md": story("A", authors=guest)})
    assert ["block-in-bio"] == built.codes


def test_nothing_is_loaded_from_elsewhere(tmp_path: Path) -> None:
    """An embed is a link with words: who serves it, and that it leaves this site; a button that a
    script works. In the feed there is no button."""
    text = "One.\n\n/// embed | https://youtu.be/dQw4w9WgXcQ\n    title: At night\n///\n"
    built = told(tmp_path, text)
    assert [] == built.codes
    page = built.text(PAGE)
    assert '<a href="https://youtu.be/dQw4w9WgXcQ">At night</a>' in page
    assert '<p class="label">YouTube</p>' in page
    assert "Opens at YouTube" in page
    assert "<iframe" not in page
    assert 'src="https://youtu' not in page
    assert 'data-player="https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"' in page
    assert "Play the film here" in page
    assert "Play the film" not in built.text("feed.json")
    (script,) = [path for path in built.files if "/embed." in path]
    assert f'<script type="module" src="/{script}"></script>' in page


def test_only_pages_with_an_embed_have_its_script(tmp_path: Path) -> None:
    """One that nobody can show on a page is a link, and needs none."""
    text = "One.\n\n/// embed | https://elsewhere.example/report\n///\n"
    page = told(tmp_path, text).text(PAGE)
    assert "embed." not in page.partition("</head>")[0]
    assert "<button" not in page.partition("e-content")[2].partition("story-foot")[0]


def test_a_standing_page_may_embed_too(tmp_path: Path) -> None:
    page = "---\ntitle: About\n---\n/// embed | https://vimeo.com/76979871\n///\n"
    built = site_of(
        tmp_path, {"content/pages/about.md": page, "content/articles/a.md": story()}, UNCLEANED
    )
    assert "/assets/embed." in built.text("about/index.html").partition("</head>")[0]
    assert "frame-src 'self' https://player.vimeo.com;" in built.text("_headers")


def test_pages_may_load_from_those_whom_they_embed(tmp_path: Path) -> None:
    """Once each, beside those that the site allows; not from those of a story that isn't out."""
    held = story(
        "Held", "/// embed | https://vimeo.com/76979871\n///\n", publish_at="2030-01-01 09:00"
    )
    text = "One.\n" + "".join(
        f"\n/// embed | {address}\n///\n"
        for address in (
            "https://youtu.be/dQw4w9WgXcQ",
            "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
            "https://Sound.example/a.mp3",
            "https://social.example:8443/@ana/112233",
        )
    )
    keys = "content_security_policy: {frame-src: [https://maps.example]}\n"
    files = {"content/articles/a.md": story("A", text), "content/articles/held.md": held}
    built = site_of(tmp_path, files, SITE_YAML + keys)
    assert [] == built.codes
    (policy,) = [line for line in built.text("_headers").splitlines() if "Policy: default" in line]
    assert "media-src 'self' https://sound.example;" in policy
    assert (
        "frame-src 'self' https://maps.example https://social.example:8443"
        " https://www.youtube-nocookie.com;" in policy
    )


@pytest.mark.parametrize(
    ("address", "shows", "player"),
    [
        ("https://youtu.be/dQw4w9WgXcQ?t=1m30s", "film", "{yt}dQw4w9WgXcQ?start=90"),
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=90", "film", "{yt}dQw4w9WgXcQ?start=90"),
        ("https://youtube.com/shorts/dQw4w9WgXcQ/", "short", "{yt}dQw4w9WgXcQ"),
        ("https://www.youtube.com/playlist?list=PL0", "film", "{yt}videoseries?list=PL0"),
        ("https://www.youtube.com/embed/videoseries?list=PL0", "film", "{yt}videoseries?list=PL0"),
        ("https://vimeo.com/76979871", "film", "{vimeo}76979871?dnt=1"),
        ("https://vimeo.com/76979871/0a1b2c", "film", "{vimeo}76979871?h=0a1b2c&dnt=1"),
        ("https://vimeo.com/channels/staffpicks/76979871", "film", "{vimeo}76979871?dnt=1"),
        ("https://datawrapper.dwcdn.net/aBc12/3/", "chart", "https://datawrapper.dwcdn.net/aBc12/"),
        ("https://a.example/@ana/1", "post", "https://a.example/@ana/1/embed"),
        (
            "https://a.example/@ana@b.example/1/embed",
            "post",
            "https://a.example/@ana@b.example/1/embed",
        ),
        ("https://a.example/talk.MP3?x=1", "sound", "https://a.example/talk.MP3?x=1"),
        ("http://a.example/talk.mp3", "", ""),
        ("https://ana:secret@a.example/@ana/1", "", ""),
        ("https://a.example;script-src%20*/@ana/1", "", ""),
        ("https://a.example:x/talk.mp3", "", ""),
        ("https://a.example/", "", ""),
    ],
)
def test_what_a_page_can_show_of_them(address: str, shows: str, player: str) -> None:
    found = provider_of(address)
    wanted = player.replace("{yt}", "https://www.youtube-nocookie.com/embed/")
    assert (shows, wanted.replace("{vimeo}", "https://player.vimeo.com/video/")) == (
        found.shows,
        found.player,
    )


@pytest.mark.parametrize(
    ("address", "name", "is_whole"),
    [
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ", "YouTube", True),
        ("https://m.youtube.com/watch?list=x&v=dQw4w9WgXcQ&t=4", "YouTube", True),
        ("https://youtube.com/shorts/dQw4w9WgXcQ", "YouTube", True),
        ("https://www.youtube.com/playlist?list=PL0", "YouTube", True),
        ("https://youtu.be/", "YouTube", False),
        ("https://www.youtube.com/c/somebody", "YouTube", False),
        ("https://vimeo.com/channels/staffpicks/76979871", "Vimeo", True),
        ("https://player.vimeo.com/video/76979871", "Vimeo", True),
        ("https://vimeo.com/about", "Vimeo", False),
        ("https://datawrapper.dwcdn.net/aBc12/3/", "Datawrapper", True),
        ("https://datawrapper.dwcdn.net/", "Datawrapper", False),
        ("https://social.example/@ana/112233", "Mastodon", True),
        ("https://www.elsewhere.example/a", "elsewhere.example", True),
        ("https://notyoutube.com/a", "notyoutube.com", True),
        ("https://youtube.com.evil.example/a", "youtube.com.evil.example", True),
    ],
)
def test_providers_are_known_by_their_host(address: str, name: str, is_whole: bool) -> None:
    provider = provider_of(address)
    assert (name, is_whole) == (provider.name, not provider.wanted)
