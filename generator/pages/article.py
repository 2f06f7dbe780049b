"""The page of each story."""

from __future__ import annotations

from generator.engine import Ask, heavy
from generator.library.addresses import permalink
from generator.library.languages import language_of
from generator.library.publication import published
from generator.library.texts import article, article_path
from generator.pages.output import Output, PageKind, chosen_layout, page_of
from generator.rendering.article_view import article_page


def plan(ask: Ask, ever: bool) -> tuple[Output, ...]:
    """A page for each published story."""
    return tuple(
        Output(url, "article", (identity,), article_path(identity), "slug")
        for identity, url in ask.each(permalink, ask(published, ever)).items()
    )


@heavy
def render(ask: Ask, output: Output) -> str:
    """The story's page; front matter may name another layout."""
    identity = output.key[0]
    page, view = article_page(ask, identity)
    layout = chosen_layout(ask, ask(article, identity).layout, "article.html")
    views = {"page": page, "article": view}
    return page_of(ask, layout, ask(language_of, identity), views)


ARTICLE = PageKind("article", plan, render)
