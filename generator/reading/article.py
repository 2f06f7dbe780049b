"""An article: the bytes of its file become an `Article`, its body, and every fault of both."""

from __future__ import annotations

from datetime import UTC, datetime

from generator import urls
from generator.model.article import Article
from generator.model.values import Moment
from generator.problems import Span, error
from generator.reading.article_fields import ARTICLE_TABLE
from generator.reading.headed import Headed, read_headed
from generator.reading.result import Reading, ReadingOptions

FOLDER = "content/articles/"
# A day after all others: what is held till then can link to whatever is held.
_STAND_INS = {"title": "", "date": Moment(datetime(9999, 1, 1, tzinfo=UTC)), "section": ""}


def read_article(path: str, data: bytes, options: ReadingOptions) -> Reading[Article]:
    """The article in a file of content/articles/; `path` is relative to the site.

    A bad key counts as left out, so that later floors tell their faults in the same run; where
    title, date, section or slug can't be known, stand-ins see to that. The value is None only where
    there is no header.
    """
    headed = read_headed(path, data, ARTICLE_TABLE, options)
    if headed.values is None:
        return headed.reading(None)
    values = headed.values
    identity = path.removeprefix(FOLDER).removesuffix(".md")
    slug = values.pop("slug", None) or _slug_of_file(headed, path)
    _check_order(headed)
    is_whole = slug is not None and _STAND_INS.keys() <= values.keys()
    story = Article(identity=identity, slug=slug or "x", **{**_STAND_INS, **values})
    return headed.reading(story, is_whole=is_whole)


def _slug_of_file(headed: Headed, path: str) -> str | None:
    """The slug of the file's name, for index.md of its folder's; None, told, where none is."""
    folders, _, name = path.removeprefix(FOLDER).rpartition("/")
    stem = name.removesuffix(".md")
    word = folders.rpartition("/")[2] if stem == "index" else stem
    slug = urls.slugify(word)
    fault = urls.slug_fault(slug)
    if not fault:
        return slug
    what = f"the file's name gives no slug: {fault}" if word else "this index.md has no folder"
    cure = "rename the file, or write slug: with lower-case letters, digits and hyphens"
    headed.desk.problems.append(error("bad-slug", what, path, span=Span(1), key="slug", cure=cure))
    return None


def _check_order(headed: Headed) -> None:
    """Embargo, end and updates against the release."""
    values, desk = headed.values or {}, headed.desk
    date: Moment | None = values.get("date")
    embargo: Moment | None = values.get("publish_at")
    if date and embargo and embargo.utc < date.utc:
        message = "`publish_at` is earlier than `date`"
        cure = "the later of the two releases the story: mend one, or leave `publish_at` out"
        desk.error("date-order", message, headed.place("publish_at"), "publish_at", cure)
    released, key = (embargo, "publish_at") if embargo else (date, "date")
    if released is None:
        return
    end: Moment | None = values.get("expires_at")
    if end and end.utc <= released.utc:
        message = f"`expires_at` is not later than `{key}`: the story would never appear"
        cure = "mend one of the two; to take a story back for good, delete it or make it a draft"
        desk.error("date-order", message, headed.place("expires_at"), "expires_at", cure)
    updated: Moment | None = values.get("updated")
    if updated and updated.utc < released.utc:
        message = f"`updated` is earlier than `{key}`"
        cure = "it counts for nothing: mend it, or leave it out"
        desk.warn("date-order", message, headed.place("updated"), "updated", cure)
