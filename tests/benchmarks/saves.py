"""`python -m tests.benchmarks.saves`: how long a save takes until the browser has the page.

From the file's close() to the last byte of the new page, the time to settle included. The server is
asked for the page again and again, 2 ms after each answer, so each figure may be that much too high.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from tests.benchmarks.corpus import Corpus, Story
from tests.benchmarks.measure import end, held_kb
from tests.benchmarks.peers import install
from tests.benchmarks.sites.broadsheet import Broadsheet
from tests.benchmarks.sites.hugo import Hugo
from tests.benchmarks.sites.site import REPOSITORY, BenchmarkSite
from tests.watch.following import PROGRAM

PATIENCE_S = 900
HOST = "127.0.0.1"


def parser() -> argparse.ArgumentParser:
    """What can be told."""
    made = argparse.ArgumentParser(prog="python -m tests.benchmarks.saves", description=__doc__)
    made.add_argument("--size", type=int, default=1000, help="how many articles (1000)")
    made.add_argument("--words", type=int, default=1500, help="words of each (1500)")
    made.add_argument("--saves", type=int, default=30, help="how many of each kind (30)")
    made.add_argument("--pause", type=float, default=1.0, help="seconds after each save (1)")
    made.add_argument("--peers", nargs="*", choices=["hugo"], default=[])
    made.add_argument("--keep", action="store_true", help="leave the sites in the folder")
    made.add_argument("--folder", type=Path, default=REPOSITORY / ".broadsheet-bench")
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; 0 when every save came through."""
    args = parser().parse_args(arguments)
    folder = args.folder.resolve() / "saves"
    corpus = Corpus(args.size, args.words)
    print(f"{args.size:,} articles of {args.words:,} words, {args.saves} saves of each kind")
    kinds: list[type[BenchmarkSite]] = [Broadsheet]
    if args.peers:
        if reason := install("hugo", args.folder.resolve() / "peers"):
            print(f"hugo is left out, it could not be installed: {reason}")
        else:
            kinds.append(Hugo)
    try:
        for kind in kinds:
            site = kind(corpus, folder / kind.name, peers=args.folder.resolve() / "peers")
            if not site.root.exists():
                site.write()
            measure(site, args.saves, args.pause)
    finally:
        if not args.keep:
            shutil.rmtree(folder, ignore_errors=True)
    return 0


def measure(site: BenchmarkSite, saves: int, pause_s: float) -> None:
    """Print what a site's own server takes."""
    story = site.corpus.stories[-3]
    rows: dict[str, list[float]] = {}
    with served(site, story) as (server, first_s):
        print(f"\n{site.name}: cold, the first page after {first_s:.1f} s")
        if site.name == "broadsheet":  # what is remembered of the whole edition is for the next
            server.waited("/__broadsheet/state", '"isInPlace":true')
    with served(site, story) as (server, first_s):
        print(f"{site.name}: again, the first page after {first_s:.2f} s")
        time.sleep(5)
        for number in range(saves):
            mark = f"mark{number}x{time.time_ns()}"
            site.put(replace(story, body=f"A paragraph with a {mark} in it.\n\n{story.body}"))
            rows.setdefault("body: its page", []).append(server.waited(story.url, mark))
            rows.setdefault("body: the feed", []).append(server.waited("/feed.xml", mark))
            time.sleep(pause_s)
        for number in range(saves):
            mark = f"mark{number}x{time.time_ns()}"
            site.put(replace(story, title=f"A headline with a {mark} in it"))
            rows.setdefault("headline: its page", []).append(server.waited(story.url, mark))
            rows.setdefault("headline: the front page", []).append(server.waited("/", mark))
            rows.setdefault("headline: the feed", []).append(server.waited("/feed.xml", mark))
            time.sleep(pause_s)
        memory = held_kb(server.process.pid) / 1024
    site.put(story)
    for name, found in rows.items():
        ranked = sorted(found)
        high = ranked[min(len(ranked) - 1, int(0.95 * len(ranked)))]
        print(
            f"  {name:26} median {statistics.median(found) * 1e3:7.0f} ms, "
            f"95 % {high * 1e3:7.0f} ms, most {ranked[-1] * 1e3:7.0f} ms"
        )
    print(f"  memory of its processes: {memory:.0f} MB")


class Server:
    """A site's server at work."""

    def __init__(self, process: subprocess.Popen[bytes], port: int) -> None:
        self.process, self.port = process, port

    def page(self, path: str) -> str:
        """What stands at a path now; nothing where that can't be had."""
        with (
            suppress(OSError, http.client.HTTPException),
            closing(http.client.HTTPConnection(HOST, self.port, timeout=60)) as connection,
        ):
            connection.request("GET", path)
            with connection.getresponse() as answer:
                return answer.read().decode("utf-8", "replace")
        return ""

    def waited(self, path: str, mark: str) -> float:
        """Seconds from now until a page has the mark: call it right after the save."""
        began = time.perf_counter()
        while mark not in self.page(path):
            if time.perf_counter() - began > PATIENCE_S:
                raise TimeoutError(f"{path} never had {mark}")
            time.sleep(0.002)
        return time.perf_counter() - began


@contextmanager
def served(site: BenchmarkSite, story: Story) -> Iterator[tuple[Server, float]]:
    """The server, and the seconds from its start to the story's page."""
    with socket.create_server((HOST, 0)) as free:
        port = free.getsockname()[1]
    began = time.perf_counter()
    process = subprocess.Popen(
        command(site, port),
        cwd=site.root,
        env={**os.environ, **site.environment()},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    server = Server(process, port)
    browser = threading.Thread(target=look_at, args=(port, story.url), daemon=True)
    try:
        while story.title not in server.page(story.url):
            if process.poll() is not None:
                raise RuntimeError(f"{site.name} ended with {process.returncode}")
            time.sleep(0.01)
        first_s = time.perf_counter() - began
        if site.name == "broadsheet":
            browser.start()
            time.sleep(1)
        yield server, first_s
    finally:
        end(process)
        if browser.ident is not None:
            browser.join(10)


def command(site: BenchmarkSite, port: int) -> list[str]:
    """What serves a site that is being written."""
    if site.name == "broadsheet":
        starter = site.root.parent / "watch.py"
        starter.write_text(PROGRAM)
        return [sys.executable, str(starter), "watch", str(site.root), "--port", str(port)]
    hugo = site.command()[0]
    return [hugo, "server", "--port", str(port), "--disableLiveReload", "--renderToMemory"]


def look_at(port: int, url: str) -> None:
    """Be a browser that shows a page: listen to the news, and say which it is."""
    with (
        closing(http.client.HTTPConnection(HOST, port)) as listening,
        closing(http.client.HTTPConnection(HOST, port)) as saying,
        suppress(OSError, http.client.HTTPException),
    ):
        listening.request("GET", "/__broadsheet/events")
        with listening.getresponse() as answer:
            name = json.loads(answer.readline().removeprefix(b"data: "))["name"]
            body = json.dumps({"stream": name, "paths": [url]})
            saying.request("POST", "/__broadsheet/shown", body)
            saying.getresponse().read()
            while answer.readline():
                pass


if __name__ == "__main__":
    sys.exit(main())
