"""Pictures: the bytes of one picture become a copy that may be published.

The file is taken apart and written anew from an allow-list; pixels are copied, not encoded again,
unless the camera was turned. This room must never pass on a part of a file that it doesn't know.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from generator.model.site import ImageOptions
from generator.problems import Failure, error
from generator.reading.picture_formats.avif import open_avif
from generator.reading.picture_formats.gif import open_gif
from generator.reading.picture_formats.jpeg import open_jpeg
from generator.reading.picture_formats.kinds import check_size, format_of, unknown_format
from generator.reading.picture_formats.opened import Damaged, Format, Opened, Unfit
from generator.reading.picture_formats.png import open_png
from generator.reading.picture_formats.rights import Rights, as_packet, as_rdf, rights_in_rdf
from generator.reading.picture_formats.webp import open_webp
from generator.reading.svg import read_drawing


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


@dataclass(frozen=True, slots=True)
class Rendition:
    """A smaller copy of a picture, as WebP; width and height in pixels."""

    data: bytes
    width: int
    height: int


def renditions(
    clean: CleanPicture, widths: Iterable[int], options: ImageOptions
) -> tuple[Rendition, ...]:
    """Copies of a clean picture for those of the widths that it is wider than, narrowest first.

    Colours are sRGB, and who made it stays in the file. A copy that saves nothing is left out; an
    animation or a drawing has none.
    """
    format_ = format_of(clean.data)
    smaller = [width for width in sorted(widths) if width < clean.width]
    if clean.extension == ".svg" or format_ is None or not smaller:
        return ()
    opened = _OPEN[format_](clean.data)
    if opened.is_animation:
        return ()
    # Few builds have a new picture to look at, and Pillow takes long to load.
    from generator.reading.picture_formats import decoding
    from generator.reading.picture_formats import renditions as copies

    picture = decoding.decoded_whole(format_, clean.data)
    quality = _FINE if format_ == "PNG" else round(options.quality * _WEBP_TO_JPEG)
    found = copies.scaled(picture, smaller, quality, as_packet(opened.rights))
    return tuple(
        Rendition(data, width, height)
        for width, height, data in found
        if len(data) < len(clean.data)
    )


# WebP at 76 looks as JPEG does at 85. Of a PNG, maps and charts may be, whose edges must be sharp.
_WEBP_TO_JPEG, _FINE = 0.9, 90


def _clean_drawing(path: str, data: bytes, options: ImageOptions) -> CleanPicture:
    if found := format_of(data):
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
    rights = rights_in_rdf(drawing.metadata)
    metadata = f"<metadata>{as_rdf(rights)}</metadata>" if rights != Rights() else ""
    return CleanPicture(
        f"{drawing.head}{metadata}{drawing.body}".encode(),
        ".svg",
        "image/svg+xml",
        drawing.width,
        drawing.height,
        rights.shown_credit,
        rights.shown_copyright,
    )


def _clean_raster(path: str, data: bytes, options: ImageOptions) -> CleanPicture:
    format_ = format_of(data)
    if format_ is None:
        raise unknown_format(path, data)
    try:
        opened = _OPEN[format_](data)
        check_size(path, opened, options)
        packet = as_packet(opened.rights)
        copy = opened.copy(packet)
        # Few builds have a new picture to look at, and Pillow takes long to load.
        from generator.reading.picture_formats import decoding

        image = decoding.decoded_whole(format_, copy)
        if opened.orientation in decoding.TURN:
            upright = _OPEN[format_](decoding.turned_upright(image, opened, format_, options))
            copy = upright.copy(packet)
            opened = replace(opened, width=upright.width, height=upright.height)
    except Unfit as fault:
        raise Failure(
            error("picture-type", f"the picture {fault}", path, cure=fault.cure)
        ) from None
    except (Damaged, struct.error, IndexError) as fault:
        # Reading past the end is what the last two mean here.
        words = str(fault) if isinstance(fault, Damaged) else "it ends too early"
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


_OPEN: Mapping[Format, Callable[[bytes], Opened]] = {
    "JPEG": open_jpeg,
    "PNG": open_png,
    "GIF": open_gif,
    "WebP": open_webp,
    "AVIF": open_avif,
}
