"""Every site meets the points that need no browser; the demonstration the optional ones too."""

from __future__ import annotations

import re
from collections.abc import Callable

import brotli
import pytest

from tests.standards import nu
from tests.standards.checks import MUST, SHOULD, Check, check_name
from tests.standards.edition import Edition
from tests.standards.sites import SITES
from tests.standards.test_checks import HOME, with_fault

Editions = Callable[[str], Edition]


@pytest.mark.parametrize("check", MUST, ids=check_name)
@pytest.mark.parametrize("site", SITES)
def test_a_site_meets_a_point_that_is_not_negotiable(
    edition: Editions, site: str, check: Check
) -> None:
    """MUST points hold for any site that is built with the bundled layouts."""
    assert "" == "\n".join(check(edition(site)))


@pytest.mark.parametrize("check", SHOULD, ids=check_name)
def test_the_demonstration_meets_a_point_that_owners_may_choose(
    edition: Editions, check: Check
) -> None:
    """SHOULD points hold where nobody chose otherwise."""
    assert "" == "\n".join(check(edition("demonstration")))


def test_a_story_of_a_thousand_words_weighs_little(edition: Editions) -> None:
    """Page and style sheet together 16 kB, as hosts send them (RFC 7932); of longer stories the words
    above a thousand don't count. Letters of other scripts than Latin take two bytes and more: 18 kB.
    """
    found = edition("demonstration")
    (sheet,) = [data for path, data in found.files.items() if path.endswith(".css")]
    for page in found.articles:
        before, prose, after = re.split(
            r'(<div class="prose e-content">.*)(?=<footer class="story-foot">)',
            page.html,
            flags=re.DOTALL,
        )
        frame = len(brotli.compress((before + after).encode()))
        text = len(brotli.compress(page.html.encode())) - frame
        words = len(re.sub("<[^>]+>", " ", prose).split())
        weight = len(brotli.compress(sheet)) + frame + text * min(1, 1000 / words)
        most = 16_384 if page.language[:2] in ("en", "fr") else 18_432
        assert weight < most, f"{page}: {weight:,.0f} bytes"


def test_the_nu_checker_finds_no_error_in_any_site(edition: Editions) -> None:
    """HT-01 for every page and style sheet; HT-02, no warning either, for the demonstration."""
    if nu.missing():
        pytest.skip(nu.missing())
    editions = {
        "with a fault": with_fault(HOME, "<h1>", "<h1><p>"),
        **{n: edition(n) for n in SITES},
    }
    told = nu.told(editions)
    assert () != told.pop("with a fault").errors
    assert {} == {name: found.errors for name, found in told.items() if found.errors}
    assert () == told["demonstration"].warnings


@pytest.mark.parametrize("site", SITES)
def test_every_story_has_a_page_that_says_so(edition: Editions, site: str) -> None:
    """The checks of articles look at something: a site without is no site."""
    assert [] != edition(site).articles
    assert "" not in {page.kind for page in edition(site).pages}
