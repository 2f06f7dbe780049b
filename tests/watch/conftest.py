"""A preview at work, and a browser to look at it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.building import write_files
from tests.watch.following import Following, following
from tests.watch.site import FILES

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A small site in a folder of its own."""
    write_files(tmp_path / "site", FILES)
    return tmp_path / "site"


@pytest.fixture
def preview(site: Path) -> Iterator[Following]:
    """`broadsheet watch` on it, with its first edition made."""
    with following(site, "--drafts") as watch:
        yield watch


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's Chromium; without one the tests are skipped, and fail in CI.

    Not for longer than a module: Playwright has a loop at work in this thread.
    """
    if CHROMIUM is None:
        if "CI" in os.environ:
            pytest.fail("no chromium: apt-get install chromium")
        pytest.skip("no chromium: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A tab that fails the test for whatever its console complains of."""
    context = browser.new_context(viewport={"width": 900, "height": 700})
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(f"{said.text} {said.location}"))
    page.on("pageerror", lambda fault: complaints.append(str(fault)))
    yield page
    context.close()
    assert not complaints, "\n".join(complaints)
