"""The docs and the code say the same: nothing undocumented, nothing documented that is gone.

The marks in the docs (`<!-- keys: an article -->`) are explained in tests/docs_examples/marks.py.
"""

from __future__ import annotations

import re
import shlex
import typing
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import yaml

from generator.commands import cli
from generator.library.publication import Status
from generator.reading.markdown import allowed, guard
from generator.reading.markdown.blocks import BLOCK_TYPES
from generator.reading.markdown.outline import MAX_BLOCKS_DEEP
from generator.reading.publisher_fields import POLICIES
from generator.reading.reserved import RESERVED
from generator.reading.site import read_site
from generator.rendering.filters import FILTERS
from tests.building import SITE_YAML, build, full_site, site_of, write_files
from tests.docs_examples import blocks, codes, messages, sites
from tests.docs_examples.faults import FAULTS, UNSEEN
from tests.docs_examples.known import (
    LAYOUTS,
    actions,
    faults_of,
    functions,
    in_layouts,
    layout_files,
    severity_of,
    tables,
    views_by_name,
)
from tests.docs_examples.marks import (
    DOCS,
    Marked,
    anchors,
    headings,
    linked,
    marked,
    page_text,
    things,
)

PAGES = sorted(path.stem for path in DOCS.glob("*.md"))


# --- keys ---------------------------------------------------------------------------------------


KEY_TABLES = {thing.subject: thing for thing in marked("format", "keys")}


def test_every_table_of_keys_is_documented_and_no_other() -> None:
    """docs/format.md has one table for each kind of mapping."""
    assert sorted(tables()) == sorted(KEY_TABLES)


@pytest.mark.parametrize("noun", sorted(tables()))
def test_the_keys_of_a_table_are_documented_in_their_order(noun: str) -> None:
    """A key's row tells whether it is required, its type and its default."""
    documented = [[key.replace("`", ""), kind] for key, kind, _, _ in KEY_TABLES[noun].rows]
    wanted = [
        [f"{row.name}, required" if row.required else row.name, row.decoder.words]
        for row in tables()[noun].fields
    ]
    assert wanted == documented
    for row, (_, _, rule, _) in zip(tables()[noun].fields, KEY_TABLES[noun].rows, strict=True):
        said = re.search(r"Default: (.*?)\.?(?:$|\. )", rule)
        default = said[1].replace("`", "").partition(", which")[0].rstrip(".") if said else ""
        assert row.default.replace("`", "") == default, f"the default of `{row.name}`"


@pytest.mark.parametrize("noun", sorted(tables()))
def test_the_example_of_a_key_is_accepted(noun: str) -> None:
    """What stands in the last column can be typed."""
    for row, (_, _, _, example) in zip(tables()[noun].fields, KEY_TABLES[noun].rows, strict=True):
        assert [] == faults_of(noun, row, example.strip("`")), example


def test_the_words_that_a_key_takes_are_documented() -> None:
    """Policies, reserved names and the places of a permalink are all named."""
    assert sorted(POLICIES) == sorted(marked("format", "policies")[0].words)
    assert sorted(RESERVED) == sorted(marked("format", "reserved")[0].words)
    states = [row[0] for row in marked("format", "states")[0].rows]
    assert sorted(Status) == sorted(
        {"a draft": "draft", "withdrawn": "expired"}.get(s, s) for s in states
    )


# --- texts --------------------------------------------------------------------------------------


def test_blocks_and_their_options_are_documented() -> None:
    """docs/blocks.md has a heading for each block and a table where it has options."""
    assert list(BLOCK_TYPES) == re.findall(r"^### ([a-z]+)$", page_text("blocks"), re.MULTILINE)
    documented = {thing.subject: thing for thing in marked("blocks", "block")}
    for kind in BLOCK_TYPES.values():
        rows = documented[kind.name].rows if kind.name in documented else []
        assert [f"`{name}`" for name in kind.options] == [option for option, _ in rows]
        for name, meaning in rows:
            for word in kind.options[name.strip("`")].choices:
                assert f"`{word}`" in meaning


def test_every_block_is_shown_by_an_example_and_its_picture() -> None:
    """`make pictures` takes those of docs/blocks.md; each says in words of its own what is seen."""
    sections = {section.block: section for section in blocks.sections()}
    lacking = [n for n in BLOCK_TYPES if n not in sections or not sections[n].examples]
    assert [] == lacking
    shown = [picture for section in sections.values() for picture in section.pictures]
    for section in sections.values():
        paths = [picture.path for picture in section.pictures]
        for example in section.examples:
            assert f"pictures/blocks/{blocks.name_of(example)}.webp" in paths, f"{example}"
    files = {path.relative_to(DOCS).as_posix() for path in blocks.PICTURES.iterdir()}
    assert files == {picture.path for picture in shown}, "run `make pictures`"
    assert all(picture.alt for picture in shown)
    assert len(shown) == len({picture.alt for picture in shown})


def test_the_html_that_a_text_may_have_is_documented() -> None:
    """The lists of docs/blocks.md are the allow-list."""
    assert sorted(allowed.TAGS) == marked("blocks", "tags allowed")[0].words
    assert sorted(allowed.WHOLLY_REFUSED) == marked("blocks", "tags refused")[0].words
    attributes = {
        name.strip("`"): set(re.findall(r"`([^`]+)`", names))
        for name, names in marked("blocks", "attributes allowed")[0].rows
    }
    wanted = {
        tag: {*allowed.ATTRIBUTES.get(tag, ()), *allowed.VALUES.get(tag, ())}
        for tag in {*allowed.ATTRIBUTES, *allowed.VALUES} - {"*"}
    }
    assert wanted == attributes
    for name in allowed.ATTRIBUTES["*"]:
        assert f"`{name}`" in page_text("blocks")


def test_the_limits_of_a_text_are_documented() -> None:
    """Each number stands in the section on limits."""
    section = page_text("blocks").partition("## Limits")[2]
    limits = (guard.MAX_CHARACTERS, guard.MAX_LINES, guard.MAX_LINE, guard.MAX_DEPTH)
    limits += (guard.MAX_FOOTNOTES, guard.MAX_ABBREVIATIONS, guard.MAX_TAGS, MAX_BLOCKS_DEEP)
    assert [] == [number for number in limits if not re.search(rf"\b{number:,}\b", section)]


def test_the_traps_are_documented() -> None:
    """Every warning of Markdown's traps has a line that leads to its message."""
    named = set(re.findall(r"messages\.md#([a-z0-9-]+)", marked("blocks", "traps")[0].text))
    traps = {use.code for use in codes.uses() if "traps.py" in use.place}
    assert set() == traps - named


# --- commands -----------------------------------------------------------------------------------


def test_every_command_is_documented_and_no_other() -> None:
    """docs/format.md has a heading for each command."""
    documented = re.findall(r"^### broadsheet (\w+)$", page_text("format"), re.MULTILINE)
    assert sorted(cli.COMMANDS) == sorted(documented)


@pytest.mark.parametrize("command", sorted(cli.COMMANDS))
def test_every_option_of_a_command_is_documented_and_no_other(command: str) -> None:
    """The first word of each row is an option or, in capitals, what a command is about."""
    documented = next(t for t in marked("format", "options") if t.subject == command)
    told = {row[0].strip("`").split(" ")[0]: row[1] for row in documented.rows}
    known = {
        next((o for o in action.option_strings if o.startswith("--")), action.dest.upper()): action
        for action in actions(command)
    }
    assert sorted(known) == sorted(told)
    for name, action in known.items():
        for choice in action.choices or ():
            assert f"`{choice}`" in told[name]


@pytest.mark.parametrize("page", PAGES)
def test_the_commands_in_the_docs_can_be_typed(page: str) -> None:
    """Every `broadsheet …` of a shell example is understood."""
    for thing in things(page):
        for line in thing.text.split("\n") if thing.language == "sh" else ():
            words = shlex.split(line)
            assert words[0] == "broadsheet", f"{thing}: {line}"
            cli.parser(words[1]).parse_args(words[1:])


# --- layouts ------------------------------------------------------------------------------------


def test_every_layout_is_documented_and_no_other() -> None:
    """The first column of the tables names each bundled file."""
    first = [row[0] for table in marked("layouts", "layouts") for row in table.rows]
    assert layout_files() == sorted(
        name for cell in first for name in re.findall("`([^`]+)`", cell)
    )


def test_every_block_is_documented_and_no_other() -> None:
    """Each with the files that have it first; `main` is replaced by most."""
    documented = {
        (row[0].strip("`"), name)
        for row in marked("layouts", "blocks")[0].rows
        for name in re.findall("`([^`]+)`", row[1])
    }
    known = set(in_layouts(r"{%-?\s*block\s+(\w+)"))
    assert documented == {
        (block, name) for block, name in known if block != "main" or name == "base.html"
    }


def test_every_macro_is_documented_and_no_other() -> None:
    """Each as it is called, with the file that has it."""
    rows = marked("layouts", "macros")[0].rows
    documented = [(row[0].strip("`"), row[1].strip("`")) for row in rows]
    assert sorted(in_layouts(r"{%-?\s*macro\s+(.+?)\s*-?%}")) == sorted(documented)


def test_every_view_is_documented_and_no_other() -> None:
    """docs/layouts.md has one table for each thing that a layout can see."""
    assert sorted(views_by_name()) == sorted(t.subject for t in marked("layouts", "fields"))


@pytest.mark.parametrize("name", sorted(views_by_name()))
def test_the_fields_of_a_view_are_documented_in_their_order(name: str) -> None:
    """A row for each field; one that may be None says so. `_name` finds what `name` shows."""
    table = next(t for t in marked("layouts", "fields") if t.subject == name)
    found = typing.get_type_hints(views_by_name()[name])
    hints = {field.removeprefix("_"): kind for field, kind in found.items()}
    assert list(hints) == [row[0].strip("`") for row in table.rows]
    for field, holds in table.rows:
        may_be_none = type(None) in typing.get_args(hints[field.strip("`")])
        assert may_be_none == bool(re.search(r"\bNone\b|\belse None\b", holds)), (name, field)


def test_the_kinds_of_pages_are_documented(tmp_path: Path) -> None:
    """What `page.kind` can be, read from the pages of a site that has them all."""
    built = build(write_files(tmp_path, full_site()))
    pages = (built.text(path) for path in built.files if path.endswith(".html"))
    kinds = {kind for page in pages for kind in re.findall(r'<body class="page-([^"]+)"', page)}
    table = next(t for t in marked("layouts", "fields") if t.subject == "PageView")
    assert sorted(kinds) == sorted(re.findall("`([^`]+)`", table.rows[0][1]))


def test_every_function_of_a_layout_is_documented_and_no_other() -> None:
    """What `Tools.context` gives."""
    documented = [re.match(r"`(\w+)", row[0]) for row in marked("layouts", "functions")[0].rows]
    assert sorted(functions()) == sorted(match[1] for match in documented if match)


def test_every_filter_is_documented_and_no_other() -> None:
    """Jinja's own are Jinja's to document."""
    documented = [row[0].strip("`") for row in marked("layouts", "filters")[0].rows]
    assert sorted(FILTERS) == sorted(documented)


def test_every_message_is_documented_with_its_words() -> None:
    """Whoever translates the interface finds all of it."""
    english = yaml.safe_load((LAYOUTS / "messages" / "en.yaml").read_text("utf-8"))
    wanted = {
        key: said if isinstance(said, str) else " / ".join(f"{k}: {v}" for k, v in said.items())
        for key, said in english.items()
    }
    rows = marked("layouts", "messages")[0].rows
    assert wanted == {key.strip("`"): said[1:-1] for key, said in rows}


# What the docs call the languages that have words, by their files.
_NAMES = {
    "ar": "Arabic",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fa": "Persian",
    "fr": "French",
    "hi": "Hindi",
    "ja": "Japanese",
    "pt": "Portuguese",
    "ru": "Russian",
    "uk": "Ukrainian",
    "zh": "Chinese (simplified",
    "zh-Hant": "simplified and traditional",
}


@pytest.mark.parametrize(
    "path", sorted((LAYOUTS / "messages").glob("*.yaml")), ids=lambda p: p.stem
)
def test_a_language_that_the_docs_name_has_every_message(path: Path) -> None:
    """The bundled languages are complete, and are those that the docs name."""
    english = yaml.safe_load((LAYOUTS / "messages" / "en.yaml").read_text("utf-8"))
    assert set(english) <= set(yaml.safe_load(path.read_text("utf-8")))
    for page in ("layouts", "format"):
        assert _NAMES[path.stem] in " ".join(page_text(page).split())


# --- messages -----------------------------------------------------------------------------------


def test_every_problem_code_is_documented_and_no_other() -> None:
    """docs/messages.md has a heading for each code, in alphabetical order."""
    known = {use.code for use in codes.uses()}
    documented = headings("messages")
    assert [] == sorted(known.difference(documented)), "write a section for each"
    assert [] == sorted(set(documented).difference(known)), "delete the sections"
    assert documented == sorted(documented)
    assert documented == list(messages.sections()), "a section lacks its severity, cure or example"


def test_the_severity_of_a_code_is_documented() -> None:
    """In its section, and in the table at the head of the page."""
    told = {code: section.severity for code, section in messages.sections().items()}
    assert {code: severity_of(code) for code in told} == told
    table = marked("messages", "codes by severity")[0]
    listed = {
        code: row[0] for row in table.rows for code in re.findall(r"\[([a-z0-9-]+)\]", row[1])
    }
    assert told == listed


def test_a_site_shows_each_code_or_says_why_none_can() -> None:
    """A code without an example that a build makes needs a reason."""
    known = {use.code for use in codes.uses()}
    assert [] == sorted(known.difference(FAULTS, UNSEEN)), "write a site in docs_examples/faults.py"
    assert [] == sorted({*FAULTS, *UNSEEN}.difference(known)), "delete the sites"
    assert set() == set(FAULTS) & set(UNSEEN)


@pytest.mark.parametrize("code", sorted(FAULTS))
def test_the_example_of_a_code_is_what_a_build_says(code: str) -> None:
    """`python -m tests.docs_examples.refresh` renews the examples."""
    assert messages.said(code) == messages.sections()[code].example


# --- examples -----------------------------------------------------------------------------------


@pytest.mark.parametrize("page", sites.PAGES)
def test_every_example_has_a_mark(page: str) -> None:
    """An example that no test builds must not look like one that is."""
    free = {"sh", "text"}
    unmarked = [str(thing) for thing in things(page) if thing.language and not thing.name]
    assert [] == [
        str(thing)
        for thing in things(page)
        if str(thing) in unmarked and thing.language not in free
    ]


@pytest.mark.parametrize("name", sites.names())
def test_an_example_site_is_built_without_a_problem(name: str, tmp_path: Path) -> None:
    """All examples of one name together are a site."""
    built = build(write_files(tmp_path, sites.site(name)))
    assert "" == built.report()
    assert "index.html" in built.files


@pytest.mark.parametrize("example", marked("format", "keys of site.yaml"), ids=str)
def test_an_example_of_keys_of_site_yaml_is_accepted(example: Marked) -> None:
    """The keys go with the four that a site needs."""
    reading = read_site("site.yaml", f"{SITE_YAML}{example.text}\n".encode())
    assert () == reading.problems
    assert reading.value is not None


def test_the_timeline_of_an_embargo_is_true(tmp_path: Path) -> None:
    """Each row of the table: what a build at that hour makes of the story."""
    table = marked("format", "timeline")[0]
    name, _, path = table.subject.partition("/")
    write_files(tmp_path, sites.site(name))
    page = "2026/07/port-talks/index.html"
    for hour, state, says in table.rows:
        now = datetime.fromisoformat(hour).replace(tzinfo=ZoneInfo("Europe/London"))
        built = build(tmp_path, now.astimezone(UTC))
        assert "" == built.report()
        assert (state == "published") == (page in built.files), hour
        held = [wait.until for wait in built.made.held]
        assert (state == "held") == bool(held), hour
        if told := re.search(r"until (\S+ \S+) BST", says):
            until = held[0].astimezone(ZoneInfo("Europe/London"))
            assert told[1] == f"{until:%Y-%m-%d %H:%M}"
        assert path.endswith("port-talks.md")


def test_the_layout_examples_do_what_the_docs_say(tmp_path: Path) -> None:
    """A colour for every page, a line in a story, a layout of one's own, other words."""
    built = {
        name: build(write_files(tmp_path / name, sites.site(name)))
        for name in ("colour", "line", "dateline", "longread", "words")
    }
    style = next(path for path in built["colour"].files if path.startswith("assets/site."))
    assert "--display: Georgia,serif" in built["colour"].text(style)
    assert f'<link rel="stylesheet" href="/{style}">' in built["colour"].text("index.html")
    assert "From our beat: enclaves" in built["line"].text("2026/03/baarle/index.html")
    lviv = built["dateline"].text("2026/05/lviv/index.html")
    assert lviv.index("LVIV, Ukraine</p>") < lviv.index(
        "Trains come at every hour, and so do the people who meet them.</p>"
    )
    river = built["longread"].text("2026/04/river/index.html")
    assert "A strait with a treaty running through it</a>" in river
    assert "A strait with a treaty" not in river.partition("</article>")[0]
    assert "Words: <" in built["words"].text("2026/03/one/index.html")


@pytest.mark.parametrize("layout", sorted({t.subject for t in marked("layouts", "lines")}))
def test_the_lines_of_layouts_in_the_docs_are_rendered(layout: str, tmp_path: Path) -> None:
    """Functions and filters are used as the docs show them."""
    lines = [thing for thing in marked("layouts", "lines") if thing.subject == layout]
    files = sites.with_lines(layout, lines)
    built = site_of(tmp_path, {k: v for k, v in files.items() if k != "site.yaml"})
    assert "" == built.report()
    story = built.text("2026/03/one/index.html")
    for words in ("By Ada Obi", "3 stories in English", "Fact-checking, Sound design"):
        assert words in story
    assert re.search(r"<time[^>]*>March 1, 2026, 9:00.AM GMT</time>, March 1, 2026", story)


# --- links --------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES)
def test_the_links_between_the_docs_lead_somewhere(page: str) -> None:
    """Files and headings that are linked exist."""
    dead = [
        f"{target}#{anchor}"
        for target, anchor in linked(page)
        if not (DOCS / target).exists() or (anchor and anchor not in anchors(DOCS / target))
    ]
    assert [] == dead
