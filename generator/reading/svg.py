"""Drawings: the bytes of one SVG become a drawing that runs nothing and asks for nothing.

What a drawing may hold is an allow-list. What no reader sees is left out; what a reader would
miss (a script, a picture from elsewhere) is a problem. This room must never follow a reference.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote_to_bytes
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from generator.problems import Failure, Problem, Span, error
from generator.reading.svg_names import ATTRIBUTES, ELEMENTS

# How a picture inside a drawing is cleaned: its bytes in, its media type and clean bytes out.
CleanRaster = Callable[[bytes], tuple[str, bytes]]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A clean drawing as text, split where metadata may stand, and its size in CSS pixels.

    `metadata` is what the drawing said of itself (RDF), already gone from the text.
    """

    head: str
    body: str
    width: int
    height: int
    metadata: Element | None


def read_drawing(path: str, data: bytes, clean_raster: CleanRaster) -> Drawing:
    """The drawing without private data; a `Failure` holds everything that stands against it."""
    if len(data) > MAX_BYTES:
        raise Failure(_too_large(path, f"{len(data):,} bytes"))
    root = parsed_xml(path, data)
    if root.tag != f"{SVG}svg":
        raise Failure(_not_svg(path, root))
    desk = _Desk(path, clean_raster, [])
    body = "".join(_children(root, desk))
    head = f'<svg xmlns="{SVG[1:-1]}"'
    if ' xlink:href="' in body:  # quotes in text are escaped, so this is an attribute
        head += f' xmlns:xlink="{XLINK_HREF[1:].partition("}")[0]}"'
    head += f"{''.join(_attributes(root, desk))}>"
    size = _size(root)
    if size is None:
        desk.problems.append(_no_size(path, root))
    if desk.problems or size is None:
        raise Failure(*desk.problems)
    return Drawing(head, f"{body}</svg>\n", *size, root.find(f".//{SVG}metadata"))


MAX_BYTES = 10_000_000
MAX_DEPTH = 100

SVG = "{http://www.w3.org/2000/svg}"
XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
_XML = "{http://www.w3.org/XML/1998/namespace}"


class Placed(Element):
    """An element that knows where it was typed."""

    span = Span(1)


def parsed_xml(path: str, data: bytes) -> Element:
    """The tree of an XML file that declares nothing and loads nothing; else a `Failure`.

    Refused: a DOCTYPE (so no entity can be declared), a style sheet from elsewhere, elements
    nested more than 100 deep. Comments and processing instructions are left out.
    """
    parser = expat.ParserCreate(None, "}")
    parser.buffer_text = True
    depth = 0

    def place() -> Span:
        return Span(parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)

    def placed(tag: Any, attributes: dict[Any, Any]) -> Placed:
        element = Placed(tag, attributes)
        element.span = place()
        return element

    builder = TreeBuilder(element_factory=placed)

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise Failure(_too_large(path, f"elements nested more than {MAX_DEPTH} deep", place()))
        named = {_universal(key): value for key, value in attributes.items()}
        builder.start(_universal(name), named)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(_universal(name))

    def doctype(*_: object) -> None:
        raise Failure(_declares(path, Span(parser.CurrentLineNumber)))

    def instruction(target: str, _: str) -> None:
        if target == "xml-stylesheet":
            raise Failure(_elsewhere(path, place(), "its style sheet"))

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = doctype
    parser.ProcessingInstructionHandler = instruction
    try:
        parser.Parse(data, True)
    except expat.ExpatError as fault:
        raise Failure(_malformed(path, fault)) from fault
    except (ValueError, LookupError) as fault:  # an encoding that Python doesn't know
        raise Failure(_malformed(path, None)) from fault
    return builder.close()


def _universal(name: str) -> str:
    """A name as ElementTree writes it: `{namespace}local`."""
    return f"{{{name}" if "}" in name else name


@dataclass(frozen=True, slots=True)
class _Desk:
    """What goes along while a drawing is read: who it is, and what was found against it."""

    path: str
    clean_raster: CleanRaster
    problems: list[Problem]


def _children(parent: Element, desk: _Desk, in_text: bool = False) -> Iterator[str]:
    """The kept content of an element, as text."""
    if in_text:
        yield _escaped(parent.text)
    for child in parent:
        yield from _element(child, desk, in_text)
        if in_text:
            yield _escaped(child.tail)


def _element(element: Element, desk: _Desk, in_text: bool) -> Iterator[str]:
    namespace, _, name = element.tag.rpartition("}")
    if name.lower() in ("script", "handler", "listener"):
        desk.problems.append(_runs(desk.path, element, f"a <{name}>"))
    elif f"{namespace}}}" != SVG or name not in ELEMENTS:
        return
    elif name == "foreignObject":
        if element.get("requiredExtensions") is None:  # no browser shows one that has it
            desk.problems.append(_foreign(desk.path, element))
    elif name == "style":
        css = _style(f"{element.text or ''}", desk, element)
        yield f"<style{''.join(_attributes(element, desk))}>{_escaped(css)}</style>"
    else:
        if _steers_a_link(element):
            desk.problems.append(_runs(desk.path, element, f"a <{name}> that changes a link"))
        if name == "a":
            name = "tspan" if in_text else "g"
        content = "".join(_children(element, desk, in_text or name in _TEXT))
        opening = f"<{name}{''.join(_attributes(element, desk))}"
        yield f"{opening}>{content}</{name}>" if content else f"{opening}/>"


def _steers_a_link(element: Element) -> bool:
    target = element.get("attributeName", "").strip().lower().rpartition(":")[2]
    return target == "href" or target.startswith("on")


_TEXT = frozenset(("text", "title", "desc"))


def _attributes(element: Element, desk: _Desk) -> Iterator[str]:
    """The kept attributes, each with a space before it, in the order they were typed."""
    for key, value in element.attrib.items():
        name = key.removeprefix(_XML)
        if key.lower().startswith("on"):
            desk.problems.append(_runs(desk.path, element, f"`{key}`"))
            continue
        if key in ("href", XLINK_HREF):
            kept = _reference(element, value.strip(), desk)
            name = "href" if key == "href" else "xlink:href"
        elif name != key:
            kept = value if name in ("lang", "space") else None
            name = f"xml:{name}"
        elif key in ATTRIBUTES or key.startswith("aria-"):
            kept = _style(value, desk, element) if _may_refer(value) else value
        else:
            kept = None
        if kept is not None:
            yield f' {name}="{_escaped(kept, in_attribute=True)}"'


def _reference(element: Element, target: str, desk: _Desk) -> str | None:
    """What a link inside a drawing may point at: a part of it, or a picture that it carries."""
    name = element.tag.rpartition("}")[2]
    if name == "a":
        return None
    if target.startswith("#") or not target:
        return target
    if name not in ("image", "feImage") or not _RASTER.match(target):
        desk.problems.append(_elsewhere(desk.path, _span(element), f'"{target:.60}"'))
        return None
    try:
        packed = unquote_to_bytes(target.partition(",")[2])
        data = base64.b64decode(b"".join(packed.split()), validate=True)
        media_type, clean = desk.clean_raster(data)
    except (binascii.Error, ValueError):
        desk.problems.append(_unreadable_raster(desk.path, element))
        return None
    except Failure as failure:
        desk.problems.extend(failure.problems)
        return None
    return f"data:{media_type};base64,{base64.b64encode(clean).decode()}"


_RASTER = re.compile(r"data:image/(png|jpe?g|gif|webp|avif);base64,", re.IGNORECASE)


def _may_refer(value: str) -> bool:
    return any(sign in value for sign in ("(", "\\", "@", "/*"))


def _style(css: str, desk: _Desk, element: Element) -> str:
    """The style without its comments; what it loads from elsewhere is a problem.

    CSS may hide a word behind escapes (`u\\72l(`), so it is looked at as typed and unescaped.
    """
    css = _COMMENT.sub(" ", css)
    for view in (css, _ESCAPE.sub(_unescaped, css)):
        if found := _LOADS.search(view):
            part = view[found.start() : found.start() + 40].strip()
            desk.problems.append(_elsewhere(desk.path, _span(element), f'"{part}"'))
            break
    return css


_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:([0-9a-f]{1,6})[ \t\r\n\f]?|(.))", re.IGNORECASE | re.DOTALL)
# A url() may name a part of the drawing or carry a font; nothing else may load.
_LOADS = re.compile(
    r"""url\((?!\s*["']?\s*(?:\#|data:(?:font/|application/(?:x-)?font-)))
    |@import|image-set\(|cross-fade\(|\bsrc\(|\bimage\(|-moz-binding|javascript:|expression\(""",
    re.IGNORECASE | re.VERBOSE,
)


def _unescaped(escape: re.Match[str]) -> str:
    if escape[1] is None:
        return escape[2]
    point = int(escape[1], 16)
    return chr(point) if point <= 0x10FFFF else "\N{REPLACEMENT CHARACTER}"


def _escaped(text: str | None, *, in_attribute: bool = False) -> str:
    """Text for XML; quotes are escaped everywhere, line ends where a parser would lose them."""
    text = text or ""
    for char, name in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        text = text.replace(char, name)
    for char in "\t\n\r" if in_attribute else "\r":
        text = text.replace(char, f"&#{ord(char)};")
    return text


def _size(root: Element) -> tuple[int, int] | None:
    """Width and height in CSS pixels, from the attributes, else by the viewBox; None if nothing."""
    width, height = _length(root.get("width")), _length(root.get("height"))
    box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    box_width, box_height = (_length(box[2]), _length(box[3])) if len(box) == 4 else (None, None)
    if box_width and box_height:
        if width is None and height is None:
            width, height = box_width, box_height
        elif height is None and width is not None:
            height = width * box_height / box_width
        elif width is None and height is not None:
            width = height * box_width / box_height
    if width is None or height is None or not (0 < width <= MAX_SIDE and 0 < height <= MAX_SIDE):
        return None
    return max(1, round(width)), max(1, round(height))


MAX_SIDE = 1_000_000
# CSS Values 4, section 6.2: how many of a unit are an inch, and an inch is 96 pixels.
_PER_INCH = {"": 96, "px": 96, "in": 1, "cm": 2.54, "mm": 25.4, "q": 101.6, "pt": 72, "pc": 6}
_LENGTH = re.compile(r"([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?)([a-z]*)", re.IGNORECASE)


def _length(text: str | None) -> float | None:
    found = _LENGTH.fullmatch((text or "").strip())
    if not found or found[2].lower() not in _PER_INCH:
        return None
    return float(found[1]) * 96 / _PER_INCH[found[2].lower()]


def _span(element: Element) -> Span | None:
    return element.span if isinstance(element, Placed) else None


def _too_large(path: str, what: str, span: Span | None = None) -> Problem:
    message = f"the drawing is too large: {what}"
    cure = "simplify it in the drawing program, or export it as PNG"
    return error("picture-too-large", message, path, span=span, cure=cure)


def _malformed(path: str, fault: expat.ExpatError | None) -> Problem:
    words = expat.ErrorString(fault.code) if fault else "unknown encoding"
    message = f"the drawing is not well-formed XML: {words}"
    span = Span(fault.lineno, fault.offset + 1) if fault else None
    cure = "export it again as SVG, in UTF-8"
    return error("picture-broken", message, path, span=span, cure=cure)


def _declares(path: str, span: Span) -> Problem:
    message = "the drawing has a DOCTYPE, which could declare anything"
    cure = 'delete `<!DOCTYPE …>`, or export it again as "plain SVG" if it declares entities'
    return error("picture-doctype", message, path, span=span, cure=cure)


def _not_svg(path: str, root: Element) -> Problem:
    message = f"the file's outermost element is not SVG: <{root.tag}>"
    cure = f'begin the file with `<svg xmlns="{SVG[1:-1]}">`'
    return error("picture-namespace", message, path, span=_span(root), cure=cure)


def _no_size(path: str, root: Element) -> Problem:
    message = "the drawing has no size that could be shown"
    cure = 'give its <svg> a viewBox ("0 0 640 480"), or width and height in pixels'
    return error("picture-size", message, path, span=_span(root), cure=cure)


def _runs(path: str, element: Element, what: str) -> Problem:
    message = f"the drawing holds a script: {what}"
    cure = 'a picture runs nothing: take it out, or export as "plain SVG" or PNG'
    return error("picture-script", message, path, span=_span(element), cure=cure)


def _foreign(path: str, element: Element) -> Problem:
    message = "the drawing holds HTML in a <foreignObject>"
    cure = 'export it with plain text (draw.io: switch off "formatted text"), or as PNG'
    return error("picture-foreign", message, path, span=_span(element), cure=cure)


def _elsewhere(path: str, span: Span | None, what: str) -> Problem:
    message = f"the drawing loads {what} from outside itself"
    cure = "embed what it needs (pictures as base64 data, styles in <style>), or export as PNG"
    return error("picture-external", message, path, span=span, cure=cure)


def _unreadable_raster(path: str, element: Element) -> Problem:
    message = "the data of a picture inside the drawing can't be read"
    cure = "embed that picture again, as base64 data"
    return error("picture-embedded", message, path, span=_span(element), cure=cure)
