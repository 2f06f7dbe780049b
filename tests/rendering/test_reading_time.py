"""How long a text takes to read."""

from __future__ import annotations

import pytest

from generator.library.reading_time import read_minutes


@pytest.mark.parametrize(
    ("counted", "language", "minutes"),
    [
        (2380, "en", 10),
        (2550, "zh", 10),
        (2550, "zh-TW", 10),
        (3570, "ja", 10),
        (2000, "th", 10),
        (2000, "qaa", 10),
        (3, "en", 1),
    ],
)
def test_a_reading_time_goes_by_what_is_counted(counted: int, language: str, minutes: int) -> None:
    """Characters in Chinese and Japanese, words in all others."""
    assert minutes == read_minutes(counted, language)
