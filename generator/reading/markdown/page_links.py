"""Links and pictures on the page: holes where they stand, values for what they are."""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape

from generator.model.body import HOLE_END, HOLE_START, Insert, Link, Picture
from generator.reading.markdown.characters import DECORATION, MARK, restored
from generator.reading.markdown.page import Found, Open, Page
from generator.reading.markdown.tokens import tag
from generator.reading.markdown.typography import typeset
from generator.urls import SAFE_SCHEMES, scheme

# What can't be an attribute of what fills the hole stands on an element round it.
_ROUND_LINK = ("id",)
_ROUND_PICTURE = ("id", "lang", "dir")
_TAGS = re.compile(r"<(?:[^<>\"]++|\"[^\"]*+\")*+>")
_FIGCAPTION = re.compile(r"</?figcaption[^>]*>")


def hole(name: str) -> str:
    """A hole of a body."""
    return f"{HOLE_START}{name}{HOLE_END}"


def start_link(page: Page, attributes: dict[str, str]) -> None:
    """`<a>`: a hole, unless it leads nowhere, or may not be."""
    target = attributes.get("href")
    if target is None:
        name = attributes.pop("name", "")
        if name and "id" not in attributes:
            attributes["id"] = name
        page.start("a", attributes)
        return
    fault = _link_fault(page, target)
    if fault:
        page.found.append(Found("link", target, None, fault))
        page.push(Open("a", "", len(page.out)))
        return
    number = len(page.links)
    others = {name: value for name, value in attributes.items() if name not in ("href", "id")}
    page.links.append(Link(target, tuple(others.items())))
    page.in_link = True
    opening, closing = _round("span", page, attributes, _ROUND_LINK)
    page.out.append(opening)
    opened = Open("a", hole(f"/a{number}") + closing, len(page.out), attributes, _end_link)
    page.out.append(hole(f"a{number}"))
    page.found.append(Found("link", target, number))
    page.push(opened, attributes.get("lang", ""))


def _end_link(page: Page, opened: Open) -> None:
    """A link that nobody can see or hear is none; numbers of footnotes in it stand behind it."""
    page.in_link = False
    numbers = "".join(page.behind_link)
    page.behind_link.clear()
    is_named = "aria-label" in opened.attributes
    held = "".join(page.out[opened.start + 1 :])
    held = held if page.settings.is_trusted else _TAGS.sub("", held)  # may be a film, or a drawing
    if is_named or held.strip():
        opened.closing += numbers
        return
    page.links.pop()
    last = max(at for at, found in enumerate(page.found) if found.kind == "link")
    page.found[last] = replace(page.found[last], number=None, fault="empty")
    page.out[opened.start] = ""
    opened.closing = ("</span>" if "id" in opened.attributes else "") + numbers


def _link_fault(page: Page, target: str) -> str:
    if page.in_link:
        return "nested"
    if not target.strip():
        return "targetless"
    if page.settings.is_trusted or scheme(target) in ("", "article", *SAFE_SCHEMES):
        return ""
    return "unsafe"


def add_picture(page: Page, attributes: dict[str, str]) -> None:
    """`<img>`: a hole. Left out where it would be loaded from elsewhere; then its words stand."""
    src = attributes.get("src", "").strip()
    fault = picture_fault(src)
    page.prose.add_opaque()
    if fault and page.settings.is_trusted:
        alt = _alt(page, attributes)
        shown = {**attributes, "alt": alt} if alt is not None else attributes
        page.out.append(tag("img", page.kept(shown)))
        return
    if fault:
        page.found.append(Found("picture", src, None, fault))
        page.out.append(escape(_alt(page, attributes) or "", quote=False))
        return
    number = len(page.pictures)
    title = attributes.get("title", "").strip()
    page.pictures.append(
        Picture(
            src,
            _alt(page, attributes),
            caption_html=escape(_set(page, title), quote=False) or None,
            credit=_set(page, attributes.get("credit", "").strip()) or None,
            licence=attributes.get("licence", "").strip() or None,
            classes=tuple(attributes.get("class", "").split()),
        )
    )
    page.found.append(Found("picture", src, number))
    opening, closing = _round("span", page, attributes, _ROUND_PICTURE)
    page.pictures_at[len(page.out)] = number
    page.out.append(f"{opening}{hole(f'p{number}')}{closing}")


def picture_fault(src: str) -> str:
    """Why a picture may not be: it lies elsewhere ("external"), or is no address ("unsafe")."""
    found = scheme(src)
    if src.startswith(("//", "\\\\", "/\\")) or found in ("http", "https"):
        return "external"
    return "unsafe" if found or not src else ""


def _alt(page: Page, attributes: dict[str, str]) -> str | None:
    """What a picture shows: None where nobody said, "" where it is decoration.

    Markdown can't say "decoration" but by `{alt=""}` or a role; the converter leaves an empty alt
    out, and marks those.
    """
    alt = attributes.get("alt")
    if attributes.get("role") in ("presentation", "none") or alt == DECORATION:
        return ""
    return None if alt is None else _set(page, alt)


def _set(page: Page, text: str) -> str:
    return typeset(text, page.settings.language) if page.settings.typography else text


def _round(
    element: str, page: Page, attributes: dict[str, str], names: tuple[str, ...]
) -> tuple[str, str]:
    """The tags of an element round a hole, for the attributes that the hole can't carry."""
    carried = {name: attributes[name] for name in names if name in attributes}
    return (tag(element, page.kept(carried)), f"</{element}>") if carried else ("", "")


def end_paragraph_of_picture(page: Page, opened: Open, at: int, *, is_figure: bool) -> None:
    """A picture alone in its paragraph: no paragraph, and a figure if it is in none already."""
    number = page.pictures_at[at]
    picture = page.pictures[number]
    classes = tuple(opened.attributes.get("class", "").split())
    page.pictures[number] = replace(picture, is_figure=is_figure, classes=picture.classes + classes)
    round_it = page.out[at].replace("<span ", "<div ").replace("</span>", "</div>")
    opening, closing = "", ""
    if any(name in opened.attributes for name in _ROUND_PICTURE):
        opening, closing = page.out[opened.start].replace("<p", "<div", 1), "</div>"
    page.out[opened.start] = opening
    page.out[at] = round_it
    opened.closing = closing


def start_figure(page: Page, attributes: dict[str, str]) -> None:
    """`<figure>`: the place of a figure block, or an author's own."""
    match = MARK.fullmatch(attributes.get("class", ""))
    if not match:
        page.start("figure", attributes)
        return
    page.end_line()
    kind = page.draft.blocks[int(match[2])].header.kind
    then = _end_insert if kind and kind.is_insert else _end_figure
    page.push(Open("figure", "", len(page.out), {"block": match[2]}, then))


def content_of(page: Page, opened: Open) -> str:
    """What a block or a footnote holds, which is taken out of the text."""
    page.end_line()
    content = "".join(page.out[opened.start :]).strip()
    del page.out[opened.start :]
    return content


def _end_insert(page: Page, opened: Open) -> None:
    """What the block names becomes a link like others, so that it is looked at like others."""
    html = content_of(page, opened)
    header = page.draft.blocks[int(opened.attributes["block"])].header
    if header.kind and header.kind.names_nothing:
        title = (("title", _set(page, header.argument)),)
        page.found.append(Found("insert", header.argument, len(page.inserts)))
        _add_insert(page, opened, Insert(header.name, None, title, (), restored(html)))
        return
    number = _add_target(page, header.argument)
    targets = header.kind.targets if header.kind else ()
    others = {
        name: _add_target(page, value) for name, value in header.options.items() if name in targets
    }
    if number is None or None in others.values():
        opened.closing = html
        return
    said = {n: _set(page, v) for n, v in header.options.items() if n not in targets}
    links = tuple((name, other) for name, other in others.items() if other is not None)
    _add_insert(
        page, opened, Insert(header.name, number, tuple(said.items()), links, restored(html))
    )


def _add_insert(page: Page, opened: Open, insert: Insert) -> None:
    opened.closing = hole(f"i{len(page.inserts)}")
    page.inserts.append(insert)


def _add_target(page: Page, target: str) -> int | None:
    """The place of a block's target among the links; None where it may not be one."""
    fault = _link_fault(page, target)
    number = None if fault else len(page.links)
    page.found.append(Found("link", target, number, fault))
    if number is not None:
        page.links.append(Link(target))
    return number


def _end_figure(page: Page, opened: Open) -> None:
    """The block's content becomes the caption, its options the rest of the picture."""
    caption = _FIGCAPTION.sub("", content_of(page, opened)).strip()
    if caption.startswith("<p>") and caption.count("</p>") == 1 and caption.endswith("</p>"):
        caption = caption[3:-4]
    header = page.draft.blocks[int(opened.attributes["block"])].header
    src, options = header.argument, header.options
    fault = picture_fault(src)
    if fault:
        if src:
            page.found.append(Found("picture", src, None, fault))
        opened.closing = caption
        return
    number = len(page.pictures)
    alt = options.get("alt")
    credit = options.get("credit")
    size = options.get("size")
    page.pictures.append(
        Picture(
            src,
            None if alt is None else _set(page, alt),
            is_figure=True,
            caption_html=restored(caption) or None,
            credit=_set(page, credit) if credit else None,
            licence=options.get("licence") or None,
            classes=(size,) if size else (),
        )
    )
    page.found.append(Found("picture", src, number))
    opened.closing = hole(f"p{number}")
