"""Standard output and error: words that move no cursor, and streams that never fail.

They may lead to a full disk, a closed pipe, nowhere at all. What a command has done is not undone
by words that can't be delivered: the fault is kept, and `cli.main` ends accordingly.
"""

from __future__ import annotations

import io
import select
import sys
from typing import TYPE_CHECKING, TextIO

from generator.disk import Disk
from generator.problems import printable

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


def say(words: str) -> None:
    """Print what a command has to say, whatever names are in it."""
    print(_lines(words), flush=True)


def tell(words: str, code: int = 0) -> int:
    """Print what went wrong, and give the exit code back."""
    print(_lines(words), file=sys.stderr)
    return code


def _lines(words: str) -> str:
    return "\n".join(printable(line) for line in words.split("\n"))


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
    by_line = outlet.isatty() or getattr(before, "line_buffering", False)
    unbuffered = getattr(before, "write_through", False)  # PYTHONUNBUFFERED
    return io.TextIOWrapper(
        io.BufferedWriter(outlet),
        encoding=getattr(before, "encoding", "utf-8"),
        errors="backslashreplace",
        line_buffering=by_line or unbuffered,
    )
