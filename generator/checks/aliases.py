"""Old addresses: are they typed as paths of this site, without the path of `base_url`?"""

from __future__ import annotations

from urllib.parse import unquote

from generator.engine import Ask, question
from generator.library.texts import site
from generator.problems import warning


@question
def aliases_checked(ask: Ask, source: str, aliases: tuple[str, ...]) -> str:
    """Warns of an old address that begins with the path of `base_url`, which is put before it.

    It is followed as typed: `/news/` may well have been a folder of a site at `/news`.
    """
    base = ask(site).base_path
    for number, old in enumerate(aliases) if base else ():
        path = unquote(old.partition("?")[0])
        if f"{path}/".startswith(f"{base}/"):
            message = f'the old URL "{old}" would lead here from {ask(site).base_url}{old}'
            cure = f"write it without {base}, which is in `base_url`, unless you mean that"
            key = f"aliases[{number}]"
            ask.report(warning("alias-with-base-path", message, source, key=key, cure=cure))
    return source
