"""Old addresses: a small page at each, and rules for hosts that redirect by themselves."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote, unquote

from generator.engine import Ask, heavy, question
from generator.library.addresses import absolute, href
from generator.library.inserts import origin_of, player_origins
from generator.library.languages import direction, text_language
from generator.library.redirects import Redirect, redirects
from generator.library.texts import site
from generator.pages.output import Output, PageKind, page_of, staged
from generator.problems import warning
from generator.rendering.views import RedirectView
from generator.urls import encoded, page_path_of

# Cloudflare Pages takes 2,000 static rules in `_redirects` (its documentation, "Redirects").
HOST_RULES_LIMIT = 2_000


def plan(ask: Ask, ever: bool) -> tuple[Output, ...]:
    """A page at each old address without a query."""
    return tuple(
        Output(page_path_of(r.old), "redirect", (r.target, r.title), r.source, r.key)
        for r in ask(redirects, ever)
        if "?" not in r.old
    )


@heavy
def render(ask: Ask, output: Output) -> str:
    """The page that leads on."""
    target, title = output.key
    language = text_language(ask, output.source)
    view = RedirectView(ask(absolute, target), title, language, direction(language))
    return page_of(ask, "redirect.html", language, {"redirect": view})


def plan_host_files(ask: Ask, ever: bool) -> tuple[Output, ...]:
    """`_redirects` and `_headers`, which Netlify and Cloudflare Pages read."""
    return (Output("/_redirects", "host redirects"), Output("/_headers", "host headers"))


@heavy
def render_host_file(ask: Ask, output: Output) -> str:
    """The rules of a host file."""
    return ask(host_redirects) if output.kind == "host redirects" else ask(host_headers)


@question
def host_redirects(ask: Ask) -> str:
    """One rule a line: old path, new path, 301."""
    rules = [_rule(ask, redirect) for redirect in ask(redirects, False)]
    if len(rules) > HOST_RULES_LIMIT:
        message = f"{len(rules)} redirects: some hosts read only {HOST_RULES_LIMIT} from _redirects"
        cure = "the pages at the old addresses work on every host"
        ask.report(warning("many-redirects", message, "site.yaml", cure=cure))
    return staged(ask, "".join(f"{rule}\n" for rule in rules))


def _rule(ask: Ask, redirect: Redirect) -> str:
    """With the path of `base_url`, since GitLab Pages asks for it (its "Create redirects"); hosts
    that serve output/ at their root have none. `*` and `:` would begin wildcards."""
    path, _, query = redirect.old.partition("?")
    old = quote(ask(site).base_path + unquote(path), safe="/-._~!$&'()+,;=@")
    asked = " ".join(encoded(unquote(pair)) for pair in query.split("&") if pair)
    return " ".join(part for part in (old, asked, ask(href, redirect.target), "301") if part)


@question
def host_headers(ask: Ask) -> str:
    """Assets may be kept for ever, since their names change with their bytes."""
    base = encoded(ask(site).base_path)
    allowed = dict(ask(site).content_security_policy)
    newsletter = ask(site).newsletter
    form = [("form-action", origin_of(newsletter.action))] if newsletter else []
    for directive, origin in (*ask(player_origins), *form):
        allowed[directive] = tuple(dict.fromkeys((*allowed.get(directive, ()), origin)))
    policy = _content_security_policy(allowed)
    lines = [
        f"{base}/assets/*",
        "  Cache-Control: public, max-age=31536000, immutable",
        "  X-Content-Type-Options: nosniff",
        f"{base}/*",
        "  X-Content-Type-Options: nosniff",
        "  Referrer-Policy: strict-origin-when-cross-origin",
        "  Content-Security-Policy: " + policy,
    ]
    return staged(ask, "".join(f"{line}\n" for line in lines))


# Pages load nothing from others before a reader asks for it.
_DIRECTIVES = {
    "default-src": "'none'",
    "img-src": "'self' data:",
    "style-src": "'self'",
    "font-src": "'self'",
    "media-src": "'self'",
    "script-src": "'self'",
    "connect-src": "'self'",
    "frame-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'self'",
}


def _content_security_policy(allowed: Mapping[str, tuple[str, ...]]) -> str:
    """The header's value, with the origins that are allowed beside our own, by directive."""
    sources = {name: (own, *allowed.get(name, ())) for name, own in _DIRECTIVES.items()}
    return "; ".join(f"{name} {' '.join(given)}" for name, given in sources.items())


REDIRECT = PageKind("redirect", plan, render)
HOST_REDIRECTS = PageKind(
    "host redirects", lambda ask, ever: plan_host_files(ask, ever)[:1], render_host_file
)
HOST_HEADERS = PageKind(
    "host headers", lambda ask, ever: plan_host_files(ask, ever)[1:], render_host_file
)
