"""A preview at work, and a browser to look at it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from generator.build import make
from generator.digest import of_bytes
from generator.disk import Disk
from generator.outside import outside
from tests.building import write_files
from tests.watch.following import Following, following
from tests.watch.site import FILES


@pytest.fixture(scope="module")
def at_work(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Following]]:
    """`broadsheet watch` on a small site, for all tests of a module."""
    site = write_files(tmp_path_factory.mktemp("watch") / "site", FILES)
    with following(site, "--drafts") as watch:
        yield site, watch


@pytest.fixture
def site(at_work: tuple[Path, Following]) -> Path:
    """Its folder, as it was at first, with a preview that shows it."""
    site, watch = at_work
    for path in (*site.glob("content/**/*.*"), *site.glob("layouts/**/*.*")):
        if path.relative_to(site).as_posix() not in FILES:
            path.unlink()
    write_files(site, FILES)
    clean = make(lambda: outside(str(site), Disk(), datetime.now(UTC), True, True), workers=1)
    preview = site / ".broadsheet/preview"
    for _ in range(600):
        found = {path: preview / path for path in clean.files}
        if all(p.exists() and of_bytes(p.read_bytes()) == clean.files[n] for n, p in found.items()):
            break
        time.sleep(0.05)
    while not watch.news.empty():
        watch.lines.append(watch.news.get())
    return site


@pytest.fixture
def preview(site: Path, at_work: tuple[Path, Following]) -> Following:
    """The preview of it."""
    return at_work[1]


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
