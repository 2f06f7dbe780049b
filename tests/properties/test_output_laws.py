"""The laws of the output: what holds of every edition, whatever the site, the machine, the hour."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.digest import of_bytes
from generator.engine import InMemory
from tests.building import NOW, Built, build, full_site, picture, story, write_files
from tests.standards import document, feeds, links, metadata, sitemaps, structured_data
from tests.standards.checks import faults
from tests.standards.edition import Edition
from tests.standards.nu import CHECKOUT
from tests.standards.random_sites import RandomSite, at, broken_sites, clocks, random_sites

Files = Mapping[str, str | bytes]
BASE = "https://full.example/news"

# What must hold of any site at any hour. The rest of the standards is for whole sites.
LAWS = (
    document.ids,
    document.titles,
    metadata.canonical_is_itself,
    metadata.hreflang,
    structured_data.parses,
    structured_data.headline,
    structured_data.modified,
    structured_data.author_addresses,
    structured_data.visible_facts,
    links.broken_links,
    links.broken_fragments,
    links.broken_files,
    links.reachable,
    links.straight,
    feeds.well_formed,
    feeds.required,
    feeds.ids,
    feeds.dates,
    feeds.links,
    feeds.absolute_content,
    sitemaps.indexable,
    sitemaps.complete,
    sitemaps.recent_news,
)


def examples(count: int) -> settings:
    """So many sites, each built: slow by nature."""
    calm = [HealthCheck.too_slow, HealthCheck.data_too_large]
    return settings(max_examples=count, deadline=None, suppress_health_check=calm)


@contextmanager
def folder() -> Iterator[Path]:
    """An empty folder, in memory where the system has such a file system."""
    memory = "/dev/shm"
    place = memory if os.access(memory, os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="broadsheet-", dir=place) as name:
        yield Path(name)


def encoded_url(base_url: str) -> str:
    """An address as pages print it."""
    return quote(base_url, safe=":/")


def edition_of(built: Built, now: datetime, base_url: str = BASE) -> Edition:
    return Edition(built.files, base_url, now)


def everything() -> dict[str, str | bytes]:
    """The site of every kind of page, with a name on its disk that is not plain."""
    odd = story("An odd name", "Kept in a file with an odd name.", date="2026-04-01")
    return {**full_site(), "content/articles/world/Ünüsual “näme” 🗞️.md": odd}


# --- The same bytes, wherever and whenever --------------------------------------------------------


@dataclass(frozen=True)
class Machine:
    """Where and how a site is built: what must not be seen in the output."""

    place: str = "site"
    env: Mapping[str, str] = field(default_factory=dict)
    is_reversed: bool = False
    mtime: int | None = None


MACHINES = {
    "path": Machine(place="a much/deeper ünd odder/path with 'quotes'"),
    "time zone": Machine(env={"TZ": "Pacific/Kiritimati"}),
    "locale": Machine(env={"LC_ALL": "C", "LANG": "tr_TR.UTF-8"}),
    "hash seed": Machine(env={"PYTHONHASHSEED": "4711"}),
    "order and age of files": Machine(is_reversed=True, mtime=1),
}


def output_of(machine: Machine, root: Path, files: Files) -> dict[str, bytes]:
    """What the command publishes, run by itself."""
    site = root / machine.place
    names = sorted(files, reverse=machine.is_reversed)
    write_files(site, {name: files[name] for name in names})
    if machine.mtime is not None:
        for path in site.rglob("*"):
            os.utime(path, (machine.mtime, machine.mtime))
    env = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    env |= {"PYTHONPATH": str(CHECKOUT), "SOURCE_DATE_EPOCH": str(int(NOW.timestamp()))}
    env |= {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0", **machine.env}
    command = [sys.executable, "-m", "generator.commands.cli", "build", str(site)]
    done = subprocess.run(command, env=env, cwd=root, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    output = site / "output"
    return {
        path.relative_to(output).as_posix(): path.read_bytes()
        for path in output.rglob("*")
        if path.is_file()
    }


@pytest.fixture(scope="module")
def usual_output(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The output of an ordinary machine."""
    return output_of(Machine(), tmp_path_factory.mktemp("usual"), everything())


@pytest.mark.parametrize("what", MACHINES)
def test_the_output_does_not_depend_on_the_machine(
    usual_output: dict[str, bytes], tmp_path: Path, what: str
) -> None:
    """Same bytes whatever the path, time zone, locale, hash seed, order and age of the files."""
    output = output_of(MACHINES[what], tmp_path, everything())
    assert sorted(usual_output) == sorted(output)
    assert [] == [path for path in output if output[path] != usual_output[path]]


def test_the_build_record_tells_the_digest_of_every_file(usual_output: dict[str, bytes]) -> None:
    """build.json lists what was published, all of it, and nothing else."""
    record = json.loads(usual_output["build.json"])
    digests = {p: of_bytes(data) for p, data in usual_output.items() if p != "build.json"}
    assert digests == record["files"]


def test_nothing_of_the_machine_is_in_the_output(tmp_path: Path) -> None:
    """No absolute path, no name of the workspace, no time of the build."""
    built = build(write_files(tmp_path, everything()))
    words = (str(tmp_path), str(Path.home()), str(CHECKOUT), ".broadsheet", tempfile.gettempdir())
    own = [word for word in words if len(word) > 4]
    assert {} == {word: built.holding(word) for word in own if built.holding(word)}


def test_a_second_build_writes_nothing(tmp_path: Path) -> None:
    """Two builds in a row: the second leaves every file as it is, its age too."""
    root = write_files(tmp_path, everything())
    first = build(root)
    before = {p: (p.stat().st_mtime_ns, p.stat().st_ino) for p in (root / "output").rglob("*")}
    second = build(root)
    after = {p: (p.stat().st_mtime_ns, p.stat().st_ino) for p in (root / "output").rglob("*")}
    assert second.written is not None
    assert ((), ()) == (tuple(second.written.changed), tuple(second.written.removed))
    assert before == after
    assert first.files == second.files


# --- What is not out can't be known ---------------------------------------------------------------

HIDDEN = {
    "drafted": {"draft": "true", "translation_of": "story-2"},
    "dated": {"date": "2026-06-01 14:00", "translation_of": "story-3"},
    "embargoed": {"publish_at": "2026-06-02 06:00", "translation_of": "story-4"},
    "expired": {"expires_at": "2026-06-01", "translation_of": "story-5"},
}


def hidden_story(word: str, keys: Mapping[str, str]) -> dict[str, str | bytes]:
    """A story that is not out, with a canary in all that only it has."""
    head = {
        "slug": f"{word}-slug",
        "date": "2026-05-01",
        "tags": f"[Treaties, {word}tag]",
        "authors": f"[{word}-person, {{name: {word} guest, bio: '{word} *bio*'}}]",
        "credits": f"{{photography: [{word}-helper]}}",
        "image": f"{{src: images/{word}.png, alt: {word} alt, caption: {word}}}",
        "aliases": f"[/{word}-old/, '/old?{word}=1']",
        "series": f"{word}-series",
        "summary": f"{word} summary",
        "kicker": word,
        "key_points": f"[{word}]",
        "related": "[story-1]",
        "language": "ar",
        "id": f"tag:{word}",
        "extra": f"{{x: {word}}}",
        **keys,
    }
    body = f"## {word}\n\n{word} [data](/files/{word}.csv) ![{word}](/images/{word}-inside.png)"
    return {
        f"content/articles/world/{word}.md": story(f"{word} headline", body, **head),
        f"content/images/{word}.png": picture(20, 20, "red"),
        f"content/images/{word}-inside.png": picture(20, 21, "red"),
        f"content/images/{word}-inside.png.yaml": f"credit: {word}\n",
        f"content/files/{word}.csv": f"{word},1\n",
        f"content/authors/{word}-person.md": f"---\nname: {word}\nrole: {word}\n---\n{word}.\n",
        f"content/authors/{word}-helper.md": f"---\nname: {word} helper\n---\n{word}.\n",
    }


def site_with_canaries() -> dict[str, str | bytes]:
    """The site of every kind of page, with four stories that are not out and a page that isn't."""
    files = full_site()
    for kind, keys in HIDDEN.items():
        files |= hidden_story(f"{kind}canary", keys)
    page = "---\ntitle: Pagecanary\ndraft: true\naliases: [/pagecanary-old/]\n---\nPagecanary.\n"
    # Those that are out name the hidden ones where they may.
    files["content/articles/world/open.md"] = story(
        "An open story",
        "It [leads](expiredcanary.md) on, and to [them](/authors/datedcanary-person.md).",
        date="2026-05-03",
        related=f"[{', '.join(f'{kind}canary.md' for kind in HIDDEN)}]",
    )
    return {**files, "content/pages/pagecanary.md": page}


def places_of(word: str, files: Mapping[str, bytes]) -> list[str]:
    """Where a word stands in an output: in names or contents, in any letter case."""
    data = word.lower().encode()
    return [
        path
        for path, content in files.items()
        if data in content.lower() or word.lower() in path.lower()
    ]


def test_what_is_not_out_occurs_nowhere(tmp_path: Path) -> None:
    """Words, slugs, pictures, documents, people, tags and aliases of what is not published."""
    built = build(write_files(tmp_path, site_with_canaries()))
    assert [] == built.errors, built.report()
    assert [] == places_of("canary", built.files)


@pytest.mark.parametrize("kind", HIDDEN)
def test_a_canary_sings_once_it_is_let_out(tmp_path: Path, kind: str) -> None:
    """Each canary would be seen: in a preview, the expired one the day before."""
    root = write_files(tmp_path, site_with_canaries())
    is_expired = kind == "expired"
    built = build(root, NOW - timedelta(days=2) if is_expired else NOW, drafts=not is_expired)
    assert [] == built.errors, built.report()
    word = f"{kind}canary"
    assert 10 < len(places_of(word, built.files))
    assert [] != [path for path in places_of(f"{word}-inside", built.files) if "assets/" in path]


def test_a_preview_is_marked_and_kept_out_of_search_engines(tmp_path: Path) -> None:
    """With drafts shown every page says so, and asks not to be indexed."""
    built = build(write_files(tmp_path, site_with_canaries()), drafts=True)
    edition = edition_of(built, NOW)
    assert [] == [page.path for page in edition.all_pages if page.is_indexable]
    banners = [page.path for page in edition.pages if not page.root.with_class("preview")]
    assert [] == banners
    assert "Disallow: /\n" in built.text("robots.txt")
    marked = {page.path for page in edition.articles if page.root.with_class("notice-mark")}
    hidden = {path for path in places_of("canary-slug", built.files) if path.endswith("index.html")}
    hidden = {path for path in hidden if "canary-slug" in path}
    assert {"drafted", "dated", "embargoed"} <= {p.split("/")[3].split("canary")[0] for p in hidden}
    assert hidden <= marked


# --- Everything that is out can be found, read and fed ---------------------------------------------


def test_every_published_story_can_be_reached_from_the_home_page(tmp_path: Path) -> None:
    """By links alone, none left out."""
    built = build(write_files(tmp_path, everything()))
    edition = edition_of(built, NOW)
    assert built.made.stories == len(edition.articles)
    assert [] == list(links.reachable(edition))
    assert [] == list(links.near(edition))


def ids_by_link(edition: Edition) -> dict[tuple[str, str], str]:
    """Feed and link of every entry of the main feeds to its id."""
    found = {}
    for feed in feeds.feeds(edition):
        for entry in feed.entries:
            found[feed.path, entry.link] = entry.id
    return found


def test_ids_of_feed_entries_stay_the_same(tmp_path: Path) -> None:
    """Between builds, clocks and edits of a text: else readers see every story as new."""
    root = write_files(tmp_path, everything())
    before = ids_by_link(edition_of(build(root), NOW))
    article = root / "content/articles/world/story-3.md"
    article.write_text(article.read_text("utf-8").replace("Story number", "Tale number"), "utf-8")
    later = NOW + timedelta(days=40)
    after = ids_by_link(edition_of(build(root, later), later))
    assert len(before) > 40
    assert [] == [key for key in before.keys() & after.keys() if before[key] != after[key]]
    assert [] == [key for key in before if key not in after]


# --- Laws over random sites and clocks -------------------------------------------------------------


@examples(25)
@given(random_sites(), st.lists(clocks, min_size=1, max_size=3))
def test_a_build_that_passes_now_passes_at_every_later_hour(
    site: RandomSite, later: list[datetime]
) -> None:
    """Time alone breaks no build, no law of the output, and lets nothing out before its hour."""
    with folder() as root:
        write_files(root, site.files)
        memory, before = InMemory(), dict[tuple[str, str], str]()
        first = build(root, memory=memory)
        if first.errors:
            return
        for now in (NOW, *sorted(later)):
            built = build(root, now, memory=memory)
            assert [] == built.errors, built.report()
            edition = edition_of(built, now, encoded_url(site.base_url))
            edition.unlisted = site.copies(edition)
            assert "" == "\n".join(faults(edition, LAWS))
            hidden = {word: places_of(word, built.files) for word in site.hidden_words(now)}
            assert {} == {word: places for word, places in hidden.items() if places}
            out = [s for s in site.stories if s.is_out(now)]
            assert len(out) == len(edition.articles) == built.made.stories
            ids = ids_by_link(edition)
            assert [] == [key for key in before.keys() & ids.keys() if before[key] != ids[key]]
            before |= ids


@examples(10)
@given(random_sites(), clocks)
def test_an_edition_after_another_is_the_one_from_nothing(site: RandomSite, now: datetime) -> None:
    """What was built before, and remembered, leaves no trace in the output."""
    with folder() as root, folder() as fresh:
        memory = InMemory()
        if build(write_files(root, site.files), memory=memory).errors:
            return
        assert (
            build(write_files(fresh, site.files), now).files
            == build(root, now, memory=memory).files
        )


@examples(40)
@given(broken_sites())
def test_any_site_gives_problems_or_an_edition(site: RandomSite) -> None:
    """Never a traceback: every fault is told with its file, in words, and the rest is read."""
    with folder() as root:
        built = build(write_files(root, site.files))
        assert built.errors or built.files
        for problem in built.made.problems:
            assert problem.path
            assert problem.message
            assert "Traceback" not in problem.message
        built.report()


def test_the_whole_site_passes_at_every_hour_of_its_life(tmp_path: Path) -> None:
    """The site of every kind of page, around each instant at which something happens in it."""
    root, memory = write_files(tmp_path, site_with_canaries()), InMemory()
    moments = (NOW, at(1), at(0) + timedelta(hours=2), at(30), at(400), at(4000))
    for now in sorted(moments):
        built = build(root, now, memory=memory)
        assert [] == built.errors, built.report()
        assert "" == "\n".join(faults(edition_of(built, now), LAWS))
        assert [] == places_of("draftedcanary", built.files)
        assert [] == places_of("expiredcanary", built.files)
