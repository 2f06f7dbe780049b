"""Jinja as layouts meet it: strict about unknown names, escaping by the file's ending.

An environment is made for a set of layouts and holds nothing of a site or a page.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from dataclasses import fields, is_dataclass
from functools import lru_cache
from io import BytesIO
from typing import Any

from jinja2 import BaseLoader, BytecodeCache, Environment, StrictUndefined, TemplateNotFound
from jinja2.bccache import Bucket
from jinja2.utils import missing

from generator.problems import did_you_mean
from generator.rendering.filters import FILTERS
from generator.rendering.layouts import Layout

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


class _Compiled(BytecodeCache):
    """Compiled layouts by their text, shared by all environments of this process."""

    _code: dict[str, bytes] = {}  # noqa: RUF012 - one for the process, keyed by content

    def load_bytecode(self, bucket: Bucket) -> None:
        code = self._code.get(bucket.key + bucket.checksum)
        if code is not None:
            bucket.load_bytecode(BytesIO(code))

    def dump_bytecode(self, bucket: Bucket) -> None:
        out = BytesIO()
        bucket.write_bytecode(out)
        self._code[bucket.key + bucket.checksum] = out.getvalue()


class Unknown(StrictUndefined):
    """An unknown name in a layout, which raises when it is used and says what was meant."""

    @property
    def _undefined_message(self) -> str:
        name = str(self._undefined_name)
        if self._undefined_hint:
            return self._undefined_hint
        if self._undefined_obj is missing:
            return f'nothing here is called "{name}"'
        obj = self._undefined_obj
        known = [f.name for f in fields(obj)] if is_dataclass(obj) else []
        noun = type(obj).__name__.removesuffix("View").lower() if known else "this value"
        near = did_you_mean(name, known)
        return f'{noun} has no "{name}"' + (f"; {near}" if near else "")


class _Environment(Environment):
    """Jinja's, but for the names that every layout knows: it looks for them in a chain of mappings
    which it copies at each include, and a plain mapping is copied ten times as fast."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return {**self.globals, **(d or {})}


def _escapes(name: str | None) -> bool:
    return name is None or name.endswith(ESCAPED_ENDINGS)


@lru_cache(maxsize=64)
def environment(layouts: tuple[Layout, ...]) -> Environment:
    """The environment that knows these layouts and no others."""
    made = _Environment(
        loader=_Layouts(layouts),
        autoescape=_escapes,
        undefined=Unknown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        bytecode_cache=_Compiled(),
        cache_size=-1,
    )
    made.filters.update(FILTERS)
    made.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
    del made.globals["lipsum"]  # random: the one thing of Jinja that differs from run to run
    return made
