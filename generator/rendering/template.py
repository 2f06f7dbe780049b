"""A layout filled: text out, or the layout's mistake told at its file and line."""

from __future__ import annotations

import traceback
from collections.abc import Mapping

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError, UndefinedError

from generator.engine import Ask, Cycle, Impure, question
from generator.library.cards import card
from generator.library.index import newest, section_order
from generator.library.sources import SourceChanged
from generator.library.texts import site
from generator.model.shown import Card
from generator.problems import Failure, Problem, Span, error, sentences
from generator.rendering.assets import layout_asset
from generator.rendering.environment import environment
from generator.rendering.layouts import Layout
from generator.rendering.outlines import reached
from generator.rendering.words import NoSuchWords, counted, messages, translated

# What is not a mistake of the layout's, whatever line of it asked.
_NOT_THE_LAYOUT = (Failure, SourceChanged, Cycle, Impure, MemoryError, OSError)


class _NoSuchAsset(LookupError):
    """A layout asked for an asset that is not there: told at the layout's line."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


class Tools:
    """The questions and words that a layout may use, for one page in one language."""

    def __init__(self, ask: Ask, language: str) -> None:
        self._ask = ask
        self._language = language
        self._words = ask(messages, language)

    def context(self) -> dict[str, object]:
        """The names under which a layout has them."""
        return {
            "t": self.t,
            "tn": self.tn,
            "asset": self.asset,
            "latest": self.latest,
            "role_label": self.role_label,
            "language": self._language,
            "timezone": self._ask(site).timezone,
        }

    def t(self, key: str, **params: object) -> str:
        """The words of a message."""
        return translated(self._words, key, params)

    def tn(self, key: str, count: int, **params: object) -> str:
        """The words of a message for a number of things."""
        return counted(self._words, key, count, self._language, params)

    def asset(self, name: str) -> str:
        """The address of a file in layouts/assets/."""
        try:
            return self._ask(layout_asset, name).href
        except Failure as failure:
            if failure.problems[0].code != "missing-asset":
                raise
            raise _NoSuchAsset(failure.problems[0]) from failure

    def latest(self, count: int, section: str | None = None) -> tuple[Card, ...]:
        """The newest stories of the page's language, or of one of its sections."""
        if section is None:
            return tuple(self._ask(card, i) for i in self._ask(newest, self._language, count))
        order = self._ask(section_order, self._language, section, False)
        return tuple(self._ask(card, i) for i in order[:count])

    def role_label(self, role: str) -> str:
        """A role in words: the message `role.ROLE`, else as the newsroom wrote it."""
        key = f"role.{role}"
        return self.t(key) if key in self._words else role.replace("-", " ").capitalize()


def rendered(ask: Ask, name: str, language: str, views: Mapping[str, object]) -> str:
    """The layout filled with the views; raises `Failure` for a mistake in a layout."""
    layouts = ask(reached, name)
    tools = Tools(ask, language)
    try:
        return environment(layouts).get_template(name).render({**tools.context(), **views})
    except TemplateNotFound as fault:  # an OSError, to Jinja
        raise Failure(_told(fault, name, layouts)) from fault
    except _NOT_THE_LAYOUT:
        raise
    except Exception as fault:  # whatever an expression of a layout raises is the layout's
        raise Failure(_told(fault, name, layouts)) from fault


def _told(fault: Exception, name: str, layouts: tuple[Layout, ...]) -> Problem:
    paths = {layout.name: layout.path for layout in layouts}
    if isinstance(fault, TemplateSyntaxError):
        path = fault.filename or paths.get(fault.name or name, name)
        return error(
            "layout-syntax", fault.message or "it can't be parsed", path, span=Span(fault.lineno)
        )
    path, line = _place(fault, set(paths.values())) or (paths.get(name, name), 0)
    span = Span(line) if line else None
    if isinstance(fault, UndefinedError):
        cure = "docs/layouts.md lists what a layout may see; import macros `with context`"
        return error(
            "layout-unknown-name", fault.message or "unknown name", path, span=span, cure=cure
        )
    if isinstance(fault, TemplateNotFound):
        message = f'there is no layout "{fault.name}"'
        return error("missing-layout", message, path, span=span)
    if isinstance(fault, RecursionError):
        message = "this layout includes itself without end"
        return error("layout-loop", message, path, span=span, cure="break the circle of includes")
    if isinstance(fault, NoSuchWords):
        cure = "add it to layouts/messages/, or mend the key"
        return error("unknown-message", str(fault), path, span=span, cure=cure)
    if isinstance(fault, _NoSuchAsset):
        cure = fault.problem.cure
        return error("missing-asset", str(fault), path, span=span, cure=cure)
    words = fault.message if isinstance(fault, TemplateError) else str(fault)
    return error(
        "layout-fault", sentences("this line can't be carried out:", words or ""), path, span=span
    )


def _place(fault: Exception, paths: set[str]) -> tuple[str, int] | None:
    """The innermost line of a layout on the way to the fault; Jinja maps lines for us."""
    found = None
    for frame, line in traceback.walk_tb(fault.__traceback__):
        if frame.f_code.co_filename in paths:
            found = (frame.f_code.co_filename, line)
    return found


@question
def fragment(ask: Ask, name: str, language: str, views: tuple[tuple[str, object], ...]) -> str:
    """A small layout filled: the figure of a picture, say."""
    return rendered(ask, name, language, dict(views))
