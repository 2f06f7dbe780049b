"""The fields of the publisher and of the menu: who stands behind the site, and its first links."""

from __future__ import annotations

from generator import urls
from generator.model.site import MenuItem, Publisher
from generator.model.values import FrozenMap
from generator.problems import did_you_mean, sentences
from generator.reading.addresses import EMAIL, FILE, WEB_ADDRESS
from generator.reading.decoders import LINE, PROSE, TEXT_SCHEMA, list_of, parsed, text_of
from generator.reading.desk import Desk
from generator.reading.fields import Decoder, Field, mapping_of, table
from generator.reading.nodes import Mapping, Node, Scalar, is_blank
from generator.reading.telling import cure_with_key, wrong_type
from generator.reading.wording import as_item, listed, shortened

# Standing pages that a reader may ask for, and those that schema.org's NewsMediaOrganization has
# a property for (schema.org/NewsMediaOrganization).
POLICIES = (
    ("about", "contact", "privacy", "corrections", "ethics", "ownership", "funding")
    + ("diversity", "staffing", "masthead", "mission", "no-bylines", "unnamed-sources")
    + ("verification", "actionable-feedback")
)


def _policies(node: Node, desk: Desk, at: str) -> FrozenMap | None:
    if not isinstance(node, Mapping):
        cure = cure_with_key(at, "{corrections: corrections-policy}")
        wrong_type(node, desk, at, "a mapping of policies to pages", cure)
        return None
    found: dict[str, str] = {}
    for key, value in node.pairs:
        place = f"{at}.{key.text}"
        desk.places[place] = desk.span(value)
        if key.text not in POLICIES:
            cure = sentences(did_you_mean(key.text, POLICIES), f"known are {listed(POLICIES)}")
            desk.error("unknown-key", f"there is no policy `{key.text}`", key, place, cure)
        elif not is_blank(value) and (page := _PAGE.read(value, desk, place)):
            found[key.text] = page
    return FrozenMap(found)


def _page(text: str, node: Node, desk: Desk, at: str) -> str | None:
    """A standing page's path under content/pages/, however it was typed."""
    if FILE.read(node, desk, at) is None:
        return None
    place = text.lstrip("/").removeprefix("content/").removeprefix("pages/")
    return place.removesuffix(".md")


_PAGE = parsed("a standing page", _page, TEXT_SCHEMA)

POLICIES_MAP: Decoder[FrozenMap] = Decoder(
    "a mapping of policies to standing pages",
    _policies,
    {
        "type": "object",
        "properties": {
            name: {"type": ["string", "number", "boolean", "null"]} for name in POLICIES
        },
        "additionalProperties": False,
    },
)

PUBLISHER_TABLE = table(
    "the publisher",
    Field("name", LINE, "The newsroom's name", "The Meridian", default="the site's title"),
    Field("legal_name", LINE, "Who answers for it", "Meridian Media Ltd"),
    Field(
        "url",
        WEB_ADDRESS,
        "The newsroom's own address",
        "https://example.org",
        default="`base_url`",
    ),
    Field("email", EMAIL, "Where readers may write", "desk@example.org"),
    Field(
        "same_as",
        list_of(WEB_ADDRESS, "a list of web addresses"),
        "The newsroom elsewhere",
        "[https://example.social/@meridian]",
    ),
    Field(
        "policies",
        POLICIES_MAP,
        "The standing pages for each policy",
        "{corrections: corrections-policy, ethics: ethics}",
        f"Paths under content/pages/. Policies: {', '.join(POLICIES)}.",
    ),
)

PUBLISHER: Decoder[Publisher] = mapping_of(PUBLISHER_TABLE, lambda values: Publisher(**values))


def _target(text: str, node: Node, desk: Desk, at: str) -> str | None:
    if text.startswith(("#", "?")):
        cure = f"write the page before it: pages/about.md{text}"
        desk.error("bad-address", f'"{shortened(text)}" leads to no page', node, at, cure)
        return None
    if urls.scheme(text) in ("", "article", "mailto") and not text.startswith("//"):
        return text
    return WEB_ADDRESS.read(node, desk, at)


MENU_TABLE = table(
    "a line of the menu",
    Field("title", PROSE, "What readers see", "About us", default="the target's own title"),
    Field(
        "to",
        parsed("a target", _target, TEXT_SCHEMA),
        "Where it leads",
        "pages/about.md",
        "A section's id, an article, a page's file, or an address.",
        required=True,
    ),
)
_MENU_MAPPING = mapping_of(MENU_TABLE, lambda values: MenuItem(values["to"], values.get("title")))


def _named_target(node: Mapping) -> str:
    """`About: pages/about.md` as it should be typed; empty where the one key is a right one."""
    key, value = node.pairs[0]
    if key.text in MENU_TABLE.by_name or not isinstance(value, Scalar) or is_blank(value):
        return ""
    return f"{{title: {as_item(key.text)}, to: {as_item(value.text)}}}"


def _menu_item(node: Node, desk: Desk, at: str) -> MenuItem | None:
    if isinstance(node, Mapping):
        if len(node.pairs) == 1 and (named := _named_target(node)):
            message = "a line of the menu has the keys `title` and `to`"
            desk.error("wrong-type", message, node, at, f"write - {named}")
            return None
        return _MENU_MAPPING.read(node, desk, at)
    text = text_of(node, desk, at)
    target = _target(text, node, desk, at) if text else None
    return MenuItem(target) if target else None


MENU: Decoder[tuple[MenuItem, ...]] = list_of(
    Decoder(
        "a line of the menu", _menu_item, {"anyOf": [LINE.schema, _MENU_MAPPING.schema]}, MENU_TABLE
    ),
    "a list of targets",
)
