"""What a layout can't reach, print or spend: the machine, time, chance, and more than a page needs."""

from __future__ import annotations

import gc
import os
from pathlib import Path

import pytest

from generator.disk import Disk
from generator.engine import Edition, InMemory
from generator.outside import outside
from generator.problems import Failure
from generator.rendering.article_view import article_page
from generator.rendering.layouts import Layout
from generator.rendering.reach import Function
from generator.rendering.site_view import site_view
from generator.rendering.template import Tools, filled
from tests.building import NOW, SITE_YAML, site_of, story, write_files


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """What the layout of a story sees."""
    site = tmp_path_factory.mktemp("site")
    text = story("A", extra="{n: [1, two], m: {k: v}}")
    write_files(site, {"site.yaml": SITE_YAML, "content/articles/a.md": text})
    ask = Edition(outside(os.fspath(site), Disk(), NOW), InMemory()).ask
    page, article = article_page(ask, "a")
    views = {"site": ask(site_view, "en"), "page": page, "article": article}
    return {**Tools(ask, "en").context(), **views}


def filled_in(seen: dict[str, object], text: str, **files: str) -> str:
    """What this layout prints from its second line on; others by their names, `__` for a dot."""
    own = Layout("article.html", "layouts/article.html", f"<p>\n{text}")
    named = {name.replace("__", "."): layout for name, layout in files.items()}
    others = (Layout(name, f"layouts/{name}", layout) for name, layout in named.items())
    return filled((own, *others), "article.html", seen).partition("\n")[2]


def fault(seen: dict[str, object], text: str) -> tuple[str, str]:
    """Code and words of the one problem, which stands at the layout's second line."""
    with pytest.raises(Failure) as raised:
        filled_in(seen, text)
    (problem,) = raised.value.problems
    assert ("layouts/article.html", 2) == (problem.path, problem.span and problem.span.line)
    assert "0x" not in problem.message + problem.cure
    return problem.code, problem.message


@pytest.mark.parametrize(
    "text",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ ''['__class__'] }}",
        "{{ ''|attr('__class__') }}",
        "{{ [article]|map(attribute='__class__')|first }}",
        "{{ '{0.__class__}'.format(1) }}",
        "{{ article.__dataclass_fields__ }}",
        "{{ t.__self__ }}",
        "{{ latest._call }}",
        "{{ cycler.__init__.__globals__.os }}",
        "{{ self._TemplateReference__context }}",
        "{{ namespace(a=1).__init__ }}",
        "{{ article.title.encode() }}",
        "{{ article.extra.n.append(3) }}",
        "{{ article.extra._lookup }}",
        "{{ {}.update(a=1) }}",
        "{{ 'x'.__hash__() }}",
        "{{ article.published.utc.now() }}",
        "{{ article.published.utc.astimezone() }}",
        "{{ article.published.utc.strftime('%s') }}",
        "{{ article.published.utc.replace(tzinfo=none).timestamp() }}",
        "{{ lipsum() }}",
        "{{ now() }}",
        "{{ [1, 2]|random }}",
        "{{ [[1, 2]]|map('random')|first }}",
        "{{ article|pprint }}",
        "{{ environment }}",
        "{{ 5 is nosuch }}",
    ],
)
def test_no_way_leads_from_a_layout_to_the_machine(seen: dict[str, object], text: str) -> None:
    """Not to time, not to chance, not into the program; nothing can be changed either."""
    assert "layout-unknown-name" == fault(seen, text)[0]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{{ t }}", "t is a function: call it, t(…)"),
        ("{{ t ~ '' }}", "t is a function"),
        ("{{ t|string|length }}", "t is a function"),
        ("{{ '%s'|format(t) }}", "t is a function"),
        ("{{ '%s' % [t] }}", "a list can't be printed"),
        ("{{ '{0}'.format(t) }}", "t is a function"),
        ("{{ [t]|join }}", "t is a function"),
        ("{{ [t]|tojson }}", "a function is no data"),
        ("{{ article.title.upper }}", "upper is a function"),
        ("{{ range }}", "range is a function"),
        ("{{ cycler(1, 2) ~ '' }}", "a cycler is no text"),
        ("{{ joiner() ~ '' }}", "a joiner is no text"),
        ("{% block a %}{% endblock %}{{ self.a ~ '' }}", "a is a block"),
        ("{{ article }}", "the whole article can't be printed: print one of its fields"),
        ("{{ article.kicker }}", "None can't be printed: test it first"),
        ("{{ article.extra.n }}", "a list can't be printed"),
        ("{{ article.extra.n|map('string') }}", "a list can't be printed"),
        ("{{ article.extra.m }}", "a mapping can't be printed"),
        ("{{ article.published }}", "a moment can't be printed: print it with |day"),
        ("{{ article.published.utc }}", "a date can't be printed"),
        ("{% for n in [1] %}{{ loop }}{% endfor %}", "the loop can't be printed"),
        ("{% macro m() %}{% endmacro %}{{ m }}", "a macro can't be printed: call it"),
        ("{{ article|tojson }}", "article is no data"),
    ],
)
def test_what_has_no_form_for_readers_is_not_printed(
    seen: dict[str, object], text: str, words: str
) -> None:
    """Else a page would show debris, and some of it a place in the machine's memory."""
    code, message = fault(seen, text)
    assert "layout-not-printable" == code
    assert words in message


@pytest.mark.parametrize(
    ("text", "out"),
    [
        ("{{ article.extra.n|join(', ') }}", "1, two"),
        (
            "{{ article.extra.m.k }}{{ article.extra['m']['k'] }}{{ article.extra.get('x', 'y') }}",
            "vvy",
        ),
        ("{% for k, v in article.extra.m.items() %}{{ k }}={{ v }}{% endfor %}", "k=v"),
        ("{{ article.extra|tojson }}", '{"n": [1, "two"], "m": {"k": "v"}}'),
        ("{{ article.title.lower() }}{{ article.title|attr('title') is callable }}", "aTrue"),
        ("{{ '{:.2f} {}'.format(1.5, '<b>') }}", "1.50 &lt;b&gt;"),
        (
            "{{ '<i>{}</i>'|safe|string }}{{ ('<i>{}</i>'|safe).format('<b>') }}",
            "<i>{}</i><i>&lt;b&gt;</i>",
        ),
        ("{{ '%s-%02d'|format('a', 7) }}{{ '%5.1f' % 2.25 }}", "a-07  2.2"),
        (
            "{{ 2 ** 10 }} {{ 7 % 3 }} {{ 2 * 'ab' }} {{ [1] + [2] == [1, 2] }} {{ 'a' ~ 1 }}",
            "1024 1 abab True a1",
        ),
        (
            "{% for x in 'abc' %}{{ loop.index }}{{ loop.cycle('x', 'y') }}{{ loop.last }}{{ loop.length }}{% endfor %}",
            "1xFalse32yFalse33xTrue3",
        ),
        ("{% for x in [1, 2, 3]|reverse if x != 2 %}{{ x }}{{ loop.length }}{% endfor %}", "3212"),
        (
            "{% for x in [[1], [[2]]] recursive %}{% if x is iterable %}({{ loop(x) }}){% else %}{{ x }}{% endif %}{% endfor %}",
            "(1)((2))",
        ),
        (
            "{% set ns = namespace(n=0) %}{% for x in range(4) %}{% set ns.n = ns.n + x %}{% endfor %}{{ ns.n }}",
            "6",
        ),
        ("{% set c = cycler('a', 'b') %}{{ c.next() }}{{ c.current }}{{ c.next() }}", "abb"),
        ("{% set sep = joiner('|') %}{% for x in [1, 2] %}{{ sep() }}{{ x }}{% endfor %}", "1|2"),
        ("{% for g in [1, 2, 3]|groupby('real')  %}{% endfor %}", None),
        (
            "{% for k, many in latest(3)|groupby('section.id') %}{{ k }}{{ many|length }}{% endfor %}",
            "world1",
        ),
        (
            "{{ latest(3)|map(attribute='section.title')|list|first }}{{ [3, 1]|sort|first }}",
            "world1",
        ),
        (
            "{% macro m(a, b=2) %}{{ a }}{{ b }}{{ caller() }}{% endmacro %}{% call m(1) %}c{% endcall %}",
            "12c",
        ),
        ("{% set x %}{{ 1 }}{% endset %}{{ x }}{% filter upper %}b{% endfilter %}", "1B"),
        ("{% block a %}x{% endblock %}{{ self.a() }}", "xx"),
        (
            "{{ article.published.utc.year }}-{{ article.published.utc.isoformat() }}",
            "2026-2026-03-01T09:00:00+00:00",
        ),
        (
            "{{ ('' if article.kicker is none) }}{{ article.kicker or 'none' }}{{ nope|default('d') }}",
            "noned",
        ),
        (
            "{{ true is sameas true }}{{ none is sameas none }}{{ 1 is sameas true }}",
            "TrueTrueFalse",
        ),
        ("{{ 'ab' is sameas ('a' ~ 'b') }}", "True"),
        ("{{ '\\ud800' }}x", "\ud800x"),
    ],
)
def test_what_jinja_is_loved_for_works(seen: dict[str, object], text: str, out: str | None) -> None:
    """Loops, macros, filters, formats, namespaces: closed doors are for what no page needs."""
    if out is None:
        assert "layout-unknown-name" == fault(seen, text)[0]
    else:
        assert out == filled_in(seen, text)


def test_blocks_are_extended_over_several_floors(seen: dict[str, object]) -> None:
    """`super()` and `super.super()`."""
    layouts = {
        "a__html": "{% block b %}a{% endblock %}",
        "b__html": '{% extends "a.html" %}{% block b %}b{{ super() }}{% endblock %}',
    }
    text = '{% extends "b.html" %}{% block b %}{{ super() }}{{ super.super() }}{% endblock %}'
    assert "baa" == filled_in(seen, text, **layouts)


def test_no_page_knows_what_another_counted(tmp_path: Path) -> None:
    """A counter in a file of macros begins anew with each page: the order of pages is chance."""
    counter = "{% set ns = namespace(n=0) %}{% macro next() %}{% set ns.n = ns.n + 1 %}{{ ns.n }}{% endmacro %}"
    use = '{% from "macros/count.html" import next %}{{ next() }}{{ next() }}'
    part = '{% from "macros/count.html" import next %}{{ next() }}'
    files = {f"content/articles/{name}.md": story(name) for name in "abc"}
    files |= {"layouts/macros/count.html": counter, "layouts/partials/p.html": part}
    files["layouts/article.html"] = use + '{% include "partials/p.html" %}'
    built = site_of(tmp_path, files)
    assert ["123"] * 3 == [built.text(f"2026/03/{name}/index.html") for name in "abc"]


def test_a_page_leaves_no_circles(seen: dict[str, object]) -> None:
    """What a page was made with goes with it, and nobody has to look for it among all that stays."""
    macros = "{% macro a() %}1{% endmacro %}{% macro b() %}{{ a() }}{% endmacro %}"
    text = (
        '{% import "m.html" as m with context %}{% macro c() %}{{ m.b() }}{% endmacro %}{{ c() }}'
    )
    filled_in(seen, text, m__html=macros)  # compiled now
    gc.collect()
    gc.disable()
    try:
        assert "1" == filled_in(seen, text, m__html=macros)
        assert 0 == gc.collect()
    finally:
        gc.enable()


def grown(start: str, step: str) -> str:
    """A value that grows with each turn of a loop."""
    loop = f"{{% for i in range(200) %}}{{% set ns.x = {step} %}}{{% endfor %}}"
    return f"{{% set ns = namespace(x={start}) %}}{loop}"


@pytest.mark.parametrize(
    "text",
    [
        "{% for a in range(10 ** 9) %}x{% endfor %}",
        "{% for a in range(10 ** 6) %}{% for b in range(10 ** 6) %}{% endfor %}{% endfor %}",
        "{% for a in range(1000) %}{{ range(10 ** 5)|map('string')|length }}{% endfor %}",
        "{% for a in range(100) %}{{ range(10 ** 5)|sum }}{% endfor %}",
        "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}",
        "{% for a in range(9) recursive %}{% if loop.depth < 60 %}{{ loop(range(9)) }}{% endif %}{% endfor %}",
        "{% for a in range(10 ** 5) %}" + "x" * 2000 + "{% endfor %}",
        "{% macro m() %}{% for a in range(10 ** 5) %}"
        + "x" * 2000
        + "{% endfor %}{% endmacro %}{{ m() }}",
        "{{ 'x' * 10 ** 9 }}",
        "{{ 10 ** 9 * [1] }}",
        "{{ 9 ** (10 ** 9) }}",
        "{{ '%999999999d' % 1 }}",
        "{{ '%*d'|format(999999999, 1) }}",
        "{{ '{:999999999}'.format(1) }}",
        "{{ 'x'.ljust(10 ** 9) }}",
        "{{ 'x'|center(10 ** 9) }}",
        "{{ [1]|batch(10 ** 9, 0)|length }}",
        "{{ {'a': 1}|tojson(10 ** 9) }}",
        grown("'x'", "ns.x ~ ns.x"),
        grown("'x'", "ns.x + ns.x"),
        grown("[1]", "ns.x + ns.x"),
        grown("3", "ns.x * ns.x"),
        "{% set n = n|default(60) - 1 %}{% if n %}{% include 'article.html' %}{% include 'article.html' %}{% endif %}",
    ],
)
def test_more_work_than_any_page_needs_is_refused(seen: dict[str, object], text: str) -> None:
    """Turns, calls and characters are counted, never seconds: the same on every machine."""
    assert "layout-too-much" == fault(seen, text)[0]


def test_endless_calls_are_told(seen: dict[str, object]) -> None:
    """A macro that calls itself."""
    assert "layout-loop" == fault(seen, "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}")[0]


@pytest.mark.parametrize(
    "text",
    [
        "{% if 1 %}" * 2000 + "{% endif %}" * 2000,
        "{% if 1 %}" * 120 + "{% endif %}" * 120,
        "{% for a in [1] %}" * 30 + "{% endfor %}" * 30,
        "{{ " + "(" * 2000 + "1" + ")" * 2000 + " }}",
    ],
    ids=["deep", "indented", "loops", "brackets"],
)
def test_what_is_nested_too_deeply_is_told(seen: dict[str, object], text: str) -> None:
    """Python compiles layouts and has its limits; they are no traceback."""
    with pytest.raises(Failure) as raised:
        filled_in(seen, text)
    (problem,) = raised.value.problems
    assert ("layout-syntax", "layouts/article.html") == (problem.code, problem.path)
    assert "nested too deeply" in problem.message


def test_the_place_of_a_comment_without_end_is_the_layouts_path(seen: dict[str, object]) -> None:
    """As for every other mistake of grammar."""
    assert "layout-syntax" == fault(seen, "{# never closed")[0]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{{ article.words + 'a' }}", "for +: a number and a text"),
        ("{{ article.title() }}", "a text is not callable"),
        ("{{ t() }}", "t() missing 1 required positional argument: 'key'"),
        ("{{ t(5) }}", "t takes the key of a message, not a number"),
        ("{{ article.title|day }}", "day takes a moment, such as article.published, not a text"),
        ("{{ none|number }}", "number takes a number, not None"),
        ("{% for x in article %}{% endfor %}", "article is not iterable"),
    ],
)
def test_a_line_that_can_not_be_carried_out_is_told_without_pythons_words(
    seen: dict[str, object], text: str, words: str
) -> None:
    """No names of classes."""
    code, message = fault(seen, text)
    assert "layout-fault" == code
    assert message.endswith(words)


def test_the_clock_is_said_to_be_out_of_sight(seen: dict[str, object]) -> None:
    """Whoever looks for `now()` learns why there is none."""
    with pytest.raises(Failure) as raised:
        filled_in(seen, "{{ now() }}")
    assert "a layout sees no clock" in raised.value.problems[0].cure


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{{ 'By ' ~ article.authors }}", "a list can't be printed"),
        ("{{ article.image ~ '.' }}", "None can't be printed"),
        ("{{ '' ~ article }}", "the whole article can't be printed"),
        ("{{ [article.published]|join }}", "a moment can't be printed"),
        ("{{ [page]|join(', ') }}", "the whole page can't be printed"),
        ("{{ ', '.join([page]) }}", "the whole page can't be printed"),
        ("{{ [article]|join(', ', attribute='image') }}", "None can't be printed"),
        ("{{ article.image|string }}", "None can't be printed"),
        ("{{ article.tags|upper }}", "a list can't be printed"),
        ("{{ article.image|e }}", "None can't be printed"),
        ("{{ article.tags|safe }}", "a list can't be printed"),
        ("{{ 'By %s'|format(article.authors) }}", "a list can't be printed"),
        ("{{ 'By %(who)s'|format(who=article.image) }}", "None can't be printed"),
        ("{{ 'By %s' % (article.image,) }}", "None can't be printed"),
        ("{{ 'By %s' % article.image }}", "None can't be printed"),
        ("{{ 'By {}'.format(article.image) }}", "None can't be printed"),
        ("{{ {'class': article.tags}|xmlattr }}", "a list can't be printed"),
        ("{{ t ~ '' }}", "t is a function: call it, t(…)"),
    ],
)
def test_a_text_is_made_of_what_can_be_printed(
    seen: dict[str, object], text: str, words: str
) -> None:
    """Else `None` or a list's brackets would stand in the middle of a page."""
    code, message = fault(seen, text)
    assert ("layout-not-printable", True) == (code, message.startswith(words))


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("{{ 'a' ~ 1 ~ 2.5 ~ '<' }}", "a12.5&lt;"),
        ("{{ '<b>'|safe ~ '<' }}", "<b>&lt;"),
        ("{{ ['<', '<i>'|safe, 3]|join(' & ') }}", "&lt; &amp; <i> &amp; 3"),
        ("{{ article.authors|join(', ', attribute='name') }}", ""),
        ("{{ '-'.join(['a', 'b']) }}", "a-b"),
        ("{{ '%s and %d' % ('<', 3) }}", "&lt; and 3"),
        ("{{ '%(a)s'|format(a='b') }}", "b"),
        ("{{ '{:>4}|{}'.format('a', 1) }}", "   a|1"),
        ("{{ {'class': 'a', 'id': none, 'lang': '<'}|xmlattr }}", ' class="a" lang="&lt;"'),
        ("{{ 'aXb'|replace('X', '<') }}", "a&lt;b"),
        ("{{ (article.image or 'none')|upper }}", "NONE"),
    ],
)
def test_texts_are_made_as_jinja_makes_them(
    seen: dict[str, object], text: str, printed: str
) -> None:
    """With its escapes."""
    assert printed == filled_in(seen, text)


@pytest.mark.parametrize(
    "text",
    [
        "{% for n in range(10 ** 30) %}.{% endfor %}",
        "{{ range(10 ** 30)|list|length }}",
        "{{ ('a' * 10 ** 6)|replace('a', 'b' * 10 ** 6) }}",
        "{{ ('a' * 10 ** 6).replace('a', 'b' * 10 ** 6) }}",
        "{{ range(10 ** 6)|join('a' * 10 ** 7) }}",
        "{{ ('a' * 10 ** 7).join('b' * 10 ** 6) }}",
        "{{ ('%s' * 10 ** 6) % ('a' * 10 ** 7) }}",
        "{{ ('%(a)s' * 10 ** 6)|format(a='a' * 10 ** 7) }}",
        "{{ ('{0}' * 10 ** 6).format('a' * 10 ** 7) }}",
        "{{ ('\\n' * 10 ** 7)|indent(9999, blank=true) }}",
        "{{ ('\\t' * 10 ** 7).expandtabs(9999) }}",
        "{{ ('a b ' * 10 ** 5)|wordwrap(1, wrapstring='x' * 10 ** 6) }}",
        "{{ ('www.a.example ' * 10 ** 5)|urlize(rel='x' * 10 ** 6) }}",
    ],
)
def test_a_text_is_too_long_before_it_fills_the_memory(seen: dict[str, object], text: str) -> None:
    """The limit is looked at before the work."""
    assert "layout-too-much" == fault(seen, text)[0]


def test_a_page_that_the_memory_is_too_small_for_is_told_at_its_line(
    seen: dict[str, object],
) -> None:
    """Whatever line asked for it, and whatever limit it slipped past."""

    def greedy() -> str:
        raise MemoryError

    told = fault({**seen, "t": Function("t", greedy)}, "{{ t() }}")
    assert ("layout-too-much", "this takes more memory than there is") == told
