"""The bundled style sheet knows what the generator writes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.reading.markdown.blocks import BLOCK_TYPES

ASSETS = Path(__file__).parents[2] / "layouts/assets"
CSS = "".join(path.read_text("utf-8") for path in sorted(ASSETS.glob("_*.css")))
PRINT = (ASSETS / "_print.css").read_text("utf-8")


@pytest.mark.parametrize("size", BLOCK_TYPES["figure"].options["size"].choices)
def test_every_size_of_a_figure_has_a_rule(size: str) -> None:
    """Else the option does nothing."""
    assert re.search(rf"figure[^{{]*\.{size}\b[^{{]*\{{", CSS)


def test_no_long_word_widens_a_page() -> None:
    """`anywhere` lets flex and grid items shrink below it; `break-word` does not (CSS Text 3)."""
    assert "overflow-wrap: anywhere;" in CSS[CSS.index("\nbody {") : CSS.index("\nh1, h2")]


@pytest.mark.parametrize(
    "rule", [r"pre\[tabindex\][^{]*\{[^}]*pre-wrap", r"\.table[^{]*\{[^}]*visible"]
)
def test_nothing_that_scrolls_is_cut_off_on_paper(rule: str) -> None:
    """Code wraps and tables are let out: nobody scrolls paper."""
    assert re.search(rule, PRINT)
