"""Texts as authors write them, right and wrong: each makes a good page, or the build says no."""

from __future__ import annotations

PICTURE = "/images/one.png"

# What Markdown offers, at its edges.
MARKDOWN = {
    "aligned table": "| a | b | c |\n|:--|--:|:-:|\n| 1 | 2 | 3 |\n",
    "deep headings": "#### Fourth\n\ntext\n\n###### Sixth\n\n## Second\n\n##### Fifth\n",
    "heading main": "## Main\n\n## Content\n\n## Footer\n\n## Story people\n",
    "same headings": "## A\n\n## A\n\n## a\n\n## Ä\n\n## 漢字\n\n## قصة\n\n## !!!\n\n## 1\n",
    "empty headings": f"## \n\n### <!-- x -->\n\n## ![]({PICTURE})\n",
    "rich headings": "## A [link](https://x.example) `code` *em*\n\n## B[^1]\n\n## C\n\n[^1]: n\n",
    "own id": "## Head {#story_people}\n\n## Foot {#footer_sections}\n\n## Top {#main}\n",
    "id twice": "para\n{#x}\n\npara\n{#x}\n\n`a`{.x #y} `b`{#y}\n",
    "notes": "A[^1] b[^1] c[^n].\n\n## Head[^1]\n\n[^1]: One\n\n    Two\n\n    - list\n\n[^n]: x\n",
    "notes in a table": "| a[^1] |\n|---|\n| b[^1] |\n\n> q[^1]\n\n[^1]: One | two\n",
    "code": "```python\nx = 1\n```\n\n```nosuch\n<b>\n```\n\n```html\n<script>\n```\n",
    "definitions": "Term\n:   Def\n\n    para\n\n:   Def2\n\nTerm2\nTerm3\n: x\n",
    "abbreviation": 'HTML is.\n\n*[HTML]: Hyper "Text" <x>\n',
    "lists": "3. a\n4. b\n\n- a\n\n    para\n\n    1. x\n\n- [ ] todo\n",
    "rules": "a\n\n---\n\n***\n",
    "struck": "~~gone~~ H~2~O x^2^\n",
    "quotes": "> a\n>\n> > b\n>\n> - c\n",
    "entities": "a&nbsp;b &copy; &bogus; &#x1F600; &lt;b&gt; AT&T\n",
    "odd characters": "\u202eabc\u202c \u200b \ufeff x \u2028 y\n",
    "pictures": f'![]({PICTURE})\n\nin ![alt]({PICTURE}) line\n\n- ![b]({PICTURE} "T & <b>")\n',
    "picture with a link": f"[![x]({PICTURE})](https://x.example)\n\n## Head ![alt]({PICTURE})\n",
    "picture with attributes": f'![a "q" <b>]({PICTURE}){{.wide #fig credit="C & <D>"}}\n',
    "link with attributes": '[x](https://x.example "T & <b>"){hreflang=fr .ext lang=fr}\n',
    "odd addresses": "[x](https://x.example/a b) <https://x.example/?a=1&b=2> [z](https://x.example/ä#ü)\n",
    "blocks": "/// pullquote | Who & co\nq\n///\n\n/// aside | T\n## inner\n///\n\n/// aside\nx\n///\n",
    "blocks of points": "/// keypoints | Points\n- a\n///\n\n/// keypoints\n- b\n///\n",
    "a figure": f"/// figure | {PICTURE}\n    alt: x\n\nA *b* caption &lt;c>\n///\n",
    "markdown in html": '<div markdown="1">\n\n## In\n\n*x*\n\n</div>\n\n<aside markdown="1">\n\n- a\n\n</aside>\n',
}

# Raw HTML, some of it broken.
HTML = {
    "left open": "para <i>open\n\n## head\n\n- list\n",
    "open in a block": "/// aside | T <i>\nx\n///\n\n## after\n",
    "loose items": "<li>loose</li>\n\n<dd>d</dd><dt>t</dt>\n\n<td>x</td><tr><td>x</td></tr>\n",
    "list with text": "<ul>text<p>para</p></ul>\n\n<ol><div>x</div></ol>\n\n<dl>text</dl>\n",
    "link in a link": '<a href="https://a.example/">x <a href="https://b.example/">y</a></a>\n',
    "block in a line": "<span><div>x</div></span> <em><p>y</p></em> <small><h3>z</h3></small>\n",
    "heading in bold": "<b><h2>Head</h2></b>\n\n<p><div>x</div></p>\n",
    "details": "<details><p>no summary</p></details>\n\n<summary>loose</summary>\n",
    "ruby": "<ruby>漢<rt>かん</rt></ruby> <rt>loose</rt> <rp>(</rp>\n",
    "table of a caption": "<table><caption>c</caption></table>\n\n<table></table>\n",
    "comments": "<!-- a -- b --> x <!-- c\n\nd -->\n\n<!--> y\n",
    "breaks": "a<br>b<br/>c</br>d\n\n<hr/>x</hr>\n<wbr>",
    "capitals": "<DIV CLASS=x>a</DIV> <B>b</b>\n",
    "attributes twice": '<p class="a" class="b" id="p1" id="p2">x</p>\n',
    "bad ids": '<p id="a b">x</p><p id="">y</p><h2 id="9">n</h2>\n',
    "ids of ours": '<p id="main">x</p><p id="story_related">y</p><p id="footer_feeds">z</p>\n',
    "frames": '<iframe src="https://v.example/x" title="T"></iframe> in line\n',
    "empty elements": '<p></p><h2></h2><ul></ul><a href="https://x.example"></a><figure></figure>\n',
    "phrases": "<kbd><samp>x</samp></kbd> <var>v</var> <cite>c</cite> <s>s</s> <u>u</u>\n",
    "numbers of lists": '<ol start="1.5" type="z"><li value="x">y</li></ol>\n',
    "names": '<a name="x">x</a> <a id="x">y</a> <a>z</a>\n',
    "preformatted": "<pre><code>x < y && z</code></pre>\n\n<pre>\n\nblank\n</pre>\n",
    "two captions": "<figure><figcaption>a</figcaption>x<figcaption>b</figcaption></figure>\n",
    "spans of cells": '<table><tr><td colspan="0">x</td></tr></table>\n',
    "spans of columns": '<table><colgroup><col span="0"></colgroup><tr><td>x</td></tr></table>\n',
    "headers of cells": '<table><tr><td headers="none">x</td></tr></table>\n',
    "times": '<time datetime="yesterday">y</time> <time>nope</time> <del datetime="x">a</del>\n',
    "sources": '<q cite="a b">c</q>\n\n<blockquote cite="https://x.example/a b">q</blockquote>\n',
    "direction": "<bdo>x</bdo>\n",
    "languages": '<p lang="xx-yy">a</p> <a href="https://x.example" hreflang="zz-zz">z</a>\n',
    "labels": '<section aria-labelledby="none"><h2>x</h2></section>\n',
}

# Links that nobody outside of the newsroom can follow, or nobody at all.
LINKS = {
    "localhost": "[x](http://localhost:8000/)\n",
    "private address": "[x](http://192.168.0.1/x) [y](http://[::1]/)\n",
    "local name": "[x](http://printer.local/)\n",
    "file": "[x](file:///etc/passwd)\n",
    "own host, other scheme": "[x](http://post.example/nope/)\n",
    "own host, no scheme": "[x](//post.example/nope/)\n",
    "own host, capitals": "[x](https://POST.example/nope/)\n",
    "own host, port": "[x](https://post.example:443/nope/)\n",
    "password": "[x](https://user:pw@x.example/)\n",
    "broken escape": "[x](https://x.example/%zz)\n",
    "broken host": "[x](https://exa mple.org/)\n",
}

BODIES = {**MARKDOWN, **HTML, **LINKS}
