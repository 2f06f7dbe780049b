"""Creator, credit, copyright and licence: what stays with a picture, written as XMP."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from xml.etree.ElementTree import Element

from generator.problems import Failure
from generator.reading.svg import parsed_xml
from generator.reading.text import CONTROL


@dataclass(frozen=True, slots=True)
class Rights:
    """What stays of what a picture says of itself; empty where it says nothing.

    `terms` are the terms of use in words, `statement` is the address of the licence.
    """

    creators: tuple[str, ...] = ()
    credit: str = ""
    copyright: str = ""
    terms: str = ""
    statement: str = ""

    @property
    def shown_credit(self) -> str | None:
        """The line to print beside the picture."""
        return self.credit or ", ".join(self.creators) or None

    @property
    def shown_copyright(self) -> str | None:
        """The notice, or what else says on which terms the picture may be used."""
        return self.copyright or self.terms or self.statement or None


def joined_rights(*sources: Rights) -> Rights:
    """Each of the rights from the first source that has it."""
    every = [_tidy_all(source.creators) for source in sources]

    def text(name: str) -> str:
        return next((found for source in sources if (found := _tidy(getattr(source, name)))), "")

    return Rights(
        next((creators for creators in every if creators), ()),
        text("credit"),
        text("copyright"),
        text("terms"),
        text("statement"),
    )


def _tidy_all(texts: Iterable[str]) -> tuple[str, ...]:
    tidied = (_tidy(text)[:MAX_NAME].strip() for text in texts)
    return tuple(dict.fromkeys(text for text in tidied if text))[:MAX_NAMES]


def _tidy(text: str) -> str:
    """The text on one line, without what XML can't hold, cut where a JPEG segment would burst."""
    return " ".join(CONTROL.sub(" ", text).split())[:MAX_TEXT].strip()


MAX_TEXT = 2_000


MAX_NAME = 200


MAX_NAMES = 20


_DC = "http://purl.org/dc/elements/1.1/"


_PHOTOSHOP = "http://ns.adobe.com/photoshop/1.0/"


_XMP_RIGHTS = "http://ns.adobe.com/xap/1.0/rights/"


_CC = "http://creativecommons.org/ns#"


_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


def rights_in_xmp(packet: bytes) -> Rights:
    """What an XMP packet says; nothing where it can't be read, since it is dropped anyway."""
    try:
        return rights_in_rdf(parsed_xml("", packet.strip(b"\0 \t\r\n")))
    except Failure:
        return Rights()


def rights_in_rdf(root: Element | None) -> Rights:
    found: dict[str, tuple[str, ...]] = {}
    for rdf in root.iter(f"{{{_RDF}}}RDF") if root is not None else ():
        for subject in rdf:
            for name, value in subject.attrib.items():
                found.setdefault(name, (value,))
            for said in subject:
                found.setdefault(said.tag, _values(said))

    def one(namespace: str, name: str) -> str:
        return next(iter(found.get(f"{{{namespace}}}{name}", ())), "")

    return joined_rights(
        Rights(
            found.get(f"{{{_DC}}}creator", ()),
            one(_PHOTOSHOP, "Credit"),
            one(_DC, "rights"),
            one(_XMP_RIGHTS, "UsageTerms"),
            one(_XMP_RIGHTS, "WebStatement") or one(_CC, "license"),
        )
    )


def _values(said: Element) -> tuple[str, ...]:
    """The texts of a property: of its list, or its own, or the address it names."""
    parts = list(said.iter(f"{{{_RDF}}}li")) or [said]
    texts = ["".join(part.itertext()) for part in parts]
    resource = said.get(f"{{{_RDF}}}resource", "")
    return tuple(text for text in (*texts, resource) if text.strip())


def as_rdf(rights: Rights) -> str:
    def item(name: str, text: str) -> str:
        return f"<{name}>{escape(text, quote=False)}</{name}>" if text else ""

    def listed(name: str, kind: str, attribute: str, texts: Iterable[str]) -> str:
        items = "".join(
            f"<rdf:li{attribute}>{escape(text, quote=False)}</rdf:li>" for text in texts if text
        )
        return f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>" if items else ""

    default = ' xml:lang="x-default"'
    return "".join(
        (
            f'<rdf:RDF xmlns:rdf="{_RDF}"><rdf:Description rdf:about="" xmlns:dc="{_DC}"',
            f' xmlns:photoshop="{_PHOTOSHOP}" xmlns:xmpRights="{_XMP_RIGHTS}">',
            listed("dc:creator", "Seq", "", rights.creators),
            item("photoshop:Credit", rights.credit),
            listed("dc:rights", "Alt", default, (rights.copyright,)),
            listed("xmpRights:UsageTerms", "Alt", default, (rights.terms,)),
            item("xmpRights:WebStatement", rights.statement),
            "</rdf:Description></rdf:RDF>",
        )
    )


def as_packet(rights: Rights) -> bytes:
    """An XMP packet (ISO 16684-1, section 7.3) with the rights only; nothing if there are none."""
    if rights == Rights():
        return b""
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/">{as_rdf(rights)}</x:xmpmeta>'
        '<?xpacket end="r"?>'
    ).encode()
