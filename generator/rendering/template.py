"""A layout filled: text out, or the problem that kept it from that."""

from __future__ import annotations

from collections.abc import Mapping

from jinja2 import TemplateNotFound
from markupsafe import Markup

from generator.engine import Ask, Cycle, Impure, Torn, question
from generator.library.cards import card
from generator.library.index import newest, section_order
from generator.library.languages import direction
from generator.library.sources import SourceChanged
from generator.library.texts import site
from generator.model.shown import Card
from generator.problems import Failure
from generator.rendering.assets import layout_asset
from generator.rendering.environment import environment
from generator.rendering.faults import NoSuchAsset, told
from generator.rendering.layouts import Layout
from generator.rendering.outlines import reached
from generator.rendering.reach import Function, wanted
from generator.rendering.words import counted, messages, translated
from generator.site_files import Refused

_NOTHING = Markup()
# What is not a mistake of the layout's, whatever line of it asked.
_NOT_THE_LAYOUT = (Failure, SourceChanged, Refused, Torn, Cycle, Impure, OSError)


class Tools:
    """The questions and words that a layout may use, for one page in one language."""

    def __init__(self, ask: Ask, language: str) -> None:
        self._ask = ask
        self._language = language

    def context(self) -> dict[str, object]:
        """The names under which a layout has them."""
        return {
            "t": Function("t", self.t),
            "tn": Function("tn", self.tn),
            "asset": Function("asset", self.asset),
            "latest": Function("latest", self.latest),
            "role_label": Function("role_label", self.role_label),
            "lang": Function("lang", self.lang),
            "language": self._language,
            "timezone": self._ask(site).timezone,
        }

    @property
    def _words(self) -> Mapping[str, object]:
        """Asked for when a layout prints one: most feeds and lists for machines print none."""
        return self._ask(messages, self._language)

    def t(self, key: str, **params: object) -> str:
        """The words of a message."""
        return translated(self._words, wanted(key, str, "t", "the key of a message"), params)

    def tn(self, key: str, count: int, **params: object) -> str:
        """The words of a message for a number of things."""
        wanted(key, str, "tn", "the key of a message")
        wanted(count, int, "tn", "a whole number of things")
        return counted(self._words, key, count, self._language, params)

    def asset(self, name: str) -> str:
        """The address of a file in layouts/assets/."""
        wanted(name, str, "asset", "the name of a file in layouts/assets/")
        try:
            return self._ask(layout_asset, name).href
        except Failure as failure:
            if failure.problems[0].code != "missing-asset":
                raise
            raise NoSuchAsset(name, failure.problems[0]) from failure

    def latest(self, count: int, section: str | None = None) -> tuple[Card, ...]:
        """The newest stories of the page's language, or of one of its sections."""
        wanted(count, int, "latest", "a number of stories")
        if section is None:
            return tuple(self._ask(card, i) for i in self._ask(newest, self._language, count))
        order = self._ask(section_order, self._language, section, False)
        return tuple(self._ask(card, i) for i in order[:count])

    def role_label(self, role: str) -> str:
        """A role in words: the message `role.ROLE`, else as the newsroom wrote it."""
        key = f"role.{wanted(role, str, 'role_label', 'a role')}"
        return self.t(key) if key in self._words else role.replace("-", " ").capitalize()

    def lang(self, language: str) -> Markup:
        """The attributes of words in that language; nothing where it is the page's (WCAG 3.1.2)."""
        if not language or language == self._language:
            return _NOTHING
        return Markup(' lang="{}" dir="{}"').format(language, direction(language))


def rendered(ask: Ask, name: str, language: str, views: Mapping[str, object]) -> str:
    """The layout filled with the views; raises `Failure` for a mistake in a layout."""
    layouts = ask(reached, name)
    return filled(layouts, name, {**Tools(ask, language).context(), **views})


def filled(layouts: tuple[Layout, ...], name: str, context: Mapping[str, object]) -> str:
    """The layout of that name, among those that it reaches, with everything that it sees."""
    try:
        return environment(layouts).filled(name, context)
    except TemplateNotFound as fault:  # an OSError, to Jinja
        raise Failure(told(fault, name, layouts, context)) from fault
    except _NOT_THE_LAYOUT:
        raise
    except Exception as fault:  # whatever an expression of a layout raises is the layout's
        raise Failure(told(fault, name, layouts, context)) from fault


@question
def fragment(ask: Ask, name: str, language: str, views: tuple[tuple[str, object], ...]) -> str:
    """A small layout filled: the figure of a picture, say."""
    return rendered(ask, name, language, dict(views))
