"""The headers of the edition's own `_headers`, as a host would send them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.serve.browser import ask, published

POLICY = "default-src 'none'; img-src 'self' data:"
RULES = f"""\
/assets/*
  Cache-Control: public, max-age=31536000, immutable
  X-Asset: yes
/*
  X-Content-Type-Options: nosniff
  Content-Security-Policy: {POLICY}
  Cache-Control: public
  Content-Type: text/plain
  no header
  X-Broken : 1
  X-Ünknown: 1
  X-Umlaut: ä
"""


@pytest.mark.parametrize("path", ["/", "/nowhere/", "/folder"])
def test_policy(tmp_path: Path, path: str) -> None:
    """The headers for all pages go with every answer, that of a lost page too."""
    files = {"index.html": "", "folder/index.html": "", "_headers": RULES}
    answer = ask(published(tmp_path, files), path)
    assert POLICY == answer.headers["content-security-policy"]
    assert "nosniff" == answer.headers["x-content-type-options"]
    assert "x-asset" not in answer.headers


def test_what_the_server_decides(tmp_path: Path) -> None:
    """Types and caching are the server's own, and a line that is no header is passed over."""
    answer = ask(published(tmp_path, {"index.html": "", "_headers": RULES}), "/")
    assert "no-store" == answer.headers["cache-control"]
    assert "text/html; charset=utf-8" == answer.headers["content-type"]
    assert [] == [name for name in answer.headers if name.startswith(("x-b", "x-u", "x-ü"))]


@pytest.mark.parametrize("pattern", ["/n%C3%A9ws/*", "/néws/*"])
def test_site_below_a_path(tmp_path: Path, pattern: str) -> None:
    """The rules of a site below a path begin with that path."""
    rules = f"/*\n  X-Other: 1\n{pattern}\n  X-Ours: 1\n"
    answer = ask(published(tmp_path, {"index.html": "", "_headers": rules}, "/n%C3%A9ws"), "/néws/")
    assert ("1", None) == (answer.headers["x-ours"], answer.headers.get("x-other"))


def test_file_that_is_none(tmp_path: Path) -> None:
    """Bytes that are no rules give no headers."""
    app = published(tmp_path, {"index.html": "home", "_headers": b"\x00\xff/*\n\t\xff: \xff\r\n"})
    assert b"home" == ask(app, "/").body


def test_folder_of_that_name(tmp_path: Path) -> None:
    """A folder called _headers is no file of rules."""
    app = published(tmp_path, {"index.html": "home", "_headers/index.html": "x"})
    assert b"home" == ask(app, "/").body
