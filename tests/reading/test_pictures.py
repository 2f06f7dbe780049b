"""Pictures: what is private goes, what is seen and whose it is stays, and nothing else happens."""

from __future__ import annotations

import struct
import warnings
import zlib
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms, ImageOps

from generator.model.site import ImageOptions
from generator.problems import Failure
from generator.reading.pictures import CleanPicture, clean_picture, renditions

OPTIONS = ImageOptions()
CANARY = b"SECRET-CANARY"
SECRET = CANARY.decode()
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


# --- Pictures to clean ---------------------------------------------------------------------------


def photo(mode: str = "RGB", size: tuple[int, int] = (40, 24)) -> Image.Image:
    """A small picture with no symmetry and no flat area, the same in every run."""
    across = Image.linear_gradient("L").resize(size)
    down = Image.linear_gradient("L").rotate(90).resize(size)
    picture = Image.merge("RGB", (across, down, Image.radial_gradient("L").resize(size)))
    picture.paste((250, 20, 20), (0, 0, 9, 5))
    if mode == "RGBA":
        picture = picture.convert("RGBA")
        down.paste(0, (25, 10, 40, 20))
        picture.putalpha(down)
    return picture.convert(mode)


def encoded(picture: Image.Image, format_: str, **how: object) -> bytes:
    out = BytesIO()
    picture.save(out, format_, **how)
    return out.getvalue()


def moving(format_: str) -> bytes:
    frames = [photo("RGBA"), ImageOps.mirror(photo("RGBA")), ImageOps.flip(photo("RGBA"))]
    return encoded(frames[0], format_, save_all=True, append_images=frames[1:], duration=90, loop=0)


def decoded(data: bytes) -> list[tuple[str, tuple[int, int], bytes]]:
    """Mode, size and pixels of every frame."""
    with Image.open(BytesIO(data)) as picture:
        frames = []
        for number in range(getattr(picture, "n_frames", 1)):
            picture.seek(number)
            frames.append((picture.mode, picture.size, picture.tobytes()))
        return frames


def tiff(*entries: tuple[int, int, bytes], order: str = "<") -> bytes:
    """EXIF data: one directory, (tag, type, value) each; then a second one with a preview."""
    sizes = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1}
    head = b"II*\0" if order == "<" else b"MM\0*"
    heap_at = 8 + 2 + 12 * len(entries) + 4
    heap = b""
    rows = b""
    for tag, kind, value in entries:
        rows += struct.pack(f"{order}HHI", tag, kind, len(value) // sizes[kind])
        if len(value) <= 4:
            rows += value.ljust(4, b"\0")
        else:
            rows += struct.pack(f"{order}I", heap_at + len(heap))
            heap += value + b"\0" * (len(value) % 2)
    preview = encoded(photo(), "JPEG") + CANARY
    second = struct.pack(f"{order}HHHII", 1, 0x0201, 4, 1, heap_at + len(heap) + 18)
    rows = struct.pack(f"{order}IH", 8, len(entries)) + rows
    return head + rows + struct.pack(f"{order}I", heap_at + len(heap)) + heap + second + preview


def exif(orientation: int = 1, order: str = "<") -> bytes:
    """What a camera writes: maker, serial number, position, software, date, and the names."""
    return tiff(
        (0x010F, 2, CANARY + b"\0"),
        (0x0112, 3, struct.pack(f"{order}H", orientation)),
        (0x0131, 2, CANARY + b" 4.2\0"),
        (0x0132, 2, b"2026:03:01 09:00:00\0"),
        (0x013B, 2, "Zoë Ångström\0".encode()),
        (0x8298, 2, "© 2026 The Meridian\0".encode()),
        (0x8825, 7, b"N" + CANARY),
        (0x927C, 7, CANARY * 3),
        (0xA431, 2, CANARY + b"\0"),
        order=order,
    )


def xmp(properties: str = "") -> bytes:
    return (
        '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description'
        ' rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"'
        ' xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"'
        ' xmlns:cc="http://creativecommons.org/ns#"'
        ' xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"'
        f' xmpMM:DocumentID="{SECRET}">{properties}<xmpMM:History><rdf:Seq><rdf:li'
        f' rdf:parseType="Resource"><dc:creator>{SECRET}</dc:creator></rdf:li></rdf:Seq>'
        '</xmpMM:History></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    ).encode()


ALL_RIGHTS = (
    "<dc:creator><rdf:Seq><rdf:li>Ana &amp; Bo</rdf:li><rdf:li>كريم</rdf:li></rdf:Seq></dc:creator>"
    "<photoshop:Credit>Ana/The Meridian</photoshop:Credit>"
    '<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">© Ana</rdf:li></rdf:Alt></dc:rights>'
    '<xmpRights:UsageTerms><rdf:Alt><rdf:li xml:lang="x-default">CC BY 4.0</rdf:li></rdf:Alt>'
    "</xmpRights:UsageTerms>"
    "<xmpRights:WebStatement>https://example.org/licence</xmpRights:WebStatement>"
)


def iptc() -> bytes:
    """Photoshop's resources: the names as IPTC, and a thumbnail."""
    names = ((5, CANARY), (80, b"Desk Photographer"), (110, b"Agency"), (116, b"(c) Agency"))
    data = b"".join(struct.pack(">BBBH", 0x1C, 2, n, len(v)) + v for n, v in names)
    return b"Photoshop 3.0\0" + b"".join(
        b"8BIM" + struct.pack(">H", number) + b"\4name\0" + struct.pack(">I", len(content))
        + content + b"\0" * (len(content) % 2)
        for number, content in ((0x040C, CANARY), (0x0404, data))
    )  # fmt: skip


def segment(marker: int, content: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content


def jpeg(*segments: bytes, mode: str = "RGB", **how: object) -> bytes:
    data = encoded(photo(mode), "JPEG", **how)
    return data[:2] + b"".join(segments) + data[2:]


def chunk(kind: bytes, content: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(kind + content))
    return struct.pack(">I", len(content)) + kind + content + check


def png(*chunks: bytes, mode: str = "RGB", **how: object) -> bytes:
    data = encoded(photo(mode), "PNG", **how)
    return data[:33] + b"".join(chunks) + data[33:]


def png_kinds(data: bytes) -> list[bytes]:
    kinds, at = [], 8
    while at < len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        kinds.append(kind)
        at += 12 + length
    return kinds


def box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I4s", len(content) + 8, kind) + content


def archive() -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as packed:
        packed.writestr("list.txt", CANARY)
    return out.getvalue()


EXIF_SEGMENT = segment(0xE1, b"Exif\0\0" + exif())
XMP_SEGMENT = segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + xmp(ALL_RIGHTS))

# One full of secrets for each way to write a picture.
LOADED = {
    "jpeg": jpeg(
        segment(0xE0, b"JFIF\0\1\2\1\0\x48\0\x48\2\1" + b"SECRET"),
        EXIF_SEGMENT,
        XMP_SEGMENT,
        segment(0xED, iptc()),
        segment(0xE8, CANARY),
        segment(0xEB, b"JP\0\1\0\0\0\1" + box(b"jumb", CANARY)),
        segment(0xFE, CANARY),
        icc_profile=PROFILE,
    )
    + jpeg(segment(0xFE, CANARY)),
    "jpeg progressive": jpeg(EXIF_SEGMENT, progressive=True) + archive(),
    "jpeg cmyk": jpeg(
        EXIF_SEGMENT,
        segment(0xEE, b"Adobe\0\x64\0\0\0\0\0" + CANARY),
        mode="CMYK",
        icc_profile=PROFILE,
    ),
    "jpeg grey": jpeg(EXIF_SEGMENT, mode="L"),
    "png": png(
        chunk(b"tEXt", b"Comment\0" + CANARY),
        chunk(b"zTXt", b"Software\0\0" + zlib.compress(CANARY)),
        chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + xmp(ALL_RIGHTS)),
        chunk(b"eXIf", exif()),
        chunk(b"tIME", bytes(7)),
        chunk(b"prVt", CANARY),
        icc_profile=PROFILE,
    )
    + archive(),
    "png grey 16": encoded(Image.linear_gradient("L").convert("I;16"), "PNG"),
    "png palette": encoded(
        photo("RGBA").convert("RGB").quantize(16), "PNG", transparency=bytes(range(0, 256, 16))
    ),
    "png bilevel": png(mode="1"),
    "png moving": moving("PNG") + CANARY,
    "gif": encoded(photo().quantize(16), "GIF", comment=CANARY, transparency=3) + CANARY,
    "gif moving": moving("GIF"),
    "webp": encoded(photo(), "WEBP", exif=exif(), xmp=xmp(), icc_profile=PROFILE) + CANARY,
    "webp lossless": encoded(photo("RGBA"), "WEBP", exif=exif(), lossless=True),
    "webp simple": encoded(photo(), "WEBP") + CANARY,
    "webp moving": moving("WEBP"),
    "avif": encoded(photo(), "AVIF", exif=exif(), xmp=xmp(ALL_RIGHTS), icc_profile=PROFILE),
    "avif alpha": encoded(photo("RGBA"), "AVIF", exif=exif()) + box(b"uuid", CANARY * 2),
}
every_kind = pytest.mark.parametrize("data", LOADED.values(), ids=LOADED.keys())


def clean(data: bytes, path: str = "content/images/x", **options: int) -> CleanPicture:
    return clean_picture(path, data, replace(OPTIONS, **options))


def codes(call: Callable[[], object]) -> list[str]:
    with pytest.raises(Failure) as caught:
        call()
    return [problem.code for problem in caught.value.problems]


# --- What every kind of picture has in common ----------------------------------------------------


@every_kind
def test_what_is_private_is_nowhere_in_the_copy(data: bytes) -> None:
    """Position, serial number, software, history, comments and what hangs on behind are gone."""
    copy = clean(data).data
    assert CANARY not in copy
    assert b"list.txt" not in copy
    assert b"2026:03:01" not in copy


@every_kind
def test_pixels_are_those_of_the_source(data: bytes) -> None:
    """Each frame of the copy decodes to the very pixels of the source."""
    assert decoded(data) == decoded(clean(data).data)


@every_kind
def test_colour_profile_stays(data: bytes) -> None:
    """The ICC profile of the copy is that of the source, byte for byte."""
    with Image.open(BytesIO(data)) as source, Image.open(BytesIO(clean(data).data)) as copy:
        assert source.info.get("icc_profile") == copy.info.get("icc_profile")


@every_kind
def test_same_bytes_give_the_same_copy_and_a_copy_gives_itself(data: bytes) -> None:
    """Cleaning is deterministic, and leaves alone what is clean already."""
    first = clean(data)
    assert first == clean(data)
    assert first == clean(first.data)


@every_kind
def test_cut_off_anywhere(data: bytes) -> None:
    """A picture that lacks its end is a problem, wherever it was cut."""
    whole = clean(data).data
    for end in range(12, len(whole) - 1, max(1, len(whole) // 40)):
        assert codes(lambda end=end: clean(whole[:end])) in (["picture-broken"], ["picture-type"])


def test_secrets_are_in_the_sources() -> None:
    """The sources do hold what the other tests look for."""
    for name in ("jpeg", "png", "gif", "webp", "avif", "jpeg cmyk", "avif alpha", "webp lossless"):
        assert CANARY in LOADED[name]


@pytest.mark.parametrize(
    ("name", "extension", "media_type"),
    [
        ("jpeg", ".jpg", "image/jpeg"),
        ("png", ".png", "image/png"),
        ("gif", ".gif", "image/gif"),
        ("webp", ".webp", "image/webp"),
        ("avif", ".avif", "image/avif"),
    ],
)
def test_named_after_another_format(name: str, extension: str, media_type: str) -> None:
    """A picture under another picture's extension is published under its own."""
    picture = clean(LOADED[name], "content/images/x.bmp")
    assert (extension, media_type, 40, 24) == (
        picture.extension, picture.media_type, picture.width, picture.height
    )  # fmt: skip


# --- Creator, credit, copyright, licence ---------------------------------------------------------


@pytest.mark.parametrize("name", ["jpeg", "png", "avif"])
def test_rights_in_xmp_stay(name: str) -> None:
    """All that XMP says of creator, credit, copyright and licence is written anew."""
    picture = clean(LOADED[name])
    assert ("Ana/The Meridian", "© Ana") == (picture.credit, picture.copyright)
    kept = ("Ana &amp; Bo", "كريم", "CC BY 4.0", "https://example.org/licence", "x:xmpmeta")
    assert all(text.encode() in picture.data for text in kept)


@pytest.mark.parametrize("name", ["jpeg progressive", "jpeg cmyk", "webp", "webp lossless"])
def test_names_in_exif_stay_as_xmp(name: str) -> None:
    """EXIF's artist and copyright stay when there is no word of them in XMP."""
    picture = clean(LOADED[name])
    assert ("Zoë Ångström", "© 2026 The Meridian") == (picture.credit, picture.copyright)
    assert "<rdf:li>Zoë Ångström</rdf:li>".encode() in picture.data
    assert b"Exif" not in picture.data


def test_names_in_exif_of_the_other_byte_order_stay() -> None:
    """Motorola's byte order is read as Intel's is."""
    picture = clean(jpeg(segment(0xE1, b"Exif\0\0" + exif(order=">"))))
    assert ("Zoë Ångström", "© 2026 The Meridian") == (picture.credit, picture.copyright)


def test_copyright_of_photographer_and_editor() -> None:
    """EXIF's two notices in one tag become one text."""
    data = jpeg(segment(0xE1, b"Exif\0\0" + tiff((0x8298, 2, b"(c) Ana\0(c) Desk\0"))))
    assert "(c) Ana; (c) Desk" == clean(data).copyright


def test_names_in_an_old_encoding_stay() -> None:
    """EXIF text that isn't UTF-8 is read as Latin-1."""
    data = jpeg(segment(0xE1, b"Exif\0\0" + tiff((0x013B, 2, b"Zo\xeb \xc5.\0"))))
    assert "Zoë Å." == clean(data).credit


def test_other_programs_find_the_rights() -> None:
    """The packet lies where readers of each format look for it, announced as they ask."""
    for name in ("jpeg", "png", "avif", "webp"):
        with Image.open(BytesIO(clean(LOADED[name]).data)) as picture:
            assert picture.info["xmp"].startswith(b"<?xpacket")
    assert 0x24 == clean(LOADED["webp"]).data[20]


def test_other_notes_in_an_avif() -> None:
    """What an AVIF says in another language than XMP's is not taken for it."""
    data = clean(LOADED["avif"]).data
    other = data.replace(b"application/rdf+xml", b"application/rdf+abc")
    assert (None, None) == (clean(other).credit, clean(other).copyright)


def test_names_in_iptc_stay_and_win_over_exif() -> None:
    """IPTC's credit line comes before EXIF's artist, who stays as creator when IPTC has none."""
    picture = clean(jpeg(EXIF_SEGMENT, segment(0xED, iptc())))
    assert ("Agency", "(c) Agency") == (picture.credit, picture.copyright)
    assert b"<rdf:li>Desk Photographer</rdf:li>" in picture.data


def test_names_in_png_text_stay() -> None:
    """PNG's own keywords for author and copyright are read."""
    texts = chunk(b"tEXt", b"Author\0Zo\xeb"), chunk(b"tEXt", b"Copyright\0\xa9 Zo\xeb")
    picture = clean(png(*texts))
    assert ("Zoë", "© Zoë") == (picture.credit, picture.copyright)
    text = chunk(b"iTXt", b"Author\0\0\0de\0Autorin\0" + "Zoë".encode())
    assert "Zoë" == clean(png(text)).credit


def test_rights_of_a_gif_stay() -> None:
    """A GIF's XMP block is read and written anew, and other readers find the frames behind it."""
    trailer = bytes((1, *range(255, -1, -1), 0))
    block = b"!\xff\x0bXMP DataXMP" + xmp(ALL_RIGHTS) + trailer
    source = moving("GIF")
    table = 13 + (3 << (source[10] & 7) + 1)
    data = source[:table] + block + source[table:]
    picture = clean(data)
    assert ("Ana/The Meridian", "© Ana") == (picture.credit, picture.copyright)
    assert CANARY not in picture.data
    assert decoded(source) == decoded(picture.data)
    assert picture == clean(picture.data)


def test_licence_of_creative_commons_stays() -> None:
    """cc:license, an address, is the licence where xmpRights says none."""
    licence = '<cc:license rdf:resource="https://creativecommons.org/licenses/by/4.0/"/>'
    data = jpeg(segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + xmp(licence)))
    assert "https://creativecommons.org/licenses/by/4.0/" == clean(data).copyright


def test_credit_typed_as_an_attribute() -> None:
    """XMP's short form, properties as attributes, is read like the long one, with padding."""
    packet = xmp().replace(b' rdf:about=""', b' rdf:about="" photoshop:Credit="Ana"') + b" \n\0"
    data = jpeg(segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + packet))
    assert "Ana" == clean(data).credit


def test_no_word_of_rights() -> None:
    """A picture that says nothing of its rights gets no packet."""
    picture = clean(jpeg())
    assert (None, None) == (picture.credit, picture.copyright)
    assert b"xmpmeta" not in picture.data


def test_huge_and_hostile_names() -> None:
    """Endless names are cut, unseen characters dropped; the packet fits and stays the same."""
    names = "".join(f"<rdf:li>{n}{'&amp;' * 999}\u0085</rdf:li>" for n in range(99))
    packet = xmp(
        f"<dc:creator><rdf:Seq>{names}</rdf:Seq></dc:creator>"
        f"<dc:rights>{'&lt;😀' * 3000}</dc:rights><photoshop:Credit>{'&amp;' * 3000}"
        f"</photoshop:Credit><xmpRights:UsageTerms>{'&amp;' * 3000}</xmpRights:UsageTerms>"
        f"<xmpRights:WebStatement>{'&amp;' * 3000}</xmpRights:WebStatement>"
    )
    copy = clean(png(chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + packet)))
    assert 2000 == len(copy.credit or "")
    assert copy == clean(copy.data)
    packed = copy.data.partition(b"<?xpacket")[2].partition(b'end="r"?>')[0]
    assert len(packed) < 65_000


@pytest.mark.parametrize(
    "broken",
    [
        segment(0xE1, b"Exif\0\0" + exif()[:40]),
        segment(0xE1, b"Exif\0\0II*\0\xff\xff\xff\xff"),
        segment(0xE1, b"Exif\0\0"),
        segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta"),
        segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"),
        segment(0xED, b"Photoshop 3.0\0" + b"8BIM\4\4\0\0\xff\xff\xff\xff\x1c\2\x50\xff"),
        segment(0xED, b"Photoshop 3.0\0" + b"8BIM\4\4"),
        segment(0xE2, b"ICC_PROFILE\0\1\1" + CANARY * 20),
        segment(0xE2, b"ICC_PROFILE\0\1\1" + PROFILE[:200]),
        segment(0xE2, b"ICC_PROFILE\0\1\1" + PROFILE[:128] + b"\xff" * 400),
        segment(0xE2, b"ICC_PROFILE\0\1\1" + PROFILE[:140] + b"\xff" * 4 + PROFILE[144:]),
        segment(
            0xE2,
            b"ICC_PROFILE\0\1\1"
            + b"\0\0\x40\0"
            + PROFILE[4:128]
            + b"\0\0\0\x65"
            + bytes(0x4000 - 132),
        ),
    ],
)
def test_malformed_metadata(broken: bytes) -> None:
    """Metadata that can't be read is left out; the picture is none the worse for it."""
    assert clean(jpeg()) == clean(jpeg(broken))


# --- Single formats ------------------------------------------------------------------------------


def test_preview_in_the_jfif_header_is_dropped() -> None:
    """JFIF's own thumbnail goes, its density stays."""
    data = jpeg()
    head = data[2:20]
    preview = segment(0xE0, head[4:16] + b"\2\2" + b"ABCABCABCABC")
    assert head == clean(data[:2] + preview + data[20:]).data[2:20]


def test_inks_of_a_cmyk_photo() -> None:
    """Adobe's mark, by which browsers tell how inks are counted, stays in its bare form."""
    assert b"\xff\xee\0\x0eAdobe\0\x64\0\0\0\0\0\xff" in clean(LOADED["jpeg cmyk"]).data


def test_second_picture_behind_the_first() -> None:
    """The previews and depth maps that cameras hang on a JPEG (MPF) go, and their index too."""
    second = ImageOps.invert(photo())
    data = encoded(photo(), "MPO", save_all=True, append_images=[second])
    assert b"MPF\0" in data
    assert clean(jpeg()) == clean(data)


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_large_profile(format_: str) -> None:
    """A profile beyond the 64 KB of a JPEG segment or a zlib block stays whole."""
    text = struct.pack(">I4sII", 1, b"cprt", 144, 150_000)
    large = bytearray(PROFILE[:128] + text + bytes(range(256)) * 586)[:150_144]
    large[:4] = struct.pack(">I", len(large))
    copy = clean(encoded(photo(), format_, icc_profile=bytes(large)))
    with Image.open(BytesIO(copy.data)) as picture:
        assert bytes(large) == picture.info["icc_profile"]
    assert copy == clean(copy.data)


def test_largest_profile() -> None:
    """The largest profile that a JPEG can hold comes out of it in as many segments."""
    size = 255 * 65_519
    profile = struct.pack(">I", size) + PROFILE[4:] + bytes(size - len(PROFILE))
    segments = [
        segment(0xE2, b"ICC_PROFILE\0" + bytes((n + 1, 255)) + profile[n * 65_519 :][:65_519])
        for n in range(255)
    ]
    stray = segment(0xE2, b"ICC_PROFILE\0\0\xff" + CANARY)
    copy = clean(jpeg(*segments, stray))
    assert 255 == copy.data.count(b"ICC_PROFILE")
    assert CANARY not in copy.data
    assert copy == clean(copy.data)


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_serial_number_in_a_display_s_profile(format_: str) -> None:
    """What a profile says of the machine becomes zeros; its colours stay."""
    (count,) = struct.unpack_from(">I", PROFILE, 128)
    row = struct.pack(">4sII", b"mmod", len(PROFILE) + 12, len(CANARY))
    grown = bytearray(PROFILE[:128] + struct.pack(">I", count + 1) + row + PROFILE[132:] + CANARY)
    grown[:4] = struct.pack(">I", len(grown))
    grown[84:100] = b"\1" * 16
    for at in range(144, 144 + 12 * count, 12):
        start = struct.unpack_from(">I", grown, at + 4)[0] + 12
        grown[at + 4 : at + 8] = struct.pack(">I", start)
    copy = clean(encoded(photo(), format_, icc_profile=bytes(grown)))
    assert CANARY not in copy.data
    with Image.open(BytesIO(copy.data)) as picture:
        kept = picture.info["icc_profile"]
    assert (len(grown), bytes(16)) == (len(kept), kept[84:100])
    before = ImageCms.ImageCmsProfile(BytesIO(bytes(grown))).profile
    after = ImageCms.ImageCmsProfile(BytesIO(kept)).profile
    assert before.red_primary == after.red_primary
    assert before.profile_description == after.profile_description


@pytest.mark.parametrize("orientation", range(2, 9))
@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP"])
def test_camera_was_turned(format_: str, orientation: int) -> None:
    """The copy is upright by itself, in its new size, with profile and names."""
    mode = "RGB" if format_ == "JPEG" else "RGBA"
    how = {"lossless": True, "exact": True} if format_ == "WEBP" else {}
    with_exif = (b"Exif\0\0" if format_ == "JPEG" else b"") + exif(orientation)
    data = encoded(photo(mode), format_, exif=with_exif, icc_profile=PROFILE, **how)
    copy = clean(data)
    with Image.open(BytesIO(data)) as source, Image.open(BytesIO(copy.data)) as result:
        upright = ImageOps.exif_transpose(source)
        assert upright.size == (copy.width, copy.height) == result.size
        assert {} == dict(result.getexif())
        assert PROFILE == result.info["icc_profile"]
        pairs = zip(upright.tobytes(), result.tobytes(), strict=True)
        off = sum(abs(a - b) for a, b in pairs) / (40 * 24 * 3)
        assert off < 4 if format_ == "JPEG" else off == 0
    assert ("Zoë Ångström", "© 2026 The Meridian") == (copy.credit, copy.copyright)
    assert CANARY not in copy.data
    assert copy == clean(copy.data)


def test_quality_of_a_turned_photo() -> None:
    """What must be encoded again takes its quality from site.yaml."""
    data = jpeg(segment(0xE1, b"Exif\0\0" + exif(6)))
    assert len(clean(data, quality=20).data) < len(clean(data, quality=95).data)


def test_turned_avif_says_its_size_as_shown() -> None:
    """AVIF turns by itself; the size is that after turning, the pixels are copied."""
    data = encoded(photo(), "AVIF", exif=exif(6))
    copy = clean(data)
    assert (24, 40) == (copy.width, copy.height)
    assert decoded(data) == decoded(copy.data)
    assert b"irot" in copy.data


def test_turned_animation() -> None:
    """An animation with an orientation is a problem: it can't be turned without loss."""
    data = encoded(photo(), "WEBP", save_all=True, append_images=[photo("L")], exif=exif(6))
    assert ["picture-type"] == codes(lambda: clean(data))


def test_orientation_in_the_other_byte_order() -> None:
    """Motorola's byte order turns a photo as Intel's does."""
    copies = [clean(jpeg(segment(0xE1, b"Exif\0\0" + exif(6, order)))) for order in "<>"]
    assert (24, 40) == (copies[0].width, copies[0].height)
    assert copies[0] == copies[1]


def test_orientation_that_is_none() -> None:
    """An orientation outside 1 to 8 turns nothing."""
    assert (40, 24) == (clean(jpeg(segment(0xE1, b"Exif\0\0" + exif(0)))).width, 24)
    assert (40, 24) == (clean(jpeg(segment(0xE1, b"Exif\0\0" + exif(777)))).width, 24)


def test_chunks_of_a_png() -> None:
    """A PNG keeps what is seen; its profile and its rights come before the pixels."""
    data = png(chunk(b"gAMA", struct.pack(">I", 45455)), chunk(b"tEXt", b"Author\0Ana"),
               icc_profile=PROFILE)  # fmt: skip
    assert [b"IHDR", b"iCCP", b"iTXt", b"gAMA", b"IDAT", b"IEND"] == png_kinds(clean(data).data)


def test_something_hidden_in_a_known_chunk() -> None:
    """A chunk longer than its kind can be is a problem, not passed on."""
    for kind, size in ((b"sRGB", 1), (b"fcTL", 26), (b"gAMA", 4)):
        hidden = chunk(kind, bytes(size) + CANARY)
        assert ["picture-broken"] == codes(lambda hidden=hidden: clean(png(hidden)))
    said = b"\0\0\0\3\0\0\0\0"
    data = moving("PNG").replace(chunk(b"acTL", said), chunk(b"acTL", said + CANARY))
    assert CANARY in data
    assert ["picture-broken"] == codes(lambda: clean(data))


def test_frames_of_a_png_that_does_not_move() -> None:
    """Frames that no reader sees, since the file doesn't announce them, are dropped."""
    still = encoded(photo("RGBA"), "PNG")
    hidden = chunk(b"fdAT", bytes(4) + CANARY)
    assert clean(still) == clean(still[:-12] + hidden + still[-12:])


def test_second_picture_behind_a_webp_s() -> None:
    """Of two pictures in a still WebP, the one that is never shown is dropped."""
    data = encoded(photo("RGBA"), "WEBP", lossless=True, icc_profile=PROFILE)
    hidden = struct.pack("<4sI", b"VP8L", len(CANARY) + 1) + CANARY + b"\0"
    grown = data[:4] + struct.pack("<I", len(data) - 8 + len(hidden)) + data[8:] + hidden
    assert clean(data) == clean(grown)


def test_something_hidden_in_a_frame() -> None:
    """Unknown parts within the frames of a WebP are dropped like those beside them."""
    data = moving("WEBP")
    at = data.index(b"ANMF")
    (length,) = struct.unpack_from("<I", data, at + 4)
    hidden = struct.pack("<4sI", b"SECR", len(CANARY) + 1) + CANARY + b"\0"
    end = at + 8 + length + length % 2
    frame = data[at + 8 : end] + hidden
    grown = data[8:at] + struct.pack("<4sI", b"ANMF", len(frame)) + frame + data[end:]
    assert clean(data) == clean(b"RIFF" + struct.pack("<I", len(grown)) + grown)
    at = data.index(b"ANIM")
    longer = struct.pack("<4sI", b"ANIM", 20) + data[at + 8 : at + 14] + CANARY + b"\0"
    grown = data[8:at] + longer + data[at + 14 :]
    assert clean(data) == clean(b"RIFF" + struct.pack("<I", len(grown)) + grown)


def test_depth_map_in_an_avif() -> None:
    """Of what accompanies the main picture only its alpha stays."""
    data = encoded(photo("RGBA"), "AVIF")
    assert 2 == clean(data).data.count(b"infe")
    depth = clean(data.replace(b"auxiliary:alpha", b"auxiliary:depth"))
    assert 1 == depth.data.count(b"infe")
    assert "RGB" == decoded(depth.data)[0][0]


def avif_grid() -> bytes:
    """An AVIF of two tiles beside each other, as cameras and large exports have them."""
    tiles = [clean(encoded(photo(size=(64, 64)).rotate(n), "AVIF")).data for n in (0, 180)]
    at = tiles[0].index(b"ipco") - 4
    ipco = tiles[0][at + 8 : at + struct.unpack_from(">I", tiles[0], at)[0]]
    count = ipco.count(b"ispe") + ipco.count(b"pixi") + ipco.count(b"av1C") + ipco.count(b"colr")
    places = bytes((count, *range(1, count + 1)))
    parts = [b"\0\0\0\1" + struct.pack(">HH", 128, 64)]
    parts += [tile[tile.index(b"mdat") + 4 :] for tile in tiles]
    ispe = box(b"ispe", struct.pack(">III", 0, 128, 64))
    ipma = struct.pack(">IIHBB", 0, 3, 7, 1, count + 1) + b"\0\x08" + places + b"\0\x09" + places
    kinds = ((7, b"grid"), (8, b"av01"), (9, b"av01"))
    infe = [box(b"infe", struct.pack(">IHH4sx", 2 << 24, n, 0, kind)) for n, kind in kinds]
    fixed = (
        box(b"hdlr", bytes(8) + b"pict" + bytes(13)) + box(b"pitm", bytes(4) + b"\0\7")
        + box(b"iinf", bytes(4) + b"\0\3" + b"".join(infe))
        + box(b"iref", bytes(4) + box(b"dimg", b"\0\7\0\2\0\x08\0\x09"))
        + box(b"iprp", box(b"ipco", ipco + ispe) + box(b"ipma", ipma))
        + box(b"idat", parts[0])
    )  # fmt: skip
    ftyp = box(b"ftyp", b"avif" + bytes(4) + b"avifmif1miaf")
    start = len(ftyp) + 12 + len(fixed) + 64 + 8  # before the tiles: meta, iloc, mdat's head
    iloc = struct.pack(">IBBH", 1 << 24, 0x44, 0, 3)
    for number, method, at, part in (
        (7, 1, 0, parts[0]), (8, 0, start, parts[1]), (9, 0, start + len(parts[1]), parts[2])
    ):  # fmt: skip
        iloc += struct.pack(">HHHHII", number, method, 0, 1, at, len(part))
    meta = box(b"meta", bytes(4) + fixed + box(b"iloc", iloc))
    return ftyp + meta + box(b"mdat", parts[1] + parts[2])


def test_avif_of_tiles() -> None:
    """The tiles of a large AVIF, and the plan that puts them together, are copied."""
    data = avif_grid()
    assert (128, 64) == decoded(data)[0][1]
    copy = clean(data)
    assert (128, 64) == (copy.width, copy.height)
    assert decoded(data) == decoded(copy.data)
    assert copy == clean(copy.data)


def test_other_pictures_in_an_avif() -> None:
    """Only the main picture of an AVIF is copied, whatever other items lie beside it."""
    data = avif_grid().replace(b"pitm\0\0\0\0\0\x07", b"pitm\0\0\0\0\0\x08")
    copy = clean(data)
    assert (64, 64) == (copy.width, copy.height)
    assert 1 == copy.data.count(b"infe")
    assert len(copy.data) < len(data) * 2 / 3
    assert decoded(data) == decoded(copy.data)


def test_loop_of_an_animation_stays() -> None:
    """An animation repeats as often as before, with the same pauses."""
    for format_ in ("GIF", "WEBP", "PNG"):
        data = moving(format_)
        with Image.open(BytesIO(data)) as source, Image.open(BytesIO(clean(data).data)) as copy:
            assert (source.info["loop"], source.n_frames) == (copy.info["loop"], copy.n_frames)
            assert source.info.get("duration") == copy.info.get("duration")


# --- What is refused -----------------------------------------------------------------------------

HEADLESS_PNG = b"\x89PNG\r\n\x1a\n"


def ihdr(width: int, height: int) -> bytes:
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return HEADLESS_PNG + header + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def sof(width: int, height: int, marker: int = 0xC0) -> bytes:
    data = jpeg()
    at = data.index(b"\xff\xc0")
    return data[:at] + bytes((0xFF, marker)) + data[at + 2 : at + 5] + struct.pack(
        ">HH", height, width
    ) + data[at + 9 :]  # fmt: skip


REFUSED = {
    "empty": (b"", "picture-empty"),
    "text": (b"Here is the photo you asked for.\n", "picture-text"),
    "web page": (b"<!doctype html><title>404</title>", "picture-text"),
    "git lfs": (b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n", "picture-text"),
    "drawing": (b'<?xml version="1.0"?>\n<svg xmlns="x"/>', "picture-extension"),
    "heic": (b"\0\0\0\x18ftypheic" + bytes(40), "picture-type"),
    "video": (b"\0\0\0\x18ftypisom" + bytes(40), "picture-type"),
    "tiff": (encoded(photo(), "TIFF"), "picture-type"),
    "bmp": (encoded(photo(), "BMP"), "picture-type"),
    "icon": (encoded(photo(), "ICO"), "picture-type"),
    "pdf": (b"%PDF-1.7\n\x00", "picture-type"),
    "zip": (archive(), "picture-type"),
    "noise": (b"\x01\x02\x03" * 30, "picture-type"),
    "no area, png": (ihdr(0, 5), "picture-size"),
    "no area, jpeg": (sof(40, 0), "picture-size"),
    "no area, gif": (b"GIF89a" + bytes(7) + b",\0\0\0\0\0\0\0\0\0\2\0\x3b", "picture-size"),
    "a long line": (ihdr(60_000, 1), "picture-side"),
    "a long line, jpeg": (sof(60_000, 1), "picture-side"),
    "bomb, png": (ihdr(16_000, 16_000), "picture-too-large"),
    "bomb, jpeg": (sof(16_000, 16_000), "picture-too-large"),
    "bomb, gif": (
        b"GIF89a" + struct.pack("<HHBBB", 16_000, 16_000, 0, 0, 0)
        + b"," + struct.pack("<HHHHB", 0, 0, 16_000, 16_000, 0) + b"\2\0\x3b",
        "picture-too-large",
    ),
    "bomb, webp": (
        b"RIFF" + struct.pack("<I", 22) + b"WEBPVP8X" + struct.pack("<I4x", 10)
        + (15_999).to_bytes(3, "little") * 2,
        "picture-too-large",
    ),
    "arithmetic jpeg": (sof(40, 24, 0xC9), "picture-type"),
    "lossless jpeg": (sof(40, 24, 0xC3), "picture-type"),
    "jpeg with a gap": (jpeg(segment(0xFE, b""), b"\0\xe8\0\4ab"), "picture-broken"),
    "jpeg without a scan": (b"\xff\xd8\xff\xd9", "picture-broken"),
    "png with a wrong check sum": (png()[:-13] + b"?" + png()[-12:], "picture-broken"),
    "png with more frames than it says": (
        moving("PNG").replace(
            chunk(b"acTL", b"\0\0\0\3\0\0\0\0"), chunk(b"acTL", b"\0\0\0\2\0\0\0\0")
        ),
        "picture-broken",
    ),
    "png with an unknown vital part": (png(chunk(b"CgBI", bytes(4))), "picture-broken"),
    "png without its header": (HEADLESS_PNG + chunk(b"IEND", b""), "picture-broken"),
    "png with a late header": (
        HEADLESS_PNG + chunk(b"tEXt", b"a\0b") + png()[8:], "picture-broken",
    ),
    "png without pixels": (ihdr(40, 24), "picture-broken"),
    "png of a false depth": (
        HEADLESS_PNG + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 7, 9, 3, 3, 3))
        + chunk(b"IDAT", b"") + chunk(b"IEND", b""), "picture-broken",
    ),
    "gif without frames": (b"GIF89a\1\0\1\0\0\0\0\x3b", "picture-broken"),
    "gif with a frame beyond its edge": (
        b"GIF89a" + struct.pack("<HHBBB", 1, 1, 0x80, 0, 0) + bytes(6)
        + b"," + struct.pack("<HHHHB", 0, 0, 2, 1, 0) + b"\2\2\4\0\0\x3b",
        "picture-broken",
    ),
    "cropped avif": (encoded(photo(), "AVIF").replace(b"pixi", b"clap"), "picture-type"),
    "webp without pixels": (b"RIFF\x0c\0\0\0WEBPXMP \0\0\0\0", "picture-broken"),
    "avif without pixels": (box(b"ftyp", b"avif\0\0\0\0avif"), "picture-broken"),
    "moving avif": (
        encoded(photo(), "AVIF", save_all=True, append_images=[photo("L")]), "picture-type",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("data", "code"), REFUSED.values(), ids=REFUSED.keys())
def test_file_that_is_no_sound_picture(data: bytes, code: str) -> None:
    """Each fault has its problem, at the file, with what to do next."""
    with pytest.raises(Failure) as caught:
        clean_picture("content/images/x.jpg", data, OPTIONS)
    (problem,) = caught.value.problems
    assert (code, "content/images/x.jpg") == (problem.code, problem.path)
    assert problem.cure


def test_pixels_up_to_the_limit() -> None:
    """The limit counts pixels; exactly as many are still accepted."""
    assert 40 == clean(jpeg(), max_pixels=40 * 24).width
    assert ["picture-too-large"] == codes(lambda: clean(jpeg(), max_pixels=40 * 24 - 1))


@pytest.mark.parametrize("format_", ["GIF", "PNG", "WEBP"])
def test_endless_animation(format_: str) -> None:
    """Frames count: an animation may decode to four times the limit."""
    frames = [photo("L").rotate(n * 10) for n in range(5)]
    data = encoded(frames[0], format_, save_all=True, append_images=frames[1:], duration=50)
    assert ["picture-animation"] == codes(lambda: clean(data, max_pixels=40 * 24))
    assert 40 == clean(data, max_pixels=40 * 24 * 5 // 4).width


def test_jpeg_of_endless_scans() -> None:
    """Scans count: a small progressive file may cost as much as a hundred large ones."""
    data = jpeg(progressive=True)
    at = data.index(b"\xff\xda")
    (length,) = struct.unpack_from(">H", data, at + 2)
    scan = data[at : at + 2 + length]
    assert ["picture-animation"] == codes(
        lambda: clean(data[:at] + scan * 20 + data[at:], max_pixels=40 * 24)
    )


def test_picture_called_svg() -> None:
    """A photo under a drawing's name is a problem that names the right extension."""
    with pytest.raises(Failure) as caught:
        clean_picture("content/images/x.svg", jpeg(), OPTIONS)
    (problem,) = caught.value.problems
    assert ("picture-extension", True) == (problem.code, "x.jpg" in problem.cure)


def test_animation_with_one_damaged_frame() -> None:
    """Every frame must decode, not only the first."""
    data = moving("PNG")
    at = data.rindex(b"fdAT")
    (length,) = struct.unpack_from(">I", data, at - 4)
    damaged = chunk(b"fdAT", data[at + 4 : at + 8] + bytes(length - 4))
    assert ["picture-broken"] == codes(lambda: clean(data[: at - 4] + damaged + data[-12:]))


def test_picture_that_its_decoder_warns_of() -> None:
    """What Pillow only warns of is a problem too, whatever is done with warnings elsewhere."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert ["picture-broken"] == codes(lambda: clean(png(chunk(b"acTL", bytes(8)))))


def test_profile_that_unpacks_without_end() -> None:
    """A PNG's profile that would fill the memory is left out, however right its beginning."""
    size = 16_000_001
    profile = struct.pack(">I", size) + PROFILE[4:] + bytes(size - len(PROFILE))
    bomb = chunk(b"iCCP", b"icc\0\0" + zlib.compress(profile))
    assert clean(png()) == clean(png(bomb))


def test_words_that_unpack_without_end() -> None:
    """Of a PNG's words only the first of those that we read are unpacked, to a limit."""
    bomb = zlib.compress(b" " * 17_000_000)
    rights = zlib.compress(xmp(ALL_RIGHTS))
    packed = [
        chunk(b"iTXt", name + b"\0\1\0\0\0" + text)
        for name, text in ((b"Author", bomb), (b"XML:com.adobe.xmp", rights), (b"Comment", bomb))
    ]
    picture = clean(png(*packed))
    assert ("Ana/The Meridian", "© Ana") == (picture.credit, picture.copyright)
    assert (None, None) == (clean(png(packed[0])).credit, clean(png(packed[2])).credit)


def message(data: bytes) -> str:
    with pytest.raises(Failure) as caught:
        clean(data)
    (problem,) = caught.value.problems
    return problem.message


def test_jpeg_that_says_its_size_twice() -> None:
    """A second size, which could belie the one that was checked, ends it before decoding."""
    small = segment(0xC0, b"\x08\0\x01\0\x01\1\1\x11\0")
    assert "the JPEG picture is damaged: it says its size twice" == message(jpeg(small))
    assert "the JPEG picture is damaged: it says its size twice" == message(
        jpeg()[:-2] + small + jpeg()[-2:]
    )


@pytest.mark.parametrize(("start", "length"), [(0, 1 << 31), (1 << 31, 1), (0, None)])
def test_items_of_an_avif_that_lie_where_they_can_not(start: int, length: int | None) -> None:
    """Parts of an AVIF beyond its end, or that add up to more than the file, are a problem."""
    data = bytearray(clean(LOADED["avif"]).data)
    at = data.index(b"iloc") + 12
    for row in (at, at + 14):
        struct.pack_into(">II", data, row + 6, start, length or len(data))
    assert "the AVIF picture is damaged: its parts don't lie where it says" == message(bytes(data))


def test_large_file_storage_left_a_pointer() -> None:
    """Who forgot to fetch from Git LFS is told how."""
    with pytest.raises(Failure) as caught:
        clean(REFUSED["git lfs"][0])
    assert "git lfs pull" in caught.value.problems[0].cure


# --- Smaller copies ------------------------------------------------------------------------------


def sizes(data: bytes, widths: tuple[int, ...] = (16, 32, 400)) -> list[tuple[int, int]]:
    return [(c.width, c.height) for c in renditions(clean(data), widths, OPTIONS)]


def large(form: str, mode: str = "RGB", **options: object) -> bytes:
    out = BytesIO()
    photo(mode, (800, 600)).save(out, form, **options)
    return out.getvalue()


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
def test_a_copy_for_each_width_below_its_own(form: str) -> None:
    """In the shape of the picture, and as many pixels as they say."""
    found = renditions(clean(large(form)), (1200, 800, 400, 40), OPTIONS)
    assert [(40, 30), (400, 300)] == [(copy.width, copy.height) for copy in found]
    for copy in found:
        image = Image.open(BytesIO(copy.data))
        assert ("WEBP", (copy.width, copy.height)) == (image.format, image.size)


def test_what_saves_nothing_is_no_copy() -> None:
    """A picture of one colour takes few bytes whatever its size."""
    out = BytesIO()
    Image.new("1", (401, 401)).save(out, "PNG")
    assert [] == sizes(out.getvalue(), (400,))


def test_drawings_and_animations_have_no_copies() -> None:
    frames = [photo(size=(400, 240)), photo(size=(400, 240)).rotate(180)]
    out = BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    assert [] == sizes(out.getvalue())
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" width="800" height="600"/>'
    cleaned = clean_picture("content/images/a.svg", drawing, OPTIONS)
    assert () == renditions(cleaned, (400,), OPTIONS)


def test_a_copy_shows_the_colours_of_the_whole() -> None:
    """Other primaries come to sRGB, ink to light, what is clear stays clear; no profile is left."""
    ink = BytesIO()
    Image.new("CMYK", (800, 600), (0, 255, 255, 0)).save(ink, "JPEG", quality=95)
    swapped = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    for data in (
        ink.getvalue(),
        large("JPEG", icc_profile=PROFILE),
        large("JPEG", icc_profile=swapped),
    ):
        (copy,) = renditions(clean(data), (400,), OPTIONS)
        image = Image.open(BytesIO(copy.data))
        assert "icc_profile" not in image.info
        whole = Image.open(BytesIO(data)).convert("RGB").resize((1, 1), Image.Resampling.BOX)
        small = image.convert("RGB").resize((1, 1), Image.Resampling.BOX)
        for one, other in zip(whole.getpixel((0, 0)), small.getpixel((0, 0)), strict=True):
            assert abs(one - other) < 9
    (copy,) = renditions(clean(large("PNG", "RGBA")), (400,), OPTIONS)
    assert (0, 255) == Image.open(BytesIO(copy.data)).getchannel("A").getextrema()


def test_a_copy_says_whose_it_is() -> None:
    """And nothing else of what the file said."""
    data = LOADED["jpeg"]
    (copy,) = renditions(clean(data), (16,), ImageOptions(quality=5)) or (None,)
    assert copy is not None
    assert clean(copy.data).credit == clean(data).credit
    assert CANARY not in copy.data


# --- The law -------------------------------------------------------------------------------------

SEEDS = tuple(LOADED.values())


@st.composite
def mangled(draw: st.DrawFn) -> bytes:
    """A sound picture with some bytes changed, put in, or taken out."""
    data = bytearray(draw(st.sampled_from(SEEDS)))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, min(len(data) - 1, 800)))
        how = draw(st.sampled_from(("change", "put in", "take out", "number", "cut")))
        if how == "change":
            data[at] = draw(st.integers(0, 255))
        elif how == "put in":
            data[at:at] = draw(st.binary(min_size=1, max_size=8))
        elif how == "take out":
            del data[at : at + draw(st.integers(1, 16))]
        elif how == "number":
            data[at : at + 4] = draw(st.sampled_from((b"\xff" * 4, bytes(4), b"\0\0\0\1")))
        else:
            del data[at + draw(st.integers(1, 4000)) :]
        if not data:
            break
    return bytes(data)


@settings(max_examples=400, deadline=None)
@given(mangled())
def test_mangled_file_is_cleaned_or_refused(data: bytes) -> None:
    """Whatever happened to a file, it is refused, or its copy opens and is its own copy."""
    try:
        copy = clean(data, max_pixels=1_000_000)
    except Failure:
        return
    decoded(copy.data)
    assert copy == clean(copy.data)
    renditions(copy, (16,), OPTIONS)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from((b"", b"\xff\xd8\xff", b"GIF89a", b"RIFF\x20\0\0\0WEBPVP8X", HEADLESS_PNG)),
       st.binary(max_size=200))  # fmt: skip
def test_noise_behind_a_signature_is_refused(signature: bytes, noise: bytes) -> None:
    """A file that only begins like a picture is a problem, never an exception of ours."""
    assert codes(lambda: clean(signature + noise, max_pixels=1_000_000))[0].startswith("picture-")
