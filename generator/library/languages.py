"""The languages of the site: which there are, where each lives, which way it runs."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from generator.engine import Ask, question
from generator.library.publication import published, published_pages
from generator.library.texts import ARTICLES, PAGES, article, named_by, page, site

# Scripts written from right to left (Unicode Standard, chapter 9), as BCP 47 subtags.
_RTL_SCRIPTS = frozenset(
    ("Arab", "Hebr", "Thaa", "Syrc", "Nkoo", "Adlm", "Rohg", "Mand", "Samr", "Armi")
)
# Codes that CLDR's likely subtags have under another one: two of old, Dari, Western Punjabi.
_AS_CLDR_HAS_IT = {"iw": "he", "ji": "yi", "prs": "fa", "pnb": "lah"}


@question
def language_of(ask: Ask, identity: str) -> str:
    """The language of a story: its own, else the site's."""
    return ask(article, identity).language or ask(site).language


@question
def page_language(ask: Ask, path: str) -> str:
    """The language of a standing page."""
    return ask(page, path).language or ask(site).language


def text_language(ask: Ask, source: str) -> str:
    """The language of what a file says: a story's, a standing page's, the site's for all others."""
    if identity := named_by(ARTICLES, source):
        language: str = ask(language_of, identity)
        return language
    path = named_by(PAGES, source)
    return str(ask(page_language, path)) if path else str(ask(site).language)


@question
def languages(ask: Ask, ever: bool) -> tuple[str, ...]:
    """The languages that have stories, the site's own first, the rest by tag."""
    own = ask(site).language
    others = set(ask.each(language_of, ask(published, ever)).values()) - {own}
    return (own, *sorted(others))


@question
def page_languages(ask: Ask) -> tuple[str, ...]:
    """The languages that standing pages are in."""
    return tuple(sorted({ask(page_language, path) for path in ask(published_pages)}))


@question
def prefix(ask: Ask, language: str) -> str:
    """What precedes the addresses of a language: nothing for the site's own, else `/ar`."""
    return "" if language == ask(site).language else f"/{language}"


def direction(language: str) -> str:
    """`rtl` or `ltr`, by the script that the tag names or that the language is written in."""
    return "rtl" if script_of(language) in _RTL_SCRIPTS else "ltr"


@cache
def script_of(language: str) -> str:
    """The script that a tag names, else the likely one of its language and region (CLDR).

    `Hant` for zh-TW, `Cyrl` for sr, `Latn` for sr-ME; empty where CLDR knows none.
    """
    base, *others = language.split("-")
    named = next((each.title() for each in others if len(each) == 4 and each.isalpha()), "")
    if named:
        return named
    base = _AS_CLDR_HAS_IT.get(base.lower(), base.lower())
    likely: Mapping[str, str] = get_global("likely_subtags")
    found = [likely[tag] for tag in (*(f"{base}_{each}" for each in others), base) if tag in likely]
    return found[0].split("_")[1] if found else ""


@cache
def locale_of(language: str) -> Locale:
    """The CLDR locale nearest to a BCP 47 tag; English where CLDR has none."""
    subtags = language.split("-")
    while subtags:
        try:
            return Locale.parse("_".join(subtags))
        except (UnknownLocaleError, ValueError):
            subtags.pop()
    return Locale("en")


def language_name(language: str) -> str:
    """The language's name for itself: `العربية`; the tag where CLDR has none."""
    return _own_name(locale_of(language), language)


@question
def language_label(ask: Ask, language: str) -> str:
    """A language of the site as readers choose it: its region is told where two share the name."""
    kin = language.split("-")[0]
    tags = {*ask(languages, False), *ask(page_languages)} - {language}
    if any(tag.split("-")[0] == kin for tag in tags):
        return language_name(language)
    locale = locale_of(language)
    return _own_name(Locale(locale.language, script=locale.script), language)


def _own_name(locale: Locale, language: str) -> str:
    name = locale.get_display_name()
    known = locale.language == language.split("-")[0].lower()
    return name if name and known else language
