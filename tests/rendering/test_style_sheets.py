"""Style sheets as they are published: one file each, with what they import and name."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.building import SITE_YAML, Built, picture, site_of, story


def styled(tmp_path: Path, site_yaml: str = SITE_YAML, **sheets: str) -> Built:
    """A site with style sheets of its own; `__` in a name stands for a dot."""
    files: dict[str, str | bytes] = {
        f"layouts/assets/{name.replace('__', '.')}": text for name, text in sheets.items()
    }
    files |= {"content/articles/a.md": story("A"), "layouts/assets/dot.png": picture(2, 2)}
    return site_of(tmp_path, files, site_yaml)


def text_of(built: Built, name: str) -> str:
    """The one asset whose name begins so."""
    (path,) = [path for path in built.files if path.startswith(f"assets/{name}.")]
    return built.text(path)


def test_what_is_imported_stands_in_the_sheet(tmp_path: Path) -> None:
    """However it is named; not in comments, and within what the import is subject to."""
    sheet = (
        "@import 'b.css';\n@IMPORT url( b.css ) screen and (width > 1px);"
        "@import url('b.css') layer(base) supports(display: grid) print;"
        "/* @import 'gone.css'; */ c{}"
    )
    built = styled(tmp_path, a__css=sheet, b__css="b{color:red}")
    assert [] == built.codes
    assert text_of(built, "a") == (
        "b{color:red}@media screen and (width > 1px){b{color:red}}"
        "@media print{@supports (display: grid){@layer base{b{color:red}}}}c{}"
    )


def test_what_is_named_has_its_published_name(tmp_path: Path) -> None:
    """With what follows the name, from any folder; what is elsewhere stays."""
    deep = 'a{background:url( "../dot.png?x#y" )}'
    own = "b{background:url(https://c.example/x.png)}c{background:url(data:image/png;base64,AA)}"
    files = {
        "content/articles/a.md": story("A"),
        "layouts/assets/dot.png": picture(2, 2),
        "layouts/assets/deep/in.css": deep,
        "layouts/assets/a.css": f"@import 'deep/in.css';{own}d{{background:url(#e)}}",
    }
    built = site_of(tmp_path, files)
    assert [] == built.codes
    (dot,) = [path for path in built.files if path.startswith("assets/dot.")]
    text = f'a{{background:url("/{dot}?x#y")}}{own}d{{background:url(#e)}}'
    assert text_of(built, "a") == text


def test_an_import_may_end_with_the_sheet_and_be_written_at_any_length(tmp_path: Path) -> None:
    """A rule that is never closed takes no longer than others (CSS Syntax 3, 5.4)."""
    built = styled(tmp_path / "a", a__css="@import 'b.css'", b__css="b{}")
    assert "b{}" == text_of(built, "a")
    spaces = f"@import 'b.css'{' ' * 50_000}}}"
    built = styled(tmp_path / "b", a__css=spaces, b__css="b{}")
    assert "@import 'b.css'}" == text_of(built, "a")


def test_words_in_quotes_are_no_addresses(tmp_path: Path) -> None:
    """Nor does a comment begin there."""
    own = 'a{content: "url(gone.png) /*"}b{content: \'@import "gone.css"; */\'}'
    built = styled(tmp_path, a__css=own)
    assert [] == built.codes
    assert own == text_of(built, "a")


def test_a_part_is_no_asset(tmp_path: Path) -> None:
    part = "a{background:url(_dot.png)}"
    built = styled(tmp_path, a__css=part, _dot__png="x")
    assert ["missing-asset"] == built.codes
    assert "begins with _ is a part" in built.report()


def test_a_part_is_published_in_others_only(tmp_path: Path) -> None:
    built = styled(tmp_path, a__css="@import '_part.css';a{}", _part__css="p{}")
    assert [] == built.codes
    assert text_of(built, "a") == "p{}a{}"
    assert [] == [path for path in built.files if "part" in path]


def test_a_site_adds_to_the_bundled_sheet_in_two_lines(tmp_path: Path) -> None:
    """`bundled/` is the bundled file, as in layouts."""
    own = '@import "bundled/site.css";\n:root { --paper: #f6f1e7; }\n'
    built = styled(tmp_path, site__css=own)
    assert [] == built.codes
    text = text_of(built, "site")
    assert text.endswith(":root{--paper: #f6f1e7;}")
    assert ".headline" in text
    assert "@import" not in text


def test_sheets_of_other_hosts_stand_before_all_rules(tmp_path: Path) -> None:
    """After a rule browsers ignore them (CSS Cascade 5, section 2)."""
    elsewhere = "@import url(https://c.example/x.css) screen;"
    built = styled(tmp_path, a__css=f"@import 'b.css';{elsewhere}a{{}}", b__css="b{}")
    assert text_of(built, "a") == f"{elsewhere}b{{}}a{{}}"


@pytest.mark.parametrize(
    ("sheet", "line", "message"),
    [
        ("a{}\n@import 'gone.css';", 2, 'there is no asset "gone.css"'),
        ("a{}\n\nb{background:url(dat.png)}", 3, 'there is no asset "dat.png"'),
    ],
)
def test_what_is_not_there_is_told_at_its_line(
    tmp_path: Path, sheet: str, line: int, message: str
) -> None:
    """Also within a sheet that another imports."""
    built = styled(tmp_path, a__css="@import 'b.css';", b__css=sheet)
    found = {(p.path, p.span.line if p.span else 0, p.message) for p in built.made.problems}
    assert found == {("layouts/assets/b.css", line, message)}


@pytest.mark.parametrize(
    "sheets",
    [
        {"a__css": "p{}\n@import 'a.css';"},
        {"a__css": "p{}\n@import 'b.css';", "b__css": "\n@import 'a.css';"},
        {
            "a__css": "\n@import 'b.css';",
            "b__css": "@import 'c.css';",
            "c__css": "@import 'a.css';",
        },
        {"a__css": "\n@import 'b.css';", "b__css": "\n\n@import 'b.css';"},
    ],
)
def test_style_sheets_that_import_each_other_in_a_circle_are_told(
    tmp_path: Path, sheets: dict[str, str]
) -> None:
    built = styled(tmp_path, **sheets)
    assert built.codes
    assert {"style-circle"} == set(built.codes)


def test_with_the_faces_of_the_readers_machine_none_are_published(tmp_path: Path) -> None:
    built = styled(tmp_path / "with")
    assert [path for path in built.files if path.endswith(".woff2")]
    assert "@font-face" in text_of(built, "site")
    built = styled(tmp_path / "without", f"{SITE_YAML}theme: {{fonts: system}}\n")
    assert [] == built.codes
    assert [] == [path for path in built.files if path.endswith(".woff2")]
    assert "@font-face" not in text_of(built, "site")
