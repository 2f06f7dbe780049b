"""The gate: nothing too early, nothing left behind."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from tests.building import build, full_site, site_of, story, write_files

CANARIES = ("heldcanary", "draftcanary", "expiredcanary")


def test_what_is_not_out_stands_nowhere(tmp_path: Path) -> None:
    """No word, slug, tag, person, alias, picture or document of a draft, held or expired story."""
    files = full_site() | {"content/articles/world/sum.md": story("Sums", "2 + 2")}
    built = build(write_files(tmp_path, files))
    assert [] == built.errors
    everything = b"\n".join((*built.files.values(), *(p.encode() for p in built.files))).lower()
    assert [] == [canary for canary in CANARIES if canary.encode() in everything]


def test_a_held_story_appears_at_its_hour_and_not_a_minute_before(tmp_path: Path) -> None:
    """`publish_at` is inclusive, in the site's zone."""
    text = story(date="2026-06-01", publish_at="2026-06-02 06:00")
    root = write_files(tmp_path, {"site.yaml": _site(), "content/articles/a.md": text})
    before = build(root, datetime(2026, 6, 2, 4, 59, 59, tzinfo=UTC))  # 05:59:59 in London
    assert "2026/06/a/index.html" not in before.files
    assert datetime(2026, 6, 2, 5, 0, tzinfo=UTC) == before.made.next_due
    after = build(root, datetime(2026, 6, 2, 5, 0, tzinfo=UTC))
    assert "2026/06/a/index.html" in after.files


def test_an_expired_story_leaves_the_output_with_its_lists(tmp_path: Path) -> None:
    """The next build after `expires_at` removes page, tag and month."""
    text = story(expires_at="2026-06-02 00:00", tags="[Rare]")
    root = write_files(tmp_path, {"site.yaml": _site(), "content/articles/a.md": text})
    assert "tags/rare/index.html" in build(root).files
    later = build(root, datetime(2026, 6, 3, tzinfo=UTC))
    assert [] == [path for path in later.files if "rare" in path or path.startswith("2026")]


def test_a_bare_date_begins_at_midnight_in_the_zone_of_the_site(tmp_path: Path) -> None:
    """2026-06-02 in London is 23:00 UTC of the day before."""
    root = write_files(
        tmp_path, {"site.yaml": _site(), "content/articles/a.md": story(date="2026-06-02")}
    )
    assert "2026/06/a/index.html" in build(root, datetime(2026, 6, 1, 23, 0, tzinfo=UTC)).files
    assert "2026/06/a/index.html" not in build(root, datetime(2026, 6, 1, 22, 59, tzinfo=UTC)).files


def test_a_preview_shows_drafts_and_held_stories_marked(tmp_path: Path) -> None:
    """Everything but the expired, each marked and kept from search engines."""
    built = build(write_files(tmp_path, full_site()), drafts=True)
    held = built.text("2026/07/heldcanary-slug/index.html")
    assert 'content="noindex"' in held
    assert "mark" in held
    assert "2026/03/draftcanary-slug/index.html" in built.files
    assert [] == built.holding("Expiredcanary")


def test_the_faults_of_a_draft_stop_nobody(tmp_path: Path) -> None:
    """A draft with unknown people and dead links is told, as warnings."""
    text = story("Draft", "[x](nowhere.md)", draft="true", authors="[nobody]")
    built = site_of(tmp_path, {"content/articles/a.md": text, "content/articles/b.md": story()})
    assert [] == built.errors
    assert ["unknown-author", "dead-link"] == built.codes


def test_held_stories_are_told_with_their_hour(tmp_path: Path) -> None:
    """What waits is listed, the next first, with the next build's hour."""
    files = {
        f"content/articles/{name}.md": story(date=f"2026-{month}-01 09:00")
        for name, month in (("late", "12"), ("soon", "07"))
    }
    built = site_of(tmp_path, files)
    assert ["soon", "late"] == [wait.identity for wait in built.made.held]
    assert datetime(2026, 7, 1, 8, 0, tzinfo=UTC) == built.made.next_due


def test_an_update_in_the_future_is_an_error_now(tmp_path: Path) -> None:
    """Nothing was updated tomorrow; a story that waits may not claim it either."""
    text = story(updated="2026-06-09", corrections="[{date: 2026-06-08, text: Wrong.}]")
    built = site_of(tmp_path, {"content/articles/a.md": text})
    assert ["future-update", "future-update"] == built.codes
    assert [] == build(tmp_path, datetime(2026, 7, 1, tzinfo=UTC)).codes


def _site() -> str:
    return "title: P\nbase_url: https://p.example\nlanguage: en\ntimezone: Europe/London\n"
