"""The memory on disk: an SQLite file beside the site, read where the work leads and no further.

Worth nothing once the program changed: `version` tells. Whatever is wrong with the file (another
program's, damaged, of another version), it is begun anew; deleting it is always safe.
"""

from __future__ import annotations

import os
import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import suppress
from itertools import islice
from secrets import token_hex
from typing import Any

from generator.digest import of_value
from generator.disk import Disk, make_folders
from generator.engine.change import Change, change
from generator.engine.memory import NOT_KEPT, InMemory, Key, MemoryDamaged, Trace
from generator.engine.pickling import Packed, Unfit, pickled, unpickled
from generator.engine.question import question_named

_FORMAT = b"2"
_DRAFT = ".new"
_AT_ONCE = 500
_SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID;
CREATE TABLE question (id INTEGER PRIMARY KEY, name TEXT UNIQUE);
CREATE TABLE trace (
    id INTEGER PRIMARY KEY, key BLOB, question INTEGER, arguments BLOB, is_source INTEGER,
    askers BLOB, digest BLOB, height INTEGER, failed INTEGER, problems BLOB, answer BLOB, asked BLOB
);
CREATE TABLE root (id INTEGER PRIMARY KEY);
"""
# Made when the rows are there, which is cheaper than row by row.
_INDEXES = """
CREATE UNIQUE INDEX by_key ON trace (key);
CREATE INDEX source ON trace (id) WHERE is_source;
CREATE INDEX told ON trace (id) WHERE problems IS NOT NULL;
"""
# What an edition finds out about a question; the rest never changes, or others change it.
_FINDINGS = ("digest", "height", "failed", "problems", "answer", "asked")
_ROW = "id, question, arguments, asked, digest, height, failed, problems, answer"


class Store:
    """A memory in a file. `version` is what its answers are worth something for."""

    def __init__(self, path: str, version: bytes, disk: Disk) -> None:
        self._path = path
        self._disk = disk
        self._version = _FORMAT + version
        self._is_new = False
        self._db = self._opened()
        try:
            self._begin()
        except MemoryDamaged:
            self.forget()

    def _opened(self) -> sqlite3.Connection:
        """The file if it is sound and of this version, or a new one."""
        if self._disk.stat(self._path).kind == "file":
            db = sqlite3.connect(self._path)
            try:
                found = db.execute("SELECT value FROM meta WHERE name = 'version'").fetchone()
                if found == (self._version,):
                    return db
            except sqlite3.Error:
                pass
            db.close()
        return self._made_anew()

    def _made_anew(self) -> sqlite3.Connection:
        """A file under another name, which needs no journal: it is whole or forgotten."""
        self._is_new = True
        try:
            make_folders(os.path.dirname(self._path), self._disk)
            self._drop_draft()
            db = sqlite3.connect(self._path + _DRAFT)
            db.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _SCHEMA)
            db.execute("INSERT INTO meta VALUES ('version', ?)", (self._version,))
        except (OSError, sqlite3.Error) as fault:
            raise MemoryDamaged(str(fault)) from fault
        return db

    def _begin(self) -> None:
        self._ids: dict[Key, int] = {}
        self._keys: dict[int, Key] = {}
        self._traces: dict[int, Trace] = {}
        self._asked: dict[int, bytes] = {}
        self._question_ids: dict[str, int] = dict(self._rows("SELECT name, id FROM question"))
        self._names = {number: name for name, number in self._question_ids.items()}
        self._next: int = self._one("SELECT coalesce(max(id), 0) + 1 FROM trace")
        self._first_new_number: int = self._next

    def close(self) -> None:
        """Let go of the file; what was not committed is forgotten."""
        self._db.close()
        if self._is_new:
            self._drop_draft()

    def _drop_draft(self) -> None:
        with suppress(OSError):
            self._disk.remove(self._path + _DRAFT)

    def reopen(self) -> None:
        """SQLite's connections can't be used in the copy of a process, nor closed there."""
        if not self._is_new:
            self._not_ours = self._db
            self._db = sqlite3.connect(self._path)

    @property
    def is_empty(self) -> bool:
        """Whether there was no edition before."""
        return self._first_new_number == 1

    def forget(self) -> None:
        """Begin anew, whatever is in the file."""
        self.close()
        self._db = self._made_anew()
        self._begin()

    def recall(self, key: Key) -> Trace | None:
        """The trace of the edition before; its answer is `Packed`, or `NOT_KEPT`."""
        number = self._ids.get(key)
        if number is None:
            if self.is_empty:
                return None
            query = f"SELECT {_ROW} FROM trace WHERE key = ?"
            return next((trace for _, trace in self._loaded(query, (_fingerprint(key),))), None)
        return self._trace(number) if self.has(number) else None

    def asked(self, key: Key) -> Iterable[Key]:
        """What a remembered question asked, in order."""
        return [self._key(number) for number in self.asked_by(self._ids[key])]

    def prefetch(self, key: Key) -> None:
        """What the question asked before, it will ask again: have it at hand."""
        self._have_at_hand(self.asked_by(self._ids[key]))

    def _have_at_hand(self, numbers: Iterable[int]) -> None:
        """Load them together, since they will be looked at one by one."""
        rest = (number for number in numbers if number not in self._traces)
        while some := list(islice(rest, _AT_ONCE)):
            self._loaded(f"SELECT {_ROW} FROM trace WHERE id IN ({','.join(map(str, some))})")

    def askers(self, key: Key) -> Iterable[tuple[Key, int]]:
        """Who asked that, and how high they stand."""
        number = self._ids.get(key)
        if number is None or not self.has(number):
            return []
        askers = self.askers_of(number)
        self._have_at_hand(askers)
        return [(self._key(asker), self._trace(asker).height) for asker in askers]

    @property
    def edition(self) -> str:
        """A name for this very snapshot, that no other has; nothing before the first."""
        found = self._rows("SELECT value FROM meta WHERE name = 'edition'")
        return str(found[0][0]) if found else ""

    def sources(self, among: Iterable[Key] | None = None) -> Iterable[tuple[Key, Trace]]:
        """All that was asked of the world, or what of it is among some keys."""
        if among is None:
            return self._loaded(f"SELECT {_ROW} FROM trace WHERE is_source")
        found = ((key, self.recall(key)) for key in among)
        return [(key, trace) for key, trace in found if trace is not None]

    def all(self) -> Iterable[tuple[Key, Trace]]:
        """Every trace."""
        return self._loaded(f"SELECT {_ROW} FROM trace")

    def told(self) -> Iterable[Trace]:
        """The traces that have problems beside their answer."""
        query = f"SELECT {_ROW} FROM trace WHERE problems IS NOT NULL"
        return [trace for _, trace in self._loaded(query)]

    def commit(self, new: Mapping[Key, Trace], roots: Set[Key]) -> None:
        """Become the snapshot of an edition: `new` are the traces that it made itself."""
        asked = {
            self._named(key): tuple(self._named(below) for below in trace.asked)
            for key, trace in new.items()
        }
        heights = {self._ids[key]: trace.height for key, trace in new.items()}
        done = change(self, asked, heights, {self._named(key) for key in roots})
        try:
            self._write(new, asked, done)
            self._db.execute("INSERT OR REPLACE INTO meta VALUES ('edition', ?)", (token_hex(),))
            self._db.execute("DELETE FROM root")
            self._db.executemany("INSERT INTO root VALUES (?)", [(self._ids[k],) for k in roots])
            self._db.commit()
            if self._is_new:
                self._put_in_place()
        except (OSError, sqlite3.Error) as fault:
            raise MemoryDamaged(str(fault)) from fault
        self._begin()

    def _write(
        self, new: Mapping[Key, Trace], asked: Mapping[int, tuple[int, ...]], done: Change[int]
    ) -> None:
        run = self._db.executemany
        run("DELETE FROM trace WHERE id = ?", [(number,) for number in done.dropped])
        kept = [(n, key, new[key]) for key in new if (n := self._ids[key]) not in done.dropped]
        rows = (
            (
                n,
                _fingerprint(key),
                self._question_id(key[0].name),
                pickled(key[1]),
                key[0].is_source,
                array("I", done.edges_added.get(n, ())).tobytes(),
                *_findings(trace, asked[n], done.heights[n]),
            )
            for n, key, trace in kept
            if not self.has(n)
        )
        run(f"INSERT INTO trace VALUES ({', '.join('?' * 12)})", rows)
        again = (
            (*_findings(trace, asked[n], done.heights[n]), n)
            for n, key, trace in kept
            if self.has(n)
        )
        run(f"UPDATE trace SET {' = ?, '.join(_FINDINGS)} = ? WHERE id = ?", again)
        lifted = [(done.heights[name], name) for name in done.heights.keys() - asked.keys()]
        run("UPDATE trace SET height = ? WHERE id = ?", lifted)
        run("UPDATE trace SET askers = ? WHERE id = ?", self._new_askers(done))
        run("INSERT OR IGNORE INTO question VALUES (?, ?)", list(self._names.items()))

    def _new_askers(self, done: Change[int]) -> Iterator[tuple[bytes, int]]:
        """Who asks what was there before and is asked by others now."""
        for name in done.edges_added.keys() | done.edges_removed.keys():
            if name in done.dropped or not self.has(name):
                continue
            askers = dict.fromkeys((*self.askers_of(name), *done.edges_added.get(name, ())))
            for gone in done.edges_removed.get(name, ()):
                if askers.pop(gone, gone) is not None:
                    raise MemoryDamaged(f"{gone} never asked {name}")
            yield array("I", askers).tobytes(), name

    def _put_in_place(self) -> None:
        """A new file takes its name when it is whole."""
        self._db.executescript(_INDEXES)
        self._db.close()
        self._disk.sync_file(self._path + _DRAFT)
        self._disk.rename(self._path + _DRAFT, self._path)
        self._is_new = False
        self._db = sqlite3.connect(self._path)

    # The graph of the edition before, by numbers.

    def has(self, name: int) -> bool:
        return name < self._first_new_number

    def height_of(self, name: int) -> int:
        return self._trace(name).height

    def asked_by(self, name: int) -> Sequence[int]:
        self._trace(name)
        return _numbers(self._asked[name])

    def askers_of(self, name: int) -> Sequence[int]:
        return _numbers(self._one("SELECT askers FROM trace WHERE id = ?", (name,)))

    def root_names(self) -> Set[int]:
        return {row[0] for row in self._rows("SELECT id FROM root")}

    # From keys to numbers, from rows to traces.

    def _named(self, key: Key) -> int:
        """The number of a question, an old one or the next."""
        if key not in self._ids and self.recall(key) is None:
            self._ids[key] = self._next
            self._keys[self._next] = key
            self._next += 1
        return self._ids[key]

    def _key(self, number: int) -> Key:
        if number not in self._keys:
            self._trace(number)
        return self._keys[number]

    def _trace(self, number: int) -> Trace:
        if number not in self._traces:
            query = f"SELECT {_ROW} FROM trace WHERE id = ?"
            if not list(self._loaded(query, (number,))):
                raise MemoryDamaged(f"trace {number} is missing")
        return self._traces[number]

    def _loaded(self, query: str, values: tuple[Any, ...] = ()) -> list[tuple[Key, Trace]]:
        found = []
        for number, question, arguments, asked, *row in self._rows(query, values):
            key = self._known(number, question, arguments)
            if number not in self._traces:
                self._asked[number] = asked
                self._traces[number] = _trace_of(*row)
            found.append((key, self._traces[number]))
        return found

    def _known(self, number: int, question: int, arguments: bytes) -> Key:
        if number not in self._keys:
            try:
                key = (question_named(self._names[question]), unpickled(arguments))
            except (KeyError, Unfit) as fault:
                raise MemoryDamaged(str(fault)) from fault
            self._keys[number] = key
            self._ids[key] = number
        return self._keys[number]

    def _question_id(self, name: str) -> int:
        if name not in self._question_ids:
            number = len(self._question_ids) + 1
            self._question_ids[name] = number
            self._names[number] = name
        return self._question_ids[name]

    def _rows(self, query: str, values: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        try:
            return self._db.execute(query, values).fetchall()
        except sqlite3.Error as fault:
            raise MemoryDamaged(str(fault)) from fault

    def _one(self, query: str, values: tuple[Any, ...] = ()) -> Any:
        rows = self._rows(query, values)
        if not rows:
            raise MemoryDamaged("a trace is missing")
        return rows[0][0]


def opened(path: str, version: bytes, disk: Disk) -> Store | InMemory:
    """The store in that file; where the disk refuses one, a memory that ends with the process."""
    try:
        return Store(path, version, disk)
    except (MemoryDamaged, OSError):
        return InMemory()


def _trace_of(
    digest: bytes, height: int, failed: int, problems: bytes | None, answer: bytes | None
) -> Trace:
    try:
        told = unpickled(problems) if problems else ()
    except Unfit as fault:
        raise MemoryDamaged(str(fault)) from fault
    kept = Packed(answer) if answer else None if failed else NOT_KEPT
    return Trace(kept, digest, (), told, bool(failed), height)


def _findings(trace: Trace, asked: tuple[int, ...], height: int) -> tuple[Any, ...]:
    kept = trace.packed().answer
    return (
        trace.digest,
        height,
        trace.failed,
        pickled(trace.problems) if trace.problems else None,
        kept.data if type(kept) is Packed else None,
        array("I", asked).tobytes(),
    )


def _numbers(data: bytes) -> Sequence[int]:
    try:
        return array("I", data)
    except (TypeError, ValueError) as fault:
        raise MemoryDamaged(str(fault)) from fault


def _fingerprint(key: Key) -> bytes:
    return of_value((key[0].name, key[1]))
