"""Where cameras and editors write creator and rights: EXIF and Photoshop resources."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from generator.reading.picture_formats.rights import Rights


def rights_in_exif(exif: bytes) -> Rights:
    tags = _exif_tags(exif)
    notices = tags.get(_COPYRIGHT, b"").split(b"\0")  # the photographer's, then the editor's
    return Rights(
        (_decoded_text(tags.get(_ARTIST, b"")),),
        copyright="; ".join(text for notice in notices if (text := _decoded_text(notice).strip())),
    )


def orientation_of(exif: bytes) -> int:
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


def rights_in_irb(resources: bytes) -> Rights:
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
