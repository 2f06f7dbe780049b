"""The type that each kind of file is sent with."""

from __future__ import annotations

import mimetypes

import pytest

from generator.serve.media_types import media_type


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a/index.html", "text/html; charset=utf-8"),
        ("assets/site.0123456789ab.css", "text/css; charset=utf-8"),
        ("feed.xml", "application/xml; charset=utf-8"),
        ("world/feed.atom", "application/atom+xml; charset=utf-8"),
        ("world/feed.json", "application/feed+json"),
        ("build.json", "application/json"),
        ("app.webmanifest", "application/manifest+json"),
        ("robots.txt", "text/plain; charset=utf-8"),
        ("_headers", "text/plain; charset=utf-8"),
        ("Photo.JPG", "image/jpeg"),
        ("icon.svg", "image/svg+xml"),
        ("font.woff2", "font/woff2"),
        ("CNAME", "application/octet-stream"),
        ("x.unheard-of", "application/octet-stream"),
    ],
)
def test_type_by_name(name: str, expected: str) -> None:
    """A file's ending says its type, with UTF-8 for every kind of text but JSON."""
    assert expected == media_type(name)


def test_machine_with_other_types() -> None:
    """What the machine believes of an ending has no say."""
    known = mimetypes.guess_type("x.html")[0]
    mimetypes.add_type("text/plain", ".html")
    try:
        assert "text/html; charset=utf-8" == media_type("x.html")
    finally:
        mimetypes.add_type(known or "text/html", ".html")
