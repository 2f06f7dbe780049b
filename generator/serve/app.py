"""A published folder as an ASGI app: what a browser is answered for each path.

It looks at the disk anew for every request and keeps nothing, so that a build may put another
edition in place at any time.
"""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from urllib.parse import quote, unquote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from generator.disk import Disk
from generator.serve.found import PublishedFile, below, folder_location, found_at
from generator.serve.host_headers import host_headers
from generator.serve.local_only import local_only
from generator.serve.media_types import media_type

_METHODS = ("GET", "HEAD")
_LOST_MAX_BYTES = 5_000_000
# What nothing that is shown here is sent without.
ALWAYS = {
    "cache-control": "no-store",
    # other sites' pages must not be able to show a picture of what is not published yet
    "cross-origin-resource-policy": "same-origin",
}


def published_app(folder: str, base_path: str = "", disk: Disk = Disk()) -> ASGIApp:
    """The folder's files under `base_path` (empty, or `/news`), for this machine's browser only.

    GET and HEAD, with ranges and ETags; the folder's own 404.html where nothing stands.
    """
    return local_only(_PublishedApp(folder, unquote(base_path).rstrip("/"), disk))


class _PublishedApp:
    def __init__(self, folder: str, base_path: str, disk: Disk) -> None:
        self._folder = folder
        self._base_path = base_path
        self._disk = disk

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await send({"type": "websocket.close"})
        if scope["type"] != "http":
            return
        headers = await run_in_threadpool(host_headers, self._folder, self._base_path, self._disk)
        reply = _Reply(send, {**headers, **ALWAYS})
        response, file = await run_in_threadpool(self._response, scope)
        try:
            await response(scope, receive, reply)
        except Exception:
            if file is None:
                raise
            if not reply.has_begun:  # it is gone meanwhile, or may not be read
                lost = await run_in_threadpool(self._lost)
                await lost(scope, receive, reply)
            elif await run_in_threadpool(self._stands, file):
                raise

    def _response(self, scope: Scope) -> tuple[Response, PublishedFile | None]:
        """The response, and the file that it sends if it sends one."""
        if scope["method"] not in _METHODS:
            allowed = {"allow": ", ".join(_METHODS)}
            words = f"only {' and '.join(_METHODS)} are answered here\n"
            return PlainTextResponse(words, HTTPStatus.METHOD_NOT_ALLOWED, allowed), None
        path: str = scope["path"]
        if path == self._base_path:
            return _redirect(HTTPStatus.PERMANENT_REDIRECT, folder_location(path), scope), None
        if path == "/" and self._base_path:
            home = f".{quote(self._base_path)}/"
            return _redirect(HTTPStatus.TEMPORARY_REDIRECT, home, scope), None
        inside = below(self._base_path, path)
        found = None if inside is None else found_at(self._folder, inside, self._disk)
        if found is None:
            return self._lost(), None
        if isinstance(found, PublishedFile):
            return _sent(found, Headers(scope=scope).get("if-none-match", "")), found
        location = folder_location(found.name)
        return _redirect(HTTPStatus.PERMANENT_REDIRECT, location, scope), None

    def _lost(self) -> Response:
        """The site's own page for what is not there, or a line where it has none."""
        page = found_at(self._folder, "/404.html", self._disk)
        try:
            if isinstance(page, PublishedFile):
                data = self._disk.read_bytes(page.real_path, _LOST_MAX_BYTES)
                return HTMLResponse(data, HTTPStatus.NOT_FOUND)
        except OSError:
            pass
        return PlainTextResponse("nothing is published here\n", HTTPStatus.NOT_FOUND)

    def _stands(self, file: PublishedFile) -> bool:
        """Whether a file is what it was: a build may replace one while it is being sent."""
        try:
            return self._disk.stat(file.real_path) == file.stat
        except OSError:
            return False


def _sent(file: PublishedFile, known: str) -> Response:
    """The file, or 304 for a browser that has it already (`known` is its If-None-Match)."""
    etag = f'"{file.stat.mtime_ns:x}-{file.stat.size:x}-{file.stat.inode:x}"'
    tags = [tag.strip().removeprefix("W/") for tag in known.split(",")]
    if etag in tags or tags == ["*"]:
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers={"etag": etag})
    return FileResponse(file.real_path, headers={"etag": etag}, media_type=media_type(file.name))


def _redirect(status: HTTPStatus, location: str, scope: Scope) -> Response:
    query = quote(scope["query_string"], safe="%=&+,;:@/?!$'()*~")
    return Response(
        status_code=status, headers={"location": f"{location}?{query}" if query else location}
    )


class _Reply:
    """Sends a response on, with headers of ours added.

    The beginning waits for the first bytes: a file that can't be opened can still be "not found".
    """

    def __init__(self, send: Send, headers: Mapping[str, str]) -> None:
        self._send = send
        self._headers = headers
        self._start: Message | None = None
        self.has_begun = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=list(message["headers"]))
            headers.update(self._headers)
            self._start = {**message, "headers": headers.raw}
            return
        if self._start is not None:
            start, self._start = self._start, None
            self.has_begun = True
            await self._send(start)
        await self._send(message)
