"""What a file is by its first bytes, and whether it is small enough to be looked at."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from generator.model.site import ImageOptions
from generator.problems import Failure, error
from generator.reading.picture_formats.opened import Format, Opened


def format_of(data: bytes) -> Format | None:
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if data.startswith(PNG_SIGNATURE):
        return "PNG"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "GIF"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WebP"
    if data[4:8] == b"ftyp" and {b"avif", b"avis"} & {data[i : i + 4] for i in range(8, 64, 4)}:
        return "AVIF"
    return None


PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def unknown_format(path: str, data: bytes) -> Failure:
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


def check_size(path: str, opened: Opened, options: ImageOptions) -> None:
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
