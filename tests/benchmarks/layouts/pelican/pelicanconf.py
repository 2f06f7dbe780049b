"""Settings: the corpus' own are in site.json, written beside this file."""

import json
from pathlib import Path

import markdown
import newsroom

_site = json.loads((Path(__file__).parent / "site.json").read_text("utf-8"))
SITENAME, SITEURL, DESCRIPTION = _site["title"], _site["base_url"], _site["description"]
SECTIONS = _site["sections"]
PEOPLE = {who["id"]: {**who, "bio": markdown.markdown(who["bio"])} for who in _site["people"]}

PATH = "content"
ARTICLE_PATHS = [section.lower() for section in SECTIONS]
STATIC_PATHS = ["images"]
PLUGINS = [newsroom]
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
DEFAULT_DATE_FORMAT = "%-d %B %Y"
THEME = "theme"
THEME_STATIC_PATHS = ["static"]
THEME_STATIC_DIR = "."
# Summaries are plain words; to read them as Markdown would be work that nobody sees.
FORMATTED_FIELDS = []
MARKDOWN = {
    "extensions": ["markdown.extensions.extra", "markdown.extensions.toc"],
    "extension_configs": {"markdown.extensions.toc": {"toc_depth": "2-3"}},
    "output_format": "html5",
}

# Texts are kept from one build to the next, known by their bytes: a checkout has new times.
CACHE_CONTENT = LOAD_CONTENT_CACHE = True
CONTENT_CACHING_LAYER = "reader"
CHECK_MODIFIED_METHOD = "md5"
GZIP_CACHE = False

ARTICLE_URL = "{date:%Y}/{date:%m}/{slug}/"
CATEGORY_URL, TAG_URL, AUTHOR_URL = "{slug}/", "tags/{slug}/", "authors/{slug}/"
ARTICLE_SAVE_AS, CATEGORY_SAVE_AS = f"{ARTICLE_URL}index.html", f"{CATEGORY_URL}index.html"
TAG_SAVE_AS, AUTHOR_SAVE_AS = f"{TAG_URL}index.html", f"{AUTHOR_URL}index.html"
DIRECT_TEMPLATES = ["index", "tags", "authors", "sitemap"]
TAGS_SAVE_AS, AUTHORS_SAVE_AS = "tags/index.html", "authors/index.html"
SITEMAP_SAVE_AS = "sitemap.xml"
PAGINATED_TEMPLATES = dict.fromkeys(("category", "tag", "author"), _site["per_page"])
PAGINATION_PATTERNS = (
    (1, "{url}", "{save_as}"),
    (2, "{base_name}/page/{number}/", "{base_name}/page/{number}/index.html"),
)

# Pelican's Atom feeds carry whole texts, its RSS feeds summaries: that of the home page is Atom.
FEED_ALL_ATOM = "feed.xml"
CATEGORY_FEED_ATOM = AUTHOR_FEED_ATOM = TRANSLATION_FEED_ATOM = None
CATEGORY_FEED_RSS = f"{CATEGORY_URL}feed.xml"
TAG_FEED_RSS, AUTHOR_FEED_RSS = f"{TAG_URL}feed.xml", f"{AUTHOR_URL}feed.xml"
FEED_MAX_ITEMS = _site["in_feed"]
