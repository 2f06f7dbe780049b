"""Who serves what an embed leads to, and which of their addresses show one thing.

The addresses are those that the providers' own "share" buttons give (youtube.com, vimeo.com,
docs.joinmastodon.org, academy.datawrapper.de), tried in November 2026.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Provider:
    """Who serves it. `wanted` says which address shows one thing, where this one doesn't."""

    name: str
    shows: str = ""
    wanted: str = ""


@dataclass(frozen=True, slots=True)
class _Known:
    name: str
    hosts: re.Pattern[str]
    path: re.Pattern[str]  # of the path and the query
    shows: str
    wanted: str


_VIDEO = r"[\w-]{11}\b"
_KNOWN = (
    _Known(
        "YouTube",
        re.compile(r"(?:(?:www|m|music)\.)?youtube(?:-nocookie)?\.com"),
        re.compile(
            rf"/(?:watch\?(?:.*&)?v=|shorts/|live/|embed/){_VIDEO}|/playlist\?(?:.*&)?list="
        ),
        "film",
        "write https://www.youtube.com/watch?v=…",
    ),
    _Known(
        "YouTube",
        re.compile(r"youtu\.be"),
        re.compile(rf"/{_VIDEO}"),
        "film",
        "write https://youtu.be/…",
    ),
    _Known(
        "Vimeo",
        re.compile(r"(?:www\.|player\.)?vimeo\.com"),
        re.compile(r"/(?:.*/)?\d+"),
        "film",
        "write https://vimeo.com/ and the film's number",
    ),
    _Known(
        "Datawrapper",
        re.compile(r"datawrapper\.dwcdn\.net"),
        re.compile(r"/\w{5}\b"),
        "chart",
        "write https://datawrapper.dwcdn.net/ and the chart's five letters",
    ),
)
# A post of any server of the fediverse: https://docs.joinmastodon.org/entities/Status/#url
_MASTODON = re.compile(r"/@[\w.-]+(?:@[\w.-]+)?/\d+")


def provider_of(address: str) -> Provider:
    """The provider behind a web address; of one that nobody knows, the host."""
    parts = urlsplit(address)
    host = (parts.hostname or "").lower()
    rest = f"{parts.path}?{parts.query}"
    for known in _KNOWN:
        if known.hosts.fullmatch(host):
            fits = known.path.match(rest)
            return Provider(known.name, known.shows, "" if fits else known.wanted)
    if _MASTODON.fullmatch(parts.path):
        return Provider("Mastodon")
    return Provider(host.removeprefix("www."))
