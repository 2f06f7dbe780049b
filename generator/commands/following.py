"""What a site that is followed says on the terminal: each thing once."""

from __future__ import annotations

from datetime import datetime

from generator.commands.outlets import say, tell
from generator.commands.report import counted, print_problem
from generator.watch import news

_NAMED = 3


class Report:
    """Call it with what a session hears; `explains` why pages are made again."""

    def __init__(self, *, explains: bool = False) -> None:
        self._explains = explains
        self._problems: tuple[news.Told, ...] = ()
        self._trouble = ""
        self._is_first = True

    def __call__(self, said: object) -> None:
        match said:
            case news.Done():
                self._done(said)
            case news.Trouble(words):
                if words != self._trouble:
                    tell(f"{_time()}  {words}")
                self._trouble = words
            case news.Polling(why):
                tell(f"{why}: they are looked for every second")

    def _done(self, done: news.Done) -> None:
        self._trouble = ""
        is_same = done.problems == self._problems
        if not is_same:
            known = frozenset(self._problems)
            for told in done.problems:
                if told not in known:
                    print_problem(told.problem, told.line)
        words = self._words(done, is_same)
        if words:
            say(f"{_time()}  {words}")
        for line in done.lines if self._explains else ():
            say(f"  {line}")
        self._problems, self._is_first = done.problems, False

    def _words(self, done: news.Done, is_same: bool) -> str:
        number = counted(tuple(told.problem for told in done.problems))
        if not done.is_in_place:
            still = "still " if is_same else ""
            return f"{_of(done)}{still}{number}: the edition before stands"
        mended = " – all is mended" if self._problems and not done.problems else ""
        also = f" ({number} above)" if number and not is_same else ""
        if self._is_first:
            return f"{done.stories:,} stories, {done.files:,} files{_seconds(done)}{also}"
        count = len(done.changed) + len(done.removed)
        if not count:
            return f"{_of(done)}no page changed{mended}{also}" if not is_same else ""
        files = "1 file" if count == 1 else f"{count:,} files"
        return f"{_of(done)}{files}{_seconds(done)}{mended}{also}"


def _of(done: news.Done) -> str:
    """What was saved."""
    paths = sorted(done.saved)
    if not paths:
        return ""
    more = f" and {len(paths) - _NAMED:,} more" if len(paths) > _NAMED else ""
    return f"{', '.join(paths[:_NAMED])}{more}: "


def _seconds(done: news.Done) -> str:
    return f" in {done.seconds:.2f} s" if done.seconds else ""


def _time() -> str:
    return f"{datetime.now():%H:%M:%S}"
