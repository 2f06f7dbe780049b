"""Files of a folder as somebody saw them: their stamps, and the digests that go with these.

A file whose stamp is as it was is the file that it was: Git trusts the same for its index. Stamps
are worth nothing on another machine (the inodes are others there), and nothing for a file that was
young when it was looked at: clocks of file systems are coarse, so it may have been written again
since and keep its stamp.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain

from generator.disk import Stamps

# A file this young may be written again and keep its stamp.
YOUNG_NS = 2_000_000_000
_DIGEST = 64
_NONE = " " * _DIGEST


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen, by relative path; `young` are the paths whose stamps can't be trusted."""

    stamps: Stamps = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)
    young: frozenset[str] = frozenset()

    def digest(self, path: str, stamp: tuple[int, ...]) -> str:
        """The digest of a file that has this stamp now; empty where it can't be told by that."""
        if path in self.young or self.stamps.get(path) != stamp:
            return ""
        return self.digests.get(path, "")

    def differing(self, now: Stamps) -> set[str]:
        """The paths with another stamp than they had, or with none in one of the two."""
        return {path for path, _ in self.stamps.items() ^ now.items()}

    def other(self, now: Stamps) -> set[str]:
        """The paths that may hold another file than they did, or hold one no more."""
        return self.differing(now) | self.young


def young(stamps: Stamps, since_ns: int) -> frozenset[str]:
    """Those that can't be trusted, of what was looked at from that time on."""
    oldest = since_ns - YOUNG_NS
    return frozenset([path for path, (_, m, c, _) in stamps.items() if m >= oldest or c >= oldest])


def packed(seen: Seen) -> tuple[bytes, bytes, bytes]:
    """All but `young`, for `unpacked`; raises `OverflowError` for stamps larger than any we met."""
    paths = "\0".join(seen.stamps).encode("utf-8", "surrogatepass")
    numbers = array("q", chain.from_iterable(seen.stamps.values()))
    digests = "".join([seen.digests.get(path, _NONE) for path in seen.stamps])
    return paths, numbers.tobytes(), digests.encode()


def unpacked(parts: Sequence[bytes], young: Iterable[str]) -> Seen:
    """What was packed; raises `ValueError` where that is not what came."""
    paths, stamps, digests = parts
    names = paths.decode("utf-8", "surrogatepass").split("\0") if paths else []
    numbers = iter(array("q", stamps))
    text = digests.decode("ascii")
    each = [text[start : start + _DIGEST] for start in range(0, len(text), _DIGEST)]
    found = dict(zip(names, zip(numbers, numbers, numbers, numbers, strict=True), strict=True))
    known = {name: one for name, one in zip(names, each, strict=True) if one != _NONE}
    return Seen(found, known, frozenset(young))
