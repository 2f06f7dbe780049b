"""The server itself: a port on this machine, and requests answered until Ctrl-C."""

from __future__ import annotations

import errno
import logging
import socket
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import uvicorn
from starlette.types import ASGIApp

HOST = "127.0.0.1"
PORTS_TRIED = 20
_LAST_PORT = 65_535
_BACKLOG = 128
# More than a dozen tabs of pictures need; what comes after them is told to try again (503).
_CONNECTIONS_AT_MOST = 256
# Who has not said by then what is wanted is cut off.
_REQUEST_S = 30.0
_LOG = logging.getLogger("uvicorn.error")


class NoPort(Exception):
    """No port could be had; the message says why and what to do."""


def listening(port: int) -> socket.socket:
    """A socket that listens on 127.0.0.1 at the port, or at the first free one of the 20 after it.

    0 is any free port. Raises `NoPort`.
    """
    last = min(port + PORTS_TRIED, _LAST_PORT) if port else port
    for candidate in range(port, last + 1):
        try:
            return _listener(candidate)
        except PermissionError:
            words = f"port {candidate} is kept for the administrator; choose one above 1023"
            raise NoPort(words) from None
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise NoPort(f"port {candidate} can't be used: {error.strerror}") from error
    raise NoPort(f"the ports {port} to {last} are all taken; choose another with --port")


def _listener(port: int) -> socket.socket:
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if sys.platform == "win32":  # there, "reuse" would take the port from its holder
            made.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((HOST, port))
        made.listen(_BACKLOG)
    except BaseException:
        made.close()
        raise
    return made


def serve_until_interrupted(
    app: ASGIApp, listener: socket.socket, announce: Callable[[], None]
) -> None:
    """Answer requests until Ctrl-C, then return at once: what is half sent is cut off.

    `announce` is called when a request is answered and a Ctrl-C ends it in peace.
    """
    try:
        with suppress(KeyboardInterrupt):
            _Server(configuration(app), announce).run(sockets=[listener])
    finally:
        _LOG.disabled = False
        listener.close()


def configuration(app: ASGIApp) -> uvicorn.Config:
    """How uvicorn is run: no log of requests, no trust in headers, no waiting at the end."""
    return uvicorn.Config(
        app,
        http="h11",
        ws="none",
        lifespan="off",
        log_config=None,
        log_level="warning",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=0,
        limit_concurrency=_CONNECTIONS_AT_MOST,
    )


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, announce: Callable[[], None]) -> None:
        super().__init__(config)
        self._announce = announce
        self._since: dict[Any, float] = {}  # the connections that have not asked for anything yet

    async def on_tick(self, counter: int) -> bool:
        """Ten times in a second: cut off who is too slow."""
        now = time.monotonic()
        silent = [
            each for each in self.server_state.connections if getattr(each, "cycle", 0) is None
        ]
        self._since = {each: self._since.get(each, now) for each in silent}
        for connection, since in self._since.items():
            if now - since > _REQUEST_S and connection.transport:
                connection.transport.abort()
        return await super().on_tick(counter)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._announce()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """What Ctrl-C cuts off is no fault, and no traceback belongs on the terminal."""
        _LOG.disabled = True
        await super().shutdown(sockets)
