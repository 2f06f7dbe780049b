"""Jinja as layouts meet it: strict about unknown names, escaping by the file's ending.

An environment is made for a set of layouts and holds nothing of a site or a page.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any, cast

from jinja2 import (
    BaseLoader,
    Environment,
    StrictUndefined,
    TemplateNotFound,
    TemplateRuntimeError,
    UndefinedError,
)
from jinja2.utils import missing

from generator.rendering.compiled import COMPILED
from generator.rendering.filters import FILTERS
from generator.rendering.layouts import Layout
from generator.rendering.reach import as_data, printed
from generator.rendering.sandbox import LayoutEnvironment

ESCAPED_ENDINGS = (".html", ".xml", ".svg")


class _Layouts(BaseLoader):
    """Serves a fixed set of layouts; `filename` is what messages and tracebacks name."""

    def __init__(self, layouts: tuple[Layout, ...]) -> None:
        self._layouts = {layout.name: layout for layout in layouts}

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        found = self._layouts.get(template)
        if found is None:
            raise TemplateNotFound(template)
        return found.text, found.path, lambda: True


class UnknownName(UndefinedError):
    """An unknown name was used: `name`, and the `owner` that lacks it, `missing` for a bare one."""

    def __init__(self, owner: object, name: object, message: str | None = None) -> None:
        super().__init__(message)
        self.owner = owner
        self.name = name


class Unknown(StrictUndefined):
    """An unknown name in a layout, which raises when it is used."""

    __slots__ = ()

    def __init__(
        self,
        hint: str | None = None,
        obj: Any = missing,
        name: str | None = None,
        exc: type[TemplateRuntimeError] = UndefinedError,
    ) -> None:
        if exc is UndefinedError and hint is None:
            exc = cast("type[TemplateRuntimeError]", partial(UnknownName, obj, name))
        super().__init__(hint, obj, name, exc)

    @property
    def _undefined_message(self) -> str:
        """Jinja's own hint; all else is said later, where the layouts' texts are known."""
        return self._undefined_hint or ""


def _escapes(name: str | None) -> bool:
    return name is None or name.endswith(ESCAPED_ENDINGS)


# Some thirty kinds of page and part have one each, and an edited layout makes them all anew.
@lru_cache(maxsize=40)
def environment(layouts: tuple[Layout, ...]) -> LayoutEnvironment:
    """The environment that knows these layouts and no others."""
    made = LayoutEnvironment(
        loader=_Layouts(layouts),
        autoescape=_escapes,
        undefined=Unknown,
        finalize=printed,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        bytecode_cache=COMPILED,
        cache_size=-1,
    )
    made.filters.update(FILTERS)
    made.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "default": as_data}
    return made
