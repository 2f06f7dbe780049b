"""WebP (RFC 9649): the chunks that a published copy keeps."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator

from generator.reading.picture_formats.boxes import first_of
from generator.reading.picture_formats.opened import Damaged, Opened
from generator.reading.picture_formats.profile import clean_profile
from generator.reading.picture_formats.rights import Rights, joined_rights, rights_in_xmp
from generator.reading.picture_formats.rights_found import orientation_of, rights_in_exif


def open_webp(data: bytes) -> Opened:
    """Bitstreams, alpha and animation are copied, within frames too."""
    (length,) = struct.unpack_from("<I", data, 4)
    if 8 + length > len(data):
        raise Damaged("it ends too early")
    chunks = list(_riff(data[12 : 8 + length]))
    first = chunks[0][0]
    by_kind = first_of(chunks)
    if first != b"VP8X":
        if first not in (b"VP8 ", b"VP8L"):
            raise Damaged("it holds no picture")
        simple = b"WEBP" + _riff_chunk(*chunks[0])
        return Opened(
            *_webp_size(*chunks[0]),
            Rights(),
            lambda _: _riff_chunk(b"RIFF", simple),
            orientation=orientation_of(by_kind.get(b"EXIF", b"")),
            is_lossless=first == b"VP8L",
        )
    flags, wide, high = struct.unpack_from("<B3x3s3s", by_kind[b"VP8X"])
    is_animation = bool(flags & 0x02)
    if is_animation:
        kept = [_riff_chunk(b"ANIM", by_kind.get(b"ANIM", b"")[:6])]
        kept += [_frame(content) for kind, content in chunks if kind == b"ANMF"]
    else:
        kept = list(_bitstream(chunks))
    profile = clean_profile(by_kind.get(b"ICCP", b""))
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

    return Opened(
        int.from_bytes(wide, "little") + 1,
        int.from_bytes(high, "little") + 1,
        joined_rights(rights_in_xmp(by_kind.get(b"XMP ", b"")), rights_in_exif(exif)),
        copy,
        frames=max(1, sum(kind == b"ANMF" for kind, _ in chunks)) if is_animation else 1,
        is_animation=is_animation,
        orientation=orientation_of(exif),
        profile=profile,
        is_lossless=b"VP8L" in by_kind,
    )


def _riff(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at < len(data):
        kind, length = struct.unpack_from("<4sI", data, at)
        if at + 8 + length > len(data):
            raise Damaged("it ends too early")
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
