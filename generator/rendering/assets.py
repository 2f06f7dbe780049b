"""The files of layouts/assets/ (style sheets, icons, scripts), named by their digest."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from generator.digest import of_bytes
from generator.engine import Ask, question
from generator.library.addresses import absolute, href
from generator.library.files import asset_url
from generator.library.pictures import site_picture
from generator.library.sources import world
from generator.library.texts import site
from generator.model.shown import ShownPicture
from generator.model.site import Fonts, PageWidth, Theme
from generator.problems import Failure
from generator.reading.pictures import clean_picture
from generator.rendering.layouts import BUNDLED, all_layouts, own_layouts
from generator.rendering.style_sheets import ASSETS, PART_MARK, asset_bytes, no_asset, style_sheet

# The sheet of the bundled faces, and their folder: nothing of them is published without them.
_FACES, _FACES_FOLDER = "_faces.css", "faces/"


@dataclass(frozen=True, slots=True)
class LayoutAsset:
    """A file of layouts/assets/ ready to be published."""

    url: str
    href: str
    digest: str


@question
def asset_names(ask: Ask) -> tuple[str, ...]:
    """The names of all assets, the site's own and the bundled ones."""
    names = (name[len(ASSETS) :] for name in ask(all_layouts) if name.startswith(ASSETS))
    hidden = (".", PART_MARK)
    found = tuple(name for name in names if not name.rpartition("/")[2].startswith(hidden))
    if ask(site).theme.fonts is Fonts.BUNDLED:
        return found
    own = ask(own_layouts)
    return tuple(n for n in found if not n.startswith(_FACES_FOLDER) or ASSETS + n in own)


@question
def layout_asset(ask: Ask, name: str) -> LayoutAsset:
    """An asset by its name below layouts/assets/; a `Failure` where there is none."""
    if name not in ask(asset_names):
        raise Failure(no_asset(ask, name))
    extension = posixpath.splitext(name)[1].lower()
    if extension != ".css":
        data = asset_bytes(ask, name)
    else:
        left_out = () if ask(site).theme.fonts is Fonts.BUNDLED else (_FACES, BUNDLED + _FACES)
        data = style_sheet(ask, name, lambda other: ask(layout_asset, other).href, left_out)
        if name == "site.css":
            data += _themed(ask(site).theme).encode()
    url = asset_url(name, extension, of_bytes(data))
    return LayoutAsset(url, ask(href, url), world(ask).staging.put(data))


@question
def fallback_picture(ask: Ask) -> ShownPicture:
    """The picture of what has none: the site's `image`, else the bundled cover.

    Open Graph and NewsArticle require one of every page (ogp.me; Google's Article document).
    """
    own = ask(site_picture, "image")
    if own is not None:
        return own
    asset = ask(layout_asset, "cover.png")
    clean = clean_picture("cover.png", asset_bytes(ask, "cover.png"), ask(site).images)
    return ShownPicture(
        url=asset.href,
        absolute_url=ask(absolute, asset.url),
        width=clean.width,
        height=clean.height,
        media_type=clean.media_type,
        alt=ask(site).title,
        alt_language=ask(site).language,
    )


def _themed(theme: Theme) -> str:
    """What site.yaml says of the looks, as rules at the end of the style sheet.

    The accent is lighter on dark ground; paper stays black.
    """
    rules = []
    if colour := theme.accent:
        rules.append(f"@media screen {{ :root {{ --accent: {colour}; }} }}")
        dark = f"--accent: color-mix(in oklab, {colour} 55%, white);"
        rules.append(f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}")
    if theme.width is PageWidth.NARROW:
        rules.append(":root { --page: 60rem; }")
    return "".join(f"{rule}\n" for rule in rules)
