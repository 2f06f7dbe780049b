"""What a browser is sent for the paths of an edition."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from generator.disk import Disk, Stat, Where
from generator.serve.app import published_app
from tests.serve.browser import ask, ask_raw, published

PAGES = {
    "index.html": "<p>home",
    "404.html": "<p>lost",
    "2026/03/straits/index.html": "<p>straits",
    "feed.xml": "<rss/>",
    "build.json": "{}",
}


def test_home(tmp_path: Path) -> None:
    """`/` is the folder's index.html, as HTML in UTF-8, kept by no cache."""
    answer = ask(published(tmp_path, PAGES), "/")
    assert (200, b"<p>home") == (answer.status, answer.body)
    assert "text/html; charset=utf-8" == answer.headers["content-type"]
    assert "no-store" == answer.headers["cache-control"]


def test_folder_with_slash(tmp_path: Path) -> None:
    """A folder's URL is its index.html."""
    answer = ask(published(tmp_path, PAGES), "/2026/03/straits/")
    assert (200, b"<p>straits") == (answer.status, answer.body)


def test_folder_without_slash(tmp_path: Path) -> None:
    """A folder asked for without its slash leads on to it by a relative address."""
    answer = ask(published(tmp_path, PAGES), "/2026/03/straits")
    assert (308, "./straits/") == (answer.status, answer.headers["location"])


def test_query_of_a_folder_without_slash(tmp_path: Path) -> None:
    """What stands after the question mark goes along."""
    answer = ask(published(tmp_path, PAGES), "/2026/03/straits", query="a=1&b=%C3%A4")
    assert "./straits/?a=1&b=%C3%A4" == answer.headers["location"]


@pytest.mark.parametrize(
    ("name", "location"),
    [
        ("javascript:alert(1)", "./javascript%3Aalert%281%29/"),
        ("مضيق", "./%D9%85%D8%B6%D9%8A%D9%82/"),
        ("a?b#c", "./a%3Fb%23c/"),
        ("100%", "./100%25/"),
    ],
)
def test_strange_folder_without_slash(tmp_path: Path, name: str, location: str) -> None:
    """No name of a folder becomes a scheme, a query or a fragment."""
    app = published(tmp_path, {f"{name}/index.html": ""})
    assert location == ask(app, f"/{name}").headers["location"]


@pytest.mark.parametrize(
    "path", ["//evil.example", "//evil.example/", "/2026//03", "/\\evil.example"]
)
def test_another_host_in_the_path(tmp_path: Path, path: str) -> None:
    """A path that a browser could take for another host leads nowhere."""
    app = published(tmp_path, {**PAGES, "evil.example/index.html": "x"})
    assert (404, None) == (ask(app, path).status, ask(app, path).headers.get("location"))


def test_folder_without_index(tmp_path: Path) -> None:
    """What a folder holds is never listed."""
    app = published(tmp_path, PAGES)
    assert [404, 404] == [ask(app, "/2026/").status, ask(app, "/2026").status]


def test_unknown_path(tmp_path: Path) -> None:
    """Where nothing stands, the site's own page says so, with status 404."""
    answer = ask(published(tmp_path, PAGES), "/nowhere/")
    assert (404, b"<p>lost") == (answer.status, answer.body)
    assert "text/html; charset=utf-8" == answer.headers["content-type"]


def test_unknown_path_without_a_404_page(tmp_path: Path) -> None:
    """A site without a 404.html gets a plain line."""
    answer = ask(published(tmp_path, {"index.html": ""}), "/nowhere/")
    assert (404, b"nothing is published here\n") == (answer.status, answer.body)


def test_file_with_a_slash_after_it(tmp_path: Path) -> None:
    """A file is no folder."""
    assert 404 == ask(published(tmp_path, PAGES), "/feed.xml/").status


def test_type_of_a_feed(tmp_path: Path) -> None:
    """A file is sent with the type of our own table."""
    answer = ask(published(tmp_path, PAGES), "/feed.xml")
    assert "application/xml; charset=utf-8" == answer.headers["content-type"]


def test_build_record(tmp_path: Path) -> None:
    """build.json is published and so it is served."""
    assert b"{}" == ask(published(tmp_path, PAGES), "/build.json").body


def test_page_without_an_ending(tmp_path: Path) -> None:
    """An old address that is a file of its own is sent as it is."""
    assert b"moved" == ask(published(tmp_path, {"2019/old.php": "moved"}), "/2019/old.php").body


@pytest.mark.parametrize("path", ["/.env", "/.well-known/x", "/a/.hidden", "/.git/config"])
def test_hidden_file(tmp_path: Path, path: str) -> None:
    """Hidden files are not published."""
    assert 404 == ask(published(tmp_path, {path[1:]: "secret"}), path).status


def test_hidden_link(tmp_path: Path) -> None:
    """A hidden link is hidden, wherever it leads."""
    app = published(tmp_path, PAGES)
    (tmp_path / ".latest").symlink_to("feed.xml")
    assert 404 == ask(app, "/.latest").status


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "get"])
def test_other_method(tmp_path: Path, method: str) -> None:
    """Only GET and HEAD are answered, and the refusal says so."""
    answer = ask(published(tmp_path, PAGES), "/", method)
    assert (405, "GET, HEAD") == (answer.status, answer.headers["allow"])


def test_head(tmp_path: Path) -> None:
    """HEAD gets the headers of GET and no body."""
    answer = ask(published(tmp_path, PAGES), "/", "HEAD")
    assert (200, "7", b"") == (answer.status, answer.headers["content-length"], answer.body)


def test_page_that_the_browser_has(tmp_path: Path) -> None:
    """A browser that names the ETag of what stands there gets 304 and no body."""
    app = published(tmp_path, PAGES)
    etag = ask(app, "/").headers["etag"]
    for known in (etag, f'"x", W/{etag}', "*"):
        answer = ask(app, "/", if_none_match=known)
        assert (304, etag, b"") == (answer.status, answer.headers["etag"], answer.body)


def test_page_that_changed(tmp_path: Path) -> None:
    """Another edition of a page has another ETag, even with the same size and time."""
    app = published(tmp_path, PAGES)
    etag = ask(app, "/").headers["etag"]
    times = (tmp_path / "index.html").stat()
    (tmp_path / "new").write_bytes(b"<p>HOME")
    os.utime(tmp_path / "new", ns=(times.st_atime_ns, times.st_mtime_ns))
    (tmp_path / "new").rename(tmp_path / "index.html")
    answer = ask(app, "/", if_none_match=etag)
    assert (200, b"<p>HOME") == (answer.status, answer.body)


def test_site_below_a_path(tmp_path: Path) -> None:
    """A base_url with a path puts every page below that path, and nothing elsewhere."""
    app = published(tmp_path, PAGES, "/news")
    assert b"<p>home" == ask(app, "/news/").body
    assert b"<p>straits" == ask(app, "/news/2026/03/straits/").body
    assert b"<p>lost" == ask(app, "/2026/03/straits/").body
    assert [404, 404] == [ask(app, path).status for path in ("/newsfeed.xml", "/news-feed.xml")]


@pytest.mark.parametrize(
    ("path", "status", "location"), [("/", 307, "./news/"), ("/news", 308, "./news/")]
)
def test_way_to_a_site_below_a_path(tmp_path: Path, path: str, status: int, location: str) -> None:
    """The server's root and the path without its slash lead to the home page."""
    answer = ask(published(tmp_path, PAGES, "/news"), path)
    assert (status, location) == (answer.status, answer.headers["location"])


def test_site_below_an_encoded_path(tmp_path: Path) -> None:
    """A path in base_url may be percent-encoded; it is the same path."""
    app = published(tmp_path, PAGES, "/n%C3%A9ws/x")
    assert b"<p>home" == ask(app, "/néws/x/").body
    assert "./n%C3%A9ws/x/" == ask(app, "/").headers["location"]
    assert "./x/" == ask(app, "/néws/x").headers["location"]


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:8000", "LOCALHOST:9", "[::1]:8000"])
def test_own_host(tmp_path: Path, host: str) -> None:
    """This machine's names are answered, whatever port a tunnel gives them."""
    assert 200 == ask(published(tmp_path, PAGES), "/", host=host).status


@pytest.mark.parametrize(
    "host",
    ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "evil.example:8000", ""]
    + ["localhost@evil.example", "127.0.0.1:x", "::1", "localhost:8000\n", "0.0.0.0:8000"],
)
def test_foreign_host(tmp_path: Path, host: str) -> None:
    """A page of another site whose name was pointed here reads nothing."""
    answer = ask(published(tmp_path, PAGES), "/", host=host)
    assert (421, False) == (answer.status, b"home" in answer.body)


@pytest.mark.parametrize("hosts", [[], [b"localhost", b"evil.example"], [b"localhost"] * 2])
def test_no_host_or_several(tmp_path: Path, hosts: list[bytes]) -> None:
    """A request must name its host exactly once."""
    app = published(tmp_path, PAGES)
    assert 421 == ask_raw(app, "/", [(b"host", host) for host in hosts]).status


def test_fifo(tmp_path: Path) -> None:
    """A FIFO is no page, and nobody waits for it."""
    os.mkfifo(tmp_path / "feed.xml")
    assert 404 == ask(published(tmp_path, {}), "/feed.xml").status


def test_link_within_the_folder(tmp_path: Path) -> None:
    """A link to something published is followed."""
    app = published(tmp_path, PAGES)
    (tmp_path / "latest").symlink_to("2026/03/straits")
    assert b"<p>straits" == ask(app, "/latest/").body


def test_output_folder_that_is_a_link(tmp_path: Path) -> None:
    """The served folder itself may be a link, and may be turned to another edition."""
    published(tmp_path / "one", {"index.html": "1"})
    published(tmp_path / "two", {"index.html": "2"})
    (tmp_path / "output").symlink_to("one")
    app = published_app(str(tmp_path / "output"))
    assert b"1" == ask(app, "/").body
    (tmp_path / "output").unlink()
    (tmp_path / "output").symlink_to("two")
    assert b"2" == ask(app, "/").body


def test_links_that_lead_out(tmp_path: Path) -> None:
    """A link out of the folder, to a hidden file or round in a circle leads nowhere."""
    app = published(tmp_path / "output", {**PAGES, ".secret": "secret"})
    (tmp_path / "output-too").mkdir()
    (tmp_path / "output-too" / "index.html").write_text("secret")
    for name, target in {
        "a": "../output-too",
        "b": str(tmp_path / "output-too" / "index.html"),
        "c": ".secret",
        "d": "d",
        "e": "/",
    }.items():
        (tmp_path / "output" / name).symlink_to(target)
    paths = ("/a/", "/a", "/a/index.html", "/b", "/c", "/d", "/d/", "/e/etc/passwd", "/e/")
    assert [(404, b"<p>lost")] * len(paths) == [
        (answer.status, answer.body) for answer in (ask(app, path) for path in paths)
    ]


def test_404_page_that_is_a_link_out(tmp_path: Path) -> None:
    """The page for lost readers may not come from elsewhere either."""
    (tmp_path / "secret").write_text("secret")
    app = published(tmp_path / "output", {"index.html": ""})
    (tmp_path / "output" / "404.html").symlink_to("../secret")
    assert b"secret" not in ask(app, "/nowhere/").body


def test_folder_that_is_gone(tmp_path: Path) -> None:
    """A folder removed while it is served is an empty one."""
    assert 404 == ask(published_app(str(tmp_path / "output")), "/").status


class VanishingDisk(Disk):
    """A disk from which a page is gone between the look at it and its opening."""

    def stat(self, path: Where) -> Stat:
        found = super().stat(path)
        if os.fspath(path).endswith("straits/index.html"):
            os.unlink(path)
        return found


def test_page_that_vanishes(tmp_path: Path) -> None:
    """A page that a build removes just then is not found, and nothing breaks."""
    published(tmp_path, PAGES)
    answer = ask(published_app(str(tmp_path), "", VanishingDisk()), "/2026/03/straits/")
    assert (404, b"<p>lost") == (answer.status, answer.body)


class LockedDisk(Disk):
    """A disk on which nothing may be looked at."""

    def stat(self, path: Where) -> Stat:
        raise PermissionError(13, "Permission denied", os.fspath(path))


def test_locked_folder(tmp_path: Path) -> None:
    """What the system does not let us see is not found."""
    published(tmp_path, PAGES)
    assert 404 == ask(published_app(str(tmp_path), "", LockedDisk()), "/").status


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is locked for root")
def test_locked_page(tmp_path: Path) -> None:
    """A page that may not be read is not found."""
    app = published(tmp_path, PAGES)
    (tmp_path / "feed.xml").chmod(0)
    assert 404 == ask(app, "/feed.xml").status


def cut_off(app: ASGIApp, happening: Callable[[], object]) -> ASGIApp:
    """The app on a connection that breaks off at the first bytes; 299 if the app takes that."""

    async def broken(scope: Scope, receive: Receive, send: Send) -> None:
        async def refuse(message: Message) -> None:
            if message["type"] == "http.response.body":
                happening()
                raise RuntimeError("Response content shorter than Content-Length")

        await app(scope, receive, refuse)
        await send({"type": "http.response.start", "status": 299, "headers": []})

    return broken


def test_page_replaced_while_it_is_sent(tmp_path: Path) -> None:
    """A sending that a new edition broke off ends in silence."""
    app = published(tmp_path, PAGES)
    replaced = cut_off(app, lambda: (tmp_path / "index.html").write_text("another edition"))
    assert 299 == ask(replaced, "/").status


def test_fault_while_a_page_is_sent(tmp_path: Path) -> None:
    """Any other failure is a bug of ours, and not hidden."""
    app = published(tmp_path, PAGES)
    with pytest.raises(RuntimeError):
        ask(cut_off(app, lambda: None), "/")
