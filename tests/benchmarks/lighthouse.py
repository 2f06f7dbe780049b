"""`python -m tests.benchmarks.lighthouse`: what Lighthouse gives the demonstration's pages.

A copy of the site is built with a local address as its base_url, so that a page's own links to itself
are right, and is sent as a static host would (static_host.py). Each page is looked at several times.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path

from generator.serve.server import HOST, listening
from tests.benchmarks.audits import CATEGORIES, Audit, NotMeasured, Run, measured
from tests.benchmarks.sites.site import REPOSITORY
from tests.benchmarks.static_host import answering, static_host

LIGHTHOUSE = REPOSITORY / ".broadsheet-bench/lighthouse/node_modules/.bin/lighthouse"
# The least that will do, of 100.
BAR = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
SOURCES = ("content", "layouts")
SECTION, AUTHOR = "/waters/", "/authors/mei-tanaka-ruiz/"
WORDS = re.compile(r'"wordCount":(\d+)')
# The runs of each page by its name.
Runs = Mapping[str, Sequence[Run]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; 0 when every page is at the bar, 1 when not, 2 where nothing was measured."""
    made = argparse.ArgumentParser(prog="python -m tests.benchmarks.lighthouse")
    made.add_argument("--runs", type=int, default=5, help="how often each page is looked at (5)")
    args = made.parse_args(arguments)
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None or not LIGHTHOUSE.exists():
        cure = "Lighthouse: make lighthouse" if chromium else "Chromium: apt-get install chromium"
        print(f"there is no {cure}", file=sys.stderr)
        return 2
    load = os.getloadavg()[0]
    try:
        runs = look(chromium, args.runs)
    except NotMeasured as failure:
        print(failure, file=sys.stderr)
        return 2
    print(f"runs: {args.runs}, medians (least to most); {os.cpu_count()} processors,", end=" ")
    print(f"load {load:.1f} before and {os.getloadavg()[0]:.1f} after\n")
    print("\n".join(table(runs)))
    short = shortfalls(runs)
    print("\n".join(["", *short] if short else ["", "all pages are at the bar"]))
    return 1 if short else 0


def look(chromium: str, times: int) -> Runs:
    """The runs of all pages, which take turns: a change of the machine's load meets all of them."""
    with tempfile.TemporaryDirectory(prefix="meridian-") as folder, closing(listening(0)) as door:
        address = f"http://{HOST}:{door.getsockname()[1]}"
        output = built(Path(folder), address)
        pages = pages_of(output)
        found: dict[str, list[Run]] = {page: [] for page in pages}
        with answering(static_host(output), door):
            for number in range(1, times + 1):
                for page, path in pages.items():
                    found[page].append(measured(LIGHTHOUSE, chromium, address + path))
                print(f"  run {number} of {times}: measured", file=sys.stderr, flush=True)
    return found


def built(folder: Path, address: str) -> Path:
    """The output of the demonstration, copied into a folder and built for another address."""
    for name in SOURCES:
        shutil.copytree(REPOSITORY / name, folder / name)
    settings = (REPOSITORY / "site.yaml").read_text("utf-8")
    settings = re.sub(r"^base_url: .*$", f"base_url: {address}", settings, flags=re.MULTILINE)
    (folder / "site.yaml").write_text(settings, "utf-8")
    command = [sys.executable, "-m", "generator.commands.cli", "build"]
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise NotMeasured(f"the demonstration can't be built:\n{done.stdout}{done.stderr}")
    return folder / "output"


def pages_of(output: Path) -> dict[str, str]:
    """The paths of one page of each kind; of the articles it is the one with the most words."""
    words = {
        f"/{file.parent.relative_to(output).as_posix()}/": int(found[1])
        for file in sorted(output.rglob("index.html"))
        if (found := WORDS.search(file.read_text("utf-8")))
    }
    article = max(words, key=lambda path: words[path])
    return {"home": "/", "section": SECTION, "article": article, "author": AUTHOR}


def table(runs: Runs) -> list[str]:
    """The lines of the table: medians, and beside that of performance its least and most."""
    head = ("page", *CATEGORIES, "LCP s", "CLS", "TBT ms", "KB", "requests")
    lines = [head, *((page, *_figures(found)) for page, found in runs.items())]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return [
        "  ".join([line[0].ljust(widths[0]), *map(str.rjust, line[1:], widths[1:])])
        for line in lines
    ]


def _figures(runs: Sequence[Run]) -> list[str]:
    performance = [run.scores["performance"] for run in runs]
    return [
        f"{median_score(runs, 'performance'):g} ({min(performance)} to {max(performance)})",
        *(f"{median_score(runs, category):g}" for category in CATEGORIES[1:]),
        f"{statistics.median(run.lcp_s for run in runs):.1f}",
        f"{statistics.median(run.cls for run in runs):.3f}",
        f"{statistics.median(run.tbt_ms for run in runs):.0f}",
        f"{statistics.median(run.wire_bytes for run in runs) / 1000:,.0f}",
        f"{statistics.median(run.requests for run in runs):g}",
    ]


def median_score(runs: Sequence[Run], category: str) -> float:
    """The score in the middle, of 100; of an even number of runs the mean of the two there."""
    return statistics.median(run.scores[category] for run in runs)


def shortfalls(runs: Runs) -> list[str]:
    """What is below the bar, and the audits that the middle one of those runs did not pass."""
    lines: list[str] = []
    for page, found in runs.items():
        for category, bar in BAR.items():
            if (score := median_score(found, category)) < bar:
                lines.append(f"{page}: {category} is {score:g}, below {bar}")
                lines += map(_told, median_run(found, category).failed[category])
    return lines


def median_run(runs: Sequence[Run], category: str) -> Run:
    """The run whose score is in the middle; of an even number the lower one of the two there."""
    return sorted(runs, key=lambda run: run.scores[category])[(len(runs) - 1) // 2]


def _told(audit: Audit) -> str:
    return "\n      ".join([f"  {audit.id}: {audit.title}", *audit.places])


if __name__ == "__main__":
    sys.exit(main())
