"""A browser for the tests: one request put to an app, and what came back."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from starlette.types import ASGIApp, Message

from generator.serve.app import published_app

HOST = "127.0.0.1:8000"


@dataclass(frozen=True)
class Answer:
    """A response as a browser sees it; header names are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def ask(app: ASGIApp, path: str, method: str = "GET", query: str = "", **headers: str) -> Answer:
    """What the app answers for a percent-decoded path; `if_none_match` is a header's name."""
    sent = {"host": HOST, **{name.replace("_", "-"): value for name, value in headers.items()}}
    return ask_raw(app, path, [(k.encode(), v.encode()) for k, v in sent.items()], method, query)


def ask_raw(
    app: ASGIApp,
    path: str,
    headers: list[tuple[bytes, bytes]],
    method: str = "GET",
    query: str = "",
) -> Answer:
    """The same with the header lines as they are."""
    scope = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.4"},
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": quote(path, errors="surrogatepass").encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": headers,
    }
    messages: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        messages.append(message)

    asyncio.run(_run(app, scope, receive, send))
    start, *rest = messages
    got = {name.decode().lower(): value.decode("latin-1") for name, value in start["headers"]}
    return Answer(start["status"], got, b"".join(part.get("body", b"") for part in rest))


async def _run(app: ASGIApp, *call: object) -> None:
    async with asyncio.timeout(10):
        await app(*call)  # type: ignore[arg-type]


def published(folder: Path, files: Mapping[str, str | bytes], base_path: str = "") -> ASGIApp:
    """An app over a folder with these files."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return published_app(str(folder), base_path)
