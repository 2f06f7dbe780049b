"""The words of the interface, in the page's language: `t` and `tn` of the layouts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from markupsafe import escape

from generator.engine import Ask, question
from generator.library.languages import locale_of, script_of
from generator.library.sources import bundled_listing, exists, listing, read, read_bundled
from generator.model.values import FrozenMap
from generator.problems import did_you_mean, warning
from generator.reading.messages import PLURALS, Expected, read_messages
from generator.rendering.layouts import FOLDER
from generator.rendering.numbers import number_in
from generator.rendering.outlines import outline

FALLBACK = "en"
MESSAGES = "messages/"


class NoSuchWords(LookupError):
    """A layout asked for the message `key`, which no file has; `near` suggests one."""

    def __init__(self, key: str, known: Iterable[str]) -> None:
        super().__init__(f'no message is called "{key}"')
        self.key = key
        self.near = did_you_mean(key, known)


@question
def messages(ask: Ask, language: str) -> FrozenMap:
    """Every message of a language: the site's own file over the bundled one, gaps in English.

    What is missing is told once for each language.
    """
    found: dict[str, object] = {}
    for name in reversed(files_of(language)):
        found |= _file(ask, name)
    if FALLBACK in files_of(language):
        return FrozenMap(found)
    english = ask(messages, FALLBACK)
    gaps = [key for key in english if key not in found]
    if gaps:
        few = ", ".join(gaps[:4]) + (f" and {len(gaps) - 4} more" if len(gaps) > 4 else "")
        ask.report(
            warning(
                "missing-message",
                f'the interface has no words in "{language}" for {few}: English stands in',
                f"layouts/messages/{language}.yaml",
                cure="write this file with the missing words; docs/layouts.md lists them all",
            )
        )
    return FrozenMap({**english, **found})


@cache
def files_of(language: str) -> tuple[str, ...]:
    """The files that have a language's words, by name, the nearest first.

    `pt-BR` looks in pt-BR.yaml, then pt.yaml. Who reads one script need not read another, so zh-TW
    looks in zh-TW.yaml and zh-Hant.yaml, and not in zh.yaml, which is in simplified characters.
    """
    base, script = language.split("-")[0], script_of(language)
    if language == base:
        return (base,)
    names = [language, f"{base}-{script}"] if script else [language]
    if script == script_of(base):
        names.append(base)
    return tuple(dict.fromkeys(names))


def _file(ask: Ask, language: str) -> Mapping[str, object]:
    own = ask(own_words, language) if ask(exists, f"{FOLDER}{MESSAGES}{language}.yaml") else {}
    return {**ask(bundled_words, language), **own}


@question
def bundled_words(ask: Ask, language: str) -> FrozenMap:
    """The bundled messages of a language; none where there is no such file."""
    name = f"{MESSAGES}{language}.yaml"
    if name not in ask(bundled_listing):
        return FrozenMap()
    return read_messages(name, read_bundled(ask, name))[0]


@question
def own_words(ask: Ask, language: str) -> FrozenMap:
    """The messages of the site's own file for a language, its faults told."""
    path = f"{FOLDER}{MESSAGES}{language}.yaml"
    forms = locale_of(language).plural_form.tags | {"other"}
    expected = Expected(
        ask(bundled_words, FALLBACK),
        ask(asked_words),
        tuple(form for form in PLURALS if form in forms),
    )
    words, problems = read_messages(path, read(ask, path), expected)
    for problem in problems:
        ask.report(problem)
    return words


@question
def asked_words(ask: Ask) -> frozenset[str]:
    """The texts in the site's own layouts: whatever key they ask for is among them."""
    own = (path[len(FOLDER) :] for path in ask(listing, FOLDER.rstrip("/")))
    return frozenset(
        text for name in own if name.endswith(".html") for text in ask(outline, name).texts
    )


def say(ask: Ask, language: str, key: str, **params: object) -> str:
    """A message in a language, for titles and descriptions that no layout writes."""
    return translated(ask(messages, language), key, params)


def translated(words: Mapping[str, object], key: str, params: Mapping[str, object]) -> str:
    """The message with its `{name}` places filled; `NoSuchWords` names an unknown key."""
    text = words.get(key)
    if not isinstance(text, str):
        if not isinstance(text, Mapping):
            raise NoSuchWords(key, words)
        text = str(text["other"])
    return _filled(text, params) if params else text


def counted(
    words: Mapping[str, object], key: str, count: int, language: str, params: Mapping[str, object]
) -> str:
    """The message in the plural form of the count (CLDR), `{count}` in the language's digits."""
    forms = words.get(key)
    if isinstance(forms, Mapping):
        text = forms.get(locale_of(language).plural_form(count), forms["other"])
    elif isinstance(forms, str):
        text = forms
    else:
        raise NoSuchWords(key, words)
    return _filled(str(text), {"count": number_in(count, language), **params})


def _filled(text: str, params: Mapping[str, object]) -> str:
    """Plain replacement: no attribute or format code of `str.format` can reach an object.

    HTML among the values stays HTML; then the message and the other values are escaped.
    """
    is_html = any(hasattr(value, "__html__") for value in params.values())
    filled = escape(text) if is_html else text
    for name, value in params.items():
        filled = filled.replace(f"{{{name}}}", escape(value) if is_html else str(value))
    return filled
