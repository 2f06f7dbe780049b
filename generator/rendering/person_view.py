"""People in full: with bio, portrait and contact, on their page and under their articles."""

from __future__ import annotations

import re
from html import unescape

from generator.engine import Ask, question
from generator.library.addresses import absolute, href, person_url
from generator.library.cards import card
from generator.library.files import Use
from generator.library.index import person_work
from generator.library.people import guest_url, has_page, person_links, roles_and_keys
from generator.library.pictures import shown_picture
from generator.library.texts import (
    article,
    article_path,
    author,
    author_path,
    body_facts,
    is_author,
    site,
)
from generator.model.people import Guest
from generator.model.shown import Person, PersonCard, ShownPicture, WorkGroup
from generator.rendering.holes import Filling, filled_bio, filled_body
from generator.rendering.views import PersonCardView

# A person may have edited thousands of stories: a page shows the newest of each role.
WORK_SHOWN = 500


@question
def known_person(ask: Ask, person: str, language: str) -> Person:
    """Somebody with a file."""
    known, source = ask(author, person), author_path(person)
    url = person_url(person) if ask(has_page, person) else None
    return Person(
        id=person,
        name=known.name,
        url=ask(href, url) if url else None,
        absolute_url=ask(absolute, url) if url else None,
        language=ask(site).language,
        role=known.role,
        bio=ask(filled_body, source, Filling(language, f"{person}-")),
        image=ask(portrait, person),
        email=known.email,
        signal=known.signal,
        links=ask(person_links, person),
        languages=known.languages,
        extra=known.extra,
    )


@question
def portrait(ask: Ask, person: str) -> ShownPicture | None:
    """The picture of somebody with a file."""
    image = ask(author, person).image
    return ask(shown_picture, author_path(person), image, "image", Use.SMALL) if image else None


@question
def story_people(ask: Ask, identity: str, language: str) -> tuple[Person, ...]:
    """Everyone with a hand in a story whom a card can present, authors first, each once."""
    found: dict[str | Guest, Person] = {}
    for credit, key in roles_and_keys(ask(article, identity)):
        for place, who in enumerate(credit.people):
            if isinstance(who, Guest):
                found.setdefault(who, _guest(ask, identity, who, f"{key}[{place}]", language))
            elif who not in found and ask(is_author, who):
                found[who] = ask(known_person, who, language)
    return tuple(found.values())


def _guest(ask: Ask, identity: str, guest: Guest, key: str, language: str) -> Person:
    source = article_path(identity)
    filling = Filling(language, f"{re.sub('[^a-z0-9]+', '-', key.lower())}")
    image, url = guest.image, guest_url(ask, identity, key, guest)
    return Person(
        id=None,
        name=guest.name,
        url=url,
        absolute_url=url,
        language=language,
        role=guest.role,
        bio=ask(filled_bio, source, f"{key}.bio", guest.bio, filling) if guest.bio.html else "",
        image=ask(shown_picture, source, image, f"{key}.image", Use.SMALL) if image else None,
        is_guest=True,
    )


def byline_views(
    cards: tuple[PersonCard, ...], people: tuple[Person, ...]
) -> tuple[PersonCardView, ...]:
    """The byline's people with their portraits."""
    pictures = {(person.name, person.url): person.image for person in people}
    return tuple(
        PersonCardView(
            shown.name, shown.url, shown.role, shown.is_guest, pictures.get((shown.name, shown.url))
        )
        for shown in cards
    )


@question
def work_groups(ask: Ask, person: str) -> tuple[WorkGroup, ...]:
    """The published work of a person by role: written, edited, then the rest by name."""
    order = {"authors": "0", "editors": "1"}
    work = sorted(ask(person_work, person, False), key=lambda w: order.get(w[0], f"2{w[0]}"))
    return tuple(
        WorkGroup(role, tuple(ask(card, i) for i in done[:WORK_SHOWN])) for role, done in work
    )


def plain_text(html: str) -> str:
    """HTML without its tags, in one line."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


@question
def plain_bio(ask: Ask, person: str) -> str:
    """The beginning of a bio, for descriptions."""
    return ask(body_facts, author_path(person)).excerpt
