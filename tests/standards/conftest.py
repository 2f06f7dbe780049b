"""The sites of the standards, each built once in a process and only when a test asks for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from tests.standards.edition import Edition
from tests.standards.sites import SITES, built


@pytest.fixture(scope="session")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Edition]:
    """The edition of a site by its name in `SITES`."""

    @cache
    def made(name: str) -> Edition | str:
        return built(SITES[name](), tmp_path_factory.mktemp(name.replace(" ", "-")))

    def of(name: str) -> Edition:
        found = made(name)
        if isinstance(found, str):
            pytest.fail(f"the site can't be built\n{found}", pytrace=False)
        return found

    return of
