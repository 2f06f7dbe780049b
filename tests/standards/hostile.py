"""A site of hostile names and texts: markup, quotes, every script, the very long, the very odd."""

from __future__ import annotations

import json

from tests.building import picture

ARABIC, CHINESE = 'قصة عن <المضائق> و"المعاهدات"', "海峡与条约：「一份」<冻结>的条约"
LONG_WORD = "Donaudampfschifffahrtsgesellschaft" * 6
LONG_HEADLINE = " ".join(f"word{number} & <b>" for number in range(30))[:300]

# What is planted in titles, names, tags, captions… of one story each.
TEXTS = (
    "Quotes \"double\" 'single' “curly” «angled» `ticks`",
    "<script>alert(1)</script> in a headline",
    "The end ]]> of <![CDATA[ data ]]> sections --> <!-- with comments",
    "</script><script>alert(2)</script> with </title></head><body onload=alert(3)>",
    "Templates {{ x }} with {% raw %} with {# c #} with ${y} with <% z %>",
    "Fish & chips &amp; sauce &lt;b&gt; &#39;x&#39; &nbsp; AT&T",
    "Emoji 🗞️ 👩‍👩‍👧 🇺🇦 with a zero\u200dwidth\u200bspace",
    "Marks \u200fright\u200e left \u202eoverride\u202c with \u2067isolate\u2069 closed",
    f"Long {LONG_WORD}",
    LONG_HEADLINE,
    "Backslash \\ n \\u0041 %20 %3Cb%3E ?a=b&c=d #hash /slash/ with a\u00a0no-break space",
    "javascript:alert(4) data:text/html,<b> mailto:x",
    "*Stars* **bold** _under_ [link](x.md) ![image](y.png) # not a heading",
    'x\' onmouseover=\'alert(5)\' " onfocus="alert(6)" style="color:red',
    "Null None null undefined NaN true ~",
    "'; DROP TABLE stories; -- 100% of them",
)
# What in them looks like debris of a template or of Markdown; none of it is ours.
PLANTED = (
    "{{ x }}",
    "{% raw %}",
    "{# c #}",
    "&amp;",
    "&lt;b&gt;",
    "&#39;",
    "&nbsp;",
    "**bold**",
) + ("[link](x.md)", "![image](y.png)", "Null None null", "# not a heading")

PICTURE = "images/a “quoted” 'picture' & 🌊 more #1.png"
DOCUMENT = 'files/some "data" & naïve 数字.csv'


def typed(value: object) -> str:
    """A value as YAML (which JSON is)."""
    return json.dumps(value, ensure_ascii=False)


SITE_KEYS = {
    "title": "The <b>Hostile</b> & “Co” Post",
    "base_url": "https://hostile.example",
    "language": "en",
    "timezone": "Pacific/Chatham",
    "description": "A </script> of ]]> {{ x }} & <b>markup</b> in 'every' \"place\" that there is.",
    "image": PICTURE,
    "per_page": 5,
    "sections": {
        "plain": "Plain",
        "odd": {"title": '<i>Odd</i> & "quoted" ]]> 🌍', "description": TEXTS[3]},
        "arabic": "أخبار & <العالم>",
    },
    "tags": {"c-sharp": {"title": "C#", "description": TEXTS[1]}},
    "publisher": {
        "name": 'Desk & <Sons> "Ltd" ]]>',
        "email": "desk@hostile.example",
        "policies": {"about": "about", "corrections": "corrections-policy"},
    },
    "menu": [
        "odd",
        {"title": '<b>Menu</b> & "more"', "to": "pages/about.md"},
        {"title": "Elsewhere", "to": "https://elsewhere.example/?a=1&b=%3C2%3E"},
    ],
}
SITE = "".join(f"{key}: {typed(value)}\n" for key, value in SITE_KEYS.items())


def _article(body: str, **keys: object) -> str:
    head = {"date": "2026-05-20 10:00", "section": "odd", **keys}
    lines = [f"{key}: {typed(value)}" for key, value in head.items()]
    return "---\n" + "\n".join(lines) + "\n---\n" + body


def _everywhere(number: int, text: str) -> str:
    """A story that has a text in each place where front matter takes one."""
    note = {"date": "2026-05-21", "text": text}
    guest = {"name": f"{number} {text}", "role": text, "bio": f"Writes. {_in_markdown(text)}"}
    image = {"src": PICTURE, "alt": f"Alt {text}", "caption": text, "credit": text, "licence": text}
    return _article(
        f"{_in_markdown(text)}\n\n## {_in_markdown(text)}\n\nMore.[^a]\n\n[^a]: {_in_markdown(text)}\n",
        title=text,
        slug=f"text-{number}",
        date=f"2026-05-{number + 1:02} 10:00",
        summary=f"Standfirst {text}",
        kicker=text,
        dateline=text,
        byline=f"By {text}" if number % 3 == 0 else None,
        authors=[guest, f"a{number:02}"],
        editors=[{"name": f"Ed {text}"}],
        credits={f"role {number}": [f"a{number + 1:02}"]},
        tags=[f"{text[:60]} {number}", "C#"],
        series={"id": "odd-series", "part": number + 1},
        image=image,
        key_points=[text],
        updated="2026-05-22",
        updates=[note],
        corrections=[note],
        related=[{"url": f"https://elsewhere.example/?a={number}&b=%22", "title": text}],
        social={"title": text, "description": text},
        extra={"text": text},
    )


def _in_markdown(text: str) -> str:
    """A text as an author would have to type it in Markdown to see it."""
    escaped = "".join(f"\\{c}" if c in "\\`*_{}[]()#+-.!|" else c for c in text)
    return escaped.replace("&", "&amp;").replace("<", "&lt;")


def hostile_files() -> dict[str, str | bytes]:
    """The files of the site."""
    files: dict[str, str | bytes] = {
        "site.yaml": SITE,
        f"content/{PICTURE}": picture(),
        f"content/{DOCUMENT}": 'a,b\n<b>,"]]>"\n',
        "content/pages/about.md": _page('<b>About</b> & "us" ]]>'),
        'content/articles/odd names/it\'s "quoted" & 🗞️ story (1).md': _article(
            f"A [document](</{DOCUMENT}>) and a ![picture](</{PICTURE}>).\n",
            title="Odd names",
            authors=["obrien"],
        ),
        "content/authors/obrien.md": _person('Miles O\'Brien <Chief> & "Sons"', 3),
        "content/articles/forty.md": _article(
            "Together.\n", title="Forty authors", authors=[f"a{n:02}" for n in range(40)]
        ),
        "content/articles/arabic.md": _article(
            "نص عن المضائق.\n",
            title=ARABIC,
            language="ar",
            slug="مضائق",
            section="arabic",
            tags=["معاهدات & <x>"],
        ),
        "content/articles/chinese.md": _article(
            "海峡很窄。条约很旧。\n", title=CHINESE, language="zh-Hant", slug="海峡", tags=["条约"]
        ),
        "content/articles/kept-out.md": _article(
            "x\n", title="Kept out", date="2026-06-01", noindex=True
        ),
        "content/articles/a-copy.md": _article(
            "x\n", title="A copy", date="2026-06-01", canonical="https://first.example/?a=1&b=2"
        ),
        "content/articles/own-id.md": _article("x\n", title="Own id", id="tag:x.example,2026:<&>"),
        "content/articles/raw.md": _article(RAW_BODY, title="Raw markup", section="plain"),
        # Two people of one name; paths that differ in a sign only, with a note in each.
        "content/articles/x/y.md": _article(
            "A note.[^1]\n\n## Main\n\n[^1]: One.\n",
            title="Namesakes",
            slug="x-y-1",
            authors=[
                {"name": "Jo Doe", "url": "https://one.example/"},
                {"name": "Jo Doe", "url": "https://two.example/"},
            ],
        ),
        "content/articles/x-y.md": _article("A note.[^1]\n\n[^1]: Two.\n", title="Noted"),
        # One name for a section, a tag, a series, a person and a standing page.
        "content/articles/plain.md": _article(
            "x\n",
            title="Plain words",
            section="plain",
            tags=["Plain"],
            series="plain",
            authors=["plain"],
        ),
        "content/authors/plain.md": "---\nname: Plain\n---\n",
        "content/pages/corrections-policy.md": "---\ntitle: Corrections\n---\nWe say so.\n",
    }
    for number in range(40):
        text = TEXTS[number % len(TEXTS)]
        files[f"content/authors/a{number:02}.md"] = _person(f"{number} {text}", number)
    for number, text in enumerate(TEXTS):
        files[f"content/articles/text-{number}.md"] = _everywhere(number, text)
    return files


def _page(title: str) -> str:
    return f"---\ntitle: {typed(title)}\nsummary: {typed(TEXTS[5])}\n---\n{{{{ x }}}} is prose.\n"


def _person(name: str, number: int) -> str:
    text = TEXTS[number % len(TEXTS)]
    keys = {
        "name": name,
        "role": text,
        "signal": text,
        "email": "a+b@hostile.example",
        "links": {text: "https://elsewhere.example/?a=1&b=2"},
    }
    lines = "\n".join(f"{key}: {typed(value)}" for key, value in keys.items())
    return f"---\n{lines}\n---\n{_in_markdown(text)}\n"


RAW_BODY = """\
{{ x }} and {% raw %} are prose here, & so is <this>.

<div style="position:fixed"><b>unclosed <i>markup</div>

<iframe src="https://video.example/1?a=1&b=2"></iframe>

</article></main></body></html>

    <script>in code</script> {{ y }}

`</code><script>` and ]]> and <!-- a comment -->

<form action="https://x.example"><input name="q"></form> and <h1>a second headline</h1>

A word left <i>open, <b>twice.

## Still a heading

And a list:

- one
"""
