"""JPEG (ITU-T T.81, annex B): the segments that a published copy keeps."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from generator.reading.picture_formats.opened import Damaged, Opened, Unfit
from generator.reading.picture_formats.profile import clean_profile
from generator.reading.picture_formats.rights import joined_rights, rights_in_xmp
from generator.reading.picture_formats.rights_found import (
    orientation_of,
    rights_in_exif,
    rights_in_irb,
)


def open_jpeg(data: bytes) -> Opened:
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
                raise Damaged("it says its size twice")
            size = struct.unpack_from(">HH", content, 1)[::-1]
            kept.append(segment)
        elif 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8):
            raise Unfit("is of a JPEG kind that no browser shows", "export it as ordinary JPEG")
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
        raise Damaged("it holds no picture")
    profile = clean_profile(b"".join(icc[number] for number in sorted(icc) if number))
    body = b"".join(kept)

    def copy(packet: bytes) -> bytes:
        parts = [b"\xff\xd8", jfif]
        if packet:
            parts.append(_segment(0xE1, _JPEG_XMP + packet))
        pieces = [profile[at : at + MAX_PIECE] for at in range(0, len(profile), MAX_PIECE)]
        for number, piece in enumerate(pieces, 1):
            parts.append(_segment(0xE2, _JPEG_ICC + bytes((number, len(pieces))) + piece))
        return b"".join((*parts, body, b"\xff\xd9"))

    return Opened(
        *size,
        joined_rights(rights_in_xmp(xmp), rights_in_irb(irb), rights_in_exif(exif)),
        copy,
        frames=scans,
        orientation=orientation_of(exif),
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
            raise Damaged("there is something between two of its parts")
        marker = data[at + 1]
        if marker == 0xFF:  # a fill byte
            at += 1
            continue
        if marker == 0xD9:
            return
        (length,) = struct.unpack_from(">H", data, at + 2)
        if length < 2 or marker in (0x00, 0x01, 0xD8) or 0xD0 <= marker <= 0xD7:
            raise Damaged("one of its parts has no right beginning")
        start, at = at + 4, at + 2 + length
        end = at
        if marker == 0xDA:
            found = _AFTER_SCAN.search(data, at)
            if not found:
                raise Damaged("it ends too early")
            end = found.start()
        if end > len(data):
            raise Damaged("it ends too early")
        yield marker, data[start:at], data[at:end]
        at = end


def _segment(marker: int, content: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content
