"""A person: the bytes of a file in content/authors/ become an `Author`; the bio is the body."""

from __future__ import annotations

from generator import urls
from generator.model.people import Author
from generator.problems import Problem, Span, error
from generator.reading.headed import read_headed
from generator.reading.person_fields import AUTHOR_TABLE
from generator.reading.result import Reading, ReadingOptions

FOLDER = "content/authors/"


def read_author(path: str, data: bytes, options: ReadingOptions) -> Reading[Author]:
    """The person in a file of content/authors/, whose name is the person's id and address."""
    headed = read_headed(path, data, AUTHOR_TABLE, options)
    name = path.removeprefix(FOLDER).removesuffix(".md")
    if problem := _bad_name(path, name):
        headed.desk.problems.append(problem)
    if headed.values is None or "name" not in headed.values:
        return headed.reading(None)
    return headed.reading(Author(id=name, **headed.values))


def _bad_name(path: str, name: str) -> Problem | None:
    if "/" in name:
        message = "a person's file stands directly in content/authors/"
        cure = f"move it to {FOLDER}{name.rpartition('/')[2]}.md"
        return error("bad-file-name", message, path, span=Span(1), cure=cure)
    fault = urls.slug_fault(name)
    if not fault:
        return None
    meant = urls.slugify(name)
    cure = f"rename it to {meant}.md" if not urls.slug_fault(meant) else "rename the file"
    message = f"the file's name is the person's id and address, but {fault}"
    return error("bad-file-name", message, path, span=Span(1), cure=cure)
