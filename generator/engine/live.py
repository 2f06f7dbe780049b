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
    """The long answers that were used last."""

    def __init__(self) -> None:
        self._answers: OrderedDict[tuple[Key, bytes], Any] = OrderedDict()

    def __contains__(self, known_by: tuple[Key, bytes]) -> bool:
        return known_by in self._answers

    def put(self, key: Key, digest: bytes, answer: Any) -> None:
        """Have it at hand, in place of the one that was used least lately."""
        self._answers[key, digest] = answer
        self._answers.move_to_end((key, digest))
        if len(self._answers) > AT_HAND:
            self._answers.popitem(last=False)

    def get(self, key: Key, digest: bytes) -> Any:
        """One that is at hand."""
        self._answers.move_to_end((key, digest))
        return self._answers[key, digest]
