"""Takes the pictures of docs/blocks.md: each block as the generator and the bundled layouts show it.

python -m tests.docs_examples.pictures

A file is written anew only where its looks changed, so that a second run leaves no trace.
"""

from __future__ import annotations

import io
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from PIL import Image, ImageChops
from playwright.sync_api import Browser, Route, sync_playwright
from playwright.sync_api import Page as Tab

from generator.serve.media_types import media_type
from tests.conftest import CHROMIUM
from tests.docs_examples.blocks import PICTURES, name_of, sections
from tests.docs_examples.sites import Files, site
from tests.standards.edition import Edition
from tests.standards.nu import CHECKOUT
from tests.standards.sites import Site, built

NARROW_PX = 820
WIDE_PX = 1400
PICTURE_PX = 1000
AIR_PX = 24
# The second where the first makes more than so many bytes: photographs do.
QUALITIES = (80, 40)
MANY_BYTES = 25_000
# Chromium's player turns a wheel before it stands still, although it loads nothing.
PLAYER_MS = 3000
# The levels (of 255) by which a pixel may be another before readers would see it.
TOLERANCE = 16
KINDS = {".jpg": "JPEG", ".png": "PNG"}
# What stands elsewhere on a wide screen is shown there, too.
WHERE_WIDE = {"sidenote": "sidenote-in-the-margin"}

# The text alone, with side notes opened as a reader may; back comes the box round all that is in it.
ALONE = """async (isOpen) => {
    await document.fonts.ready;
    for (const image of document.querySelectorAll(".prose img")) {
        image.loading = "eager";
        await image.decode();
    }
    for (const part of document.body.children) part.style.visibility = "hidden";
    const text = document.querySelector(".prose");
    text.style.visibility = "visible";
    for (const note of text.querySelectorAll(".sidenote")) note.open = isOpen;
    const boxes = [text, ...text.children].map((part) => part.getBoundingClientRect());
    const left = Math.min(...boxes.map((box) => box.left));
    const top = Math.min(...boxes.map((box) => box.top));
    return {
        x: left + scrollX, width: Math.max(...boxes.map((box) => box.right)) - left,
        y: top + scrollY, height: Math.max(...boxes.map((box) => box.bottom)) - top,
    };
}"""


@dataclass(frozen=True)
class Shot:
    """A picture to take: of which example, how wide the screen is, the file's name."""

    example: str
    screen_px: int
    name: str


def shots() -> Iterator[Shot]:
    """One for each example of a block, a second one where that looks otherwise on a wide screen."""
    for section in sections():
        for name in map(name_of, section.examples):
            yield Shot(name, NARROW_PX, name)
            if name in WHERE_WIDE:
                yield Shot(name, WIDE_PX, WHERE_WIDE[name])


def with_real_pictures(files: Files) -> Files:
    """The files with the demonstration's pictures under their names: their own are of one colour."""
    changed = dict(files)
    for name in files:
        path = PurePosixPath(name)
        if path.suffix in KINDS:
            for real in (CHECKOUT / path.with_suffix(kind) for kind in KINDS):
                if real.exists():
                    changed[name] = _as(path.suffix, real)
    return changed


def _as(suffix: str, real: Path) -> bytes:
    if real.suffix == suffix:
        return real.read_bytes()
    out = io.BytesIO()
    Image.open(real).convert("RGB").save(out, KINDS[suffix], quality=90)
    return out.getvalue()


def taken(browser: Browser, edition: Edition) -> dict[str, bytes]:
    """All pictures as WebP, by their names."""
    tab = browser.new_page(device_scale_factor=2, color_scheme="light", locale="en-GB")
    tab.route("**/*", lambda route: _answer(route, edition))
    found = {}
    for shot in shots():
        tab.set_viewport_size({"width": shot.screen_px, "height": 1000})
        tab.goto(_url_of(shot.example, edition))
        found[f"{shot.name}.webp"] = _packed(_photographed(tab, shot))
    return found


def _packed(screenshot: bytes) -> bytes:
    image = Image.open(io.BytesIO(screenshot)).convert("RGB")
    if image.width > PICTURE_PX:
        size = (PICTURE_PX, round(image.height * PICTURE_PX / image.width))
        image = image.resize(size, Image.Resampling.LANCZOS)
    for quality in QUALITIES:
        out = io.BytesIO()
        image.save(out, "WEBP", quality=quality, method=6)
        if out.tell() <= MANY_BYTES:
            break
    return out.getvalue()


def _answer(route: Route, edition: Edition) -> None:
    """A file of the edition; what is asked of anybody else fails."""
    url = route.request.url
    path = edition.file_at(url) if edition.is_own(url) else None
    if path is None:
        route.abort()
    else:
        route.fulfill(body=edition.files[path], content_type=media_type(path))


def _url_of(example: str, edition: Edition) -> str:
    return next(page.url for page in edition.articles if page.url.endswith(f"/{example}/"))


def _photographed(tab: Tab, shot: Shot) -> bytes:
    if tab.locator(".prose video, .prose audio").count():
        tab.wait_for_timeout(PLAYER_MS)
    box = tab.evaluate(ALONE, shot.screen_px == NARROW_PX)
    return tab.screenshot(
        full_page=True,
        animations="disabled",
        clip={
            "x": box["x"] - AIR_PX,
            "y": box["y"] - AIR_PX,
            "width": box["width"] + 2 * AIR_PX,
            "height": box["height"] + 2 * AIR_PX,
        },
    )


def looks_the_same(path: Path, picture: bytes) -> bool:
    """Whether the file that stands shows what the picture shows."""
    if not path.exists():
        return False
    before, after = Image.open(path).convert("RGB"), Image.open(io.BytesIO(picture)).convert("RGB")
    if before.size != after.size:
        return False
    extremes = ImageChops.difference(before, after).getextrema()
    return max(high for _, high in extremes) <= TOLERANCE


def main() -> int:
    """Take all pictures, say which files changed, and delete those that no example has."""
    if CHROMIUM is None:
        print("no chromium: apt-get install chromium", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        edition = built(Site(with_real_pictures(site("post"))), Path(folder))
    if isinstance(edition, str):
        print(edition, file=sys.stderr)
        return 1
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        pictures = taken(browser, edition)
        browser.close()
    PICTURES.mkdir(parents=True, exist_ok=True)
    changed = [n for n, picture in pictures.items() if not looks_the_same(PICTURES / n, picture)]
    for name in changed:
        (PICTURES / name).write_bytes(pictures[name])
        print(f"{name}: {len(pictures[name]) / 1000:.1f} kB")
    gone = [path for path in PICTURES.iterdir() if path.name not in pictures]
    for path in gone:
        path.unlink()
        print(f"{path.name}: deleted, no example has it")
    print(f"{len(pictures)} pictures, {len(changed)} changed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
