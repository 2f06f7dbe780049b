"""Pictures: the bytes of one picture become a copy that may be published.

The file is taken apart and written anew from an allow-list; pixels are copied, not encoded again,
unless the camera was turned. This room must never pass on a part of a file that it doesn't know.
"""

from __future__ import annotations

import re
import struct
import warnings
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import PurePosixPath
from typing import Literal
from xml.etree.ElementTree import Element
from xml.sax.saxutils import escape

from PIL import Image
from PIL.AvifImagePlugin import AvifImageFile
from PIL.GifImagePlugin import GifImageFile
from PIL.ImageFile import ImageFile
from PIL.JpegImagePlugin import JpegImageFile, get_sampling
from PIL.PngImagePlugin import PngImageFile
from PIL.WebPImagePlugin import WebPImageFile

from generator.model.site import ImageOptions
from generator.problems import Failure, error
from generator.reading.svg import parsed_xml, read_drawing
from generator.reading.text import CONTROL


@dataclass(frozen=True, slots=True)
class CleanPicture:
    """A picture as it may be published, and what may be said of it.

    `extension` (`.jpg`) is that of the real format, whatever the source was called. Width and
    height are in pixels, as shown. `credit` is the credit line, else the creators; `copyright`
    the notice, else the terms of use or their address: as found in XMP, IPTC, EXIF or PNG text.
    """

    data: bytes
    extension: str
    media_type: str
    width: int
    height: int
    credit: str | None
    copyright: str | None


def clean_picture(path: str, data: bytes, options: ImageOptions) -> CleanPicture:
    """The picture without position, serial numbers, previews or history; else a `Failure`.

    Colour profile, creator, credit, copyright and licence stay. The same bytes give the same
    copy, and a clean copy is its own clean copy.
    """
    if PurePosixPath(path).suffix.lower() == ".svg":
        return _clean_drawing(path, data, options)
    return _clean_raster(path, data, options)


def _clean_drawing(path: str, data: bytes, options: ImageOptions) -> CleanPicture:
    if found := _format(data):
        message = f"the file is no SVG drawing but a {found} picture"
        cure = f'rename it to "{PurePosixPath(path).with_suffix(_EXTENSION[found])}"'
        raise Failure(error("picture-extension", message, path, cure=cure))
    left = options.max_pixels

    def clean_raster(raster: bytes) -> tuple[str, bytes]:
        nonlocal left
        picture = _clean_raster(path, raster, replace(options, max_pixels=left))
        left -= picture.width * picture.height
        return picture.media_type, picture.data

    drawing = read_drawing(path, data, clean_raster)
    rights = _rights_in_rdf(drawing.metadata)
    metadata = f"<metadata>{_as_rdf(rights)}</metadata>" if rights != Rights() else ""
    return CleanPicture(
        f"{drawing.head}{metadata}{drawing.body}".encode(),
        ".svg",
        "image/svg+xml",
        drawing.width,
        drawing.height,
        rights.shown_credit,
        rights.shown_copyright,
    )


Format = Literal["JPEG", "PNG", "GIF", "WebP", "AVIF"]


def _clean_raster(path: str, data: bytes, options: ImageOptions) -> CleanPicture:
    format_ = _format(data)
    if format_ is None:
        raise _unknown(path, data)
    try:
        opened = _OPEN[format_](data)
        _check_size(path, opened, options)
        packet = _as_packet(opened.rights)
        copy = opened.copy(packet)
        image = _decoded(format_, copy)
        if opened.orientation in _TURN:
            upright = _OPEN[format_](_turned(image, opened, format_, options))
            copy = upright.copy(packet)
            opened = replace(opened, width=upright.width, height=upright.height)
    except _Unfit as fault:
        raise Failure(
            error("picture-type", f"the picture {fault}", path, cure=fault.cure)
        ) from None
    except (_Damaged, struct.error, IndexError) as fault:
        # Reading past the end is what the last two mean here.
        words = str(fault) if isinstance(fault, _Damaged) else "it ends too early"
        message = f"the {format_} picture is damaged: {words}"
        cure = "copy it again from where it came, or open it in an image editor and save it"
        raise Failure(error("picture-broken", message, path, cure=cure)) from fault
    return CleanPicture(
        copy,
        _EXTENSION[format_],
        f"image/{format_.lower()}",
        opened.width,
        opened.height,
        opened.rights.shown_credit,
        opened.rights.shown_copyright,
    )


_EXTENSION: Mapping[Format, str] = {
    "JPEG": ".jpg",
    "PNG": ".png",
    "GIF": ".gif",
    "WebP": ".webp",
    "AVIF": ".avif",
}


class _Damaged(Exception):
    """The file breaks its format's rules; the text says how."""


class _Unfit(Exception):
    """A sound file that can't be published; the text goes on from "the picture"."""

    def __init__(self, words: str, cure: str) -> None:
        super().__init__(words)
        self.cure = cure


@dataclass(frozen=True, slots=True)
class _Opened:
    """A picture whose file was taken apart, not yet decoded.

    `frames` counts what must be decoded: an animation's frames, a progressive JPEG's scans.
    `copy` writes the file anew with an XMP packet (or none, if it is empty).
    """

    width: int
    height: int
    rights: Rights
    copy: Callable[[bytes], bytes]
    frames: int = 1
    is_animation: bool = False
    orientation: int = 1
    profile: bytes = b""
    is_lossless: bool = False


# --- What a file is -------------------------------------------------------------------------


def _format(data: bytes) -> Format | None:
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if data.startswith(_PNG_SIGNATURE):
        return "PNG"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "GIF"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WebP"
    if data[4:8] == b"ftyp" and {b"avif", b"avis"} & {data[i : i + 4] for i in range(8, 64, 4)}:
        return "AVIF"
    return None


_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def _unknown(path: str, data: bytes) -> Failure:
    """Why the bytes are no picture that a browser shows."""
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not data:
        cure = "copy it again from where it came"
        return Failure(error("picture-empty", "the picture file is empty", path, cure=cure))
    if start.startswith(b"version https://git-lfs"):
        message = "the file only points at a picture in Git LFS"
        cure = "fetch the picture itself with `git lfs pull`"
        return Failure(error("picture-text", message, path, cure=cure))
    if start.startswith((b"<?xml", b"<svg", b"<!--")) and b"<svg" in data[:4096]:
        message = "the file is an SVG drawing, but not called so"
        cure = f'rename it to "{PurePosixPath(path).with_suffix(".svg")}"'
        return Failure(error("picture-extension", message, path, cure=cure))
    if not re.search(rb"[\x00-\x08\x0e-\x1a\x7f]", start):
        message = "the file is a text, not a picture"
        cure = "open it to see what it is: a web page is often saved in a picture's place"
        return Failure(error("picture-text", message, path, cure=cure))
    name = next((name for sign, name in _FOREIGN.items() if re.match(sign, data, re.DOTALL)), "")
    message = "the file is of no known picture type"
    if name:
        message = f"the file is {name}, which browsers don't show as a picture"
    cure = "export it as JPEG, PNG, GIF, WebP, AVIF or SVG"
    return Failure(error("picture-type", message, path, cure=cure))


_FOREIGN = {
    rb".{4}ftyp(hei|hev|mif1|msf1)": "a HEIC photo",
    rb".{4}ftyp": "a video",
    rb"II\*\x00|MM\x00\*": "a TIFF or camera raw file",
    rb"BM": "a BMP picture",
    rb"%PDF": "a PDF document",
    rb"8BPS": "a Photoshop file",
    rb"\x00\x00\x01\x00": "an icon (ICO)",
    rb"\xff\x0a|\x00{3}\x0cJXL ": "a JPEG XL picture",
    rb"\xff\x4f\xff\x51|\x00{3}\x0cjP  ": "a JPEG 2000 picture",
    rb"PK\x03\x04": "a ZIP archive",
    rb"\x1f\x8b": "a gzip archive",
}


def _check_size(path: str, opened: _Opened, options: ImageOptions) -> None:
    """Refuse, before anything is decoded, what has no size or too much of it."""
    size = f"{opened.width:,} × {opened.height:,} pixels"
    cure = "make it smaller, or raise `images: {max_pixels: …}` in site.yaml"
    area = opened.width * opened.height
    if area < 1:
        message = f"the picture has no area: {size}"
        raise Failure(error("picture-size", message, path, cure="export it again"))
    if max(opened.width, opened.height) > MAX_SIDE:
        message = f"the picture is too long: {size}; a side may have {MAX_SIDE:,}"
        cure = "make it smaller, or cut it into several"
        raise Failure(error("picture-side", message, path, cure=cure))
    if area > options.max_pixels:
        message = f"the picture is too large: {size}; it may have {options.max_pixels:,} in all"
        raise Failure(error("picture-too-large", message, path, cure=cure))
    factor = MAX_ANIMATION if opened.is_animation else MAX_SCANS
    if area * opened.frames > options.max_pixels * factor:
        parts = "frames" if opened.is_animation else "scans"
        message = f"the picture has too many {parts}: {opened.frames:,} of {size}"
        raise Failure(error("picture-animation", message, path, cure=cure))


MAX_SIDE = 16_383  # WebP's longest side, so that every picture can be shown in every format
# How many times max_pixels may be decoded for one file: libjpeg's progressive script has 10 scans.
MAX_ANIMATION = 4
MAX_SCANS = 16


# --- Decoding: the proof that a copy is whole, and turning -----------------------------------


def _decoded(format_: Format, data: bytes) -> ImageFile:
    """The picture, every frame of it decoded once; `_Damaged` if it can't be.

    The decoder is named, so that no other sees the bytes. Pillow's own limit is left to ours.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", UserWarning)
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = _DECODER[format_](BytesIO(data))
            for frame in range(getattr(image, "n_frames", 1)):
                image.seek(frame)
                image.load()
    except MemoryError:
        raise
    except Exception as fault:  # Pillow raises nearly all that there are
        raise _Damaged("its picture data can't be decoded") from fault
    return image


_DECODER: Mapping[Format, Callable[[BytesIO], ImageFile]] = {
    "JPEG": JpegImageFile,
    "PNG": PngImageFile,
    "GIF": GifImageFile,
    "WebP": WebPImageFile,
    "AVIF": AvifImageFile,
}


def _turned(image: ImageFile, opened: _Opened, format_: Format, options: ImageOptions) -> bytes:
    """The picture encoded again, upright. PNG and lossless WebP lose nothing, JPEG a little."""
    if opened.is_animation:
        raise _Unfit(
            "is an animation with a camera's orientation", "turn it upright in an image editor"
        )
    upright = image.transpose(_TURN[opened.orientation])
    out = BytesIO()
    if format_ == "JPEG":
        upright.save(
            out,
            "JPEG",
            quality=options.quality,
            subsampling=get_sampling(image),
            optimize=True,
            icc_profile=opened.profile,
        )
    elif format_ == "WebP":
        upright.save(
            out,
            "WEBP",
            quality=options.quality,
            lossless=opened.is_lossless,
            exact=True,
            icc_profile=opened.profile,
            xmp=_as_packet(opened.rights),  # makes Pillow write the extended form
        )
    else:
        upright.save(out, "PNG", icc_profile=opened.profile)
    return out.getvalue()


_TURN = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


# --- JPEG (ITU-T T.81, annex B) ----------------------------------------------------------------


def _open_jpeg(data: bytes) -> _Opened:
    """Tables, frame and scans are copied; of the application segments, JFIF, Adobe and ICC."""
    jfif = exif = xmp = irb = b""
    icc: dict[int, bytes] = {}
    size: tuple[int, int] | None = None
    scans = 0
    kept = []
    for marker, content, coded in _segments(data):
        segment = _segment(marker, content)
        if marker in _FRAMES:
            if size:
                raise _Damaged("it says its size twice")
            size = struct.unpack_from(">HH", content, 1)[::-1]
            kept.append(segment)
        elif 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8):
            raise _Unfit("is of a JPEG kind that no browser shows", "export it as ordinary JPEG")
        elif marker in (0xC4, 0xDA, 0xDB, 0xDD):  # DHT, SOS, DQT, DRI
            kept.append(segment + coded)
            scans += marker == 0xDA
        elif marker == 0xEE and content[:5] == b"Adobe":
            kept.append(_segment(marker, content[:12]))
        elif marker == 0xE0 and content[:5] == b"JFIF\0" and len(content) >= 14:
            jfif = jfif or _segment(marker, content[:12] + b"\0\0")  # no preview
        elif marker == 0xE1 and content.startswith(b"Exif\0\0"):
            exif = exif or content
        elif marker == 0xE1 and content.startswith(_JPEG_XMP):
            xmp = xmp or content[len(_JPEG_XMP) :]
        elif marker == 0xE2 and content.startswith(_JPEG_ICC):
            icc.setdefault(content[12], content[14:])
        elif marker == 0xED and content.startswith(b"Photoshop 3.0\0"):
            irb += content[14:]
    if size is None or not scans:
        raise _Damaged("it holds no picture")
    profile = _clean_profile(b"".join(icc[number] for number in sorted(icc) if number))
    body = b"".join(kept)

    def copy(packet: bytes) -> bytes:
        parts = [b"\xff\xd8", jfif]
        if packet:
            parts.append(_segment(0xE1, _JPEG_XMP + packet))
        pieces = [profile[at : at + MAX_PIECE] for at in range(0, len(profile), MAX_PIECE)]
        for number, piece in enumerate(pieces, 1):
            parts.append(_segment(0xE2, _JPEG_ICC + bytes((number, len(pieces))) + piece))
        return b"".join((*parts, body, b"\xff\xd9"))

    return _Opened(
        *size,
        _rights(_rights_in_xmp(xmp), _rights_in_irb(irb), _rights_in_exif(exif)),
        copy,
        frames=scans,
        orientation=_orientation(exif),
        profile=profile,
    )


_FRAMES = (0xC0, 0xC1, 0xC2)  # baseline, extended, progressive
_JPEG_XMP = b"http://ns.adobe.com/xap/1.0/\0"
_JPEG_ICC = b"ICC_PROFILE\0"
MAX_PIECE = 65_519  # of a profile in a segment; what 255 of them held, 255 of them hold again
_AFTER_SCAN = re.compile(rb"\xff+[^\x00\xd0-\xd7\xff]")


def _segments(data: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Each segment up to the end of the picture: marker, content, and a scan's coded data."""
    at = 2
    while True:
        if data[at] != 0xFF:
            raise _Damaged("there is something between two of its parts")
        marker = data[at + 1]
        if marker == 0xFF:  # a fill byte
            at += 1
            continue
        if marker == 0xD9:
            return
        (length,) = struct.unpack_from(">H", data, at + 2)
        if length < 2 or marker in (0x00, 0x01, 0xD8) or 0xD0 <= marker <= 0xD7:
            raise _Damaged("one of its parts has no right beginning")
        start, at = at + 4, at + 2 + length
        end = at
        if marker == 0xDA:
            found = _AFTER_SCAN.search(data, at)
            if not found:
                raise _Damaged("it ends too early")
            end = found.start()
        if end > len(data):
            raise _Damaged("it ends too early")
        yield marker, data[start:at], data[at:end]
        at = end


def _segment(marker: int, content: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content


# --- PNG (W3C, third edition) ------------------------------------------------------------------


def _open_png(data: bytes) -> _Opened:
    """The chunks that change what is seen are copied, colour and animation included."""
    exif = profile = actl = header = b""
    kept: list[bytes] = []
    texts: dict[bytes, str] = {}
    seen: set[bytes] = set()  # the first of a kind counts, and only it is unpacked
    frames = 0
    for kind, content in _chunks(data):
        if not header and kind != b"IHDR":
            raise _Damaged("it doesn't begin with its header")
        if len(content) > _PNG_KEPT.get(kind, len(content)):
            raise _Damaged("one of its parts is larger than it can be")
        if kind == b"IHDR":
            header = header or content
        elif kind in (b"fcTL", b"fdAT"):
            frames += kind == b"fcTL"
            if actl:
                kept.append(_chunk(kind, content))
        elif kind == b"IDAT" or kind in _PNG_KEPT:
            kept.append(_chunk(kind, content))
            actl = content if kind == b"acTL" else actl
        elif kind[0] & 0x20 == 0 and kind != b"IEND":
            raise _Damaged("one of its parts is unknown, but needed to show it")
        elif kind == b"eXIf":
            exif = exif or content
        elif kind == b"iCCP" and kind not in seen:
            profile = _clean_profile(_inflated(content.partition(b"\0")[2][1:]))
        elif kind in (b"tEXt", b"iTXt"):
            name = content.partition(b"\0")[0]
            if name in _PNG_WORDS and name not in texts:
                texts[name] = _png_text(kind, content)
        seen.add(kind)
    width, height = struct.unpack_from(">II", header)
    if actl and struct.unpack_from(">I", actl)[0] != frames:
        raise _Damaged("it hasn't as many frames as it says")
    xmp, author, notice = (texts.get(name, "") for name in _PNG_WORDS)
    noted = Rights((author,), copyright=notice)
    body = b"".join(kept)

    def copy(packet: bytes) -> bytes:
        parts = [_PNG_SIGNATURE, _chunk(b"IHDR", header)]
        if profile:
            parts.append(_chunk(b"iCCP", b"icc\0\0" + _stored(profile)))
        if packet:
            parts.append(_chunk(b"iTXt", _PNG_WORDS[0] + bytes(5) + packet))
        return b"".join((*parts, body, _chunk(b"IEND", b"")))

    return _Opened(
        width,
        height,
        _rights(_rights_in_xmp(xmp.encode()), _rights_in_exif(exif), noted),
        copy,
        frames=max(1, frames) if actl else 1,
        is_animation=bool(actl),
        orientation=_orientation(exif),
        profile=profile,
    )


# The longest that a chunk may be; a longer one carries something else.
_PNG_KEPT = {
    b"IHDR": 13,
    b"acTL": 8,
    b"fcTL": 26,
    b"PLTE": 768,
    b"tRNS": 256,
    b"gAMA": 4,
    b"cHRM": 32,
    b"sRGB": 1,
    b"sBIT": 4,
    b"bKGD": 6,
    b"pHYs": 9,
    b"cICP": 4,
    b"mDCV": 24,
    b"cLLI": 8,
}
_PNG_WORDS = (b"XML:com.adobe.xmp", b"Author", b"Copyright")
MAX_INFLATED = 16_000_000


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Each chunk up to IEND: kind and content."""
    at, kind = 8, b""
    while kind != b"IEND":
        length, kind = struct.unpack_from(">I4s", data, at)
        content = data[at + 8 : at + 8 + length]
        (check,) = struct.unpack_from(">I", data, at + 8 + length)
        if zlib.crc32(content, zlib.crc32(kind)) != check:
            raise _Damaged("the check sum of one of its parts is wrong")
        yield kind, content
        at += 12 + length


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = zlib.crc32(content, zlib.crc32(kind))
    return b"".join((struct.pack(">I4s", len(content), kind), content, struct.pack(">I", check)))


def _png_text(kind: bytes, content: bytes) -> str:
    """The text behind the keyword of a tEXt (Latin-1) or iTXt (UTF-8, perhaps compressed)."""
    rest = content.partition(b"\0")[2]
    if kind == b"iTXt":
        text = rest[2:].split(b"\0", 2)[-1]
        rest = _inflated(text) if rest[:1] == b"\1" else text
        return rest.decode("utf-8", "replace")
    return rest.decode("latin-1")


def _inflated(data: bytes) -> bytes:
    """The data unpacked, nothing if it can't be or would be huge."""
    unpacker = zlib.decompressobj()
    try:
        unpacked = unpacker.decompress(data, MAX_INFLATED)
    except zlib.error:
        return b""
    return unpacked if unpacker.eof else b""


def _stored(data: bytes) -> bytes:
    """The data as a zlib stream without compression: the same bytes with every zlib (RFC 1951)."""
    blocks = [data[at : at + 65_535] for at in range(0, len(data), 65_535)]
    parts = [b"\x78\x01"]
    for number, block in enumerate(blocks, 1):
        length = len(block)
        parts.append(struct.pack("<BHH", number == len(blocks), length, length ^ 0xFFFF) + block)
    return b"".join((*parts, struct.pack(">I", zlib.adler32(data))))


# --- GIF (89a) ---------------------------------------------------------------------------------


def _open_gif(data: bytes) -> _Opened:
    """Frames, their controls and the loop count are copied."""
    width, height, flags = struct.unpack_from("<HHB", data, 6)
    at = 13 + _table_size(flags)
    screen = data[6:at]
    xmp = b""
    kept: list[bytes] = []
    frames = 0
    while data[at] != 0x3B:
        start = at
        if data[at] == 0x2C:
            left, top, across, down, flags = struct.unpack_from("<HHHHB", data, at + 1)
            if left + across > width or top + down > height:
                raise _Damaged("a frame is larger than the whole")
            at = _end_of_blocks(data, at + 11 + _table_size(flags))
            kept.append(data[start:at])
            frames += 1
            continue
        if data[at] != 0x21:
            raise _Damaged("there is something between two of its parts")
        at = _end_of_blocks(data, at + 2)
        block = data[start:at]
        is_loop = block[3:14] == b"NETSCAPE2.0" and len(block) == 19
        if is_loop or (block[1] == 0xF9 and len(block) == 8):
            kept.append(block)
        elif block[3:14] == _GIF_XMP:
            xmp = xmp or block[14:-258]
    if not frames:
        raise _Damaged("it holds no picture")
    body = b"".join(kept)

    def copy(packet: bytes) -> bytes:
        # The packet is no chain of blocks; the trailer leads a reader who takes it for one out.
        trailer = bytes((1, *range(255, -1, -1), 0))
        rights = b"\x21\xff\x0b" + _GIF_XMP + packet + trailer if packet else b""
        return b"".join((b"GIF89a", screen, rights, body, b"\x3b"))

    return _Opened(
        width, height, _rights(_rights_in_xmp(xmp)), copy, frames, is_animation=frames > 1
    )


_GIF_XMP = b"XMP DataXMP"


def _table_size(flags: int) -> int:
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _end_of_blocks(data: bytes, at: int) -> int:
    """Where a chain of sub-blocks that begins at `at` is over."""
    while data[at]:
        at += 1 + data[at]
    return at + 1


# --- WebP (RFC 9649) ---------------------------------------------------------------------------


def _open_webp(data: bytes) -> _Opened:
    """Bitstreams, alpha and animation are copied, within frames too."""
    (length,) = struct.unpack_from("<I", data, 4)
    if 8 + length > len(data):
        raise _Damaged("it ends too early")
    chunks = list(_riff(data[12 : 8 + length]))
    first = chunks[0][0]
    by_kind = _first(chunks)
    if first != b"VP8X":
        if first not in (b"VP8 ", b"VP8L"):
            raise _Damaged("it holds no picture")
        simple = b"WEBP" + _riff_chunk(*chunks[0])
        return _Opened(
            *_webp_size(*chunks[0]),
            Rights(),
            lambda _: _riff_chunk(b"RIFF", simple),
            orientation=_orientation(by_kind.get(b"EXIF", b"")),
            is_lossless=first == b"VP8L",
        )
    flags, wide, high = struct.unpack_from("<B3x3s3s", by_kind[b"VP8X"])
    is_animation = bool(flags & 0x02)
    if is_animation:
        kept = [_riff_chunk(b"ANIM", by_kind.get(b"ANIM", b"")[:6])]
        kept += [_frame(content) for kind, content in chunks if kind == b"ANMF"]
    else:
        kept = list(_bitstream(chunks))
    profile = _clean_profile(by_kind.get(b"ICCP", b""))
    exif = by_kind.get(b"EXIF", b"")

    def copy(packet: bytes) -> bytes:
        said = (flags & 0x12) | (0x20 if profile else 0) | (0x04 if packet else 0)
        parts = [b"WEBP", _riff_chunk(b"VP8X", struct.pack("<B3x3s3s", said, wide, high))]
        if profile:
            parts.append(_riff_chunk(b"ICCP", profile))
        parts += kept
        if packet:
            parts.append(_riff_chunk(b"XMP ", packet))
        return _riff_chunk(b"RIFF", b"".join(parts))

    return _Opened(
        int.from_bytes(wide, "little") + 1,
        int.from_bytes(high, "little") + 1,
        _rights(_rights_in_xmp(by_kind.get(b"XMP ", b"")), _rights_in_exif(exif)),
        copy,
        frames=max(1, sum(kind == b"ANMF" for kind, _ in chunks)) if is_animation else 1,
        is_animation=is_animation,
        orientation=_orientation(exif),
        profile=profile,
        is_lossless=b"VP8L" in by_kind,
    )


def _riff(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at < len(data):
        kind, length = struct.unpack_from("<4sI", data, at)
        if at + 8 + length > len(data):
            raise _Damaged("it ends too early")
        yield kind, data[at + 8 : at + 8 + length]
        at += 8 + length + length % 2


def _riff_chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack("<4sI", kind, len(content)) + content + b"\0" * (len(content) % 2)


def _frame(content: bytes) -> bytes:
    """An animation's frame without what isn't pixels."""
    return _riff_chunk(b"ANMF", content[:16] + b"".join(_bitstream(_riff(content[16:]))))


def _bitstream(chunks: Iterable[tuple[bytes, bytes]]) -> Iterator[bytes]:
    """The alpha and the pixels of one picture, and nothing after them."""
    for kind, content in chunks:
        if kind in (b"ALPH", b"VP8 ", b"VP8L"):
            yield _riff_chunk(kind, content)
        if kind in (b"VP8 ", b"VP8L"):
            return


def _webp_size(kind: bytes, content: bytes) -> tuple[int, int]:
    """A bitstream's own size (RFC 6386, section 9.1; RFC 9649, section 3.4)."""
    if kind == b"VP8 ":
        width, height = struct.unpack_from("<HH", content, 6)
        return width & 0x3FFF, height & 0x3FFF
    (bits,) = struct.unpack_from("<I", content, 1)
    return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1


# --- AVIF (ISO/IEC 23008-12; AV1 Image File Format 1.1) ----------------------------------------


@dataclass(frozen=True, slots=True)
class _Item:
    """An item of an AVIF file: a coded picture, a grid of them, or what is said of it.

    `properties` are places in the file's list, from 1, with the "essential" bit above them.
    """

    kind: bytes
    data: bytes
    properties: tuple[int, ...]


_Link = tuple[bytes, int, tuple[int, ...]]
_Property = tuple[bytes, bytes]


@dataclass(frozen=True, slots=True)
class _Avif:
    """What is to stay of an AVIF file; a link is a kind, an item, and the items it refers to."""

    primary: int
    items: Mapping[int, _Item]
    links: tuple[_Link, ...]
    properties: tuple[_Property, ...]


def _open_avif(data: bytes) -> _Opened:
    """The main picture is copied: its tiles, alpha, colour and turning; no other item."""
    top = _first(_boxes(data))
    if b"moov" in top:
        raise _Unfit("is a moving AVIF", "export it as an animated WebP")
    meta = _first(_boxes(top.get(b"meta", b"")[4:]))
    if not {b"pitm", b"iinf", b"iloc", b"iprp"} <= meta.keys():
        raise _Damaged("it holds no picture")
    version, _, pitm = _full(meta[b"pitm"])
    primary = _number(pitm, 4 if version else 2)
    items = _avif_items(data, meta)
    properties = tuple(_boxes(_first(_boxes(meta[b"iprp"])).get(b"ipco", b"")))
    if any(kind == b"clap" for kind, _ in properties):
        raise _Unfit("still holds what was cropped off", "crop it in an image editor that cuts")
    avif = _shown(_Avif(primary, items, tuple(_avif_links(meta.get(b"iref", b""))), properties))
    said = {item.kind: item.data for item in reversed(items.values())}
    exif = said.get(b"Exif", b"\0\0\0\0")
    main = dict(_properties(avif, items[primary]))
    width, height = struct.unpack_from(">4xII", main.get(b"ispe", bytes(12)))
    if main.get(b"irot", b"\0")[0] & 1:
        width, height = height, width
    return _Opened(
        width,
        height,
        _rights(
            _rights_in_xmp(said.get(b"mime", b"")),
            _rights_in_exif(exif[4 + int.from_bytes(exif[:4], "big") :]),
        ),
        lambda packet: _written_avif(avif, packet),
    )


def _shown(avif: _Avif) -> _Avif:
    """The part of a file that makes up the main picture, with only the properties it uses."""
    alphas = {
        number
        for number, item in avif.items.items()
        if any(k == b"auxC" and c[4:].startswith(_ALPHA) for k, c in _properties(avif, item))
    }
    reached = {avif.primary}
    for _ in range(3):  # the picture's tiles and alpha, the alpha's tiles, a tile's alpha
        for kind, by, all_to in avif.links:
            if kind == b"dimg" and by in reached:
                reached.update(all_to)
            elif kind == b"auxl" and by in alphas and not reached.isdisjoint(all_to):
                reached.add(by)
    items = {number: item for number, item in sorted(avif.items.items()) if number in reached}
    if items.keys() != reached or not all(i.kind in (b"av01", b"grid") for i in items.values()):
        raise _Unfit("is of an AVIF kind that few browsers show", "export it as plain AVIF")
    links = tuple(
        (kind, by, to)
        for kind, by, to in avif.links
        if kind in (b"dimg", b"auxl", b"prem") and {by, *to} <= reached
    )
    used = {place & 0x7FFF for item in items.values() for place in item.properties}
    properties = tuple(
        _kept_property(kind, content) if place in used else _NOTHING
        for place, (kind, content) in enumerate(avif.properties, 1)
    )
    return _Avif(avif.primary, items, links, properties)


_ALPHA = (b"urn:mpeg:mpegB:cicp:systems:auxiliary:alpha\0", b"urn:mpeg:hevc:2015:auxid:1\0")
_NOTHING: _Property = (b"free", b"")
_SEEN = frozenset(
    (b"ispe", b"pixi", b"av1C", b"colr", b"auxC", b"irot", b"imir", b"pasp", b"a1op", b"lsel")
) | {b"a1lx", b"clli", b"mdcv", b"cclv", b"amve"}


def _kept_property(kind: bytes, content: bytes) -> _Property:
    """The property if it changes what is seen; its place stays, since others are counted by it."""
    if kind == b"colr" and content[:4] in (b"prof", b"rICC"):
        profile = _clean_profile(content[4:])
        return (kind, content[:4] + profile) if profile else _NOTHING
    return (kind, content) if kind in _SEEN else _NOTHING


def _properties(avif: _Avif, item: _Item) -> Iterator[_Property]:
    for place in item.properties:
        if place & 0x7FFF:
            yield avif.properties[(place & 0x7FFF) - 1]


def _avif_items(data: bytes, meta: Mapping[bytes, bytes]) -> dict[int, _Item]:
    """The file's items by number, with their bytes from wherever those lie."""
    kinds: dict[int, bytes] = {}
    version, _, stream = _full(meta[b"iinf"])
    _number(stream, 4 if version else 2)
    for _, entry in _boxes(stream.read()):
        version, _, words = _full(entry)
        number = _number(words, 2 if version == 2 else 4)
        _number(words, 2)
        kind = words.read(4)
        if kind != b"mime" or words.read().split(b"\0")[1] == _RDF_TYPE:
            kinds[number] = kind
    places: dict[int, tuple[int, ...]] = {}
    for kind, entry in _boxes(meta[b"iprp"]):
        if kind == b"ipma":
            places.update(_associations(entry))
    parts = dict(_locations(data, meta))
    return {
        number: _Item(kind, parts.get(number, b""), places.get(number, ()))
        for number, kind in kinds.items()
    }


_RDF_TYPE = b"application/rdf+xml"


def _associations(entry: bytes) -> Iterator[tuple[int, tuple[int, ...]]]:
    version, flags, stream = _full(entry)
    for _ in range(_number(stream, 4)):
        number = _number(stream, 4 if version else 2)
        count = _number(stream, 1)
        if flags & 1:
            places = tuple(_number(stream, 2) for _ in range(count))
        else:
            short = tuple(_number(stream, 1) for _ in range(count))
            places = tuple((place & 0x80) << 8 | place & 0x7F for place in short)
        yield number, places


def _locations(data: bytes, meta: Mapping[bytes, bytes]) -> Iterator[tuple[int, bytes]]:
    version, _, stream = _full(meta[b"iloc"])
    sizes = _number(stream, 2)
    offset_size, length_size, base_size, index_size = (sizes >> n & 15 for n in (12, 8, 4, 0))
    wide = 4 if version == 2 else 2
    left = len(data)
    for _ in range(_number(stream, wide)):
        number = _number(stream, wide)
        method = _number(stream, 2) & 15 if version else 0
        _number(stream, 2)
        base = _number(stream, base_size)
        pieces = []
        for _ in range(_number(stream, 2)):
            _number(stream, index_size if version else 0)
            start = base + _number(stream, offset_size)
            length = _number(stream, length_size)
            source = (data, meta.get(b"idat", b""))[min(method, 1)]
            left -= length
            if start + length > len(source) or left < 0 or method > 1:
                raise _Damaged("its parts don't lie where it says")
            pieces.append(source[start : start + length])
        yield number, b"".join(pieces)


def _avif_links(iref: bytes) -> Iterator[_Link]:
    if not iref:
        return
    version, _, stream = _full(iref)
    wide = 4 if version else 2
    for kind, entry in _boxes(stream.read()):
        words = BytesIO(entry)
        by = _number(words, wide)
        yield kind, by, tuple(_number(words, wide) for _ in range(_number(words, 2)))


def _written_avif(avif: _Avif, packet: bytes) -> bytes:
    """The file anew: items numbered from 1, their bytes one after the other, the packet last."""
    renumbered = {old: new for new, old in enumerate(avif.items, 1)}
    infos = [(item.kind, b"\0") for item in avif.items.values()]
    parts = [item.data for item in avif.items.values()]
    links = [(k, renumbered[by], [renumbered[to] for to in tos]) for k, by, tos in avif.links]
    if packet:
        infos.append((b"mime", b"\0" + _RDF_TYPE + b"\0"))
        parts.append(packet)
        links.append((b"cdsc", len(parts), [renumbered[avif.primary]]))
    ipma = b"".join(
        struct.pack(">HB", renumbered[number], len(item.properties))
        + b"".join(struct.pack(">H", place) for place in item.properties)
        for number, item in avif.items.items()
    )
    iref = b"".join(
        _box(kind, struct.pack(">HH", by, len(tos)), *(struct.pack(">H", to) for to in tos))
        for kind, by, tos in links
    )
    iinf = b"".join(
        _box(b"infe", struct.pack(">IHH4s", 2 << 24, number, 0, kind), more)
        for number, (kind, more) in enumerate(infos, 1)
    )
    ipco = _box(b"ipco", *(_box(kind, content) for kind, content in avif.properties))
    fixed = (
        _box(b"hdlr", bytes(8), b"pict", bytes(13)),
        _box(b"pitm", bytes(4), struct.pack(">H", renumbered[avif.primary])),
        _box(b"iinf", bytes(4), struct.pack(">H", len(infos)), iinf),
        _box(b"iref", bytes(4), iref) if iref else b"",
        _box(b"iprp", ipco, _box(b"ipma", struct.pack(">II", 1, len(avif.items)), ipma)),
    )

    def meta(start: int) -> bytes:
        iloc = [bytes(4), b"\x44\0", struct.pack(">H", len(parts))]
        for number, part in enumerate(parts, 1):
            iloc.append(struct.pack(">HHHII", number, 0, 1, start, len(part)))
            start += len(part)
        return _box(b"meta", bytes(4), *fixed, _box(b"iloc", *iloc))

    ftyp = _box(b"ftyp", b"avif", bytes(4), b"avifmif1miaf")
    return b"".join((ftyp, meta(len(ftyp + meta(0)) + 8), _box(b"mdat", *parts)))


def _boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The boxes that lie one after the other in the data: kind and content."""
    at = 0
    while at < len(data):
        size, kind = struct.unpack_from(">I4s", data, at)
        head = 8
        if size == 1:
            (size,), head = struct.unpack_from(">Q", data, at + 8), 16
        elif size == 0:
            size = len(data) - at
        if size < head or at + size > len(data):
            raise _Damaged("it ends too early")
        yield kind, data[at + head : at + size]
        at += size


def _first(pairs: Iterable[tuple[bytes, bytes]]) -> dict[bytes, bytes]:
    """The pairs as a mapping; of two with one name, the first."""
    return dict(reversed(list(pairs)))


def _full(content: bytes) -> tuple[int, int, BytesIO]:
    """A "full box": its version, its flags, and the rest to be read on."""
    stream = BytesIO(content)
    return _number(stream, 1), _number(stream, 3), stream


def _number(stream: BytesIO, size: int) -> int:
    data = stream.read(size)
    if len(data) < size:
        raise _Damaged("it ends too early")
    return int.from_bytes(data, "big")


def _box(kind: bytes, *parts: bytes) -> bytes:
    content = b"".join(parts)
    return struct.pack(">I4s", len(content) + 8, kind) + content


_OPEN: Mapping[Format, Callable[[bytes], _Opened]] = {
    "JPEG": _open_jpeg,
    "PNG": _open_png,
    "GIF": _open_gif,
    "WebP": _open_webp,
    "AVIF": _open_avif,
}


# --- Colour profiles (ICC.1:2022) --------------------------------------------------------------


def _clean_profile(profile: bytes) -> bytes:
    """The profile with only the parts that make colours or name it; nothing if it is none.

    A display's profile may carry its serial number (Apple's `mmod`, EDID in colord's `meta`): the
    bytes of such parts become zeros, the rest stays where it is.
    """
    if len(profile) < 132 or profile[36:40] != b"acsp":
        return b""
    (size,) = struct.unpack_from(">I", profile)
    (count,) = struct.unpack_from(">I", profile, 128)
    table = 132 + 12 * count
    if count > MAX_PROFILE_PARTS or not table <= size <= len(profile):
        return b""
    clean = bytearray(size)
    clean[:table] = profile[:table]
    for at in range(132, table, 12):
        name, start, length = struct.unpack_from(">4sII", profile, at)
        if start + length > size:
            return b""
        if name in _PROFILE_PARTS:
            clean[start : start + length] = profile[start : start + length]
    if clean != profile[:size]:
        clean[84:100] = bytes(16)  # the profile's own check sum; zeros say that there is none
    return bytes(clean)


MAX_PROFILE_PARTS = 100
# Section 9.2 without the dates and texts of how it was measured; dscm and aabg are Apple's.
_PROFILE_PARTS = frozenset(
    name.encode()
    for name in """A2B0 A2B1 A2B2 A2B3 A2M0 B2A0 B2A1 B2A2 B2A3 B2D0 B2D1 B2D2 B2D3 D2B0 D2B1 D2B2
    D2B3 aabg aagg aarg bTRC bXYZ bkpt chad chrm cicp ciis clot clro cprt desc dmdd dmnd dscm gTRC
    gXYZ gamt kTRC lumi meas ncl2 pre0 pre1 pre2 rTRC rXYZ rig0 rig2 tech view vued wtpt""".split()  # noqa: SIM905 - words read better unquoted
)


# --- Creator, credit, copyright, licence -------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Rights:
    """What stays of what a picture says of itself; empty where it says nothing.

    `terms` are the terms of use in words, `statement` is the address of the licence.
    """

    creators: tuple[str, ...] = ()
    credit: str = ""
    copyright: str = ""
    terms: str = ""
    statement: str = ""

    @property
    def shown_credit(self) -> str | None:
        """The line to print beside the picture."""
        return self.credit or ", ".join(self.creators) or None

    @property
    def shown_copyright(self) -> str | None:
        """The notice, or what else says on which terms the picture may be used."""
        return self.copyright or self.terms or self.statement or None


def _rights(*sources: Rights) -> Rights:
    """Each of the rights from the first source that has it."""
    every = [_tidy_all(source.creators) for source in sources]

    def text(name: str) -> str:
        return next((found for source in sources if (found := _tidy(getattr(source, name)))), "")

    return Rights(
        next((creators for creators in every if creators), ()),
        text("credit"),
        text("copyright"),
        text("terms"),
        text("statement"),
    )


def _tidy_all(texts: Iterable[str]) -> tuple[str, ...]:
    tidied = (_tidy(text)[:MAX_NAME].strip() for text in texts)
    return tuple(dict.fromkeys(text for text in tidied if text))[:MAX_NAMES]


def _tidy(text: str) -> str:
    """The text on one line, without what XML can't hold, cut where a JPEG segment would burst."""
    return " ".join(CONTROL.sub(" ", text).split())[:MAX_TEXT].strip()


MAX_TEXT = 2_000
MAX_NAME = 200
MAX_NAMES = 20

_DC = "http://purl.org/dc/elements/1.1/"
_PHOTOSHOP = "http://ns.adobe.com/photoshop/1.0/"
_XMP_RIGHTS = "http://ns.adobe.com/xap/1.0/rights/"
_CC = "http://creativecommons.org/ns#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


def _rights_in_xmp(packet: bytes) -> Rights:
    """What an XMP packet says; nothing where it can't be read, since it is dropped anyway."""
    try:
        return _rights_in_rdf(parsed_xml("", packet.strip(b"\0 \t\r\n")))
    except Failure:
        return Rights()


def _rights_in_rdf(root: Element | None) -> Rights:
    found: dict[str, tuple[str, ...]] = {}
    for rdf in root.iter(f"{{{_RDF}}}RDF") if root is not None else ():
        for subject in rdf:
            for name, value in subject.attrib.items():
                found.setdefault(name, (value,))
            for said in subject:
                found.setdefault(said.tag, _values(said))

    def one(namespace: str, name: str) -> str:
        return next(iter(found.get(f"{{{namespace}}}{name}", ())), "")

    return _rights(
        Rights(
            found.get(f"{{{_DC}}}creator", ()),
            one(_PHOTOSHOP, "Credit"),
            one(_DC, "rights"),
            one(_XMP_RIGHTS, "UsageTerms"),
            one(_XMP_RIGHTS, "WebStatement") or one(_CC, "license"),
        )
    )


def _values(said: Element) -> tuple[str, ...]:
    """The texts of a property: of its list, or its own, or the address it names."""
    parts = list(said.iter(f"{{{_RDF}}}li")) or [said]
    texts = ["".join(part.itertext()) for part in parts]
    resource = said.get(f"{{{_RDF}}}resource", "")
    return tuple(text for text in (*texts, resource) if text.strip())


def _as_rdf(rights: Rights) -> str:
    def item(name: str, text: str) -> str:
        return f"<{name}>{escape(text)}</{name}>" if text else ""

    def listed(name: str, kind: str, attribute: str, texts: Iterable[str]) -> str:
        items = "".join(f"<rdf:li{attribute}>{escape(text)}</rdf:li>" for text in texts if text)
        return f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>" if items else ""

    default = ' xml:lang="x-default"'
    return "".join(
        (
            f'<rdf:RDF xmlns:rdf="{_RDF}"><rdf:Description rdf:about="" xmlns:dc="{_DC}"',
            f' xmlns:photoshop="{_PHOTOSHOP}" xmlns:xmpRights="{_XMP_RIGHTS}">',
            listed("dc:creator", "Seq", "", rights.creators),
            item("photoshop:Credit", rights.credit),
            listed("dc:rights", "Alt", default, (rights.copyright,)),
            listed("xmpRights:UsageTerms", "Alt", default, (rights.terms,)),
            item("xmpRights:WebStatement", rights.statement),
            "</rdf:Description></rdf:RDF>",
        )
    )


def _as_packet(rights: Rights) -> bytes:
    """An XMP packet (ISO 16684-1, section 7.3) with the rights only; nothing if there are none."""
    if rights == Rights():
        return b""
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/">{_as_rdf(rights)}</x:xmpmeta>'
        '<?xpacket end="r"?>'
    ).encode()


def _rights_in_exif(exif: bytes) -> Rights:
    tags = _exif_tags(exif)
    notices = tags.get(_COPYRIGHT, b"").split(b"\0")  # the photographer's, then the editor's
    return Rights(
        (_decoded_text(tags.get(_ARTIST, b"")),),
        copyright="; ".join(text for notice in notices if (text := _decoded_text(notice).strip())),
    )


def _orientation(exif: bytes) -> int:
    """How the camera was held (EXIF 2.32, tag 0x112): 1 upright, 2 to 8 turned or mirrored."""
    value = _exif_tags(exif).get(_ORIENTATION, b"\0\1")
    return max(value[:2]) if len(value) >= 2 else 1  # one byte is zero in either order


_ORIENTATION, _ARTIST, _COPYRIGHT = 0x0112, 0x013B, 0x8298


def _exif_tags(exif: bytes) -> dict[int, bytes]:
    """The values of the first directory, as bytes; what can't be read is left out."""
    tiff = exif.removeprefix(b"Exif\0\0")
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(tiff[:4])
    tags: dict[int, bytes] = {}
    if order is None:
        return tags
    try:
        (start,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, start)
        for at in range(start + 2, start + 2 + 12 * count, 12):
            tag, kind, number, place = struct.unpack_from(f"{order}HHII", tiff, at)
            size = number * {2: 1, 3: 2, 129: 1}.get(kind, 0)
            begin = at + 8 if size <= 4 else place
            tags.setdefault(tag, tiff[begin : begin + size])
    except struct.error:
        pass
    return tags


def _rights_in_irb(resources: bytes) -> Rights:
    """What IPTC says in Photoshop's resources (IPTC IIM 4.2, record 2)."""
    said: dict[int, list[bytes]] = {}
    data = next((content for number, content in _resources(resources) if number == 0x0404), b"")
    at = 0
    while data[at : at + 1] == b"\x1c" and at + 5 <= len(data):
        record, number, length = struct.unpack_from(">BBH", data, at + 1)
        if record == 2:
            said.setdefault(number, []).append(data[at + 5 : at + 5 + length])
        at += 5 + length
    creators, credit, notice = (
        [_decoded_text(value) for value in said.get(number, [])] for number in (80, 110, 116)
    )
    return Rights(tuple(creators), "".join(credit[:1]), "".join(notice[:1]))


def _resources(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while data[at : at + 4] == b"8BIM" and at + 7 <= len(data):
        (number,) = struct.unpack_from(">H", data, at + 4)
        at += 6 + (data[at + 6] + 2) // 2 * 2
        length = int.from_bytes(data[at : at + 4], "big")
        yield number, data[at + 4 : at + 4 + length]
        at += 4 + length + length % 2


def _decoded_text(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("latin-1")
