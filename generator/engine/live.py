"""Answers that are at hand: those that are long, a few at a time.

One is known by its question and its digest, so it serves every edition in which that holds.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

from generator.engine.memory import Key

# A page asks for the same text several times, and texts are asked for one after another.
AT_HAND = 1_000


class Live:
    """The long answers that were used last, of each question one."""

    def __init__(self) -> None:
        self._answers: OrderedDict[Key, tuple[bytes, Any]] = OrderedDict()

    def has(self, key: Key, digest: bytes) -> bool:
        """Whether the answer with that digest is at hand."""
        known = self._answers.get(key)
        return known is not None and known[0] == digest

    def put(self, key: Key, digest: bytes, answer: Any) -> None:
        """Have it at hand, in place of the one that was used least lately."""
        self._answers[key] = digest, answer
        self._answers.move_to_end(key)
        if len(self._answers) > AT_HAND:
            self._answers.popitem(last=False)

    def get(self, key: Key) -> Any:
        """The answer that is at hand."""
        self._answers.move_to_end(key)
        return self._answers[key][1]
