"""A feed as its layouts see it: RSS, Atom and JSON Feed have the same entries."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape

from generator.engine import Ask, question
from generator.library.addresses import absolute, permalink
from generator.library.cards import card, story_tags
from generator.library.languages import language_of
from generator.library.pictures import lead_picture, site_asset
from generator.library.texts import article, article_path, body_facts, site
from generator.model.values import Notice
from generator.rendering.holes import Filling, filled_body
from generator.rendering.views import FeedEntry, FeedView
from generator.urls import encoded, scheme, web_address

# Readers give up on larger feeds (ours: 1 MB in all); escaping and the frame need a tenth of it.
FEED_MAX_BYTES = 800_000
# An empty feed still has to say when it was made (RFC 4287, 4.1.1), and may not say the clock.
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def rfc3339(instant: datetime) -> str:
    """The instant as Atom, JSON Feed and sitemaps want it (RFC 3339, section 5.6)."""
    return instant.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def rfc822(instant: datetime) -> str:
    """The instant as RSS wants it (RFC 822 with a year of four digits)."""
    return format_datetime(instant.astimezone(UTC), usegmt=True)


@question
def feed_entry(ask: Ask, identity: str, full_text: bool) -> FeedEntry:
    """A story in a feed."""
    story, source = ask(article, identity), article_path(identity)
    language = ask(language_of, identity)
    url = ask(absolute, ask(permalink, identity))
    html = ""
    if full_text:
        prefix = _id_prefix(identity)
        html = ask(filled_body, source, Filling(language, prefix, absolute=True))
        html += _corrections(story.corrections)
    people = [person.name for person in ask(card, identity).authors]
    return FeedEntry(
        id=ask(feed_id, identity),
        url=url,
        title=story.title,
        summary=story.summary or ask(body_facts, source).excerpt,
        html=html,
        authors=tuple(people) or (ask(site).publisher.name or ask(site).title,),
        published_rfc3339=rfc3339(story.released.utc),
        published_rfc822=rfc822(story.released.utc),
        modified_rfc3339=rfc3339(story.modified.utc),
        tags=tuple(tag.title for tag in ask(story_tags, identity)),
        image=ask(lead_picture, identity),
        language=language,
    )


def _id_prefix(identity: str) -> str:
    """What keeps the ids of a story apart from those of others in one feed."""
    return "".join(c if c.isalnum() else f"_{ord(c):x}_" for c in identity) + "-"


@question
def feed_id(ask: Ask, identity: str) -> str:
    """What feed readers know a story by: its permanent identity, else its address; a URI, which
    Atom asks for (RFC 4287, 4.2.6)."""
    typed = ask(article, identity).id
    if not typed:
        return ask(absolute, ask(permalink, identity))
    return web_address(typed) if scheme(typed) else f"{ask(absolute, '/')}#{encoded(typed)}"


def _corrections(notices: tuple[Notice, ...]) -> str:
    return "".join(f"<p><em>{escape(notice.text, quote=False)}</em></p>" for notice in notices)


def feed_view(
    ask: Ask,
    title: str,
    description: str,
    language: str,
    url: str,
    home: str,
    identities: tuple[str, ...],
    *,
    full_text: bool,
) -> FeedView:
    """The feed at `url` of the page at `home` (both paths of the site)."""
    options = ask(site)
    entries = _fitting(
        ask(feed_entry, i, full_text and options.feeds.full_text)
        for i in identities[: options.feeds.count]
    )
    changed = [datetime.fromisoformat(entry.modified_rfc3339) for entry in entries]
    updated = max(changed, default=_NEVER)
    icon = ask(site_asset, "logo")
    return FeedView(
        title=title,
        description=description or title,
        language=language,
        url=ask(absolute, url),
        home_url=ask(absolute, home),
        updated_rfc3339=rfc3339(updated),
        updated_rfc822=rfc822(updated),
        entries=entries,
        hub=options.feeds.hub,
        icon=ask(absolute, icon.url) if icon else None,
    )


def _fitting(entries: Iterable[FeedEntry]) -> tuple[FeedEntry, ...]:
    """The newest entries that stay below the limit together, at least one."""
    kept: list[FeedEntry] = []
    size = 0
    for entry in entries:
        size += len(entry.html.encode()) + len(entry.summary.encode())
        if kept and size > FEED_MAX_BYTES:
            break
        kept.append(entry)
    return tuple(kept)
