"""Drawings: what draws stays, what runs, loads or tells of its making does not."""

from __future__ import annotations

from base64 import b64encode
from io import BytesIO
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from generator.model.site import ImageOptions
from generator.problems import Failure, Problem
from generator.reading.pictures import CleanPicture, clean_picture
from generator.reading.svg import ELEMENTS, SVG

PATH = "content/images/map.svg"
OPTIONS = ImageOptions()
CANARY = "SECRET-CANARY"


def drawing(content: str = "", attributes: str = 'viewBox="0 0 40 20"') -> bytes:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
        ' xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"'
        ' xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd"'
        f" {attributes}>{content}</svg>"
    ).encode()


def clean(data: bytes) -> CleanPicture:
    return clean_picture(PATH, data, OPTIONS)


def content(data: bytes) -> str:
    """What stands between the outermost tags of the copy."""
    return clean(data).data.decode().partition(">")[2].removesuffix("</svg>\n")


def problems(data: bytes) -> tuple[Problem, ...]:
    with pytest.raises(Failure) as caught:
        clean(data)
    return caught.value.problems


def codes(data: bytes) -> list[str]:
    return [problem.code for problem in problems(data)]


def raster(format_: str = "JPEG") -> bytes:
    exif = Image.Exif()
    exif[0x0131] = CANARY
    out = BytesIO()
    Image.radial_gradient("L").resize((16, 8)).save(out, format_, exif=exif)
    return out.getvalue()


def embedded(data: bytes, media_type: str = "image/jpeg") -> str:
    return f"data:{media_type};base64,{b64encode(data).decode()}"


RICH = drawing(
    "<title>A map</title><defs><linearGradient id='g'><stop offset='0' stop-color='#fff'/>"
    "</linearGradient><path id='p' d='M0 0h9'/></defs><style>.a &gt; b { fill: url(#g) }</style>"
    "<g class='a' transform='translate(1, 2)'><use xlink:href='#p'/><use href='#p' x='3'/></g>"
    "<text x='1' xml:space='preserve'>a &lt; <tspan dy='1'>b</tspan>  &amp;  \"c\"</text>"
    f"<image width='9' height='9' xlink:href='{embedded(raster())}'/>"
)


def test_what_draws_stays() -> None:
    """Shapes, gradients, text, styles and references inside the drawing are kept as they are."""
    kept = content(RICH)
    for part in (
        "<title>A map</title>",
        '<stop offset="0" stop-color="#fff"/>',
        '<path id="p" d="M0 0h9"/>',
        "<style>.a &gt; b { fill: url(#g) }</style>",
        '<g class="a" transform="translate(1, 2)"><use xlink:href="#p"/><use href="#p" x="3"/></g>',
        '<text x="1" xml:space="preserve">a &lt; <tspan dy="1">b</tspan>  &amp;  &quot;c&quot;',
    ):
        assert part in kept


def test_namespaces_of_the_copy() -> None:
    """The copy's elements are SVG's without a prefix; xlink is declared when it is used."""
    for data, xlink in ((RICH, True), (drawing("<rect/>"), False)):
        copy = clean(data).data
        assert copy.startswith(b'<svg xmlns="http://www.w3.org/2000/svg"')
        assert xlink == (b"xmlns:xlink" in copy)
        assert f"{SVG}svg" == ElementTree.fromstring(copy).tag
        assert b"inkscape" not in copy


@pytest.mark.parametrize("data", [RICH, drawing("<a xlink:href='#x'><rect/></a>\n<!-- x -->\n")])
def test_same_bytes_give_the_same_copy_and_a_copy_gives_itself(data: bytes) -> None:
    """Cleaning is deterministic, and leaves alone what is clean already."""
    assert clean(data) == clean(data) == clean(clean(data).data)


@pytest.mark.parametrize(
    "private",
    [
        f"<!-- {CANARY} -->",
        f"<?editor {CANARY}?>",
        f"<metadata>{CANARY}<rect id='{CANARY}'/></metadata>",
        f"<sodipodi:namedview inkscape:document-units='{CANARY}'><rect/></sodipodi:namedview>",
        f"<g inkscape:label='{CANARY}' data-name='{CANARY}' sodipodi:docname='{CANARY}'/>",
        f"<flowRoot>{CANARY}</flowRoot>",
        f"<style>/* {CANARY} */ a {{}} /* {CANARY}</style>",
        f"<rect style='fill: red; /* {CANARY} */'/>",
        f"<g>{CANARY}<rect/>{CANARY}</g>",
        f"<svg content='{CANARY}'/>",
        f"<b:rect xmlns:b='urn:x' id='{CANARY}'/>",
        f"<b:x xmlns:b='urn:x' b:y='{CANARY}'><b:z>{CANARY}</b:z></b:x>",
        f"<foreignObject requiredExtensions='urn:x'>{CANARY}</foreignObject>",
        f"<a xlink:href='https://{CANARY}' target='{CANARY}'/>",
        f"<rect xml:base='https://{CANARY}/' xlink:title='{CANARY}'/>",
    ],
)
def test_what_no_reader_sees_is_dropped(private: str) -> None:
    """Comments, metadata, editors' notes and unknown elements and attributes are not published."""
    copy = clean(drawing(f"{private}<rect/>")).data
    assert CANARY.encode() not in copy
    assert b"<rect/>" in copy


def test_link_becomes_its_content() -> None:
    """A link in a drawing is dropped, what it holds stays: in a text as text."""
    linked = (
        "<a href='https://x.example'><rect/></a><text>a<a xlink:href='javascript:1'>b</a>c</text>"
    )
    assert "<g><rect/></g><text>a<tspan>b</tspan>c</text>" == content(drawing(linked))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("<script>1</script>", "picture-script"),
        ("<script xlink:href='x.js'/>", "picture-script"),
        ("<h:script xmlns:h='http://www.w3.org/1999/xhtml'>1</h:script>", "picture-script"),
        ("<rect onclick='x()'/>", "picture-script"),
        ("<g OnLoad='x()'/>", "picture-script"),
        ("<a><set attributeName='href' to='javascript:1'/></a>", "picture-script"),
        ("<animate attributeName=' xlink:HREF' values='javascript:1'/>", "picture-script"),
        ("<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'/></foreignObject>",
         "picture-foreign"),
        ("<use href='https://x.example/a.svg#b'/>", "picture-external"),
        ("<use xlink:href='icons.svg#b'/>", "picture-external"),
        ("<use href='data:image/svg+xml;base64,AAAA#b'/>", "picture-external"),
        (f"<use href='{embedded(raster())}'/>", "picture-external"),
        ("<image href='photo.jpg'/>", "picture-external"),
        ("<image href='//x.example/photo.jpg'/>", "picture-external"),
        ("<image href='data:image/svg+xml;base64,AAAA'/>", "picture-external"),
        ("<feImage xlink:href='https://x.example/a.png'/>", "picture-external"),
        ("<rect fill='url(https://x.example/a.svg#b)'/>", "picture-external"),
        ("<rect fill='url( &quot;a.svg#b&quot; )'/>", "picture-external"),
        ("<rect fill='u\\72l(//x.example)'/>", "picture-external"),
        ("<rect fill='u\\rl(//x.example)'/>", "picture-external"),
        ("<rect style='fill: URL(//x.example)'/>", "picture-external"),
        ("<rect style='cursor: image-set(\"//x.example\" 1x)'/>", "picture-external"),
        ("<rect style='fill: url(data:image/png;base64,AAAA)'/>", "picture-external"),
        ("<style>@import 'https://x.example/a.css';</style>", "picture-external"),
        ("<style>@im/**/port 'x'; @\\69mport 'x'</style>", "picture-external"),
        ("<style>@font-face { src: url(https://x.example/a.woff2) }</style>", "picture-external"),
        ("<style><![CDATA[a { fill: url(https://x.example) }]]></style>", "picture-external"),
        ("<animate attributeName='fill' to='url(https://x.example#a)'/>", "picture-external"),
        ("<?xml-stylesheet href='https://x.example/a.css'?>", "picture-external"),
        ("<image href='data:image/png;base64,%%%'/>", "picture-embedded"),
        ("<image href='data:image/png;base64,AAA'/>", "picture-embedded"),
        (f"<image href='{embedded(raster()[:200])}'/>", "picture-broken"),
        (f"<image href='{embedded(b'no picture')}'/>", "picture-text"),
    ],
)  # fmt: skip
def test_what_the_picture_would_miss(content: str, code: str) -> None:
    """What runs or loads is a problem that says what to do, not a silent change."""
    (problem,) = problems(drawing(content))
    assert (code, PATH) == (problem.code, problem.path)
    assert problem.cure


def test_data_font_stays() -> None:
    """A font that the drawing carries in its style is not from elsewhere."""
    style = "<style>@font-face { src: url('data:font/woff2;base64,AAAA') }</style>"
    assert style == content(drawing(style))


def test_all_faults_in_one_run_at_their_places() -> None:
    """Every fault of a drawing is told at once, each at its line and column."""
    found = problems(drawing("\n<script/>\n <use href='x'/><rect onclick=''/>", ""))
    assert [
        ("picture-external", (3, 2)),
        ("picture-script", (2, 1)),
        ("picture-script", (3, 17)),
        ("picture-size", (1, 1)),
    ] == sorted((p.code, (p.span.line, p.span.column)) for p in found if p.span)


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        (b"\n<!DOCTYPE svg [<!ENTITY a 'aaa'>]>\n<svg>&a;</svg>", "picture-doctype", 2),
        (b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x.dtd"><svg/>', "picture-doctype", 1),
        ("<!DOCTYPE svg [<!ENTITY a 'aaa'>]><svg/>".encode("utf-16"), "picture-doctype", 1),
        (drawing("\n<rect"), "picture-broken", 2),
        (drawing("&nbsp;"), "picture-broken", 1),
        (drawing("<g>\n</rect>"), "picture-broken", 2),
        (drawing() + b"PK\3\4", "picture-broken", 1),
        (drawing("\xff").decode().encode("latin-1"), "picture-broken", 1),
        (b"", "picture-broken", 1),
        (b"plain words", "picture-broken", 1),
        (b"<svg viewBox='0 0 1 1'/>", "picture-namespace", 1),
        (b"<html><svg xmlns='http://www.w3.org/2000/svg'/></html>", "picture-namespace", 1),
        (drawing("<g>\n" * 120 + "</g>" * 120), "picture-too-large", 100),
    ],
)
def test_file_that_is_no_sound_drawing(data: bytes, code: str, line: int) -> None:
    """A file that declares entities, is malformed or no SVG at all is a problem at its line."""
    (problem,) = problems(data)
    assert (code, line) == (problem.code, problem.span and problem.span.line)


def test_unknown_encoding() -> None:
    """An encoding that nobody knows is a problem without a line."""
    assert ["picture-broken"] == codes(b"<?xml version='1.0' encoding='klingon'?><svg/>")


def test_drawing_beyond_the_limit() -> None:
    """A drawing of more than ten million bytes is refused before it is parsed."""
    assert ["picture-too-large"] == codes(b" " * 10_000_001)


def test_gzipped_drawing_called_svg() -> None:
    """Compressed data is no XML."""
    assert ["picture-broken"] == codes(b"\x1f\x8b\x08\0" + bytes(40))


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_photo_inside_a_drawing_is_cleaned(format_: str) -> None:
    """A picture that a drawing carries is cleaned like any other, whatever type it was called."""
    data = raster(format_)
    assert CANARY.encode() in data
    kept = content(drawing(f"<image href=' {embedded(data)}'/>"))
    expected = clean_picture("x", data, OPTIONS)
    assert f'<image href="{embedded(expected.data, expected.media_type)}"/>' == kept


def test_photos_inside_a_drawing_share_the_limit() -> None:
    """The pixels of all pictures inside a drawing are counted together."""
    data = drawing(f"<image href='{embedded(raster())}'/>" * 3)
    assert 40 == clean_picture(PATH, data, ImageOptions(max_pixels=3 * 16 * 8)).width
    with pytest.raises(Failure) as caught:
        clean_picture(PATH, data, ImageOptions(max_pixels=3 * 16 * 8 - 1))
    assert ["picture-too-large"] == [problem.code for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ("width='300' height='150'", (300, 150)),
        ("width='300px' height=' 1.5e2 '", (300, 150)),
        ("width='1in' height='2.54cm'", (96, 96)),
        ("width='72pt' height='25.4mm'", (96, 96)),
        ("width='6pc' height='101.6Q'", (96, 96)),
        ("viewBox='0 0 640 480'", (640, 480)),
        ("viewBox=' -10,-10, 64.4 ,48.6 '", (64, 49)),
        ("width='100%' height='100%' viewBox='0 0 640 480'", (640, 480)),
        ("width='10em' height='5em' viewBox='0 0 640 480'", (640, 480)),
        ("width='320' viewBox='0 0 640 480'", (320, 240)),
        ("height='240' viewBox='0 0 640 480'", (320, 240)),
        ("width='0.2' height='9'", (1, 9)),
    ],
)
def test_size_of_a_drawing(attributes: str, size: tuple[int, int]) -> None:
    """Width and height come from the attributes, else from the viewBox, in CSS pixels."""
    picture = clean(drawing("", attributes))
    assert size == (picture.width, picture.height)


@pytest.mark.parametrize(
    "attributes",
    [
        "",
        "width='100%' height='100%'",
        "width='300'",
        "width='0' height='0' viewBox='0 0 9 9'",
        "width='-3' height='3'",
        "width='nan' height='inf'",
        "width='1e999' height='3'",
        "viewBox='0 0 0 0'",
        "viewBox='0 0 9'",
        "viewBox='a b c d'",
        "width='9000000' height='3'",
    ],
)
def test_size_that_can_not_be_shown(attributes: str) -> None:
    """A drawing without a usable size would jump on the page: it is a problem."""
    assert ["picture-size"] == codes(drawing("", attributes))


RIGHTS = (
    "<metadata><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'"
    " xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:cc='http://creativecommons.org/ns#'>"
    "<cc:Work rdf:about=''><dc:creator><cc:Agent><dc:title>Mapper &amp; Co</dc:title></cc:Agent>"
    "</dc:creator><dc:rights><cc:Agent><dc:title>© Mapper</dc:title></cc:Agent></dc:rights>"
    "<cc:license rdf:resource='https://creativecommons.org/licenses/by/4.0/'/>"
    f"<dc:description>{CANARY}</dc:description></cc:Work></rdf:RDF></metadata>"
)


def test_rights_of_a_drawing_stay() -> None:
    """Creator, copyright and licence, as Inkscape writes them, are kept and nothing beside."""
    picture = clean(drawing(RIGHTS + "<rect/>"))
    assert ("Mapper & Co", "© Mapper") == (picture.credit, picture.copyright)
    assert b"https://creativecommons.org/licenses/by/4.0/" in picture.data
    assert CANARY.encode() not in picture.data
    assert picture == clean(picture.data)
    ElementTree.fromstring(picture.data)


names = st.sampled_from(sorted(ELEMENTS - {"foreignObject"}) + ["x", "inkscape:y"])
texts = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=9)
values = st.sampled_from(["url(#a)", "1", "/* a */ b", "\\", "&#10;&#9;x", "'", "&lt;&amp;&quot;"])
keys = st.sampled_from(["id", "style", "class", "fill", "data-x", "xml:lang", "inkscape:label"])


@st.composite
def trees(draw: st.DrawFn, depth: int = 3) -> str:
    """A little drawing's content, with all that it may and may not hold."""
    name = draw(names)
    typed = draw(st.dictionaries(keys, values, max_size=3))
    attributes = "".join(f' {key}="{value}"' for key, value in typed.items())
    inner = [draw(texts).replace("&", "").replace("<", "").replace(">", "")]
    if depth:
        inner += draw(st.lists(trees(depth - 1), max_size=2))
    return f"<{name}{attributes}>{''.join(inner)}</{name}>\n"


@settings(max_examples=200, deadline=None)
@given(trees())
def test_any_drawing_gives_a_copy_that_is_its_own(content: str) -> None:
    """A sound drawing's copy is well-formed, holds only what it may, and is clean."""
    try:
        copy = clean(drawing(content))
    except Failure as failure:
        assert {"picture-broken"} == {p.code for p in failure.problems}  # noqa: PT017
        return
    assert copy == clean(copy.data)
    for element in ElementTree.fromstring(copy.data).iter():
        assert element.tag.removeprefix(SVG) in ELEMENTS - {"foreignObject", "a"}


@settings(max_examples=200, deadline=None)
@given(st.integers(0, len(RICH) - 1), st.binary(max_size=3), st.integers(0, 30))
def test_mangled_drawing_is_cleaned_or_refused(at: int, put: bytes, gone: int) -> None:
    """Whatever happened to a drawing, it is refused, or its copy is its own copy."""
    try:
        copy = clean(RICH[:at] + put + RICH[at + gone :])
    except Failure:
        return
    assert copy == clean(copy.data)
