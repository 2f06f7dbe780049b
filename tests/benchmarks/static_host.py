"""A built site as a static host sends it: with gzip, and with the headers that its `_headers` names.

The preview server of `broadsheet serve` does neither: nothing may linger in a writer's browser, and
on one machine bytes cost nothing. What readers' browsers are sent is measured here instead.
"""

from __future__ import annotations

import re
import socket
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from fnmatch import fnmatchcase
from pathlib import Path

import uvicorn
from starlette.datastructures import MutableHeaders
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from generator.serve.app import published_app

# What hosts send with a page for which `_headers` says nothing else: keep it, but ask each time.
UNLESS_SAID = {"cache-control": "public, max-age=0, must-revalidate"}
# A pattern of paths, and the headers for them.
Rule = tuple[str, dict[str, str]]


def static_host(output: Path) -> ASGIApp:
    """The files of an output folder, at the root of their address."""
    rules = rules_of((output / "_headers").read_text("utf-8"))
    # It leaves pictures and faces as they are: those are compressed already.
    return GZipMiddleware(with_headers(published_app(str(output)), rules))


def rules_of(text: str) -> list[Rule]:
    """The rules of a `_headers` file: a path with `*` at the margin, its headers below, indented."""
    found: list[Rule] = []
    for line in text.splitlines():
        name, _, value = line.strip().partition(":")
        if re.match(r"\S", line):
            found.append((line.strip(), {}))
        elif found and value:
            found[-1][1][name.lower()] = value.strip()
    return found


def with_headers(app: ASGIApp, rules: Sequence[Rule]) -> ASGIApp:
    """The app with the headers of all rules that its path meets, in place of its own."""

    async def headed(scope: Scope, receive: Receive, send: Send) -> None:
        async def reply(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=list(message["headers"]))
                headers.update(UNLESS_SAID)
                for pattern, named in rules:
                    if fnmatchcase(scope["path"], pattern):
                        headers.update(named)
                message = {**message, "headers": headers.raw}
            await send(message)

        await app(scope, receive, reply)

    return headed


@contextmanager
def answering(app: ASGIApp, listener: socket.socket) -> Iterator[None]:
    """The app answers at a socket for as long as this lasts."""
    # Browsers that keep a connection open are cut off at the end, which is nothing to tell.
    server = uvicorn.Server(
        uvicorn.Config(
            app,
            lifespan="off",
            log_config=None,
            log_level="critical",
            timeout_graceful_shutdown=1,
        )
    )
    thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
    thread.start()
    try:
        while not server.started and thread.is_alive():
            time.sleep(0.01)
        yield
    finally:
        server.should_exit = True
        thread.join()
        listener.close()
