"""The sites that the points are held against: how each is written, and the clock that it is built at."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.building import NOW, SITE_YAML, build, full_site, picture, story, write_files
from tests.docs_examples.sites import examples, site
from tests.standards.edition import Edition
from tests.standards.hostile import PLANTED, hostile_files
from tests.standards.nu import CHECKOUT

Files = Mapping[str, str | bytes]
EVERY_BLOCK = "every-block"


@dataclass(frozen=True)
class Site:
    """A site before it is built."""

    files: Files
    now: datetime = NOW
    planted: tuple[str, ...] = ()
    unlisted: tuple[str, ...] = ()


def demonstration() -> Site:
    """The publication that the repository itself is."""
    paths = [CHECKOUT / "site.yaml", *sorted((CHECKOUT / "content").rglob("*"))]
    files: Files = {
        p.relative_to(CHECKOUT).as_posix(): p.read_bytes() for p in paths if p.is_file()
    }
    return Site(files, _newest(files) + timedelta(hours=6))


def _newest(files: Files) -> datetime:
    """When the newest story came out that is neither a draft nor held: then there is news."""
    stories = [
        text.decode()
        for name, text in files.items()
        if name.startswith("content/articles/") and isinstance(text, bytes)
    ]
    shown = [text for text in stories if not re.search(r"^(draft: true|publish_at:)", text, re.M)]
    days = [match.group(1) for text in shown for match in re.finditer(r"^date: (\S+)", text, re.M)]
    return datetime.fromisoformat(max(days)).replace(tzinfo=UTC) + timedelta(hours=12)


def ten_lines() -> Site:
    """Four lines of site.yaml, one story of a few words, nobody's."""
    article = story("A quiet day", "Nothing happened.")
    return Site({"site.yaml": SITE_YAML, "content/articles/quiet.md": article})


def ten_lines_and_a_picture() -> Site:
    """The same with a second story, which has a picture beside it."""
    second = story(
        "A loud day", "It rained.\n", image="{src: rain.png, alt: Rain}", date="2026-06-01"
    )
    more: Files = {"content/articles/loud.md": second, "content/articles/rain.png": picture()}
    return Site({**ten_lines().files, **more})


def full() -> Site:
    """A site that has one of everything."""
    return Site(full_site())


def hostile() -> Site:
    """A site whose every name and text means harm, or might be taken to."""
    return Site(
        hostile_files(),
        planted=PLANTED,
        unlisted=("2026/06/kept-out/index.html", "2026/06/a-copy/index.html"),
    )


def every_block() -> Site:
    """The examples of the docs, and a story in which all of their blocks stand."""
    bodies = [e.text for e in examples() if e.name == "body" and "///" in e.text]
    text = story("Every block", "\n\n".join(bodies), section="waters", slug=EVERY_BLOCK)
    return Site({**site("post"), f"content/articles/waters/{EVERY_BLOCK}.md": text})


SITES = {
    "demonstration": demonstration,
    "every block": every_block,
    "ten lines": ten_lines,
    "ten lines and a picture": ten_lines_and_a_picture,
    "full": full,
    "hostile": hostile,
}


def built(site: Site, folder: Path) -> Edition | str:
    """A site built in a folder, or the errors that keep it from being built."""
    found = build(write_files(folder, site.files), site.now)
    if found.errors:
        return found.report()
    base_url = _base_url(site.files["site.yaml"])
    return Edition(found.files, base_url, site.now, frozenset(site.unlisted), site.planted)


def _base_url(site_yaml: str | bytes) -> str:
    text = site_yaml if isinstance(site_yaml, str) else site_yaml.decode("utf-8")
    line = next(line for line in text.splitlines() if line.startswith("base_url:"))
    value = line.partition(":")[2].strip()
    return str(json.loads(value)) if value.startswith('"') else value
