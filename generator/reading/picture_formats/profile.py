"""Colour profiles (ICC.1:2022) without the parts that make no colour."""

from __future__ import annotations

import struct


def clean_profile(profile: bytes) -> bytes:
    """The profile with only the parts that make colours or name it; nothing if it is none.

    A display's profile may carry its serial number (Apple's `mmod`, EDID in colord's `meta`): the
    bytes of such parts become zeros, the rest stays where it is.
    """
    if len(profile) < 132 or profile[36:40] != b"acsp":
        return b""
    (size,) = struct.unpack_from(">I", profile)
    (count,) = struct.unpack_from(">I", profile, 128)
    table = 132 + 12 * count
    if count > MAX_PROFILE_PARTS or not table <= size <= len(profile):
        return b""
    clean = bytearray(size)
    clean[:table] = profile[:table]
    for at in range(132, table, 12):
        name, start, length = struct.unpack_from(">4sII", profile, at)
        if start + length > size:
            return b""
        if name in _PROFILE_PARTS:
            clean[start : start + length] = profile[start : start + length]
    if clean != profile[:size]:
        clean[84:100] = bytes(16)  # the profile's own check sum; zeros say that there is none
    return bytes(clean)


MAX_PROFILE_PARTS = 100


# Section 9.2 without the dates and texts of how it was measured; dscm and aabg are Apple's.
_PROFILE_PARTS = frozenset(
    name.encode()
    for name in """A2B0 A2B1 A2B2 A2B3 A2M0 B2A0 B2A1 B2A2 B2A3 B2D0 B2D1 B2D2 B2D3 D2B0 D2B1 D2B2
    D2B3 aabg aagg aarg bTRC bXYZ bkpt chad chrm cicp ciis clot clro cprt desc dmdd dmnd dscm gTRC
    gXYZ gamt kTRC lumi meas ncl2 pre0 pre1 pre2 rTRC rXYZ rig0 rig2 tech view vued wtpt""".split()  # noqa: SIM905 - words read better unquoted
)
