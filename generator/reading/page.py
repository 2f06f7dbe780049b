"""A standing page: the bytes of a file in content/pages/ become a `StandingPage`."""

from __future__ import annotations

from generator import urls
from generator.model.article import StandingPage
from generator.problems import Problem, Span, error
from generator.reading.headed import read_headed
from generator.reading.page_fields import PAGE_TABLE
from generator.reading.reserved import is_reserved
from generator.reading.result import Reading, ReadingOptions

FOLDER = "content/pages/"


def read_page(path: str, data: bytes, options: ReadingOptions) -> Reading[StandingPage]:
    """The page in a file of content/pages/; its URL is its path, that of `x/index.md` is `/x/`."""
    headed = read_headed(path, data, PAGE_TABLE, options)
    place = path.removeprefix(FOLDER).removesuffix(".md")
    problem = _bad_path(path, place, options.language)
    if problem:
        headed.desk.problems.append(problem)
    if headed.values is None or "title" not in headed.values:
        return headed.reading(None)
    return headed.reading(StandingPage(path=place, **headed.values))


def _bad_path(path: str, place: str, language: str) -> Problem | None:
    segments = place.split("/")
    for segment in segments:
        if fault := urls.slug_fault(segment):
            meant = urls.slugify(segment)
            cure = f'rename "{segment}" to "{meant}"' if not urls.slug_fault(meant) else ""
            message = f"the page's URL is its file's path, but {fault}"
            return error("bad-file-name", message, path, span=Span(1), cure=cure or "rename it")
    if is_reserved(segments[0], language):
        message = f'"/{segments[0]}/" is kept for pages that Broadsheet makes'
        return error("reserved-name", message, path, span=Span(1), cure="rename the file or folder")
    if place == "index":
        message = "the home page is made by its layout, not by content/pages/index.md"
        return error("reserved-name", message, path, span=Span(1), cure="rename the file")
    return None
