"""`broadsheet serve`: what was built, in a browser on this machine."""

from __future__ import annotations

import argparse
import os
from typing import TYPE_CHECKING

from generator import urls
from generator.commands.outlets import say, tell
from generator.commands.site_folder import SITE_FILE, NoSite, find_site
from generator.disk import Disk
from generator.folders import WORKSPACE

if TYPE_CHECKING:
    import socket

HELP = "show what was built, in a browser on this machine"

DEFAULT_PORT = 8000
_OUTPUT, _PREVIEW = "output", os.path.join(WORKSPACE, "preview")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What is shown, and where."""
    add_place_arguments(parser)
    parser.add_argument(
        "--preview",
        action="store_true",
        help="show the preview that broadsheet build --drafts made, not what is published",
    )


def add_place_arguments(parser: argparse.ArgumentParser) -> None:
    """Which site, and at which port: of every command that shows one."""
    parser.add_argument("site", nargs="?", help="the site's folder (default: this one)")
    parser.add_argument(
        "--port",
        type=_port,
        default=DEFAULT_PORT,
        help=f"the number after 127.0.0.1: (default: {DEFAULT_PORT}); "
        "if it is taken, the next free one",
    )


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 5 and int(text) <= 65_535):
        raise argparse.ArgumentTypeError(f"a port is a number from 1 to 65535, not {text!r}")
    return int(text)


def run(args: argparse.Namespace) -> int:
    """Serve until Ctrl-C; 0 then, 1 where there is nothing to serve or no port, 2 for no site."""
    disk = Disk()
    try:
        root = find_site(args.site, disk)
    except NoSite as missing:
        return tell(str(missing), 2)
    folder = os.path.join(root, _PREVIEW if args.preview else _OUTPUT)
    try:
        if disk.stat(disk.real_path(folder)).kind != "folder":
            return tell(_nothing_yet(args.preview), 1)
    except OSError as error:
        return tell(f"{folder} can't be read: {(error.strerror or '').lower()}", 1)

    from generator.serve.app import published_app
    from generator.serve.server import HOST, NoPort, serve_until_interrupted

    title, base_path = title_and_base_path(root, disk)
    try:
        listener, port = listener_near(args.port)
    except NoPort as trouble:
        return tell(str(trouble), 1)
    name = f"The preview of {title or 'the site'}" if args.preview else title or "The site"
    address = f"http://{HOST}:{port}{urls.encoded(base_path)}/"
    words = f"{name} is at {address} – Ctrl-C ends it."
    app = published_app(folder, urls.encoded(base_path), disk)
    serve_until_interrupted(app, listener, lambda: say(words))
    return 0


def listener_near(port: int) -> tuple[socket.socket, int]:
    """A socket at a port, or at one after it, which is said then; raises `NoPort`."""
    from generator.serve.server import listening

    listener = listening(port)
    found: int = listener.getsockname()[1]
    if port not in (0, found):
        tell(f"port {port} is taken; this is port {found}")
    return listener, found


def _nothing_yet(is_preview: bool) -> str:
    if is_preview:
        return "there is no preview yet: run broadsheet build --drafts first"
    return "there is no output/ yet: run broadsheet build first"


def title_and_base_path(root: str, disk: Disk) -> tuple[str, str]:
    """What site.yaml says of both; empty where it is broken, which is for a build to tell."""
    from generator.reading.site import read_site
    from generator.reading.text import MAX_BYTES
    from generator.site_files import Refused, SiteFiles

    try:
        site = read_site(SITE_FILE, SiteFiles(root, disk).read(SITE_FILE, MAX_BYTES)).value
    except Refused:
        site = None
    return (site.title, site.base_path) if site else ("", "")
