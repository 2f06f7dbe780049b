"""The crash-safe writing of an edition into an output folder.

For: the check of the folder, the lock, putting an edition in place, mending what a crash left. It
knows only paths, digests and disks, and must never know what a page is.
"""

from generator.disk import MachineTrouble
from generator.writing.edition import Written, recover, write_edition
from generator.writing.left import Left
from generator.writing.lock import EditionLock, Locked
from generator.writing.output_folder import OutputRefused, check_output_folder
from generator.writing.plan import ForeignInTheWay

__all__ = [
    "EditionLock",
    "ForeignInTheWay",
    "Left",
    "Locked",
    "MachineTrouble",
    "OutputRefused",
    "Written",
    "check_output_folder",
    "recover",
    "write_edition",
]
