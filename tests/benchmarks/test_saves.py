"""How long a save takes: that the measuring measures."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.benchmarks.saves import main


def test_each_kind_of_save_is_measured_until_it_can_be_seen(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--size", "12", "--words", "200", "--saves", "1", "--pause", "0"]
    assert main([*words, "--folder", str(tmp_path)]) == 0
    said = capsys.readouterr().out
    for row in ("body: its page", "body: the feed", "headline: the front page", "memory"):
        assert row in said
    assert not (tmp_path / "saves").exists()
