"""`broadsheet new`: the file of an article that can be written at once, and is not published yet.

It only ever adds a file. What it writes is read back first, as a build would, so that nothing that
a headline may hold can make a file with a fault.
"""

from __future__ import annotations

import argparse
import os
import re
import shlex
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from generator import urls
from generator.commands.new_article import NewArticle, local_minute, short_slug
from generator.commands.outlets import say, tell
from generator.commands.site_folder import SITE_FILE, NoSite, find_site, from_here
from generator.disk import Disk, make_folders
from generator.problems import Severity, as_text, did_you_mean, printable, sentences
from generator.site_files import Refused, SiteFiles

if TYPE_CHECKING:
    from generator.model.site import Section, Site

HELP = "begin an article: a file with everything that it needs"

ARTICLES, AUTHORS = "content/articles/", "content/authors/"
DEFAULT_SECTION = "News"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What may be known of a story before it is written."""
    parser.add_argument("headline", help="the headline, in quotes")
    parser.add_argument("site", nargs="?", help="the site's folder (default: this one)")
    parser.add_argument(
        "--section",
        metavar="ID",
        help="the section (default: the first that site.yaml declares)",
    )
    parser.add_argument(
        "--author",
        metavar="ID",
        action="append",
        default=[],
        help="who writes it: a file in content/authors/ without .md; may be given several times",
    )
    parser.add_argument(
        "--lang", metavar="TAG", help="its language, such as ar or pt-BR (default: the site's)"
    )
    parser.add_argument(
        "--slug", help="its name in the URL and on the disk (default: made from the headline)"
    )


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for on the command line, as typed."""

    headline: str
    section: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    slug: str | None = None


@dataclass(frozen=True, slots=True)
class Begun:
    """The new article's file, from the site's folder, and what its writer should know of it."""

    path: str
    notes: tuple[str, ...] = ()


class CantBegin(Exception):
    """Nothing was written; the message says why and what to do, `code` is the exit code."""

    def __init__(self, message: str, code: int = 2) -> None:
        super().__init__(message)
        self.message = message
        self.code = code

    def __str__(self) -> str:
        return self.message


def run(args: argparse.Namespace) -> int:
    """Begin the article; 0 then, 1 where the site or the disk is in the way, 2 for wrong usage."""
    wish = Wish(args.headline, args.section, tuple(args.author), args.lang, args.slug)
    try:
        root = find_site(args.site)
        begun = begin(root, wish, datetime.now(UTC), Disk())
    except NoSite as missing:
        hint = "a headline of several words needs quotes" if args.site is not None else ""
        return tell("; ".join(filter(None, (str(missing), hint))), 2)
    except CantBegin as fault:
        return tell(fault.message, fault.code)
    for note in begun.notes:
        tell(f"note: {note}")
    site = "" if args.site is None else f" {shlex.quote(args.site)}"
    say(from_here(os.path.join(root, *begun.path.split("/"))))
    say("It is a draft: nothing of it is published until you delete the line draft: true.")
    say(f"To see it: broadsheet build{site} --drafts, then broadsheet serve{site} --preview")
    return 0


def begin(root: str, wish: Wish, now: datetime, disk: Disk) -> Begun:
    """Write the article's file and say where; raises `CantBegin`."""
    files = SiteFiles(root, disk)
    site = _site(files)
    headline = _headline(wish.headline)
    slug = _slug(headline, wish.slug)
    asked = None if wish.section is None else _one_line(wish.section, "section")
    section, folder, notes = _section(site, asked, files)
    authors = _authors(files, wish.authors)
    language = _language(site, wish.language)
    path = f"{ARTICLES}{folder}{slug}.md"
    date = local_minute(now, site.timezone)
    article = NewArticle(headline, date, section, authors, language)
    notes += (*_checked(path, article, site, slug), *_twins(files, path, slug))
    _write(root, files, path, article.text().encode(), disk)
    return Begun(path, notes)


def _site(files: SiteFiles) -> Site:
    from generator.reading.site import read_site
    from generator.reading.text import MAX_BYTES

    try:
        reading = read_site(SITE_FILE, files.read(SITE_FILE, MAX_BYTES))
    except Refused as refused:
        raise CantBegin(str(refused), 1) from None
    if reading.value is None:
        faults = "\n".join(as_text(problem) for problem in reading.problems)
        raise CantBegin(f"{faults}\nmend {SITE_FILE} first", 1)
    return reading.value


# What parts words or lines; the no-break spaces are meant, and stay.
_BLANKS = re.compile("[ \t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+")


def _headline(typed: str) -> str:
    headline = _one_line(typed, "headline")
    if not headline:
        raise CantBegin('the headline is empty; write it in quotes: broadsheet new "The headline"')
    return headline


def _one_line(typed: str, what: str) -> str:
    """The words on one line; raises where they hold what no file may."""
    from generator.reading.text import CONTROL

    if any("\ud800" <= char <= "\udfff" for char in typed):
        raise CantBegin(f"the {what} is not valid UTF-8; type it anew")
    line = _BLANKS.sub(" ", typed).strip(" ")
    if control := CONTROL.search(line):
        code = f"U+{ord(control.group()):04X}"
        raise CantBegin(f"the {what} holds a control character ({code}); leave it out")
    return line


def _slug(headline: str, asked: str | None) -> str:
    """The slug asked for, or the headline's first words; also the file's name."""
    slug = short_slug(headline) if asked is None else asked
    cure = 'give one with --slug, such as --slug "frozen-treaty"'
    if asked is None and not slug:
        raise CantBegin(f"the headline has no letter or digit to make an address of; {cure}")
    if fault := urls.slug_fault(slug):
        meant = short_slug(slug)
        hint = f"did you mean --slug {meant}?" if meant and meant != slug else cure
        raise CantBegin(f'"{printable(slug)}" is no slug: {fault}; {hint}')
    if slug == "index":  # index.md would be named by its folder
        raise CantBegin(f'"index" is kept for the folder\'s own name; {cure}')
    return slug


def _section(site: Site, asked: str | None, files: SiteFiles) -> tuple[str, str, tuple[str, ...]]:
    """The section as front matter names it, its folder with a slash, and what was chosen."""
    if site.sections:
        if asked is None:
            first = site.sections[0].id
            chosen = f'section: {first}, the first in {SITE_FILE}; "--section ID" takes another'
            return first, f"{first}/", (chosen,) if len(site.sections) > 1 else ()
        found = _declared(site, asked)
        if found is None:
            ids = [section.id for section in site.sections]
            titles = [section.title for section in site.sections]
            near = did_you_mean(asked, ids) or did_you_mean(asked, titles)
            cure = sentences(near, f"{SITE_FILE} declares {', '.join(ids)}")
            raise CantBegin(f'no section called "{printable(asked)}"; {cure}')
        return found.id, f"{found.id}/", ()
    from generator.commands.section_spelling import as_others_spell

    name = DEFAULT_SECTION if asked is None else asked
    folder = _section_folder(site, name)
    name = as_others_spell(files, name)
    if asked is None:
        return name, "", (f'section: {name}; "--section NAME" takes another',)
    notes = (f"section: {name}, as other stories spell it",) if name != asked else ()
    return name, f"{folder}/", notes


def _declared(site: Site, name: str) -> Section | None:
    """The declared section of that id or name, as a build understands it."""
    by_name = {section.title.casefold(): section for section in site.sections}
    by_id = {section.id: section for section in site.sections}
    return by_id.get(name) or by_name.get(name.casefold()) or by_id.get(urls.slugify(name))


def _section_folder(site: Site, name: str) -> str:
    from generator.reading.reserved import is_reserved

    slug = urls.slugify(name)
    if fault := urls.slug_fault(slug):
        raise CantBegin(f'the section "{printable(name)}" gives no address: {fault}')
    if is_reserved(slug, site.language):
        kept = f'the section "{printable(name)}" would have the address /{slug}/'
        raise CantBegin(f"{kept}, which is kept for other pages; choose another name")
    return slug


def _authors(files: SiteFiles, asked: tuple[str, ...]) -> tuple[str, ...]:
    """The people asked for, or the only one that there is."""
    known = tuple(
        path[len(AUTHORS) : -len(".md")]
        for path in files.listing(AUTHORS.rstrip("/")).files
        if path.endswith(".md")
    )
    for name in asked:
        if name not in known:
            where = f"authors are the files in {AUTHORS}"
            cure = sentences(did_you_mean(name, known), where)
            raise CantBegin(f'no author called "{printable(name)}"; {cure}')
    return tuple(dict.fromkeys(asked)) or (known if len(known) == 1 else ())


def _language(site: Site, asked: str | None) -> str | None:
    """The language asked for in its customary letters, where it is not the site's."""
    from generator.reading.language_tags import language_tag

    if asked is None:
        return None
    tag = language_tag(asked)
    if tag is None:
        raise CantBegin(
            f'"{printable(asked)}" is no language tag; write one such as en, pt-BR or zh-Hant'
        )
    return tag if tag != site.language else None


def _checked(path: str, article: NewArticle, site: Site, slug: str) -> tuple[str, ...]:
    """What a build would warn of once the story is no draft; raises what would fail it."""
    from generator.reading.article import read_article
    from generator.reading.site import reading_options

    ready = article.text(is_draft=False).encode()
    reading = read_article(path, ready, reading_options(site))
    told = tuple(printable(sentences(f"{p.message};", p.cure)) for p in reading.problems)
    has_errors = any(problem.severity is Severity.ERROR for problem in reading.problems)
    if has_errors or reading.value is None or reading.value.slug != slug:
        raise CantBegin("\n".join(["this can't be made an article:", *told]))
    return told


def _twins(files: SiteFiles, path: str, slug: str) -> tuple[str, ...]:
    """Other articles with the same name, which a link by slug could mean as well."""
    same = [
        other
        for other in files.listing(ARTICLES.rstrip("/")).files
        if other != path and urls.collision_key(_name_of(other)) == urls.collision_key(slug)
    ]
    return tuple(
        f"{printable(other)} has the same slug; links must name the path, or use --slug"
        for other in same
    )


def _name_of(path: str) -> str:
    """The word that an article's file takes its slug from."""
    parts = path.removesuffix(".md").split("/")
    return parts[-2] if parts[-1] == "index" else parts[-1]


def _write(root: str, files: SiteFiles, path: str, data: bytes, disk: Disk) -> None:
    """Write a file that does not exist yet; a half-written one is taken back."""
    shown = printable(path)
    taken = f"{shown} is there already and stays as it is; choose another name with --slug"
    try:
        if files.stat(path).kind != "absent":
            raise CantBegin(taken, 1)
        place = os.path.join(disk.real_path(root), *path.split("/"))
        make_folders(os.path.dirname(place), disk)
        try:
            disk.write_bytes_new(place, data, 0o644)
        except FileExistsError:
            raise CantBegin(taken, 1) from None
        except OSError:
            with suppress(OSError):
                disk.remove(place)
            raise
    except Refused as refused:
        raise CantBegin(str(refused), 1) from None
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise CantBegin(f"{shown} can't be written: {why}", 1) from None
