"""Hostile words are shown, told and fed as they were typed; nothing of them is carried out."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable

import pytest

from tests.standards import feeds
from tests.standards.edition import Edition, Page
from tests.standards.hostile import ARABIC, CHINESE, SITE_KEYS, TEXTS
from tests.standards.sitemaps import NEWS
from tests.standards.structured_data import story

Editions = Callable[[str], Edition]
# Typography may change these; everything else stays as it was typed.
_SET = re.compile(r"[\s\"'“”‘’«»‹›„‚–—\-…\u200b\u2060`.]")


def plain(words: object) -> str:
    """Words without what typography sets: quotes, dashes, spaces, dots."""
    return _SET.sub("", str(words))


@pytest.fixture
def hostile(edition: Editions) -> Edition:
    return edition("hostile")


def page_of(edition: Edition, number: int) -> Page:
    return edition.by_path[f"2026/05/text-{number}/index.html"]


@pytest.mark.parametrize("number", range(len(TEXTS)))
def test_a_hostile_headline_is_shown_as_it_was_typed(hostile: Edition, number: int) -> None:
    """The h1, the title, Open Graph and the data say the same, and all of it."""
    page, text = page_of(hostile, number), plain(TEXTS[number])
    shown = [h1.text for h1 in page.all("h1")]
    assert [text] == [plain(words) for words in shown]
    assert plain(page.title).startswith(text)
    assert text == plain(page.meta("og:title"))
    assert text == plain(story(page).get("headline"))


@pytest.mark.parametrize("number", range(len(TEXTS)))
def test_hostile_words_are_seen_wherever_they_were_typed(hostile: Edition, number: int) -> None:
    """Kicker, standfirst, names, caption, credit, key points, tags and notes: all on the page."""
    page, text = page_of(hostile, number), plain(TEXTS[number])
    places = ("kicker", "standfirst", "dateline", "caption", "credit", "keypoints", "p-category")
    for place in (*places, "notices", "people", "elsewhere", "e-content"):
        found = page.root.with_class(place)
        assert any(text[:40] in plain(element.seen_text) for element in found), place


def test_hostile_headlines_are_fed_as_they_were_typed(hostile: Edition) -> None:
    """In RSS, Atom and JSON Feed a title is text, escaped once."""
    expected = {plain(text) for text in TEXTS}
    for feed in feeds.feeds(hostile):
        if feed.path in ("feed.xml", "feed.atom", "feed.json"):
            assert expected <= {plain(entry.title) for entry in feed.entries}, feed.path


def test_a_name_in_another_script_keeps_its_marks(hostile: Edition) -> None:
    """Arabic and Chinese headlines with markup signs in them stay as they are."""
    titles = {plain(h1.text) for page in hostile.articles for h1 in page.all("h1")}
    assert {plain(ARABIC), plain(CHINESE)} <= titles


def test_the_name_of_the_site_is_text_everywhere(hostile: Edition) -> None:
    """Markup in the publication's title is escaped in masthead, head, feed and news sitemap."""
    title = plain(SITE_KEYS["title"])
    home = hostile.by_path["index.html"]
    assert title == plain(home.title)
    assert title == plain(home.meta("og:site_name"))
    assert title in plain(home.root.with_class("site-header")[0].seen_text)
    assert title == plain(json.loads(hostile.text("feed.json"))["title"])
    names = ET.fromstring(hostile.files["news-sitemap.xml"]).iter(f"{NEWS}name")
    assert all(title == plain(name.text) for name in names)


def test_no_hostile_element_or_attribute_is_on_any_page(hostile: Edition) -> None:
    """What was typed as words makes no script, style, form, frame or handler."""
    for page in hostile.all_pages:
        names = {element.name for element in page.elements}
        assert set() == names & {"iframe", "style", "form", "input", "object", "embed", "base"}
        kinds = {script.get("type") for script in page.all("script")}
        assert kinds <= {"application/ld+json", "module"}


def test_a_page_goes_on_after_a_body_that_closes_everything(hostile: Edition) -> None:
    """`</article></main></body></html>` in a text breaks nothing around it."""
    page = hostile.by_path["2026/05/raw/index.html"]
    (article,) = page.all("article")
    assert article.with_class("e-content")[0].is_in("article")
    assert "a second headline" in article.seen_text
    assert page.all("footer")[-1].parent is page.body


def test_an_element_left_open_ends_with_its_paragraph(hostile: Edition) -> None:
    """`<i>` without its end makes no heading or list of what follows italic, or lose its name."""
    page = hostile.by_path["2026/05/raw/index.html"]
    (heading,) = [h for h in page.all("h2") if h.text == "Still a heading"]
    assert "still-a-heading" == heading.get("id")
    assert not heading.is_in("i", "b")
    assert "one" in [item.text for item in page.all("li")]
