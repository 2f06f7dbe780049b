"""The quotation marks of each language, and the few other habits of its typographers.

From Unicode CLDR 46 (`delimiters`), but where the language's newspapers agree on something else:
Arabic and Norwegian guillemets, Danish marks. `"` becomes the first pair, `'` the second.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

NARROW, NO_BREAK = "\u202f", "\u00a0"


@dataclass(frozen=True, slots=True)
class Habits:
    """How a language sets text.

    `inside` is the space within guillemets, `before` the space before `;!?`, `colon` that before
    a colon. `elided` are words that begin with an apostrophe.
    """

    first: tuple[str, str]
    second: tuple[str, str]
    elided: frozenset[str] = field(default_factory=frozenset)
    inside: str = ""
    before: str = ""
    colon: str = ""
    is_hebrew: bool = False


def _habits(marks: str, elided: str = "", *, is_hebrew: bool = False) -> Habits:
    elisions = frozenset(elided.split())
    return Habits((marks[0], marks[1]), (marks[2], marks[3]), elisions, is_hebrew=is_hebrew)


def _french(marks: str, inside: str, before: str, colon: str) -> Habits:
    first, second = (marks[0], marks[1]), (marks[2], marks[3])
    return Habits(first, second, inside=inside, before=before, colon=colon)


_ENGLISH = _habits("“”‘’", "tis twas twere twill til till em cause bout round n neath kay cuz")
_GUILLEMETS_THEN_ENGLISH = _habits("«»“”")
_GUILLEMETS_THEN_GERMAN = _habits("«»„“")
_GUILLEMETS = _habits("«»‹›")
_GERMAN = _habits("„“‚‘", "s n ne nen ner nem")
_LOW_THEN_HIGH = _habits("„”‚’")
_SWEDISH = _habits("””’’")
_HOOKS = _habits("「」『』")

_BY_TAG = {
    "af": _habits("“”‘’", "n"),
    "am": _GUILLEMETS,
    "ar": _habits("«»“”"),
    "be": _GUILLEMETS_THEN_GERMAN,
    "bg": _GERMAN,
    "bs": _LOW_THEN_HIGH,
    "ca": _GUILLEMETS_THEN_ENGLISH,
    "ckb": _GUILLEMETS,
    "cs": _GERMAN,
    "cy": _habits("“”‘’", "n r u i w ch"),
    "da": _SWEDISH,
    "de": _GERMAN,
    "de-ch": _GUILLEMETS,
    "de-li": _GUILLEMETS,
    "el": _GUILLEMETS_THEN_ENGLISH,
    "es": _GUILLEMETS_THEN_ENGLISH,
    "es-419": _habits("“”‘’"),
    "es-mx": _habits("“”‘’"),
    "es-us": _habits("“”‘’"),
    "et": _GERMAN,
    "fa": _GUILLEMETS,
    "fi": _SWEDISH,
    "fr": _french("«»“”", NARROW, NARROW, NO_BREAK),
    "fr-ca": _french("«»“”", NO_BREAK, "", NO_BREAK),
    "fr-ch": _french("«»‹›", NARROW, NARROW, NARROW),
    "he": _habits("””’’", is_hebrew=True),
    "hr": _GERMAN,
    "hu": _habits("„”»«"),
    "hy": _GUILLEMETS_THEN_ENGLISH,
    "is": _GERMAN,
    "it": _habits("«»“”", "ndrangheta sto sta st ste sti"),
    "it-ch": _GUILLEMETS,
    "ja": _HOOKS,
    "ka": _GERMAN,
    "kk": _GUILLEMETS_THEN_ENGLISH,
    "lt": _GERMAN,
    "mk": _GERMAN,
    "nb": _habits("«»‘’"),
    "nl": _habits("“”‘’", "s t n k m r"),
    "nn": _habits("«»‘’"),
    "no": _habits("«»‘’"),
    "pl": _habits("„”«»"),
    "ps": _GUILLEMETS_THEN_ENGLISH,
    "pt-pt": _GUILLEMETS_THEN_ENGLISH,
    "ro": _habits("„”«»"),
    "ru": _GUILLEMETS_THEN_GERMAN,
    "sk": _GERMAN,
    "sl": _GERMAN,
    "sq": _habits("„“‘’"),
    "sr": _habits("„“’’"),
    "sv": _SWEDISH,
    "uk": _GUILLEMETS_THEN_GERMAN,
    "uz": _GUILLEMETS_THEN_ENGLISH,
    "yi": _habits("„”‚’", is_hebrew=True),
    "zh-hant": _HOOKS,
    "zh-hk": _HOOKS,
    "zh-mo": _HOOKS,
    "zh-tw": _HOOKS,
}


@lru_cache(maxsize=64)
def habits_of(language: str) -> Habits:
    """The habits of a language tag: of the tag, else of its language, else those of English."""
    parts = language.lower().replace("_", "-").split("-")
    while parts:
        found = _BY_TAG.get("-".join(parts))
        if found:
            return found
        parts.pop()
    return _ENGLISH
