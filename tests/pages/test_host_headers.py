"""`_headers`, the rules that hosts add to every page."""

from __future__ import annotations

from pathlib import Path

from tests.building import SITE_YAML, site_of, story

CLOSED = (
    "default-src 'none'; img-src 'self' data:; style-src 'self'; font-src 'self'; media-src 'self'; "
    "script-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'self'"
)


def policy(root: Path, keys: str = "") -> str:
    """The Content-Security-Policy of a site with these keys in its site.yaml."""
    found = site_of(root, {"content/articles/a.md": story()}, SITE_YAML + keys)
    lines = found.text("_headers").splitlines()
    (line,) = (line for line in lines if line.startswith("  Content-Security-Policy: "))
    return line.removeprefix("  Content-Security-Policy: ")


def test_pages_are_closed_to_other_hosts(tmp_path: Path) -> None:
    """Unless site.yaml says otherwise."""
    assert CLOSED == policy(tmp_path)


def test_origins_that_the_site_allows_are_added_to_its_own(tmp_path: Path) -> None:
    """In lower case and ASCII, and nowhere but under their directive."""
    keys = "content_security_policy:\n  form-action: [https://News.example/, 'https://*.bücher.example:8443']\n"
    asked = "form-action 'self' https://News.example https://*.xn--bcher-kva.example:8443"
    assert CLOSED.replace("form-action 'self'", asked.replace("News", "news")) == policy(
        tmp_path, keys
    )
