"""A story as its layout sees it, with head and data."""

from __future__ import annotations

from markupsafe import Markup

from generator.engine import Ask, question
from generator.library.addresses import absolute, href, permalink
from generator.library.canonical import story_stood_first_at
from generator.library.cards import section_name, series_place, story_tags
from generator.library.languages import language_of
from generator.library.people import byline_people, credit_lines
from generator.library.pictures import lead_picture, shown_picture
from generator.library.publication import Status, mark, status
from generator.library.reading_time import read_minutes
from generator.library.related import related, related_links
from generator.library.taxonomy import section_of
from generator.library.texts import article, article_path, body_facts, site
from generator.library.translations import translations
from generator.model.article import Article
from generator.model.body import Body, Heading
from generator.model.shown import Crumb, ShownPicture
from generator.rendering.assets import fallback_picture
from generator.rendering.filters import iso
from generator.rendering.holes import Filling, filled_body, plain_heading
from generator.rendering.inserts import scripts_of
from generator.rendering.page_view import Head, Social, home_crumb, page_view, publisher
from generator.rendering.person_view import byline_views, story_people
from generator.rendering.site_view import site_view
from generator.rendering.structured_data import article_data
from generator.rendering.titles import story_title
from generator.rendering.views import ArticleView, PageView

# A long read gets contents when there is something to choose from.
TOC_FROM_HEADINGS = 3


@question
def article_view(ask: Ask, identity: str) -> ArticleView:
    """The story of that identity."""
    story, source = ask(article, identity), article_path(identity)
    language, text = ask(language_of, identity), ask(body_facts, source)
    people = ask(story_people, identity, language)
    section = ask(section_of, identity)
    return ArticleView(
        identity=identity,
        title=story.title,
        html=Markup(ask(filled_body, source, Filling(language))),
        summary=story.summary,
        kicker=story.kicker,
        dateline=story.dateline,
        kind=story.kind,
        section=ask(section_name, language, section.id if section else ""),
        authors=byline_views(ask(byline_people, identity, "authors"), people),
        editors=byline_views(ask(byline_people, identity, "editors"), people),
        credits=ask(credit_lines, identity),
        byline=story.byline,
        people=people,
        published=story.released,
        modified=story.modified,
        was_updated=story.modified.utc > story.released.utc,
        image=ask(lead_picture, identity),
        key_points=story.key_points,
        toc=_contents(story, text),
        tags=ask(story_tags, identity),
        series=ask(series_place, identity),
        related=ask(related, identity),
        related_links=ask(related_links, identity),
        corrections=story.corrections,
        updates=story.updates,
        translations=ask(translations, identity),
        words=text.words,
        read_minutes=read_minutes(text.words, language),
        mark=mark(ask, identity),
        held_until=story.released if ask(status, identity) is Status.HELD else None,
        extra=story.extra,
    )


def _contents(story: Article, text: Body) -> tuple[Heading, ...]:
    headings = tuple(h for h in text.headings if h.level <= 3)
    wanted = len(headings) >= TOC_FROM_HEADINGS if story.toc is None else story.toc
    return contents(headings) if wanted else ()


def contents(headings: tuple[Heading, ...]) -> tuple[Heading, ...]:
    """Headings for a table of contents: words without links or ids."""
    return tuple(Heading(h.level, h.id, plain_heading(h.html)) for h in headings)


def article_page(ask: Ask, identity: str) -> tuple[PageView, ArticleView]:
    """The page of a story, and the story."""
    story, view = ask(article, identity), ask(article_view, identity)
    language, timezone = ask(language_of, identity), ask(site).timezone
    url = ask(permalink, identity)
    description = story.summary or ask(body_facts, article_path(identity)).excerpt or None
    picture = view.image or ask(fallback_picture)
    data = article_data(
        view,
        ask(site_view, language),
        ask(absolute, url),
        language=language,
        timezone=timezone,
        description=description,
        picture=picture,
        publisher=publisher(ask, language),
        origin=ask(site).origin,
    )
    head = Head(
        kind="article",
        url=url,
        title=story.title,
        description=description,
        language=language,
        og_type="article",
        document_title=ask(story_title, identity),
        canonical=ask(story_stood_first_at, identity),
        is_indexable=not story.noindex,
        image=picture,
        translations=view.translations,
        breadcrumbs=(
            ask(home_crumb, language),
            Crumb(view.section.title, view.section.url, view.section.language),
            Crumb(story.title, ask(href, url), language),
        ),
        social=_social(ask, identity, view, timezone),
        scripts=scripts_of(ask, article_path(identity)),
    )
    return page_view(ask, head, data), view


def _social(ask: Ask, identity: str, view: ArticleView, timezone: str) -> Social:
    story = ask(article, identity)
    own: ShownPicture | None = None
    if story.social.image:
        own = ask(shown_picture, article_path(identity), story.social.image, "social.image")
    return Social(
        title=story.social.title,
        description=story.social.description,
        image=own,
        published=iso(view.published, timezone),
        modified=iso(view.modified, timezone),
        section=view.section.title,
        authors=tuple(p.absolute_url for p in view.people[: len(view.authors)] if p.absolute_url),
        tags=tuple(tag.title for tag in view.tags),
    )
