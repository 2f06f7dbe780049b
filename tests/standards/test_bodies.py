"""Whatever stands in a text, its page meets the standard, or the build says no."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from generator.engine import InMemory
from tests.building import SITE_YAML, Built, build, picture, story, write_files
from tests.standards import nu
from tests.standards.bodies import BODIES
from tests.standards.checks import MUST, faults
from tests.standards.edition import Edition


@dataclass(frozen=True)
class Bodies:
    """Every text that the build takes, as pages; and those that it refuses, with the codes."""

    edition: Edition
    refused: dict[str, list[str]]
    faults: tuple[str, ...]


def path_of(name: str) -> str:
    return f"content/articles/{slug_of(name)}.md"


def slug_of(name: str) -> str:
    return name.replace(",", "").replace(" ", "-")


def without_refused(root: Path) -> tuple[Built, dict[str, list[str]]]:
    """The site built, its refused stories taken out."""
    refused: dict[str, list[str]] = {}
    memory = InMemory()
    while (built := build(root, memory=memory)).errors:
        for problem in built.errors:
            refused.setdefault(problem.path, []).append(problem.code)
            (root / problem.path).unlink(missing_ok=True)
    return built, refused


@pytest.fixture(scope="module")
def bodies(tmp_path_factory: pytest.TempPathFactory) -> Bodies:
    """All texts in one site."""
    files: dict[str, str | bytes] = {
        "site.yaml": SITE_YAML + "image: images/one.png\n",
        "content/images/one.png": picture(1280, 720),
        "content/images/one.png.yaml": "alt: A thing\n",
    }
    for number, (name, body) in enumerate(BODIES.items()):
        date = f"2026-03-{1 + number % 28:02} 09:00"
        files[path_of(name)] = story(f"Text {number}", body, date=date, authors="[{name: Jo}]")
    built, refused = without_refused(write_files(tmp_path_factory.mktemp("bodies"), files))
    edition = Edition(built.files, "https://post.example")
    return Bodies(edition, refused, tuple(faults(edition, MUST)))


@pytest.mark.parametrize("name", BODIES)
def test_a_text_makes_a_good_page_or_is_refused(bodies: Bodies, name: str) -> None:
    """No MUST point is broken by what an author types."""
    page = f"2026/03/{slug_of(name)}/index.html"
    assert (page in bodies.edition.files) != (path_of(name) in bodies.refused)
    assert [] == [fault for fault in bodies.faults if page in fault]


def test_no_text_makes_html_that_is_wrong(bodies: Bodies) -> None:
    """HT-01 holds for what an author types too."""
    if nu.missing():
        pytest.skip(nu.missing())
    assert "" == "\n".join(nu.told({"bodies": bodies.edition})["bodies"].errors)


def test_what_is_in_no_single_text_is_right_too(bodies: Bodies) -> None:
    """Lists, feeds and sitemaps of the site of odd texts meet the standard."""
    pages = [f"2026/03/{slug_of(name)}/index.html" for name in BODIES]
    assert [] == [fault for fault in bodies.faults if not any(page in fault for page in pages)]
