"""The script's tag, and leave for it."""

from __future__ import annotations

import pytest

from generator.watch.injected import with_leave, with_script


@pytest.mark.parametrize(
    ("page", "wanted"),
    [
        (b"<head><title>x</title></head><body>", b"</title><script"),
        (b"<HEAD></HEAD >", b"<HEAD><script"),
        (b"no head at all", b"<script"),
        (b"<head><!-- </head> --></head>", b"--><script"),
    ],
)
def test_the_tag_stands_at_the_end_of_the_head(page: bytes, wanted: bytes) -> None:
    found = with_script(page, "abc")
    assert wanted in found
    assert b'data-broadsheet="abc"' in found
    assert len(found) > len(page)


def directives(policy: str) -> dict[str, str]:
    found = with_leave({"content-security-policy": policy})["content-security-policy"]
    parts = (part.strip().partition(" ") for part in found.split(";"))
    return {name: sources for name, _, sources in parts}


def test_a_strict_policy_permits_our_script_and_nothing_more() -> None:
    found = directives("default-src 'none'; img-src data:; script-src 'none'")
    assert found["script-src"] == "'self'"
    assert found["connect-src"] == "'self'"
    assert found["worker-src"] == "'self'"
    assert found["img-src"] == "data:"
    assert found["default-src"] == "'none'"


def test_what_is_permitted_already_stays_as_it_is() -> None:
    found = directives("script-src 'self' https://a.example; connect-src https://b.example")
    assert found["script-src"] == "'self' https://a.example"
    assert found["connect-src"] == "https://b.example 'self'"


def test_pages_without_a_policy_get_none() -> None:
    assert with_leave({"x-a": "b"}) == {"x-a": "b"}
