"""The publication as every page of one language sees it."""

from __future__ import annotations

import re

from generator.engine import Ask, question
from generator.library.addresses import href, page_url, section_ids
from generator.library.cards import section_name
from generator.library.files import Asset
from generator.library.languages import (
    language_label,
    languages,
    page_language,
    prefix,
    text_language,
)
from generator.library.links import Leads, named_link, web_link
from generator.library.pictures import site_asset, site_picture
from generator.library.publication import published_pages
from generator.library.references import story_named, with_slug
from generator.library.sources import is_preview
from generator.library.texts import (
    SITE_FILE,
    article,
    article_path,
    page,
    page_files,
    page_path,
    pages,
    site,
)
from generator.model.shown import Term
from generator.model.values import FrozenMap
from generator.problems import did_you_mean, error, sentences, warning
from generator.rendering.assets import asset_names, layout_asset
from generator.rendering.views import LanguageHome, MenuEntry, SiteView

# What a section's id has not, and every path and address has.
_LEADS_ELSEWHERE = re.compile(r"[/:.?#]")


@question
def site_view(ask: Ask, language: str) -> SiteView:
    """What a page of that language may see of the publication. Sections carry no counts here:
    a new story must not touch every page."""
    options = ask(site)
    publisher = options.publisher
    sections = tuple(ask(section_name, language, s) for s in ask(section_ids, language, False))
    return SiteView(
        title=options.title,
        description=options.description,
        language=options.language,
        base_url=options.base_url,
        home_url=ask(href, ask(home_of, language)),
        logo=ask(site_picture, "logo"),
        icon_url=ask(icon_url),
        accent=options.theme.accent,
        publisher_name=publisher.name or options.title,
        publisher_legal_name=publisher.legal_name,
        publisher_url=ask(publisher_url),
        publisher_email=publisher.email,
        sections=sections,
        menu=ask(menu, language, sections),
        policies=ask(policies),
        languages=ask(language_homes),
        is_preview=ask(is_preview),
        extra=options.extra,
    )


@question
def publisher_url(ask: Ask) -> str | None:
    """Where the publisher is to be found."""
    typed = ask(site).publisher.url
    return web_link(ask, SITE_FILE, typed, "publisher.url") if typed else None


@question
def publisher_same_as(ask: Ask) -> tuple[str, ...]:
    """The pages of others that speak of the publisher."""
    typed = enumerate(ask(site).publisher.same_as)
    found = (web_link(ask, SITE_FILE, url, f"publisher.same_as[{n}]") for n, url in typed)
    return tuple(url for url in found if url)


@question
def home_of(ask: Ask, language: str) -> str:
    """The front page for a page of a language: the site's where that language has no stories."""
    return f"{ask(prefix, language)}/" if language in ask(languages, False) else "/"


@question
def icon_url(ask: Ask) -> str | None:
    """The address of the site's icon: its own, else the bundled one."""
    own: Asset | None = ask(site_asset, "theme.icon")
    if own is not None:
        return ask(href, own.url)
    names = ask(asset_names)
    found = next((name for name in ("icon.svg", "icon.png") if name in names), None)
    return ask(layout_asset, found).href if found else None


@question
def language_homes(ask: Ask) -> tuple[LanguageHome, ...]:
    """The front pages of all languages that have stories."""
    return tuple(
        LanguageHome(tag, ask(language_label, tag), ask(href, f"{ask(prefix, tag)}/"))
        for tag in ask(languages, False)
    )


@question
def menu(ask: Ask, language: str, sections: tuple[Term, ...]) -> tuple[MenuEntry, ...]:
    """The menu: the desk's own, or the sections of the language."""
    items = ask(site).menu
    if items is None or language != ask(site).language:
        return tuple(MenuEntry(s.title, s.url, s.language) for s in sections)
    known = {section.id: section for section in sections}
    entries = []
    for number, item in enumerate(items):
        if item.to in known:
            section = known[item.to]
            entries.append(MenuEntry(item.title or section.title, section.url, section.language))
            continue
        if not _LEADS_ELSEWHERE.search(item.to):
            _report_section(ask, language, item.to, f"menu[{number}].to")
            continue
        lead = ask(named_link, SITE_FILE, item.to, f"menu[{number}].to")
        if lead.leads is not Leads.NOWHERE:
            title, source = _page_title(ask, item.to)
            written = language if item.title or not source else text_language(ask, source)
            entries.append(MenuEntry(item.title or title, lead.href, written))
    return tuple(entries)


def _report_section(ask: Ask, language: str, name: str, key: str) -> None:
    """A word of the menu that is no section; one whose stories are not out drops out by itself."""
    ids = ask(section_ids, language, True)
    if name in ids:
        message = f'the section "{name}" has no stories now: it is left out of the menu'
        ask.report(warning("link-to-empty-list", message, SITE_FILE, key=key, timely=True))
        return
    cure = sentences(did_you_mean(name, ids), "a section by its id, a page as pages/about.md")
    if name in ask(page_files):
        cure = f"write pages/{name}.md"
    elif with_slug(ask, name):
        cure = f"write article:{name}"
    message = f'there is no section "{name}"'
    ask.report(error("unknown-section", message, SITE_FILE, key=key, cure=cure))


def _page_title(ask: Ask, target: str) -> tuple[str, str]:
    """The title of the page or story that a menu names, and its file; else the target itself."""
    if target.startswith("article:"):
        name = target.partition(":")[2].partition("#")[0]
        identity = ask(story_named, "site.yaml", ask(site).language, name)
        return ask(article, identity).title, article_path(identity)
    path = target.removeprefix("/").removeprefix("pages/").removesuffix(".md")
    return (ask(page, path).title, page_path(path)) if path in ask(pages) else (target, "")


@question
def policies(ask: Ask) -> FrozenMap:
    """Policy name to its page, for those that are published."""
    found: dict[str, MenuEntry] = {}
    for name, path in ask(site).publisher.policies.items():
        if path in ask(page_files):
            if path in ask(published_pages):
                url = ask(href, ask(page_url, path))
                found[name] = MenuEntry(ask(page, path).title, url, ask(page_language, path))
            continue
        cure = sentences(did_you_mean(path, ask(page_files)), "pages are files in content/pages/")
        message = f'there is no standing page "{path}"'
        ask.report(
            error("unknown-page", message, "site.yaml", key=f"publisher.policies.{name}", cure=cure)
        )
    return FrozenMap(found)
