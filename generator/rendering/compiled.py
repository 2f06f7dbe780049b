"""Layouts as code: compiled once in a process, and in the next one not again."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

# Of many sites and their changes; the bundled layouts are forty.
_MOST = 400


class Compiled(BytecodeCache):
    """The code of layouts by their names and texts, shared by all environments of this process."""

    def __init__(self) -> None:
        self._before: dict[str, bytes] = {}
        self._used: dict[str, bytes] = {}

    def begin_with(self, code: Mapping[str, bytes]) -> None:
        """Use what another process had compiled: it is run as it is, so it must be our own."""
        self._before = dict(code)

    @property
    def code(self) -> dict[str, bytes]:
        """What is worth being kept: what was used here, and of others what there is room for."""
        others = [item for item in self._before.items() if item[0] not in self._used]
        return dict([*self._used.items(), *others][:_MOST])

    @property
    def has_news(self) -> bool:
        """Whether something was compiled that had not been before."""
        return not self._used.keys() <= self._before.keys()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Jinja's: fill in what is known of a layout."""
        key = bucket.key + bucket.checksum
        code = self._used.get(key) or self._before.get(key)
        if code is not None:
            self._use(key, code)
            bucket.load_bytecode(BytesIO(code))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Jinja's: take what was compiled."""
        out = BytesIO()
        bucket.write_bytecode(out)
        self._use(bucket.key + bucket.checksum, out.getvalue())

    def _use(self, key: str, code: bytes) -> None:
        """Note what was used last; what was not for long is let go, in a process that goes on."""
        self._used.pop(key, None)
        self._used[key] = code
        while len(self._used) > _MOST:
            del self._used[next(iter(self._used))]


COMPILED = Compiled()
