"""The site of the tests of the preview."""

from __future__ import annotations

from tests.building import SITE_YAML

PARAGRAPHS = "\n\n".join(
    f"Paragraph {number} tells of the river and of the towns that stand on both of its banks, "
    "of what they were built for and of who came to live there when that was over."
    for number in range(1, 41)
)
STORY = f"""\
---
title: The river that is a border
date: 2026-03-01 09:00
summary: Two towns, one bridge.
section: world
---

The first words of the story.

{PARAGRAPHS}
"""
FORM = """\
{% extends "base.html" %}
{% block main %}
<article class="prose">
<h1>{{ article.title }}</h1>
<details><summary>More</summary><p>What was hidden.</p></details>
<p><label>Your name <input name="who" value=""></label> <textarea name="words"></textarea></p>
{{ article.html }}
</article>
{% endblock %}
"""
FILES: dict[str, str | bytes] = {
    "site.yaml": SITE_YAML,
    "content/articles/river.md": STORY,
    "content/articles/other.md": STORY.replace("The river that is", "Another town at"),
    "layouts/article.html": FORM,
}
