"""What one command costs: wall time, processor time and memory of its whole tree of processes."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SAMPLE_EVERY_S = 0.02
# Looking makes the watched one wait: it may cost no more than this share of the time between looks.
LOOKING_AT_MOST = 0.1


@dataclass(frozen=True, slots=True)
class Measured:
    """One run. Memory is the highest sum of PSS seen; 0 where the system doesn't tell it."""

    wall_s: float
    cpu_s: float
    memory_kb: int
    code: int
    said: str


def measured(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Measured:
    """Run a command in a folder and wait for it.

    Processor time is user and system time of the process and all those that it waited for.
    """
    inherited = {k: v for k, v in os.environ.items() if k != "SOURCE_DATE_EPOCH"}
    with tempfile.TemporaryFile() as said:
        began = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=folder,
            env={**inherited, **environment},
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
        )
        sampler = _Sampler(process.pid)
        sampler.start()
        _, status, usage = os.wait4(process.pid, 0)
        wall_s = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        sampler.end()
        said.seek(0)
        words = said.read().decode("utf-8", "replace")
    cpu_s = usage.ru_utime + usage.ru_stime
    return Measured(wall_s, cpu_s, sampler.peak_kb, process.returncode, words)


class _Sampler(threading.Thread):
    """Looks every 20 ms at what a process and its children hold of the memory."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.peak_kb = 0
        self._pid = pid
        self._ended = threading.Event()

    def run(self) -> None:
        wait_s = 0.0
        while not self._ended.wait(wait_s):
            began = time.thread_time()
            self.peak_kb = max(self.peak_kb, held_kb(self._pid))
            wait_s = max(SAMPLE_EVERY_S, (time.thread_time() - began) / LOOKING_AT_MOST)

    def end(self) -> None:
        self._ended.set()
        self.join()


def held_kb(pid: int) -> int:
    """What a process and its children hold of the memory now (PSS)."""
    return sum(map(_pss_kb, tree(pid)))


def end(process: subprocess.Popen[Any]) -> None:
    """Press Ctrl-C, and do not wait for ever."""
    process.send_signal(signal.SIGINT)
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def tree(pid: int) -> Iterator[int]:
    """A process and all below it, as far as they still are."""
    yield pid
    with suppress(OSError):
        for thread in os.listdir(f"/proc/{pid}/task"):
            with suppress(OSError):
                for child in Path(f"/proc/{pid}/task/{thread}/children").read_text().split():
                    yield from tree(int(child))


def _pss_kb(pid: int) -> int:
    """The memory of a process, what it shares with others divided among them."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0
