"""The proof that a copy is whole, by decoding it, and pictures turned upright."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping
from io import BytesIO

from PIL import Image
from PIL.AvifImagePlugin import AvifImageFile
from PIL.GifImagePlugin import GifImageFile
from PIL.ImageFile import ImageFile
from PIL.JpegImagePlugin import JpegImageFile, get_sampling
from PIL.PngImagePlugin import PngImageFile
from PIL.WebPImagePlugin import WebPImageFile

from generator.model.site import ImageOptions
from generator.reading.picture_formats.opened import Damaged, Format, Opened, Unfit
from generator.reading.picture_formats.rights import as_packet


def decoded_whole(format_: Format, data: bytes) -> ImageFile:
    """The picture, every frame of it decoded once; `Damaged` if it can't be.

    The decoder is named, so that no other sees the bytes. Pillow's own limit is left to ours.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", UserWarning)
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = _DECODER[format_](BytesIO(data))
            for frame in range(getattr(image, "n_frames", 1)):
                image.seek(frame)
                image.load()
    except MemoryError:
        raise
    except Exception as fault:  # Pillow raises nearly all that there are
        raise Damaged("its picture data can't be decoded") from fault
    return image


_DECODER: Mapping[Format, Callable[[BytesIO], ImageFile]] = {
    "JPEG": JpegImageFile,
    "PNG": PngImageFile,
    "GIF": GifImageFile,
    "WebP": WebPImageFile,
    "AVIF": AvifImageFile,
}


def turned_upright(
    image: ImageFile, opened: Opened, format_: Format, options: ImageOptions
) -> bytes:
    """The picture encoded again, upright. PNG and lossless WebP lose nothing, JPEG a little."""
    if opened.is_animation:
        raise Unfit(
            "is an animation with a camera's orientation", "turn it upright in an image editor"
        )
    upright = image.transpose(TURN[opened.orientation])
    out = BytesIO()
    if format_ == "JPEG":
        upright.save(
            out,
            "JPEG",
            quality=options.quality,
            subsampling=get_sampling(image),
            optimize=True,
            icc_profile=opened.profile,
        )
    elif format_ == "WebP":
        upright.save(
            out,
            "WEBP",
            quality=options.quality,
            lossless=opened.is_lossless,
            exact=True,
            icc_profile=opened.profile,
            xmp=as_packet(opened.rights),  # makes Pillow write the extended form
        )
    else:
        upright.save(out, "PNG", icc_profile=opened.profile)
    return out.getvalue()


TURN = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
