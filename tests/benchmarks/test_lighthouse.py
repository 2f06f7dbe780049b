"""What is made of Lighthouse's reports, and the server that it looks at; Lighthouse isn't needed."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest

from generator.serve.server import HOST, listening
from tests.benchmarks.audits import CATEGORIES, Audit, NotMeasured, Run, run_of
from tests.benchmarks.lighthouse import median_run, pages_of, shortfalls, table
from tests.benchmarks.sites.site import write
from tests.benchmarks.static_host import answering, rules_of, static_host

HEADERS = """\
/assets/*
  Cache-Control: max-age=31536000, immutable
/*
  Content-Security-Policy: default-src 'none'; img-src 'self' data:
"""


def run(
    performance: int, lcp_s: float = 1.0, seo: int = 100, unread: tuple[Audit, ...] = ()
) -> Run:
    scores = {**dict.fromkeys(CATEGORIES, 100), "performance": performance, "seo": seo}
    return Run(scores, {"seo": unread}, lcp_s, 0.0, 20.0, 123_456, 9)


def report(score: float | None) -> dict[str, Any]:
    """As Lighthouse's, with one category that has audits."""
    times = ("largest-contentful-paint", "cumulative-layout-shift", "total-blocking-time")
    asked = {"details": {"items": [{"transferSize": 700}, {"transferSize": 50}]}}
    node = {"node": {"snippet": '<a href="/">'}, "url": "https://post.example/"}
    audits = {name: {"numericValue": 1500.0, "score": 1} for name in times} | {
        "network-requests": {**asked, "score": 1},
        "link-text": {"title": "Links say little", "score": 0, "details": {"items": [node]}},
        "no-weight": {"title": "Told only", "score": 0},
        "not-applicable": {"title": "No video", "score": None},
    }
    weights = {"link-text": 1, "no-weight": 0, "not-applicable": 1}
    references = [{"id": name, "weight": weight} for name, weight in weights.items()]
    categories: dict[str, Any] = {name: {"score": 1, "auditRefs": []} for name in CATEGORIES}
    categories["seo"] = {"score": score, "auditRefs": references}
    return {"requestedUrl": "http://127.0.0.1/", "categories": categories, "audits": audits}


def test_a_report_is_read_for_what_counts() -> None:
    """Scores of 100, bytes of all requests, and the audits with weight that fall short."""
    found = run_of(report(0.92))
    assert (92, 100) == (found.scores["seo"], found.scores["performance"])
    assert (1.5, 750, 2) == (found.lcp_s, found.wire_bytes, found.requests)
    assert (Audit("link-text", "Links say little", ('<a href="/">',)),) == found.failed["seo"]


def test_a_page_that_could_not_be_judged_is_no_figure() -> None:
    """A category without a score is not a zero."""
    with pytest.raises(NotMeasured, match=r"http://127\.0\.0\.1/"):
        run_of(report(None))


def test_the_table_has_medians_and_the_spread_of_performance() -> None:
    """One run that went badly does not count, and is not hidden."""
    found = table({"home": [run(99, lcp_s=1.2), run(71, lcp_s=9.0), run(98, lcp_s=1.4)]})
    assert ["home", "98", "(71", "to", "99)", "100", "100", "100", "1.4"] == found[1].split()[:9]
    assert ["0.000", "20", "123", "9"] == found[1].split()[9:]
    assert len(found[0]) == len(found[1])


def test_a_category_below_the_bar_is_named_with_the_audits_of_its_middle_run() -> None:
    """What is at the bar is not mentioned."""
    unread = Audit("link-text", "Links say little", ('<a href="/">',))
    runs = [run(98, seo=92), run(98, seo=90, unread=(unread,)), run(99, seo=70)]
    lines = ["author: seo is 90, below 100", '  link-text: Links say little\n      <a href="/">']
    assert lines == shortfalls({"home": [run(98)], "author": runs})


def test_of_an_even_number_of_runs_the_lower_middle_one_is_shown() -> None:
    """So that its audits are those of a run that there was."""
    assert (
        80 == median_run([run(97), run(80), run(99), run(60)], "performance").scores["performance"]
    )


def test_the_longest_article_is_looked_at(tmp_path: Path) -> None:
    """By the words that its metadata tell, not by bytes."""
    write(tmp_path / "2026/01/short/index.html", '"wordCount":90,' + "<p>" * 900)
    write(tmp_path / "2026/01/long/index.html", '"wordCount":1000,')
    write(tmp_path / "index.html", "home")
    assert "/2026/01/long/" == pages_of(tmp_path)["article"]


def test_a_path_has_the_headers_of_each_rule_that_it_meets(tmp_path: Path) -> None:
    """Text comes with gzip, what no rule says is what hosts say."""
    style = "p { color: black } " * 100
    write(tmp_path / "_headers", HEADERS)
    write(tmp_path / "index.html", "<p>home</p>")
    write(tmp_path / "assets/site.css", style)
    door = listening(0)
    address = f"http://{HOST}:{door.getsockname()[1]}"
    with answering(static_host(tmp_path), door):
        wanted = Request(f"{address}/assets/site.css", headers={"Accept-Encoding": "gzip"})
        with urlopen(wanted) as asset, urlopen(f"{address}/") as page:
            assert style == gzip.decompress(asset.read()).decode()
            assert "max-age=31536000, immutable" == asset.headers["cache-control"]
            assert "public, max-age=0, must-revalidate" == page.headers["cache-control"]
            for answer in (asset, page):
                policy = answer.headers["content-security-policy"]
                assert "default-src 'none'; img-src 'self' data:" == policy


def test_lines_of_headers_before_any_path_are_passed_over() -> None:
    assert [("/*", {"x-a": "b: c"})] == rules_of("  X-Lost: 1\n/*\n\n  X-A: b: c\n")
