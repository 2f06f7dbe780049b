"""The page about the preview itself: what is wrong, what waits, what was made last and why."""

from __future__ import annotations

from datetime import datetime
from html import escape
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from generator.problems import as_text
from generator.urls import encoded
from generator.watch.injected import PLACE

if TYPE_CHECKING:
    from generator.watch import news
    from generator.watch.preview import Preview


def status_page(preview: Preview, base_path: str) -> str:
    """HTML, complete."""
    done = preview.done
    parts = [f"<p class=trouble>{escape(preview.trouble)}</p>"] if preview.trouble else []
    if done is None:
        at = preview.progress
        so_far = f": {at.what} {at.number:,} of {at.total:,}" if at else ""
        parts.append(f"<p>The first edition is being made{so_far}.</p>")
    else:
        parts += [_standing(done), _problems(done), _waiting(done, base_path), _made(done)]
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Preview</title>'
        '<meta name="viewport" content="width=device-width">'
        '<meta http-equiv="refresh" content="5">'
        f'<link rel="stylesheet" href="{PLACE}/client/status.css"></head><body><main>'
        f'<h1>Preview</h1><p><a href="{encoded(base_path)}/">The front page</a></p>'
        f"{''.join(parts)}</main></body></html>"
    )


def _standing(done: news.Done) -> str:
    if not done.is_in_place:
        return "<p>Errors keep the newest edition back; what is shown is the one before.</p>"
    return f"<p>{done.stories:,} stories, {done.files:,} files.</p>"


def _problems(done: news.Done) -> str:
    if not done.problems:
        return "<h2>What is wrong</h2><p>Nothing.</p>"
    items = "".join(
        f"<li><pre>{escape(as_text(told.problem, told.line))}</pre></li>" for told in done.problems
    )
    return f"<h2>What is wrong</h2><ol>{items}</ol>"


def _waiting(done: news.Done, base_path: str) -> str:
    if not done.waiting:
        return "<h2>What waits</h2><p>No drafts, and nothing is held.</p>"
    items = "".join(f"<li>{_one_waiting(each, done, base_path)}</li>" for each in done.waiting)
    due = _hour(done.next_due, done.timezone) if done.next_due else ""
    note = f"<p>By itself, the next change comes at {due}.</p>" if due else ""
    return f"<h2>What waits</h2>{note}<ul>{items}</ul>"


def _one_waiting(each: news.Waiting, done: news.Done, base_path: str) -> str:
    name = escape(each.path)
    if each.url:
        name = f'<a href="{escape(encoded(base_path) + encoded(each.url))}">{name}</a>'
    return f"{name}: {f'held until {_hour(each.until, done.timezone)}' if each.until else 'draft'}"


def _made(done: news.Done) -> str:
    lines = "".join(f"<li>{escape(line)}</li>" for line in done.lines)
    return f"<h2>What was made last</h2><ul>{lines or '<li>Nothing had to be.</li>'}</ul>"


def _hour(instant: datetime, timezone: str) -> str:
    local = instant.astimezone(ZoneInfo(timezone))
    return f"{local:%Y-%m-%d %H:%M} {local.tzname()} ({escape(timezone)})"
