"""`broadsheet watch` in a process of its own, and what it says."""

from __future__ import annotations

import os
import queue
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.benchmarks.measure import end

PATIENCE_S = 60.0
# A shell's background job ignores SIGINT, and so would its children.
PROGRAM = """\
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from generator.commands.cli import main
if __name__ == "__main__":
    sys.exit(main())
"""


@dataclass
class Following:
    """A command at work; `lines` are what it has said so far, on both streams."""

    process: subprocess.Popen[str]
    lines: list[str] = field(default_factory=list)
    news: queue.Queue[str] = field(default_factory=queue.Queue)

    def read(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as said:
            for line in said:
                self.news.put(line.rstrip("\n"))

    def wait_for(self, pattern: str) -> str:
        """The next line that matches, at most a minute later."""
        until = time.monotonic() + PATIENCE_S
        while True:
            left = until - time.monotonic()
            try:
                line = self.news.get(timeout=max(0.01, left))
            except queue.Empty:
                raise AssertionError(f"no {pattern!r} in {self.lines}") from None
            self.lines.append(line)
            if re.search(pattern, line):
                return line

    @property
    def address(self) -> str:
        """Where the preview is, without the slash at its end."""
        found = next(m for line in self.lines if (m := re.search(r"http://[0-9.:]+", line)))
        return found.group()

    def interrupt(self) -> float:
        """Press Ctrl-C; how many seconds it took to end."""
        began = time.monotonic()
        self.process.send_signal(signal.SIGINT)
        self.process.wait(10)
        return time.monotonic() - began


@contextmanager
def following(
    site: Path, *words: str, command: str = "watch", before: str = ""
) -> Iterator[Following]:
    """The command on a site, once its first edition is made; `before` is code that is run first."""
    port = ("--port", "0") if command == "watch" else ()
    program = site.parent / "program.py"
    program.write_text(before + PROGRAM)
    process = subprocess.Popen(
        [sys.executable, str(program), command, str(site), *port, *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": os.getcwd(), "PYTHONUTF8": "1"},
    )
    watch = Following(process)
    reader = threading.Thread(target=watch.read)
    reader.start()
    try:
        watch.wait_for(r"stories,|error")
        yield watch
    finally:
        end(process)
        reader.join(10)
