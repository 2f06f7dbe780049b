"""The languages of the site: which there are, where each lives, which way it runs."""

from __future__ import annotations

from functools import cache

from babel import Locale, UnknownLocaleError

from generator.engine import Ask, question
from generator.library.publication import published, published_pages
from generator.library.texts import ARTICLES, PAGES, article, named_by, page, site

# Scripts written from right to left (Unicode Standard, chapter 9), as BCP 47 subtags, and the
# languages whose default script (CLDR likely subtags) is one of them.
_RTL_SCRIPTS = frozenset({"Arab", "Hebr", "Thaa", "Syrc", "Nkoo", "Adlm", "Rohg", "Mand", "Samr"})
_RTL_LANGUAGES = frozenset(
    ("ar", "arc", "azb", "bal", "bqi", "ckb", "dv", "fa", "glk", "he", "iw", "ji", "khw", "ks")
    + ("lrc", "mzn", "nqo", "pnb", "prs", "ps", "rhg", "sd", "skr", "syr", "ug", "ur", "yi")
)


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
    subtags = language.split("-")
    script = next((s.title() for s in subtags[1:] if len(s) == 4 and s.isalpha()), "")
    if script:
        return "rtl" if script in _RTL_SCRIPTS else "ltr"
    return "rtl" if subtags[0].lower() in _RTL_LANGUAGES else "ltr"


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
