"""The laws are tried on small sites, so what large ones put together in parts is so here too."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from generator.engine import together


@pytest.fixture(autouse=True, scope="session")
def small_parts() -> Iterator[None]:
    """Two answers are a part."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(together, "TOGETHER", 2)
        yield
