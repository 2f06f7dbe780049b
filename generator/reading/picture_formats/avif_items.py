"""The items of an AVIF file, read and written anew."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO

from generator.reading.picture_formats.boxes import box_of, boxes_of, full_box, number_of
from generator.reading.picture_formats.opened import Damaged


@dataclass(frozen=True, slots=True)
class Item:
    """An item of an AVIF file: a coded picture, a grid of them, or what is said of it.

    `properties` are places in the file's list, from 1, with the "essential" bit above them.
    """

    kind: bytes
    data: bytes
    properties: tuple[int, ...]


_Link = tuple[bytes, int, tuple[int, ...]]


Property = tuple[bytes, bytes]


@dataclass(frozen=True, slots=True)
class Avif:
    """What is to stay of an AVIF file; a link is a kind, an item, and the items it refers to."""

    primary: int
    items: Mapping[int, Item]
    links: tuple[_Link, ...]
    properties: tuple[Property, ...]


def items_of(data: bytes, meta: Mapping[bytes, bytes]) -> dict[int, Item]:
    """The file's items by number, with their bytes from wherever those lie."""
    kinds: dict[int, bytes] = {}
    version, _, stream = full_box(meta[b"iinf"])
    number_of(stream, 4 if version else 2)
    for _, entry in boxes_of(stream.read()):
        version, _, words = full_box(entry)
        number = number_of(words, 2 if version == 2 else 4)
        number_of(words, 2)
        kind = words.read(4)
        if kind != b"mime" or words.read().split(b"\0")[1] == _RDF_TYPE:
            kinds[number] = kind
    places: dict[int, tuple[int, ...]] = {}
    for kind, entry in boxes_of(meta[b"iprp"]):
        if kind == b"ipma":
            places.update(_associations(entry))
    parts = dict(_locations(data, meta))
    return {
        number: Item(kind, parts.get(number, b""), places.get(number, ()))
        for number, kind in kinds.items()
    }


_RDF_TYPE = b"application/rdf+xml"


def _associations(entry: bytes) -> Iterator[tuple[int, tuple[int, ...]]]:
    version, flags, stream = full_box(entry)
    for _ in range(number_of(stream, 4)):
        number = number_of(stream, 4 if version else 2)
        count = number_of(stream, 1)
        if flags & 1:
            places = tuple(number_of(stream, 2) for _ in range(count))
        else:
            short = tuple(number_of(stream, 1) for _ in range(count))
            places = tuple((place & 0x80) << 8 | place & 0x7F for place in short)
        yield number, places


def _locations(data: bytes, meta: Mapping[bytes, bytes]) -> Iterator[tuple[int, bytes]]:
    version, _, stream = full_box(meta[b"iloc"])
    sizes = number_of(stream, 2)
    offset_size, length_size, base_size, index_size = (sizes >> n & 15 for n in (12, 8, 4, 0))
    wide = 4 if version == 2 else 2
    left = len(data)
    for _ in range(number_of(stream, wide)):
        number = number_of(stream, wide)
        method = number_of(stream, 2) & 15 if version else 0
        number_of(stream, 2)
        base = number_of(stream, base_size)
        pieces = []
        for _ in range(number_of(stream, 2)):
            number_of(stream, index_size if version else 0)
            start = base + number_of(stream, offset_size)
            length = number_of(stream, length_size)
            source = (data, meta.get(b"idat", b""))[min(method, 1)]
            left -= length
            if start + length > len(source) or left < 0 or method > 1:
                raise Damaged("its parts don't lie where it says")
            pieces.append(source[start : start + length])
        yield number, b"".join(pieces)


def links_of(iref: bytes) -> Iterator[_Link]:
    if not iref:
        return
    version, _, stream = full_box(iref)
    wide = 4 if version else 2
    for kind, entry in boxes_of(stream.read()):
        words = BytesIO(entry)
        by = number_of(words, wide)
        yield kind, by, tuple(number_of(words, wide) for _ in range(number_of(words, 2)))


def written_avif(avif: Avif, packet: bytes) -> bytes:
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
        box_of(kind, struct.pack(">HH", by, len(tos)), *(struct.pack(">H", to) for to in tos))
        for kind, by, tos in links
    )
    iinf = b"".join(
        box_of(b"infe", struct.pack(">IHH4s", 2 << 24, number, 0, kind), more)
        for number, (kind, more) in enumerate(infos, 1)
    )
    ipco = box_of(b"ipco", *(box_of(kind, content) for kind, content in avif.properties))
    fixed = (
        box_of(b"hdlr", bytes(8), b"pict", bytes(13)),
        box_of(b"pitm", bytes(4), struct.pack(">H", renumbered[avif.primary])),
        box_of(b"iinf", bytes(4), struct.pack(">H", len(infos)), iinf),
        box_of(b"iref", bytes(4), iref) if iref else b"",
        box_of(b"iprp", ipco, box_of(b"ipma", struct.pack(">II", 1, len(avif.items)), ipma)),
    )

    def meta(start: int) -> bytes:
        iloc = [bytes(4), b"\x44\0", struct.pack(">H", len(parts))]
        for number, part in enumerate(parts, 1):
            iloc.append(struct.pack(">HHHII", number, 0, 1, start, len(part)))
            start += len(part)
        return box_of(b"meta", bytes(4), *fixed, box_of(b"iloc", *iloc))

    ftyp = box_of(b"ftyp", b"avif", bytes(4), b"avifmif1miaf")
    return b"".join((ftyp, meta(len(ftyp + meta(0)) + 8), box_of(b"mdat", *parts)))
