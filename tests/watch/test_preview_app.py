"""What the preview answers, and whom: in this process, without a builder."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from generator.blobs import Blobs
from generator.disk import Disk
from generator.problems import Span, error
from generator.watch import news
from generator.watch.app import preview_app
from generator.watch.preview import Preview

HOST = "http://127.0.0.1:8000"
PAGE = b"<html><head></head><body>in place</body></html>"


class Visit:
    """A preview of a folder, and requests to it."""

    def __init__(self, root: Path, base_path: str = "") -> None:
        self.folder = root / "preview"
        self.folder.mkdir(parents=True)
        (self.folder / "index.html").write_bytes(PAGE)
        (self.folder / "404.html").write_bytes(b"<html><head></head>lost</html>")
        (self.folder / "a.txt").write_text("text")
        self.blobs = Blobs(str(root / "blobs"), Disk())
        self.preview = Preview(str(self.folder), self.blobs, Disk())
        self.shown: list[frozenset[str]] = []
        self.app = preview_app(self.preview, base_path, Disk(), self.shown.append)

    def ask(self, path: str, method: str = "GET", **more: Any) -> httpx.Response:
        return asyncio.run(self._ask(path, method, more))

    async def _ask(self, path: str, method: str, more: dict[str, Any]) -> httpx.Response:
        transport = httpx.ASGITransport(app=self.app)
        async with httpx.AsyncClient(transport=transport, base_url=HOST) as client:
            return await client.request(method, path, **more)

    def make(self, path: str, data: bytes, before: bytes = b"") -> str:
        """A page is ready before its edition."""
        digest = self.blobs.put(data)
        older = self.blobs.put(before) if before else ""
        self.preview.hear(news.PageMade(f"/{path}", path, digest, older, ""))
        return digest


@pytest.fixture
def visit(tmp_path: Path) -> Visit:
    return Visit(tmp_path)


def test_a_page_is_sent_with_our_script_and_everything_else_as_it_is(visit: Visit) -> None:
    page = visit.ask("/")
    digest = hashlib.sha256(PAGE).hexdigest()
    assert f'data-broadsheet="{digest}"' in page.text
    assert "in place" in page.text
    assert visit.ask("/a.txt").text == "text"
    assert (visit.folder / "index.html").read_bytes() == PAGE


def test_a_page_has_the_hosts_own_headers(visit: Visit) -> None:
    """As `serve` sends them."""
    (visit.folder / "_headers").write_text("/*\n  Referrer-Policy: same-origin\n")
    assert visit.ask("/").headers["referrer-policy"] == "same-origin"


def test_a_page_that_is_known_is_not_sent_again(visit: Visit) -> None:
    etag = visit.ask("/").headers["etag"]
    assert visit.ask("/", headers={"if-none-match": etag}).status_code == 304


def test_what_is_not_there_is_the_sites_own_page_and_follows_too(visit: Visit) -> None:
    lost = visit.ask("/nothing/")
    assert (lost.status_code, "lost" in lost.text) == (404, True)
    assert "data-broadsheet" in lost.text


def test_before_the_first_edition_there_is_a_page_that_waits(visit: Visit) -> None:
    for name in ("index.html", "404.html"):
        (visit.folder / name).unlink()
    page = visit.ask("/")
    assert page.status_code == 503
    assert 'data-broadsheet=""' in page.text


def test_a_page_stands_over_the_edition_until_that_is_in_place(visit: Visit) -> None:
    visit.make("index.html", b"<html><head></head>newer</html>")
    assert "newer" in visit.ask("/").text
    visit.preview.hear(news.Done(True, ()))
    assert "in place" in visit.ask("/").text


def test_pages_of_an_edition_that_was_kept_back_are_shown(visit: Visit) -> None:
    digest = visit.blobs.put(b"<html><head></head>kept back</html>")
    visit.preview.hear(news.Done(False, (), made={"index.html": digest}))
    assert "kept back" in visit.ask("/").text


def test_files_of_an_edition_that_was_kept_back_come_as_they_are(visit: Visit) -> None:
    """With their own type, and without a script of ours."""
    digest = visit.blobs.put(b"body {}")
    visit.preview.hear(news.Done(False, (), made={"assets/site.css": digest}))
    found = visit.ask("/assets/site.css")
    assert found.text == "body {}"
    assert found.headers["content-type"].startswith("text/css")


def test_a_picture_of_a_page_that_is_ready_first_is_waited_for(visit: Visit) -> None:
    async def asked_early() -> httpx.Response:
        visit.make("index.html", b"<html><head></head>newer</html>")
        asking = asyncio.create_task(visit._ask("/new.txt", "GET", {}))
        await asyncio.sleep(0.05)
        assert not asking.done()
        (visit.folder / "new.txt").write_text("there")
        visit.preview.hear(news.Done(True, ()))
        return await asking

    assert asyncio.run(asked_early()).text == "there"


def test_a_damaged_blob_falls_back_to_what_is_in_place(visit: Visit) -> None:
    digest = visit.make("index.html", b"<html><head></head>newer</html>")
    Path(visit.blobs.path(digest)).write_bytes(b"rubbish")
    assert "in place" in visit.ask("/").text


def test_the_page_before_is_to_be_had(visit: Visit) -> None:
    assert visit.ask("/__broadsheet/before?path=/").status_code == 204
    visit.make("index.html", b"newer", before=b"older")
    assert visit.ask("/__broadsheet/before?path=/").content == b"older"


def test_the_state_has_every_problem_with_its_line(visit: Visit) -> None:
    problem = error("some-code", "a message", "content/a.md", span=Span(3, 2, 4), cure="mend it")
    visit.preview.hear(news.Done(False, (news.Told(problem, "abcdefgh"),)))
    (found,) = visit.ask("/__broadsheet/state?path=/").json()["problems"]
    assert found["place"] == "content/a.md:3:2"
    assert found["excerpt"].splitlines()[1].strip() == "|  ^^^^"
    assert (found["message"], found["cure"], found["isError"]) == ("a message", "mend it", True)


def test_the_page_about_the_preview_lists_and_escapes(visit: Visit) -> None:
    problem = error("some-code", "<b>bold</b>", "content/a.md")
    waiting = (news.Waiting("content/<i>.md", None, "/x/"), news.Waiting("content/b.md", None, ""))
    visit.preview.hear(
        news.Done(True, (news.Told(problem, None),), lines=("why",), waiting=waiting)
    )
    page = visit.ask("/__broadsheet/").text
    assert "&lt;b&gt;bold" in page
    assert '<a href="/x/">content/&lt;i&gt;.md</a>: draft' in page
    assert "<li>why</li>" in page


def test_the_page_about_the_preview_says_how_far_the_first_edition_is(visit: Visit) -> None:
    visit.preview.hear(news.Progress("articles", 50, 1000))
    assert "articles 50 of 1,000" in visit.ask("/__broadsheet/").text


def test_a_site_below_a_path_is_followed_there(tmp_path: Path) -> None:
    visit = Visit(tmp_path, "/news")
    assert "in place" in visit.ask("/news/").text
    assert visit.ask("/__broadsheet/state?path=/news/").json()["file"] == "index.html"
    assert visit.ask("/__broadsheet/state?path=/elsewhere/").json()["file"] == ""


FOREIGN = [
    {"origin": "https://evil.example"},
    {"origin": "null"},
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
]


@pytest.mark.parametrize("headers", FOREIGN)
@pytest.mark.parametrize(
    "path", ["events", "state?path=/", "before?path=/", "", "client/preview.js"]
)
def test_other_sites_learn_nothing(visit: Visit, path: str, headers: dict[str, str]) -> None:
    found = visit.ask(f"/__broadsheet/{path}", headers=headers)
    assert found.status_code == 403
    assert "access-control-allow-origin" not in found.headers


@pytest.mark.parametrize("path", ["/", "/a.txt", "/__broadsheet/events", "/__broadsheet/state"])
def test_another_host_is_refused(visit: Visit, path: str) -> None:
    """A name that its owner points to 127.0.0.1 (DNS rebinding)."""
    assert visit.ask(path, headers={"host": "evil.example"}).status_code == 421


@pytest.mark.parametrize("path", ["/__broadsheet/state", "/__broadsheet/events", "/__broadsheet/x"])
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_other_methods_are_refused(visit: Visit, path: str, method: str) -> None:
    assert visit.ask(path, method).status_code == 405


@pytest.mark.parametrize(
    "path",
    ["client/../app.py", "client/%2e%2e/app.py", "client//etc/passwd", "client/", "client/x.js"],
)
def test_only_our_own_files_are_sent_as_the_client(visit: Visit, path: str) -> None:
    assert visit.ask(f"/__broadsheet/{path}").status_code in (403, 404)


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"null", b"{", b'{"stream": 1}', b'{"paths": 5, "stream": "x"}', b"[" * 50_000],
)
def test_a_malformed_list_of_pages_is_refused(visit: Visit, body: bytes) -> None:
    assert visit.ask("/__broadsheet/shown", "POST", content=body).status_code == 400


def test_a_huge_list_of_pages_is_cut_off(visit: Visit) -> None:
    assert visit.ask("/__broadsheet/shown", "POST", content=b"x" * 1_000_000).status_code == 413


async def streamed(visit: Visit, until: Callable[[list[dict[str, Any]]], bool]) -> list[Any]:
    """What a stream says, until that is enough; hangs up then."""
    heard: list[dict[str, Any]] = []
    hung_up = asyncio.Event()
    scope = {
        "type": "http",
        "method": "GET",
        "path": "/__broadsheet/events",
        "query_string": b"",
        "headers": [(b"host", b"127.0.0.1:8000")],
        "asgi": {"version": "3.0", "spec_version": "2.4"},
    }

    async def receive() -> dict[str, Any]:
        await hung_up.wait()
        return {"type": "http.disconnect"}

    async def send(message: dict[str, Any]) -> None:
        for line in message.get("body", b"").decode().splitlines():
            if line.startswith("data: "):
                heard.append(json.loads(line[6:]))
        if until(heard):
            hung_up.set()
            raise OSError

    try:
        await visit.app(scope, receive, send)  # type: ignore[arg-type]
    except Exception:
        assert hung_up.is_set()
    return heard


def test_a_stream_tells_what_happens_and_is_forgotten_when_it_ends(visit: Visit) -> None:
    async def watched() -> list[Any]:
        listening = asyncio.create_task(streamed(visit, lambda heard: len(heard) == 3))
        while not visit.preview.streams:
            await asyncio.sleep(0.01)
        (name,) = visit.preview.streams
        body = json.dumps({"stream": name, "paths": ["/", "/x%20y/"]})
        await visit._ask("/__broadsheet/shown", "POST", {"content": body})
        visit.make("index.html", b"newer")
        visit.preview.hear(news.Done(True, (), changed=("index.html",)))
        return await listening

    heard = asyncio.run(watched())
    assert [message["kind"] for message in heard][:2] == ["stream", "page"]
    assert frozenset(("index.html", "x y/index.html")) in visit.shown
    assert visit.preview.streams == {}


def test_the_builder_hears_of_the_pages_shown_only_where_they_are_others(visit: Visit) -> None:
    async def watched() -> None:
        listening = asyncio.create_task(streamed(visit, lambda heard: False))
        while not visit.preview.streams:
            await asyncio.sleep(0.01)
        (name,) = visit.preview.streams
        for _ in range(50):
            body = json.dumps({"stream": name, "paths": ["/"]})
            await visit._ask("/__broadsheet/shown", "POST", {"content": body})
        listening.cancel()

    asyncio.run(watched())
    assert visit.shown[:1] == [frozenset(("index.html",))]
    assert len(visit.shown) <= 2


def test_a_browser_that_takes_no_news_costs_little(visit: Visit) -> None:
    """It is told to look at everything instead."""

    async def flooded() -> int:
        listening = asyncio.create_task(streamed(visit, lambda heard: False))
        while not visit.preview.streams:
            await asyncio.sleep(0.01)
        (stream,) = visit.preview.streams.values()
        for _ in range(100_000):
            stream.put({"kind": "page"})
        waiting = stream.news.qsize()
        listening.cancel()
        return waiting

    assert asyncio.run(flooded()) <= 200
