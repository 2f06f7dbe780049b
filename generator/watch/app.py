"""The preview as an ASGI app: the pages with our script in them, and below `/__broadsheet/` what
that script asks for. Everything else is answered as `serve` does.

Only this machine's browser is answered, and of what stands below `/__broadsheet/` only the site's
own pages learn: other sites can neither read it nor have it sent.
"""

from __future__ import annotations

import asyncio
import json
import os
import secrets
from collections.abc import AsyncIterator, Callable
from http import HTTPStatus
from urllib.parse import parse_qs, unquote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import (
    HTMLResponse,
    JSONResponse,
    PlainTextResponse,
    Response,
    StreamingResponse,
)
from starlette.types import ASGIApp, Receive, Scope, Send

from generator.disk import Disk
from generator.serve.app import ALWAYS, published_app
from generator.serve.found import below
from generator.serve.host_headers import host_headers
from generator.serve.local_only import local_only
from generator.serve.media_types import media_type
from generator.urls import file_path
from generator.watch.injected import PLACE, with_leave, with_script
from generator.watch.preview import Page, Plain, Preview, Stream
from generator.watch.status import status_page

# A line that means nothing, so that neither side takes silence for the end of the other.
_HEARTBEAT_S = 15.0
_STREAMS_AT_MOST = 64
# How long a picture that is not in place yet may keep a browser waiting.
_SETTLES_S = 20.0
_SHOWN_MAX_BYTES, _SHOWN_AT_MOST = 100_000, 100
_CLIENT = os.path.join(os.path.dirname(__file__), "client")
_CLIENT_FILES = frozenset(
    ("preview.js", "panel.js", "worker.js", "idiomorph.js", "status.css"),
)
_CLIENT_MAX_BYTES = 1 << 20
_OURS = {**ALWAYS, "x-content-type-options": "nosniff", "referrer-policy": "no-referrer"}
_WAITING = b"<!doctype html><html lang=en><head><title>Not made yet</title></head><body></body>"
_WAITING_POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'; worker-src 'self'"


def preview_app(
    preview: Preview, base_path: str, disk: Disk, shown: Callable[[frozenset[str]], None]
) -> ASGIApp:
    """The preview under `base_path` (empty, or `/news`); `shown` is called with the files of the
    output that browsers show, whenever these are others."""
    return local_only(_PreviewApp(preview, unquote(base_path).rstrip("/"), disk, shown))


class _PreviewApp:
    def __init__(
        self,
        preview: Preview,
        base_path: str,
        disk: Disk,
        shown: Callable[[frozenset[str]], None],
    ) -> None:
        self._preview, self._base_path, self._disk = preview, base_path, disk
        self._shown = shown
        self._shown_now: frozenset[str] = frozenset()
        self._published = published_app(preview.folder, base_path, disk)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            response = await self._response(Request(scope, receive))
            if response is not None:
                await response(scope, receive, send)
                return
        await self._published(scope, receive, send)

    async def _response(self, request: Request) -> Response | None:
        """What is answered here; None for what `serve` answers."""
        path: str = request.scope["path"]
        if path == PLACE or path.startswith(f"{PLACE}/"):
            return await self._ours(request, path[len(PLACE) :])
        inside = below(self._base_path, path)
        if request.method not in ("GET", "HEAD") or inside is None:
            return None
        found = await run_in_threadpool(self._preview.at, inside)
        if found is None and await self._preview.settled(_SETTLES_S):
            found = await run_in_threadpool(self._preview.at, inside)
        if not isinstance(found, Plain):
            return await run_in_threadpool(self._page, found, request.headers)
        if found.data is None:
            return None
        return Response(found.data, headers=ALWAYS, media_type=media_type(inside))

    def _page(self, found: Page | None, asked: Headers) -> Response:
        """A page of the site with our script; also the site's own for what is not there.

        While there is no edition at all, one that waits for it.
        """
        page = found or self._preview.at("/404.html")
        if not isinstance(page, Page):
            headers = {**ALWAYS, "content-security-policy": _WAITING_POLICY}
            waiting = with_script(_WAITING, "")
            return HTMLResponse(waiting, HTTPStatus.SERVICE_UNAVAILABLE, headers)
        etag = f'"{page.digest}"'
        of_host = host_headers(self._preview.folder, self._base_path, self._disk)
        headers = {**with_leave(of_host), **ALWAYS, "etag": etag}
        if found and asked.get("if-none-match") == etag:
            return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
        status = HTTPStatus.OK if found else HTTPStatus.NOT_FOUND
        return HTMLResponse(with_script(page.data, page.digest), status, headers)

    async def _ours(self, request: Request, path: str) -> Response:
        """What stands below `/__broadsheet`."""
        if not _is_from_here(request):
            return PlainTextResponse(
                "this is for pages of this server only\n", HTTPStatus.FORBIDDEN, _OURS
            )
        if path == "/shown" and request.method == "POST":
            return await self._note_shown(request)
        if request.method not in ("GET", "HEAD"):
            words = "only GET is answered here\n"
            return PlainTextResponse(words, HTTPStatus.METHOD_NOT_ALLOWED, _OURS)
        if path == "/events" and request.method == "GET":
            return self._stream(request)
        return await run_in_threadpool(self._still, request, path)

    def _still(self, request: Request, path: str) -> Response:
        """What is answered at once."""
        if path in ("", "/"):
            headers = {**_OURS, "content-security-policy": "default-src 'none'; style-src 'self'"}
            return HTMLResponse(status_page(self._preview, self._base_path), headers=headers)
        if path == "/state":
            return JSONResponse(self._state(request), headers=_OURS)
        if path == "/before":
            data = self._preview.page_before(self._asked_file(request))
            status = HTTPStatus.OK if data is not None else HTTPStatus.NO_CONTENT
            return Response(data or b"", status, _OURS, "text/html; charset=utf-8")
        name = path.removeprefix("/client/")
        if path.startswith("/client/") and name in _CLIENT_FILES:
            data = self._disk.read_bytes(os.path.join(_CLIENT, name), _CLIENT_MAX_BYTES)
            return Response(data, headers=_OURS, media_type=media_type(name))
        return PlainTextResponse("there is nothing here\n", HTTPStatus.NOT_FOUND, _OURS)

    def _asked_file(self, request: Request) -> str:
        """The file of the output that the query's path, as a browser has it, leads to."""
        paths = parse_qs(request.scope["query_string"].decode("latin-1")).get("path", [""])
        return self._file(paths[0])

    def _file(self, path: str) -> str:
        inside = below(self._base_path, unquote(path))
        return "" if inside is None else file_path(inside)

    def _state(self, request: Request) -> dict[str, object]:
        name = self._asked_file(request)
        found = self._preview.at(f"/{name}") or self._preview.at("/404.html")
        digest = found.digest if isinstance(found, Page) else ""
        return {**self._preview.state(), "digest": digest, "file": name}

    async def _note_shown(self, request: Request) -> Response:
        """Which pages the tabs behind a stream show."""
        body = b""
        async for part in request.stream():
            body += part
            if len(body) > _SHOWN_MAX_BYTES:
                return Response(status_code=HTTPStatus.REQUEST_ENTITY_TOO_LARGE, headers=_OURS)
        try:
            said = json.loads(body)
            paths = [str(path) for path in said["paths"]][:_SHOWN_AT_MOST]
            stream = self._preview.streams.get(str(said["stream"]))
        except (ValueError, KeyError, TypeError, RecursionError):
            return Response(status_code=HTTPStatus.BAD_REQUEST, headers=_OURS)
        if stream is not None:
            stream.shown = frozenset(filter(None, map(self._file, paths)))
            self._tell_shown()
        return Response(status_code=HTTPStatus.NO_CONTENT, headers=_OURS)

    def _stream(self, request: Request) -> Response:
        """News, for as long as the browser listens (HTML, "Server-sent events")."""
        streams = self._preview.streams
        if len(streams) >= _STREAMS_AT_MOST:
            return PlainTextResponse(
                "too many listen already\n", HTTPStatus.SERVICE_UNAVAILABLE, _OURS
            )
        name, stream = secrets.token_urlsafe(16), Stream()
        streams[name] = stream
        stream.put({"kind": "stream", "name": name})
        return StreamingResponse(
            self._told(name, stream), headers=_OURS, media_type="text/event-stream"
        )

    async def _told(self, name: str, stream: Stream) -> AsyncIterator[str]:
        try:
            while True:
                try:
                    message = await asyncio.wait_for(stream.news.get(), _HEARTBEAT_S)
                except TimeoutError:
                    yield ":\n\n"
                    continue
                yield f"data: {json.dumps(message)}\n\n"
        finally:
            self._preview.streams.pop(name, None)
            self._tell_shown()

    def _tell_shown(self) -> None:
        if (shown := self._preview.shown()) != self._shown_now:
            self._shown_now = shown
            self._shown(shown)


def _is_from_here(request: Request) -> bool:
    """Whether a page of this very server asks, or nobody's page (an address that was typed).

    Browsers say so themselves (Fetch Metadata; the Origin of RFC 6454 where they don't yet).
    """
    site = request.headers.get("sec-fetch-site", "none")
    origin = request.headers.get("origin")
    is_ours = origin is None or origin == f"http://{request.headers.get('host', '')}"
    return site in ("same-origin", "none") and is_ours
