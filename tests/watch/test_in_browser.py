"""The preview in a real browser: the page follows the source, and the reader's hand stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.building import picture, write_files
from tests.watch.following import Following, following
from tests.watch.site import FILES

RIVER = "content/articles/river.md"
PAGE = "/2026/03/river/"


def replaced(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_a_save_changes_the_text_and_nothing_of_the_readers(
    site: Path, preview: Following, page: Page
) -> None:
    """Scroll, typed words, an open details element, the focus: all stay."""
    page.goto(preview.address + PAGE)
    page.fill("input[name=who]", "Mara")
    page.fill("textarea", "a note")
    page.click("summary")
    page.evaluate("window.stays = 1")
    page.focus("textarea")
    page.evaluate("scrollTo(0, 1500)")
    replaced(site / RIVER, "The first words of the story.", "Quite other words.")
    expect(page.locator("article")).to_contain_text("Quite other words.")
    assert page.evaluate("window.stays") == 1, "the page was loaded anew"
    assert page.input_value("input[name=who]") == "Mara"
    assert page.input_value("textarea") == "a note"
    assert page.evaluate("document.querySelector('details').open")
    assert page.evaluate("document.activeElement.tagName") == "TEXTAREA"
    assert abs(page.evaluate("scrollY") - 1500) < 40


def test_words_that_come_in_above_move_nothing_in_sight(
    site: Path, preview: Following, page: Page
) -> None:
    page.goto(preview.address + PAGE)
    page.evaluate("scrollTo(0, 1500)")
    seen = page.locator("p", has_text="Paragraph 20 ")
    before = seen.bounding_box()
    more = "\n\n".join(["A long paragraph that was not there. " * 20] * 3)
    replaced(site / RIVER, "The first words of the story.", f"{more}\n\nThe first words.")
    expect(page.locator("article")).to_contain_text("that was not there")
    after = seen.bounding_box()
    assert before is not None
    assert after is not None
    assert abs(before["y"] - after["y"]) < 4


def test_a_mistake_is_shown_over_the_page_and_goes_when_it_is_mended(
    site: Path, preview: Following, page: Page
) -> None:
    """With the terminal's words; the last good page stays below."""
    page.goto(preview.address + PAGE)
    panel = page.locator("broadsheet-preview section")
    replaced(site / RIVER, "section: world", "section: world\nsumary: x")
    expect(panel).to_contain_text("error[unknown-key]")
    expect(panel).to_contain_text("content/articles/river.md:6:1")
    expect(panel).to_contain_text("keep that one")
    expect(panel.locator("pre")).to_contain_text("^^^^^^")
    expect(page.locator("article")).to_contain_text("The first words of the story.")
    replaced(site / RIVER, "\nsumary: x", "")
    expect(page.locator("broadsheet-preview")).to_have_count(0)


def test_a_mistake_in_a_layout_is_shown_too(site: Path, preview: Following, page: Page) -> None:
    page.goto(preview.address + PAGE)
    layout = site / "layouts/article.html"
    replaced(layout, "{{ article.title }}", "{{ article.titel }}")
    panel = page.locator("broadsheet-preview section")
    expect(panel).to_contain_text("layouts/article.html:4:")
    replaced(layout, "{{ article.titel }}", "{{ article.title }}, the story")
    expect(page.locator("broadsheet-preview")).to_have_count(0)
    expect(page.locator("h1")).to_have_text("The river that is a border, the story")


def test_a_panel_that_was_put_away_comes_back_for_another_mistake_only(
    site: Path, preview: Following, page: Page
) -> None:
    page.goto(preview.address + PAGE)
    replaced(site / RIVER, "section: world", "section: world\nsumary: x")
    panel = page.locator("broadsheet-preview section")
    expect(panel).to_be_visible()
    page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    expect(page.locator("broadsheet-preview button")).to_have_text(
        "1 error: nothing is published until they are mended"
    )
    replaced(site / RIVER, "sumary: x", "titel: x")
    expect(panel).to_contain_text("titel")


def test_a_style_sheet_and_a_picture_are_swapped_without_a_new_page(
    site: Path, preview: Following, page: Page
) -> None:
    (site / "content/articles/town.png").write_bytes(picture(40, 20))
    replaced(site / RIVER, "The first words of the story.", "![A town](town.png)")
    page.goto(preview.address + PAGE)
    shown = page.locator("article img")
    expect(shown).to_have_js_property("naturalWidth", 40)
    page.evaluate("window.stays = 1")
    (site / "content/articles/town.png").write_bytes(picture(60, 20))
    expect(shown).to_have_js_property("naturalWidth", 60)
    (site / "layouts/assets").mkdir()
    (site / "layouts/assets/site.css").write_text("h1 { color: rgb(1, 2, 3); }\n")
    expect(page.locator("h1")).to_have_css("color", "rgb(1, 2, 3)")
    (site / "layouts/assets/site.css").write_text("h1 { color: rgb(4, 5, 6); }\n")
    expect(page.locator("h1")).to_have_css("color", "rgb(4, 5, 6)")
    assert page.evaluate("window.stays") == 1, "the page was loaded anew"


def test_eight_tabs_follow_at_once(site: Path, preview: Following, browser: Browser) -> None:
    """Browsers allow a host six connections: one stream serves all tabs."""
    context = browser.new_context()
    tabs = [context.new_page() for _ in range(8)]
    for tab in tabs:
        tab.goto(preview.address + PAGE)
    replaced(site / RIVER, "The first words of the story.", "Seen by all.")
    for tab in tabs:
        expect(tab.locator("article")).to_contain_text("Seen by all.")
    context.close()


def test_a_tab_without_shared_workers_follows_too(
    site: Path, preview: Following, page: Page
) -> None:
    page.add_init_script("delete window.SharedWorker")
    page.goto(preview.address + PAGE)
    replaced(site / RIVER, "The first words of the story.", "Seen alone.")
    expect(page.locator("article")).to_contain_text("Seen alone.")


def test_follow_goes_to_what_was_saved(tmp_path: Path, page: Page) -> None:
    site = write_files(tmp_path / "site", FILES)
    with following(site, "--follow") as watch:
        page.goto(watch.address + "/")
        page.evaluate("window.stays = 1")
        replaced(site / RIVER, "Paragraph 30 tells", "Paragraph thirty tells")
        page.wait_for_url(f"**{PAGE}")
        changed = page.locator("p", has_text="Paragraph thirty")
        expect(changed).to_be_in_viewport()
        replaced(site / RIVER, "Paragraph 2 tells", "Paragraph two tells")
        expect(page.locator("p", has_text="Paragraph two")).to_be_in_viewport()


def test_a_page_that_moves_or_goes_says_so(
    site: Path, preview: Following, browser: Browser
) -> None:
    page = browser.new_page()  # whose console tells of the page that isn't there
    page.goto(preview.address + PAGE)
    (site / RIVER).rename(site / "content/articles/stream.md")
    expect(page.locator("article")).to_have_count(0)
    (site / "content/articles/stream.md").rename(site / RIVER)
    expect(page.locator("h1")).to_have_text("The river that is a border")
    page.close()


def test_the_first_edition_appears_by_itself(tmp_path: Path, browser: Browser) -> None:
    """Whatever keeps it back at first is told where it will be."""
    layout = "layouts/article.html"
    broken = {**FILES, layout: FILES[layout].replace("article.title", "article.titel")}  # type: ignore[arg-type]
    site = write_files(tmp_path / "site", broken)
    page = browser.new_page()
    with following(site) as watch:
        page.goto(watch.address + PAGE)
        expect(page.locator("broadsheet-preview section")).to_contain_text("titel")
        write_files(site, FILES)
        expect(page.locator("h1")).to_have_text("The river that is a border")
        expect(page.locator("broadsheet-preview")).to_have_count(0)
        expect(page.locator("a.skip")).to_have_css("position", "absolute")
    page.close()


@pytest.mark.parametrize("name", ["index.html", "2026/03/river/index.html"])
def test_what_is_written_holds_no_trace_of_the_preview(
    site: Path, preview: Following, name: str
) -> None:
    assert preview.address
    assert b"__broadsheet" not in (site / ".broadsheet/preview" / name).read_bytes()
