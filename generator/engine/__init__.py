"""Recorded questions: what was asked, what was answered, and whether an answer still holds.

Has never heard of news. See docs/architecture.md, "The one idea".
"""

from generator.engine.edition import Cycle, Edition, Impure, Torn
from generator.engine.live import Live
from generator.engine.memory import InMemory, Memory, MemoryDamaged, Trace
from generator.engine.question import Ask, Question, costly, heavy, question, source

__all__ = [
    "Ask",
    "Cycle",
    "Edition",
    "Impure",
    "InMemory",
    "Live",
    "Memory",
    "MemoryDamaged",
    "Question",
    "Torn",
    "Trace",
    "costly",
    "heavy",
    "question",
    "source",
]
