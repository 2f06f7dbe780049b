"""Standard output and error when nobody can be told: a full disk, a closed pipe, none at all.

What a command has done is not undone by words that can't be delivered: printing never raises. The
fault is kept, and `cli.main` ends accordingly.
"""

from __future__ import annotations

import io
import select
import sys
from typing import TYPE_CHECKING, TextIO

from generator.disk import Disk

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


class Outlet(io.RawIOBase):
    """A standard stream that takes everything; after its first fault it passes nothing on."""

    def __init__(self, stream: TextIO | None) -> None:
        buffer = getattr(stream, "buffer", None)
        self._raw: io.RawIOBase | None = getattr(buffer, "raw", buffer)
        self.fault: OSError | None = None

    def writable(self) -> bool:
        return True

    def write(self, data: ReadableBuffer) -> int:
        """All of it, also where the other end is slow and will not be waited for."""
        rest = memoryview(data)
        size = len(rest)
        while self._raw is not None and self.fault is None and rest:
            try:
                written = self._raw.write(rest)
                if written is None:  # somebody made the descriptor non-blocking
                    select.select((), (self._raw,), ())
                rest = rest[written or 0 :]
            except OSError as error:
                self.fault = error
        return size

    def isatty(self) -> bool:
        return self._raw is not None and self._raw.isatty()

    def fileno(self) -> int:
        if self._raw is None:
            raise io.UnsupportedOperation("fileno")
        return self._raw.fileno()


def outlets() -> tuple[Outlet, Outlet]:
    """Those that stand from now on for standard output and error.

    A descriptor that is closed is opened on the null device, lest the next file that somebody opens
    be taken for a standard stream.
    """
    Disk().fill_standard_streams()
    output, errors = Outlet(sys.stdout), Outlet(sys.stderr)
    sys.stdout, sys.stderr = _text(output, sys.stdout), _text(errors, sys.stderr)
    return output, errors


def _text(outlet: Outlet, before: TextIO | None) -> io.TextIOWrapper:
    """The stream as text; a terminal that knows no Arabic is no fault."""
    is_for_people = outlet.isatty() or getattr(before, "line_buffering", False)
    return io.TextIOWrapper(
        io.BufferedWriter(outlet),
        encoding=getattr(before, "encoding", "utf-8"),
        errors="backslashreplace",
        line_buffering=is_for_people,
        write_through=getattr(before, "write_through", False),
    )
