"""Every kind of page as readers have it: on small screens, with large text, by keyboard alone."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Request
from playwright.sync_api import Page as Tab

from tests.browser.conftest import Opened
from tests.standards.edition import Edition, Page
from tests.standards.sites import EVERY_BLOCK

AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
NO_AXE = f"no {AXE}: run `make test` where there is npm"
WIDTHS, SCHEMES = (360, 1280), ("light", "dark")
# By night only colours are others. The rule of WCAG 2.2 is off unless it is asked for. What is found
# comes back as [rule, elements].
RUN_AXE = """(scheme) => axe.run({
    resultTypes: ["violations"], preload: false,
    ...(scheme === "dark" ? {runOnly: ["color-contrast"]} : {rules: {"target-size": {enabled: true}}}),
}).then((found) => found.violations.map((one) =>
    [one.id, one.nodes.slice(0, 3).map((node) => node.html.slice(0, 120))]))"""
# WCAG 2.2, 1.4.12: what a reader may set without losing words.
SPACED = (
    "* { line-height: 1.5 !important; letter-spacing: 0.12em !important;"
    " word-spacing: 0.16em !important } p { margin-block-end: 2em !important }"
)
# Whether the page, or what stands in it and doesn't scroll itself, is wider than the screen.
TOO_WIDE = """() => {
    const width = document.documentElement.clientWidth;
    const wide = [...document.querySelectorAll("body *")].filter((e) => {
        const box = e.getBoundingClientRect();
        return box.width > 1 && box.right > width + 1
            && !e.closest(".table, pre, .visually-hidden, .skip")
            && getComputedStyle(e).position !== "absolute";
    });
    if (document.documentElement.scrollWidth <= width) return [];
    return wide.length ? wide.slice(0, 3).map((e) => e.outerHTML.slice(0, 120)) : ["the page"];
}"""
# The element that has the focus: what it is, and whether a reader can see that.
FOCUSED = """() => {
    const e = document.activeElement, style = getComputedStyle(e), box = e.getBoundingClientRect();
    const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    return [e.outerHTML.slice(0, 120), ring && box.width > 0 && box.height > 0,
        e === document.body, e.matches(".skip")];
}"""


def one_of_each(edition: Edition) -> Iterator[Page]:
    """A page of each kind, a story of each language; of its like the one in the middle, or
    the story that has every block.

    The longest stories take ten times as long to look at, and have nothing in them that others lack.
    """
    found: dict[tuple[str, str], Page] = {}
    lengths = sorted(len(page.html) for page in edition.pages)
    middle = lengths[len(lengths) // 2]
    ranked = sorted(edition.pages, key=lambda page: abs(len(page.html) - middle))
    for page in sorted(ranked, key=lambda page: not page.url.endswith(f"/{EVERY_BLOCK}/")):
        found.setdefault((page.kind, page.language if page.kind == "article" else ""), page)
    return iter(found.values())


def looked_at(
    edition: Edition, opened: Opened, faults: Callable[[Tab], list[str]], kinds: str = ""
) -> list[str]:
    """The faults of one page of each kind, or of each that is named, in one language."""
    tab = opened(edition)
    found = []
    wanted = set(kinds.split())
    for page in one_of_each(edition):
        if kinds and page.kind not in wanted:
            continue
        wanted.discard(page.kind)
        tab.goto(page.url)
        found += [f"{page}: {fault}" for fault in faults(tab)]
    return found


READ = pytest.mark.parametrize("name", ["demonstration", "every block"])
ALL = pytest.mark.parametrize("name", ["demonstration", "every block", "full", "hostile"])


@READ
def test_axe_finds_nothing(
    name: str, edition: Callable[[str], Edition], context: BrowserContext, opened: Opened
) -> None:
    """On phones and desks, by day and by night (https://github.com/dequelabs/axe-core)."""
    if not AXE.is_file():
        (pytest.fail if "CI" in os.environ else pytest.skip)(NO_AXE)
    context.add_init_script(path=AXE)

    def faults(tab: Tab) -> list[str]:
        found = []
        for width in WIDTHS:
            tab.set_viewport_size({"width": width, "height": 900})
            for scheme in SCHEMES:
                tab.emulate_media(color_scheme=scheme)
                found += [f"{width} {scheme} {one}" for one in tab.evaluate(RUN_AXE, scheme)]
        return found

    assert [] == looked_at(edition(name), opened, faults)


@ALL
def test_no_page_scrolls_sideways(
    name: str, edition: Callable[[str], Edition], opened: Opened
) -> None:
    """At 320 pixels, with text twice as large, with text set wider (WCAG 1.4.4, 1.4.10, 1.4.12)."""

    def faults(tab: Tab) -> list[str]:
        found = []
        tab.set_viewport_size({"width": 320, "height": 900})
        found += [f"320 px: {wide}" for wide in tab.evaluate(TOO_WIDE)]
        set_style(tab, SPACED)
        found += [f"320 px, spaced: {wide}" for wide in tab.evaluate(TOO_WIDE)]
        tab.set_viewport_size({"width": 1280, "height": 900})
        set_style(tab, "html { font-size: 200% }")
        found += [f"200 %: {wide}" for wide in tab.evaluate(TOO_WIDE)]
        return found

    assert [] == looked_at(edition(name), opened, faults)


def set_style(tab: Tab, rules: str) -> None:
    """Rules as a reader's own, in place of those before; no policy of the page forbids them."""
    tab.evaluate(
        "(rules) => { const own = new CSSStyleSheet(); own.replaceSync(rules);"
        " document.adoptedStyleSheets = [own]; }",
        rules,
    )


@READ
def test_faces_are_few(name: str, edition: Callable[[str], Edition], opened: Opened) -> None:
    """WOFF2 of at most 120 kB a page (PF-06), and of 90 kB where nothing leans."""
    fonts: dict[str, int] = {}
    found = edition(name)

    def seen(request: Request) -> None:
        path = found.file_at(request.url)
        if request.resource_type == "font" and path:
            fonts[path] = len(found.files[path])

    tab = opened(found)
    tab.on("request", seen)

    def faults(tab: Tab) -> list[str]:
        tab.evaluate("document.fonts.ready")
        upright = sum(size for path, size in fonts.items() if "italic" not in path)
        total, wrong = sum(fonts.values()), [p for p in fonts if not p.endswith(".woff2")]
        told = [f"{total:,} bytes of fonts: {sorted(fonts)}"] if total > 120_000 else []
        told += [f"{upright:,} bytes of upright fonts"] if upright > 90_000 else []
        fonts.clear()
        return told + wrong

    assert [] == looked_at(found, lambda edition: tab, faults)


# What a text is set in: size and line height in pixels, characters a line of its longest paragraph.
SET = """() => {
    const paragraphs = [...document.querySelectorAll(".story .prose > p")];
    const text = paragraphs.sort((a, b) => b.textContent.length - a.textContent.length)[0];
    if (!text) return [16, 16 * 1.4, 60];
    const style = getComputedStyle(text), size = parseFloat(style.fontSize);
    const range = document.createRange();
    range.selectNodeContents(text);
    const lines = new Set([...range.getClientRects()].map((box) => Math.round(box.bottom)));
    return [size, parseFloat(style.lineHeight), text.textContent.length / lines.size];
}"""


@READ
def test_texts_are_set_to_be_read(
    name: str, edition: Callable[[str], Edition], opened: Opened
) -> None:
    """16 pixels and more on a phone (TY-01), 45 to 90 letters a line on a desk (TY-02), lines 1.4
    apart (TY-03). Scripts whose signs are as wide as high have half as many a line."""

    def faults(tab: Tab) -> list[str]:
        found = []
        for width in WIDTHS:
            tab.set_viewport_size({"width": width, "height": 900})
            size, height, letters = tab.evaluate(SET)
            least = (
                22 if tab.evaluate("document.documentElement.lang") in ("ja", "zh", "ko") else 45
            )
            if size < 16 or height < 1.4 * size - 0.01:
                found.append(f"{width}: {size} px on {height}")
            if width > 1000 and not least <= letters <= 90:
                found.append(f"{width}: {letters} letters a line")
        return found

    assert [] == looked_at(edition(name), opened, faults)


@READ
def test_the_keyboard_reaches_everything_and_shows_where_it_is(
    name: str, edition: Callable[[str], Edition], opened: Opened
) -> None:
    """First of all a link past the masthead, which is seen then; each stop after it is seen too."""

    def faults(tab: Tab) -> list[str]:
        found = []
        for stop in range(200):
            tab.keyboard.press("Tab")
            element, is_seen, is_out, is_skip = tab.evaluate(FOCUSED)
            if is_out:
                break
            if stop == 0 and not is_skip:
                found.append(f"the first stop is {element}")
            if not is_seen:
                found.append(f"nobody sees the focus on {element}")
        return found

    assert [] == looked_at(edition(name), opened, faults, "home article section person page")
