"""Small sites drawn at random, with everything in them that one story can have with another.

Every story carries a word of its own in all that is its own: text, slug, tag, person, picture,
document, alias, series. Where the word is met, the story can be known.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache

from hypothesis import strategies as st

from tests.building import NOW
from tests.standards.edition import Edition
from tests.standards.hostile import typed

LATEST = 8  # days after NOW, on which the last thing may happen
HIDDEN_PAGE = "wolverine"
WORDS = ("aardwolf", "bandicoot", "capybara", "dormouse", "echidna", "flycatcher")
PERMALINK = "/{year}/{month}/{slug}/"
PERMALINKS = (PERMALINK, PERMALINK, "/{slug}/", "/{section}/{year}/{day}/x-{slug}/")
BASE_URLS = (
    "https://random.example",
    "https://random.example/news",
    "http://random.example:8080/a/b",
    "https://random.example/été",
)
LANGUAGES = ("en", "en", "en", "ar", "pt-BR")
SECTIONS, SHARED_TAGS, PEOPLE = ("world", "ideas"), ("Treaties", "C++"), ("ana-b", "bo-c")
# Headlines and names that lists, indexes and other people have too.
ODD_TITLES = (
    "2026",
    "May 2026",
    "world",
    "World News",
    "Treaties – All tags",
    "Treaties",
    "All authors",
) + (
    "All tags",
    "Corrections",
    "About",
    "The Random Post",
    "Shared (1 story)",
    "Ana B. – All authors",
)
ODD_NAMES = ("Ana B.", "Jo Doe", "Jo Doe (Reporter)", "2026")


@dataclass(frozen=True)
class Story:
    """A story as drawn. Instants are whole days from NOW; `links` name what its text leads to."""

    number: int
    day: int
    publish_after: int | None
    days_shown: int | None
    draft: bool
    language: str
    section: str
    tags: tuple[str, ...]
    people: tuple[str, ...]
    has_series: bool
    has_picture: bool
    has_document: bool
    has_alias: bool
    is_translation_of: int | None
    is_corrected: bool
    links: tuple[str, ...]
    related: tuple[int, ...]
    odd_title: str | None = None
    odd_name: str | None = None
    first_at: str | None = None
    addresses: tuple[str, ...] = ()

    @property
    def word(self) -> str:
        return WORDS[self.number]

    @property
    def identity(self) -> str:
        return f"{self.section}/{self.word}"

    @property
    def release(self) -> int:
        """The day of the release."""
        return self.day + (self.publish_after or 0)

    @property
    def end(self) -> int | None:
        """The day of the withdrawal."""
        return None if self.days_shown is None else self.release + self.days_shown

    def is_out(self, now: datetime) -> bool:
        """Whether the story is published at a clock."""
        if self.draft or now < at(self.release):
            return False
        return self.end is None or now < at(self.end)

    @property
    def url(self) -> str:
        """The address below the site's root, if its permalink is the default."""
        prefix = "" if self.language == "en" else f"/{self.language}"
        return f"{prefix}{at(self.release):/%Y/%m}/{self.word}/"


@dataclass(frozen=True)
class Frame:
    """What the stories of a site stand in: each other, its address, whether permalinks are usual,
    whether site.yaml declares the sections."""

    stories: tuple[Story, ...]
    base_url: str
    is_usual: bool
    is_declared: bool


@dataclass(frozen=True)
class RandomSite:
    """A site as drawn: `files` are its sources. `base_url` is as an author types it."""

    stories: tuple[Story, ...]
    files: Mapping[str, str | bytes]
    base_url: str

    def copies(self, edition: Edition) -> frozenset[str]:
        """The pages of stories that name another address as the first one."""
        words = {story.word for story in self.stories if story.first_at}
        pages = [page for page in edition.articles if page.canonical != page.url]
        return frozenset(p.path for p in pages if any(f"{w}/index" in p.path for w in words))

    def hidden_words(self, now: datetime) -> list[str]:
        """The words of what is not out at a clock."""
        return [HIDDEN_PAGE, *(story.word for story in self.stories if not story.is_out(now))]


def at(day: int) -> datetime:
    """The instant of a day's events."""
    return NOW + timedelta(days=day)


def _when(day: int) -> str:
    return f"{at(day):%Y-%m-%d %H:%M} +00:00"


clocks = st.integers(0, 2 * LATEST).map(lambda half: NOW + timedelta(days=half / 2))


@st.composite
def random_sites(draw: st.DrawFn) -> RandomSite:
    """Sites of one to five stories, four standing pages, three languages."""
    count = draw(st.integers(1, len(WORDS) - 1))
    base_url, permalink = draw(st.sampled_from(BASE_URLS)), draw(st.sampled_from(PERMALINKS))
    stories = tuple(draw(_story(number, count)) for number in range(count))
    careless = [draw(st.integers(0, 9)) == 0 for _ in stories]
    frame = Frame(stories, base_url, permalink == PERMALINK, draw(st.booleans()))
    stories = tuple(s if careless[s.number] else _mended(s, frame) for s in stories)
    frame = replace(frame, stories=stories)
    menu = draw(st.lists(st.sampled_from(_menu_targets(frame)), max_size=3, unique=True))
    about, draft = (draw(st.lists(_targets(count), max_size=2)) for _ in range(2))
    files: dict[str, str | bytes] = {
        "site.yaml": _site_yaml(frame, permalink, draw(st.sampled_from((1, 2, 20))), menu),
        "content/images/shared.png": tiny_png(0),
        "content/images/shared.png.yaml": "alt: Shared\ncredit: A. Painter\n",
        "content/pages/about.md": _page("About", about, frame),
        "content/pages/contact.md": "---\ntitle: Contact\n---\nWrite. [About](about.md#us).\n",
        "content/pages/hidden.md": _page(f"{HIDDEN_PAGE} page\ndraft: true", draft, frame),
        "content/pages/arabic.md": _page("صفحة\nlanguage: ar", [], frame),
        **{f"content/authors/{person}.md": _person(person) for person in PEOPLE},
    }
    for story in stories:
        files |= _files_of(story, frame)
    return RandomSite(stories, files, base_url)


@st.composite
def _story(draw: st.DrawFn, number: int, count: int) -> Story:
    def maybe(chance: int) -> bool:
        return draw(st.integers(1, 10)) <= chance

    others = [other for other in range(count) if other != number]
    return Story(
        number=number,
        day=draw(st.integers(-40, 4)),
        publish_after=draw(st.integers(0, 4)) if maybe(3) else None,
        days_shown=draw(st.integers(1, 45)) if maybe(4) else None,
        draft=maybe(2),
        language=draw(st.sampled_from(LANGUAGES)),
        section=draw(st.sampled_from(SECTIONS)),
        tags=tuple(draw(st.lists(st.sampled_from(SHARED_TAGS), unique=True))),
        people=tuple(draw(st.lists(st.sampled_from((*PEOPLE, "own", "guest")), unique=True))),
        has_series=maybe(4),
        has_picture=maybe(5),
        has_document=maybe(3),
        has_alias=maybe(4),
        is_translation_of=draw(st.sampled_from(others)) if others and maybe(3) else None,
        is_corrected=maybe(3),
        links=tuple(draw(st.lists(_targets(count), max_size=4, unique=True))),
        related=tuple(draw(st.lists(st.sampled_from(others), max_size=3))) if others else (),
        odd_title=draw(st.sampled_from(ODD_TITLES)) if maybe(3) else None,
        odd_name=draw(st.sampled_from(ODD_NAMES)) if maybe(4) else None,
        first_at=draw(_targets(count)) if maybe(2) else None,
        addresses=tuple(draw(st.lists(_targets(count), max_size=2))) if maybe(3) else (),
    )


def _targets(count: int) -> st.SearchStrategy[str]:
    """What a text may lead to: `FORM NUMBER` is a story, the rest are pages by their address."""
    forms = st.sampled_from(("path", "part", "slug", "slug-part", "url", "whole-url"))
    stories = st.builds(lambda form, n: f"{form} {n}", forms, st.integers(0, count - 1))
    lists = (
        ("/", "/world/", "/ideas/", "/tags/", "/tags/treaties/", "/authors/", "/authors/ana-b/")
        + ("/corrections/", "/feed.xml", "/2026/", "/2026/05/", "/ar/", "/ar/world/", "/pt-BR/")
        + ("/tags/treaties/page/1/", "/world/page/1/", "/series/shared/", "/authors/bo-c.md")
        + ("/pages/about.md#us", "/pages/contact.md", "https://elsewhere.example/?a=1&b=2")
        + ("/world/feed.xml", "/ideas/feed.xml", "/tags/treaties/feed.xml", "/ar/feed.atom")
        + ("/build.json", "/sitemap.xml", "/authors/ana-b/feed.xml", "/series/shared/feed.xml")
    )
    own = ("own-tag", "own-series", "own-person", "own-month", "own-feed", "own-alias")
    lists_of_stories = st.builds(
        lambda form, n: f"{form} {n}", st.sampled_from(own), st.integers(0, count - 1)
    )
    return st.one_of(stories, stories, lists_of_stories, st.sampled_from(lists))


def _mended(story: Story, frame: Frame) -> Story:
    """The story without what an error would come from at any clock."""
    links = tuple(link for link in story.links if _is_allowed(link, story, frame))
    addresses = tuple(link for link in story.addresses if _is_allowed(link, story, frame))
    first_at = (
        story.first_at if story.first_at and _is_allowed(story.first_at, story, frame) else None
    )
    original = story.is_translation_of
    if original is not None and not _is_first_telling(
        story, frame.stories[original], frame.stories
    ):
        original = None
    return replace(
        story, links=links, addresses=addresses, first_at=first_at, is_translation_of=original
    )


def _is_first_telling(story: Story, original: Story, stories: tuple[Story, ...]) -> bool:
    """Whether no other story tells the same in that language, and the original is one."""
    told = [s for s in stories if s.is_translation_of == original.number] + [original]
    others = [other for other in told if other.number != story.number]
    return original.is_translation_of is None and story.language not in {s.language for s in others}


def _is_allowed(link: str, story: Story | None, frame: Frame) -> bool:
    """Whether a link leads to something at some clock, and to no story before its hour."""
    form, _, number = link.partition(" ")
    if not number:
        stories = [s for s in frame.stories if not s.draft]
        if link.strip("/").partition("/")[0] in SECTIONS and frame.is_declared:
            return "/page/" not in link
        return link not in _LISTS or any(_LISTS[link](s) for s in stories)
    if form in ("url", "whole-url") and not frame.is_usual:
        return False
    target = frame.stories[int(number)]
    if form == "own-alias" and not target.has_alias:
        return False
    if form == "own-alias":
        return _is_allowed(f"path {number}", story, frame)
    if form == "own-feed" and "own" not in target.people:
        return False
    if form == "own-series" and not (target.has_series and target.number % 2 == 0):
        return False
    if story and story.draft and not form.startswith("own-"):
        return True
    if target.draft:
        return False
    is_out = form.startswith("own-") or target.release <= 0
    return is_out or bool(story and story.release >= target.release)


# Lists that only some sites have, and the stories that they need.
_LISTS: dict[str, Callable[[Story], bool]] = {
    "/tags/treaties/": lambda s: "Treaties" in s.tags and s.language == "en",
    "/tags/treaties/page/1/": lambda s: False,
    "/world/page/1/": lambda s: False,
    "/2026/": lambda s: s.language == "en",
    "/2026/05/": lambda s: s.language == "en" and f"{at(s.release):%Y/%m}" == "2026/05",
    "/ar/": lambda s: s.language == "ar",
    "/ar/world/": lambda s: s.language == "ar" and s.section == "world",
    "/pt-BR/": lambda s: s.language == "pt-BR",
    "/series/shared/": lambda s: s.has_series and s.number % 2 == 1 and s.language == "en",
    "/world/": lambda s: s.section == "world" and s.language == "en",
    "/ideas/": lambda s: s.section == "ideas" and s.language == "en",
}
_LISTS |= {
    "/world/feed.xml": _LISTS["/world/"],
    "/ideas/feed.xml": _LISTS["/ideas/"],
    "/tags/treaties/feed.xml": _LISTS["/tags/treaties/"],
    "/series/shared/feed.xml": _LISTS["/series/shared/"],
    "/ar/feed.atom": _LISTS["/ar/"],
    "/authors/ana-b/": lambda s: "ana-b" in s.people,
    "/authors/ana-b/feed.xml": lambda s: "ana-b" in s.people,
}


def _menu_targets(frame: Frame) -> list[str]:
    out = [story for story in frame.stories if not story.draft and story.release <= 0]
    named = {story.section for story in frame.stories}
    sections = SECTIONS if frame.is_declared else tuple(s for s in SECTIONS if s in named)
    return [*sections, "pages/about.md", "pages/contact.md", *(f"article:{s.word}" for s in out)]


def _site_yaml(frame: Frame, permalink: str, per_page: int, menu: list[str]) -> str:
    return (
        f"title: The Random Post\nbase_url: {frame.base_url}\nlanguage: en\n"
        "timezone: Europe/London\nimage: images/shared.png\n"
        f"permalink: {typed(permalink)}\n"
        f"per_page: {per_page}\n"
        + ("sections: {world: World News, ideas: Ideas}\n" if frame.is_declared else "")
        + "tags: {c-plus-plus: {title: C++}}\n"
        "publisher: {policies: {about: about, contact: contact, ethics: hidden, privacy: arabic}}\n"
        + (f"menu: {typed(menu)}\n" if menu else "")
    )


def _person(person: str) -> str:
    return f"---\nname: {person.title().replace('-', ' ')}.\nrole: Reporter\n---\nReports.\n"


def _page(title: str, links: list[str], frame: Frame) -> str:
    kept = [link for link in links if _is_allowed(link, None, frame)]
    text = "".join(f"A [link]({address(link, frame)}).\n\n" for link in kept)
    return f"---\ntitle: {title}\n---\n## Us\n\n{text}"


def address(link: str, frame: Frame) -> str:
    """A link as an author would write it."""
    form, _, number = link.partition(" ")
    if not number:
        return link
    story = frame.stories[int(number)]
    prefix = "" if story.language == "en" else f"/{story.language}"
    return {
        "path": f"/articles/{story.identity}.md",
        "part": f"/articles/{story.identity}.md#part-{story.word}",
        "slug": f"article:{story.word}",
        "slug-part": f"article:{story.word}#part-{story.word}",
        "url": story.url,
        "whole-url": f"{frame.base_url}{story.url}",
        "own-tag": f"{prefix}/tags/{story.word}tag/",
        "own-series": f"{prefix}/series/{story.word}-series/",
        "own-person": f"/authors/{story.word}-person.md",
        "own-month": f"{prefix}{at(story.release):/%Y/%m}/",
        "own-feed": f"/authors/{story.word}-person/feed.xml",
        "own-alias": f"/old/{story.word}/",
    }[form]


def _files_of(story: Story, frame: Frame) -> dict[str, str | bytes]:
    word = story.word
    files: dict[str, str | bytes] = {
        f"content/articles/{story.identity}.md": _text(story, frame),
        f"content/authors/{word}-person.md": _own_person(story, frame),
    }
    if story.has_picture:
        files[f"content/images/{word}.png"] = tiny_png(story.number + 1)
        files[f"content/images/{word}.png.yaml"] = f"alt: A {word}\ncredit: {word}\n"
    if story.has_document:
        files[f"content/files/{word}.csv"] = f"{word},1\n"
    return files


def _own_person(story: Story, frame: Frame) -> str:
    links = {f"site {n}": url for n, url in enumerate(_addresses(story, frame))}
    name = story.odd_name or f"{story.word.title()} Person"
    return f"---\nname: {typed(name)}\nlinks: {typed(links)}\n---\n{story.word}.\n"


def _addresses(story: Story, frame: Frame) -> list[str]:
    """Where the people of a story are to be found: addresses of pages, some of them this site's."""
    found = [_whole(link, frame) for link in story.addresses]
    return [url for url in found if url.endswith("/")]


def _whole(link: str, frame: Frame) -> str:
    """A link as a whole address; of another site where it is typed as a file or a slug."""
    typed_link = address(link, frame)
    is_path = typed_link.startswith("/") and not typed_link.partition("#")[0].endswith(".md")
    if is_path:
        return f"{frame.base_url}{typed_link}"
    return typed_link if "//" in typed_link else "https://elsewhere.example/"


def _text(story: Story, frame: Frame) -> str:
    word = story.word
    head: dict[str, object] = {
        "title": story.odd_title or f"About the {word}",
        "date": _when(story.day),
        "section": story.section,
        "summary": f"What there is to say of the {word}.",
        "tags": [*story.tags, f"{word}tag"],
        "kicker": f"{word} kicker",
    }
    people: list[object] = [p for p in story.people if p in PEOPLE]
    people += [f"{word}-person"] if "own" in story.people else []
    people += [_guest(story, frame)] if "guest" in story.people else []
    if people:
        head["authors"] = people
    if story.first_at:
        head["canonical"] = _whole(story.first_at, frame)
    if story.publish_after is not None:
        head["publish_at"] = _when(story.release)
    if story.end is not None:
        head["expires_at"] = _when(story.end)
    if story.draft:
        head["draft"] = True
    if story.language != "en":
        head["language"] = story.language
    if story.has_series:
        shared = story.number % 2
        head["series"] = "shared" if shared else f"{word}-series"
    if story.has_picture:
        head["image"] = {"src": f"images/{word}.png"}
        if urls := _addresses(story, frame):
            head["image"] = {"src": f"images/{word}.png", "licence": urls[0]}
    if story.has_alias:
        head["aliases"] = [f"/old/{word}/", f"/old/{word}.html"]
    if story.is_translation_of is not None:
        head["translation_of"] = f"articles/{frame.stories[story.is_translation_of].identity}.md"
    if story.is_corrected and story.release <= 0:
        head["corrections"] = [{"date": _when(min(0, story.release)), "text": f"{word} was wrong."}]
    if story.related:
        head["related"] = [f"articles/{frame.stories[n].identity}.md" for n in story.related]
    header = "\n".join(f"{key}: {typed(value)}" for key, value in head.items())
    links = "".join(f"A [link]({address(link, frame)}).\n\n" for link in story.links)
    document = f"[Numbers](/files/{word}.csv).\n\n" if story.has_document else ""
    picture = "![Shared](/images/shared.png)\n\n" if story.number % 2 else ""
    body = f"## Part {word}\n\nThe {word}.[^1]\n\n{links}{document}{picture}[^1]: {word}.\n"
    return f"---\n{header}\n---\n{body}"


def _guest(story: Story, frame: Frame) -> dict[str, str]:
    guest = {"name": f"Guest {story.word}", "bio": f"{story.word}!"}
    urls = _addresses(story, frame)
    return {**guest, "url": urls[-1]} if urls else guest


@cache
def tiny_png(shade: int) -> bytes:
    """A picture of 2 by 2 pixels, another for each shade."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)

    rows = b"".join(b"\0" + bytes([shade * 20]) * 2 for _ in range(2))
    header = struct.pack(">IIBBBBB", 2, 2, 8, 0, 0, 0, 0)
    image = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + image


NASTY = (
    ("[", "{", "]", "}", ":", "- ", "?", "*x", "&x", "!x", "%x", "@x", "`x`", "|", ">", '"', "'")
    + ("\t", "no", "0123", "12:30", "2026-02-30", "9999-12-31", "0001-01-01", "1e999", "~", "NULL")
    + ("[[[[[[[[[[[[[[[[[[[[[[[[[", "{a: {a: {a: 1}}}", "[1, [2, [3]]]", "../../../etc/passwd", "/")
    + ("x" * 300, "é́", "\u202eabc", "\ufeff", "\u2028", "🗞️", "javascript:alert(1)", "#", "\\")
    + ("2026-03-29 01:30", "2026-10-25 01:30", "2026-03-01 25:00", "2026-03-01T09:00+99:00")
    + ("../" * 40, "con", "a" * 5_000, "<<: x", "---", "...", "\x00", "\x85", "\x1b[31m", "é" * 130)
    + (
        "content/articles/world/aardwolf.md",
        "https://[::1",
        "http://",
        "//x",
        "mailto:",
        "article:",
    )
)
NASTY_LINES = (
    ("draft: maybe", "date: yesterday", "title:", "tags: x", "authors: nobody", "authors: [nobody]")
    + (
        "section: nowhere",
        "slug: ../x",
        "slug: A B",
        "layout: none",
        "layout: ../x",
        "image: x.png",
    )
    + (
        "image: {src: none.png, alt: x}",
        "related: [none]",
        "translation_of: none",
        "series: {part: 1}",
    )
    + ("aliases: [x]", "aliases: [/, /404.html, /world/]", "expires_at: 1999-01-01", "titel: x")
    + ("publish_at: 1999-01-01", "language: xx-yy-zz", "language: tlh", "kind: rumour", "toc: 7")
    + ("corrections: [{date: 2099-01-01, text: x}]", "updates: x", "extra: {a: {b: [1, 2]}}")
    + ("<<: *x", "? [a]", "- x", "---", "byline: [x]", "canonical: x", "id: a b", "per_page: 0")
    + ("permalink: /x/", "permalink: '{slug}'", "permalink: '/{slug.__class__}/'", "timezone: Mars")
    + ("base_url: x", "sections: {}", "sections: [tags]", "menu: [nowhere]", "logo: none.png")
    + ("publisher: {policies: {about: none}}", "tags: {a: {aliases: [b]}, b: B}", "files: 1")
    + ("images: {max_pixels: 1}", "markdown: {raw_html: trusted}", "theme: {accent: red}")
)
NASTY_BODIES = (
    (
        "[x](none.md)",
        "[x](#none)",
        "![](none.png)",
        "[x][none]",
        "[^none]",
        "/// none\n///",
        "/// figure",
    )
    + ("/// figure | none.png\n///", "///", "**", "<script>", "<div", "</article>", "```", "~~~~x")
    + (
        "# a\n# a\n#### b",
        "[x](article:none)",
        "[x](../../../x)",
        "[x](/authors/nobody.md)",
        "{{ x }}",
    )
    + ("[" * 400, "> " * 90, "- " * 90, "![" * 100, "<a " * 100, "[a](" * 100, "*_" * 200, "&" * 99)
    + ("<iframe src='https://x.example'>", "<img src=x onerror=y>", "\x02a0\x03", "\u2028", "&#0;")
    + ("| a |\n|---", "[^1]: x\n[^1]: y", "*[x]: y", "<!-- x", "<![CDATA[", "<?php", "1. x\n 2. y")
)


@st.composite
def broken_sites(draw: st.DrawFn) -> RandomSite:
    """Random sites in which somebody's cat has walked over one to three files."""
    site = draw(random_sites())
    files = dict(site.files)
    for _ in range(draw(st.integers(1, 3))):
        name = draw(st.sampled_from(sorted(files)))
        files[name] = draw(_broken(files[name]))
    return replace(site, files=files)


def _broken(content: str | bytes) -> st.SearchStrategy[str | bytes]:
    if isinstance(content, bytes):
        return st.one_of(
            st.integers(0, len(content)).map(lambda n: content[:n]),
            st.just(b"not a picture"),
            st.binary(max_size=40),
        )
    lines = content.split("\n")
    place = st.integers(0, len(lines) - 1)
    return st.one_of(
        st.builds(lambda n, nasty: _value_replaced(lines, n, nasty), place, st.sampled_from(NASTY)),
        st.builds(lambda n, line: _inserted(lines, n, line), place, st.sampled_from(NASTY_LINES)),
        st.builds(lambda line: _inserted(lines, 1, line), st.sampled_from(NASTY_LINES)),
        st.sampled_from(NASTY_BODIES).map(lambda body: f"{content}\n{body}\n"),
        place.map(lambda n: "\n".join(lines[:n])),
        place.map(lambda n: _inserted(lines, n, lines[n])),
        st.text(max_size=60).map(lambda text: text.encode("utf-8", "surrogatepass")),
        st.binary(max_size=30).map(lambda data: content.encode() + data),
        st.just(content.replace("\n", "\r\n").encode("utf-16")),
        st.just("\ufeff" + content.replace("\n", "\r\n")),
    )


def _value_replaced(lines: list[str], number: int, nasty: str) -> str:
    key = lines[number].partition(":")[0]
    return "\n".join((*lines[:number], f"{key}: {nasty}", *lines[number + 1 :]))


def _inserted(lines: list[str], number: int, line: str) -> str:
    return "\n".join((*lines[:number], line, *lines[number:]))
