"""LD: the JSON-LD, and that it says what the page says."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.parse import urljoin

from tests.standards.edition import Edition, Page, listed, nodes, types_of, zoned
from tests.standards.markup import Element
from tests.standards.metadata import is_absolute

ARTICLES = frozenset(
    ("NewsArticle", "AnalysisNewsArticle", "AskPublicNewsArticle", "BackgroundNewsArticle")
    + ("OpinionNewsArticle", "ReportageNewsArticle", "ReviewNewsArticle", "LiveBlogPosting")
)
ORGANISATIONS = frozenset(("Organization", "NewsMediaOrganization"))
Node = dict[str, Any]


def blocks(page: Page) -> list[Any]:
    """The JSON-LD of a page that can be parsed."""
    found = []
    for text in page.data_texts:
        try:
            found.append(json.loads(text))
        except ValueError:
            continue
    return found


def of_types(page: Page, types: frozenset[str]) -> list[Node]:
    """The nodes of a page of some types."""
    return [n for block in blocks(page) for n in nodes(block) if types & set(types_of(n))]


def story(page: Page) -> Node:
    """The page's article, or an empty node."""
    return next(iter(of_types(page, ARTICLES)), {})


def authors(page: Page) -> list[Any]:
    return listed(story(page).get("author"))


def headings(page: Page) -> list[Element]:
    return page.all("h1")


def parses(edition: Edition) -> Iterator[str]:
    """LD-01: every block parses and has a schema.org context."""
    for page in edition.pages:
        if len(blocks(page)) != len(page.data_texts):
            yield f"{page}: JSON-LD that can't be parsed"
        for block in blocks(page):
            context = block.get("@context") if isinstance(block, dict) else None
            if str(context).rstrip("/") not in ("https://schema.org", "http://schema.org"):
                yield f"{page}: JSON-LD with the context {context!r}"


def is_news(edition: Edition) -> Iterator[str]:
    """LD-02: article: one NewsArticle, or a subtype of it."""
    for page in edition.articles:
        found = of_types(page, ARTICLES)
        if len(found) != 1:
            yield f"{page}: {len(found)} articles in its data"


def headline(edition: Edition) -> Iterator[str]:
    """LD-03: article: headline equal to the h1."""
    for page in edition.articles:
        shown = headings(page)[0].text if headings(page) else ""
        told = _one_line(story(page).get("headline", ""))
        if not told or told != shown:
            yield f"{page}: headline {told!r}, h1 {shown!r}"


def _one_line(words: object) -> str:
    """Words as `Element.text` has them: white space, no-break spaces too, is one space."""
    return " ".join(str(words).split())


def short_headline(edition: Edition) -> Iterator[str]:
    """LD-04: article: headline of at most 110 characters."""
    for page in edition.articles:
        if len(str(story(page).get("headline", ""))) > 110:
            yield f"{page}: {story(page).get('headline')!r}"


def pictures(edition: Edition) -> Iterator[str]:
    """LD-05: article: image, absolute URLs; own ones exist."""
    for page in edition.articles:
        urls = _addresses(story(page).get("image"))
        if not urls:
            yield f"{page}: no image in its data"
        for url in urls:
            if not is_absolute(url) or (edition.is_own(url) and not edition.has(url)):
                yield f"{page}: image {url!r}"


def _addresses(value: Any) -> list[str]:
    found = (
        v.get("url") or v.get("contentUrl") if isinstance(v, dict) else v for v in listed(value)
    )
    return [str(url) for url in found]


def large_picture(edition: Edition) -> Iterator[str]:
    """LD-06: article: an image at least 1,200 pixels wide."""
    for page in edition.articles:
        images = [v for v in listed(story(page).get("image")) if isinstance(v, dict)]
        if not any(int(image.get("width", 0)) >= 1200 for image in images):
            yield f"{page}: images {[image.get('width') for image in images]} pixels wide"


def published(edition: Edition) -> Iterator[str]:
    """LD-07: article: datePublished, ISO 8601 with a time zone."""
    for page in edition.articles:
        if zoned(story(page).get("datePublished")) is None:
            yield f"{page}: datePublished {story(page).get('datePublished')!r}"


def modified(edition: Edition) -> Iterator[str]:
    """LD-08: article: dateModified, ISO 8601 with a time zone, not before datePublished."""
    for page in edition.articles:
        last, first = (zoned(story(page).get(n)) for n in ("dateModified", "datePublished"))
        if last is None or (first is not None and last < first):
            yield f"{page}: dateModified {story(page).get('dateModified')!r}"


_UNCLEAN = re.compile(r"^by |\band\b|://|@|&(amp|lt|gt|quot|#)|\s{2,}|^\s|\s$", re.I)


def clean_authors(edition: Edition) -> Iterator[str]:
    """LD-09: article: every author a Person or Organization with one clean name."""
    for page in edition.articles:
        if not authors(page):
            yield f"{page}: no author in its data"
        for author in authors(page):
            if not isinstance(author, dict):
                yield f"{page}: author {author!r} is no object"
                continue
            name = author.get("name")
            if not ({"Person", *ORGANISATIONS} & set(types_of(author))):
                yield f"{page}: author is a {author.get('@type')!r}"
            if not isinstance(name, str) or not name or _UNCLEAN.search(_unplanted(edition, name)):
                yield f"{page}: author's name {name!r}"


def _unplanted(edition: Edition, name: str) -> str:
    """The name without the words that were planted to look unclean."""
    for words in edition.planted:
        name = name.replace(words, "x")
    return name.replace("\u00a0", "x")


def author_addresses(edition: Edition) -> Iterator[str]:
    """LD-10: article: every author has an absolute url or sameAs; own ones exist; as in the byline."""
    for page in edition.articles:
        for author in authors(page):
            urls = [str(u) for u in (*listed(author.get("url")), *listed(author.get("sameAs")))]
            wrong = [u for u in urls if not is_absolute(u) or not _leads(edition, u)]
            if not urls or wrong:
                yield f"{page}: {author.get('name')!r} is at {urls}"
        told = {url for author in authors(page) for url in listed(author.get("url"))}
        for link in page.all("a"):
            url = urljoin(page.url, link.get("href"))
            is_person = "author" in link.rels and authors(page)[0].get("@type") == "Person"
            if is_person and not link.get("href").startswith("#") and url not in told:
                yield f"{page}: the byline leads to {url}, the data to {sorted(told)}"


def _leads(edition: Edition, url: str) -> bool:
    return not edition.is_own(url) or edition.is_page(url)


def publisher(edition: Edition) -> Iterator[str]:
    """LD-11: article: publisher is an organization with name and logo."""
    for page in edition.articles:
        found = story(page).get("publisher") or {}
        if not (ORGANISATIONS & set(types_of(found)) and found.get("name") and found.get("logo")):
            yield f"{page}: publisher {found!r}"


def own_address(edition: Edition) -> Iterator[str]:
    """LD-12: article: mainEntityOfPage or url equals the canonical URL."""
    for page in edition.articles:
        main = story(page).get("mainEntityOfPage")
        main = main.get("@id") if isinstance(main, dict) else main
        if page.canonical not in (main, story(page).get("url")):
            yield f"{page}: mainEntityOfPage {main!r}"


def in_full(edition: Edition) -> Iterator[str]:
    """LD-13: article: description, inLanguage, articleSection, keywords."""
    for page in edition.articles:
        for name in ("description", "inLanguage", "articleSection", "keywords"):
            if not story(page).get(name):
                yield f"{page}: no {name} in its data"
        if story(page).get("inLanguage") != page.language:
            yield f"{page}: inLanguage {story(page).get('inLanguage')!r}, lang {page.language!r}"


def word_count(edition: Edition) -> Iterator[str]:
    """LD-14: article: wordCount within 15% of the words of the text on the page; of Chinese and
    Japanese, of its characters."""
    for page in edition.articles:
        text = " ".join(e.seen_text for e in page.root.with_class("e-content"))
        words, told = words_in(text), story(page).get("wordCount", 0)
        if abs(words - told) > 0.15 * words:
            yield f"{page}: wordCount {told}, {words} words on the page"


# Scripts without spaces between words, as the names of their characters begin (Unicode).
_CHARACTERS = frozenset(("CJK", "HIRAGANA", "KATAKANA"))
_LETTERS = frozenset(("THAI", "LAO", "KHMER", "MYANMAR"))


def words_in(text: str) -> int:
    """What stands between spaces and is not mere punctuation; each Chinese or Japanese character;
    of Thai and its kin four consonants are a word."""
    characters, consonants, rest = 0, 0, []
    for char in text:
        name = "" if char.isascii() else unicodedata.name(char, "")
        script = re.split("[ -]", name)[0]
        if script not in _CHARACTERS | _LETTERS:
            rest.append(char)
            continue
        is_letter = char.isalpha() and not re.search("VOWEL SIGN|SARA|MAI", name)
        characters += is_letter and script in _CHARACTERS
        consonants += is_letter and script in _LETTERS
        rest.append(" " if is_letter else "")
    spaced = [word for word in "".join(rest).split() if any(map(str.isalnum, word))]
    return characters + -(-consonants // 4) + len(spaced)


def free_or_not(edition: Edition) -> Iterator[str]:
    """LD-15: article: isAccessibleForFree stated; if false, hasPart with a class selector."""
    for page in edition.articles:
        free, part = story(page).get("isAccessibleForFree"), story(page).get("hasPart")
        if not isinstance(free, bool):
            yield f"{page}: isAccessibleForFree {free!r}"
        elif not free and not all(
            str(p.get("cssSelector", "")).startswith(".") for p in listed(part) or [{}]
        ):
            yield f"{page}: hasPart {part!r}"


def editor(edition: Edition) -> Iterator[str]:
    """LD-16: article: editor named."""
    for page in edition.articles:
        if not any(
            isinstance(e, dict) and e.get("name") for e in listed(story(page).get("editor"))
        ):
            yield f"{page}: no editor in its data"


def principles(edition: Edition) -> Iterator[str]:
    """LD-17: article: publishingPrinciples on the article or its publisher, and there is a page."""
    for page in edition.articles:
        node = story(page)
        url = node.get("publishingPrinciples")
        url = url or (node.get("publisher") or {}).get("publishingPrinciples")
        if not url or not _leads(edition, url):
            yield f"{page}: publishingPrinciples {url!r}"


def breadcrumbs(edition: Edition) -> Iterator[str]:
    """LD-18: article and section: BreadcrumbList of 2+ items, numbered, named; items exist."""
    for page in edition.kind("article", "section"):
        lists = of_types(page, frozenset(("BreadcrumbList",)))
        items = lists[0].get("itemListElement", []) if len(lists) == 1 else []
        if len(items) < 2:
            yield f"{page}: {len(lists)} breadcrumb lists, {len(items)} steps"
        for number, item in enumerate(items, 1):
            url = item.get("item", "")
            named = item.get("position") == number and item.get("name")
            if not named or not is_absolute(url) or not _leads(edition, url):
                yield f"{page}: breadcrumb {item!r}"


def _entity(page: Page) -> Node:
    """The person of a profile."""
    profiles = of_types(page, frozenset(("ProfilePage",)))
    found = profiles[0].get("mainEntity") if len(profiles) == 1 else None
    return found if isinstance(found, dict) else {}


def profile(edition: Edition) -> Iterator[str]:
    """LD-19: author page: ProfilePage whose mainEntity is a Person with the name of the h1."""
    for page in edition.kind("person"):
        entity = _entity(page)
        shown = headings(page)[0].text if headings(page) else ""
        if "Person" not in types_of(entity) or not shown or _one_line(entity.get("name")) != shown:
            yield f"{page}: mainEntity {entity!r}, h1 {shown!r}"


def profile_in_full(edition: Edition) -> Iterator[str]:
    """LD-20: author page: Person has description, jobTitle, image, and sameAs or url."""
    for page in edition.kind("person"):
        entity = _entity(page)
        missing = [n for n in ("description", "jobTitle", "image") if not entity.get(n)]
        if missing or not (entity.get("sameAs") or entity.get("url")):
            yield f"{page}: {missing} missing"


def picture_rights(edition: Edition) -> Iterator[str]:
    """LD-21: article: ImageObject with creditText or creator, and license or copyrightNotice."""
    for page in edition.articles:
        for image in listed(story(page).get("image")):
            kept = isinstance(image, dict) and image.get("contentUrl")
            credit = kept and (image.get("creditText") or image.get("creator"))
            rights = kept and (image.get("license") or image.get("copyrightNotice"))
            if not (credit and rights):
                yield f"{page}: image {image!r}"


def corrections(edition: Edition) -> Iterator[str]:
    """LD-22: an article that shows corrections: as many CorrectionComments with text and date."""
    for page in edition.articles:
        shown = [
            time for section in page.root.with_class("corrections") for time in section.all("time")
        ]
        told = listed(story(page).get("correction"))
        good = [
            c
            for c in told
            if "CorrectionComment" in types_of(c)
            and c.get("text")
            and zoned(c.get("datePublished"))
        ]
        if len(shown) != len(told) or len(good) != len(told):
            yield f"{page}: {len(shown)} corrections shown, {told!r} in the data"


def citations(edition: Edition) -> Iterator[str]:
    """LD-25: article: citation or isBasedOn, where it names pages elsewhere."""
    for page in edition.articles:
        parts = page.root.with_class("elsewhere")
        shown = [link.get("href") for part in parts for link in part.all("a")]
        told = [cited.get("url") for cited in listed(story(page).get("citation"))]
        if shown != told:
            yield f"{page}: shows {shown}, cites {told}"


def speakable(edition: Edition) -> Iterator[str]:
    """LD-26: article: what the data want read aloud is on the page."""
    for page in edition.articles:
        for selector in listed((story(page).get("speakable") or {}).get("cssSelector")):
            if not any(page.root.with_class(str(selector).removeprefix("."))):
                yield f"{page}: nothing is {selector}"


def home(edition: Edition) -> Iterator[str]:
    """LD-23: home: WebSite and NewsMediaOrganization with name, url and logo."""
    for page in edition.kind("home"):
        sites = of_types(page, frozenset(("WebSite",)))
        desks = of_types(page, frozenset(("NewsMediaOrganization",)))
        if not any(site.get("name") and site.get("url") for site in sites):
            yield f"{page}: no WebSite with name and url"
        if not any(all(desk.get(n) for n in ("name", "url", "logo")) for desk in desks):
            yield f"{page}: no NewsMediaOrganization with name, url and logo"


def collections(edition: Edition) -> Iterator[str]:
    """LD-24: section page: CollectionPage or ItemList, its stories those of the page."""
    for page in edition.kind("section"):
        found = of_types(page, frozenset(("CollectionPage", "ItemList")))
        items = [n for n in found if "ItemList" in types_of(n)]
        urls = [i.get("url") for n in items for i in n.get("itemListElement", [])]
        if not found or any(not edition.is_page(str(url)) for url in urls):
            yield f"{page}: {len(found)} collections, {urls}"


def digits(text: str) -> list[int]:
    """The numbers in a text, whatever digits it is written in."""
    plain = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)
    return [int(number) for number in re.findall(r"\d+", plain)]


def visible_facts(edition: Edition) -> Iterator[str]:
    """LD-30: article: author names and the publication date in the data are visible."""
    for page in edition.articles:
        seen = page.body.seen_text
        for author in authors(page):
            name = _one_line(author.get("name")) if isinstance(author, dict) else "?"
            if name not in seen:
                yield f"{page}: the author {name!r} is not to be seen"
        day = zoned(story(page).get("datePublished"))
        if day is None or not any(_shows(time, day) for time in page.all("time")):
            yield f"{page}: {story(page).get('datePublished')} is not to be seen"


def _shows(time: Element, day: datetime) -> bool:
    is_same = time.get("datetime")[:10] == day.isoformat()[:10]
    return is_same and {day.day, day.year} <= set(digits(time.seen_text))
