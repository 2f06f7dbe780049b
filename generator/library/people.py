"""People in their roles: who they are, what they did, and where they are to be found."""

from __future__ import annotations

from collections.abc import Iterator

from generator.engine import Ask, question
from generator.library.addresses import href, person_url
from generator.library.index import person_work
from generator.library.links import web_link
from generator.library.texts import (
    article,
    article_path,
    author,
    author_files,
    author_path,
    authors,
    is_author,
)
from generator.model.article import Article
from generator.model.people import Credit, Guest, PersonRef
from generator.model.shown import CreditLine, PersonCard
from generator.model.values import FrozenMap
from generator.problems import Problem, did_you_mean, error, sentences, softened


@question
def has_page(ask: Ask, person: str) -> bool:
    """Whether somebody with a file has published work, and so a page."""
    return bool(ask(person_work, person, False))


@question
def person_card(ask: Ask, person: str) -> PersonCard:
    """Somebody with a file, as a byline shows them."""
    known = ask(author, person)
    url = ask(href, person_url(person)) if ask(has_page, person) else None
    return PersonCard(known.name, url, known.role)


@question
def byline_people(ask: Ask, identity: str, role: str) -> tuple[PersonCard, ...]:
    """The people of a story in one role; unknown ones are left out (and told as a fault)."""
    found = next(
        ((c, key) for c, key in roles_and_keys(ask(article, identity)) if c.role == role), None
    )
    if found is None:
        return ()
    credit, key = found
    cards = (_card(ask, identity, f"{key}[{n}]", who) for n, who in enumerate(credit.people))
    return tuple(card for card in cards if card is not None)


def _card(ask: Ask, identity: str, key: str, person: PersonRef) -> PersonCard | None:
    if isinstance(person, Guest):
        url = guest_url(ask, identity, key, person)
        return PersonCard(person.name, url, person.role, is_guest=True)
    return ask(person_card, person) if ask(is_author, person) else None


def guest_url(ask: Ask, identity: str, key: str, guest: Guest) -> str | None:
    """Where a guest is to be found; `key` is where front matter writes them out."""
    return web_link(ask, article_path(identity), guest.url, f"{key}.url") if guest.url else None


@question
def person_links(ask: Ask, person: str) -> FrozenMap:
    """Service or "website" to the address at which somebody with a file is to be found."""
    source = author_path(person)
    typed = ask(author, person).links.items()
    found = {name: web_link(ask, source, url, f"links.{name}") for name, url in typed}
    return FrozenMap({name: url for name, url in found.items() if url})


def roles_and_keys(story: Article) -> Iterator[tuple[Credit, str]]:
    """Each role of a story with the key of front matter under which its people stand."""
    for credit in story.people:
        is_own = credit.role in ("authors", "editors")
        yield credit, credit.role if is_own else f"credits.{credit.role}"


def guests_of(story: Article) -> Iterator[tuple[str, Guest]]:
    """The guests of a story, each with the key at which they are written out."""
    for credit, key in roles_and_keys(story):
        for place, who in enumerate(credit.people):
            if isinstance(who, Guest):
                yield f"{key}[{place}]", who


@question
def credit_lines(ask: Ask, identity: str) -> tuple[CreditLine, ...]:
    """The roles of a story beside authors and editors."""
    roles = [credit.role for credit in ask(article, identity).credits]
    lines = (CreditLine(role, ask(byline_people, identity, role)) for role in roles)
    return tuple(line for line in lines if line.people)


@question
def unknown_people(ask: Ask, identity: str) -> tuple[str, ...]:
    """Reports each id that no file in content/authors/ has; answers with those ids."""
    story, path = ask(article, identity), article_path(identity)
    known = ask(author_files)
    wrong: dict[str, None] = {}
    for credit, key in roles_and_keys(story):
        for place, person in enumerate(credit.people):
            if isinstance(person, str) and person not in known:
                problem = _unknown(ask, path, f"{key}[{place}]", person)
                ask.report(softened(problem) if story.draft else problem)
                wrong[person] = None
    return tuple(wrong)


@question
def ids_by_name(ask: Ask) -> FrozenMap:
    """The ids of all people by their names in small letters."""
    return FrozenMap({ask(author, person).name.casefold(): person for person in ask(authors)})


def _unknown(ask: Ask, path: str, key: str, person: str) -> Problem:
    known = ask(ids_by_name).get(person.casefold(), "")
    near = f'did you mean "{known}"?' if known else did_you_mean(person, ask(author_files))
    cure = "authors are the files in content/authors/"
    if not near and " " in person:
        cure = f"{cure}; somebody without a file is written out: {{name: {person}}}"
    message = f'no author called "{person}"'
    return error("unknown-author", message, path, key=key, cure=sentences(near, cure))
