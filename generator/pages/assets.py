"""Files under /assets/: pictures, documents, style sheets, named by their digest."""

from __future__ import annotations

from generator.engine import Ask, heavy
from generator.library.published_files import published_files
from generator.pages.output import Output, PageKind
from generator.rendering.assets import asset_names, layout_asset


def plan(ask: Ask, ever: bool) -> tuple[Output, ...]:
    """What this edition's pages refer to, and everything in layouts/assets/."""
    found = [Output(asset.url, "asset", (asset.digest,)) for asset in ask(published_files)]
    for name in ask(asset_names):
        asset = ask(layout_asset, name)
        found.append(Output(asset.url, "asset", (asset.digest,)))
    return tuple(dict.fromkeys(found))


@heavy
def render(ask: Ask, output: Output) -> str:
    """The bytes are in the staging area already, under the digest that the plan names."""
    return output.key[0]


ASSET = PageKind("asset", plan, render)
