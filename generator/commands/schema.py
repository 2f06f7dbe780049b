"""`broadsheet schema`: what editors need to complete and check front matter while typing."""

from __future__ import annotations

import argparse
import json


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which schema, all where none is named."""
    parser.add_argument(
        "noun",
        nargs="?",
        choices=("article", "author", "page", "picture", "site"),
        help="which file's schema; all of them, by name, when left out",
    )


def run(args: argparse.Namespace) -> int:
    """Print it."""
    from generator.reading.schema import all_schemas

    schemas = all_schemas()
    shown = schemas[args.noun] if args.noun else schemas
    print(json.dumps(shown, indent=2))
    return 0
