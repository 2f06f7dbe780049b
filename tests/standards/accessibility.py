"""AX: the ways to get about in a page, as far as markup and style sheets tell."""

from __future__ import annotations

from collections.abc import Iterator

from tests.standards.edition import Edition, Page
from tests.standards.markup import Element

_STOPS = frozenset(("a", "button", "input", "select", "textarea", "summary", "iframe"))


def skip_link(edition: Edition) -> Iterator[str]:
    """AX-05: the first Tab stop is a link to the main content (that it shows: browser tests)."""
    for page in edition.pages:
        stops = [e for e in page.body.every() if _is_stop(e)]
        target = stops[0].get("href") if stops else ""
        found = page.root.all(where=lambda e, t=target[1:]: bool(t) and e.get("id") == t)  # type: ignore[misc]
        if not target.startswith("#") or not found:
            yield f"{page}: the first stop leads to {target!r}"
        elif found[0].name != "main" and not found[0].is_in("main"):
            yield f"{page}: {target} is not the main content"


def _is_stop(element: Element) -> bool:
    if element.name == "a" and not element.has("href"):
        return False
    tabindex = element.get("tabindex")
    return element.name in _STOPS or (tabindex.isdigit() and int(tabindex) >= 0)


def landmarks(edition: Edition) -> Iterator[str]:
    """AX-06: header, nav, main and footer landmarks; several navs have names of their own."""
    for page in edition.pages:
        for name in ("header", "main", "footer"):
            tops = [e for e in page.all(name) if not e.is_in("article", "main", "section", "nav")]
            if len(tops) != 1:
                yield f"{page}: {len(tops)} {name}"
        navs = page.all("nav")
        labels = [_label(page, nav) for nav in navs]
        if not navs or (len(navs) > 1 and ("" in labels or len(set(labels)) < len(labels))):
            yield f"{page}: navs named {labels}"


def _label(page: Page, nav: Element) -> str:
    named = nav.get("aria-labelledby").split()
    found = [e.text for e in page.elements if e.get("id") in named and named]
    return " ".join(found) or nav.get("aria-label")


def label_targets(edition: Edition) -> Iterator[str]:
    """AX-06: every id that an aria attribute names is on the page."""
    for page in edition.pages:
        for element in page.elements:
            for attribute in ("aria-labelledby", "aria-describedby", "aria-controls"):
                missing = set(element.get(attribute).split()) - page.ids
                if missing:
                    yield f"{page}: {attribute} of {element.name} names {missing}"


def colour_schemes(edition: Edition) -> Iterator[str]:
    """AX-08: a dark colour scheme."""
    if not any("prefers-color-scheme: dark" in css for css in edition.css().values()):
        yield "no style sheet knows a dark scheme"


def motion(edition: Edition) -> Iterator[str]:
    """AX-09: what moves asks whether readers mind."""
    for path, css in edition.css().items():
        moves = any(word in css for word in ("animation", "transition", "scroll-behavior: smooth"))
        if moves and "prefers-reduced-motion" not in css:
            yield f"{path}: it moves without asking"
