"""A site that meets every point, written by hand: what the checks themselves are tested with."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime

from tests.standards.edition import Edition

BASE = "https://model.example/news"
NOW = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
CSS = "/news/assets/site.0123456789abcdef.css"
STORIES = ("one", "two", "three")
SUMMARY = "The standfirst of a story that is long enough to be a description of it."

_FEEDS = """\
<link rel="alternate" type="application/rss+xml" title="Model" href="/news/feed.xml">
<link rel="alternate" type="application/atom+xml" title="Model" href="/news/feed.atom">
<link rel="alternate" type="application/feed+json" title="Model" href="/news/feed.json">"""

_FRAME = """\
<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} – Model</title>
<meta name="description" content="{summary}">
<link rel="canonical" href="{url}">
<meta name="robots" content="{robots}">
<meta property="og:type" content="{og_type}">
<meta property="og:title" content="{title}">
<meta property="og:description" content="{summary}">
<meta property="og:url" content="{url}">
<meta property="og:site_name" content="Model">
<meta property="og:locale" content="en_GB">
<meta property="og:image" content="https://model.example/news/assets/field.png">
<meta property="og:image:width" content="1280">
<meta property="og:image:height" content="720">
<meta property="og:image:alt" content="A field">
{head}<meta name="twitter:card" content="summary_large_image">
{feeds}
<link rel="icon" href="/news/assets/icon.png">
<link rel="stylesheet" href="{css}">
<script type="application/ld+json">{data}</script>
</head>
<body class="page-{kind}">
<a class="skip" href="#main">Skip</a>
<header class="site-header"><nav aria-label="Main"><a href="/news/">Home</a>
<a href="/news/world/">World</a></nav></header>
<main id="main" tabindex="-1">
{main}
</main>
<footer><nav aria-labelledby="foot"><h2 id="foot">About us</h2>
<a href="/news/about/">About, corrections policy, ethics, contact</a></nav></footer>
</body>
</html>
"""

_ARTICLE = """\
<article class="story h-entry">
<header><a class="section" href="/news/world/">World</a> <span class="kind">News</span>
<h1 class="p-name">Story {name}</h1>
<p class="standfirst">{summary}</p></header>
<address>By <a class="p-author h-card" rel="author" href="/news/authors/ana/">Ana B.</a></address>
<p>Edited by Bo C.</p>
<a class="u-url" href="{path}"><time class="dt-published" datetime="{date}">{day}</time></a>
<time class="dt-updated" datetime="2026-06-01T09:00:00+01:00">1 June 2026</time>
<figure><img src="/news/assets/field.png" srcset="/news/assets/field.webp 400w, /news/assets/field.png 1280w" sizes="100vw" width="1280" height="720" alt="A field">
<figcaption><div class="caption">In spring.</div></figcaption></figure>
<div class="e-content"><h2 id="part">A part</h2><p>One two three four five <a href="#part">part</a>,
<img src="/news/assets/field.png" srcset="/news/assets/field.webp 400w, /news/assets/field.png 1280w" sizes="100vw" width="1280" height="720" alt="" loading="lazy">.</p></div>
<section class="corrections" aria-label="Corrections"><h2>Corrections</h2>
<time datetime="2026-06-01">1 June 2026</time> A number was wrong.</section>
</article>
<section aria-label="Related">{related}</section>"""


def model_files() -> dict[str, str | bytes]:
    """The output folder of the model site."""
    files: dict[str, str | bytes] = {
        "assets/site.0123456789abcdef.css": "@media print {} @media (prefers-color-scheme: dark) {}"
        " @media (prefers-reduced-motion: reduce) { * { transition: none } }",
        "assets/field.png": b"a picture",
        "assets/field.webp": b"a small one",
        "assets/icon.png": b"a small picture",
        "robots.txt": f"User-agent: *\nDisallow:\n\nSitemap: {BASE}/sitemap.xml\n"
        f"Sitemap: {BASE}/news-sitemap.xml\n",
        "_headers": "/*\n  Content-Security-Policy: default-src 'none'\n",
        "old/index.html": _redirect(),
    }
    for number, name in enumerate(STORIES):
        files[f"2026/{name}/index.html"] = _story(number, name)
    lists = "\n".join(f'<h2><a href="/news/2026/{n}/">Story {n}</a></h2>' for n in STORIES)
    image = '<img src="/news/assets/field.png" srcset="/news/assets/field.webp 400w, /news/assets/field.png 1280w" sizes="100vw" width="1280" height="720" alt="" loading="lazy">'
    bio = '<div class="bio">' + "Ana has reported from many places. " * 4 + "</div>"
    files |= {
        "index.html": _page("home", "", "Home", lists + image, _home()),
        "world/index.html": _page("section", "world/", "World", lists, *_collection()),
        "authors/ana/index.html": _page("person", "authors/ana/", "Ana B.", bio + lists, _ana()),
        "about/index.html": _page("page", "about/", "About", "<p>Us.</p>", {"@type": "WebPage"}),
        "404.html": _page("404", "404.html", "Lost", "<p>Lost.</p>", {"@type": "WebPage"}),
        "feed.xml": _rss("", STORIES),
        "world/feed.xml": _rss("world/", STORIES),
        "feed.atom": _atom(),
        "feed.json": _json(),
        "sitemap.xml": _sitemap(),
        "news-sitemap.xml": _news(),
    }
    return files


def model_edition(files: dict[str, str | bytes] | None = None) -> Edition:
    """The model site, or what a test made of it, as an edition."""
    found = model_files() if files is None else files
    data = {k: v if isinstance(v, bytes) else v.encode("utf-8") for k, v in found.items()}
    return Edition(data, BASE, NOW)


def _day(number: int) -> str:
    return f"2026-05-{31 - number:02}T08:00:00+01:00"


def _page(
    kind: str, path: str, title: str, main: str, *nodes: dict[str, object], head: str = ""
) -> str:
    return _FRAME.format(
        kind=kind,
        title=title,
        url=f"{BASE}/{path}",
        summary=SUMMARY,
        robots="noindex" if kind == "404" else "max-image-preview:large",
        og_type="article" if kind == "article" else "website",
        head=head,
        feeds=_FEEDS,
        css=CSS,
        data=json.dumps({"@context": "https://schema.org", "@graph": nodes}),
        main=main if kind == "article" else f"<h1>{title}</h1>\n{main}",
    )


def _story(number: int, name: str) -> str:
    path, date = f"2026/{name}/", _day(number)
    others = [other for other in STORIES if other != name]
    related = "".join(f'<h2><a href="/news/2026/{o}/">Story {o}</a></h2>' for o in others)
    day = f"{31 - number} May 2026"
    main = _ARTICLE.format(
        name=name, summary=SUMMARY, path=f"/news/{path}", date=date, day=day, related=related
    )
    head = f'<meta property="article:published_time" content="{date}">\n'
    for key, value in (
        ("modified_time", "2026-06-01T09:00:00+01:00"),
        ("author", f"{BASE}/authors/ana/"),
        ("section", "World"),
        ("tag", "Fields"),
    ):
        head += f'<meta property="article:{key}" content="{value}">\n'
    nodes = (_article_node(name, f"{BASE}/{path}", date), _crumbs(f"Story {name}", path))
    return _page("article", path, f"Story {name}", main, *nodes, head=head)


def _organisation() -> dict[str, object]:
    logo = {"@type": "ImageObject", "url": f"{BASE}/assets/icon.png"}
    return {"@type": "NewsMediaOrganization", "name": "Model", "url": f"{BASE}/", "logo": logo}


def _article_node(name: str, url: str, date: str) -> dict[str, object]:
    image = {
        "@type": "ImageObject",
        "url": f"{BASE}/assets/field.png",
        "contentUrl": f"{BASE}/assets/field.png",
        "width": 1280,
        "creditText": "A. Painter",
        "license": "https://creativecommons.org/licenses/by/4.0/",
    }
    person = {"@type": "Person", "name": "Ana B.", "url": f"{BASE}/authors/ana/"}
    note = {"@type": "CorrectionComment", "text": "x", "datePublished": "2026-06-01T00:00:00Z"}
    return {
        "@type": "NewsArticle",
        "headline": f"Story {name}",
        "image": [image],
        "datePublished": date,
        "dateModified": "2026-06-01T09:00:00+01:00",
        "author": [person],
        "editor": [{"@type": "Person", "name": "Bo C."}],
        "publisher": _organisation() | {"publishingPrinciples": f"{BASE}/about/"},
        "mainEntityOfPage": url,
        "description": SUMMARY,
        "inLanguage": "en",
        "articleSection": "World",
        "keywords": ["Fields"],
        "wordCount": 9,
        "isAccessibleForFree": True,
        "correction": [note],
    }


def _crumbs(title: str, path: str) -> dict[str, object]:
    steps = (("Model", ""), ("World", "world/"), (title, path))
    items = [
        {"@type": "ListItem", "position": n, "name": name, "item": f"{BASE}/{url}"}
        for n, (name, url) in enumerate(dict.fromkeys(steps), 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _home() -> dict[str, object]:
    site = {"@type": "WebSite", "name": "Model", "url": f"{BASE}/"}
    return site | {"publisher": _organisation()}


def _collection() -> tuple[dict[str, object], ...]:
    items = [{"@type": "ListItem", "url": f"{BASE}/2026/{name}/"} for name in STORIES]
    listed = {"@type": "ItemList", "itemListElement": items}
    return {"@type": "CollectionPage", "mainEntity": listed}, _crumbs("World", "world/")


def _ana() -> dict[str, object]:
    person = {"@type": "Person", "name": "Ana B.", "description": "x", "jobTitle": "Reporter"}
    rest = {"image": f"{BASE}/assets/icon.png", "url": f"{BASE}/authors/ana/"}
    return {"@type": "ProfilePage", "mainEntity": person | rest}


def _redirect() -> str:
    target = f"{BASE}/about/"
    return f"""\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>About</title>
<meta http-equiv="refresh" content="0; url={target}">
<meta name="robots" content="noindex">
<link rel="canonical" href="{target}">
</head>
<body><p><a href="{target}">About</a></p></body>
</html>
"""


def _rss(folder: str, names: Iterable[str]) -> str:
    items = "".join(
        f"<item><title>Story {name}</title><link>{BASE}/2026/{name}/</link>"
        f'<guid isPermaLink="true">{BASE}/2026/{name}/</guid>'
        f"<pubDate>{('Sun, 31', 'Sat, 30', 'Fri, 29')[n]} May 2026 07:00:00 GMT</pubDate>"
        f"<dc:creator>Ana B.</dc:creator><description>{SUMMARY}</description>"
        f'<content:encoded>&lt;p id="{name}-x"&gt;&lt;a href="#{name}-x"&gt;x&lt;/a&gt; '
        f'&lt;img src="{BASE}/assets/field.png" alt=""&gt;&lt;/p&gt;</content:encoded>'
        f'<media:content url="{BASE}/assets/field.png" type="image/png" medium="image"/></item>\n'
        for n, name in enumerate(names)
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" '
        'xmlns:atom="http://www.w3.org/2005/Atom" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:media="http://search.yahoo.com/mrss/">'
        f"<channel><title>Model</title><link>{BASE}/{folder}</link>"
        "<description>All</description><language>en</language>"
        "<lastBuildDate>Mon, 01 Jun 2026 08:00:00 GMT</lastBuildDate>"
        f'<atom:link rel="self" href="{BASE}/{folder}feed.xml"/>\n{items}</channel></rss>\n'
    )


def _atom() -> str:
    entries = "".join(
        f"<entry><id>{BASE}/2026/{name}/</id><title>Story {name}</title>"
        f'<link rel="alternate" href="{BASE}/2026/{name}/"/>'
        f"<published>{_day(n)}</published><updated>2026-06-01T08:00:00Z</updated>"
        "<author><name>Ana B.</name></author>"
        '<content type="html">&lt;p&gt;Words.&lt;/p&gt;</content>'
        f'<media:content url="{BASE}/assets/field.png" medium="image"/></entry>\n'
        for n, name in enumerate(STORIES)
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" '
        f'xmlns:media="http://search.yahoo.com/mrss/" xml:lang="en"><id>{BASE}/feed.atom</id>'
        "<title>Model</title><updated>2026-06-01T08:00:00Z</updated>"
        f'<link rel="self" href="{BASE}/feed.atom"/><link rel="alternate" href="{BASE}/"/>'
        f"{entries}</feed>\n"
    )


def _json() -> str:
    items = [
        {
            "id": f"{BASE}/2026/{name}/",
            "url": f"{BASE}/2026/{name}/",
            "title": f"Story {name}",
            "content_html": "<p>Words.</p>",
            "image": f"{BASE}/assets/field.png",
            "date_published": _day(n),
            "date_modified": "2026-06-01T08:00:00Z",
            "authors": [{"name": "Ana B."}],
        }
        for n, name in enumerate(STORIES)
    ]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Model",
        "home_page_url": f"{BASE}/",
        "feed_url": f"{BASE}/feed.json",
        "language": "en",
        "items": items,
    }
    return json.dumps(feed, indent=1)


def _sitemap() -> str:
    paths = ["", "world/", "authors/ana/", "about/", *(f"2026/{name}/" for name in STORIES)]
    urls = "".join(
        f"<url><loc>{BASE}/{path}</loc><lastmod>{_day(n)}</lastmod></url>\n"
        for n, path in enumerate(paths)
    )
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f'<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="{space}">{urls}</urlset>\n'


def _news() -> str:
    urls = "".join(
        f"<url><loc>{BASE}/2026/{name}/</loc><n:news><n:publication><n:name>Model</n:name>"
        f"<n:language>en</n:language></n:publication><n:publication_date>{_day(n)}"
        f"</n:publication_date><n:title>Story {name}</n:title></n:news></url>\n"
        for n, name in enumerate(STORIES[:1])
    )
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    news = "http://www.google.com/schemas/sitemap-news/0.9"
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="{space}" xmlns:n="{news}">'
        f"{urls}</urlset>\n"
    )
