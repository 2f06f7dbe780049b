"""Documents: text passes, pictures are cleaned, the rest needs the owner's word."""

from __future__ import annotations

from io import BytesIO

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from generator.model.site import FileOptions, ImageOptions
from generator.problems import Failure, Problem
from generator.reading.documents import clean_document, is_named_by

STRICT = FileOptions()


def refusal(path: str, data: bytes = b"x", options: FileOptions = STRICT) -> Problem:
    with pytest.raises(Failure) as caught:
        clean_document(path, data, options)
    (problem,) = caught.value.problems
    assert path == problem.path
    assert problem.cure
    return problem


def photo(format_: str = "JPEG") -> bytes:
    exif = Image.Exif()
    exif[0x0131] = "SECRET-CANARY"
    out = BytesIO()
    picture = Image.radial_gradient("L").resize((16, 8))
    picture.save(out, format_, exif=exif, comment="SECRET-CANARY")
    return out.getvalue()


@pytest.mark.parametrize(
    "name",
    ["a.txt", "a.csv", "A.CSV", "a.tsv", "a.json", "a.geojson", "a.md", "a.vtt", "a.srt"],
)
def test_plain_text(name: str) -> None:
    """Text hides nothing: it passes byte for byte, with its line ends and its byte order mark."""
    data = "\ufeffcity;people\r\nŁódź;640000\r\n".encode()
    assert data == clean_document(f"content/files/{name}", data, STRICT)


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        (b"a\nb\0c", "document-nul", 2),
        (b"a\n\nb \xff", "document-encoding", 3),
        ("a\nŁ".encode("utf-16"), "document-nul", 1),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "document-encoding", 2),
    ],
)
def test_text_that_is_none(data: bytes, code: str, line: int) -> None:
    """What is called text must be UTF-8; the problem stands at the byte's line."""
    problem = refusal("content/files/a.csv", data)
    assert (code, line) == (problem.code, problem.span and problem.span.line)


def test_picture_among_the_documents() -> None:
    """A picture for download is cleaned like one on a page, within the same limits."""
    for name in ("a.jpg", "A.JPEG", "a.png", "a.gif", "a.webp", "a.avif"):
        data = photo(name.rpartition(".")[2].upper().replace("JPG", "JPEG"))
        assert b"SECRET-CANARY" in data
        assert b"SECRET-CANARY" not in clean_document(f"content/files/{name}", data, STRICT)
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><!--SECRET--></svg>'
    assert b"SECRET" not in clean_document("content/files/a.svg", drawing, STRICT)
    with pytest.raises(Failure):
        clean_document("content/files/a.jpg", photo(), STRICT, ImageOptions(max_pixels=9))


@pytest.mark.parametrize(
    "name",
    ["a.pdf", "a.docx", "a.xlsx", "a.zip", "a.mp3", "a.mp4", "a.ics", "a.html", "a.tif", "README"],
)
def test_type_that_can_not_be_cleaned(name: str) -> None:
    """Such a file needs the owner's word; the cure is the very line that gives it."""
    path = f"content/files/{name}"
    problem = refusal(path)
    assert "document-unclean" == problem.code
    line = problem.cure.partition("`")[2].partition("`")[0]
    assert {"files": {"uncleaned": [path]}} == yaml.safe_load(line)
    assert b"x" == clean_document(path, b"x", FileOptions(uncleaned=(path,)))


def test_cure_for_a_name_full_of_signs() -> None:
    """The line that the cure gives works for names with quotes, brackets, stars and spaces."""
    path = 'content/files/a "b" [c] *?: #é\\.pdf'
    line = refusal(path).cure.partition("`")[2].partition("`")[0]
    (glob,) = yaml.safe_load(line)["files"]["uncleaned"]
    assert b"x" == clean_document(path, b"x", FileOptions(uncleaned=(glob,)))


def test_named_files_pass_as_they_are() -> None:
    """What the owner names is untouched, even a picture or a text that isn't UTF-8."""
    options = FileOptions(uncleaned=("files/evidence/**",))
    for name, data in (("a.jpg", photo()), ("b.csv", b"\xff"), ("c/d.html", b"<script>")):
        assert data == clean_document(f"content/files/evidence/{name}", data, options)


@pytest.mark.parametrize(
    "name", [".htaccess", "a.php", "A.PHP", "a.php.jpg", "a.cgi", "web.config", "_headers"]
)
def test_file_that_a_server_obeys(name: str) -> None:
    """What a web server would run is refused, whoever names it."""
    problem = refusal(f"content/files/{name}", b"x", FileOptions(uncleaned=("**",)))
    assert "document-obeyed" == problem.code


@pytest.mark.parametrize(
    ("glob", "path", "is_named"),
    [
        ("content/files/a.pdf", "content/files/a.pdf", True),
        ("files/a.pdf", "content/files/a.pdf", True),
        ("/files/a.pdf", "content/files/a.pdf", True),
        ("a.pdf", "content/files/a.pdf", False),
        ("files/a.pdf", "content/files/a.pdf.exe", False),
        ("files/*.pdf", "content/files/a.pdf", True),
        ("files/*.pdf", "content/files/b/a.pdf", False),
        ("files/*", "content/files/b/a.pdf", False),
        ("files/**", "content/files/b/a.pdf", True),
        ("files/**", "content/files", False),
        ("**", "content/files/b/a.pdf", True),
        ("**/*.pdf", "content/files/b/a.pdf", True),
        ("**/*.pdf", "content/a.pdf", True),
        ("files/**/a.pdf", "content/files/a.pdf", True),
        ("files/**/a.pdf", "content/files/b/c/a.pdf", True),
        ("files/**/a.pdf", "content/files/b/ca.pdf", False),
        ("files/x**/a.pdf", "content/files/xa.pdf", False),
        ("files/a?.pdf", "content/files/ab.pdf", True),
        ("files/a?b.pdf", "content/files/a/b.pdf", False),
        ("files/a.pdf", "content/files/axpdf", False),
        ("files/A.pdf", "content/files/a.pdf", False),
        ("files/[ab].pdf", "content/files/a.pdf", False),
        ("files/[ab].pdf", "content/files/[ab].pdf", True),
        ("files/\u00e9.pdf", "content/files/e\u0301.pdf", True),
    ],
)
def test_glob(glob: str, path: str, is_named: bool) -> None:
    """A star stays within a folder, two go through all; the glob names the whole path."""
    assert is_named == is_named_by(path, ("nothing", glob))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=20), st.binary(max_size=60))
def test_any_name_and_bytes(name: str, data: bytes) -> None:
    """Whatever a file is called and holds, it passes as it is or is refused with a problem."""
    try:
        assert data == clean_document(f"content/files/{name}", data, FileOptions(uncleaned=("*",)))
    except Failure as failure:
        assert all(p.code.startswith(("document-", "picture-")) for p in failure.problems)  # noqa: PT017
