"""Slugs and addresses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.urls import (
    closed_to_readers,
    collision_key,
    encoded,
    file_path,
    is_external,
    is_web_address,
    own_path,
    scheme,
    slug_fault,
    slugify,
    web_address,
)


@pytest.mark.parametrize(
    ("slug", "text"),
    [
        ("how-a-treaty-keeps-the-straits-open", "How a treaty keeps the straits open"),
        ("القاهرة", "القاهرة"),
        ("हिन्दी-समाचार", "हिन्दी समाचार"),
        ("中国-新闻", "中国 新闻"),
        ("dont-stop", "Don’t stop!"),
        ("café", "CAFE\u0301"),
        ("2026", "２０２６"),
        ("", "///"),
        ("c", "C++"),
    ],
)
def test_words_become_a_slug_in_their_own_script(slug: str, text: str) -> None:
    """Lower case, hyphens, letters of any script, one form of each letter."""
    assert slug == slugify(text)


@given(st.text())
def test_a_slug_is_a_slug_and_stays_one(text: str) -> None:
    """What slugify makes has no fault (but length), and comes out the same again."""
    slug = slugify(text)
    assert slug == slugify(slug)
    assert slug_fault(slug[:60].strip("-")) in ("", "it is empty")


@pytest.mark.parametrize(
    "slug", ["../x", "a/b", "A", "a b", "-a", "a--b", "a\n", "x" * 201, "e\u0301"]
)
def test_what_is_no_slug_is_told(slug: str) -> None:
    """Dots, slashes, capitals, spaces, controls, length, decomposed letters."""
    assert slug_fault(slug)


def test_paths_that_a_disk_takes_for_one_have_one_key() -> None:
    """Case and the form of letters make no difference on common file systems."""
    assert collision_key("/Café/") == collision_key("/cafe\u0301/")


@pytest.mark.parametrize("target", ["java\tscript:alert(1)", " JavaScript:x", "\x01javascript:x"])
def test_no_white_space_hides_a_scheme(target: str) -> None:
    """Browsers drop it before they look (WHATWG URL)."""
    assert "javascript" == scheme(target)


def test_a_folder_is_served_from_its_index() -> None:
    """/a/ is a/index.html; a file is itself."""
    assert ("a/index.html", "feed.xml", "index.html") == (
        file_path("/a/"),
        file_path("/feed.xml"),
        file_path("/"),
    )


def test_an_address_is_percent_encoded_once() -> None:
    """UTF-8 as RFC 3986 wants it; a percent sign typed is a percent sign."""
    assert "/ar/%D9%82/100%25%22/" == encoded('/ar/ق/100%"/')


@given(st.text(st.characters(codec="ascii")) | st.text(st.sampled_from("aB1-' _.")))
def test_a_slug_in_ascii_is_made_and_judged_as_any_other(text: str) -> None:
    """There is a shorter way for it; a letter beyond ASCII behind it takes the long one."""
    assert f"{slugify(text)}-é".lstrip("-") == slugify(f"{text} é")
    assert bool(slug_fault(f"é-{text}-é")) == bool(slug_fault(text))


@given(st.text())
def test_a_web_address_holds_nothing_that_ends_an_attribute(text: str) -> None:
    """No space, quote, angle bracket or control character passes for an address."""
    if is_web_address(f"https://example.org/{text}"):
        assert not set(text) & set(' "<>\n\t\r\x00')


def test_an_article_link_is_no_external_one() -> None:
    """article:SLUG is ours; //host and mailto: lead off the site."""
    assert [False, True, True, False] == [
        is_external(t) for t in ("article:kabul", "//cdn.example/x", "mailto:a@b", "kabul.md")
    ]


@pytest.mark.parametrize(
    "address",
    [
        "http://localhost:8000/",
        "http://127.1/",
        "http://2130706433/",
        "http://[::1]/",
        "https://192.168.0.1/x",
        "http://printer.local/",
        "https://intranet/",
        "https://user:word@public.example/",
        "https://user@public.example/",
    ],
)
def test_addresses_that_readers_cannot_follow(address: str) -> None:
    """Names of one's own machine or network, and passwords."""
    assert closed_to_readers(address)


@pytest.mark.parametrize(
    "address",
    [
        "https://face.book/",
        "https://8.8.8.8/",
        "https://1.fr",
        "https://a.org./",
        "mailto:a@b",
        "/x",
    ],
)
def test_addresses_that_readers_can_follow(address: str) -> None:
    """Public names and numbers, and what is no web address."""
    assert "" == closed_to_readers(address)


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/x/?y#z", "https://münchen.example/caf%C3%A9/x/?y#z"),
        ("/", "https://XN--mnchen-3ya.example/café"),
        ("/caf%C3%A9/", "https://münchen.example:443/café/caf%C3%A9/"),
        (None, "https://münchen.example/cafe/"),
        (None, "https://straße.example/café/"),
    ],
)
def test_an_address_of_ones_own_in_another_script(path: str | None, target: str) -> None:
    """Letters or their escapes in the path, a host by its name or its xn-- form."""
    assert path == own_path(target, "https://xn--mnchen-3ya.example/caf%C3%A9")


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/nope/", "http://post.example/base/nope/"),
        ("/a", "//post.example/base/a"),
        ("/x?y#z", "https://POST.example/base/x?y#z"),
        ("/", "https://post.example:443/base"),
        ("/#f", "https://post.example/base#f"),
        (None, "https://post.example/other"),
        (None, "https://post.example/based"),
        (None, "https://post.example.org/base/"),
        (None, "https://post.example:8080/base/"),
        (None, "mailto:a@post.example"),
        (None, "https://[broken/"),
        (None, "/base/"),
    ],
)
def test_an_address_of_ones_own_however_it_is_typed(path: str | None, target: str) -> None:
    """Scheme, case and the usual port make no difference; another host, port or folder does."""
    assert path == own_path(target, "https://post.example/base")


@pytest.mark.parametrize(
    ("target", "is_one"),
    [
        ("https://e.example/", True),
        ("https://e.example./", True),
        ("https://a_b.example/", True),
        ("https://192.0.2.7/", True),
        ("https://[2001:db8::1]/", True),
        ("https://bücher.example/", True),
        ("https://e..example/", False),
        ("https://-x.example/", False),
        ("https://x-.example/", False),
        ("https://.", False),
        ("https://", False),
    ],
)
def test_a_host_has_labels_that_can_be_looked_up(target: str, is_one: bool) -> None:
    """None is empty, and none begins or ends with a hyphen (RFC 1123, 2.1)."""
    assert is_one is is_web_address(target)


@pytest.mark.parametrize(
    ("typed", "put_out"),
    [
        ("https://bücher.example/é", "https://xn--bcher-kva.example/%C3%A9"),
        (
            "https://ana@приклад.example:8443/x?q=é",
            "https://ana@xn--80aikifvh.example:8443/x?q=%C3%A9",
        ),
        ("//المثال.example/", "//xn--mgbal3hcd.example/"),
        ("mailto:ana@bücher.example", "mailto:ana@b%C3%BCcher.example"),
        ("https://e.example/ü", "https://e.example/%C3%BC"),
    ],
)
def test_a_host_in_another_script_is_put_out_as_it_is_looked_up(typed: str, put_out: str) -> None:
    """Percent-encoded it would be none (RFC 3490)."""
    assert put_out == web_address(typed)
