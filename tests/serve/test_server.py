"""The server as a browser meets it, over a real connection."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import httpx
import pytest
import uvicorn

from generator.serve import server
from generator.serve.server import HOST, NoPort, configuration, listening
from tests.serve.browser import published

FILM = bytes(range(256)) * 4


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server of a small edition."""
    files = {"index.html": "<p>home", "a/index.html": "<p>a", "film.mp4": FILM}
    app = published(tmp_path_factory.mktemp("output"), files)
    listener = listening(0)
    at_work = uvicorn.Server(configuration(app))
    thread = threading.Thread(target=at_work.run, kwargs={"sockets": [listener]})
    thread.start()
    while not at_work.started:
        time.sleep(0.01)
    yield f"http://{HOST}:{listener.getsockname()[1]}"
    at_work.should_exit = True
    thread.join()


def test_page(address: str) -> None:
    """A page comes with its type and no word about the software that sends it."""
    answer = httpx.get(f"{address}/")
    assert (200, "<p>home") == (answer.status_code, answer.text)
    assert "server" not in answer.headers


def test_who_never_says_what_is_wanted_is_cut_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And holds nobody up: meanwhile and after that, others are answered."""
    monkeypatch.setattr(server, "_REQUEST_S", 0.2)
    app = published(tmp_path, {"index.html": "<p>home"})
    listener = listening(0)
    at_work = server._Server(configuration(app), lambda: None)
    thread = threading.Thread(target=at_work.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        slow = socket.create_connection(listener.getsockname())
        slow.settimeout(20)
        slow.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ")
        address = f"http://{HOST}:{listener.getsockname()[1]}"
        assert httpx.get(address).status_code == 200
        with suppress(ConnectionError):
            assert slow.recv(1) == b""
        assert httpx.get(address).status_code == 200
        slow.close()
    finally:
        at_work.should_exit = True
        thread.join()


def test_folder_without_slash(address: str) -> None:
    """A browser that follows the redirect stands at the folder."""
    answer = httpx.get(f"{address}/a?x=1", follow_redirects=True)
    assert (f"{address}/a/?x=1", "<p>a") == (str(answer.url), answer.text)


@pytest.mark.parametrize(
    ("asked", "status", "sent"),
    [
        ("bytes=0-9", 206, FILM[:10]),
        ("bytes=1000-", 206, FILM[1000:]),
        ("bytes=-4", 206, FILM[-4:]),
        ("bytes=5000-", 416, b""),
    ],
)
def test_part_of_a_film(address: str, asked: str, status: int, sent: bytes) -> None:
    """A player gets the part that it asks for."""
    answer = httpx.get(f"{address}/film.mp4", headers={"range": asked})
    assert (status, sent) == (answer.status_code, answer.content)
    assert "no-store" == answer.headers["cache-control"]


def test_part_of_a_film_that_changed(address: str) -> None:
    """A player that holds a part of another edition gets the whole."""
    headers = {"range": "bytes=0-9", "if-range": '"older"'}
    assert FILM == httpx.get(f"{address}/film.mp4", headers=headers).content


def test_page_that_the_browser_has(address: str) -> None:
    """An ETag that still holds is answered without the page."""
    etag = httpx.get(f"{address}/").headers["etag"]
    answer = httpx.get(f"{address}/", headers={"if-none-match": etag})
    assert (304, b"") == (answer.status_code, answer.content)


def test_foreign_host(address: str) -> None:
    """A page of another site whose name was pointed here reads nothing."""
    answer = httpx.get(f"{address}/", headers={"host": "evil.example"})
    assert (421, False) == (answer.status_code, "home" in answer.text)


def test_post(address: str) -> None:
    """Only GET and HEAD are answered."""
    assert 405 == httpx.post(f"{address}/", content=b"x" * 100_000).status_code


MALFORMED = {
    "a lone percent sign": b"/%",
    "no hexadecimal": b"/%zz",
    "no UTF-8": b"/%ff%fe",
    "NUL": b"/%00",
    "slashes in disguise": b"/a%2f..%2f..%2fsecret",
    "backslash": b"/..%5csecret",
    "a whole address": b"http://evil.example/",
    "long": b"/" + b"x" * 5_000,
    "longer than any header may be": b"/" + b"x" * 100_000,
    "a star": b"*",
    "a raw byte": b"/\xff",
    "another host": b"//evil.example/%2e%2e",
    "a folder and out of it": b"/a/..",
}


@pytest.mark.parametrize("target", MALFORMED.values(), ids=MALFORMED.keys())
def test_malformed_target(address: str, target: bytes) -> None:
    """What is no proper path is refused, and the next request is answered."""
    host, port = address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=5) as line:
        line.sendall(b"GET " + target + b" HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert line.recv(12) in (b"HTTP/1.1 404", b"HTTP/1.1 400")
    assert 200 == httpx.get(f"{address}/").status_code


def test_websocket(address: str) -> None:
    """A page that wants a socket gets a plain answer."""
    headers = {"connection": "upgrade", "upgrade": "websocket", "sec-websocket-version": "13"}
    assert 200 == httpx.get(f"{address}/", headers=headers).status_code


def test_port_that_is_taken() -> None:
    """The next free port is taken instead."""
    with listening(0) as first:
        port = first.getsockname()[1]
        with listening(port) as second:
            assert port < second.getsockname()[1] <= port + 20


def test_only_this_machine() -> None:
    """The server listens at 127.0.0.1 and nowhere else."""
    with listening(0) as listener:
        assert HOST == listener.getsockname()[0]


def test_no_port_left() -> None:
    """Where every port tried is taken, the message names them and the way out."""
    words = r"the ports 65535 to 65535 are all taken; .* --port"
    with listening(65_535), pytest.raises(NoPort, match=words):
        listening(65_535)
