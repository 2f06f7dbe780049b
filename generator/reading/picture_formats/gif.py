"""GIF (89a): the blocks that a published copy keeps."""

from __future__ import annotations

import struct

from generator.reading.picture_formats.opened import Damaged, Opened
from generator.reading.picture_formats.rights import joined_rights, rights_in_xmp


def open_gif(data: bytes) -> Opened:
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
                raise Damaged("a frame is larger than the whole")
            at = _end_of_blocks(data, at + 11 + _table_size(flags))
            kept.append(data[start:at])
            frames += 1
            continue
        if data[at] != 0x21:
            raise Damaged("there is something between two of its parts")
        at = _end_of_blocks(data, at + 2)
        block = data[start:at]
        is_loop = block[3:14] == b"NETSCAPE2.0" and len(block) == 19
        if is_loop or (block[1] == 0xF9 and len(block) == 8):
            kept.append(block)
        elif block[3:14] == _GIF_XMP:
            xmp = xmp or block[14:-258]
    if not frames:
        raise Damaged("it holds no picture")
    body = b"".join(kept)

    def copy(packet: bytes) -> bytes:
        # The packet is no chain of blocks; the trailer leads a reader who takes it for one out.
        trailer = bytes((1, *range(255, -1, -1), 0))
        rights = b"\x21\xff\x0b" + _GIF_XMP + packet + trailer if packet else b""
        return b"".join((b"GIF89a", screen, rights, body, b"\x3b"))

    return Opened(
        width, height, joined_rights(rights_in_xmp(xmp)), copy, frames, is_animation=frames > 1
    )


_GIF_XMP = b"XMP DataXMP"


def _table_size(flags: int) -> int:
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _end_of_blocks(data: bytes, at: int) -> int:
    """Where a chain of sub-blocks that begins at `at` is over."""
    while data[at]:
        at += 1 + data[at]
    return at + 1
