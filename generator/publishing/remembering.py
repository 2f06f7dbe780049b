"""What a build leaves for the next one to begin with: the record of what it rested on."""

from __future__ import annotations

import os

from generator import freshness
from generator.build import Made
from generator.digests import Digests
from generator.disk import Disk
from generator.folders import bundled_folder
from generator.freshness import Known, Look, Record
from generator.publishing.place import Place
from generator.publishing.summary import Summary
from generator.seen import Seen
from generator.writing import Left


def remember(
    place: Place,
    known: Known,
    look: Look,
    digests: Digests,
    made: Made,
    left: Left | None,
    said: Summary | None,
    disk: Disk,
) -> Record:
    """The record, which is kept; the words are in it if all stood still and they can be told
    again."""
    bundled = bundled_folder(disk)
    before = known.record.sources if known.record else Seen()
    other = before.other(look.stamps)
    found = {path: digest for path, digest in before.digests.items() if path not in other}
    for start in (disk.real_path(place.root) + os.sep, disk.real_path(bundled)):
        for path, stamp, digest in digests.found_below(start):
            if look.stamps.get(path) == stamp:
                found[path] = digest
    can_be_told = (
        said is not None
        and not said.notes
        and left is not None
        and _stood_still(look, place.root, bundled, disk)
        and _know_the_young(look, found, place.root, bundled, disk)
    )
    record = Record(
        asked=place.asked,
        program=known.program,
        edition=made.edition,
        sources=Seen(look.stamps, found, look.young),
        restless=tuple(sorted(look.restless)),
        has_odd=bool(look.odd),
        output=left.seen if left else Seen(),
        foreign=left.foreign if left else {},
        since=made.since.isoformat() if made.since else None,
        until=made.until.isoformat() if made.until else None,
        said=said.as_data() if said and can_be_told else None,
    )
    freshness.keep(place.kept("record"), record, disk)
    return record


def _stood_still(look: Look, root: str, bundled: str, disk: Disk) -> bool:
    """Whether nothing changed under the build; what is behind links is looked at once more."""
    if not look.odd:
        return not look.has_moved
    again = freshness.look_at_sources(root, bundled, disk)
    return again is not None and again.stamps == look.stamps


def _know_the_young(look: Look, found: dict[str, str], root: str, bundled: str, disk: Disk) -> bool:
    """Whether each file whose stamp can't be trusted yet has a digest to know it by."""
    if len(look.young) > freshness.YOUNG_AT_MOST:
        return False
    try:
        for path in look.young - found.keys():
            found[path] = disk.digest(freshness.place_of(path, root, bundled))
    except OSError:
        return False
    return True
