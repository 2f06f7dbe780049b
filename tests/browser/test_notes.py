"""Footnotes as readers meet them: opened by a press on a phone, in the margin of a wide screen."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Page as Tab

from tests.browser.conftest import Opened
from tests.browser.test_pages import AXE, RUN_AXE, TOO_WIDE, set_style
from tests.building import site_of, story
from tests.standards.edition import Edition

HOST = "https://post.example"
STORY = f"{HOST}/2026/03/a/"
ARABIC = f"{HOST}/ar/2026/03/b/"
TEXT = f"""{"Some words of the first paragraph. " * 12}[^1]

{"Some words of the second paragraph. " * 12}[^2][^3]

{"Some words of the third paragraph. " * 12}

## A heading[^4]

{"Some words below the heading. " * 12}

[^1]: A note of [some words](https://elsewhere.example/).
[^2]: {"Many words. " * 150}
[^3]: Few.
[^4]: The last one.
"""
LETTERS = "كلمات قليلة من الفقرة الأولى. " * 12
# What a box is on the screen: [left, right, top, bottom].
BOX = "(e) => { const b = e.getBoundingClientRect(); return [b.left, b.right, b.top, b.bottom] }"


@pytest.fixture
def edition(tmp_path: Path) -> Edition:
    """A site of two stories with footnotes, one of them in Arabic."""
    arabic = story("ب", f"{LETTERS}[^1]\n\n{LETTERS}\n\n[^1]: {LETTERS}", language="ar")
    files = {"content/articles/a.md": story("A", TEXT), "content/articles/b.md": arabic}
    return Edition(site_of(tmp_path, files).files, HOST)


def at(opened: Opened, edition: Edition, width: int, url: str = STORY) -> Tab:
    """A tab at a story, so many pixels wide."""
    tab = opened(edition)
    tab.set_viewport_size({"width": width, "height": 800})
    tab.goto(url)
    return tab


def box(tab: Tab, selector: str, nth: int = 0) -> list[float]:
    """Where an element stands on the screen."""
    found: list[float] = tab.locator(selector).nth(nth).evaluate(BOX)
    return found


@pytest.mark.parametrize("shut", ["Escape", "outside", "number", "cross"])
def test_on_a_phone_a_press_opens_a_note_and_it_can_be_shut(
    shut: str, opened: Opened, edition: Edition
) -> None:
    """Where the reader is: nothing scrolls. Whoever tabs on comes into the note."""
    tab = at(opened, edition, 360)
    note, number = tab.locator(".note").first, tab.get_by_role("button", name="Note 1", exact=True)
    assert not note.is_visible()
    number.scroll_into_view_if_needed()
    before = tab.evaluate("scrollY")
    number.click()
    assert note.is_visible()
    assert (before, True) == (tab.evaluate("scrollY"), box(tab, ".note")[3] <= 800)
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.closest('.note') !== null")
    if shut == "Escape":
        tab.keyboard.press("Escape")
    elif shut == "outside":
        tab.mouse.click(180, 20)
    elif shut == "number":
        number.click(force=True)
    else:
        tab.get_by_role("button", name="Close note 1").click()
    assert not note.is_visible()


def test_a_long_note_leaves_room_above_and_scrolls(opened: Opened, edition: Edition) -> None:
    """With text twice as large, too; the cross stays in sight."""
    tab = at(opened, edition, 320)
    set_style(tab, "html { font-size: 200% }")
    tab.get_by_role("button", name="Note 2", exact=True).click()
    note = tab.locator(".note").nth(1)
    assert note.evaluate("(e) => e.scrollHeight > e.clientHeight && e.scrollWidth <= e.clientWidth")
    note.evaluate("(e) => e.scrollTo(0, 9999)")
    _, right, top, _ = box(tab, ".note", 1)
    cross = tab.get_by_role("button", name="Close note 2")
    assert top > 200
    assert (True, True) == (cross.is_visible(), cross.evaluate(BOX)[2] >= top)
    assert (right <= 320, []) == (True, tab.evaluate(TOO_WIDE))


def test_a_number_is_large_enough_for_a_thumb_and_makes_no_line_higher(
    opened: Opened, edition: Edition
) -> None:
    """24 pixels at least (WCAG 2.2, 2.5.8)."""
    tab = at(opened, edition, 360)
    left, right, top, bottom = box(tab, ".note-number")
    assert right - left >= 24
    assert bottom - top >= 24
    height = "(e) => e.getBoundingClientRect().height"
    paragraph = tab.locator(".noted > p").first
    with_number = paragraph.evaluate(height)
    tab.evaluate("document.querySelector('.noted sup').textContent = '1'")
    assert with_number == paragraph.evaluate(height)


@pytest.mark.parametrize("width", [700, 1400])
def test_a_number_makes_no_table_scroll(width: int, opened: Opened, tmp_path: Path) -> None:
    """In the last column it stands at the table's edge."""
    table = "| Year | Ships[^1] |\n|---|---:|\n| 2021 | 1,600[^1] |\n\n[^1]: n\n"
    files = site_of(tmp_path, {"content/articles/a.md": story("A", table)}).files
    tab = at(opened, Edition(files, HOST), width)
    assert tab.locator(".table").evaluate("(e) => e.scrollWidth === e.clientWidth")
    assert tab.locator(".table").evaluate("(e) => e.scrollHeight === e.clientHeight")


def test_on_a_wide_screen_notes_stand_in_the_margin(opened: Opened, edition: Edition) -> None:
    """Right of the column, each from the head of its paragraph on, and none over another."""
    tab = at(opened, edition, 1400)
    column, first = box(tab, ".prose"), box(tab, ".note")
    paragraph = box(tab, ".prose p")
    assert (True, True) == (first[0] > column[1], first[1] <= 1400)
    assert abs(first[2] - paragraph[2]) < 12
    boxes = [box(tab, ".note", nth) for nth in range(4)]
    assert all(above[3] < below[2] for above, below in pairwise(boxes))
    assert boxes[1][2] - box(tab, ".noted", 1)[2] < 12
    assert tab.locator(".note-shut").first.is_hidden()


def test_notes_in_the_margin_move_nothing_in_the_text(opened: Opened, edition: Edition) -> None:
    """Paragraphs stand where they did without; even beside a note that is longer than they are."""
    tab = at(opened, edition, 1400)
    where = "[...document.querySelectorAll('.prose p:not(.note p)')].map((e) => e.offsetTop)"
    with_notes = tab.evaluate(where)
    tab.evaluate("document.querySelectorAll('.notes').forEach((e) => e.remove())")
    assert with_notes == tab.evaluate(where)


def test_in_arabic_the_margin_is_at_the_left(opened: Opened, edition: Edition) -> None:
    """Where lines end."""
    tab = at(opened, edition, 1400, ARABIC)
    assert 0 < box(tab, ".note")[1] < box(tab, ".prose")[0]


def test_with_large_text_notes_on_a_wide_screen_stand_in_the_column(
    opened: Opened, edition: Edition
) -> None:
    """There is no room beside it."""
    tab = at(opened, edition, 1400)
    set_style(tab, "html { font-size: 200% }")
    column, first = box(tab, ".prose"), box(tab, ".note")
    assert (True, True) == (first[0] >= column[0], first[1] <= column[1])
    assert [] == tab.evaluate(TOO_WIDE)


def test_on_paper_each_note_stands_behind_its_paragraph(opened: Opened, edition: Edition) -> None:
    """Between that and the next. One that is open on the screen covers no text."""
    tab = at(opened, edition, 800)
    tab.get_by_role("button", name="Note 4").press("Enter")
    tab.emulate_media(media="print")
    assert all(tab.locator(".note").nth(nth).is_visible() for nth in range(4))
    first, second = box(tab, ".noted > p"), box(tab, ".noted > p", 1)
    assert first[3] <= box(tab, ".note")[2] < second[2]
    assert box(tab, ".note", 3)[1] < box(tab, ".prose")[0]


@pytest.mark.skipif(not AXE.is_file(), reason=f"no {AXE}")
@pytest.mark.parametrize("width", [360, 1400])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_an_open_note(
    width: int, scheme: str, opened: Opened, edition: Edition
) -> None:
    """By day and by night."""
    tab = opened(edition)
    tab.context.add_init_script(path=AXE)
    tab.set_viewport_size({"width": width, "height": 800})
    tab.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    tab.goto(STORY)
    tab.get_by_role("button", name="Note 2", exact=True).press("Enter")
    assert tab.locator(".note").nth(1).is_visible()
    assert [] == tab.evaluate(RUN_AXE, scheme)
