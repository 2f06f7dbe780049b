"""`broadsheet`: which command is meant, and how each way to end is told.

Exit codes: 0 well, 1 problems in the site or the machine, 2 wrong usage.
"""

from __future__ import annotations

import argparse
import errno
import importlib
import sys
from collections.abc import Sequence
from typing import NoReturn, Protocol, cast

from generator import __version__
from generator.problems import printable

# Name and one line of each command; the module of that name is imported when it is called.
COMMANDS = {
    "build": "make the site: content/ and layouts/ become output/",
    "watch": "show the site as it is being written: each save, at once, in the browser",
    "serve": "show what was built, in a browser on this machine",
    "new": "begin an article: a file with everything that it needs",
    "schema": "print the JSON Schema of front matter and site.yaml, for editors",
}

EPILOG = """\
A first day:
  broadsheet new "How a frozen treaty keeps the straits open"
  broadsheet watch --drafts --open, to see it as it is being written
  broadsheet build, once its line `draft: true` is deleted, to publish it
  broadsheet serve, to see the site

Each command explains itself: broadsheet build --help
"""


class _Parser(argparse.ArgumentParser):
    """argparse's, but that what was typed can't move the cursor of who reads the message."""

    def error(self, message: str) -> NoReturn:
        super().error(printable(message))


class Command(Protocol):
    """What a module of this folder offers."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None: ...
    def run(self, args: argparse.Namespace) -> int: ...


def parser(command: str | None = None) -> argparse.ArgumentParser:
    """The parser; only the named command's own arguments are made."""
    made = _Parser(
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
    """Run a command; the exit code. Without arguments it is this process that was called."""
    if arguments is not None:
        return _run(list(arguments))
    from generator.commands.outlets import outlets

    output, _ = outlets()
    try:
        code = _run(sys.argv[1:])
    except SystemExit as ended:  # argparse's way to end, for --help too
        code = int(ended.code or 0)
    sys.stdout.flush()
    fault = output.fault
    if fault is None or fault.errno == errno.EPIPE:  # who closes a pipe has read enough
        return code
    why = (fault.strerror or str(fault)).lower()
    print(f"standard output can't be written: {why}", file=sys.stderr, flush=True)
    return code or 1


def _run(words: list[str]) -> int:
    try:
        return _understood(words)
    except KeyboardInterrupt:
        print("\nstopped", file=sys.stderr)
        return 130


def _understood(words: list[str]) -> int:
    command = next((word for word in words if word in COMMANDS), None)
    understood = parser(command)
    args = understood.parse_args(words)
    if empty := _empty(args, words):
        choice = ", or leave it out" if empty != "HEADLINE" else ""
        understood.error(f"{empty} is empty: say what it is{choice}")
    if args.command is None:
        understood.print_help()
        return 2
    return _module(args.command).run(args)


def _empty(args: argparse.Namespace, words: Sequence[str]) -> str:
    """The argument in which nothing stands, as when a script's variable was not set."""
    for name, given in vars(args).items():
        texts = given if isinstance(given, list) else [given]
        if any(isinstance(text, str) and not text.strip() for text in texts):
            option = f"--{name}"
            return option if any(word.split("=")[0] == option for word in words) else name.upper()
    return ""


if __name__ == "__main__":
    sys.exit(main())
