"""Settings for all tests."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from functools import lru_cache

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, sync_playwright

from generator.library import files
from tests.properties.ledger import pytest_sessionfinish, pytest_terminal_summary

__all__ = ["cache_of_its_own", "pytest_sessionfinish", "pytest_terminal_summary"]

# No deadline: a loaded machine is no fault of ours. In CI the same examples each time, so that a
# run says something of the change; elsewhere new ones, so that somebody finds what is left.
settings.register_profile(
    "house",
    deadline=None,
    derandomize="CI" in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("house")


CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture(autouse=True, scope="session")
def cache_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What builds keep for the user stays out of the real user's cache."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


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


# Every clean build of a test would scale the same few pictures again.
files.renditions = lru_cache(64)(files.renditions)  # type: ignore[assignment]
