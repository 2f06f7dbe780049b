"""Who serves what an embed leads to, and what of it a page can show once a reader asks for it.

The addresses are those that the providers' own "share" and "embed" buttons give (youtube.com,
vimeo.com, docs.joinmastodon.org, academy.datawrapper.de), tried in November 2026.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qsl, quote, urlsplit


@dataclass(frozen=True, slots=True)
class Provider:
    """Who serves it, and what: `shows` is "film", "short" (a film that stands upright), "chart",
    "post", "sound", or "" where nobody knows. `player` is the address of that alone, to be shown
    on a page. `wanted` says which address shows one thing, where this one doesn't.
    """

    name: str
    shows: str = ""
    player: str = ""
    wanted: str = ""


def _youtube(parts: SplitResult) -> tuple[str, str]:
    """The player that sets no cookie before it plays: support.google.com/youtube/answer/171780."""
    asked = dict(parse_qsl(parts.query))
    first, _, rest = parts.path.strip("/").partition("/")
    if parts.hostname == "youtu.be":
        film = first
    else:
        film = asked.get("v", "") if first == "watch" else rest
        if first not in ("watch", "shorts", "live", "embed", "playlist"):
            return "", ""
    start = _seconds(asked.get("t") or asked.get("start") or "")
    player = "https://www.youtube-nocookie.com/embed/"
    if film != "videoseries" and re.fullmatch(r"[\w-]{11}", film, re.ASCII):
        shows = "short" if first == "shorts" else "film"
        return shows, f"{player}{film}{f'?start={start}' if start else ''}"
    if re.fullmatch(r"[\w-]+", asked.get("list", ""), re.ASCII):
        return "film", f"{player}videoseries?list={asked['list']}"
    return "", ""


def _seconds(text: str) -> int:
    """Of `90`, `90s` or `1h2m3s`."""
    parts = re.fullmatch(r"(?:(\d{1,2})h)?(?:(\d{1,3})m)?(?:(\d{1,5})s?)?", text, re.ASCII)
    hours, minutes, seconds = (int(part or 0) for part in parts.groups()) if parts else (0, 0, 0)
    return hours * 3600 + minutes * 60 + seconds


def _vimeo(parts: SplitResult) -> tuple[str, str]:
    """`dnt` forbids it to follow readers; an unlisted film has a second part:
    https://help.vimeo.com/hc/en-us/articles/12426260232977."""
    found = re.fullmatch(r"/(?:.*/)?(\d+)(?:/(\w+))?/?", parts.path, re.ASCII)
    if not found:
        return "", ""
    number, unlisted = found.groups()
    unlisted = unlisted or dict(parse_qsl(parts.query)).get("h", "")
    asked = f"?h={quote(unlisted)}&dnt=1" if unlisted else "?dnt=1"
    return "film", f"https://player.vimeo.com/video/{number}{asked}"


def _datawrapper(parts: SplitResult) -> tuple[str, str]:
    """The chart as it was published last, whatever its number of then."""
    found = re.match(r"/(\w{5})(?:/|$)", parts.path, re.ASCII)
    return ("chart", f"https://datawrapper.dwcdn.net/{found.group(1)}/") if found else ("", "")


@dataclass(frozen=True, slots=True)
class _Known:
    name: str
    hosts: re.Pattern[str]
    shows: str
    player: Callable[[SplitResult], tuple[str, str]]
    wanted: str


_KNOWN = (
    _Known(
        "YouTube",
        re.compile(r"(?:(?:www|m|music)\.)?youtube(?:-nocookie)?\.com"),
        "film",
        _youtube,
        "write https://www.youtube.com/watch?v=…",
    ),
    _Known("YouTube", re.compile(r"youtu\.be"), "film", _youtube, "write https://youtu.be/…"),
    _Known(
        "Vimeo",
        re.compile(r"(?:www\.|player\.)?vimeo\.com"),
        "film",
        _vimeo,
        "write https://vimeo.com/ and the film's number",
    ),
    _Known(
        "Datawrapper",
        re.compile(r"datawrapper\.dwcdn\.net"),
        "chart",
        _datawrapper,
        "write https://datawrapper.dwcdn.net/ and the chart's five letters",
    ),
)
# A post of any server of the fediverse: https://docs.joinmastodon.org/entities/Status/#url
_MASTODON = re.compile(r"(/@[\w.-]+(?:@[\w.-]+)?/\d+)(?:/embed)?/?", re.ASCII)
# Sound that browsers play: https://developer.mozilla.org/docs/Web/Media/Guides/Formats/Containers
_SOUND = re.compile(r".+\.(?:mp3|m4a|ogg|oga|opus|wav|flac)", re.IGNORECASE)


# What may stand in a Content-Security-Policy: no names and passwords, nothing that ends its part.
_HOST = re.compile(r"[a-z0-9.-]+(?::\d+)?", re.IGNORECASE)


def provider_of(address: str) -> Provider:
    """The provider behind a web address; of one that nobody knows, the host."""
    parts = urlsplit(address)
    host = (parts.hostname or "").lower()
    for known in _KNOWN:
        if known.hosts.fullmatch(host):
            shows, player = known.player(parts._replace(netloc=host))
            if not player:
                return Provider(known.name, known.shows, wanted=known.wanted)
            return Provider(known.name, shows, player)
    is_safe = parts.scheme == "https" and bool(_HOST.fullmatch(parts.netloc))
    name = host.removeprefix("www.")
    if found := _MASTODON.fullmatch(parts.path):
        if not is_safe:
            return Provider("Mastodon")
        return Provider("Mastodon", "post", f"https://{parts.netloc}{found.group(1)}/embed")
    if is_safe and _SOUND.fullmatch(parts.path):
        return Provider(name, "sound", address)
    return Provider(name)
