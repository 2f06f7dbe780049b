"""The sites of the standards, each built once in a process and only when a test asks for it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.standards.edition import Edition
from tests.standards.sites import SITES, edition_of


@pytest.fixture(scope="session")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Edition]:
    """The edition of a site by its name in `SITES`."""
    built: dict[str, Edition] = {}

    def of(name: str) -> Edition:
        if name not in built:
            folder = tmp_path_factory.mktemp(name.replace(" ", "-"))
            built[name] = edition_of(SITES[name](), folder)
        return built[name]

    return of
