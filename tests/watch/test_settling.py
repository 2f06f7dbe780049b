"""When a burst of events is over."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.watch.settling import Settling


def test_nothing_is_due_before_anything_happened() -> None:
    assert Settling().due() is None


def test_a_closed_file_is_told_almost_at_once() -> None:
    settling = Settling()
    settling.note(5.0, "content/a.md")
    due = settling.due()
    assert due is not None
    assert 5.0 < due <= 5.02
    assert settling.taken() == {"content/a.md"}
    assert settling.due() is None


def test_a_file_that_is_being_written_is_waited_for() -> None:
    settling = Settling()
    settling.note(5.0, "content/a.md", is_done=False)
    early = settling.due()
    settling.note(5.01, "content/a.md")
    late = settling.due()
    assert early is not None
    assert late is not None
    assert early > late


def test_many_at_once_are_given_more_time() -> None:
    few, many = Settling(), Settling()
    few.note(5.0, "content/a.md")
    many.note(5.0, *(f"content/{number}.md" for number in range(100)))
    assert (few.due() or 0) < (many.due() or 0)


def test_what_is_unknown_makes_all_of_it_unknown() -> None:
    settling = Settling()
    settling.note(5.0, "content/a.md")
    settling.note(5.0, None)
    assert settling.taken() is None
    settling.note(6.0, "content/b.md")
    assert settling.taken() == {"content/b.md"}


@given(
    st.lists(
        st.tuples(st.floats(0, 0.5), st.sampled_from(["a", "b", None]), st.booleans()), min_size=1
    )
)
def test_all_that_happened_is_told_once_and_in_time(
    events: list[tuple[float, str | None, bool]],
) -> None:
    """However events come: each is told within a second of the first that waits with it."""
    settling, now, waiting, since = Settling(), 0.0, set[str | None](), None
    for pause, path, is_done in events:
        now += pause
        due = settling.due()
        if due is not None and due <= now:
            assert since is not None
            assert due <= since + 1.0
            told = settling.taken()
            assert told == (None if None in waiting else waiting)
            waiting, since = set(), None
        settling.note(now, path, is_done=is_done)
        waiting.add(path)
        since = now if since is None else since
    assert settling.due() is not None
    assert settling.taken() == (None if None in waiting else waiting)
