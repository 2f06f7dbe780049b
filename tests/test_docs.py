"""The docs and the code say the same: nothing undocumented, nothing documented that is gone.

The marks in the docs (`<!-- keys: an article -->`) are explained in tests/docs_examples/marks.py.
"""

from __future__ import annotations

import argparse
import ast
import dataclasses
import re
import shlex
import typing
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import yaml

from generator.commands import cli
from generator.library.publication import Status
from generator.model import body as model_body
from generator.model import shown, values
from generator.pages import sitemaps
from generator.reading.fields import Field, Table, read_table
from generator.reading.headed import open_yaml
from generator.reading.markdown import allowed, guard
from generator.reading.markdown.blocks import BLOCK_TYPES
from generator.reading.markdown.outline import MAX_BLOCKS_DEEP
from generator.reading.publisher_fields import POLICIES
from generator.reading.reserved import RESERVED
from generator.reading.result import ReadingOptions
from generator.reading.schema import TABLES
from generator.reading.site import read_site
from generator.rendering import views
from generator.rendering.filters import FILTERS
from generator.rendering.template import Tools
from tests.building import SITE_YAML, build, site_of, write_files
from tests.docs_examples import codes, messages, sites
from tests.docs_examples.faults import FAULTS, UNSEEN
from tests.docs_examples.marks import DOCS, Marked, headings, marked, page_text, things

ROOT = DOCS.parent
LAYOUTS = ROOT / "layouts"
PAGES = sorted(path.stem for path in DOCS.glob("*.md"))


# --- keys ---------------------------------------------------------------------------------------


def tables() -> dict[str, Table]:
    """Every table of keys by its noun, those of mappings within others too."""
    found: dict[str, Table] = {}
    waiting = list(TABLES.values())
    while waiting:
        rows = waiting.pop()
        if found.setdefault(rows.noun, rows) is rows:
            waiting += [row.decoder.inner for row in rows.fields if row.decoder.inner]
    return found


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


def faults_of(noun: str, row: Field, example: str) -> list[str]:
    """What is wrong with one line of YAML, by a table that needs no key but those in it."""
    desk, header = open_yaml("content/x.md", example.encode(), ReadingOptions())
    assert header is not None
    assert header.mapping is not None, f"{noun}: {example}"
    assert [row.name] == [key.text for key, _ in header.mapping.pairs]
    optional = tuple(dataclasses.replace(field, required=False) for field in tables()[noun].fields)
    read_table(Table(noun, optional), header.mapping, desk)
    return [problem.message for problem in desk.problems]


def test_the_words_that_a_key_takes_are_documented() -> None:
    """Policies, reserved names and the places of a permalink are all named."""
    assert sorted(POLICIES) == sorted(marked("format", "policies")[0].words)
    text = page_text("format")
    for name in RESERVED:
        assert f"`{name}`" in text
    for status in Status:
        assert re.search(rf"^\| (a )?({status}|withdrawn) \|", text, re.MULTILINE), status


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


def actions(command: str) -> list[argparse.Action]:
    """What a command can be told."""
    subparsers = next(
        action
        for action in cli.parser(command)._actions
        if isinstance(action, argparse._SubParsersAction)
    )
    parser: argparse.ArgumentParser = subparsers.choices[command]
    return [a for a in parser._actions if not isinstance(a, argparse._HelpAction)]


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


def layout_files() -> list[str]:
    """The bundled layouts, without style sheets and words."""
    names = (path.relative_to(LAYOUTS).as_posix() for path in LAYOUTS.rglob("*") if path.is_file())
    return sorted(name for name in names if not name.startswith(("assets/", "messages/")))


def in_layouts(pattern: str) -> list[tuple[str, str]]:
    """What a pattern finds in the bundled layouts, each with its file."""
    found = (
        (name, re.findall(pattern, (LAYOUTS / name).read_text("utf-8"))) for name in layout_files()
    )
    return [(match, name) for name, matches in found for match in matches]


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


def views_by_name() -> dict[str, type]:
    """The dataclasses that a layout can come to see, from the views on."""
    waiting: list[object] = [
        *(v for v in vars(views).values() if dataclasses.is_dataclass(v)),
        sitemaps.SitemapEntry,
        sitemaps.NewsEntry,
    ]
    found: dict[str, type] = {}
    homes = {module.__name__ for module in (views, shown, values, model_body, sitemaps)}
    while waiting:
        kind = waiting.pop()
        waiting += typing.get_args(kind)
        if not (isinstance(kind, type) and dataclasses.is_dataclass(kind)):
            continue
        if kind.__module__ in homes and kind.__name__ not in found:
            found[kind.__name__] = kind
            waiting += typing.get_type_hints(kind).values()
    return found


def test_every_view_is_documented_and_no_other() -> None:
    """docs/layouts.md has one table for each thing that a layout can see."""
    assert sorted(views_by_name()) == sorted(t.subject for t in marked("layouts", "fields"))


@pytest.mark.parametrize("name", sorted(views_by_name()))
def test_the_fields_of_a_view_are_documented_in_their_order(name: str) -> None:
    """A row for each field; one that may be None says so."""
    table = next(t for t in marked("layouts", "fields") if t.subject == name)
    hints = typing.get_type_hints(views_by_name()[name])
    assert list(hints) == [row[0].strip("`") for row in table.rows]
    for field, holds in table.rows:
        may_be_none = type(None) in typing.get_args(hints[field.strip("`")])
        assert may_be_none == bool(re.search(r"\bNone\b|\belse None\b", holds)), (name, field)


def test_every_function_of_a_layout_is_documented_and_no_other() -> None:
    """What `Tools.context` gives."""
    tree = ast.parse((ROOT / "generator/rendering/template.py").read_text("utf-8"))
    context = next(
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name == Tools.context.__name__
    )
    names = [
        str(key.value)
        for node in ast.walk(context)
        if isinstance(node, ast.Dict)
        for key in node.keys
        if isinstance(key, ast.Constant)
    ]
    documented = [re.match(r"`(\w+)", row[0]) for row in marked("layouts", "functions")[0].rows]
    assert sorted(names) == sorted(match[1] for match in documented if match)


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


@pytest.mark.parametrize(
    "path", sorted((LAYOUTS / "messages").glob("*.yaml")), ids=lambda p: p.stem
)
def test_a_language_that_the_docs_name_has_every_message(path: Path) -> None:
    """The bundled languages are complete, and are those that the docs name."""
    english = yaml.safe_load((LAYOUTS / "messages" / "en.yaml").read_text("utf-8"))
    assert set(english) <= set(yaml.safe_load(path.read_text("utf-8")))
    names = {"ar": "Arabic", "en": "English", "fr": "French", "uk": "Ukrainian"}
    assert names[path.stem] in page_text("layouts")
    assert names[path.stem] in page_text("format")


# --- messages -----------------------------------------------------------------------------------


def test_every_problem_code_is_documented_and_no_other() -> None:
    """docs/messages.md has a heading for each code, in alphabetical order."""
    known = {use.code for use in codes.uses()}
    documented = headings("messages")
    assert [] == sorted(known.difference(documented)), "write a section for each"
    assert [] == sorted(set(documented).difference(known)), "delete the sections"
    assert documented == sorted(documented)
    assert documented == list(messages.sections()), "a section lacks its severity, cure or example"


def severity_of(code: str) -> str:
    """How the docs name the severity of a code."""
    found = [use for use in codes.uses() if use.code == code]
    kinds = sorted({use.severity for use in found})
    by_clock = ", by the clock" if all(use.is_timely for use in found) else ""
    return " or ".join(kinds).capitalize() + by_clock


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
        for name in ("colour", "line", "longread", "words")
    }
    style = next(path for path in built["colour"].files if path.startswith("assets/own."))
    assert f'<link rel="stylesheet" href="/{style}">' in built["colour"].text("index.html")
    assert "From our beat: enclaves" in built["line"].text("2026/03/baarle/index.html")
    river = built["longread"].text("2026/04/river/index.html")
    assert "A strait with a treaty running through it</a>" in river
    assert "A strait with a treaty" not in river.partition("</article>")[0]


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


def linked(page: str) -> Iterator[tuple[str, str]]:
    """The links of a page to pages of the docs, outside of examples: file and anchor."""
    prose = re.sub(r"^(`{3,}).*?^\1$", "", page_text(page), flags=re.MULTILINE | re.DOTALL)
    prose = re.sub(r"`[^`\n]*`", "", prose)
    for target in re.findall(r"\]\(([^)\s]+)\)", prose):
        path, _, anchor = target.partition("#")
        if "://" not in target:
            yield path or f"{page}.md", anchor


def anchors(path: Path) -> set[str]:
    """The ids that GitHub gives the headings of a file."""
    found = re.findall(r"^#+ (.+)$", path.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in found}
