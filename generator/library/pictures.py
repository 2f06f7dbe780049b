"""Pictures as pages show them: what the text says, completed by the picture's own file."""

from __future__ import annotations

from html import escape

from generator.engine import Ask, question
from generator.library.addresses import absolute, href
from generator.library.files import Asset, Use, copies, file_at
from generator.library.files import picture as published_picture
from generator.library.languages import text_language
from generator.library.links import web_link
from generator.library.texts import ARTICLES, article, body_facts, is_draft, picture_notes, site
from generator.model.shown import ShownPicture
from generator.model.values import ImageRef
from generator.problems import Failure, error, softened
from generator.urls import is_web_address


@question
def shown_picture(
    ask: Ask, source: str, image: ImageRef, key: str, use: str = ""
) -> ShownPicture | None:
    """A picture named in front matter; None (and a problem at its `src`) where it can't be shown.

    `key` is that of the picture; one that site.yaml names by its path alone has no `src`. `use` is
    a `Use`; without one there are no smaller copies.
    """
    caption = escape(image.caption, quote=False) if image.caption else None
    return _shown(ask, source, image, caption, f"{key}.src", use)


@question
def body_picture(ask: Ask, source: str, number: int) -> ShownPicture | None:
    """A picture of a text; its caption may still have holes."""
    picture = ask(body_facts, source).pictures[number]
    image = ImageRef(picture.src, picture.alt, None, picture.credit, picture.licence)
    key = f"picture[{number}]"
    return _shown(ask, source, image, picture.caption_html, key, Use.STORY)


def _shown(
    ask: Ask, source: str, image: ImageRef, caption: str | None, key: str, use: str
) -> ShownPicture | None:
    try:
        path = ask(file_at, source, image.src)
        asset = ask(published_picture, path)
        notes = ask(picture_notes, path)
    except Failure as failure:
        for problem in failure.problems:
            placed = error(problem.code, problem.message, source, key=key, cure=problem.cure)
            ask.report(softened(placed) if is_draft(ask, source) else placed)
        return None
    own, noted = text_language(ask, source), ask(site).language
    alt = image.alt if image.alt is not None else notes.alt
    if alt is None:
        _report_missing_alt(ask, source, image.src, path, key)
    is_caption_own = caption is not None
    if caption is None and notes.caption:
        caption = escape(notes.caption, quote=False)
    return ShownPicture(
        url=ask(href, asset.url),
        absolute_url=ask(absolute, asset.url),
        width=asset.width,
        height=asset.height,
        media_type=asset.media_type,
        srcset=_srcset(ask, path, asset, use),
        alt=alt or "",
        caption=caption,
        credit=image.credit or notes.credit or asset.credit,
        licence=_licence(ask, source, image.licence, key)
        or _licence(ask, f"{path}.yaml", notes.licence, "")
        or asset.copyright,
        focus=image.focus or notes.focus or (0.5, 0.5),
        alt_language=own if image.alt is not None else noted,
        caption_language=own if is_caption_own else noted,
        credit_language=own if image.credit else noted if notes.credit else "",
    )


def _srcset(ask: Ask, path: str, whole: Asset, use: str) -> str:
    """The copies from which a browser chooses, and the picture itself where it is no wider than a
    screen."""
    found = list(ask(copies, path, use)) if use else []
    if found and whole.width <= max(Use(use).widths):
        found.append(whole)
    return ", ".join(f"{ask(href, asset.url)} {asset.width}w" for asset in found)


def _licence(ask: Ask, source: str, typed: str | None, key: str) -> str | None:
    """The terms as typed; an address of the site itself is looked at."""
    if typed is None or not is_web_address(typed):
        return typed
    return web_link(ask, source, typed, f"{key}.licence".lstrip("."))


def _report_missing_alt(ask: Ask, source: str, src: str, path: str, key: str) -> None:
    problem = error(
        "missing-alt",
        f'the picture "{src}" has no alt text',
        source,
        key=key,
        cure="say in a sentence what it shows, for those who don't see it: "
        f"alt: here, or once for all in {path}.yaml",
    )
    ask.report(softened(problem) if is_draft(ask, source) else problem)


@question
def lead_picture(ask: Ask, identity: str) -> ShownPicture | None:
    """The picture over a story; None where it has none."""
    image = ask(article, identity).image
    source = f"{ARTICLES}{identity}.md"
    return ask(shown_picture, source, image, "image", Use.STORY) if image else None


@question
def site_picture(ask: Ask, key: str) -> ShownPicture | None:
    """The site's `logo`, `image` or `icon`; decoration, since its words stand beside it."""
    options = ask(site)
    src = {"logo": options.logo, "image": options.image, "theme.icon": options.theme.icon}[key]
    if src is None:
        return None
    use = Use.SMALL if key == "logo" else ""
    return ask(shown_picture, "site.yaml", ImageRef(src, alt=options.title), key, use)


@question
def site_asset(ask: Ask, key: str) -> Asset | None:
    """The published file behind `site_picture`."""
    options = ask(site)
    src = {"logo": options.logo, "image": options.image, "theme.icon": options.theme.icon}[key]
    try:
        return ask(published_picture, ask(file_at, "site.yaml", src)) if src else None
    except Failure:
        return None
