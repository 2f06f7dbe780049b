"""Language tags (BCP 47, RFC 5646): well formed, of known subtags, in their customary letters."""

from __future__ import annotations

import re
from functools import cache

from babel import Locale

# RFC 5646, 2.1, without grandfathered and private tags and the 4 to 8 letter subtags that are
# reserved: a writer who types "english" means no tag.
_TAG = re.compile(
    r"(?P<language>[a-z]{2,3})(?P<extended>(?:-[a-z]{3}){0,3})(?:-(?P<script>[a-z]{4}))?"
    r"(?:-(?P<region>[a-z]{2}|[0-9]{3}))?"
    r"(?P<rest>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(?:-[0-9a-wy-z](?:-[a-z0-9]{2,8})+)*"
    r"(?:-x(?:-[a-z0-9]{1,8})+)?)",
    re.ASCII,
)
_LONGEST = 35

# Codes of countries that are no codes of languages, and the language that is meant.
_COUNTRIES = {
    "ua": "uk",
    "jp": "ja",
    "cn": "zh",
    "cz": "cs",
    "gr": "el",
    "dk": "da",
    "vn": "vi",
    "ir": "fa",
    "il": "he",
    "rs": "sr",
    "us": "en-US",
    "gb": "en-GB",
}


def language_tag(text: str) -> str | None:
    """The tag in its customary letters (`pt-br` is `pt-BR`), or None where it is none."""
    match = _TAG.fullmatch(text.lower()) if len(text) <= _LONGEST else None
    if not match or not _is_known(match["language"], match["script"], match["region"]):
        return None
    parts = [match["language"] + match["extended"]]
    if match["script"]:
        parts.append(match["script"].title())
    if match["region"]:
        parts.append(match["region"].upper())
    return "-".join(parts) + match["rest"]


def _is_known(language: str, script: str | None, region: str | None) -> bool:
    """Whether CLDR has heard of the subtags; of languages with three letters it knows too few."""
    languages, scripts, regions = _registered()
    return (
        (len(language) == 3 or language in languages)
        and (script is None or script.title() in scripts)
        and (region is None or region.upper() in regions)
    )


@cache
def _registered() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    locale = Locale("en")
    return frozenset(locale.languages), frozenset(locale.scripts), frozenset(locale.territories)


def nearest_tag(text: str) -> str:
    """The tag that was meant by `en_GB`, `ua` or `Ukrainian`, empty where none is near."""
    dashed = text.replace("_", "-").split(".", 1)[0].lower()
    dashed = re.sub(r"-uk$", "-gb", dashed)
    meant = _COUNTRIES.get(dashed) or language_tag(dashed) or _named().get(text.strip().casefold())
    return meant or ""


@cache
def _named() -> dict[str, str]:
    """Languages by their English names (CLDR)."""
    return {name.casefold(): tag for tag, name in Locale("en").languages.items() if len(tag) < 4}
