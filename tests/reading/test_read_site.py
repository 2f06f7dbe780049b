"""site.yaml: ten lines are a site, every key has its rule."""

from __future__ import annotations

import pytest

from generator.model.site import (
    FeedOptions,
    FileOptions,
    ImageOptions,
    MarkdownOptions,
    MenuItem,
    Publisher,
    RawHtml,
    Section,
    SeriesRule,
    Site,
    TagRule,
    Theme,
)
from generator.model.values import FrozenMap
from generator.problems import Problem, Severity, Span
from generator.reading.result import ReadingOptions
from generator.reading.site import read_site, reading_options

GOOD = "title: The Meridian\nbase_url: https://example.org\nlanguage: en\ntimezone: Europe/Kyiv\n"


def value(text: str) -> Site:
    found = read_site("site.yaml", (GOOD + text).encode())
    assert () == found.problems
    assert found.value is not None
    return found.value


def only(text: str) -> Problem:
    (problem,) = read_site("site.yaml", (GOOD + text).encode()).problems
    return problem


def test_four_lines_are_a_site() -> None:
    """Everything else has a default."""
    assert Site("The Meridian", "https://example.org", "en", "Europe/Kyiv") == value("")


def test_a_yaml_file_may_mark_its_beginning_and_end() -> None:
    """One document; a second is told where it begins."""
    found = read_site("site.yaml", f"---\n{GOOD}...\n".encode())
    assert () == found.problems
    (problem,) = read_site("site.yaml", f"{GOOD}---\na: b\n".encode()).problems
    assert ("yaml-documents", Span(5, 1, 3)) == (problem.code, problem.span)


def test_every_key_of_the_site() -> None:
    """All of them, as FORMAT shows them."""
    assert value("""
description: It's long
logo: images/logo.png
image: /images/cover.jpg
sections:
  world: World News
  waters: {title: "Rivers, Seas", description: Water shared.}
  borders:
tags:
  treaties: {title: Treaties, description: Clauses., aliases: [Treaty, Pact]}
  cpp: C++
series:
  straits: {title: The Straits Papers, description: Who may pass.}
  border-diaries: Border Diaries
  wars:
permalink: /{section}/{year}-{month}-{day}/{slug}/
per_page: 10
related: 0
publisher:
  name: Meridian
  legal_name: Meridian Ltd
  url: https://example.com
  email: desk@example.org
  same_as: [https://example.social/@m]
  policies: {about: about, corrections: pages/corrections-policy.md, ethics: /content/pages/x/y.md}
menu: [world, pages/about.md, {title: Tips, to: 'mailto:a@b.org'}, 'https://example.com/shop']
feeds: {count: 10, full_text: false, hub: https://hub.example.org/}
images: {max_pixels: 1000000, quality: 70}
markdown: {raw_html: trusted, typography: false}
files: {always: [files/*.pdf], uncleaned: ['/files/**/*.ods']}
theme: {accent: "#1A5FB4", icon: images/icon.png}
extra: {fund: {goal: 9000}}
""") == Site(
        title="The Meridian",
        base_url="https://example.org",
        language="en",
        timezone="Europe/Kyiv",
        description="It's long",
        logo="images/logo.png",
        image="/images/cover.jpg",
        sections=(
            Section("world", "World News"),
            Section("waters", "Rivers, Seas", "Water shared."),
            Section("borders", "borders"),
        ),
        tags=(
            TagRule("treaties", "Treaties", "Clauses.", ("Treaty", "Pact")),
            TagRule("cpp", "C++"),
        ),
        series=(
            SeriesRule("straits", "The Straits Papers", "Who may pass."),
            SeriesRule("border-diaries", "Border Diaries"),
            SeriesRule("wars"),
        ),
        permalink="/{section}/{year}-{month}-{day}/{slug}/",
        per_page=10,
        related=0,
        publisher=Publisher(
            name="Meridian",
            legal_name="Meridian Ltd",
            url="https://example.com",
            email="desk@example.org",
            same_as=("https://example.social/@m",),
            policies=FrozenMap(
                {"about": "about", "corrections": "corrections-policy", "ethics": "x/y"}
            ),
        ),
        menu=(
            MenuItem("world"),
            MenuItem("pages/about.md"),
            MenuItem("mailto:a@b.org", "Tips"),
            MenuItem("https://example.com/shop"),
        ),
        feeds=FeedOptions(10, full_text=False, hub="https://hub.example.org/"),
        images=ImageOptions(1_000_000, 70),
        markdown=MarkdownOptions(RawHtml.TRUSTED, typography=False),
        files=FileOptions(("files/*.pdf",), ("files/**/*.ods",)),
        theme=Theme("#1a5fb4", "images/icon.png"),
        extra=FrozenMap({"fund": FrozenMap({"goal": 9000})}),
    )


def test_the_sites_own_texts_are_set_by_its_language() -> None:
    """Unless typography is off, which its own key says."""
    assert "It’s long" == value("description: It's long\n").description


def test_sections_by_name_alone_have_their_slugs_for_ids() -> None:
    """In the order typed."""
    sections = value("sections: [World News, Küche]\n").sections
    assert (Section("world-news", "World News"), Section("küche", "Küche")) == sections


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://example.org/", "https://example.org"),
        ("HTTPS://Example.ORG/News/", "https://example.org/News"),
        ("http://localhost:8000", "http://localhost:8000"),
        ("https://example.org//", "https://example.org"),
        ("https://example.org:443/a/", "https://example.org/a"),
        ("https://example.org:/", "https://example.org"),
        ("http://example.org:443", "http://example.org:443"),
        ("https://münchen.example/Café", "https://xn--mnchen-3ya.example/Caf%C3%A9"),
        ("https://xn--mnchen-3ya.example/caf%c3%a9", "https://xn--mnchen-3ya.example/caf%C3%A9"),
        ("https://المثال.example", "https://xn--mgbal3hcd.example"),
        ("https://example.org/a%20b;c&d", "https://example.org/a%20b;c&d"),
        ("http://[2606:4700::1111]:8080/x", "http://[2606:4700::1111]:8080/x"),
        ("https://8.8.8.8", "https://8.8.8.8"),
    ],
)
def test_the_address_is_kept_as_machines_write_it(typed: str, kept: str) -> None:
    """Scheme and host small, the host in ASCII, the path escaped, without its last slash."""
    text = GOOD.replace("https://example.org", typed)
    found = read_site("site.yaml", text.encode()).value
    assert found is not None
    assert kept == found.base_url


@pytest.mark.parametrize(
    "typed",
    [
        "https://example.org/%zz",
        "https://example.org/%FF",
        "https://example.org/a%2Fb",
        "https://example.org/%2e%2e/a",
        "https://example.org/./a",
        "https://example.org/a//b",
        "https://example.org/%23",
        "https://example.org/a%3Fb",
        "https://example.org/a%5Cb",
        "https://example.org/%00",
        "https://example.org/*",
        "https://example.org/a:b",
        "https://example.org.",
        "https://-x.example",
        "https://x..example",
        "https://example..org",
        "https://.org",
        "https://straße.example",
        "https://" + "a" * 64 + ".example",
        "https://example.org:0",
        "https://example.org:99999",
        "https://[::1",
    ],
)
def test_an_address_that_would_lead_astray_is_told_at_its_line(typed: str) -> None:
    """Broken escapes, climbing paths, wildcards of hosts, names that can't be registered."""
    found = read_site("site.yaml", GOOD.replace("https://example.org", f"'{typed}'").encode())
    (problem,) = found.problems
    assert ("bad-address", 2) == (problem.code, problem.span and problem.span.line)
    assert found.value is None


@pytest.mark.parametrize("host", ["localhost:8000", "127.1", "192.168.0.7", "[::1]", "desk.local"])
def test_a_site_for_ones_own_machine_is_a_rehearsal(host: str) -> None:
    """A warning: it can be built and looked at, and no strict build lets it pass."""
    found = read_site("site.yaml", GOOD.replace("https://example.org", f"http://{host}/x").encode())
    (problem,) = found.problems
    assert ("private-base-url", Severity.WARNING) == (problem.code, problem.severity)
    assert found.value is not None


@pytest.mark.parametrize(
    ("typed", "cure"),
    [
        ("example.org", "write base_url: https://example.org"),
        ("/news", "write where the site will stand, such as https://example.org"),
        ("ftp://example.org", "write where the site will stand, such as https://example.org"),
        ("https://example.org/?a=b", "end it before the ? or #"),
        ("https://ana:secret@example.org", "leave out what stands before the @"),
        ("https://example.org/../x", "write it as browsers show it"),
    ],
)
def test_an_address_that_no_site_has_is_told(typed: str, cure: str) -> None:
    """No host, no web scheme, a query, a password, a path that climbs."""
    text = GOOD.replace("https://example.org", typed)
    found = read_site("site.yaml", text.encode())
    assert found.value is None
    assert [("bad-address", cure)] == [(p.code, p.cure) for p in found.problems]


@pytest.mark.parametrize(
    ("zone", "near"),
    [
        ("Europe/Kiyv", 'did you mean "Europe/Kyiv"? '),
        ("europe/kyiv", 'did you mean "Europe/Kyiv"? '),
        ("New York", 'did you mean "America/New_York"? '),
        ("kyiv", 'did you mean "Europe/Kyiv"? '),
        ("Londno", 'did you mean "Europe/London"? '),
        ("Europe/Kiew", 'did you mean "Europe/Kyiv"? '),
        ("UTC+2", "a zone is named by a city"),
        ("CEST", "a zone is named by a city"),
        ("PDT", "a zone is named by a city"),
        ("Europe", ""),
        ("../../etc/passwd", ""),
        ("/etc/localtime", ""),
    ],
)
def test_a_time_zone_that_is_none_is_told(zone: str, near: str) -> None:
    """Folders, files of the machine and misspelt names are none."""
    text = GOOD.replace("Europe/Kyiv", zone)
    (problem,) = read_site("site.yaml", text.encode()).problems
    assert "bad-timezone" == problem.code
    assert problem.cure.startswith(near)
    assert problem.cure.endswith(
        "a zone is named by a city, and knows when clocks change: Europe/Kyiv"
    )


@pytest.mark.parametrize(
    ("line", "code", "span"),
    [
        ("sections: [tags]\n", "reserved-name", Span(5, 12, 4)),
        ("sections: {en: English}\n", "reserved-name", Span(5, 12, 2)),
        ("sections: {2026: A year}\n", "reserved-name", Span(5, 12, 4)),
        ("sections: [World, world]\n", "duplicate-section", Span(5, 19, 5)),
        ("sections: {a: World, b: World}\n", "duplicate-section", Span(5, 22, 1)),
        ("sections: {a: b, b: c}\n", "duplicate-section", Span(5, 12, 1)),
        ("sections: {a: World, a: War}\n", "duplicate-key", Span(5, 22, 1)),
        ("sections: {World News: World}\n", "bad-slug", Span(5, 12, 10)),
        ("sections: ['///']\n", "bad-slug", Span(5, 12, 5)),
        ("sections: {a: [b]}\n", "wrong-type", Span(5, 15, 3)),
        ("sections: world\n", "wrong-type", Span(5, 11, 5)),
        ("tags: {a: {aliases: [b]}, b: {title: C}}\n", "duplicate-tag", Span(5, 22, 1)),
        ("tags: {a: {aliases: ['///']}}\n", "bad-slug", Span(5, 22, 5)),
        ("tags: [a]\n", "wrong-type", Span(5, 7, 3)),
        ("series: [straits]\n", "wrong-type", Span(5, 9, 9)),
        ("series: {The Straits: Papers}\n", "bad-slug", Span(5, 10, 11)),
        ("series: {straits: {titel: Straits}}\n", "unknown-key", Span(5, 20, 5)),
        ("permalink: /{year}/\n", "bad-permalink", Span(5, 12, 8)),
        ("permalink: /{slag}/\n", "bad-permalink", Span(5, 12, 8)),
        ("permalink: '{slug}'\n", "bad-permalink", Span(5, 12, 8)),
        ("permalink: /../{slug}/\n", "bad-permalink", Span(5, 12, 11)),
        ("permalink: //x/{slug}/\n", "bad-permalink", Span(5, 12, 11)),
        ("permalink: /{slug}/?a/\n", "bad-permalink", Span(5, 12, 11)),
        ("per_page: 0\n", "bad-number", Span(5, 11, 1)),
        ("per_page: 1e3\n", "bad-number", Span(5, 11, 3)),
        ("related: 21\n", "bad-number", Span(5, 10, 2)),
        ("publisher: {policies: {ethic: x}}\n", "unknown-key", Span(5, 24, 5)),
        ("publisher: {policies: {ethics: https://a.b/}}\n", "bad-path", Span(5, 32, 12)),
        ("publisher: Meridian\n", "wrong-type", Span(5, 12, 8)),
        ("menu: [javascript:x]\n", "bad-address", Span(5, 8, 12)),
        ("menu: {a: b}\n", "wrong-type", Span(5, 7, 6)),
        ("markdown: {raw_html: raw}\n", "unknown-value", Span(5, 22, 3)),
        ("files: {always: [../secret/*]}\n", "bad-path", Span(5, 18, 11)),
        ("theme: {accent: red}\n", "bad-colour", Span(5, 17, 3)),
        ("theme:\n  accent: #1a5fb4\n", "comment-in-text", Span(6, 11, 7)),
        ("logo: ../logo.png\n", "bad-path", Span(5, 7, 11)),
        ("draft: true\n", "unknown-key", Span(5, 1, 5)),
        ("per_pages: 5\n", "unknown-key", Span(5, 1, 9)),
    ],
)
def test_a_value_that_its_key_does_not_take_is_told_at_its_place(
    line: str, code: str, span: Span
) -> None:
    """One problem, whose caret stands under the value."""
    assert (code, span) == (only(line).code, only(line).span)


@pytest.mark.parametrize(
    ("line", "cure"),
    [
        (
            "permalink: /{slag}/\n",
            'did you mean "slug"? it may hold {slug}, {year}, {month}, {day} or {section}',
        ),
        ("permalink: '{slug}'\n", "write permalink: /{slug}/"),
        ("theme: {accent: '#abc'}\n", 'write accent: "#aabbcc"'),
        ("per_page: 1,0\n", ""),
        ("per_page: 010\n", "write per_page: 10"),
        ("images: {max_pixels: 60.000.000}\n", "write max_pixels: 60000000"),
        ("permalink: /{section}/{slug}.html\n", "write permalink: /{section}/{slug}/"),
        ("permalink: /{slug}/{\n", "write permalink: /{year}/{month}/{slug}/"),
        ("permalink: /{slug}\n", "write permalink: /{slug}/"),
        ("permalink: {slug}\n", "write permalink: /{slug}/"),
        ("image: {src: a.jpg}\n", "write image: a.jpg"),
        ("menu: ['#part']\n", "write the page before it: pages/about.md#part"),
        ("menu:\n- About: pages/about.md\n", 'write - {title: About, to: "pages/about.md"}'),
        (
            "content_security_policy: {form_action: [https://news.example]}\n",
            'did you mean "form-action"?',
        ),
        (
            "content_security_policy: {form-action: [https://news.example/join]}\n",
            'write "https://news.example"',
        ),
        (
            "content_security_policy: {img-src: ['*.example']}\n",
            "write scheme and host, such as https://news.example",
        ),
        ("content_security_policy: {img-src: [a.example]}\n", 'write "https://a.example"'),
        (
            'content_security_policy: {img-src: ["https://a.example; script-src *"]}\n',
            "write scheme and host, such as https://news.example",
        ),
        ("titel: x\n", "`title` stands here too: keep that one"),
        ("zzz: x\n", "docs/format.md lists the keys; data of your own goes under extra:"),
        (
            "sections:\n- world: World\n",
            "with ids of your own there are no hyphens: sections: {world: World News}",
        ),
        ("sections: {world: [World]}\n", "write world: and its name"),
        ("files: {always: 'C:\\a.pdf'}\n", "write always: ['C:\\a.pdf']"),
        ("per_pages: 5\n", 'did you mean "per_page"?'),
        ("sections: world, waters\n", "write sections: [world, waters]"),
        ("sections: {World News: World}\n", "write world-news: {title: World News}"),
    ],
)
def test_a_cure_shows_what_to_type(line: str, cure: str) -> None:
    """As it would stand in the file."""
    assert cure == only(line).cure


@pytest.mark.parametrize(
    ("tags", "span"),
    [
        ("{a: {aliases: [X, Y]}, b: {aliases: [Z, x]}}", Span(5, 47, 1)),
        ("{a: {title: X}, b: {title: x}}", Span(5, 34, 1)),
        ("{a: X, b: x}", Span(5, 14, 1)),
        ("{a: {aliases: [X, '///']}}", Span(5, 25, 5)),
    ],
)
def test_a_spelling_that_tags_share_is_told_where_it_stands(tags: str, span: Span) -> None:
    """Down to the alias."""
    assert span == only(f"tags: {tags}\n").span


def test_reading_knows_of_the_site_what_site_yaml_says() -> None:
    """Four facts, and no more, reach the reading of other files."""
    site = value("markdown: {raw_html: trusted, typography: false}\n")
    assert ReadingOptions("en", "Europe/Kyiv", RawHtml.TRUSTED, False) == reading_options(site)


@pytest.mark.parametrize("data", [b"", b"- a\n", b"\xff\xfet\x00", b"a: [", b"x: 1\n"])
def test_a_site_file_that_is_none_leaves_no_site(data: bytes) -> None:
    """And says why."""
    found = read_site("site.yaml", data)
    assert found.value is None
    assert found.problems
