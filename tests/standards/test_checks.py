"""Each check passes a site that is right, and sees the fault that it is there for."""

from __future__ import annotations

import re

import pytest

from tests.standards import (
    accessibility,
    article_markup,
    document,
    feeds,
    links,
    metadata,
    pictures,
    sitemaps,
    structured_data,
    trust,
    weight,
)
from tests.standards.checks import MUST, SHOULD, Check, check_name, faults
from tests.standards.edition import Edition
from tests.standards.model_site import BASE, CSS, SUMMARY, model_edition, model_files

ONE = "2026/one/index.html"
WORLD, ANA, HOME, LOST = "world/index.html", "authors/ana/index.html", "index.html", "404.html"
MAP, NEWS = "sitemap.xml", "news-sitemap.xml"
SHEET = CSS.removeprefix("/news/")

# Check, file, the words that are replaced there (all of the file where none), what by.
FAULTS: tuple[tuple[Check, str, str, str], ...] = (
    (document.doctype_and_encoding, ONE, "<!doctype html>", ""),
    (document.doctype_and_encoding, "old/index.html", '<meta charset="utf-8">', ""),
    (document.language, ONE, 'lang="en"', 'lang="en_GB"'),
    (document.language, "old/index.html", 'lang="en"', ""),
    (document.titles, ONE, "<title>Story one", "<title>Story two"),
    (document.titles, ONE, "<title>Story one – Model</title>", ""),
    (
        document.descriptions,
        ONE,
        f'name="description" content="{SUMMARY}',
        'name="description" content="x',
    ),
    (document.viewport, ONE, "initial-scale=1", "user-scalable=no"),
    (document.viewport, ONE, "width=device-width", ""),
    (document.icon, ONE, "/news/assets/icon.png", "/news/assets/lost.png"),
    (document.ids, ONE, 'id="part"', 'id="main"'),
    (document.debris, ONE, "One two", "One {{ two }}"),
    (document.debris, ONE, "One two", "One **two"),
    (document.debris, ONE, ">News<", ">None<"),
    (document.debris, ONE, "<title>", "<title>&amp;quot;"),
    (metadata.one_canonical, ONE, f'href="{BASE}/2026/one/"', 'href="/news/2026/one/"'),
    (metadata.one_canonical, "old/index.html", "canonical", "cannon"),
    (
        metadata.canonical_is_itself,
        ONE,
        f'l" href="{BASE}/2026/one/"',
        f'l" href="{BASE}/2026/two/"',
    ),
    (
        metadata.canonical_is_itself,
        "old/index.html",
        f'l" href="{BASE}/about/',
        f'l" href="{BASE}/x/',
    ),
    (metadata.large_previews, ONE, "max-image-preview:large", "all"),
    (metadata.articles_are_indexable, ONE, "max-image-preview:large", "noindex"),
    (metadata.open_graph, ANA, 'property="og:image"', 'property="image"'),
    (metadata.open_graph, ONE, 'og:url" content="https://model.example', 'og:url" content="'),
    (metadata.open_graph_in_full, ONE, "og:image:alt", "alt"),
    (metadata.open_graph_in_full, ONE, "og:locale", "locale"),
    (metadata.open_graph_of_articles, ONE, 'content="article"', 'content="website"'),
    (
        metadata.open_graph_of_articles,
        ONE,
        'published_time" content="2026-05-31T08:00:00+01:00',
        'published_time" content="2026-05-31',
    ),
    (metadata.open_graph_of_articles_in_full, ONE, "article:tag", "tag"),
    (metadata.open_graph_of_articles_in_full, ONE, "article:author", "author"),
    (
        metadata.open_graph_of_articles_in_full,
        ONE,
        'r" content="https://model.example/news/authors/ana/',
        'r" content="https://model.example/news/about/',
    ),
    (metadata.large_card, ONE, "summary_large_image", "summary"),
    (metadata.shared_picture, ONE, "/assets/field.png", "/assets/lost.png"),
    (metadata.shared_picture, ONE, 'width" content="1280', 'width" content="640'),
    (
        metadata.shared_address,
        ONE,
        f'og:url" content="{BASE}/2026/one/',
        f'og:url" content="{BASE}/',
    ),
    (metadata.feed_links, ONE, 'rel="alternate"', 'rel="other"'),
    (metadata.feed_links, ONE, "/news/feed.atom", "/news/feeds.atom"),
    (
        metadata.hreflang,
        ONE,
        '<link rel="icon"',
        f'<link rel="alternate" hreflang="en" href="{BASE}/2026/one/"><link rel="alternate" hreflang="fr" href="{BASE}/2026/two/"><link rel="icon"',
    ),
    (structured_data.parses, ONE, '{"@context"', '{{"@context"'),
    (structured_data.parses, ONE, "https://schema.org", "https://schema.com"),
    (structured_data.is_news, ONE, '"NewsArticle"', '"Article"'),
    (structured_data.headline, ONE, '"headline": "Story one"', '"headline": "Story 1"'),
    (
        structured_data.short_headline,
        ONE,
        '"headline": "Story one"',
        f'"headline": "{"Story " * 20}"',
    ),
    (
        structured_data.pictures,
        ONE,
        '"url": "https://model.example/news/assets/field',
        '"url": "/news/assets/field',
    ),
    (structured_data.pictures, ONE, '"image"', '"picture"'),
    (structured_data.large_picture, ONE, '"width": 1280', '"width": 800'),
    (
        structured_data.published,
        ONE,
        'Published": "2026-05-31T08:00:00+01:00"',
        'Published": "2026-05-31"',
    ),
    (structured_data.modified, ONE, 'Modified": "2026-06', 'Modified": "2025-06'),
    (structured_data.clean_authors, ONE, '"name": "Ana B."', '"name": "By Ana B."'),
    (
        structured_data.clean_authors,
        ONE,
        '"@type": "Person", "name": "Ana',
        '"@type": "Thing", "name": "Ana',
    ),
    (structured_data.clean_authors, ONE, '"author"', '"writer"'),
    (
        structured_data.author_addresses,
        ONE,
        f'"url": "{BASE}/authors/ana/"',
        f'"url": "{BASE}/authors/bo/"',
    ),
    (structured_data.author_addresses, ONE, f'"url": "{BASE}/authors/ana/"', '"id": 1'),
    (
        structured_data.author_addresses,
        ONE,
        'rel="author" href="/news/authors/ana/"',
        'rel="author" href="/news/about/"',
    ),
    (structured_data.publisher, ONE, '"logo"', '"picture"'),
    (
        structured_data.own_address,
        ONE,
        f'"mainEntityOfPage": "{BASE}/2026/one/"',
        f'"mainEntityOfPage": "{BASE}/"',
    ),
    (structured_data.in_full, ONE, '"keywords"', '"tags"'),
    (structured_data.word_count, ONE, '"wordCount": 9', '"wordCount": 12'),
    (
        structured_data.free_or_not,
        ONE,
        '"isAccessibleForFree": true',
        '"isAccessibleForFree": false',
    ),
    (structured_data.editor, ONE, '"editor"', '"corrector"'),
    (
        structured_data.principles,
        ONE,
        f'"publishingPrinciples": "{BASE}/about/"',
        f'"publishingPrinciples": "{BASE}/x/"',
    ),
    (structured_data.breadcrumbs, WORLD, '"position": 2', '"position": 3'),
    (structured_data.breadcrumbs, ONE, '"BreadcrumbList"', '"List"'),
    (structured_data.profile, ANA, '"name": "Ana B."', '"name": "Ana"'),
    (structured_data.profile_in_full, ANA, '"jobTitle"', '"role"'),
    (structured_data.picture_rights, ONE, '"creditText"', '"credit"'),
    (structured_data.corrections, ONE, '"CorrectionComment"', '"Comment"'),
    (structured_data.citations, ONE, '"correction"', '"citation": {"url": "x"}, "correction"'),
    (
        structured_data.speakable,
        ONE,
        '"correction"',
        '"speakable": {"cssSelector": [".x"]}, "correction"',
    ),
    (structured_data.corrections, ONE, '"correction"', '"mistake"'),
    (structured_data.home, HOME, '"WebSite"', '"WebPage"'),
    (structured_data.home, HOME, '"logo"', '"picture"'),
    (structured_data.collections, WORLD, 'tionPage", "mainEntity": {"@type": "ItemList"', '"'),
    (structured_data.collections, WORLD, f'"url": "{BASE}/2026/two/"', f'"url": "{BASE}/2026/"'),
    (structured_data.visible_facts, ONE, '"name": "Ana B."', '"name": "Ana Berg"'),
    (structured_data.visible_facts, ONE, "31 May 2026", "30 May 2026"),
    (article_markup.one_article, ONE, "</article>", "</article><article></article>"),
    (article_markup.one_article, ONE, "<main", "<div"),
    (article_markup.one_h1, WORLD, "<h1>World</h1>", "<h1></h1>"),
    (article_markup.one_h1, ONE, "h2", "h1"),
    (article_markup.heading_levels, ONE, "h2", "h3"),
    (article_markup.byline, ONE, 'rel="author"', ""),
    (
        article_markup.byline,
        ONE,
        'rel="author" href="/news/authors/ana/',
        'rel="author" href="/news/authors/bo/',
    ),
    (article_markup.dates, ONE, 'datetime="2026-06-01"', 'datetime="1 June"'),
    (article_markup.dates, ONE, "time", "span"),
    (article_markup.update_shown, ONE, "dt-updated", "updated"),
    (article_markup.figures, ONE, "figcaption", "div"),
    (article_markup.onward, ONE, 'aria-label="Related"', ""),
    (article_markup.author_pages, ANA, "Ana has reported from", "Ana"),
    (article_markup.author_pages, ANA, "/news/2026/", "/news/2025/"),
    (article_markup.microformats, ONE, "e-content", "content"),
    (article_markup.microformats, ONE, " h-card", ""),
    (article_markup.standfirst, ONE, f'standfirst">{SUMMARY}', 'standfirst">'),
    (article_markup.editor_credited, ONE, "Edited by Bo C.", ""),
    (article_markup.print_style, SHEET, "@media print", "@media screen"),
    (article_markup.section_above, ONE, "/news/world/", "/news/"),
    (accessibility.skip_link, ONE, '<a class="skip"', '<a href="/news/">Home</a><a class="skip"'),
    (accessibility.skip_link, ONE, '"#main"', '"#content"'),
    (accessibility.landmarks, ONE, 'aria-label="Main"', 'aria-label="About us"'),
    (accessibility.landmarks, ONE, "<footer", "<div"),
    (accessibility.label_targets, ONE, 'id="foot"', 'id="feet"'),
    (accessibility.colour_schemes, SHEET, "prefers-color-scheme", "color-scheme"),
    (accessibility.motion, SHEET, "prefers-reduced-motion", "prefers-motion"),
    (trust.about_linked, ONE, "bout", "round"),
    (trust.corrections_policy_linked, ONE, "corrections policy", "mistakes"),
    (trust.ethics_linked, ONE, "ethics", "law"),
    (trust.contact_linked, ONE, "contact", "address"),
    (trust.kind_stated, ONE, ">News<", "><"),
    (pictures.alt, ONE, 'alt=""', ""),
    (
        pictures.size,
        WORLD.replace("world", "2026/two"),
        'height="720" alt=""',
        'height="100%" alt=""',
    ),
    (pictures.loading, ONE, 'alt="" loading="lazy"', 'alt=""'),
    (
        pictures.loading,
        ONE,
        'alt="A field">\n<figcaption>',
        'alt="A field" loading="lazy"><figcaption>',
    ),
    (pictures.copies, ONE, 'sizes="100vw"', ""),
    (pictures.copies, ONE, "field.webp 400w", "lost.webp 400w"),
    (pictures.modern, ONE, "field.webp 400w", "field.jpg 400w"),
    (pictures.telling_alt, ONE, 'alt="A field"', 'alt="field.png"'),
    (pictures.telling_alt, ONE, 'alt="A field"', 'alt="In spring."'),
    (pictures.weight, "assets/field.png", "", "x" * 300_001),
    (links.broken_links, ONE, '<a href="#part">', '<a href="/news/2026/none/">'),
    (links.broken_links, "old/index.html", f"url={BASE}/about/", f"url={BASE}/none/"),
    (links.broken_links, ONE, '<a href="#part">', '<a href="/2026/two/">'),
    (links.broken_fragments, ONE, '<a href="#part">', '<a href="/news/2026/two/#parts">'),
    (
        links.broken_files,
        ONE,
        '<img src="/news/assets/field.png"',
        '<img src="/news/assets/none.png"',
    ),
    (
        links.broken_files,
        SHEET,
        "@media print {}",
        "@media print { a { background: url(none.png) } }",
    ),
    (links.reachable, "*", 'href="/news/about/', 'href="/news/world/'),
    (links.straight, ONE, '"/news/world/"', '"/news/world"'),
    (links.straight, ONE, '<a href="#part">', '<a href="/news/old/">'),
    (links.private_links, ONE, '<a href="#part">', '<a href="http://localhost:8000/">'),
    (links.private_links, ONE, '<a href="#part">', '<a href="file:///etc/passwd">'),
    (links.private_links, ONE, '<a href="#part">', '<a href="https://192.168.1.1/">'),
    (links.lost_page, LOST, "noindex", "all"),
    (links.near, HOME, "/news/", "/other/"),
    (links.title_of_links, ONE, ">Home</a>", "></a>"),
    (feeds.has_feed, "*", "feed.", "flow."),
    (feeds.well_formed, "feed.xml", "</channel>", ""),
    (feeds.well_formed, "feed.json", '"items"', "items"),
    (feeds.required, "feed.xml", "<description>All</description>", ""),
    (feeds.required, "feed.atom", "<updated>2026-06-01T08:00:00Z</updated>", ""),
    (feeds.required, "feed.json", '"content_html"', '"html"'),
    (feeds.ids, "feed.xml", "2026/two/</guid>", "2026/one/</guid>"),
    (feeds.ids, "feed.atom", f"<id>{BASE}/2026/one/</id>", "<id>story one</id>"),
    (feeds.dates, "feed.xml", "Sun, 31 May 2026 07:00:00 GMT", "2026-05-31T07:00:00Z"),
    (feeds.dates, "feed.atom", "2026-05-31T08:00:00+01:00", "2026-05-31"),
    (feeds.links, "feed.json", f'"url": "{BASE}/2026/one/"', '"url": "/news/2026/one/"'),
    (feeds.links, "feed.xml", f"<link>{BASE}/2026/one/", f"<link>{BASE}/2026/none/"),
    (feeds.full_text, "feed.xml", "content:encoded", "content:short"),
    (feeds.absolute_content, "feed.xml", f'&lt;img src="{BASE}', '&lt;img src="/news'),
    (feeds.absolute_content, "feed.xml", 'p id="one-x"', 'p id="two-x"'),
    (feeds.authors, "feed.xml", "<dc:creator>Ana B.</dc:creator>", ""),
    (feeds.own_address, "feed.atom", 'rel="self"', 'rel="me"'),
    (feeds.images, "feed.json", '"image"', '"picture"'),
    (feeds.json_feed, "*", "feed.json", "feed.yaml"),
    (feeds.list_feeds, "*", "world/feed.xml", "world/feeds.xml"),
    (feeds.order, "feed.xml", "Sun, 31 May", "Thu, 28 May"),
    (feeds.order, "feed.json", "<p>Words.</p>", "Words. " * 150_000),
    (feeds.language, "feed.xml", "<language>en</language>", ""),
    (feeds.language, "feed.atom", 'xml:lang="en"', 'xml:lang="fr"'),
    (feeds.self_links_resolve, ONE, "/news/feed.json", "/news/robots.txt"),
    (sitemaps.well_formed, MAP, "sitemap/0.9", "sitemap/1.0"),
    (sitemaps.well_formed, MAP, "</urlset>", ""),
    (sitemaps.limits, MAP, f"<loc>{BASE}/about/", "<loc>https://other.example/about/"),
    (sitemaps.indexable, MAP, f"<loc>{BASE}/about/", f"<loc>{BASE}/404.html"),
    (sitemaps.indexable, MAP, f"<loc>{BASE}/about/", f"<loc>{BASE}/none/"),
    (sitemaps.indexable, MAP, f"<loc>{BASE}/about/", f"<loc>{BASE}/world/"),
    (sitemaps.complete, MAP, f"<loc>{BASE}/2026/one/", f"<loc>{BASE}/2026/two/"),
    (sitemaps.lastmod, MAP, "2026-05-31T08:00:00+01:00", "yesterday"),
    (sitemaps.lastmod, MAP, "lastmod", "changefreq"),
    (sitemaps.robots, "robots.txt", "Disallow:", "Disallow: /"),
    (sitemaps.robots, "robots.txt", f"{BASE}/sitemap", "/sitemap"),
    (sitemaps.has_news, "*", NEWS, "newsmap.xml"),
    (sitemaps.few_news, NEWS, "</urlset>", "<url></url>" * 1_000 + "</urlset>"),
    (sitemaps.news_in_full, NEWS, "<n:title>Story one</n:title>", ""),
    (sitemaps.news_in_full, NEWS, "<n:language>en<", "<n:language>en-GB<"),
    (sitemaps.recent_news, NEWS, "2026/one/", "2026/three/"),
    (weight.no_third_party, ONE, '<img src="/news', '<img src="https://cdn.example/news'),
    (weight.no_third_party, SHEET, "@media print {}", "@import 'https://fonts.example/a.css';"),
    (weight.light_html, ONE, "One two", "".join(map(str, range(60_000)))),
    (weight.light_css, SHEET, "@media print {}", "".join(map(str, range(20_000)))),
    (weight.light_scripts, "a.js", "", "".join(map(str, range(20_000)))),
    (weight.light_pages, "assets/field.png", "", "x" * 500_001),
    (weight.no_blocking_script, ONE, "</head>", '<script src="/news/a.js"></script></head>'),
    (weight.hashed_names, "*", CSS.rpartition("/")[2], "site.css"),
    (weight.no_handlers, ONE, '<a href="#part">', '<a onclick="x()" href="#part">'),
    (weight.no_handlers, ONE, '<a href="#part">', '<a href=" java&#9;script:x()">'),
    (weight.no_scripts, ONE, "One two", "One <script>x()</script> two"),
    (weight.security_policy, "_headers", "Content-Security-Policy", "X-Policy"),
    (weight.no_mixed_content, ONE, '<img src="/news', '<img src="http://model.example/news'),
)


def with_fault(path: str, old: str, new: str) -> Edition:
    """The model site with words replaced in a file; in every file and name where that is `*`."""
    files: dict[str, str | bytes] = {}
    for name, content in model_files().items():
        if path in ("*", name):
            text = content if isinstance(content, str) else content.decode()
            content = text.replace(old, new) if old else new
            assert content != text or path == "*"
        files[name.replace(old, new) if path == "*" else name] = content
    if path == "a.js":
        files["a.js"] = new
        files[ONE] = str(files[ONE]).replace(
            "</head>", '<script defer src="/news/a.js"></script></head>'
        )
    return model_edition(files)


def test_a_site_that_is_right_has_no_faults() -> None:
    """What the checks ask for can be met."""
    assert [] == faults(model_edition(), (*MUST, *SHOULD))


@pytest.mark.parametrize(
    ("check", "path", "old", "new"), FAULTS, ids=[check_name(fault[0]) for fault in FAULTS]
)
def test_a_check_sees_its_fault(check: Check, path: str, old: str, new: str) -> None:
    """A fault that is put into the right site is told, with the page that has it."""
    found = list(check(with_fault(path, old, new)))
    assert found
    is_page = path.endswith(".html") and path != HOME
    assert not is_page or any(path in fault for fault in found)


def test_every_check_has_been_seen_to_fail() -> None:
    """A check that can't fail is worse than none."""
    assert set() == {*MUST, *SHOULD} - {fault[0] for fault in FAULTS}


def test_what_the_owner_keeps_out_of_search_engines_is_no_fault() -> None:
    """Pages marked noindex by their owner are exempt from ME-04 and the sitemap."""
    edition = with_fault(ONE, "max-image-preview:large", "noindex")
    edition.unlisted = frozenset((ONE,))
    assert [] == list(metadata.articles_are_indexable(edition))
    assert [] == list(sitemaps.complete(edition))
    assert [] != list(sitemaps.indexable(edition))


def test_a_story_that_its_publisher_signs_has_no_writers_profile() -> None:
    """ogp.me: `article:author` is the profile of a writer, and there is none."""
    signed = str(model_files()[ONE]).replace('/news/authors/ana/">Ana B.', '/news/about/">Model')
    page = re.sub('<meta property="article:author".*', "", signed)
    edition = model_edition(model_files() | {ONE: page})
    assert [] == list(metadata.open_graph_of_articles_in_full(edition))


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (4, "Ships – and locks, 2026"),
        (9, "海底に眠る、6本の線。"),
        (7, "海底电缆 with ships 1988"),
        (2, "ประเทศไทย ไทย"),
        (1, "မြန်မာ"),
    ],
)
def test_words_are_counted_as_their_script_has_them(words: int, text: str) -> None:
    """A Japanese text is not one word long."""
    assert words == structured_data.words_in(text)


def test_words_that_were_planted_are_no_debris() -> None:
    """`{{ x }}` in prose is prose."""
    edition = with_fault(ONE, "One two", "One {{ x }}")
    edition.planted = ("{{ x }}",)
    assert [] == list(document.debris(edition))
