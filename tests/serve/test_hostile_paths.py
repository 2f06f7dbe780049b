"""A law: no path brings anything but what is published, and none breaks the server."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from starlette.types import ASGIApp

from tests.serve.browser import ask, ask_raw, published

CANARY = b"canary-of-what-is-not-published"
PAGE = b"page"

SEGMENTS = (
    ["", ".", "..", "...", "~", "a", "index.html", "404.html", "out", "file-out", "up", "loop"]
    + ["fifo", "locked", ".hidden", ".broadsheet", "secret", "secret.html", "output", "etc"]
    + ["passwd", "\\", "..\\", "C:", "NUL", "con", "a\\..\\..\\secret", "\x00", "a\x00.html", "%"]
    + ["%2e%2e", "%2f", "%00", "..;", "\ufffd", "\u202e", "\ud800", "é", "e\u0301", "x" * 300, " "]
    + ["*", "?", "#", ":", "javascript:alert(1)", "evil.example", "@", "index.html::$DATA"]
)
PATHS = st.one_of(
    st.lists(st.sampled_from(SEGMENTS), max_size=12).map(lambda parts: "/" + "/".join(parts)),
    st.lists(st.sampled_from(SEGMENTS) | st.text(max_size=5), max_size=6).map("/".join),
    st.text(st.characters(), max_size=80),
    st.lists(st.sampled_from(["%2e", "%2f", "..", "/", "%5c", "%c0%af", "%00", "secret"]))
    .map("".join)
    .map(unquote),
)
HEADERS = st.lists(
    st.tuples(
        st.sampled_from([b"range", b"if-range", b"if-none-match", b"if-modified-since", b"host"]),
        st.sampled_from(
            [b"bytes=0-", b"bytes=1-2", b"bytes=-1", b"bytes=5-1", b"bytes=0-0,2-", b"bytes=" * 9]
            + [b"bytes=" + b"9" * 5000 + b"-", b"bytes=0-,0-,0-", b"x", b"*", b'"', b"\xff", b""]
            + [b"bytes=--", b"bytes=\xb2-\xb3", b"bytes=-0", b"Sat, 01 Jan 2000 00:00:00 GMT"]
        ),
    ),
    max_size=3,
)


@pytest.fixture(scope="module")
def site() -> Iterator[Path]:
    """A folder with secrets beside it and in it, and every way out of it planted inside."""
    with tempfile.TemporaryDirectory() as name:
        site = Path(name)
        for secret in ("secret", "secret.html", "output-too/index.html", "output/.hidden"):
            (site / secret).parent.mkdir(exist_ok=True)
            (site / secret).write_bytes(CANARY)
        output = site / "output"
        (output / ".broadsheet").mkdir()
        (output / ".broadsheet" / "index.html").write_bytes(CANARY)
        for page in ("index.html", "404.html", "a/index.html", "a/a", "x", "é/index.html"):
            (output / page).parent.mkdir(exist_ok=True)
            (output / page).write_bytes(PAGE)
        links = {"out": "../output-too", "file-out": "../secret", "up": "..", "loop": "loop"}
        for link, target in {**links, "a/up": "../..", "a/in": "../a", "root": "/"}.items():
            (output / link).symlink_to(target)
        os.mkfifo(output / "fifo")
        (output / "locked").mkdir(mode=0)
        yield site
        (output / "locked").chmod(0o700)


@pytest.fixture(scope="module", params=["", "/news"])
def app(site: Path, request: pytest.FixtureRequest) -> ASGIApp:
    return published(site / "output", {}, request.param)


@settings(max_examples=150, deadline=None)
@given(
    path=PATHS,
    prefix=st.sampled_from(["", "/news"]),
    method=st.sampled_from(["GET", "HEAD"]),
    headers=HEADERS,
    query=st.sampled_from(["", "a=b", "\r\nx: y", "//evil.example", "%0d%0a"]),
)
@example("//evil.example/..", "", "GET", [], "")
@example("/../secret", "", "GET", [], "")
@example("/out/", "", "GET", [], "")
def test_hostile_path(
    app: ASGIApp,
    path: str,
    prefix: str,
    method: str,
    headers: list[tuple[bytes, bytes]],
    query: str,
) -> None:
    """Never a fault of the server, never a word from outside, never a way to another host."""
    host = (b"host", b"127.0.0.1")
    answer = ask_raw(app, prefix + path, [host, *headers], method, query)
    assert answer.status in (200, 206, 304, 307, 308, 400, 404, 416, 421)
    assert CANARY not in answer.body
    location = answer.headers.get("location", "./")
    assert location.startswith("./")
    assert location.isascii()
    assert location.isprintable()


@pytest.mark.parametrize("path", ["/", "/a/", "/a/in/", "/x", "/é/"])
def test_published_path(site: Path, path: str) -> None:
    """The law above is not kept by refusing everything."""
    assert PAGE == ask(published(site / "output", {}), path).body
