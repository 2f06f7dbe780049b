"""Sites in a real browser, without a server: each request is answered from the edition."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route

from generator.serve.media_types import media_type
from tests.standards.conftest import edition
from tests.standards.edition import Edition

__all__ = ["edition"]

# In place of each picture, whose room on the page the page itself tells: they are many, and large.
DOT = b"GIF89a\1\0\1\0\x80\0\0\0\0\0\xff\xff\xff!\xf9\4\1\0\0\0\0,\0\0\0\0\1\0\1\0\0\2\2D\1\0;"
Opened = Callable[[Edition], Page]


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that nobody used."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context
    context.close()


@pytest.fixture
def opened(context: BrowserContext) -> Iterator[Opened]:
    """A tab in which an edition stands at its address, with the headers that its host sends.

    What it asks of anybody else fails, and what its console says makes the test fail.
    """

    def of(edition: Edition) -> Page:
        host = urlsplit(edition.base_url).netloc
        headers = dict(re.findall(r"^  ([\w-]+): (.*)$", edition.text("_headers"), re.MULTILINE))

        def answered(route: Route) -> None:
            url = urlsplit(route.request.url)
            path = unquote(url.path.removeprefix(urlsplit(edition.base_url).path)).lstrip("/")
            name = f"{path}index.html" if path.endswith("/") or not path else path
            if url.netloc != host or name not in edition.files:
                route.abort()
                return
            kind = media_type(name)
            body = DOT if kind.startswith("image/") else edition.files[name]
            kind = "image/gif" if body is DOT else kind
            route.fulfill(body=body, headers={**headers, "content-type": kind})

        context.route("**/*", answered)
        page = context.new_page()
        page.on("console", lambda said: complaints.append(f"{page.url}: {said.text}"))
        page.on("pageerror", lambda fault: complaints.append(f"{page.url}: {fault}"))
        return page

    complaints: list[str] = []
    yield of
    assert [] == complaints
