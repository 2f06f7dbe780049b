"""AR: the parts of an article, as people and machines find them."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urljoin

from tests.standards.edition import Edition, Page, zoned
from tests.standards.markup import HEADINGS, Element
from tests.standards.structured_data import story


def one_article(edition: Edition) -> Iterator[str]:
    """AR-01: article: one main, holding one article element with the h1 in it."""
    for page in edition.articles:
        mains = page.all("main")
        inner = mains[0].all("article") if len(mains) == 1 else []
        if len(mains) != 1 or len(inner) != 1 or not inner[0].all("h1"):
            yield f"{page}: {len(mains)} main, {len(inner)} article in it"


def one_h1(edition: Edition) -> Iterator[str]:
    """AR-02: exactly one h1, not empty."""
    for page in edition.pages:
        found = [heading.text for heading in page.all("h1")]
        if len(found) != 1 or not found[0]:
            yield f"{page}: h1 {found!r}"


def heading_levels(edition: Edition) -> Iterator[str]:
    """AR-03: heading levels are never skipped, and the first is a h1."""
    for page in edition.pages:
        above = 0
        for heading in page.all(*HEADINGS):
            level = int(heading.name[1])
            if level > above + 1:
                yield f"{page}: {heading.name} {heading.text!r} after h{above}"
            above = level


def _bylines(page: Page) -> list[Element]:
    return [a for a in page.all("a") if "author" in a.rels]


def byline(edition: Edition) -> Iterator[str]:
    """AR-04: article: the byline links to author pages that exist (rel=author), one an author."""
    for page in edition.articles:
        links = _bylines(page)
        if not links:
            yield f"{page}: no rel=author"
        for link in links:
            url = urljoin(page.url, link.get("href"))
            if edition.is_own(url) and not edition.is_page(url.partition("#")[0]):
                yield f"{page}: {link.text!r} leads to {url}, where no page is"


def dates(edition: Edition) -> Iterator[str]:
    """AR-05: article: a time element with a machine-readable datetime, and no time without."""
    for page in edition.articles:
        times = [time.get("datetime") for time in page.all("time")]
        if not times:
            yield f"{page}: no time element"
        yield from (f"{page}: datetime {t!r}" for t in times if not _is_date(t))


def _is_date(text: str) -> bool:
    return zoned(text) is not None or (len(text) == 10 and zoned(f"{text}T00:00Z") is not None)


def update_shown(edition: Edition) -> Iterator[str]:
    """AR-06: an article changed after publication shows the update time too."""
    for page in edition.articles:
        first, last = (zoned(story(page).get(n)) for n in ("datePublished", "dateModified"))
        shown = [t.get("datetime")[:10] for t in page.root.with_class("dt-updated")]
        if first and last and last > first and last.isoformat()[:10] not in shown:
            yield f"{page}: changed {last.isoformat()}, shown {shown}"


def figures(edition: Edition) -> Iterator[str]:
    """AR-07: article: pictures that aren't decoration stand in figure with a figcaption."""
    for page in edition.articles:
        for image in _content_images(page):
            figure = next((a for a in image.ancestors() if a.name == "figure"), None)
            if figure is None or not figure.all("figcaption"):
                yield f"{page}: {image.get('src')} has no figure with figcaption"


def _content_images(page: Page) -> list[Element]:
    main = page.first("article")
    images = main.all("img") if main else []
    return [i for i in images if i.get("alt") and "portrait" not in i.classes]


def onward(edition: Edition) -> Iterator[str]:
    """AR-08: article: a labelled list of two or more other articles."""
    stories = {page.url for page in edition.articles}
    for page in edition.articles:
        best = 0
        for part in page.all("section", "nav", "aside"):
            links = {urljoin(page.url, a.get("href")) for a in part.all("a")} & stories
            if part.has("aria-label") or part.has("aria-labelledby"):
                best = max(best, len(links - {page.url}))
        if best < 2:
            yield f"{page}: at most {best} other articles in one labelled list"


def author_pages(edition: Edition) -> Iterator[str]:
    """AR-09: author page: a bio of 20 words or more, and links to articles."""
    stories = {page.url for page in edition.articles}
    for page in edition.kind("person"):
        words = sum(len(bio.seen_text.split()) for bio in page.root.with_class("bio"))
        links = {urljoin(page.url, a.get("href")) for a in page.all("a")}
        if words < 20 or not links & stories:
            yield f"{page}: a bio of {words} words, {len(links & stories)} articles"


def microformats(edition: Edition) -> Iterator[str]:
    """AR-10: article: h-entry with p-name, u-url, dt-published, p-author h-card, e-content."""
    for page in edition.articles:
        entries = [e for e in page.all("article") if "h-entry" in e.classes]
        if len(entries) != 1:
            yield f"{page}: {len(entries)} h-entry"
            continue
        for name in ("p-name", "u-url", "dt-published", "p-author", "e-content"):
            if not entries[0].with_class(name):
                yield f"{page}: no {name}"
        if not any("h-card" in e.classes for e in entries[0].with_class("p-author")):
            yield f"{page}: p-author is no h-card"


def standfirst(edition: Edition) -> Iterator[str]:
    """AR-11: article: the description is on the page."""
    for page in edition.articles:
        if page.meta("description") not in page.body.seen_text:
            yield f"{page}: {page.meta('description')!r} is not to be seen"


def editor_credited(edition: Edition) -> Iterator[str]:
    """AR-12: article: editors in the data are credited on the page."""
    for page in edition.articles:
        for editor in story(page).get("editor", []):
            if editor.get("name") not in page.body.seen_text:
                yield f"{page}: the editor {editor.get('name')!r} is not to be seen"


def print_style(edition: Edition) -> Iterator[str]:
    """AR-13: a print style sheet."""
    if not any("@media print" in css for css in edition.css().values()):
        yield "no style sheet has @media print"


def section_above(edition: Edition) -> Iterator[str]:
    """AR-15: article: a breadcrumb or section link above the headline."""
    sections = {page.url for page in edition.kind("section")}
    for page in edition.articles:
        main = page.first("main")
        order = main.all("a", "h1") if main else []
        above = order[: next((n for n, e in enumerate(order) if e.name == "h1"), 0)]
        if not any(urljoin(page.url, a.get("href")) in sections for a in above):
            yield f"{page}: no section link above the headline"
