"""Standing pages: about, the policies, contact."""

from __future__ import annotations

from markupsafe import Markup

from generator.engine import Ask, heavy
from generator.library.addresses import absolute, href, page_url
from generator.library.canonical import page_stood_first_at
from generator.library.files import Use
from generator.library.languages import page_language
from generator.library.pictures import shown_picture
from generator.library.publication import published_pages
from generator.library.texts import body_facts, page, page_path, pages
from generator.model.shown import Crumb
from generator.pages.output import Output, PageKind, chosen_layout, page_of
from generator.rendering.article_view import contents
from generator.rendering.holes import Filling, filled_body
from generator.rendering.inserts import scripts_of
from generator.rendering.page_view import Head, Social, home_crumb, page_view
from generator.rendering.structured_data import page_data
from generator.rendering.titles import page_title
from generator.rendering.views import StandingView


def plan(ask: Ask, ever: bool) -> tuple[Output, ...]:
    """A page for each file of content/pages/."""
    paths = ask(published_pages)
    if ever:
        paths = tuple(path for path in ask(pages) if not ask(page, path).draft)
    return tuple(Output(ask(page_url, path), "page", (path,), page_path(path)) for path in paths)


@heavy
def render(ask: Ask, output: Output) -> str:
    """A standing page."""
    (path,) = output.key
    text, source = ask(page, path), page_path(path)
    language, read = ask(page_language, path), ask(body_facts, source)
    image = ask(shown_picture, source, text.image, "image", Use.STORY) if text.image else None
    social_image = None
    if text.social.image:
        social_image = ask(shown_picture, source, text.social.image, "social.image")
    description = text.summary or read.excerpt or None
    head = Head(
        kind="page",
        url=output.url,
        title=text.title,
        description=description,
        language=language,
        document_title=ask(page_title, path),
        canonical=ask(page_stood_first_at, path),
        is_indexable=not text.noindex,
        image=image,
        breadcrumbs=(ask(home_crumb, language), Crumb(text.title, ask(href, output.url), language)),
        social=Social(text.social.title, text.social.description, social_image),
        scripts=scripts_of(ask, source),
    )
    view = StandingView(
        path=path,
        title=text.title,
        html=Markup(ask(filled_body, source, Filling(language))),
        summary=text.summary,
        image=image,
        updated=text.updated,
        toc=contents(read.headings) if text.toc else (),
        extra=text.extra,
    )
    data = page_data(text.title, description, ask(absolute, output.url), language)
    views = {"page": page_view(ask, head, data), "standing": view}
    return page_of(ask, chosen_layout(ask, text.layout, "page.html"), language, views)


STANDING = PageKind("page", plan, render)
