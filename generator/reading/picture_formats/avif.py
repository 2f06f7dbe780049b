"""AVIF (ISO/IEC 23008-12; AV1 Image File Format 1.1): what of a picture is shown, and kept."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from generator.reading.picture_formats.avif_items import (
    Avif,
    Item,
    Property,
    items_of,
    links_of,
    written_avif,
)
from generator.reading.picture_formats.boxes import boxes_of, first_of, full_box, number_of
from generator.reading.picture_formats.opened import Damaged, Opened, Unfit
from generator.reading.picture_formats.profile import clean_profile
from generator.reading.picture_formats.rights import joined_rights, rights_in_xmp
from generator.reading.picture_formats.rights_found import rights_in_exif


def open_avif(data: bytes) -> Opened:
    """The main picture is copied: its tiles, alpha, colour and turning; no other item."""
    top = first_of(boxes_of(data))
    if b"moov" in top:
        raise Unfit("is a moving AVIF", "export it as an animated WebP")
    meta = first_of(boxes_of(top.get(b"meta", b"")[4:]))
    if not {b"pitm", b"iinf", b"iloc", b"iprp"} <= meta.keys():
        raise Damaged("it holds no picture")
    version, _, pitm = full_box(meta[b"pitm"])
    primary = number_of(pitm, 4 if version else 2)
    items = items_of(data, meta)
    properties = tuple(boxes_of(first_of(boxes_of(meta[b"iprp"])).get(b"ipco", b"")))
    if any(kind == b"clap" for kind, _ in properties):
        raise Unfit("still holds what was cropped off", "crop it in an image editor that cuts")
    avif = _shown(Avif(primary, items, tuple(links_of(meta.get(b"iref", b""))), properties))
    said = {item.kind: item.data for item in reversed(items.values())}
    exif = said.get(b"Exif", b"\0\0\0\0")
    main = dict(_properties(avif, items[primary]))
    width, height = struct.unpack_from(">4xII", main.get(b"ispe", bytes(12)))
    if main.get(b"irot", b"\0")[0] & 1:
        width, height = height, width
    return Opened(
        width,
        height,
        joined_rights(
            rights_in_xmp(said.get(b"mime", b"")),
            rights_in_exif(exif[4 + int.from_bytes(exif[:4], "big") :]),
        ),
        lambda packet: written_avif(avif, packet),
    )


def _shown(avif: Avif) -> Avif:
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
        raise Unfit("is of an AVIF kind that few browsers show", "export it as plain AVIF")
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
    return Avif(avif.primary, items, links, properties)


_ALPHA = (b"urn:mpeg:mpegB:cicp:systems:auxiliary:alpha\0", b"urn:mpeg:hevc:2015:auxid:1\0")


_NOTHING: Property = (b"free", b"")


_SEEN = frozenset(
    (b"ispe", b"pixi", b"av1C", b"colr", b"auxC", b"irot", b"imir", b"pasp", b"a1op", b"lsel")
) | {b"a1lx", b"clli", b"mdcv", b"cclv", b"amve"}


def _kept_property(kind: bytes, content: bytes) -> Property:
    """The property if it changes what is seen; its place stays, since others are counted by it."""
    if kind == b"colr" and content[:4] in (b"prof", b"rICC"):
        profile = clean_profile(content[4:])
        return (kind, content[:4] + profile) if profile else _NOTHING
    return (kind, content) if kind in _SEEN else _NOTHING


def _properties(avif: Avif, item: Item) -> Iterator[Property]:
    for place in item.properties:
        if place & 0x7FFF:
            yield avif.properties[(place & 0x7FFF) - 1]
