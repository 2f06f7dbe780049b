"""For each problem code the smallest site that shows it; docs/messages.md prints what it says.

Whoever adds a code adds a site here and runs `python -m tests.docs_examples.refresh`.
"""

from __future__ import annotations

import io
import os
import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image

from tests.building import SITE_YAML, picture, story

Content = str | bytes | Callable[[Path], None]

ARTICLE = "content/articles/treaty.md"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"'

# Codes that no site of a test can show, and why.
UNSEEN = {
    "code-not-coloured": "only a fault of Pygments brings it about",
    "hidden-file": "listings leave hidden files out, so that nothing asks for one",
    "markdown-failed": "only a fault of Python-Markdown brings it about",
    "not-a-file": "listings have files only; site.yaml is a folder then, and no command begins",
    "outside-site": "paths are checked in their own words before the door to files sees them",
    "too-large": "it takes a file of more than 1 GiB",
    "unreadable": "tests may run as root, who can read everything",
}


@dataclass(frozen=True)
class Fault:
    """A site with a fault. `site` is added to site.yaml, or stands for it where it has a title."""

    files: dict[str, Content] = field(default_factory=dict)
    site: str = ""

    def written(self, root: Path) -> Path:
        """The site on the disk."""
        text = self.site if "title:" in self.site else SITE_YAML + self.site
        for path, content in {"site.yaml": text, **self.files}.items():
            place = root / path
            place.parent.mkdir(parents=True, exist_ok=True)
            if callable(content):
                content(place)
            else:
                place.write_bytes(content.encode() if isinstance(content, str) else content)
        return root


def header(keys: str, body: str = "Text.") -> Fault:
    """One article with these keys beside the three that it needs."""
    needed = {"title": "A quiet day", "date": "2026-03-01 09:00", "section": "world"}
    typed = "\n".join(f"{k}: {v}" for k, v in needed.items() if f"\n{k}:" not in f"\n{keys}")
    typed = f"{typed}\n{keys}" if typed else keys
    return Fault({ARTICLE: f"---\n{typed}\n---\n{body}\n"})


def body(text: str, files: dict[str, Content] | None = None) -> Fault:
    """One article with this text."""
    return Fault({ARTICLE: story(body=text), **(files or {})})


def yaml(keys: str) -> Fault:
    """A site.yaml with these keys beside the four that it needs, and one article."""
    return Fault({ARTICLE: story()}, keys + "\n")


def shown(data: Content, name: str = "map.png", site: str = "") -> Fault:
    """One article that shows this picture."""
    text = f"![A map](images/{name})"
    return Fault({ARTICLE: story(body=text), f"content/images/{name}": data}, site)


def linked(data: bytes, name: str) -> Fault:
    """One article that links this document."""
    text = f"Read [the file](files/{name})."
    return Fault({ARTICLE: story(body=text), f"content/files/{name}": data})


def laid_out(text: Content, name: str = "article.html") -> Fault:
    """One article, and a layout of the site's own."""
    return Fault({ARTICLE: story(), f"layouts/{name}": text})


def several(**stories: str) -> Fault:
    """Articles by their file's name."""
    return Fault({f"content/articles/{name}.md": text for name, text in stories.items()})


def link_to(target: str) -> Callable[[Path], None]:
    """A link in the file system."""
    return lambda place: os.symlink(target, place)


def _many_links(place: Path) -> None:
    """A thousand and one links to folders outside of the way of each other."""
    place.mkdir()
    for number in range(1001):
        (place.parent / f"real-{number}").mkdir()
        os.symlink(f"../real-{number}", place / f"link-{number}")


def _bare_png(width: int, height: int) -> bytes:
    """A PNG that says a size and holds nothing."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + content))
        return struct.pack(">I", len(content)) + kind + content + check

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IEND", b"")


def _animation() -> bytes:
    frames = [Image.new("RGB", (20, 20), (9 * n, 0, 0)) for n in range(9)]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    return out.getvalue()


_PLAIN_LINK = "See [it]({})."
_NOTES = "\n".join(f"[^{n}]: Note." for n in range(2001))

FAULTS: dict[str, Fault] = {
    # the file
    "control-character": header("kicker: Law\x07s"),
    "empty-file": Fault({ARTICLE: ""}),
    "encoding": Fault({ARTICLE: story("Café").encode("cp1252")}),
    "file-too-large": Fault({ARTICLE: b"x" * 5_000_001}),
    "nul-byte": Fault({ARTICLE: story("A\0B")}),
    # the header
    "header-too-large": header("kicker: " + "x" * 200_001),
    "late-header": Fault({ARTICLE: f"\n{story()}"}),
    "no-target": body("Read [the report]() today."),
    "key-below-header": header("kicker: Law\n---\ndraft: true"),
    "no-header": Fault({ARTICLE: "title: A quiet day\n\nText.\n"}),
    "no-mapping": Fault({ARTICLE: "---\n- title\n- date\n---\nText.\n"}),
    "unclosed-header": Fault({ARTICLE: "---\ntitle: A quiet day\n\nText.\n"}),
    "bad-escape": header('kicker: "The \\map"'),
    "bad-indent": header("authors: []\n  tags: []"),
    "bad-list": header("tags: - treaties"),
    "comment-in-text": header("kicker: How we became #1"),
    "duplicate-key": header("kicker: One\nkicker: Two"),
    "missing-colon": header("kicker Law of the sea"),
    "missing-space": header("kicker:Law"),
    "special-character": header("kicker: @home"),
    "tab-indent": header("image:\n\tsrc: a.jpg"),
    "text-after-quote": header('kicker: "Law" of the sea'),
    "unclosed-bracket": header("tags: [treaties, straits"),
    "unclosed-quote": header('kicker: "Law of the sea'),
    "unquoted-colon": header("kicker: Odesa: a city waits"),
    "yaml-alias": header("kicker: *law"),
    "yaml-depth": header("extra: " + "[" * 25 + "]" * 25),
    "yaml-documents": yaml("---\nrelated: 3"),
    "yaml-key": header("extra:\n  ? [a, b]\n  : c"),
    "yaml-merge": header("extra:\n  <<: {a: b}"),
    "yaml-size": header("extra: [" + "1," * 5000 + "1]"),
    "yaml-syntax": header("summary: >\n  A treaty decides.\n It is old."),
    "yaml-tag": header("kicker: !law of the sea"),
    # keys and values
    "bad-address": header("canonical: example.org/first"),
    "bad-alias": header("aliases: [2019/05/old-name/]"),
    "bad-colour": yaml("theme: {accent: 1a5fb4}"),
    "bad-date": header("date: 2026-02-30"),
    "bad-file-name": Fault({"content/authors/Ana B.md": "---\nname: Ana B.\n---\n"}),
    "bad-focus": header("image: {src: images/map.png, alt: A map, focus: [40, 30]}"),
    "bad-language": header("language: english"),
    "alias-with-base-path": Fault(
        {ARTICLE: story(aliases="[/news/old-name/]")},
        SITE_YAML.replace("post.example", "post.example/news"),
    ),
    "bad-layout": header("layout: ../longread"),
    "bad-number": yaml("per_page: 0"),
    "bad-path": header("image: {src: https://example.org/map.png, alt: A map}"),
    "bad-permalink": yaml("permalink: /{year}/{title}/"),
    "bad-reference": header("translation_of: https://example.org/first"),
    "bad-slug": header("slug: Frozen Treaty"),
    "bad-tag": header(f"tags: [{'a long tag ' * 20}]"),
    "bad-timezone": yaml(
        "title: A\nbase_url: https://a.example\nlanguage: en\ntimezone: Europe/Kiew"
    ),
    "date-order": header("publish_at: 2026-02-27 06:00"),
    "date-range": header("date: 0001-01-01"),
    "direction-mark": header("kicker: \u202eLaw"),
    "duplicate-item": header("tags: [treaties, treaties]"),
    "duplicate-section": yaml("sections: [World, world]"),
    "duplicate-tag": yaml("tags:\n  a: {aliases: [Sea]}\n  b: {aliases: [Sea]}"),
    "empty-item": header("tags:\n  - treaties\n  -"),
    "future-update": header("updated: 2026-07-01 10:00"),
    "long-title": header("title: " + "How a treaty keeps the straits open and " * 6),
    "missing-key": Fault({ARTICLE: "---\ntitle: A quiet day\ndate: 2026-03-01\n---\nText.\n"}),
    "reserved-name": Fault({"content/pages/tags.md": "---\ntitle: Tags\n---\nText.\n"}),
    "time-never": header("date: 2026-03-29 01:30"),
    "time-twice": header("date: 2025-10-26 01:30"),
    "unknown-key": header("sumary: One sentence."),
    "unknown-value": header("kind: essay"),
    "wrong-layout": header("layout: tag"),
    "wrong-type": header("tags: treaties, straits"),
    # names that lead nowhere
    "ambiguous-article": several(
        treaty=story(related="[rivers]"),
        **{
            "a/rivers": story("Rivers", date="2026-01-01"),
            "b/rivers": story("More rivers", date="2026-02-01"),
        },
    ),
    "ambiguous-path": body(
        _PLAIN_LINK.format("map.csv"), {"content/map.csv": "a", "content/articles/map.csv": "b"}
    ),
    "not-an-article": Fault(
        {
            ARTICLE: story(related="[pages/about.md]"),
            "content/pages/about.md": "---\ntitle: About\n---\nText.\n",
        }
    ),
    "reserved-section": header("section: Tags"),
    "section-spelled-twice": several(
        treaty=story(section="World"), river=story("R", section="world")
    ),
    "section-without-letters": header('section: "?!"'),
    "tag-spelled-twice": several(treaty=story(tags="[C]"), river=story("R", tags="[C++]")),
    "tag-without-letters": header("tags: [treaties, ///]"),
    "unknown-article": header("related: [grain-coridor]"),
    "unknown-author": Fault(
        {ARTICLE: story(authors="[ana-bb]"), "content/authors/ana-b.md": "---\nname: Ana B.\n---\n"}
    ),
    "unknown-layout": header("layout: longread"),
    "unknown-page": yaml("publisher: {policies: {ethics: ethics}}"),
    "unknown-series": Fault({ARTICLE: story(series="strait")}, "series: {straits: The Straits}\n"),
    "unknown-section": Fault({ARTICLE: story(section="wrold")}, "sections: [World, Waters]\n"),
    # links
    "dead-anchor": body("## Who may pass\n\nSee [above](#who-may-pas)."),
    "dead-link": body(_PLAIN_LINK.format("grain-coridor.md")),
    "link-to-draft": several(
        treaty=story(body=_PLAIN_LINK.format("river.md")), river=story("R", draft="true")
    ),
    "link-to-empty-list": several(
        treaty=story(body=_PLAIN_LINK.format("/tags/ice/")),
        river=story("R", date="2026-07-01", tags="[Ice]"),
    ),
    "link-to-held": several(
        treaty=story(body=_PLAIN_LINK.format("river.md")), river=story("R", date="2026-07-01 06:00")
    ),
    "link-to-unpublished-person": body(
        _PLAIN_LINK.format("/authors/ana-b.md"),
        {"content/authors/ana-b.md": "---\nname: Ana B.\n---\n"},
    ),
    "link-to-withdrawn": several(
        treaty=story(body=_PLAIN_LINK.format("river.md")),
        river=story("R", date="2026-01-01", expires_at="2026-02-01"),
    ),
    "list-fragment": body(_PLAIN_LINK.format("/world/#newest")),
    "missing-file": body(_PLAIN_LINK.format("files/grain.csv")),
    "broken-html": body('<a href="https://example.org/?year=1936"title="1936">The treaty</a>'),
    "link-syntax": body("See [the treaty] (pages/treaty.md)."),
    "table-without-rule": body("| year | ships |\n| 2022 | 1,000 |"),
    "no-block": body("::: pullquote\nWords.\n:::"),
    "empty-link": body("Here: [](https://example.org/)."),
    "nested-link": body("[the [report][un]](https://example.org/)\n\n[un]: https://example.org/un"),
    "private-base-url": Fault(
        {ARTICLE: story()}, SITE_YAML.replace("https://post.example", "http://localhost:8000")
    ),
    "private-link": body("[Preview](http://localhost:8000/)"),
    "unsafe-link": body("[Run](javascript:alert(1))"),
    # addresses
    "many-redirects": header("aliases:\n" + "\n".join(f"  - /old/{n}" for n in range(2001))),
    "same-id": several(
        a=story(id="tag:post.example,2026:treaty"), b=story("B", id="tag:post.example,2026:treaty")
    ),
    "same-url": several(**{"a/treaty": story(), "b/treaty": story("Another")}),
    "url-too-long": header(f"aliases: [/{'a' * 250}/]"),
    # translations
    "translation-circle": several(
        treaty=story(translation_of="traite"),
        traite=story("T", language="fr", translation_of="treaty"),
    ),
    "part-twice": several(
        treaty=story(series="{id: straits, part: 1}"),
        strait=story("B", series="{id: straits, part: 1}"),
    ),
    "translation-of-itself": header("translation_of: treaty"),
    "translation-twice": several(
        treaty=story(), traite=story("T", translation_of="treaty", language="en")
    ),
    # blocks
    "bad-option-value": body("/// figure | images/map.png\n    size: huge\n///"),
    "block-depth": body("\n\n".join(f"{'/' * n} aside" for n in range(12, 3, -1))),
    "block-in-html": body("<div>\n\n/// aside\nWords.\n///\n\n</div>"),
    "block-not-closed": body("/// aside | Beside\nWords."),
    "block-not-open": body("Words.\n\n///"),
    "block-syntax": body("/// | a title\nWords.\n///"),
    "duplicate-option": body("/// figure | images/map.png\n    alt: A\n    alt: B\n///"),
    "missing-argument": body("/// figure\n    alt: A map\n///"),
    "option-syntax": body("/// figure | images/map.png\n    A map\n///"),
    "unknown-block": body("/// pulquote\nWords.\n///"),
    "unknown-option": body("/// figure | images/map.png\n    caption: A map\n///"),
    # Markdown
    "accidental-heading": body("The talks went on until the morning.\n---\nThen they slept."),
    "empty-heading": body("##\n\nWords."),
    "fence-not-closed": body("```python\nprint(1)"),
    "h1-in-body": body("# Who may pass\n\nWords."),
    "hashtag": body("#shipping is a word."),
    "indented-block": body("> /// aside\n> Words.\n> ///"),
    "indented-fence": body("- an item\n\n    ```\n    code\n    ```"),
    "list-under-paragraph": body("Three states:\n- Turkey\n- Romania"),
    "lone-number": body("2024. That was the year."),
    "shallow-nesting": body("- Turkey\n  - Istanbul"),
    "skipped-level": body("## One\n\n#### Two"),
    "tight-definitions": body("Strait\n:   Narrow water\nIsthmus\n:   Narrow land"),
    "toc-marker": body("[TOC]\n\nWords."),
    "unclosed-strong": body("Some **words are strong."),
    "undefined-footnote": body("Words.[^1]"),
    "undefined-reference": body("The [report][un]."),
    "unknown-language": body("```pyhton\nprint(1)\n```"),
    "unused-footnote": body("Words.\n\n[^1]: A note."),
    # HTML in a text
    "bad-attribute": body('<ol start="two"><li>Words</li></ol>'),
    "duplicate-id": body("## One {#part}\n\n## Two {#part}"),
    "embed-card": body('<iframe src="https://video.example/1" title="A film"></iframe>'),
    "event-handler": body('<p onclick="go()">Words</p>'),
    "external-load": body("![A map](https://example.org/map.png)"),
    "picture-source": body("![A map](data:image/png;base64,AA)"),
    "refused-attribute": body('<p style="color: red">Words</p>'),
    "refused-html": body("<script>go()</script>"),
    "refused-tag": body("<center>Words</center>"),
    # too much
    "body-too-complex": body("[" * 19_000),
    "body-too-large": body("words words words\n" * 60_000),
    "line-too-long": body("word " * 25_000),
    "nested-too-deep": body("> " * 30 + "Words"),
    "too-many-abbreviations": body("\n".join(f"*[A{n}]: word" for n in range(120))),
    "too-many-footnotes": body(f"Words.\n\n{_NOTES}"),
    "too-much-html": body("<b></b>\n" * 10_001),
    # pictures and documents
    "document-encoding": linked("é".encode("cp1252"), "notes.txt"),
    "document-nul": linked(b"a\0b", "notes.txt"),
    "document-obeyed": linked(b"<?php", "form.php"),
    "document-unclean": linked(b"%PDF-1.7", "report.pdf"),
    "block-in-bio": Fault(
        {ARTICLE: story(authors='[{name: Guest, bio: "/// embed | https://a.example/\\n///"}]')}
    ),
    "bad-embed": body("/// embed | https://www.youtube.com/@somebody\n///"),
    "no-newsletter": body("/// signup | Every Friday\n///"),
    "no-transcript": body(
        "/// audio | files/talk.txt\n///", {"content/files/talk.txt": "Not quite a sound.\n"}
    ),
    "not-a-site-file": body("/// document | https://elsewhere.example/report.pdf\n///"),
    "not-a-story": body("/// related | https://elsewhere.example/story\n///"),
    "not-elsewhere": body("/// embed | article:treaty\n///"),
    "missing-alt": Fault(
        {ARTICLE: story(image="{src: images/map.png}"), "content/images/map.png": picture(9, 9)}
    ),
    "picture-animation": shown(_animation(), "map.gif", "images: {max_pixels: 400}\n"),
    "picture-broken": shown(picture(90, 90)[:60]),
    "picture-doctype": shown(f"<!DOCTYPE svg>{SVG}/>", "map.svg"),
    "picture-embedded": shown(f'{SVG}><image href="data:image/png;base64,A"/></svg>', "map.svg"),
    "picture-empty": shown(b""),
    "picture-extension": shown(picture(9, 9), "map.svg"),
    "picture-external": shown(f'{SVG}><image href="https://a.example/b.png"/></svg>', "map.svg"),
    "picture-foreign": shown(f"{SVG}><foreignObject/></svg>", "map.svg"),
    "picture-in-bio": header(
        "authors:\n  - {name: Ada Obi, bio: 'Writes. ![Ada](images/ada.png)'}"
    ),
    "picture-namespace": shown("<map/>", "map.svg"),
    "picture-script": shown(f"{SVG}><script/></svg>", "map.svg"),
    "picture-side": shown(_bare_png(20_000, 1)),
    "picture-size": shown('<svg xmlns="http://www.w3.org/2000/svg"/>', "map.svg"),
    "picture-text": shown("Page not found"),
    "picture-too-large": shown(_bare_png(9_000, 9_000)),
    "picture-type": shown(b"BM" + bytes(range(60))),
    # layouts and words
    "layout-fault": laid_out("{{ 1 / 0 }}\n"),
    "layout-loop": laid_out('{% include "article.html" %}\n'),
    "layout-outside-blocks": laid_out(
        '{% extends "bundled/article.html" %}\n<p>Read us daily.</p>\n'
    ),
    "layout-path": laid_out('{% include "../site.yaml" %}\n'),
    "layout-not-printable": laid_out("<p>{{ article.authors }}"),
    "layout-syntax": laid_out("{% if article.image %}\n"),
    "layout-too-much": laid_out("{% for n in range(10 ** 9) %}<hr>{% endfor %}"),
    "unknown-layout-block": laid_out(
        '{% extends "bundled/article.html" %}\n{% block story_onwards %}More.{% endblock %}\n'
    ),
    "unused-layout": laid_out("<p>Words.</p>\n", "articel.html"),
    "layout-unknown-name": laid_out("<h1>{{ article.tilte }}</h1>\n"),
    "empty-message": laid_out('nav.skip: ""\n', "messages/en.yaml"),
    "message-name": laid_out('pager.page: "Page {nubmer}"\n', "messages/en.yaml"),
    "plural-form": laid_out('byline.others: {one: "one more"}\n', "messages/en.yaml"),
    "unread-words": laid_out("nav.tags: Temas\n", "messages/pt_BR.yaml"),
    "style-circle": laid_out('@import "own.css";\n', "assets/own.css"),
    "layout-form": laid_out('{"title": "{{ feed.title }}",}\n', "feed.json"),
    "missing-asset": laid_out('{{ asset("sit.css") }}\n'),
    "empty-layout": laid_out("{# later #}\n"),
    "missing-layout": laid_out('{% extends "bas.html" %}\n'),
    "missing-message": header("language: eo"),
    "not-utf-8": laid_out(b"caf\xe9\n"),
    "unknown-message": laid_out('{{ t("nav.home") }}\n'),
    "canonical-chain": Fault(
        {
            ARTICLE: story(canonical="https://post.example/2026/03/b/"),
            "content/articles/b.md": story("B", canonical="https://wire.example/b"),
        }
    ),
    # files
    "empty-site": Fault(),
    "no-content": Fault({"content/pages/about.md": "---\ntitle: About\n---\nWho we are.\n"}),
    "notes-without-picture": Fault(
        {ARTICLE: story(), "content/images/map.jpg.yaml": "alt: A map\n"}
    ),
    "unmatched-pattern": Fault({ARTICLE: story()}, 'files: {always: ["files/charter.pdf"]}\n'),
    "unread-file": Fault({ARTICLE: story(), "content/articles/report.docx": b""}),
    "unread-notes": Fault(
        {
            ARTICLE: story(),
            "content/images/map.png": picture(9, 9),
            "content/images/map.png.yml": "alt: A map\n",
        }
    ),
    "unread-text": Fault({ARTICLE: story(), "content/article/strait.md": story("B")}),
    "bad-name": Fault({ARTICLE: story(), "content/files/a\\b.txt": "words"}),
    "link-broken": Fault({ARTICLE: story(), "content/files/report": link_to("gone")}),
    "link-hidden": Fault(
        {ARTICLE: story(), ".notes/a.txt": "words", "content/notes": link_to("../.notes")}
    ),
    "link-loop": Fault({ARTICLE: story(), "content/again": link_to(".")}),
    "link-outside": Fault({ARTICLE: story(), "content/files/passwords": link_to("/etc/hosts")}),
    "special-file": Fault({ARTICLE: story(), "content/files/pipe": os.mkfifo}),
    "too-many-links": Fault({ARTICLE: story(), "content/many": _many_links}),
}
