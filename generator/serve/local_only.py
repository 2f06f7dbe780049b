"""The door of every server of ours: this machine's own browser, and nobody else.

A page of another site can have its name point to 127.0.0.1 and so read what is served here ("DNS
rebinding"); its requests still name that site as their host, and are refused.
"""

from __future__ import annotations

import re
from http import HTTPStatus

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

# Any port: behind `ssh -L` or a container it is not ours, and it makes no name another's.
_OURS = re.compile(r"(?:127\.0\.0\.1|localhost|\[::1\])(?::[0-9]{1,5})?", re.ASCII | re.IGNORECASE)
_REFUSAL = "this server answers to 127.0.0.1 and localhost only\n"


def local_only(app: ASGIApp) -> ASGIApp:
    """The app for requests that name this machine as their host; 421 for all others."""

    async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket") or names_this_machine(scope):
            await app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            refusal = PlainTextResponse(_REFUSAL, HTTPStatus.MISDIRECTED_REQUEST)
            await refusal(scope, receive, send)

    return guarded


def names_this_machine(scope: Scope) -> bool:
    """Whether a request has exactly one Host header, and that is ours."""
    hosts = [value for name, value in scope["headers"] if name == b"host"]
    return len(hosts) == 1 and _OURS.fullmatch(hosts[0].decode("latin-1")) is not None
