"""content/front.yaml: what the desk puts on the front page, and where."""

from __future__ import annotations

from codecs import BOM_UTF8

from generator.model.body import Body
from generator.model.site import Front
from generator.reading.addresses import ARTICLE
from generator.reading.decoders import list_of
from generator.reading.desk import Desk
from generator.reading.fields import Decoder, Field, read_table, table
from generator.reading.headed import Headed, open_yaml
from generator.reading.nodes import Node, Scalar, Source
from generator.reading.result import Reading, ReadingOptions

_STORIES = list_of(ARTICLE, "an article, or a list of articles")


def _one_or_more(node: Node, desk: Desk, at: str) -> tuple[str, ...] | None:
    if not isinstance(node, Scalar):
        return _STORIES.read(node, desk, at)
    found = ARTICLE.read(node, desk, at)
    return None if found is None else (found,)


_STORY_OR_STORIES: Decoder[tuple[str, ...]] = Decoder(
    _STORIES.words, _one_or_more, {"anyOf": [ARTICLE.schema, _STORIES.schema]}
)
FRONT_TABLE = table(
    "the front page",
    Field("lead", _STORY_OR_STORIES, "The story over all others", "frozen-treaty"),
    Field("beside", _STORY_OR_STORIES, "The stories beside it", "[grain-corridor, cables]"),
    Field("more", _STORY_OR_STORIES, "The stories below them", "[mekong-rules]"),
    Field("long_reads", _STORY_OR_STORIES, "The row of long reads", "[cables]"),
    Field("opinion", _STORY_OR_STORIES, "The row of opinion", "[dull-treaties]"),
)


def read_front(path: str, data: bytes, options: ReadingOptions) -> Reading[Front]:
    """What the file says; nothing of one that can't be read, or that is emptied for a while."""
    lines = data.removeprefix(BOM_UTF8).splitlines()
    if all(line.lstrip().startswith(b"#") or not line.strip() for line in lines):
        return Headed(Desk(Source(path, ""), options), None, Body(), False).reading(Front())
    desk, header = open_yaml(path, data, options)
    if header is None or header.mapping is None:
        return Headed(desk, None, Body(), is_draft=False).reading(Front())
    values = read_table(FRONT_TABLE, header.mapping, desk)
    return Headed(desk, values, Body(), is_draft=False).reading(Front(**values))
