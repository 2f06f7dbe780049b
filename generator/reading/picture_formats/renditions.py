"""Smaller copies of a picture as WebP, for small screens and slow lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO

from PIL import Image, ImageCms
from PIL.ImageFile import ImageFile

# libwebp's effort, 0 to 6: 4 makes files 2 % smaller and takes twice as long (measured on the
# demonstration's pictures).
_EFFORT = 2
_SRGB = ImageCms.createProfile("sRGB")


def scaled(
    picture: ImageFile, widths: Iterable[int], quality: int, packet: bytes
) -> Iterator[tuple[int, int, bytes]]:
    """Width, height and bytes of a copy for each width, with an XMP packet of rights."""
    image = _in_srgb(picture)
    for width in widths:
        size = (width, max(1, round(image.height * width / image.width)))
        copy = image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
        out = BytesIO()
        copy.save(out, "WEBP", quality=quality, method=_EFFORT, xmp=packet)
        yield *size, out.getvalue()


def _in_srgb(picture: ImageFile) -> Image.Image:
    """Pixels that need no profile to look right, since a profile may weigh more than they do."""
    has_alpha = "A" in picture.getbands() or "transparency" in picture.info
    wanted = "RGBA" if has_alpha else "RGB"
    profile = picture.info.get("icc_profile")
    if not profile:
        return picture.convert(wanted)
    plain = picture if picture.mode in ("RGB", "RGBA", "L", "CMYK") else picture.convert(wanted)
    try:
        changed = ImageCms.profileToProfile(plain, BytesIO(profile), _SRGB, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):  # not a profile for such pixels
        return picture.convert(wanted)
    assert changed is not None
    if has_alpha:
        changed.putalpha(picture.convert("RGBA").getchannel("A"))
    return changed
