"""Links round blocks: HTML's parser ends one where a block begins, and opens it again within.

So one link becomes several, of which the first may hold nothing. Each is numbered before the parser
sees it; what bears the same number afterwards was one.
"""

from __future__ import annotations

import re
from itertools import count

from generator.reading.markdown.characters import MARK_END, MARK_START

# The name of the attribute that holds the number: no text can hold it.
NUMBER = f"{MARK_START}link{MARK_END}"

_START = re.compile(r"<a(?=[\s/>])", re.IGNORECASE)
_NUMBERED = rf' {NUMBER}="([0-9]+)"'
_LINK = re.compile(
    rf"(<a(?=[^<>]*{_NUMBERED})(?:[^<>\"]++|\"[^\"]*+\")*+>)((?:(?!<a[\s>]).)*?)</a>", re.DOTALL
)
_ANY_NUMBER = re.compile(rf' {NUMBER}=(?:"[0-9]+"|[0-9]+ )')
_NO_WORDS = re.compile(r"(?:\s++|&nbsp;|<(?!img\b)(?:[^<>\"]++|\"[^\"]*+\")*+>)*+")
_ID = re.compile(r' id="[^"]*+"')


def numbered(html: str) -> str:
    """HTML in which each link has a number; also what looks like one in an attribute's value."""
    if "<a" not in html and "<A" not in html:
        return html
    numbers = count()
    return _START.sub(lambda start: f"{start.group()} {NUMBER}={next(numbers)} ", html)


def joined(html: str) -> str:
    """What the parser made of numbered HTML, without the numbers. Of the parts of one link those
    without words go, unless none has any; only the first that stays keeps the id."""
    if NUMBER not in html:
        return html
    links = list(_LINK.finditer(html))
    with_words = {link[2] for link in links if not _NO_WORDS.fullmatch(link[3])}
    seen: set[str] = set()
    pieces: list[str] = []
    position = 0
    for link in links:
        number, inner = link[2], link[3]
        is_empty = bool(_NO_WORDS.fullmatch(inner))
        pieces.append(html[position : link.start()])
        position = link.end()
        if is_empty and (number in with_words or number in seen):
            pieces.append(inner)
            continue
        start = _ID.sub("", link[1]) if number in seen else link[1]
        pieces.append(f"{start}{inner}</a>")
        seen.add(number)
    pieces.append(html[position:])
    return _ANY_NUMBER.sub("", "".join(pieces))
