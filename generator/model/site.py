"""The publication as site.yaml tells it, with every default filled in."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from enum import StrEnum
from urllib.parse import unquote, urlsplit

from generator.model.values import FrozenMap


class RawHtml(StrEnum):
    """What happens to HTML that an author writes in a body."""

    CLEAN = "clean"
    TRUSTED = "trusted"


class Fonts(StrEnum):
    """Which faces pages are set in: those that come along, or those of the reader's machine."""

    BUNDLED = "bundled"
    SYSTEM = "system"


class PageWidth(StrEnum):
    """How much of a wide screen pages take."""

    WIDE = "wide"
    NARROW = "narrow"


@dataclass(frozen=True, slots=True)
class Section:
    """A declared section: `id` is its address, `title` what is shown."""

    id: str
    title: str
    description: str | None = None


@dataclass(frozen=True, slots=True)
class TagRule:
    """A declared tag: one address and spelling for the title and every alias."""

    id: str
    title: str
    description: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SeriesRule:
    """A declared series: `id` is its address, `title` what is shown where it isn't the id's."""

    id: str
    title: str | None = None
    description: str | None = None


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes. `policies` maps a policy's name to a standing page's path under pages/."""

    name: str | None = None
    legal_name: str | None = None
    url: str | None = None
    email: str | None = None
    same_as: tuple[str, ...] = ()
    policies: FrozenMap = FrozenMap()


@dataclass(frozen=True, slots=True)
class MenuItem:
    """A line of the menu: `to` is a section's id, an article, a page's file or an address."""

    to: str
    title: str | None = None


@dataclass(frozen=True, slots=True)
class FeedOptions:
    """How many entries a feed has, whether the main ones have full text, a WebSub hub."""

    count: int = 30
    full_text: bool = True
    hub: str | None = None


@dataclass(frozen=True, slots=True)
class ImageOptions:
    """What a picture may be: `max_pixels` refuses decompression bombs, `quality` re-encodes."""

    max_pixels: int = 60_000_000
    quality: int = 85


@dataclass(frozen=True, slots=True)
class MarkdownOptions:
    """How bodies are read."""

    raw_html: RawHtml = RawHtml.CLEAN
    typography: bool = True


@dataclass(frozen=True, slots=True)
class FileOptions:
    """Documents: globs of those always published, and of those published though not cleaned."""

    always: tuple[str, ...] = ()
    uncleaned: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Theme:
    """The few looks that a site changes without a layout: an accent colour (#rrggbb), an icon, the
    faces, the width of pages."""

    accent: str | None = None
    icon: str | None = None
    fonts: Fonts = Fonts.BUNDLED
    width: PageWidth = PageWidth.WIDE


@dataclass(frozen=True, slots=True)
class Newsletter:
    """Where readers sign up: the form's address, the name of the field for theirs, and whatever
    else the service wants to be sent."""

    action: str
    field: str = "email"
    hidden: FrozenMap = FrozenMap()


@dataclass(frozen=True, slots=True)
class Front:
    """What the desk puts on the front page: articles by slug or path, those of all languages."""

    lead: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    long_reads: tuple[str, ...] = ()
    opinion: tuple[str, ...] = ()

    @property
    def places(self) -> dict[str, tuple[str, ...]]:
        """Each key of the file with its stories, in the order of the page."""
        return {each.name: getattr(self, each.name) for each in fields(self)}


@dataclass(frozen=True, slots=True)
class Site:
    """The publication.

    `content_security_policy` maps directives (`form-action`) to the origins allowed besides the
    site's own.
    """

    title: str
    base_url: str
    language: str
    timezone: str
    description: str | None = None
    logo: str | None = None
    image: str | None = None
    sections: tuple[Section, ...] = ()
    tags: tuple[TagRule, ...] = ()
    series: tuple[SeriesRule, ...] = ()
    permalink: str = "/{year}/{month}/{slug}/"
    per_page: int = 20
    related: int = 4
    publisher: Publisher = field(default_factory=Publisher)
    menu: tuple[MenuItem, ...] | None = None
    feeds: FeedOptions = FeedOptions()
    images: ImageOptions = ImageOptions()
    markdown: MarkdownOptions = MarkdownOptions()
    files: FileOptions = FileOptions()
    theme: Theme = Theme()
    newsletter: Newsletter | None = None
    content_security_policy: FrozenMap = FrozenMap()
    extra: FrozenMap = FrozenMap()

    @property
    def origin(self) -> str:
        """Scheme and host of the site, without a path: `https://example.org`."""
        parts = urlsplit(self.base_url)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def base_path(self) -> str:
        """The path that precedes every URL: empty, or `/news` without a slash at its end."""
        return unquote(urlsplit(self.base_url).path.rstrip("/"))
