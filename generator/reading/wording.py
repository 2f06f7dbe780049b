"""How messages name things: keys, kinds of value, and texts as a writer would type them."""

from __future__ import annotations

from generator.reading.nodes import Mapping, Node, Sequence

_SHOWN = 60


def named(at: str) -> str:
    """A key as messages name it: "`alt`" for `image.alt`, "an item of `tags`" for `tags[2]`."""
    leaf = at.rsplit(".", 1)[-1]
    return f"an item of `{leaf[: leaf.index('[')]}`" if leaf.endswith("]") else f"`{leaf}`"


def leaf_name(at: str) -> str:
    """The bare key: `tags` for `tags[2]`, `alt` for `image.alt`."""
    return at.rsplit(".", 1)[-1].split("[", 1)[0]


def kind_of(node: Node) -> str:
    """What a writer would call the value."""
    if isinstance(node, Sequence):
        return "a list"
    return "a mapping of keys" if isinstance(node, Mapping) else "one text"


def in_quotes(text: str) -> str:
    """The text as YAML with quotes that suit it, shortened for a message."""
    short = shortened(text)
    if '"' not in short and "\\" not in short:
        return f'"{short}"'
    doubled = short.replace("'", "''")
    return f"'{doubled}'"


def as_item(text: str) -> str:
    """The text as it may stand between brackets: bare where that is safe, else in quotes."""
    bare = text.isascii() and text.replace(" ", "").replace("-", "").isalnum()
    return text if bare and text == text.strip("- ") else in_quotes(text)


def shortened(text: str, limit: int = _SHOWN) -> str:
    """The text on one line, at most `limit` characters of it."""
    line = " ".join(text[: 4 * limit].split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def listed(words: tuple[str, ...]) -> str:
    """The words as a sentence lists them: `a, b or c`."""
    return f"{', '.join(words[:-1])} or {words[-1]}" if len(words) > 1 else "".join(words)
