"""What all outputs have in common."""

from __future__ import annotations

import pytest

from generator.pages.output import without_controls


@pytest.mark.parametrize("sign", [*"\x00\x08\x0b\x0c\x0e\x1f\x7f\x80\x9f\ud800\udfff\ufffe\uffff"])
def test_what_no_page_may_contain_is_left_out(sign: str) -> None:
    """XML 1.0 forbids it, and HTML calls it a parse error."""
    assert "ab" == without_controls(f"a{sign}b")


@pytest.mark.parametrize("sign", [*"\t\n\r ~\xa0\xbf\ud7ff\ue000\ufffd\U00010000\U0010ffff"])
def test_every_other_letter_stays(sign: str) -> None:
    """Also those whose bytes begin like those of a forbidden one."""
    assert f"a{sign}b" == without_controls(f"a{sign}b")
