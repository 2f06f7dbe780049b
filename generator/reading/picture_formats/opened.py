"""What taking a picture apart gives, whatever its format: parts to be written anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from generator.reading.picture_formats.rights import Rights

Format = Literal["JPEG", "PNG", "GIF", "WebP", "AVIF"]


class Damaged(Exception):
    """The file breaks its format's rules; the text says how."""


class Unfit(Exception):
    """A sound file that can't be published; the text goes on from "the picture"."""

    def __init__(self, words: str, cure: str) -> None:
        super().__init__(words)
        self.cure = cure


@dataclass(frozen=True, slots=True)
class Opened:
    """A picture whose file was taken apart, not yet decoded.

    `frames` counts what must be decoded: an animation's frames, a progressive JPEG's scans.
    `copy` writes the file anew with an XMP packet (or none, if it is empty).
    """

    width: int
    height: int
    rights: Rights
    copy: Callable[[bytes], bytes]
    frames: int = 1
    is_animation: bool = False
    orientation: int = 1
    profile: bytes = b""
    is_lossless: bool = False
