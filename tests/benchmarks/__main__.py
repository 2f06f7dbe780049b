"""`python -m tests.benchmarks`: make a corpus, build it in every situation, print a table."""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tests.benchmarks.corpus import Corpus
from tests.benchmarks.measure import Measured
from tests.benchmarks.peers import PEERS, install
from tests.benchmarks.rows import ROWS, Base, NotDone, Row, base_of, build, restore, run
from tests.benchmarks.sites.broadsheet import Broadsheet
from tests.benchmarks.sites.eleventy import Eleventy
from tests.benchmarks.sites.hugo import Hugo
from tests.benchmarks.sites.pelican import Pelican
from tests.benchmarks.sites.site import REPOSITORY, BenchmarkSite

SITES = {kind.name: kind for kind in (Broadsheet, Hugo, Pelican, Eleventy)}
# Row, generator, number of files, runs.
Result = tuple[str, str, int, list[Measured]]


def parser() -> argparse.ArgumentParser:
    """What the benchmark can be told."""
    made = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    made.add_argument("--size", type=int, default=1000, help="how many articles (1000)")
    made.add_argument("--words", type=int, default=1500, help="words of each (1500)")
    made.add_argument("--seed", type=int, default=1, help="another corpus of that size (1)")
    made.add_argument("--pictures", action="store_true", help="a picture for each third article")
    made.add_argument("--runs", type=int, default=3, help="how often each row is measured (3)")
    made.add_argument("--rows", nargs="+", choices=ROWS, default=list(ROWS), metavar="ROW")
    made.add_argument("--peers", nargs="*", choices=PEERS, default=[], metavar="PEER")
    made.add_argument("--without-us", action="store_true", help="measure the peers alone")
    made.add_argument("--json", type=Path, metavar="FILE", help="write all runs to a file")
    made.add_argument("--keep", action="store_true", help="leave the sites in the folder")
    made.add_argument("--folder", type=Path, default=REPOSITORY / ".broadsheet-bench")
    made.epilog = f"rows: {', '.join(ROWS)}; peers, installed when named: {', '.join(PEERS)}"
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    """Run; 0 when every build did what it should."""
    args = parser().parse_args(arguments)
    folder = args.folder.resolve()
    corpus = Corpus(args.size, args.words, args.seed, args.pictures)
    names = [] if args.without_us else ["broadsheet"]
    for peer in args.peers:
        if reason := install(peer, folder / "peers"):
            print(f"{peer} is left out, it could not be installed: {reason}", flush=True)
        else:
            names.append(peer)
    load = os.getloadavg()[0]
    bench = Bench(
        [SITES[name](corpus, folder / "sites" / name, peers=folder / "peers") for name in names]
    )
    try:
        bench.begin()
        for name in args.rows:
            bench.measure(ROWS[name], args.runs)
    finally:
        if not args.keep:
            shutil.rmtree(folder / "sites", ignore_errors=True)
    results = bench.results
    about = {
        **{key: getattr(args, key) for key in ("size", "words", "seed", "pictures", "runs")},
        "python": platform.python_version(),
        "system": platform.platform(),
        "processors": os.cpu_count(),
        "load": [round(load, 1), round(os.getloadavg()[0], 1)],
        "versions": bench.versions,
    }
    print(table(about, results))
    if args.json:
        found = [
            {"row": row, "generator": name, "files": files, "runs": [_figures(r) for r in runs]}
            for row, name, files, runs in results
        ]
        args.json.write_text(json.dumps({**about, "results": found}, indent=1) + "\n", "utf-8")
    return 1 if bench.failed else 0


class Bench:
    """Sites that are measured side by side: a change of the machine's load meets all of them."""

    def __init__(self, sites: Sequence[BenchmarkSite]) -> None:
        self.results: list[Result] = []
        self.versions: dict[str, str] = {}
        self.failed: list[str] = []
        self._sites = list(sites)
        self._bases: dict[str, Base] = {}

    def begin(self) -> None:
        """Write and build all sites; these builds are checked page by page and not counted."""
        for site in tuple(self._sites):
            shutil.rmtree(site.root, ignore_errors=True)
            with self._watching(site):
                site.write()
                self.versions[site.name] = version(site)
                build(site)
                self._bases[site.name] = base_of(site)

    def measure(self, row: Row, runs: int) -> None:
        """A row of all sites: one run of each, then the next, and all are put back."""
        found: dict[str, list[Measured]] = {site.name: [] for site in self._sites}
        for number in range(1, runs + 1):
            for site in tuple(self._sites):
                with self._watching(site):
                    found[site.name].append(run(site, row, number, self._bases[site.name]))
        for site in tuple(self._sites):
            files = len(self._bases[site.name].files)
            self.results.append((row.name, site.name, files, found[site.name]))
            with self._watching(site):
                restore(site, row, self._bases[site.name])
        print(f"  {row.title}: measured", file=sys.stderr, flush=True)

    @contextmanager
    def _watching(self, site: BenchmarkSite) -> Iterator[None]:
        try:
            yield
        except (NotDone, OSError) as failure:
            self.failed.append(site.name)
            self._sites.remove(site)
            print(f"{failure}\n{site.name} is left out from here on", file=sys.stderr, flush=True)


def version(site: BenchmarkSite) -> str:
    """What a generator says that it is."""
    environment = {**os.environ, **site.environment()}
    command, folder = site.version(), site.root
    said = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    found = re.search(r"\d+\.\d+[.\w]*", said.stdout)
    return found[0] if found else "of unknown version"


def table(about: Mapping[str, Any], results: Sequence[Result]) -> str:
    """The figures: the least of all runs, and the median; memory is the highest of all runs."""
    versions = ", ".join(f"{name} {version}" for name, version in about["versions"].items())
    head = (
        f"{about['size']:,} articles of {about['words']:,} words, seed {about['seed']}"
        f"{', with pictures' if about['pictures'] else ''}; runs: {about['runs']}, least (median)\n"
        f"{about['processors']} processors, load {about['load'][0]} before and {about['load'][1]} after,"
        f" Python {about['python']}; {versions}"
    )
    of_hugo = {row: runs for row, name, _, runs in results if name == "hugo"}
    lines = [("", "", "files", "wall s", "cpu s", "memory MB", "wall/Hugo", "cpu/Hugo")]
    for row, name, files, runs in sorted(results, key=lambda result: list(ROWS).index(result[0])):
        peer = of_hugo.get(row)
        lines.append(
            (
                ROWS[row].title,
                name,
                f"{files:,}",
                _both([run.wall_s for run in runs]),
                _both([run.cpu_s for run in runs]),
                f"{max(run.memory_kb for run in runs) / 1024:,.0f}",
                _ratio([run.wall_s for run in runs], [run.wall_s for run in peer or ()]),
                _ratio([run.cpu_s for run in runs], [run.cpu_s for run in peer or ()]),
            )
        )
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    return "\n".join(
        [head, ""]
        + [
            "  ".join(
                cell.ljust(width) if column < 2 else cell.rjust(width)
                for column, (cell, width) in enumerate(zip(line, widths, strict=True))
            ).rstrip()
            for line in lines
        ]
    )


def _both(figures: Sequence[float]) -> str:
    return f"{min(figures):.2f} ({statistics.median(figures):.2f})"


def _ratio(figures: Sequence[float], peer: Sequence[float]) -> str:
    return f"{min(figures) / min(peer):.2f}" if peer else "-"


def _figures(run: Measured) -> dict[str, object]:
    return {key: value for key, value in asdict(run).items() if key not in ("code", "said")}


if __name__ == "__main__":
    sys.exit(main())
