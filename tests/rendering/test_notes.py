"""Footnotes as readers get them: on pages beside the text, in feeds at its end."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

from tests.building import site_of, story

TEXT = """One.[^a] Two.[^b] Three.[^a]

[^a]: See [that](/2026/03/a/#fn:b).

    More.
[^b]: - A list
"""
PAGE, FEED = "2026/03/a/index.html", "feed.atom"


def page(root: Path) -> str:
    return site_of(root, {"content/articles/a.md": story("A", TEXT)}).text(PAGE)


def test_a_number_in_the_text_is_a_button_that_opens_the_note(tmp_path: Path) -> None:
    """Without a script (HTML 6.12); its name is in the language of the page."""
    made = page(tmp_path)
    button = (
        '<sup><button type="button" class="note-number" popovertarget="fn:a" '
        'aria-label="Note 1">1</button></sup>'
    )
    assert 2 == made.count(button)
    assert 1 == len(re.findall('<aside class="note" role="note" popover id="fn:a">', made))


def test_a_note_begins_with_its_number(tmp_path: Path) -> None:
    """In its first paragraph; where it has none, in one of its own."""
    made = page(tmp_path)
    assert "<p><b>1</b> See <a" in made
    assert "<p><b>2</b></p>\n<ul>" in made


def test_a_note_can_be_shut_where_it_is(tmp_path: Path) -> None:
    """A phone has no Esc, and not everybody finds out that a press elsewhere shuts it."""
    shut = 'popovertarget="fn:a" popovertargetaction="hide" aria-label="Close note 1"'
    assert 1 == page(tmp_path).count(shut)


def test_a_feed_has_its_notes_at_the_end(tmp_path: Path) -> None:
    """Programs that read feeds take away what opens and closes: nothing is lost or said twice."""
    made = site_of(tmp_path, {"content/articles/a.md": story("A", TEXT)})
    text = unescape(made.text(FEED))
    assert "One.<sup>[1]</sup> Two.<sup>[2]</sup> Three.<sup>[1]</sup>" in text
    assert 1 == text.count("More.")
    assert text.index("Three.") < text.index("<hr>\n<ol>\n<li id=") < text.index("More.")
    assert not re.search("popover|<button|<aside", text)
