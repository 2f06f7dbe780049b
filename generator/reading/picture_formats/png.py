"""PNG (W3C, third edition): the chunks that a published copy keeps."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from generator.reading.picture_formats.kinds import PNG_SIGNATURE
from generator.reading.picture_formats.opened import Damaged, Opened
from generator.reading.picture_formats.profile import clean_profile
from generator.reading.picture_formats.rights import Rights, joined_rights, rights_in_xmp
from generator.reading.picture_formats.rights_found import orientation_of, rights_in_exif


def open_png(data: bytes) -> Opened:
    """The chunks that change what is seen are copied, colour and animation included."""
    exif = profile = actl = header = b""
    kept: list[bytes] = []
    texts: dict[bytes, str] = {}
    seen: set[bytes] = set()  # the first of a kind counts, and only it is unpacked
    frames = 0
    for kind, content in _chunks(data):
        if not header and kind != b"IHDR":
            raise Damaged("it doesn't begin with its header")
        if len(content) > _PNG_KEPT.get(kind, len(content)):
            raise Damaged("one of its parts is larger than it can be")
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
            raise Damaged("one of its parts is unknown, but needed to show it")
        elif kind == b"eXIf":
            exif = exif or content
        elif kind == b"iCCP" and kind not in seen:
            profile = clean_profile(_inflated(content.partition(b"\0")[2][1:]))
        elif kind in (b"tEXt", b"iTXt"):
            name = content.partition(b"\0")[0]
            if name in _PNG_WORDS and name not in texts:
                texts[name] = _png_text(kind, content)
        seen.add(kind)
    width, height = struct.unpack_from(">II", header)
    if actl and struct.unpack_from(">I", actl)[0] != frames:
        raise Damaged("it hasn't as many frames as it says")
    xmp, author, notice = (texts.get(name, "") for name in _PNG_WORDS)
    noted = Rights((author,), copyright=notice)
    body = b"".join(kept)

    def copy(packet: bytes) -> bytes:
        parts = [PNG_SIGNATURE, _chunk(b"IHDR", header)]
        if profile:
            parts.append(_chunk(b"iCCP", b"icc\0\0" + _stored(profile)))
        if packet:
            parts.append(_chunk(b"iTXt", _PNG_WORDS[0] + bytes(5) + packet))
        return b"".join((*parts, body, _chunk(b"IEND", b"")))

    return Opened(
        width,
        height,
        joined_rights(rights_in_xmp(xmp.encode()), rights_in_exif(exif), noted),
        copy,
        frames=max(1, frames) if actl else 1,
        is_animation=bool(actl),
        orientation=orientation_of(exif),
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
            raise Damaged("the check sum of one of its parts is wrong")
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
