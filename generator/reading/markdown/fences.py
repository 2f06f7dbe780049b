"""Fenced code as HTML: coloured by Pygments where the fence names a language, else plain.

No language is ever guessed: guessing once hung a lexer on 400 characters. What a fence may say:
a language, or `{.language .class #id}`, and `hl_lines="1 3"`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from generator.problems import Problem, Span, did_you_mean, sentences, warning
from generator.reading.markdown.outline import Fence
from generator.reading.markdown.source import Source

# Beyond this a lexer's regular expressions may take seconds, and nobody reads it for its colours.
MAX_COLOURED = 20_000

_PLAIN = frozenset(("", "text", "plain", "plaintext", "txt", "none"))
_WORD = re.compile(r"""([\w-]+)=(?:"([^"]*)"|'([^']*)'|(\S+))|([.#]?)([^\s{}="']+)""")
_CLASS = re.compile(r"[\w-]+")


@dataclass(frozen=True, slots=True)
class _Info:
    """What an opening fence says."""

    language: str = ""
    classes: tuple[str, ...] = ()
    id: str = ""
    marked_lines: tuple[int, ...] = ()


def rendered(fence: Fence, source: Source) -> tuple[str, tuple[Problem, ...]]:
    """The code as `<pre><code>`, and what is wrong with its language."""
    info = _read_info(fence.info)
    colours, problems = _coloured(info, fence, source)
    inner = escape(fence.code) + "\n" if colours is None else colours
    classes = " ".join(("highlight", *info.classes))
    code_class = f' class="language-{info.language}"' if info.language else ""
    id_attribute = f' id="{info.id}"' if info.id else ""
    opening = f'<pre class="{classes}"{id_attribute} tabindex="0"><code{code_class}>'
    return f"{opening}{inner}</code></pre>", problems


def _read_info(info: str) -> _Info:
    """The language is the first word, or the first class between braces."""
    classes: list[str] = []
    found_id, marked = "", ""
    for key, double, single, bare, sign, word in _WORD.findall(info):
        if key == "hl_lines":
            marked = double or single or bare
        elif sign == "#":
            found_id = word
        elif word and not key:
            classes.append(word)
    language = classes[0].lower() if classes else ""
    if not re.fullmatch(r"[\w#.+-]+", language):
        language = ""
    lines = tuple(int(n) for n in marked.split() if n.isascii() and n.isdigit() and len(n) < 6)
    return _Info(language, tuple(filter(_CLASS.fullmatch, classes[1:])), escape(found_id), lines)


def _coloured(info: _Info, fence: Fence, source: Source) -> tuple[str | None, tuple[Problem, ...]]:
    """The code in colours; None where it stays plain, with the problem if it was not meant to.

    Few stories hold code, and Pygments takes longer to load than an article to read: so it is not
    imported before it is needed.
    """
    language = info.language
    if language in _PLAIN:
        return None, ()
    from generator.reading.markdown import colours

    if not colours.is_known(language):
        return None, (_unknown(fence, source, language, colours.known_languages()),)
    if len(fence.code) > MAX_COLOURED:
        return None, ()
    try:
        return colours.coloured(fence.code, language, info.marked_lines), ()
    except Exception:  # a lexer's fault must not cost an author the page
        return None, (_uncoloured(fence, source, language),)


def _unknown(fence: Fence, source: Source, language: str, known: Iterable[str]) -> Problem:
    message = f'there is no language called "{language}" to colour this code by'
    cure = sentences(did_you_mean(language, known), "without a language the code stays plain")
    span = _span(fence, source, language)
    return warning("unknown-language", message, source.path, span=span, cure=cure)


def _uncoloured(fence: Fence, source: Source, language: str) -> Problem:
    return warning(
        "code-not-coloured",
        f'this code could not be coloured as "{language}"',
        source.path,
        span=_span(fence, source, language),
        cure="it stays plain; name another language, or none",
    )


def _span(fence: Fence, source: Source, language: str) -> Span:
    """The place of the language on the line of the opening fence."""
    line = source.text[source.start_of(fence.line) :].split("\n", 1)[0]
    column = line.lower().find(language)
    return source.line_span(fence.line, max(column, 0), len(language))
