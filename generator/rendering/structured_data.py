"""What search engines are told: schema.org data as JSON-LD, from the same values as the page.

Types and properties: schema.org/NewsArticle and its subtypes, schema.org/ProfilePage,
schema.org/NewsMediaOrganization; Google's "Article", "ProfilePage" and "Breadcrumb" documents;
IPTC's mapping for picture credits.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from markupsafe import Markup

from generator.model.article import Kind
from generator.model.shown import Card, Crumb, Person, ShownPicture
from generator.rendering.filters import iso
from generator.rendering.views import ArticleView, SiteView
from generator.urls import is_web_address

Data = dict[str, Any]

_TYPES = {
    Kind.NEWS: "NewsArticle",
    Kind.ANALYSIS: "AnalysisNewsArticle",
    Kind.EXPLAINER: "BackgroundNewsArticle",
    Kind.INTERVIEW: "NewsArticle",
    Kind.OPINION: "OpinionNewsArticle",
    Kind.FEATURE: "NewsArticle",
    Kind.INVESTIGATION: "ReportageNewsArticle",
    Kind.REVIEW: "ReviewNewsArticle",
    Kind.OBITUARY: "NewsArticle",
}

# Our names of policies and the properties that schema.org/NewsMediaOrganization has for them.
_POLICIES = {
    "corrections": "correctionsPolicy",
    "ethics": "ethicsPolicy",
    "ownership": "ownershipFundingInfo",
    "funding": "ownershipFundingInfo",
    "diversity": "diversityPolicy",
    "masthead": "masthead",
    "actionable-feedback": "actionableFeedbackPolicy",
    "unnamed-sources": "unnamedSourcesPolicy",
    "verification": "verificationFactCheckingPolicy",
    "mission": "missionCoveragePrioritiesPolicy",
}


def script_json(data: object) -> Markup:
    """The data as JSON that is safe within a script element: no `<`, `>` or `&` is left in it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)


def graph(*nodes: Data) -> Markup:
    """Several nodes as one document."""
    return script_json({"@context": "https://schema.org", "@graph": list(nodes)})


def without_gaps(data: Mapping[str, object]) -> Data:
    """The properties that have a value."""
    return {key: value for key, value in data.items() if value not in (None, "", [], (), {})}


def picture_data(picture: ShownPicture | None) -> Data | None:
    """A picture with its credit and rights."""
    if picture is None:
        return None
    is_link = bool(picture.licence) and is_web_address(picture.licence or "")
    return without_gaps(
        {
            "@type": "ImageObject",
            "url": picture.absolute_url,
            "contentUrl": picture.absolute_url,
            "width": picture.width,
            "height": picture.height,
            "description": picture.alt,
            "creditText": picture.credit,
            "license": picture.licence if is_link else None,
            "copyrightNotice": None if is_link else picture.licence or picture.credit,
        }
    )


def publisher_data(site: SiteView, origin: str, home: str, same_as: Iterable[str] = ()) -> Data:
    """The news organisation, with the addresses of its policies; `origin` is scheme and host."""
    policies = {
        _POLICIES[name]: origin + entry.url
        for name, entry in site.policies.items()
        if name in _POLICIES
    }
    principles = site.policies.get("ethics") or site.policies.get("about")
    return without_gaps(
        {
            "@type": "NewsMediaOrganization",
            "@id": f"{home}#publisher",
            "name": site.publisher_name,
            "legalName": site.publisher_legal_name,
            "url": site.publisher_url or home,
            "logo": picture_data(site.logo),
            "email": site.publisher_email,
            "sameAs": list(same_as),
            "publishingPrinciples": origin + principles.url if principles else None,
            **policies,
        }
    )


def person_data(person: Person, fallback_url: str) -> Data:
    """A person; one without a page of their own is found where the work stands."""
    return without_gaps(
        {
            "@type": "Person",
            "name": person.name,
            "url": person.absolute_url or fallback_url,
            "jobTitle": person.role,
            "image": picture_data(person.image),
            "sameAs": [v for v in person.links.values() if is_web_address(str(v))],
        }
    )


def article_data(
    article: ArticleView,
    site: SiteView,
    page_url: str,
    *,
    language: str,
    timezone: str,
    description: str | None,
    picture: ShownPicture | None,
    publisher: Data,
    origin: str,
) -> Data:
    """The story."""
    people = {(p.name, p.url): person_data(p, page_url) for p in article.people}

    def named(role: str) -> list[Data]:
        cards = article.authors if role == "authors" else article.editors
        return [people[card.name, card.url] for card in cards if (card.name, card.url) in people]

    corrections = [
        {"@type": "CorrectionComment", "text": c.text, "datePublished": iso(c.at, timezone)}
        for c in article.corrections
    ]
    return without_gaps(
        {
            "@type": _TYPES[article.kind],
            "@id": f"{page_url}#article",
            "headline": article.title,
            "description": description,
            "url": page_url,
            "mainEntityOfPage": {"@type": "WebPage", "@id": page_url},
            "image": [picture_data(picture)] if picture else None,
            "datePublished": iso(article.published, timezone),
            "dateModified": iso(article.modified, timezone),
            "author": named("authors") or [publisher],
            "editor": named("editors"),
            "publisher": publisher,
            "inLanguage": language,
            "articleSection": article.section.title,
            "keywords": [tag.title for tag in article.tags],
            "wordCount": article.words,
            "isAccessibleForFree": True,
            "dateline": article.dateline,
            "correction": corrections,
            "citation": [
                {"@type": "CreativeWork", "name": link.title, "url": link.url}
                for link in article.related_links
            ],
            "speakable": {
                "@type": "SpeakableSpecification",
                "cssSelector": [".headline", *([".standfirst"] if article.summary else [])],
            },
            "isPartOf": _series_data(article, origin),
            "workTranslation": [
                {"@id": f"{t.absolute_url}#article"}
                for t in article.translations
                if t.language != language
            ],
        }
    )


def _series_data(article: ArticleView, origin: str) -> Data | None:
    if article.series is None:
        return None
    series = article.series.series
    return without_gaps(
        {
            "@type": "CreativeWorkSeries",
            "name": series.title,
            "description": series.description,
            "url": origin + series.url,
        }
    )


def breadcrumb_data(crumbs: tuple[Crumb, ...], origin: str) -> Data:
    """The way from the home page to here."""
    items = [
        {"@type": "ListItem", "position": n, "name": crumb.title, "item": origin + crumb.url}
        for n, crumb in enumerate(crumbs, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def list_data(
    title: str,
    description: str | None,
    page_url: str,
    cards: tuple[Card, ...],
    *,
    language: str,
    origin: str,
) -> Data:
    """A list of stories as a page of its own."""
    items = [
        {"@type": "ListItem", "position": n, "url": origin + card.url, "name": card.title}
        for n, card in enumerate(cards, 1)
    ]
    return without_gaps(
        {
            "@type": "CollectionPage",
            "@id": page_url,
            "url": page_url,
            "name": title,
            "description": description,
            "inLanguage": language,
            "mainEntity": {"@type": "ItemList", "itemListElement": items} if items else None,
        }
    )


def profile_data(person: Person, page_url: str, bio: str, *, language: str) -> Data:
    """A person's page."""
    entity = person_data(person, page_url) | without_gaps(
        {
            "@id": f"{page_url}#person",
            "description": bio,
            "email": person.email,
            "knowsLanguage": list(person.languages),
        }
    )
    return {
        "@type": "ProfilePage",
        "@id": page_url,
        "url": page_url,
        "inLanguage": language,
        "mainEntity": entity,
    }


def website_data(site: SiteView, home: str, language: str) -> Data:
    """The site as a whole, on its home page."""
    return without_gaps(
        {
            "@type": "WebSite",
            "@id": f"{home}#website",
            "url": home,
            "name": site.title,
            "description": site.description,
            "inLanguage": language,
            "publisher": {"@id": f"{home}#publisher"},
        }
    )


def page_data(title: str, description: str | None, page_url: str, language: str) -> Data:
    """A standing page."""
    return without_gaps(
        {
            "@type": "WebPage",
            "@id": page_url,
            "url": page_url,
            "name": title,
            "description": description,
            "inLanguage": language,
        }
    )
