"""The Markdown of one text becomes a `Body`: HTML with holes, the facts in it, and the problems.

Pure functions of what is passed in: this room knows neither the site nor other articles, opens
nothing, and raises for no text. `convert.read_body` tells the whole story on one screen.
"""

from generator.reading.markdown.convert import read_body
from generator.reading.markdown.typography import typeset

__all__ = ["read_body", "typeset"]
