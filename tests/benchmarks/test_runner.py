"""The runner measures what it says, and takes no failure for a figure."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.benchmarks.__main__ import table
from tests.benchmarks.corpus import Corpus
from tests.benchmarks.measure import Measured, measured
from tests.benchmarks.rows import ROWS, Base, NotDone, check, run
from tests.benchmarks.sites.broadsheet import Broadsheet
from tests.benchmarks.sites.site import write

HELD = 60_000_000
HOLDER = f"import time; held = b'x' * {HELD}; time.sleep(0.5)"


class Fake(Broadsheet):
    """A site that is "built" by a line of Python."""

    line = "pass"

    def command(self) -> list[str]:
        return [sys.executable, "-c", self.line]


@pytest.fixture
def site(tmp_path: Path) -> Fake:
    """A site with one file of output."""
    made = Fake(Corpus(5, words=100), tmp_path)
    made.write()
    write(made.output / "index.html", "<p>old words</p>")
    return made


def base(site: Fake) -> Base:
    return Base(frozenset(path for path in site.output.rglob("*") if path.is_file()), "")


def test_what_children_use_is_counted(tmp_path: Path) -> None:
    """Processor time and memory are those of the whole tree, the code is the command's own."""
    busy = "import time; sum(range(5_000_000)); print(time.process_time())"
    line = (
        f"import subprocess, sys; [subprocess.run([sys.executable, '-c', line]) for line in"
        f" ({HOLDER!r}, {busy!r})]; sys.exit(3)"
    )
    found = measured([sys.executable, "-c", line], tmp_path, {})
    assert 3 == found.code
    assert float(found.said) < found.cpu_s
    if Path("/proc/self/smaps_rollup").exists():
        assert HELD / 1024 < found.memory_kb


def test_a_build_that_fails_is_no_figure(site: Fake) -> None:
    """The message has what the generator said."""
    site.line = "import sys; print('no such layout'); sys.exit(1)"
    with pytest.raises(NotDone, match="ended with 1:\nno such layout"):
        run(site, ROWS["unchanged"], 1, base(site))


def test_a_build_that_leaves_the_edit_out_is_no_figure(site: Fake) -> None:
    """A row looks for its words in the output."""
    with pytest.raises(NotDone, match="'mark-body-1' is not in"):
        run(site, ROWS["body"], 1, base(site))


def test_a_build_that_loses_files_is_no_figure(site: Fake) -> None:
    """Fewer files than before, or more where none was added."""
    before = base(site)
    story = site.corpus.stories[-3]
    write(site.output / story.url[1:] / "index.html", story.title)
    with pytest.raises(NotDone, match="2 files, not 1"):
        run(site, ROWS["unchanged"], 1, before)


def test_words_are_looked_for_in_the_page(site: Fake) -> None:
    """Those of another page don't count."""
    check(site, [("index.html", "old words")])
    with pytest.raises(NotDone, match="'new words' is not in"):
        check(site, [("index.html", "new words")])


def test_the_table_compares_with_hugo_where_it_was_measured() -> None:
    """The least and the median of a row; no ratio without a peer in the same run."""
    about = {"size": 9, "words": 9, "seed": 1, "pictures": False, "runs": 3, "versions": {}}
    about |= {"processors": 2, "load": [0.0, 0.0], "python": "3"}
    ours = [Measured(wall, wall / 2, 2048, 0, "") for wall in (9.0, 2.0, 4.0)]
    hugo = [Measured(1.0, 2.0, 1024, 0, "")]
    found = [("cold", "broadsheet", 7, ours), ("cold", "hugo", 6, hugo), ("body", "x", 7, ours)]
    rows = [line.split() for line in table(about, found).splitlines()]
    assert ["7", "2.00", "(4.00)", "1.00", "(2.00)", "2", "2.00", "0.50"] == rows[4][-8:]
    assert ["1", "1.00", "1.00"] == rows[5][-3:]
    assert ["2", "-", "-"] == rows[6][-3:]
