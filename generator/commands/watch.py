"""`broadsheet watch`: the preview, in a browser, as it is being written."""

from __future__ import annotations

import argparse
import webbrowser

from generator import urls
from generator.commands.outlets import say, tell
from generator.commands.serve import add_place_arguments, listener_near, title_and_base_path
from generator.commands.site_folder import NoSite, find_site
from generator.disk import Disk, MachineTrouble


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What is shown, and where."""
    add_place_arguments(parser)
    parser.add_argument("--open", action="store_true", help="open it in the browser")
    parser.add_argument(
        "--drafts", action="store_true", help="show drafts and held stories too, marked as such"
    )
    parser.add_argument(
        "--follow",
        action="store_true",
        help="go to the page of the story that was saved, and to what changed in it",
    )


def run(args: argparse.Namespace) -> int:
    """Show the preview until Ctrl-C; 0 then, 1 where there is no port, 2 for no site."""
    disk = Disk()
    try:
        root = find_site(args.site, disk)
    except NoSite as missing:
        return tell(str(missing), 2)

    from generator.commands.following import Report
    from generator.serve.server import HOST, NoPort
    from generator.watch.news import Order
    from generator.watch.session import Session, show_until_interrupted
    from generator.writing import OutputRefused, check_output_folder

    order = Order(root, drafts=args.drafts, preview=True)
    try:
        check_output_folder(root, order.place.output, disk, is_preview=True)
        listener, port = listener_near(args.port)
    except OutputRefused as wrong:
        return tell(str(wrong), 2)
    except (NoPort, MachineTrouble) as trouble:
        return tell(str(trouble), 1)
    _, base_path = title_and_base_path(root, disk)
    address = f"http://{HOST}:{port}{urls.encoded(base_path)}/"

    def announce() -> None:
        say(f"the preview is at {address} – Ctrl-C ends it")
        say(f"what waits and what is wrong: http://{HOST}:{port}/__broadsheet/")
        if args.open:
            webbrowser.open(address)

    session = Session(order, Report(), disk)
    show_until_interrupted(
        session, listener, urls.encoded(base_path), announce, disk, follows=args.follow
    )
    return 0
