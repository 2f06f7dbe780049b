"""Writes what builds really say into the examples of docs/messages.md.

python -m tests.docs_examples.refresh
"""

from __future__ import annotations

from tests.docs_examples.faults import FAULTS
from tests.docs_examples.messages import PAGE, refreshed, said

if __name__ == "__main__":
    before = PAGE.read_text("utf-8")
    after = refreshed(before, {code: said(code) for code in FAULTS})
    PAGE.write_text(after, "utf-8")
    print(f"{PAGE.name}: {'as it was' if after == before else 'examples renewed'}")
