"""Answers that are at hand: those that are long, a few at a time."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

from generator.engine.memory import Key

# A page asks for the same text several times, and texts are asked for one after another.
AT_HAND = 1_000


class Live:
    """The long answers that were used last."""

    def __init__(self) -> None:
        self._answers: OrderedDict[Key, Any] = OrderedDict()

    def __contains__(self, key: Key) -> bool:
        return key in self._answers

    def put(self, key: Key, answer: Any) -> None:
        self._answers[key] = answer
        self._answers.move_to_end(key)
        if len(self._answers) > AT_HAND:
            self._answers.popitem(last=False)

    def get(self, key: Key) -> Any:
        self._answers.move_to_end(key)
        return self._answers[key]
