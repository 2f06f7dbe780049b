"""What Lighthouse says of one page: it is run in the system's Chromium, and its report is read.

Nobody outside of this machine is asked: Chromium finds no other host than 127.0.0.1.
"""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.benchmarks.measure import end

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
CHROMIUM_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    '--host-resolver-rules="MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"',
)
PLACES_AT_MOST = 3


class NotMeasured(Exception):
    """Lighthouse came to no figures; the message says why."""


@dataclass(frozen=True, slots=True)
class Audit:
    """An audit that a page doesn't pass in full; `places` are elements as HTML, or addresses."""

    id: str
    title: str
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """One look at one page: scores from 0 to 100, and the audits that fall short, by category."""

    scores: Mapping[str, int]
    failed: Mapping[str, tuple[Audit, ...]]
    lcp_s: float
    cls: float
    tbt_ms: float
    wire_bytes: int
    requests: int


def measured(lighthouse: Path, chromium: str, url: str) -> Run:
    """Look at a page once, with a profile that nobody used; raises `NotMeasured`.

    Everything else is as Lighthouse has it: a phone of the middle class on slow 4G, simulated.
    """
    with tempfile.TemporaryDirectory(prefix="lighthouse-", ignore_cleanup_errors=True) as folder:
        report = Path(folder) / "report.json"
        command = [
            *(str(lighthouse), url, "--quiet", "--no-enable-error-reporting"),
            *("--output=json", f"--output-path={report}"),
            f"--only-categories={','.join(CATEGORIES)}",
            f"--chrome-flags={' '.join(CHROMIUM_FLAGS)} --user-data-dir={folder}/profile",
        ]
        said = _said(command, {**os.environ, "CHROME_PATH": chromium})
        if not report.exists():
            raise NotMeasured(f"{url}: {said.strip()}")
        return run_of(json.loads(report.read_text("utf-8")))


def _said(command: Sequence[str], environment: Mapping[str, str]) -> str:
    with subprocess.Popen(
        command,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        try:
            return process.communicate()[0]
        except BaseException:
            end(process)  # time for it to end its Chromium, which would else stay
            raise


def run_of(report: Mapping[str, Any]) -> Run:
    """What we keep of a report; raises `NotMeasured` where the page could not be judged."""
    categories, audits = report["categories"], report["audits"]
    trouble = report.get("runtimeError", {}).get("message", "")
    if trouble or any(categories[name]["score"] is None for name in CATEGORIES):
        unjudged = [audit["errorMessage"] for audit in audits.values() if "errorMessage" in audit]
        raise NotMeasured(f"{report['requestedUrl']}: {trouble or '; '.join(unjudged)}")
    asked = audits["network-requests"]["details"]["items"]
    return Run(
        scores={name: round(categories[name]["score"] * 100) for name in CATEGORIES},
        failed={name: tuple(_failed(categories[name], audits)) for name in CATEGORIES},
        lcp_s=audits["largest-contentful-paint"]["numericValue"] / 1000,
        cls=audits["cumulative-layout-shift"]["numericValue"],
        tbt_ms=audits["total-blocking-time"]["numericValue"],
        wire_bytes=sum(request["transferSize"] for request in asked),
        requests=len(asked),
    )


def _failed(category: Mapping[str, Any], audits: Mapping[str, Any]) -> Iterator[Audit]:
    for reference in category["auditRefs"]:
        audit = audits[reference["id"]]
        # The audits that count for performance are times; what causes them is told by insights.
        counts = reference["weight"] > 0 or reference.get("group") == "insights"
        if counts and audit["score"] is not None and audit["score"] < 1:
            title = " ".join(filter(None, (audit["title"], audit.get("displayValue"))))
            items = audit.get("details", {}).get("items", ())
            yield Audit(reference["id"], title, tuple(_places(items))[:PLACES_AT_MOST])


def _places(items: Any) -> Iterator[str]:
    for item in items:
        place = item.get("node", {}).get("snippet") or item.get("url")
        if isinstance(place, str):
            yield place
