"""What scripts add to a page: a film on a click, an address copied. Nothing of it is needed."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Route
from playwright.sync_api import Page as Tab

from tests.browser.conftest import Opened
from tests.building import site_of, story
from tests.standards.edition import Edition

STORY = "https://post.example/2026/03/a/"
FILM = "https://player.vimeo.com/video/76979871?dnt=1"
CHART = "https://datawrapper.dwcdn.net/aBc12/"
TEXT = """One.

/// embed | https://vimeo.com/76979871
    title: The strait from the air
///

/// embed | https://datawrapper.dwcdn.net/aBc12/3/
    title: Ships a year
///
"""
# How Datawrapper says how high a chart is: academy.datawrapper.de, "responsive iframe".
PLAYER = """<script>parent.postMessage({"datawrapper-height": {"aBc12": 345}}, "*")</script>"""


def one_story(root: Path) -> Edition:
    """A site whose only story embeds a film and a chart."""
    return Edition(site_of(root, {"content/articles/a.md": story("A", TEXT)}).files, STORY[:21])


@pytest.fixture
def asked(context: BrowserContext) -> list[str]:
    """What the page asks of others, who all answer with a player."""
    return []


def opened_with_players(
    opened: Opened, edition: Edition, context: BrowserContext, asked: list[str]
) -> Tab:
    """A tab at the story; `asked` gets what others are asked for."""
    tab = opened(edition)

    def answered(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(body=PLAYER, content_type="text/html")

    for host in ("player.vimeo.com", "datawrapper.dwcdn.net"):
        context.route(f"https://{host}/**", answered)
    tab.goto(STORY)
    return tab


def test_a_film_is_loaded_when_its_button_is_pressed(
    tmp_path: Path, opened: Opened, context: BrowserContext, asked: list[str]
) -> None:
    """And nothing before. It has the focus then, and the card's name."""
    tab = opened_with_players(opened, one_story(tmp_path), context, asked)
    tab.wait_for_load_state("networkidle")
    assert [] == asked
    tab.get_by_role("button", name="Play the film here").press("Enter")
    frame = tab.locator("iframe")
    frame.wait_for()
    assert (FILM, "The strait from the air") == (
        frame.get_attribute("src"),
        frame.get_attribute("title"),
    )
    assert tab.evaluate("document.activeElement.localName") == "iframe"
    tab.wait_for_load_state("networkidle")
    assert [FILM] == asked


def test_a_chart_is_as_high_as_it_says(
    tmp_path: Path, opened: Opened, context: BrowserContext, asked: list[str]
) -> None:
    tab = opened_with_players(opened, one_story(tmp_path), context, asked)
    tab.get_by_role("button", name="Show the chart here").click()
    tab.locator("iframe[height='345']").wait_for()
    assert [CHART] == asked
    assert tab.locator("iframe").bounding_box()["height"] == 345  # type: ignore[index]


def test_the_address_of_a_story_is_copied(
    tmp_path: Path, opened: Opened, context: BrowserContext, asked: list[str]
) -> None:
    """Whoever can't see it hears that it is."""
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    tab = opened_with_players(opened, one_story(tmp_path), context, asked)
    tab.get_by_role("button", name="Copy the link").click()
    tab.get_by_role("status").get_by_text("The link is copied").wait_for()
    assert STORY == tab.evaluate("navigator.clipboard.readText()")


def test_without_scripts_nothing_seems_to_do_what_it_does_not(
    tmp_path: Path, browser: Browser
) -> None:
    """There is no button, and the links lead to the film and the chart."""
    edition = one_story(tmp_path)
    with browser.new_context(java_script_enabled=False) as context:
        tab = context.new_page()
        context.route(
            "**/*.css", lambda route: route.fulfill(body=style(edition), content_type="text/css")
        )
        tab.set_content(edition.text("2026/03/a/index.html").replace("/assets/", f"{STORY}assets/"))
        assert not tab.get_by_role("button").count()
        assert tab.get_by_role("link", name="The strait from the air").is_visible()


def style(edition: Edition) -> bytes:
    (name,) = [path for path in edition.files if path.endswith(".css")]
    return edition.files[name]
