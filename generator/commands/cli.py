"""`broadsheet`: which command is meant, and how each way to end is told.

Exit codes: 0 well, 1 problems in the site or the machine, 2 wrong usage.
"""

from __future__ import annotations

import argparse
import importlib
import io
import os
import sys
from collections.abc import Sequence
from typing import Protocol, cast

from generator import __version__

# Name and one line of each command; the module of that name is imported when it is called.
COMMANDS = {
    "build": "make the site: content/ and layouts/ become output/",
    "serve": "show what was built, in a browser on this machine",
    "new": "begin an article: a file with everything that it needs",
    "schema": "print the JSON Schema of front matter and site.yaml, for editors",
}

EPILOG = """\
A first day:
  broadsheet new "How a frozen treaty keeps the straits open"
  broadsheet build
  broadsheet serve

Each command explains itself: broadsheet build --help
"""


class Command(Protocol):
    """What a module of this folder offers."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None: ...
    def run(self, args: argparse.Namespace) -> int: ...


def parser(command: str | None = None) -> argparse.ArgumentParser:
    """The parser; only the named command's own arguments are made."""
    made = argparse.ArgumentParser(
        prog="broadsheet",
        description="A newsroom's Markdown becomes a fast, correct, accessible site.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    made.add_argument("--version", action="version", version=f"broadsheet {__version__}")
    commands = made.add_subparsers(title="commands", metavar="COMMAND", dest="command")
    for name, words in COMMANDS.items():
        sub = commands.add_parser(
            name, help=words, description=words[0].upper() + words[1:] + ".", allow_abbrev=False
        )
        if name == command:
            _module(name).add_arguments(sub)
    return made


def _module(command: str) -> Command:
    return cast("Command", importlib.import_module(f"generator.commands.{command}"))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal that knows no Arabic is no fault
            stream.reconfigure(errors="backslashreplace")
    words = list(sys.argv[1:] if arguments is None else arguments)
    command = next((word for word in words if word in COMMANDS), None)
    args = parser(command).parse_args(words)
    if args.command is None:
        parser().print_help()
        return 2
    try:
        return _module(args.command).run(args)
    except KeyboardInterrupt:
        print("\nstopped", file=sys.stderr)
        return 130
    except BrokenPipeError:  # somebody looks at the beginning only: `broadsheet schema | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


if __name__ == "__main__":
    sys.exit(main())
