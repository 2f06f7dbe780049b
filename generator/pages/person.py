"""The page of each person with published work."""

from __future__ import annotations

from generator.engine import Ask, heavy
from generator.library.addresses import absolute, href, person_url
from generator.library.index import by_person
from generator.library.texts import author, author_path, site
from generator.model.shown import Crumb
from generator.pages.output import Output, PageKind, page_of
from generator.rendering.page_view import RSS, Head, home_crumb, page_view
from generator.rendering.person_view import known_person, plain_bio, work_groups
from generator.rendering.structured_data import profile_data
from generator.rendering.titles import list_title
from generator.rendering.views import FeedLink, PersonView
from generator.rendering.words import say


def plan(ask: Ask, ever: bool) -> tuple[Output, ...]:
    """A page for everyone who has a file and published work in any role."""
    return tuple(
        Output(person_url(person), "person", (person,), author_path(person))
        for person in ask(by_person, ever)
    )


@heavy
def render(ask: Ask, output: Output) -> str:
    """A person's page."""
    (person,) = output.key
    language = ask(site).language
    shown = ask(known_person, person, language)
    work = ask(work_groups, person)
    bio = ask(plain_bio, person)
    writes = any(group.role == "authors" for group in work)
    index = Crumb(say(ask, language, "nav.authors"), ask(href, "/authors/"), language)
    head = Head(
        kind="person",
        url=output.url,
        title=shown.name,
        document_title=ask(list_title, output.url),
        description=bio
        or say(ask, language, "meta.person", title=shown.name, site=ask(site).title),
        language=language,
        og_type="profile",
        is_indexable=not ask(author, person).noindex,
        image=shown.image,
        feeds=(FeedLink(shown.name, ask(href, f"{output.url}feed.xml"), RSS, language),)
        if writes
        else (),
        breadcrumbs=(
            ask(home_crumb, language),
            index,
            Crumb(shown.name, ask(href, output.url), language),
        ),
    )
    data = profile_data(shown, ask(absolute, output.url), bio, language=language)
    views = {"page": page_view(ask, head, data), "person": PersonView(shown, work)}
    return page_of(ask, "person.html", language, views)


PERSON = PageKind("person", plan, render)
