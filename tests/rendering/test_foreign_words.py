"""Words in another language than the page's say so: `lang` and `dir` (WCAG 3.1.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.building import Built, picture, site_of, story
from tests.standards.markup import UNSEEN, Element, parsed

SITE = """\
title: Evening Post
base_url: https://post.example
language: en-GB
timezone: Europe/London
description: Long reads on water.
logo: images/logo.png
sections:
  world: {title: World News, description: Wars and bargains.}
  culture: Culture
tags:
  treaties: {title: Treaties, description: Clause by clause., aliases: [معاهدات]}
series:
  straits: {title: Straits Papers, description: Who may pass.}
publisher:
  name: Evening Trust
  email: desk@post.example
  policies: {about: about, corrections: how-we-correct, contact: contact-ar}
menu: [world, pages/about.md, {title: Letters, to: pages/contact-ar.md}]
"""
# What is the same in every language: names, zones, formats.
NAMES = frozenset(("GMT", "BST", "RSS", "Atom", "JSON", "Feed", "Ada", "Obi"))
MORE = {"summary": "ملخص", "kicker": "قانون", "byline": "من مكتبنا", "dateline": "بيروت"}


def files() -> dict[str, str | bytes]:
    """Two English stories, their two Arabic tellings, one person, pages in both languages."""
    notes = 'alt: A green field\ncaption: In spring.\ncredit: "Picture: our desk"\n'
    found: dict[str, str | bytes] = {
        "content/images/logo.png": picture(300, 300),
        "content/images/one.png": picture(),
        "content/images/one.png.yaml": notes,
        "content/authors/ada.md": "---\nname: Ada Obi\nrole: Reporter\nimage: {src: images/one.png, alt: A face}\n"
        "languages: [ar, fr]\n---\nShe writes of rivers.\n",
        "content/pages/about.md": "---\ntitle: About us\n---\nText.\n",
        "content/pages/how-we-correct.md": "---\ntitle: How we correct\n---\nText.\n",
        "content/pages/contact-ar.md": "---\ntitle: اكتب لنا\nlanguage: ar\n---\nنص.\n",
    }
    for number in (1, 2):
        same = {
            "authors": "[ada]",
            "editors": "[ada]",
            "series": f"{{id: straits, part: {number}}}",
        }
        found[f"content/articles/e{number}.md"] = story(
            f"Water {number}",
            "Text.",
            **same,
            tags="[Treaties, Rivers]",
            image="{src: images/one.png}",
        )
        found[f"content/articles/a{number}.md"] = story(
            f"ماء {number}",
            "نص.\n\n![](images/one.png)",
            language="ar",
            translation_of=f"e{number}",
            tags="[معاهدات, أنهار]",
            image="{src: images/one.png}",
            corrections="[{date: 2026-03-02, text: خطأ}]",
            aliases=f"[/old-{number}/]",
            **same,
            **MORE,
        )
    return found


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    found = site_of(tmp_path_factory.mktemp("site"), files(), SITE)
    assert [] == found.codes
    return found


def scripts(text: str) -> Iterator[tuple[str, str]]:
    """The words that tell a language, each with `en` or `ar`."""
    for word in re.findall(r"[A-Za-z@.]{2,}|[\u0621-\u064a]+", text):
        if word not in NAMES and "@" not in word and re.search(r"\w\w", word):
            yield word, "en" if word.isascii() else "ar"


def nearest(element: Element, attribute: str) -> str:
    return next((e.get(attribute) for e in (element, *element.ancestors()) if e.get(attribute)), "")


def unmarked(root: Element) -> Iterator[str]:
    """The words of a page that stand in an element of another language or direction."""
    for element in (root, *root.every()):
        if element.name in UNSEEN or element.is_in(*UNSEEN):
            continue
        for word, language in scripts(element.get("alt")):
            if nearest(element, "lang").partition("-")[0] != language:
                yield f"alt: {word}"
        for words in (child for child in element.children if isinstance(child, str)):
            for word, language in scripts(words):
                direction = {"en": "ltr", "ar": "rtl"}[language]
                told = nearest(element, "lang").partition("-")[0], nearest(element, "dir")
                if told != (language, direction) and nearest(element, "lang") != "fr":
                    yield f"{element.name}.{element.get('class')}: {word}"


def test_every_word_stands_in_an_element_of_its_language(built: Built) -> None:
    """Titles of sections, tags, series and pages, roles, bios, alt texts, bylines, the site's name."""
    pages = [path for path in built.files if path.endswith(".html")]
    assert {"ar/index.html", "ar/2026/03/a1/index.html", "authors/ada/index.html"} <= set(pages)
    assert [] == [(p, f) for p in pages for f in unmarked(parsed(built.text(p))[0])]


def test_words_in_the_language_of_the_page_are_not_marked(built: Built) -> None:
    """Only what differs says so."""
    root, _ = parsed(built.text("2026/03/e1/index.html"))
    marked = [e for e in root.every() if e.get("lang") and e.name != "html"]
    assert {"ar", "fr"} >= {e.get("lang") for e in marked}


def test_a_section_that_only_another_language_has_is_in_that_language(tmp_path: Path) -> None:
    """site.yaml is in the site's language, but for what no story of that language uses."""
    site = "title: P\nbase_url: https://p.example\nlanguage: en\ntimezone: UTC\nsections: {world: World, khabar: أخبار}\n"
    texts = {
        "content/articles/a.md": story("ماء", language="ar", section="khabar"),
        "content/articles/b.md": story("Water"),
    }
    page, _ = parsed(site_of(tmp_path, texts, site).text("ar/khabar/index.html"))
    (heading,) = page.all("h1")
    assert ("أخبار", "") == (heading.text, heading.get("lang"))


def test_a_story_in_another_language_says_which_on_its_card(built: Built) -> None:
    """On a person's page, where a translation stands beside its original."""
    root, _ = parsed(built.text("authors/ada/index.html"))
    cards = {card.all("a")[0].text: card for card in root.with_class("card")}
    assert ["العربية"] == [e.text for e in cards["ماء 1"].with_class("card-language")]
    assert [] == cards["Water 1"].with_class("card-language")


@pytest.mark.parametrize(
    ("languages", "names"),
    [
        (["en-GB", "fr"], ["English", "français"]),
        (["en-GB", "en-US"], ["English (United Kingdom)", "English (United States)"]),
        (["pt-BR", "zh-Hant-TW"], ["português", "中文 (繁體)"]),
    ],
)
def test_a_language_is_named_with_its_region_where_two_share_it(
    tmp_path: Path, languages: list[str], names: list[str]
) -> None:
    """A reader of an English and a French site has one English to choose."""
    site = f"title: P\nbase_url: https://p.example\nlanguage: {languages[0]}\ntimezone: UTC\n"
    texts = {
        "content/articles/a.md": story("A"),
        "content/articles/b.md": story("B", language=languages[1], translation_of="a"),
    }
    built = site_of(tmp_path, texts, site)
    root, _ = parsed(built.text("index.html"))
    (nav,) = root.all("nav", where=lambda e: e.get("aria-labelledby") == "footer_languages")
    assert names == [link.text for link in nav.all("a")]
    root, _ = parsed(built.text("2026/03/a/index.html"))
    assert names[1:] == [
        link.text for nav in root.with_class("translations") for link in nav.all("a")
    ]


def test_a_layout_marks_words_by_their_language(tmp_path: Path) -> None:
    """`lang()` gives both attributes, or nothing on a page of that language; a message keeps them."""
    text = (
        "<b{{ lang('ar') }}>x</b><b{{ lang('en') }}>y</b>"
        '{% set name %}<i{{ lang("ar") }}>ن & م</i>{% endset %}{{ t("footer.publisher", name=name) }}'
        '{{ t("footer.publisher", name="<b>") }}'
    )
    files = {"content/articles/a.md": story(), "layouts/article.html": text}
    assert (
        '<b lang="ar" dir="rtl">x</b><b>y</b>Published by <i lang="ar" dir="rtl">ن & م</i>'
        "Published by &lt;b&gt;"
    ) == site_of(tmp_path, files).text("2026/03/a/index.html")
